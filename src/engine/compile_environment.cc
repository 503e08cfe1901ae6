// What the rules of a pack may name: parameters, functions, derived fields, populations, tallies.
//
// The types of functions and derived fields follow from their bodies, which may use one another.
// They are inferred in rounds: all begin as the error type, which agrees with everything; each round
// checks every body against what is known and keeps its type; the rounds end when nothing changes.
// What goes in a circle keeps the error type and is refused by RefuseCircles.

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "assay/expr/parse.h"
#include "src/engine/compiler.h"

namespace assay {
namespace {

// An optional that is stored becomes a cell that may be none. With `missing: unknown` it is
// unknown instead, so rules need not guard against none.
Type StoredTypeOf(const Type& type, const DerivedDefinition& definition) {
  Type stored = type;
  if (stored.kind == TypeKind::kOptional) {
    Type value = stored.arguments[0];
    stored = MaybeNone(std::move(value));
  }
  if (definition.missing == Missing::kUnknown) stored.maybe_none = false;
  return stored;
}

Type GroupedType(const DerivedDefinition& definition, const std::vector<const Unit*>& operands) {
  if (definition.aggregate == Aggregate::kCount || definition.aggregate == Aggregate::kCountDistinct) {
    return MakeType(TypeKind::kInt);
  }
  if (operands.empty() || !operands[0]->checked) return MakeType(TypeKind::kError);
  return operands[0]->checked->type;
}

// What can be written as the value of a parameter: a scalar, or a list of scalars.
bool IsParameterType(const Type& type) {
  switch (type.kind) {
    case TypeKind::kBool:
    case TypeKind::kInt:
    case TypeKind::kDecimal:
    case TypeKind::kString:
    case TypeKind::kDate:
    case TypeKind::kEnum:
      return !type.maybe_none;
    case TypeKind::kList:
      return !type.maybe_none && type.arguments[0].kind != TypeKind::kList && IsParameterType(type.arguments[0]);
    default:
      return false;
  }
}

bool IsOccurrence(const Unit* unit) {
  if (unit == nullptr || !unit->checked) return false;
  const Meaning meaning = unit->checked->nodes[unit->checked->ast.root].meaning;
  return meaning == Meaning::kWhenInstant || meaning == Meaning::kWhenDate;
}

}  // namespace

void Compiler::DeclareParameters() {
  Namespace params{"params", {}};
  for (const Parameter& parameter : rep_.pack.definition().parameters) {
    std::optional<Type> type = ParseType(parameter.type, rep_.schema);
    if (!type || !IsParameterType(*type)) {
      Report(parameter.origin, "pack.parameter-type",
             absl::StrCat("`", parameter.type, "` is not a type a parameter can have"),
             "int, decimal, bool, string, date, an enumeration, or list(...) of one of them");
      type = MakeType(TypeKind::kError);
    }
    CheckDefaultWords(parameter, *type);
    rep_.parameter_types.push_back(*type);
    params.members.push_back({parameter.name, *type});
  }
  rep_.params_namespace = rep_.environment->AddNamespace(std::move(params));
}

// Words that only the schema knows; everything else about a default was seen when it was read.
void Compiler::CheckDefaultWords(const Parameter& parameter, const Type& type) {
  const Type& one = type.kind == TypeKind::kList ? type.arguments[0] : type;
  if (one.kind != TypeKind::kEnum) return;
  const EnumType& enumeration = rep_.schema->enums()[one.id];
  const auto check = [&](const ParameterScalar& scalar) {
    const std::string* word = std::get_if<std::string>(&scalar);
    if (word == nullptr || rep_.schema->FindEnumValue(one.id, *word) >= 0) return;
    const std::string_view near = NearestName(*word, {enumeration.values.begin(), enumeration.values.end()});
    Report(parameter.origin, "pack.default-type",
           absl::StrCat("the default `", *word, "` of `", parameter.name, "` is not a word of ", enumeration.name),
           near.empty() ? std::string() : absl::StrCat("did you mean `", std::string(near), "`?"));
  };
  if (const auto* list = std::get_if<std::vector<ParameterScalar>>(&parameter.default_value)) {
    for (const ParameterScalar& scalar : *list) check(scalar);
  } else if (const auto* word = std::get_if<std::string>(&parameter.default_value)) {
    check(*word);
  }
}

void Compiler::DeclarePopulations() {
  const auto& definitions = rep_.pack.definition().populations;
  for (const PopulationDefinition& definition : definitions) {
    CompiledPopulation population;
    population.definition = &definition;
    rep_.populations.push_back(std::move(population));
  }
  for (CompiledPopulation& population : rep_.populations) {
    population.base = rep_.FindPopulation(population.definition->of);
  }
  for (CompiledPopulation& population : rep_.populations) {
    // Follows `of` to a record type. A chain longer than the list of populations is a circle.
    if (rep_.schema->FindRecord(population.definition->name) != kNoId) {
      Report(population.definition->origin, "pack.name-taken",
             absl::StrCat("population `", population.definition->name,
                          "` has the name of a record type"),
             absl::StrCat("`of: ", population.definition->name,
                          "` would not say which is meant: choose another name"));
    }
    const CompiledPopulation* last = &population;
    std::size_t steps = 0;
    while (last->base >= 0 && steps <= rep_.populations.size()) {
      last = &rep_.populations[static_cast<std::size_t>(last->base)];
      ++steps;
    }
    if (last->base >= 0) {
      // `of` that means a record type and finds a population of that name: said already.
      if (rep_.schema->FindRecord(last->definition->of) != kNoId) continue;
      Report(population.definition->origin, "pack.circle",
             absl::StrCat("population `", population.definition->name, "` narrows itself"));
      continue;
    }
    population.record = rep_.schema->FindRecord(last->definition->of);
    if (population.record != kNoId || last != &population) continue;
    std::vector<std::string_view> names;
    for (const RecordType& record : rep_.schema->records()) names.push_back(record.name);
    for (const CompiledPopulation& other : rep_.populations) names.push_back(other.definition->name);
    const std::string_view near = NearestName(population.definition->of, names);
    Report(population.definition->origin, "pack.no-such-record",
           absl::StrCat("`", population.definition->of, "` is neither a record type nor a population"),
           near.empty() ? std::string() : absl::StrCat("did you mean `", std::string(near), "`?"));
  }
  for (CompiledPopulation& population : rep_.populations) {
    // A circle leaves `base` in place; nothing is evaluated then, since the pack is refused.
    if (population.base >= 0) {
      population.record = rep_.populations[static_cast<std::size_t>(population.base)].record;
    }
  }
  Namespace members{"populations", {}};
  for (const CompiledPopulation& population : rep_.populations) {
    Type type = MakeType(population.record == kNoId ? TypeKind::kError : TypeKind::kPopulation);
    type.id = population.record;
    members.members.push_back({population.definition->name, std::move(type)});
  }
  rep_.populations_namespace = rep_.environment->AddNamespace(std::move(members));
  if (!rep_.pack.definition().scope.empty()) {
    rep_.scope = rep_.FindPopulation(rep_.pack.definition().scope);
  }
}

void Compiler::DeclareTallies() {
  Namespace tally{"tally", {}};
  for (const TallyDefinition& definition : rep_.pack.definition().tallies) {
    CompiledTally compiled;
    compiled.definition = &definition;
    compiled.population = rep_.FindPopulation(definition.over);
    rep_.tallies.push_back(std::move(compiled));
    tally.members.push_back({definition.name, MakeType(TypeKind::kInt)});
  }
  rep_.tally_namespace = rep_.environment->AddNamespace(std::move(tally));
}

void Compiler::DeclareFunctions() {
  for (const FunctionDefinition& definition : rep_.pack.definition().functions) {
    DefinedFunction function;
    function.name = definition.name;
    function.result = MakeType(TypeKind::kError);
    std::vector<Variable> locals;
    const auto type_of = [&](const std::string& text) {
      std::optional<Type> type = ParseType(text, rep_.schema);
      if (type) return *type;
      Report(definition.origin, "pack.no-such-type", absl::StrCat("`", text, "` is not a type"));
      return MakeType(TypeKind::kError);
    };
    if (!definition.receiver.empty()) {
      Type receiver = type_of(definition.receiver);
      if (definition.receiver_maybe_none) receiver = MaybeNone(std::move(receiver));
      function.receiver = receiver;
      locals.push_back({"self", std::move(receiver)});
    }
    for (const auto& [name, text] : definition.parameters) {
      Type type = type_of(text);
      locals.push_back({name, type});
      function.parameters.emplace_back(name, std::move(type));
    }
    rep_.environment->AddDefinedFunction(std::move(function));
    rep_.function_bodies.push_back(Add(definition.body, std::move(locals), std::nullopt));
  }
}

void Compiler::DeclareDerived() {
  rep_.derived.resize(rep_.schema->records().size());
  const Type boolean = MakeType(TypeKind::kBool);
  const Type integer = MakeType(TypeKind::kInt);
  for (const DerivedDefinition& definition : rep_.pack.definition().derived) {
    const RecordTypeId record = rep_.schema->FindRecord(definition.record);
    if (record == kNoId) {
      std::vector<std::string_view> names;
      for (const RecordType& type : rep_.schema->records()) names.push_back(type.name);
      const std::string_view near = NearestName(definition.record, names);
      Report(definition.origin, "pack.no-such-record",
             absl::StrCat("`", definition.record, "` is not a record type"),
             near.empty() ? std::string() : absl::StrCat("did you mean `", std::string(near), "`?"));
      continue;
    }
    if (rep_.schema->FindField(record, definition.name) != kNoId ||
        rep_.schema->FindInverse(record, definition.name)) {
      Report(definition.origin, "pack.name-taken",
             absl::StrCat("`", definition.record, "` already has a field `", definition.name, "`"),
             "derived fields do not replace recorded ones; choose another name");
      continue;
    }
    const std::vector<Variable> self = {{"self", RecordOf(record)}};
    CompiledDerived compiled;
    compiled.definition = &definition;
    compiled.record = record;
    compiled.value = Add(definition.value, self, std::nullopt);
    compiled.assume = Add(definition.assume, self, std::nullopt);
    compiled.where = Add(definition.where, self, boolean);
    for (const RuleText& key : definition.group_by) {
      compiled.group_by.push_back(Add(key, self, std::nullopt));
    }
    compiled.window_along = Add(definition.window_along, self, std::nullopt);
    compiled.window_seconds = Add(definition.window_seconds, {}, integer);
    for (const RuleText& operand : definition.operands) {
      compiled.operands.push_back(Add(operand, self, std::nullopt));
    }
    for (const Unit* key : compiled.group_by) Guard(key, compiled.where);
    for (const Unit* operand : compiled.operands) Guard(operand, compiled.where);
    Guard(compiled.window_along, compiled.where);
    rep_.environment->AddDerivedField(record, {definition.name, MakeType(TypeKind::kError)});
    rep_.derived[record].push_back(std::move(compiled));
  }
}

void Compiler::InferTypes() {
  const auto check_quietly = [&](const Unit* unit) {
    if (unit == nullptr || !unit->ast) return;
    Diagnostics ignored;
    CheckOptions options = unit->options;
    options.warn = false;
    rep_.units[unit->number].checked = Check(*unit->ast, *rep_.environment, options, &ignored);
  };
  const std::size_t most_rounds = rep_.function_bodies.size() + rep_.pack.definition().derived.size() + 1;
  bool changed = true;
  for (std::size_t round = 0; changed && round < most_rounds; ++round) {
    changed = false;
    for (std::size_t k = 0; k < rep_.function_bodies.size(); ++k) {
      const auto number = static_cast<std::uint16_t>(k);
      check_quietly(rep_.function_bodies[k]);
      if (rep_.function_bodies[k] == nullptr || !rep_.function_bodies[k]->checked) continue;
      const Type& type = rep_.function_bodies[k]->checked->type;
      if (type == rep_.environment->defined_functions()[k].result) continue;
      rep_.environment->SetResult(number, type);
      changed = true;
    }
    for (std::size_t record = 0; record < rep_.derived.size(); ++record) {
      const auto record_id = static_cast<RecordTypeId>(record);
      for (std::size_t k = 0; k < rep_.derived[record].size(); ++k) {
        CompiledDerived& derived = rep_.derived[record][k];
        check_quietly(derived.value);
        for (const Unit* operand : derived.operands) check_quietly(operand);
        for (const Unit* key : derived.group_by) check_quietly(key);
        check_quietly(derived.window_along);
        derived.is_local_in_time =
            IsOccurrence(derived.window_along) ||
            std::any_of(derived.group_by.begin(), derived.group_by.end(), IsOccurrence);
        Type type = MakeType(TypeKind::kError);
        if (derived.definition->is_grouped) {
          type = GroupedType(*derived.definition, derived.operands);
        } else if (derived.value != nullptr && derived.value->checked) {
          type = StoredTypeOf(derived.value->checked->type, *derived.definition);
        }
        if (type == rep_.environment->derived_fields(record_id)[k].type) continue;
        rep_.environment->SetDerivedType(record_id, static_cast<std::uint16_t>(k), type);
        changed = true;
      }
    }
  }
  for (std::size_t record = 0; record < rep_.derived.size(); ++record) {
    for (std::size_t k = 0; k < rep_.derived[record].size(); ++k) {
      const Unit* assume = rep_.derived[record][k].assume;
      if (assume == nullptr) continue;
      rep_.units[assume->number].options.expected =
          rep_.environment->derived_fields(static_cast<RecordTypeId>(record))[k].type;
    }
  }
}

}  // namespace assay
