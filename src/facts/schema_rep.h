// What a Schema holds: the declarations, resolved, and the ways to find them by name.

#ifndef ASSAY_SRC_FACTS_SCHEMA_REP_H_
#define ASSAY_SRC_FACTS_SCHEMA_REP_H_

#include <string_view>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "assay/facts/schema.h"

namespace assay {

// The keys are views of the names in the Rep itself, which never changes once it is complete.
using IdsByName = boost::unordered_flat_map<std::string_view, std::uint16_t>;

struct Schema::Rep {
  std::vector<RecordType> records;
  std::vector<EnumType> enums;
  std::vector<Inverse> inverses;
  RecordTypeId organization = kNoId;

  IdsByName record_ids;
  IdsByName enum_ids;
  std::vector<IdsByName> field_ids;    // By record.
  std::vector<IdsByName> inverse_ids;  // By target.
};

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_SCHEMA_REP_H_
