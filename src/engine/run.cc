#include "src/engine/run.h"

#include <algorithm>
#include <utility>

#include "src/engine/row_loop.h"
#include "src/engine/workers.h"

namespace assay {
namespace {

bool IsLarge(const Facts& facts, const Schema& schema, std::size_t rows_to_share) {
  for (std::size_t k = 0; k < schema.records().size(); ++k) {
    if (facts.table(static_cast<RecordTypeId>(k)).row_count() >= rows_to_share) return true;
  }
  return false;
}

}  // namespace

Run::Run(const CompiledPack::Rep& pack, const Facts& facts, Date as_of, std::vector<Value> parameters,
         const RunLimits& limits, const Sentences& sentences)
    : Evaluator(pack, facts, as_of, std::move(parameters), admitted_rows_), limits_(limits), sentences_(sentences) {
  // With somebody to ask, steps are taken from the reserve in portions.
  const bool asks = limits.is_cancelled != nullptr;
  budget_.steps = asks ? 0 : limits.steps;
  budget_.steps_in_reserve = asks ? limits.steps : 0;
  budget_.bytes = limits.bytes;
  if (asks) {
    budget_.host = limits.is_cancelled;
    budget_.is_cancelled = [](const void* host) { return (*static_cast<const std::function<bool()>*>(host))(); };
  }
  derived_.resize(pack.derived.size());
  for (std::size_t record = 0; record < pack.derived.size(); ++record) {
    derived_[record].resize(pack.derived[record].size());
  }
  members_.resize(pack.populations.size());
  tallies_.resize(pack.tallies.size());
  is_filled_.resize(pack.definitions.size());
  if (limits.workers == nullptr) return;
  works_in_columns_ = IsLarge(facts, *pack.schema, limits.rows_to_share);
  readers_.resize(limits.workers->count());
}

Run::~Run() = default;

void Run::SetAdmitted(AdmittedRows admitted) { admitted_rows_ = std::move(admitted); }

void Run::Keep(std::size_t bytes) {
  if (budget_.TakeBytes(bytes)) kept_bytes_ += static_cast<std::int64_t>(bytes);
}

ColumnReader& Run::reader(std::size_t thread) {
  std::unique_ptr<ColumnReader>& reader = readers_[thread];
  if (reader == nullptr) reader = std::make_unique<ColumnReader>(*this);
  return *reader;
}

void Run::Settle(std::int64_t steps, std::int64_t kept_bytes) {
  const std::int64_t from_reserve = std::min(budget_.steps_in_reserve, steps);
  budget_.steps_in_reserve -= from_reserve;
  budget_.steps -= steps - from_reserve;
  budget_.bytes -= kept_bytes;
  kept_bytes_ += kept_bytes;
}

void Run::EndLike(const StepBudget& budget, const Unit* spent_in) {
  if (spent_in_ == nullptr) spent_in_ = spent_in;
  budget_.was_cancelled = budget.was_cancelled;
  if (budget.bytes < 0) budget_.bytes = -1;
  if (budget.steps_left() > 0) return;
  budget_.steps = -1;
  budget_.steps_in_reserve = 0;
}

Value Run::EvaluateTraced(const CheckedExpr& program, std::span<const Value> locals, Trace* trace) {
  if (trace == nullptr) return assay::Evaluate(program, context(), locals);
  return assay::EvaluateTraced(program, context(), locals, trace);
}

// A definition may use what stands before it alone (Compiler::OrderDefinitions).
void Run::FillDefinitions(std::vector<std::size_t> open) {
  std::vector<bool> is_wanted(pack().definitions.size());
  std::vector<std::size_t> wanted;
  while (!open.empty()) {
    const std::size_t number = open.back();
    open.pop_back();
    if (is_filled_[number] != 0 || is_wanted[number]) continue;
    is_wanted[number] = true;
    wanted.push_back(number);
    const std::vector<std::size_t>& uses = pack().definitions[number].uses;
    open.insert(open.end(), uses.begin(), uses.end());
  }
  std::sort(wanted.begin(), wanted.end());
  for (const std::size_t number : wanted) {
    if (is_spent()) return;
    const CompiledDefinition& definition = pack().definitions[number];
    switch (definition.kind) {
      case CompiledDefinition::Kind::kFunction: break;
      case CompiledDefinition::Kind::kDerived: FillColumn(definition.record, definition.member); break;
      case CompiledDefinition::Kind::kPopulation: FillMembers(definition.member); break;
      case CompiledDefinition::Kind::kTally: FillTally(definition.member); break;
    }
    is_filled_[number] = 1;
  }
}

void Run::FillFor(std::span<const Unit* const> units) {
  if (!works_in_columns_) return;
  std::vector<std::size_t> open;
  for (const Unit* unit : units) {
    if (unit == nullptr) continue;
    std::copy_if(unit->uses.begin(), unit->uses.end(), std::back_inserter(open),
                 [&](std::size_t number) { return is_filled_[number] == 0; });
  }
  if (!open.empty()) FillDefinitions(std::move(open));
}

Run::DerivedColumn& Run::ColumnOf(RecordTypeId record, std::uint16_t derived) {
  std::unique_ptr<DerivedColumn>& column = derived_[record][derived];
  if (column == nullptr) {
    column = std::make_unique<DerivedColumn>();
    const std::size_t rows = facts().table(record).row_count();
    Keep(rows * (sizeof(Value) + 1));
    const CompiledDerived& compiled = pack().derived[record][derived];
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

void Run::FillColumn(RecordTypeId record, std::uint16_t derived) {
  DerivedColumn& column = ColumnOf(record, derived);
  const CompiledDerived& compiled = pack().derived[record][derived];
  if (compiled.definition->is_grouped) return;
  // What a text has asked for already; not what the loop itself fills, which it may have to do twice.
  const std::vector<std::uint8_t> was_known = column.is_known;
  RowLoop loop(*this, {compiled.value, compiled.assume}, was_known.size());
  loop.Go([&](Evaluator& at, std::size_t, std::size_t row) {
    if (was_known[row] != 0 || !admitted().admits(record, static_cast<Row>(row))) return;
    Value value = at.ComputeDerived(compiled, Value::Record(record, static_cast<Row>(row)));
    at.Keep(value.bytes());
    column.values[row] = std::move(value);
    column.is_known[row] = 1;
  });
}

Value Run::Derived(RecordTypeId record, std::uint16_t derived, Row row) {
  DerivedColumn& column = ColumnOf(record, derived);
  if (column.is_known[row] == 0) {
    Value value = ComputeDerived(pack().derived[record][derived], Value::Record(record, row));
    Keep(value.bytes());
    column.values[row] = std::move(value);
    column.is_known[row] = 1;
  }
  return column.values[row];
}

const Value* Run::FinishedCell(RecordTypeId record, std::uint16_t derived, Row row) const {
  const DerivedColumn* column = derived_[record][derived].get();
  return column == nullptr || column->is_known[row] == 0 ? nullptr : &column->values[row];
}

void Run::FillTally(std::uint16_t tally) { tallies_[tally] = ComputeTally(*this, pack().tallies[tally]); }

Value Run::TallyValue(std::uint16_t tally) {
  std::optional<Value>& value = tallies_[tally];
  if (!value && works_in_columns_) FillDefinitions({pack().definition_of_tally[tally]});
  if (!value) FillTally(tally);
  return *value;
}

const Value* Run::FinishedTally(std::uint16_t tally) const {
  return tallies_[tally] ? &*tallies_[tally] : nullptr;
}

void Run::FillMembers(int population) {
  const auto number = static_cast<std::size_t>(population);
  const CompiledPopulation& compiled = pack().populations[number];
  const RecordTypeId record = compiled.record;
  const Table& table = facts().table(record);
  auto members = std::make_unique<Members>();
  Keep(table.row_count() * (sizeof(Row) + 1));
  members->truth.assign(table.row_count(), static_cast<std::uint8_t>(Truth::kFail));
  std::vector<const Unit*> conditions;
  for (const CompiledPopulation* narrowed = &compiled; narrowed != nullptr;) {
    conditions.push_back(narrowed->where);
    narrowed = narrowed->base < 0 ? nullptr : &pack().populations[static_cast<std::size_t>(narrowed->base)];
  }
  RowLoop loop(*this, std::move(conditions), table.row_count());
  std::vector<Members> blocks(loop.blocks());
  loop.Go([&](Evaluator& at, std::size_t block, std::size_t index) {
    const Row row = static_cast<Row>(index);
    if (!admitted().admits(record, row)) return;
    const Truth truth = at.JudgeMembership(compiled, Value::Record(record, row));
    members->truth[row] = static_cast<std::uint8_t>(truth);
    if (truth == Truth::kPass) blocks[block].sure.push_back(row);
    if (truth == Truth::kUnknown || truth == Truth::kError) {
      blocks[block].maybe.push_back({row, truth == Truth::kError});
    }
  });
  for (const Members& block : blocks) {
    members->sure.insert(members->sure.end(), block.sure.begin(), block.sure.end());
    members->maybe.insert(members->maybe.end(), block.maybe.begin(), block.maybe.end());
  }
  for (const MaybeItem& missing : MissingRecords(context(), record)) {
    if (JudgeMembership(compiled, missing.value) != Truth::kFail) members->is_open = true;
  }
  members_[number] = std::move(members);
}

const Members& Run::MembersOf(int population) {
  const std::unique_ptr<Members>& members = members_[static_cast<std::size_t>(population)];
  if (members == nullptr && works_in_columns_) {
    FillDefinitions({pack().definition_of_population[static_cast<std::size_t>(population)]});
  }
  if (members == nullptr) FillMembers(population);
  return *members;
}

const Members* Run::FinishedMembers(int population) const {
  return members_[static_cast<std::size_t>(population)].get();
}

std::string Run::NameOf(int population, Row row) {
  const CompiledPopulation& compiled = pack().populations[static_cast<std::size_t>(population)];
  if (compiled.label.segments.empty()) return facts().RecordName(compiled.record, row);
  const Value member = Value::Record(compiled.record, row);
  std::string name;
  for (const CompiledSegment& segment : compiled.label.segments) {
    if (segment.piece != TextPiece::kExpression) {
      name += segment.literal;
      continue;
    }
    const Value value = Evaluate(*segment.expression, {&member, 1});
    name += ToText(value, &facts()).value_or("?");
  }
  return name;
}

}  // namespace assay
