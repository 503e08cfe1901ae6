// The readers of a pack's sections: from a tree that has the right form to the definition, with the
// faults of meaning that form cannot show. Each takes the root, leaves alone what others read, and
// reports to `in.faults()`.

#ifndef ASSAY_SRC_PACK_SECTIONS_H_
#define ASSAY_SRC_PACK_SECTIONS_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "assay/pack/pack.h"
#include "src/pack/pack_reader.h"

namespace assay {

// read_parameters.cc: pack.bad-type, pack.bad-bounds, pack.default-type, pack.default-range and
// pack.missing-member (a type that no ending of the name gives).
void ReadParameters(const Node& root, PackReader& in, PackDefinition* pack);
// Another default of a parameter that was read: pack.default-type, pack.default-range.
void ReadParameterValue(const Node& value, PackReader& in, Parameter* parameter);
// Marks parameters that no rule names; after all other sections. Warns of them
// (pack.unused-parameter) unless they may be those of a pack in use.
void FindUnusedParameters(const Node& root, PackReader& in, PackDefinition* pack);

// read_functions.cc: pack.bad-signature, pack.duplicate-id.
void ReadFunctions(const Node& root, PackReader& in, PackDefinition* pack);

// read_records.cc: pack.bad-type, pack.bad-feed, pack.default-type, pack.two-forms,
// pack.missing-member.
void ReadRecords(const Node& root, PackReader& in, PackDefinition* pack);

// read_derived.cc: pack.two-forms, pack.missing-member.
void ReadDerived(const Node& root, PackReader& in, PackDefinition* pack);

// read_populations.cc: pack.no-such-population, pack.missing-member.
void ReadPopulations(const Node& root, PackReader& in, PackDefinition* pack);
void ReadTallies(const Node& root, PackReader& in, PackDefinition* pack);

// read_items.cc: pack.weight, pack.missing-member, pack.two-forms, pack.no-rules,
// pack.duplicate-id, pack.no-such-population, pack.no-such-part, pack.no-such-framework,
// pack.negative-days.
void ReadControls(const Node& root, PackReader& in, PackDefinition* pack);

// read_levels.cc: the rules of an item, with what they inherit filled in.
void ReadLevels(const Node& item, PackReader& in, ItemDefinition* definition);

// read_traps.cc: pack.no-such-item, pack.no-such-check, pack.no-such-population, pack.two-forms,
// pack.missing-member, pack.duplicate-id. Reality checks come after traps, with which they share ids:
// pack.duplicate-id, pack.other-item.
void ReadTraps(const Node& root, PackReader& in, PackDefinition* pack);
void ReadRealityChecks(const Node& root, PackReader& in, PackDefinition* pack);
void ReadObservations(const Node& root, PackReader& in, PackDefinition* pack);

// read_policies.cc: pack.points, pack.missing-member.
void ReadPolicies(const Node& root, PackReader& in, PackDefinition* pack);

// The ids that a list has had so far.
class SeenIds {
 public:
  explicit SeenIds(std::string_view what) : what_(what) {}  // "item"

  // Notes the id at `member` of `object`, and reports a second one (pack.duplicate-id).
  void Add(const Node& object, std::string_view member, PackReader& in);

 private:
  std::string_view what_;
  std::map<std::string, Mark, std::less<>> ids_;
};

}  // namespace assay

#endif  // ASSAY_SRC_PACK_SECTIONS_H_
