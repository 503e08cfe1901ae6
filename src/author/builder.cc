#include "assay/author/builder.h"

#include <algorithm>
#include <tuple>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "assay/ingest/shipped_schema.h"
#include "assay/pack/write.h"
#include "src/author/text_template.h"

namespace assay::author {
namespace {

Place PlaceAt(Location where) {
  Place place;
  place.file = where.file;
  place.line = where.line;
  return place;
}

// `text` as a name: what names cannot have becomes `_`.
std::string AsName(std::string_view text) {
  std::string name;
  for (const char c : text) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool is_digit = c >= '0' && c <= '9';
    if (is_digit && name.empty()) name += '_';
    name += is_letter || is_digit ? c : '_';
  }
  return name;
}

}  // namespace

TextOrigin OriginAt(Location where) {
  TextOrigin origin;
  origin.file = where.file;
  origin.lines = {{.line = where.line, .column = 0, .offset = 0}};
  origin.is_exact = false;
  return origin;
}

RuleText RuleOf(const Ast& ast, Location where) { return {tree::Print(ast), OriginAt(where)}; }

OrgDraft Organisation(const Term<bool>& require, Location where) {
  RulePart part;
  part.is_organisation = true;
  part.require = RuleOf(require, where);
  part.origin = OriginAt(where);
  return OrgDraft(std::move(part), std::nullopt, Ast());
}

OrgDraft OrgDraft::Due(const Term<bool>& due, Location where) && {
  part_.due = RuleOf(due, where);
  return std::move(*this);
}

OrgDraft OrgDraft::Named(std::string name) && {
  part_.name = std::move(name);
  return std::move(*this);
}

PackBuilder::PackBuilder(std::string id, std::string version, std::string_view title) {
  definition_.id = std::move(id);
  definition_.version = std::move(version);
  definition_.title = TextOf(title);
}

void PackBuilder::Report(const TextOrigin& origin, std::string code, std::string message,
                         std::string hint) {
  Diagnostic fault;
  fault.code = std::move(code);
  fault.message = std::move(message);
  fault.hint = std::move(hint);
  fault.place.file = origin.file;
  if (!origin.lines.empty()) fault.place.line = origin.lines.front().line;
  problems_.push_back(std::move(fault));
}

LocalizedText PackBuilder::TextOf(std::string_view text, Location where) {
  LocalizedText localized;
  std::optional<Template> parsed = TemplateOf(text, OriginAt(where));
  if (!parsed.has_value()) {
    Report(OriginAt(where), "pack.text-braces",
           absl::StrCat("the braces of `", std::string(text), "` do not match"),
           "an expression stands in `{ }`; a brace that is meant is written twice");
    parsed = Template{{{.literal = std::string(text)}}};
  }
  if (!parsed->segments.empty()) localized.translations.emplace_back("en", *std::move(parsed));
  return localized;
}

void PackBuilder::AddRecord(RecordDraft draft, Location where) {
  draft.record.place = PlaceAt(where);
  for (SchemaBuilder::FieldDeclaration& field : draft.record.fields) field.place = PlaceAt(where);
  const Schema shipped = ShippedSchema();  // What it has need not be declared.
  for (EnumType& type : draft.enums) {
    const auto& known = definition_.records.enums;
    const bool is_known = std::any_of(known.begin(), known.end(),
                                      [&](const auto& one) { return one.first.name == type.name; });
    if (is_known || shipped.FindEnum(type.name) != kNoId) continue;
    definition_.records.enums.emplace_back(std::move(type), PlaceAt(where));
  }
  definition_.records.records.push_back(std::move(draft.record));
}

void PackBuilder::AddParameter(const std::string& name, std::string type, ParameterValue value,
                               std::string documentation, Location where) {
  assay::Parameter parameter;
  parameter.name = name;
  parameter.type = std::move(type);
  parameter.default_value = std::move(value);
  parameter.documentation = std::move(documentation);
  parameter.origin = OriginAt(where);
  definition_.parameters.push_back(std::move(parameter));
}

void PackBuilder::AddPopulation(const std::string& name, std::string of, RuleText who,
                                Location where) {
  PopulationDefinition population;
  population.name = name;
  population.of = std::move(of);
  population.where = std::move(who);
  population.origin = OriginAt(where);
  definition_.populations.push_back(std::move(population));
}

void PackBuilder::AddDerived(std::string record, const std::string& name, RuleText value,
                             Location where) {
  DerivedDefinition field;
  field.record = std::move(record);
  field.name = name;
  field.value = std::move(value);
  field.origin = OriginAt(where);
  definition_.derived.push_back(std::move(field));
}

void PackBuilder::AddFunction(const std::string& name, const std::vector<std::string>& parameters,
                              std::vector<std::string> types, RuleText body, Location where) {
  FunctionDefinition function;
  function.name = name;
  for (std::size_t k = 0; k < types.size(); ++k) {
    function.parameters.emplace_back(parameters[k], std::move(types[k]));
  }
  function.body = std::move(body);
  function.origin = OriginAt(where);
  definition_.functions.push_back(std::move(function));
}

void PackBuilder::AddNative(NativeFunction function, Location where) {
  const NativeReference reference{function.name, OriginAt(where)};
  if (function.version.empty()) function.version = definition_.version;
  if (const absl::Status status = natives_.Add(std::move(function)); !status.ok()) {
    Report(reference.origin, "pack.native", std::string(status.message()), "");
    return;
  }
  definition_.native_functions.push_back(reference);
}

