// ReadPack: text to tree, the tree held to the format, then section after section.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "assay/pack/pack.h"
#include "src/pack/canonical.h"
#include "src/pack/check_form.h"
#include "src/pack/read_tree.h"
#include "src/pack/sections.h"

namespace assay {
namespace {

void ReadHeading(const Node& root, PackReader& in, PackDefinition* pack) {
  pack->id = PackReader::Text(root, "id");
  pack->version = PackReader::Text(root, "version");
  pack->language = PackReader::Text(root, "language");
  pack->title = in.Localized(root, "title");
  for (const Node& source : PackReader::Items(root.Find("sources"))) {
    pack->sources.push_back({PackReader::Text(source, "document"),
                             PackReader::Text(source, "edition"),
                             PackReader::Text(source, "clause"), PackReader::Text(source, "note")});
  }
  for (const Node& import : PackReader::Items(root.Find("uses"))) {
    pack->uses.push_back({PackReader::Text(import, "id"), PackReader::Text(import, "version"),
                          in.NodeOrigin(import)});
  }
  for (const Node& native : PackReader::Items(root.Find("native"))) {
    pack->native_functions.push_back({native.text, in.NodeOrigin(native)});
  }
}

// A pack assesses something, or is there for others to use.
void CheckPurpose(const Node& root, PackReader& in) {
  for (const char* section : {"controls", "functions", "derive", "populations"}) {
    const Node* node = root.Find(section);
    if (node != nullptr && !(node->members.empty() && node->items.empty())) return;
  }
  in.faults().Report(
      {root.mark, 1}, "pack.no-rules", "the pack has no controls",
      "give it `controls`, or functions, derived fields or populations for others to use");
}

PackDefinition ReadDefinition(const Node& root, PackReader& in) {
  PackDefinition pack;
  ReadHeading(root, in, &pack);
  CheckPurpose(root, in);
  ReadParameters(root, in, &pack);
  ReadFunctions(root, in, &pack);
  ReadRecords(root, in, &pack);
  ReadDerived(root, in, &pack);
  ReadPopulations(root, in, &pack);
  ReadTallies(root, in, &pack);
  ReadControls(root, in, &pack);
  ReadTraps(root, in, &pack);
  ReadRealityChecks(root, in, &pack);
  ReadObservations(root, in, &pack);
  ReadPolicies(root, in, &pack);
  FindUnusedParameters(root, in, &pack);
  return pack;
}

constexpr PackLimits kCeilings = {.bytes = 64 << 20, .rules = 1'000'000, .diagnostics = 10'000};

PackLimits WithinCeilings(const PackLimits& limits) {
  return {.bytes = std::min(limits.bytes, kCeilings.bytes),
          .rules = std::min(limits.rules, kCeilings.rules),
          .diagnostics = std::min(limits.diagnostics, kCeilings.diagnostics)};
}

absl::Status Refused(std::string_view file, std::size_t faults) {
  return absl::InvalidArgumentError(absl::StrCat("pack `", std::string(file), "` has ", faults,
                                                 faults == 1 ? " fault" : " faults"));
}

}  // namespace

absl::StatusOr<Pack> ReadPack(std::string_view text, std::string_view file,
                              const PackLimits& wanted, Diagnostics* problems) {
  const PackLimits limits = WithinCeilings(wanted);
  const std::size_t before = problems->size();
  const Notation notation = NotationOf(text);
  TreeLimits tree_limits;
  tree_limits.bytes = limits.bytes;
  Document document;
  const bool is_sound = ReadTree(text, file, tree_limits, &document, problems);
  const std::size_t tree_faults = problems->size() - before;
  if (!is_sound && !IsWhole(*problems, before)) return Refused(file, tree_faults);

  PackFaults faults(document, limits.diagnostics);
  std::optional<PackDefinition> definition;
  if (HasFormat(document, "assay.pack/1", "a pack", &faults)) {
    CheckForm(document.root, PackForm(), notation, &faults);
    PackReader in(document, notation, &faults);
    definition = ReadDefinition(document.root, in);
    if (in.rule_count() > limits.rules) {
      faults.Report({document.root.mark, 1}, "pack.too-many-rules",
                    absl::StrCat("the pack has more than ", limits.rules, " rules"),
                    "divide it, or raise the limit");
    }
  }
  Diagnostics found = faults.Take();
  problems->insert(problems->end(), found.begin(), found.end());
  std::stable_sort(problems->begin() + static_cast<std::ptrdiff_t>(before), problems->end(),
                   [](const Diagnostic& left, const Diagnostic& right) {
                     return std::tie(left.place.line, left.place.column) <
                            std::tie(right.place.line, right.place.column);
                   });
  const std::size_t errors = tree_faults + faults.error_count();
  if (errors > 0) return Refused(file, errors);
  const Sha256 digest = Sha256Of(CanonicalForm(*definition));
  return Pack(*std::move(definition), std::string(file), std::move(document.text), digest);
}

}  // namespace assay
