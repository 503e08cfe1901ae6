// A facts document as Arrow tables: the records of the same document, in columns of randomly chosen
// types, cut into batches. What the tables do not hold is left as a smaller document.

#ifndef ASSAY_TESTS_INGEST_ARROW_TABLES_H_
#define ASSAY_TESTS_INGEST_ARROW_TABLES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assay/facts/schema.h"
#include "tests/ingest/made_array.h"

namespace assay {

struct ArrowTables {
  struct Table {
    std::string name;
    MadeStream stream;
  };
  std::string document;
  std::vector<Table> tables;
};

// `facts` is JSON in which every record is an object with values of the right JSON kinds, so that
// columns can hold them; what the values say may be wrong. The same seed gives the same tables.
ArrowTables TablesOf(std::string_view facts, const Schema& schema, std::uint32_t seed);

}  // namespace assay

#endif  // ASSAY_TESTS_INGEST_ARROW_TABLES_H_
