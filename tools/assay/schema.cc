// assay schema: the JSON Schemas of what assay reads and writes, for editors and validators.

#include <memory>
#include <string>

#include "assay/ingest/json_schema.h"
#include "assay/ingest/shipped_schema.h"
#include "assay/pack/pack.h"
#include "assay/pack/texts.h"
#include "assay/report/report.h"
#include "tools/assay/inputs.h"
#include "tools/assay/verbs.h"

namespace assay::tool {
namespace {

struct Options {
  std::string what;
  std::string pack;
};

constexpr const char* kHelp = R"(Prints a JSON Schema (draft 2020-12).

Examples:
  assay schema facts > facts.schema.json
  assay schema facts --pack acme/pack.yaml     (with the records the pack declares)
  assay schema pack > pack.schema.json
  assay schema texts > texts.schema.json
  assay schema assessment > assessment.schema.json)";

int Run(const Options& options) {
  if (options.what == "assessment") return WriteOutput("", AssessmentJsonSchema()) ? kFine : kNotDone;
  if (options.what == "pack") return WriteOutput("", PackJsonSchema()) ? kFine : kNotDone;
  if (options.what == "texts") return WriteOutput("", TextsJsonSchema()) ? kFine : kNotDone;
  const Schema shipped = ShippedSchema();
  if (options.pack.empty()) return WriteOutput("", FactsJsonSchema(shipped)) ? kFine : kNotDone;
  const std::optional<CompiledPack> pack = LoadPack({options.pack, ""}, shipped);
  if (!pack) return kNotDone;
  return WriteOutput("", FactsJsonSchema(pack->schema())) ? kFine : kNotDone;
}

}  // namespace

void AddSchema(CLI::App& app, int* code) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("schema", "Print the JSON Schema of facts, packs, their texts or assessments");
  verb->footer(kHelp);
  verb->add_option("what", options->what, "facts, pack, texts or assessment")
      ->required()
      ->check(CLI::IsMember({"facts", "pack", "texts", "assessment"}));
  verb->add_option("-p,--pack", options->pack, "Include the record types that this pack declares");
  verb->callback([options, code] { *code = Run(*options); });
}

}  // namespace assay::tool
