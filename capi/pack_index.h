// What the C interface says of a pack, made ready once so that it can be lent: texts in one piece, defaults as JSON.

#ifndef ASSAY_CAPI_PACK_INDEX_H_
#define ASSAY_CAPI_PACK_INDEX_H_

#include <string>
#include <vector>

#include "assay/pack/pack.h"

namespace assay::capi {

// Each with its definition in the pack, which must outlive it.
struct ParameterEntry {
  const Parameter* definition = nullptr;
  std::string default_json;
};
struct ItemEntry {
  const ItemDefinition* definition = nullptr;
  std::string title;
  std::string asks;
};
struct ControlEntry {
  const ControlDefinition* definition = nullptr;
  std::string title;
  std::string objective;
  std::vector<ItemEntry> items;
};
struct TrapEntry {
  const TrapDefinition* definition = nullptr;
  std::string title;
  std::string asks;
};
struct CheckEntry {
  const RealityCheckDefinition* definition = nullptr;
  std::string asks;
};

struct PackIndex {
  std::string title;
  std::vector<ParameterEntry> parameters;
  std::vector<ControlEntry> controls;
  std::vector<TrapEntry> traps;
  std::vector<CheckEntry> checks;
};

PackIndex IndexOf(const PackDefinition& pack);

}  // namespace assay::capi

#endif  // ASSAY_CAPI_PACK_INDEX_H_
