#include "src/engine/evaluator.h"

#include <utility>

namespace assay {
namespace {

// An optional is stored as its value or as none; with `missing: unknown` none is not known.
Value Stored(const DerivedDefinition& definition, Value value) {
  if (value.kind() == ValueKind::kOptional) {
    value = value.has_optional_value() ? Value(value.optional_value()) : Value::Null();
  }
  if (value.is_null() && definition.missing == Missing::kUnknown) return Value::Unknown();
  return value;
}

}  // namespace

Evaluator::Evaluator(const CompiledPack::Rep& pack, const Facts& facts, Date as_of,
                     std::vector<Value> parameters, const AdmittedRows& admitted)
    : pack_(pack), facts_(facts), as_of_(as_of), parameters_(std::move(parameters)), admitted_(admitted) {
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
}

Value Evaluator::Evaluate(const Unit& unit, std::span<const Value> locals) {
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

Truth Evaluator::Judge(const Unit* unit, std::span<const Value> locals, Truth otherwise) {
  return unit == nullptr ? otherwise : TruthOf(Evaluate(*unit, locals));
}

Value Evaluator::ComputeDerived(const CompiledDerived& derived, const Value& self) {
  Value value = Stored(*derived.definition, Evaluate(*derived.value, {&self, 1}));
  if (value.is_unknown() && derived.assume != nullptr) return Evaluate(*derived.assume, {&self, 1});
  return value;
}

Truth Evaluator::JudgeMembership(const CompiledPopulation& population, const Value& record) {
  Truth base = Truth::kPass;
  if (population.base >= 0) {
    base = JudgeMembership(pack_.populations[static_cast<std::size_t>(population.base)], record);
  }
  if (base == Truth::kFail) return base;
  return And(base, Judge(population.where, {&record, 1}, Truth::kPass));
}

Value Evaluator::DerivedOfUnknown(RecordTypeId record, std::uint16_t derived, const Value& unknown) {
  const CompiledDerived& compiled = pack_.derived[record][derived];
  if (compiled.definition->is_grouped) return Value::Unknown();
  return Stored(*compiled.definition, Evaluate(*compiled.value, {&unknown, 1}));
}

Value Evaluator::Member(std::uint16_t name_space, std::uint16_t member) {
  if (name_space == pack_.params_namespace) return parameters_[member];
  return TallyValue(member);
}

Truth Evaluator::IsMember(std::uint16_t, std::uint16_t member, const Value& record) {
  if (record.is_error()) return Truth::kError;
  if (record.is_null()) return Truth::kFail;
  if (record.kind() == ValueKind::kRecord) {
    if (!admitted_.admits(record.record_type(), record.row())) return Truth::kFail;
    return MembersOf(member).Of(record.row());
  }
  return JudgeMembership(pack_.populations[member], record);
}

const CheckedExpr* Evaluator::Body(std::uint16_t defined_function) {
  return &pack_.function_bodies[defined_function]->program();
}

}  // namespace assay
