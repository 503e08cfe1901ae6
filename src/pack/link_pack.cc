// LinkPack: what other packs define, joined to the pack that uses them.

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "assay/pack/pack.h"

namespace assay {
namespace {

class Linker {
 public:
  Linker(const Pack& pack, std::span<const Pack> library) : pack_(pack), library_(library) {}

  absl::StatusOr<Pack> Run(Diagnostics* problems) {
    Collect(pack_);
    PackDefinition linked = pack_.definition();
    for (const Pack* import : imports_) Join(import->definition(), &linked);
    CheckPopulations(linked);
    const std::size_t faults = found_.size();
    WarnOfUnusedParameters();
    problems->insert(problems->end(), std::make_move_iterator(found_.begin()),
                     std::make_move_iterator(found_.end()));
    if (faults == 0) return Pack(std::move(linked), Sources(), Digest());
    return absl::InvalidArgumentError(absl::StrCat("pack `", pack_.file(),
                                                   "` cannot be joined to what it uses: ", faults,
                                                   faults == 1 ? " fault" : " faults"));
  }

 private:
  // Notes every pack that `user` uses, the deepest first, each once.
  void Collect(const Pack& user) {
    const std::string& user_id = user.definition().id;
    versions_.emplace(user_id, user.definition().version);
    open_.insert(user_id);
    for (const PackImport& import : user.definition().uses) {
      const auto known = versions_.find(import.id);
      if (open_.count(import.id) > 0) {
        Report(user, import.origin, "pack.circle", absl::StrCat("`", import.id, "` uses itself"),
               "take out one of the uses on the way");
      } else if (known != versions_.end() && known->second != import.version) {
        Report(user, import.origin, "pack.two-versions",
               absl::StrCat("`", import.id, "` is used in version ", known->second, " already"),
               "use the same version everywhere");
      } else if (known == versions_.end()) {
        CollectImport(user, import);
      }
    }
    open_.erase(user_id);
  }

  void CollectImport(const Pack& user, const PackImport& import) {
    std::string others;
    for (const Pack& candidate : library_) {
      const PackDefinition& definition = candidate.definition();
      if (definition.id != import.id) continue;
      if (definition.version == import.version) {
        Collect(candidate);
        imports_.push_back(&candidate);
        return;
      }
      absl::StrAppend(&others, others.empty() ? "" : ", ", definition.version);
    }
    Report(user, import.origin, "pack.no-such-pack",
           absl::StrCat("there is no pack `", import.id, "` of version ", import.version),
           others.empty() ? "give it along with this pack" : absl::StrCat("there is: ", others));
  }

  // Appends what of `from` the pack has not, by `name_of`; a name that it has already is a fault.
  template <typename Definition, typename Name>
  void Append(const std::vector<Definition>& from, Name name_of, std::string_view what,
              const PackDefinition& import, std::vector<Definition>* to) {
    std::set<decltype(name_of(from.front()))> taken;
    for (const Definition& one : *to) taken.insert(name_of(one));
    std::vector<Definition> added;
    for (const Definition& one : from) {
      if (taken.count(name_of(one)) == 0) {
        added.push_back(one);
      } else {
        Clash(import, what, one.name);
      }
    }
    std::move(added.begin(), added.end(), std::back_inserter(*to));
  }

  void Join(const PackDefinition& import, PackDefinition* linked) {
    Append(
        import.functions,
        [](const FunctionDefinition& one) { return std::tie(one.receiver, one.name); }, "function",
        import, &linked->functions);
    Append(
        import.derived, [](const DerivedDefinition& one) { return std::tie(one.record, one.name); },
        "derived field", import, &linked->derived);
    Append(
        import.populations, [](const PopulationDefinition& one) { return std::tie(one.name); },
        "population", import, &linked->populations);
    JoinParameters(import, linked);
    const auto append = [](const auto& from, auto* to) {
      to->insert(to->end(), from.begin(), from.end());
    };
    append(import.records.enums, &linked->records.enums);
    append(import.records.enum_values, &linked->records.enum_values);
    append(import.records.records, &linked->records.records);
    append(import.records.fields, &linked->records.fields);
    for (const NativeReference& native : import.native_functions) {
      auto& natives = linked->native_functions;
      const bool is_known =
          std::any_of(natives.begin(), natives.end(),
                      [&](const NativeReference& one) { return one.name == native.name; });
      if (!is_known) natives.push_back(native);
    }
  }

