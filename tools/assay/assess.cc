// assay assess: facts and a pack in, an assessment out.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "assay/assessment/assessment.h"
#include "assay/engine/assess.h"
#include "assay/ingest/shipped_schema.h"
#include "assay/report/report.h"
#include "tools/assay/arguments.h"
#include "tools/assay/inputs.h"
#include "tools/assay/verbs.h"

namespace assay::tool {
namespace {

struct Options {
  PackSource pack;
  FactsSource facts;
  std::string as_of;
  std::vector<std::string> parameters;
  std::string format = "text";
  std::string output;
  std::string target = "full";
  std::string language = "en";
  std::string color = "auto";
  std::int32_t history_months = 0;
  std::uint32_t threads = 0;
};

constexpr const char* kHelp = R"(Runs the rules of a pack over an organisation's facts and reports who is missing what.

Examples:
  assay assess --pack iso27001-2022-a5.4 --facts facts.json
  assay assess --pack acme/pack.yaml --facts facts.json --as-of 2026-03-31 --format json -o out.json
  assay assess --pack iso27001-2022-a5.4 --facts facts.json --param briefing_coverage_pct=80
  assay assess --pack iso27001-2022-a5.4 --facts facts.json --history --format json
  assay assess --pack iso27001-2022-a5.4 --tailoring acme/tailoring.yaml --facts facts.json

Exit status: 0 every item reaches the target rung, 1 there are findings,
2 the assessment could not be made.)";

// Whether an item that stands outside the ladder asks for more at its full level, and does not get it.
bool FailsBeyondMinimum(const ItemResult& item) {
  const LevelResult& full = item.level(Level::full);
  const bool is_outside = item.rung == Rung::not_applicable || item.rung == Rung::waived;
  return is_outside && full.is_given && full.verdict != Verdict::satisfied &&
         full.verdict != Verdict::not_applicable && full.verdict != Verdict::waived;
}

// Waived and not applicable items stand outside; if everything does, nothing was shown.
bool ReachesTarget(const Assessment& assessment, Rung target) {
  bool any_counts = false;
  for (const ControlResult& control : assessment.controls) {
    for (const ItemResult& item : control.items) {
      if (target > Rung::minimum && FailsBeyondMinimum(item)) return false;
      if (item.rung == Rung::waived || item.rung == Rung::not_applicable) continue;
      any_counts = true;
      if (item.rung < target) return false;
    }
  }
  return any_counts;
}

std::string Report(const Assessment& assessment, const Options& options) {
  if (options.format != "text") return *Render(assessment, options.format);
  TextOptions text;
  const bool to_terminal = options.output.empty();
  text.color = options.color == "always" || (options.color == "auto" && to_terminal && WantsColor(stdout));
  if (to_terminal) text.width = TerminalWidth(stdout);
  return AssessmentText(assessment, text);
}

int Run(const Options& options) {
  AssessOptions assess;
  if (!ReadDay(options.as_of, &assess.as_of)) return kNotDone;
  auto parameters = SplitSettings(options.parameters);
  if (!parameters) return kNotDone;
  assess.parameters = *std::move(parameters);
  assess.language = options.language;
  assess.history_months = options.history_months;
  assess.threads = options.threads;

  const Schema schema = ShippedSchema();
  const std::optional<CompiledPack> pack = LoadPack(options.pack, schema);
  if (!pack) return kNotDone;
  const std::optional<Facts> facts = LoadFacts(options.facts, pack->schema());
  if (!facts) return kNotDone;
  Diagnostics problems;
  const absl::StatusOr<Assessment> assessment = Assess(*pack, *facts, assess, &problems);
  Complain(problems);
  if (!assessment.ok()) {
    Complain(std::string(assessment.status().message()));
    return kNotDone;
  }
  if (!WriteOutput(options.output, Report(*assessment, options))) return kNotDone;
  const Rung target = options.target == "minimum"     ? Rung::minimum
                      : options.target == "effective" ? Rung::effective
                                                      : Rung::full;
  return ReachesTarget(*assessment, target) ? kFine : kFindings;
}

}  // namespace

void AddAssess(CLI::App& app, int* code) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("assess", "Assess an organisation against a pack");
  verb->footer(kHelp);
  AddPackOptions(verb, &options->pack);
  verb->add_option("-f,--facts", options->facts.path, "Facts as JSON; - reads standard input")->required();
  verb->add_option("--as-of", options->as_of, "The day to judge, at its end; else the facts' own as_of")
      ->type_name("YYYY-MM-DD");
  verb->add_option("--param", options->parameters,
                   "Override a parameter of the pack; may be repeated. A list is JSON: "
                   "'kinds=[\"a\",\"b\"]'")
      ->type_name("NAME=VALUE")->allow_extra_args(false);
  std::vector<std::string> formats;
  for (const std::string_view format : ReportFormats()) formats.emplace_back(format);
  verb->add_option("--format", options->format, "How to report")->capture_default_str()->check(CLI::IsMember(formats));
  verb->add_option("-o,--output", options->output, "Write the report to a file")->type_name("FILE");
  verb->add_option("--target", options->target, "The rung every item must reach for exit status 0")->capture_default_str()
      ->check(CLI::IsMember({"minimum", "full", "effective"}));
  verb->add_option("--language", options->language, "Language of texts: the pack's, and those of assay in English (en) and German (de)")->capture_default_str();
  verb->add_option("--color", options->color, "Colours in the text report")->capture_default_str()
      ->check(CLI::IsMember({"auto", "always", "never"}));
  verb->add_option("--history", options->history_months,
                   "Also find since when each item has its rung, and when it falls if nothing new arrives, by "
                   "looking at every day of so many months back and ahead; off unless given, and 24 "
                   "months without a number. Large organisations take minutes")
      ->option_text("[MONTHS]")
      ->expected(0, 1)
      ->default_str(std::to_string(kMostHistoryMonths))
      ->transform(WholeNumber(0, kMostHistoryMonths));
  verb->add_option("--threads", options->threads,
                   "How many threads may assess an organisation of 50,000 records of a kind or more; 0 = as many as "
                   "there are processors. The result is the same")
      ->capture_default_str()
      ->transform(WholeNumber(0, kMostThreads));
  verb->add_flag("--lenient", options->facts.lenient,
                 "Unknown members and dangling references become data-quality flags");
  verb->add_option("--max-errors", options->facts.max_errors, "Report at most this many faults of the facts")->capture_default_str()
      ->transform(WholeNumber(1, 1'000'000));
  verb->callback([options, code] { *code = Run(*options); });
}

}  // namespace assay::tool
