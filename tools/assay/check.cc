// assay check: everything that is wrong with a pack, before any facts are seen.

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "assay/engine/compile.h"
#include "assay/ingest/shipped_schema.h"
#include "assay/pack/pack.h"
#include "tools/assay/inputs.h"
#include "tools/assay/verbs.h"

namespace assay::tool {
namespace {

struct Options {
  PackSource pack;
  std::vector<std::string> natives;  // Signatures.
  bool strict = false;
};

constexpr const char* kHelp = R"(Reads a pack, resolves every name and checks every rule. Faults are reported all
at once, each with its place and a hint: first those of the format; where there
are none those of record types; where there are none those of rules. The rules
that are counted are expressions, those in texts among them.

Examples:
  assay check acme/pack.yaml
  assay check --strict iso27001-2022-a5.4
  assay check iso27001-2022-a5.4 --tailoring acme/tailoring.yaml
  assay check --native 'acme.risk_score(person, date) -> int' acme/pack.yaml

Functions of a host program (`native:` in the pack) are not here: --native says
what one takes and gives, so that the rules that call it can be checked.

Exit status: 0 the pack is fine, 1 it is at fault (with --strict also for
warnings), 2 it could not be read.)";

std::size_t RuleCount(const PackDefinition& pack) {
  std::size_t rules = pack.functions.size() + pack.derived.size() + pack.populations.size() +
                      pack.tallies.size() + pack.traps.size() + pack.reality_checks.size();
  for (const ControlDefinition& control : pack.controls) {
    for (const ItemDefinition& item : control.items) rules += item.minimum.parts.size() + item.full.parts.size();
  }
  return rules;
}

// The functions that the command line declares; false after a complaint.
bool Declare(const std::vector<std::string>& signatures, NativeLibrary* natives) {
  for (const std::string& signature : signatures) {
    std::optional<NativeFunction> function = ReadNativeSignature(signature);
    if (!function) {
      std::fprintf(stderr, "assay: `%s` is no signature; for example `acme.risk_score(person, date) -> int`\n",
                   signature.c_str());
      return false;
    }
    if (absl::Status status = natives->Add(*std::move(function)); !status.ok()) {
      std::fprintf(stderr, "assay: %s\n", std::string(status.message()).c_str());
      return false;
    }
  }
  return true;
}

int Run(const Options& options) {
  CompileOptions compile;
  if (!Declare(options.natives, &compile.natives)) return kNotDone;
  Diagnostics problems;
  absl::StatusOr<Pack> pack = ReadSource(options.pack, &problems);
  if (absl::IsNotFound(pack.status())) return kNotDone;
  if (!pack.ok()) {
    Complain(problems);
    return kFindings;
  }
  const Schema schema = ShippedSchema();
  const absl::StatusOr<CompiledPack> compiled = CompilePack(*std::move(pack), schema, compile, &problems);
  Complain(problems);
  if (!compiled.ok()) return kFindings;
  const PackDefinition& definition = compiled->pack().definition();
  std::size_t items = 0;
  for (const ControlDefinition& control : definition.controls) items += control.items.size();
  const std::string summary =
      absl::StrCat(definition.id, " ", definition.version, ": ", items, items == 1 ? " item, " : " items, ",
                   RuleCount(definition), " rules, ", definition.parameters.size(),
                   definition.parameters.size() == 1 ? " parameter, " : " parameters, ",
                   problems.size(), problems.size() == 1 ? " warning\n" : " warnings\n");
  if (!WriteOutput("", summary)) return kNotDone;
  return options.strict && !problems.empty() ? kFindings : kFine;
}

}  // namespace

void AddCheck(CLI::App& app, int* code) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("check", "Check a pack without facts");
  verb->footer(kHelp);
  verb->add_option("pack", options->pack.name, "A pack file, its folder, or the name of a shipped pack")->required();
  verb->add_option("--tailoring", options->pack.tailoring, "What is changed of the pack, and who approved it")
      ->type_name("FILE");
  verb->add_option("--native", options->natives,
                   "A function of the host program, `name(type, ...) -> type`; may be repeated")
      ->allow_extra_args(false);
  verb->add_flag("--strict", options->strict, "Warnings count as faults");
  verb->callback([options, code] { *code = Run(*options); });
}

}  // namespace assay::tool
