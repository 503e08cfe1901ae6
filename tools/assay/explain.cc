// assay explain: why an item, a level or a person has its verdict, in plain words.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "assay/engine/assess.h"
#include "assay/engine/explain.h"
#include "assay/ingest/shipped_schema.h"
#include "assay/report/explain.h"
#include "tools/assay/inputs.h"
#include "tools/assay/verbs.h"

namespace assay::tool {
namespace {

struct Options {
  std::string item;
  std::string level;
  std::string person;
  PackSource pack;
  FactsSource facts;
  std::string as_of;
  std::vector<std::string> parameters;
  std::string output;
  std::string language = "en";
  std::string color = "auto";
  std::int32_t history_months = kMostHistoryMonths;
};

constexpr const char* kHelp = R"(Says in plain words why an item, a level or a person has its verdict: which
evidence counts, which came nearest and by how much it fell short, what was
not collected, what an auditor would ask, what to do next, since when and
until when. Without an item: every item that has a finding, worst first.

Examples:
  assay explain --pack iso27001-2022-a5.4 --facts facts.json
  assay explain --pack iso27001-2022-a5.4 --facts facts.json I04 full
  assay explain --pack iso27001-2022-a5.4 --facts facts.json --person p044

Exit status: 0 the explanation was made, 2 it could not be made.)";

// Of how many subjects each rule says what came nearest: few where everything is explained.
constexpr std::size_t kOfEveryItem = 3;
constexpr std::size_t kOfOneItem = 10;

// False (with a complaint) if the pack has no item `id`, or the item no level `level`.
bool IsThere(const PackDefinition& pack, const std::string& id, const std::string& level) {
  std::string known;
  for (const ControlDefinition& control : pack.controls) {
    for (const ItemDefinition& item : control.items) {
      if (!item.enabled) continue;
      absl::StrAppend(&known, known.empty() ? "" : ", ", item.id);
      if (item.id != id) continue;
      const bool has_level = level.empty() || (level == "minimum" ? item.minimum : item.full).is_given;
      if (!has_level) Complain(absl::StrCat("`", id, "` has no level `", level, "`"));
      return has_level;
    }
  }
  Complain(absl::StrCat("there is no item `", id, "`; there are: ", known));
  return false;
}

std::optional<std::string> Explain(const CompiledPack& pack, const Facts& facts, const Options& options,
                                   AssessOptions assess, const TextOptions& text) {
  Diagnostics problems;
  absl::Status failed;
  std::optional<std::string> explanation;
  if (!options.person.empty()) {
    const absl::StatusOr<SubjectAccount> account = ExplainSubject(pack, facts, options.person, assess, &problems);
    if (account.ok()) explanation = AccountText(*account, options.item, text);
    failed = account.status();
  } else {
    assess.history_months = options.history_months;
    if (!options.item.empty()) assess.history_items = {options.item};
    assess.explained_subjects = options.item.empty() ? kOfEveryItem : kOfOneItem;
    const absl::StatusOr<Assessment> assessment = Assess(pack, facts, assess, &problems);
    ExplainedPart part;
    part.item = options.item;
    if (!options.level.empty()) part.level = options.level == "minimum" ? Level::minimum : Level::full;
    if (assessment.ok()) explanation = ExplanationText(*assessment, part, text);
    failed = assessment.status();
  }
  Complain(problems);
  if (!explanation) Complain(std::string(failed.message()));
  return explanation;
}

int Run(const Options& options) {
  AssessOptions assess;
  if (!ReadDay(options.as_of, &assess.as_of)) return kNotDone;
  auto parameters = SplitSettings(options.parameters);
  if (!parameters) return kNotDone;
  assess.parameters = *std::move(parameters);
  assess.language = options.language;
  const Schema schema = ShippedSchema();
  const std::optional<CompiledPack> pack = LoadPack(options.pack, schema);
  if (!pack) return kNotDone;
  if (!options.item.empty() && !IsThere(pack->pack().definition(), options.item, options.level)) return kNotDone;
  const std::optional<Facts> facts = LoadFacts(options.facts, pack->schema());
  if (!facts) return kNotDone;
  TextOptions text;
  const bool to_terminal = options.output.empty();
  text.color = options.color == "always" || (options.color == "auto" && to_terminal && WantsColor(stdout));
  if (to_terminal) text.width = TerminalWidth(stdout);
  const std::optional<std::string> explanation = Explain(*pack, *facts, options, std::move(assess), text);
  if (!explanation) return kNotDone;
  if (explanation->empty()) return WriteOutput(options.output, "no item has a finding\n") ? kFine : kNotDone;
  return WriteOutput(options.output, *explanation) ? kFine : kNotDone;
}

}  // namespace

void AddExplain(CLI::App& app, int* code) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("explain", "Say why an item, a level or a person has its verdict");
  verb->footer(kHelp);
  verb->add_option("item", options->item, "The item to explain; else every item that has a finding");
  verb->add_option("level", options->level, "Of the item: minimum or full")->check(CLI::IsMember({"minimum", "full"}));
  verb->add_option("--person", options->person, "Explain how the record of this id stands under every rule")
      ->type_name("ID");
  AddPackOptions(verb, &options->pack);
  verb->add_option("-f,--facts", options->facts.path, "Facts as JSON; - reads standard input")->required();
  verb->add_option("--as-of", options->as_of, "The day to judge, at its end; else the facts' own as_of")
      ->type_name("YYYY-MM-DD");
  verb->add_option("--param", options->parameters,
                   "Override a parameter of the pack; may be repeated. A list is JSON: "
                   "'kinds=[\"a\",\"b\"]'")
      ->type_name("NAME=VALUE");
  verb->add_option("--history", options->history_months, "Months to look back and ahead for changes of the rung; 0 = none")
      ->type_name("MONTHS")->capture_default_str()->check(CLI::Range(0, kMostHistoryMonths));
  verb->add_option("-o,--output", options->output, "Write the explanation to a file")->type_name("FILE");
  verb->add_option("--language", options->language, "Language of texts: the pack's, and those of assay in English (en) and German (de)")->capture_default_str();
  verb->add_option("--color", options->color, "Colours in the text")->capture_default_str()
      ->check(CLI::IsMember({"auto", "always", "never"}));
  verb->add_flag("--lenient", options->facts.lenient,
                 "Unknown members and dangling references become data-quality flags");
  verb->callback([options, code] { *code = Run(*options); });
}

}  // namespace assay::tool
