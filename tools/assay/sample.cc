// assay sample: draws the people whom a reality check is to ask.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "assay/base/display.h"
#include "assay/domain/audit_plan.h"
#include "assay/engine/sample.h"
#include "assay/ingest/described_json.h"
#include "assay/ingest/shipped_schema.h"
#include "tools/assay/arguments.h"
#include "tools/assay/inputs.h"
#include "tools/assay/verbs.h"

namespace assay::tool {
namespace {

struct Options {
  std::string check;
  std::string seed;
  std::int64_t size = 0;
  PackSource pack;
  FactsSource facts;
  std::string as_of;
  std::vector<std::string> parameters;
  std::string format = "text";
  std::string output;
};

constexpr const char* kHelp = R"(Draws the people whom an interview of the pack is to ask: as many as confirm it if
nobody fails, or --size. The draw depends on the seed and the ids alone, so anybody
can repeat it, and a larger sample begins with the smaller one.

Examples:
  assay sample RC1 --pack iso27001-2022-a5.4 --facts facts.json --seed 2026-Q1
  assay sample RC1 --pack iso27001-2022-a5.4 --facts facts.json --seed 2026-Q1 --size 30 --format json

Exit status: 0 the sample was drawn, 2 it could not be.)";

std::string InWords(const domain::AuditPlan& plan) {
  std::string text = absl::StrCat(ForDisplay(*plan.check), ": ", *plan.n, *plan.n == 1 ? " person" : " people", " of ",
                                  ForDisplay(*plan.population_rule), "\nseed ", ForDisplay(*plan.seed), ", at most ",
                                  *plan.tolerable_deviation_pct, " % may fail, confidence ", *plan.confidence_pct,
                                  " %\n\n");
  for (const std::string& id : plan.drawn_ids) absl::StrAppend(&text, ForDisplay(id), "\n");
  return text;
}

int Run(const Options& options) {
  SampleOptions sample;
  sample.check = options.check;
  sample.seed = options.seed;
  if (options.size > 0) sample.size = options.size;
  if (!ReadDay(options.as_of, &sample.as_of)) return kNotDone;
  auto parameters = SplitSettings(options.parameters);
  if (!parameters) return kNotDone;
  sample.parameters = *std::move(parameters);
  const Schema schema = ShippedSchema();
  const std::optional<CompiledPack> pack = LoadPack(options.pack, schema);
  if (!pack) return kNotDone;
  const std::optional<Facts> facts = LoadFacts(options.facts, pack->schema());
  if (!facts) return kNotDone;
  Diagnostics problems;
  const absl::StatusOr<domain::AuditPlan> plan = DrawSample(*pack, *facts, sample, &problems);
  Complain(problems);
  if (!plan.ok()) {
    Complain(std::string(plan.status().message()));
    return kNotDone;
  }
  const std::string text = options.format == "json" ? ToJson(*plan) + "\n" : InWords(*plan);
  return WriteOutput(options.output, text) ? kFine : kNotDone;
}

}  // namespace

void AddSample(CLI::App& app, int* code) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("sample", "Draw the people whom a reality check is to ask");
  verb->footer(kHelp);
  verb->add_option("check", options->check, "The id of the interview, as the pack calls it")->required();
  AddPackOptions(verb, &options->pack);
  verb->add_option("-f,--facts", options->facts.path, "Facts as JSON; - reads standard input")->required();
  verb->add_option("--seed", options->seed, "Any text that says which draw this is")->required();
  verb->add_option("--size", options->size, "How many to draw; else as many as the check needs")
      ->transform(WholeNumber(1, 1'000'000'000));
  verb->add_option("--as-of", options->as_of, "The day whose population is asked; else the facts' own as_of")
      ->type_name("YYYY-MM-DD");
  verb->add_option("--param", options->parameters,
                   "Override a parameter of the pack; may be repeated. A list is JSON: "
                   "'kinds=[\"a\",\"b\"]'")
      ->type_name("NAME=VALUE")->allow_extra_args(false);
  verb->add_option("--format", options->format, "As text, or as the record audit_plan in JSON")
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "json"}));
  verb->add_option("-o,--output", options->output, "Write the plan to a file")->type_name("FILE");
  verb->add_flag("--lenient", options->facts.lenient,
                 "Unknown members and dangling references become data-quality flags");
  verb->callback([options, code] { *code = Run(*options); });
}

}  // namespace assay::tool