Term<std::int64_t> PackBuilder::AddTally(std::string name, std::string over, RuleText which,
                                         Location where) {
  TallyDefinition tally;
  tally.name = name;
  tally.over = std::move(over);
  tally.where = std::move(which);
  tally.origin = OriginAt(where);
  definition_.tallies.push_back(std::move(tally));
  return Term<std::int64_t>(tree::Select(tree::Ident("tally"), name));
}

ControlBuilder PackBuilder::Control(std::string id, std::string_view title, Location where) {
  ControlDefinition control;
  control.id = std::move(id);
  control.title = TextOf(title, where);
  control.origin = OriginAt(where);
  definition_.controls.push_back(std::move(control));
  return ControlBuilder(this, definition_.controls.size() - 1);
}

TrapDefinition& PackBuilder::Trap(std::string id, std::string_view title,
                                  std::vector<std::string> items, const Term<bool>& when,
                                  Location where) {
  TrapDefinition trap;
  trap.id = std::move(id);
  trap.title = TextOf(title, where);
  trap.items = std::move(items);
  trap.when = RuleOf(when, where);
  trap.origin = OriginAt(where);
  return definition_.traps.emplace_back(std::move(trap));
}

// The rule for the item; one that is a function gets its name from where it stands.
RulePart PackBuilder::Placed(const RuleDraft& draft, const std::string& item, const char* level) {
  RulePart part = draft.part();
  if (!draft.callable().has_value()) return part;
  NativeFunction function = *draft.callable();
  function.name = absl::StrCat(AsName(definition_.id), ".", AsName(item), "_", level);
  if (!part.name.empty()) absl::StrAppend(&function.name, "_", AsName(part.name));
  part.require = {tree::Print(tree::Call(function.name, {draft.member()})), part.origin};
  const NativeReference reference{function.name, part.origin};
  function.version = definition_.version;
  if (const absl::Status status = natives_.Add(std::move(function)); !status.ok()) {
    Report(part.origin, "pack.native", std::string(status.message()), "");
  } else {
    definition_.native_functions.push_back(reference);
  }
  return part;
}

absl::StatusOr<BuiltPack> PackBuilder::Build(Diagnostics* problems) && {
  const std::size_t before = problems->size();
  problems->insert(problems->end(), problems_.begin(), problems_.end());
  absl::StatusOr<Pack> pack =
      MakePack(definition_, absl::StrCat(definition_.id, ".yaml"), PackLimits{}, problems);
  std::stable_sort(problems->begin() + static_cast<std::ptrdiff_t>(before), problems->end(),
                   [](const Diagnostic& left, const Diagnostic& right) {
                     return std::tie(left.place.file, left.place.line) <
                            std::tie(right.place.file, right.place.line);
                   });
  const std::size_t errors = ErrorCount(
      Diagnostics(problems->begin() + static_cast<std::ptrdiff_t>(before), problems->end()));
  if (errors == 0 && pack.ok()) return BuiltPack{*std::move(pack), std::move(natives_)};
  return absl::InvalidArgumentError(
      absl::StrCat("pack `", definition_.id, "` has ", errors, errors == 1 ? " fault" : " faults"));
}

ItemBuilder ControlBuilder::Item(std::string id, std::string_view title, Location where) {
  ItemDefinition item;
  item.id = std::move(id);
  item.title = pack_->TextOf(title, where);
  item.weight = Decimal::FromInteger(1);
  item.origin = OriginAt(where);
  std::vector<ItemDefinition>& items = definition().items;
  items.push_back(std::move(item));
  return ItemBuilder(pack_, control_, items.size() - 1);
}

ControlDefinition& ControlBuilder::definition() { return pack_->definition_.controls[control_]; }

ItemDefinition& ItemBuilder::definition() {
  return pack_->definition_.controls[control_].items[item_];
}

void ItemBuilder::SetLevel(const char* level_name, LevelDefinition ItemDefinition::*level,
                           std::initializer_list<RuleDraft> rules) {
  LevelDefinition given;
  given.is_given = true;
  for (const RuleDraft& rule : rules) {
    given.parts.push_back(pack_->Placed(rule, definition().id, level_name));
  }
  definition().*level = std::move(given);
}

ItemBuilder& ItemBuilder::Minimum(const RuleDraft& rule) {
  SetLevel("minimum", &ItemDefinition::minimum, {rule});
  return *this;
}
ItemBuilder& ItemBuilder::Minimum(std::initializer_list<RuleDraft> rules) {
  SetLevel("minimum", &ItemDefinition::minimum, rules);
  return *this;
}
ItemBuilder& ItemBuilder::Full(const RuleDraft& rule) {
  SetLevel("full", &ItemDefinition::full, {rule});
  return *this;
}
ItemBuilder& ItemBuilder::Full(std::initializer_list<RuleDraft> rules) {
  SetLevel("full", &ItemDefinition::full, rules);
  return *this;
}
ItemBuilder& ItemBuilder::Link(LevelLink link) {
  definition().link = link;
  return *this;
}
ItemBuilder& ItemBuilder::Finding(std::string_view text) {
  definition().finding = pack_->TextOf(text);
  return *this;
}
ItemBuilder& ItemBuilder::Asks(std::string_view text) {
  definition().asks = pack_->TextOf(text);
  return *this;
}
ItemBuilder& ItemBuilder::Remediation(std::string_view owner, std::string_view text) {
  assay::Remediation remediation;
  remediation.owner = pack_->TextOf(owner);
  remediation.text = pack_->TextOf(text);
  definition().remediation.push_back(std::move(remediation));
  return *this;
}
ItemBuilder ItemBuilder::Item(std::string id, std::string_view title, Location where) {
  return ControlBuilder(pack_, control_).Item(std::move(id), title, where);
}

}  // namespace assay::author
