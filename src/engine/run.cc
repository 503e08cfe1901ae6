#include "src/engine/run.h"

#include <utility>

namespace assay {

Run::Run(const CompiledPack::Rep& pack, const Facts& facts, Date as_of, std::vector<Value> parameters,
         const RunLimits& limits, const Sentences& sentences)
    : pack_(pack), facts_(facts), as_of_(as_of), sentences_(sentences), parameters_(std::move(parameters)) {
  // With somebody to ask, steps are taken from the reserve in portions.
  const bool asks = limits.is_cancelled != nullptr;
  budget_.steps = asks ? 0 : limits.steps;
  budget_.steps_in_reserve = asks ? limits.steps : 0;
  budget_.bytes = limits.bytes;
  if (asks) {
    budget_.host = limits.is_cancelled;
    budget_.is_cancelled = [](const void* host) { return (*static_cast<const std::function<bool()>*>(host))(); };
  }
  variables_.push_back(Value::DateOf(as_of));
  if (pack.schema->organization() != kNoId) {
    variables_.push_back(Value::Record(pack.schema->organization(), 0));
  }
  context_.facts = &facts_;
  context_.admitted = &admitted_;
  context_.host = this;
  context_.variables = variables_;
  context_.as_of = as_of;
  context_.pattern_bytes = pack.pattern_bytes;
  context_.budget = &budget_;
  derived_.resize(pack.derived.size());
  for (std::size_t record = 0; record < pack.derived.size(); ++record) {
    derived_[record].resize(pack.derived[record].size());
  }
  members_.resize(pack.populations.size());
  tallies_.resize(pack.tallies.size());
}

Run::~Run() = default;

void Run::SetAdmitted(AdmittedRows admitted) { admitted_ = std::move(admitted); }

Value Run::Evaluate(const Unit& unit, std::span<const Value> locals) {
  const std::int64_t bytes = budget_.bytes;
  const std::int64_t kept = kept_bytes_;
  Value value = assay::Evaluate(unit.program(), context_, locals);
  if (budget_.is_spent()) {
    if (spent_in_ == nullptr) spent_in_ = &unit;
    return value;
  }
  // What was made on the way is gone, but for what was kept (Keep).
  budget_.bytes = bytes - (kept_bytes_ - kept);
  return value;
}

void Run::Keep(std::size_t bytes) {
  if (budget_.TakeBytes(bytes)) kept_bytes_ += static_cast<std::int64_t>(bytes);
}

Value Run::EvaluateTraced(const CheckedExpr& program, std::span<const Value> locals, Trace* trace) {
  if (trace == nullptr) return assay::Evaluate(program, context_, locals);
  return assay::EvaluateTraced(program, context_, locals, trace);
}

Truth Run::Judge(const Unit* unit, std::span<const Value> locals, Truth otherwise) {
  return unit == nullptr ? otherwise : TruthOf(Evaluate(*unit, locals));
}

// An optional is stored as its value or as none; with `missing: unknown` none is not known.
Value Run::Stored(const DerivedDefinition& definition, Value value) const {
  if (value.kind() == ValueKind::kOptional) {
    value = value.has_optional_value() ? Value(value.optional_value()) : Value::Null();
  }
  if (value.is_null() && definition.missing == Missing::kUnknown) return Value::Unknown();
  return value;
}

Run::DerivedColumn& Run::ColumnOf(RecordTypeId record, std::uint16_t derived) {
  std::unique_ptr<DerivedColumn>& column = derived_[record][derived];
  if (column == nullptr) {
    column = std::make_unique<DerivedColumn>();
    const std::size_t rows = facts_.table(record).row_count();
    Keep(rows * (sizeof(Value) + 1));
    const CompiledDerived& compiled = pack_.derived[record][derived];
    if (compiled.definition->is_grouped) {
      column->values = GroupedColumn(*this, compiled);
      column->is_known.assign(rows, 1);
    } else {
      column->values.resize(rows);
      column->is_known.assign(rows, 0);
    }
  }
  return *column;
}

Value Run::Derived(RecordTypeId record, std::uint16_t derived, Row row) {
  DerivedColumn& column = ColumnOf(record, derived);
  if (column.is_known[row] == 0) {
    const CompiledDerived& compiled = pack_.derived[record][derived];
    const Value self = Value::Record(record, row);
    Value value = Stored(*compiled.definition, Evaluate(*compiled.value, {&self, 1}));
    if (value.is_unknown() && compiled.assume != nullptr) value = Evaluate(*compiled.assume, {&self, 1});
    Keep(value.bytes());
    column.values[row] = std::move(value);
    column.is_known[row] = 1;
  }
  return column.values[row];
}

Value Run::DerivedOfUnknown(RecordTypeId record, std::uint16_t derived, const Value& unknown) {
  const CompiledDerived& compiled = pack_.derived[record][derived];
  if (compiled.definition->is_grouped) return Value::Unknown();
  return Stored(*compiled.definition, Evaluate(*compiled.value, {&unknown, 1}));
}

Value Run::Member(std::uint16_t name_space, std::uint16_t member) {
  if (name_space == pack_.params_namespace) return parameters_[member];
  return TallyValue(member);
}

Value Run::TallyValue(std::uint16_t tally) {
  std::optional<Value>& value = tallies_[tally];
  if (!value) value = ComputeTally(*this, pack_.tallies[tally]);
  return *value;
}

const CheckedExpr* Run::Body(std::uint16_t defined_function) {
  return &pack_.function_bodies[defined_function]->program();
}

Truth Run::JudgeMembership(const CompiledPopulation& population, const Value& record) {
  Truth base = Truth::kPass;
  if (population.base >= 0) {
    base = JudgeMembership(pack_.populations[static_cast<std::size_t>(population.base)], record);
  }
  if (base == Truth::kFail) return base;
  return And(base, Judge(population.where, {&record, 1}, Truth::kPass));
}

void Run::FillMembers(int population, Members* members) {
  const CompiledPopulation& compiled = pack_.populations[static_cast<std::size_t>(population)];
  const RecordTypeId record = compiled.record;
  const Table& table = facts_.table(record);
  Keep(table.row_count() * (sizeof(Row) + 1));
  members->truth.assign(table.row_count(), static_cast<std::uint8_t>(Truth::kFail));
  for (Row row = 0; row < table.row_count() && !is_spent(); ++row) {
    if (!admitted_.admits(record, row)) continue;
    const Truth truth = JudgeMembership(compiled, Value::Record(record, row));
    members->truth[row] = static_cast<std::uint8_t>(truth);
    if (truth == Truth::kPass) members->sure.push_back(row);
    if (truth == Truth::kUnknown || truth == Truth::kError) {
      members->maybe.push_back({row, truth == Truth::kError});
    }
  }
  for (const MaybeItem& missing : MissingRecords(context_, record)) {
    if (JudgeMembership(compiled, missing.value) != Truth::kFail) members->is_open = true;
  }
}

const Members& Run::MembersOf(int population) {
  std::unique_ptr<Members>& members = members_[static_cast<std::size_t>(population)];
  if (members == nullptr) {
    auto filled = std::make_unique<Members>();
    FillMembers(population, filled.get());
    members = std::move(filled);
  }
  return *members;
}

Truth Run::IsMember(std::uint16_t, std::uint16_t member, const Value& record) {
  if (record.is_error()) return Truth::kError;
  if (record.is_null()) return Truth::kFail;
  const CompiledPopulation& population = pack_.populations[member];
  if (record.kind() == ValueKind::kRecord) {
    if (!admitted_.admits(record.record_type(), record.row())) return Truth::kFail;
    return MembersOf(member).Of(record.row());
  }
  return JudgeMembership(population, record);
}

std::string Run::NameOf(int population, Row row) {
  const CompiledPopulation& compiled = pack_.populations[static_cast<std::size_t>(population)];
  if (compiled.label.segments.empty()) return facts_.RecordName(compiled.record, row);
  const Value member = Value::Record(compiled.record, row);
  std::string name;
  for (const CompiledSegment& segment : compiled.label.segments) {
    if (segment.piece != TextPiece::kExpression) {
      name += segment.literal;
      continue;
    }
    const Value value = Evaluate(*segment.expression, {&member, 1});
    name += ToText(value, &facts_).value_or("?");
  }
  return name;
}

}  // namespace assay
