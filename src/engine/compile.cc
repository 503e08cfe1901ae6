// Takes a pack and a base schema, gives a compiled pack: extends the schema, declares what rules may
// name, infers the types of what the pack defines, checks every expression, refuses circles.

#include "assay/engine/compile.h"

#include <algorithm>
#include <memory>
#include <string>
#include <tuple>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "assay/expr/parse.h"
#include "src/engine/compiler.h"

namespace assay {

CompiledPack::CompiledPack(std::unique_ptr<const Rep> rep) : rep_(std::move(rep)) {}
CompiledPack::CompiledPack(CompiledPack&&) noexcept = default;
CompiledPack& CompiledPack::operator=(CompiledPack&&) noexcept = default;
CompiledPack::~CompiledPack() = default;

const Pack& CompiledPack::pack() const { return rep_->pack; }
const Schema& CompiledPack::schema() const { return *rep_->schema; }
const Environment& CompiledPack::environment() const { return *rep_->environment; }

int CompiledPack::Rep::FindPopulation(std::string_view name) const {
  for (std::size_t k = 0; k < populations.size(); ++k) {
    if (populations[k].definition->name == name) return static_cast<int>(k);
  }
  return -1;
}

int CompiledPack::Rep::FindCheck(std::string_view id) const {
  for (std::size_t k = 0; k < checks.size(); ++k) {
    if (checks[k].definition->id == id) return static_cast<int>(k);
  }
  return -1;
}

const CompiledTemplate& CompiledText::In(const std::string& language) const {
  for (const auto& [tag, text] : translations) {
    if (tag == language) return text;
  }
  return translations.front().second;
}

void Compiler::Report(const TextOrigin& origin, std::string code, std::string message,
                      std::string hint) {
  RuleText at;
  at.origin = origin;
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  diagnostic.place.line = 1;
  diagnostic.place.column = 1;
  MoveIntoFile(at, rep_.pack.SourceOf(origin.file), &diagnostic);
  problems_.push_back(std::move(diagnostic));
}

void Compiler::ReportIn(const Unit& unit, Span span, std::string code, std::string message,
                        std::string hint) {
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  diagnostic.place = PlaceOf(unit.source->text, span);
  MoveIntoFile(*unit.source, rep_.pack.SourceOf(unit.source->origin.file), &diagnostic);
  problems_.push_back(std::move(diagnostic));
}

const Unit* Compiler::Add(const RuleText& text, std::vector<Variable> locals,
                          std::optional<Type> expected) {
  if (text.is_empty()) return nullptr;
  Unit& unit = rep_.units.emplace_back();
  unit.number = rep_.units.size() - 1;
  unit.source = &text;
  unit.options.locals = std::move(locals);
  unit.options.expected = std::move(expected);
  unit.options.pattern_bytes = options_.pattern_bytes;
  Diagnostics found;
  unit.ast = Parse(text.text, ParseOptions{.limits = options_.expression}, &found);
  for (Diagnostic& diagnostic : found) {
    MoveIntoFile(text, rep_.pack.SourceOf(text.origin.file), &diagnostic);
    problems_.push_back(std::move(diagnostic));
  }
  return &unit;
}

void Compiler::Guard(const Unit* guarded, const Unit* condition) {
  if (guarded == nullptr || condition == nullptr || !condition->ast) return;
  rep_.units[guarded->number].options.given.push_back(&*condition->ast);
}

void Compiler::GuardByPopulation(const Unit* guarded, int population) {
  if (guarded == nullptr) return;
  std::size_t steps = 0;  // A circle was reported; it must end all the same.
  while (population >= 0 && steps++ <= rep_.populations.size()) {
    const CompiledPopulation& members = rep_.populations[static_cast<std::size_t>(population)];
    if (Member(population).name == guarded->options.locals.front().name)
      Guard(guarded, members.where);
    population = members.base;
  }
}

Variable Compiler::Member(int population) const {
  const CompiledPopulation& members = rep_.populations[static_cast<std::size_t>(population)];
  const PopulationDefinition& definition = *members.definition;
  std::string name = definition.as;
  if (name.empty() && members.record != kNoId) name = rep_.schema->record(members.record).name;
  const Type type = members.record == kNoId ? MakeType(TypeKind::kError) : RecordOf(members.record);
  return {std::move(name), type};
}

bool Compiler::ExtendSchema() {
  if (rep_.pack.definition().records.is_empty()) {
    rep_.schema = &base_;
    return true;
  }
  std::optional<Schema> schema = assay::ExtendSchema(rep_.pack, base_, &problems_);
  if (!schema) return false;
  rep_.extended.emplace(std::move(*schema));
  rep_.schema = &*rep_.extended;
  return true;
}

void Compiler::CheckEverything() {
  for (Unit& unit : rep_.units) {
    if (!unit.ast) continue;
    Diagnostics found;
    unit.checked = Check(*unit.ast, *rep_.environment, unit.options, &found);
    for (Diagnostic& diagnostic : found) {
      HintAtNatives(&diagnostic);
      MoveIntoFile(*unit.source, rep_.pack.SourceOf(unit.source->origin.file), &diagnostic);
      problems_.push_back(std::move(diagnostic));
    }
  }
}

bool Compiler::Run() {
  if (!rep_.pack.is_linked()) {
    Report(rep_.pack.definition().uses.front().origin, "pack.not-linked",
           absl::StrCat("`", rep_.pack.definition().uses.front().id, "` has not been joined to the pack"),
           "join the packs that it uses first (LinkPack)");
    return false;
  }
  if (!ExtendSchema()) return false;
  rep_.environment.emplace(rep_.schema);
  rep_.environment->AddVariable("as_of", MakeType(TypeKind::kDate));
  if (rep_.schema->organization() != kNoId) {
    rep_.environment->AddVariable("org", RecordOf(rep_.schema->organization()));
  }
  DeclareParameters();
  DeclarePopulations();
  DeclareTallies();
  DeclareNatives();
  RefuseTakenNames();
  DeclareFunctions();
  DeclareDerived();
  InferTypes();
  AddText(rep_.pack.definition().title, {}, {});
  AddPopulationRules();
  AddTallyRules();
  AddTrapsAndChecks();
  AddItems();
  AddPolicies();
  CheckEverything();
  CheckVerdicts();
  CheckNumbers();
  CheckGroupedTypes();
  // What a fault left unchecked cannot be followed any further.
  if (ErrorCount(problems_) == 0) {
    RefuseCircles();
    OrderDefinitions();
    LinkLevels();
    RefuseLevelCircles();
    NameSignals();
    FindFeeds();
  }
  if (ErrorCount(problems_) == 0) WarnOfUnused();
  return ErrorCount(problems_) == 0;
}

absl::StatusOr<CompiledPack> CompilePack(Pack pack, const Schema& base, Diagnostics* problems) {
  return CompilePack(std::move(pack), base, CompileOptions{}, problems);
}

absl::StatusOr<CompiledPack> CompilePack(Pack pack, const Schema& base,
                                         const CompileOptions& options, Diagnostics* problems) {
  auto rep = std::make_unique<CompiledPack::Rep>(std::move(pack));
  rep->pattern_bytes = options.pattern_bytes;
  Diagnostics found;
  const bool is_whole = Compiler(rep.get(), base, options, &found).Run();
  std::stable_sort(found.begin(), found.end(), [](const Diagnostic& left, const Diagnostic& right) {
    return std::tie(left.place.line, left.place.column) < std::tie(right.place.line, right.place.column);
  });
  // A rule that two levels inherit is checked for each, and has its faults once.
  found.erase(std::unique(found.begin(), found.end()), found.end());
  const std::size_t errors = ErrorCount(found);
  problems->insert(problems->end(), std::make_move_iterator(found.begin()),
                   std::make_move_iterator(found.end()));
  if (!is_whole) {
    return absl::InvalidArgumentError(absl::StrCat("pack `", rep->pack.definition().id, "` has ",
                                                   errors, errors == 1 ? " fault" : " faults"));
  }
  return CompiledPack(std::move(rep));
}

}  // namespace assay