  void JoinParameters(const PackDefinition& import, PackDefinition* linked) {
    for (const Parameter& parameter : import.parameters) {
      const auto own =
          std::find_if(linked->parameters.begin(), linked->parameters.end(),
                       [&](const Parameter& one) { return one.name == parameter.name; });
      if (own == linked->parameters.end()) {
        linked->parameters.push_back(parameter);
      } else if (own->type != parameter.type) {
        Clash(import, "parameter", parameter.name);
      }
    }
  }

  void Clash(const PackDefinition& import, std::string_view what, const std::string& name) {
    TextOrigin origin;
    for (const PackImport& used : pack_.definition().uses) {
      if (used.id == import.id || origin.lines.empty()) origin = used.origin;
    }
    Report(pack_, origin, "pack.duplicate-id",
           absl::StrCat("`", import.id, "` brings a second ", std::string(what), " `", name, "`"),
           "call one of them otherwise");
  }

  // Whoever is named as a population must now be one.
  void CheckPopulations(const PackDefinition& linked) {
    std::set<std::string_view> known;
    for (const PopulationDefinition& population : linked.populations) known.insert(population.name);
    const auto check = [&](const std::string& name, const TextOrigin& origin) {
      if (name.empty() || known.count(name) > 0) return;
      Report(pack_, origin, "pack.no-such-population",
             absl::StrCat("there is no population `", name, "`"),
             "neither here nor in a pack that is used");
    };
    TextOrigin top;
    top.file = pack_.file();
    top.pointer = "/scope";
    check(linked.scope, top);
    for (const TallyDefinition& tally : linked.tallies) check(tally.over, tally.origin);
    for (const ControlDefinition& control : linked.controls) {
      for (const ItemDefinition& item : control.items) {
        for (const RulePart& part : item.minimum.parts) check(part.population, part.origin);
        for (const RulePart& part : item.full.parts) check(part.population, part.origin);
      }
    }
    for (const RealityCheckDefinition& one : linked.reality_checks)
      check(one.population, one.origin);
    for (const ObservationDefinition& one : linked.observations) check(one.each, one.origin);
  }

  // What neither the pack itself nor what it uses can have a use for.
  void WarnOfUnusedParameters() {
    for (const Parameter& parameter : pack_.definition().parameters) {
      const auto has_it = [&](const Pack* import) {
        const std::vector<Parameter>& theirs = import->definition().parameters;
        return std::any_of(theirs.begin(), theirs.end(), [&](const Parameter& other) {
          return other.name == parameter.name;
        });
      };
      if (!parameter.is_unused || std::any_of(imports_.begin(), imports_.end(), has_it)) continue;
      Report(pack_, parameter.origin, "pack.unused-parameter",
             absl::StrCat("no rule or text names `params.", parameter.name,
                          "`, and no pack in use has it"),
             "take it out: setting it would change nothing");
      found_.back().severity = DiagnosticSeverity::kWarning;
    }
  }

  void Report(const Pack& pack, const TextOrigin& origin, std::string code, std::string message,
              std::string hint) {
    RuleText at;
    at.origin = origin;
    Diagnostic& diagnostic = found_.emplace_back();
    diagnostic.code = std::move(code);
    diagnostic.message = std::move(message);
    diagnostic.hint = std::move(hint);
    diagnostic.place.line = origin.lines.empty() ? 0 : 1;
    diagnostic.place.column = diagnostic.place.line;
    MoveIntoFile(at, pack.source(), &diagnostic);
  }

  std::vector<Pack::Source> Sources() const {
    std::vector<Pack::Source> sources(pack_.sources().begin(), pack_.sources().end());
    for (const Pack* import : imports_) sources.push_back({import->file(), import->source()});
    return sources;
  }

  Sha256 Digest() const {
    std::map<std::string_view, std::string> digests;
    for (const Pack* import : imports_)
      digests.emplace(import->definition().id, ToHex(import->digest()));
    Sha256Builder builder;
    builder.UpdateField(ToHex(pack_.digest()));
    for (const auto& [id, digest] : digests) {
      builder.UpdateField(id);
      builder.UpdateField(digest);
    }
    return builder.Finish();
  }

  const Pack& pack_;
  std::span<const Pack> library_;
  std::map<std::string, std::string> versions_;  // Of every pack met, by id.
  std::set<std::string> open_;                   // Those whose uses are being followed.
  std::vector<const Pack*> imports_;
  Diagnostics found_;
};

}  // namespace

absl::StatusOr<Pack> LinkPack(Pack pack, std::span<const Pack> library, Diagnostics* problems) {
  if (pack.is_linked()) return absl::StatusOr<Pack>(std::move(pack));
  return Linker(pack, library).Run(problems);
}

}  // namespace assay
