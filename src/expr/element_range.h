// What a comprehension walks: a list that is a value, or rows where they lie.
//
// Relations between records are lists to the language. Walked in place, they cost neither an
// allocation nor a copy per element.

#ifndef ASSAY_SRC_EXPR_ELEMENT_RANGE_H_
#define ASSAY_SRC_EXPR_ELEMENT_RANGE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "assay/expr/check.h"
#include "assay/expr/evaluate.h"
#include "assay/expr/value.h"

namespace assay {

struct ElementRange {
  enum class Source : std::uint8_t {
    kItems,       // of `holder`, a list
    kEntries,     // of `holder`, a map: the keys are the elements
    kRows,        // `rows` of `type`
    kRowRange,    // rows [first, last) of `type`
    kReferences,  // `cells`: rows of `type`, kNoRow among them
    kTexts,       // `cells`: TextIds
    kWords,       // `cells`: indexes in `words`
  };

  Source source = Source::kItems;
  RecordTypeId type = kNoId;
  bool is_embedded = false;  // Rows of `type` lie in other records, which may be rejected.
  Value holder;
  std::span<const Value> items;
  std::span<const std::pair<Value, Value>> entries;
  std::span<const Row> rows;
  std::span<const std::int32_t> cells;
  const EnumType* words = nullptr;
  Row first = 0;
  Row last = 0;
  std::size_t position = 0;      // Of the next candidate.
  std::int64_t given = 0;        // How many elements were given.
  std::vector<MaybeItem> maybe;  // What the list may hold besides.

  bool is_open() const { return !maybe.empty(); }
  std::size_t size_hint() const;

  // The next element; false at the end. Rejected rows are left out.
  bool Next(const CallContext& context, Value* element);
  // The next element and what a two-variable macro calls it: its index, or the key of an entry
  // (then `element` is the value).
  bool NextWithKey(const CallContext& context, Value* key, Value* element);
};

// A list or a map.
void OpenValue(Value list, ElementRange* range);

// kInverse, kChildren, or a kStoredField that is a list and has a value: of a row that rules may
// see.
void OpenListField(const CallContext& context, const NodeMeaning& meaning, Row row,
                   ElementRange* range);

// All rows of a type and what its feeds may still hold.
void OpenAllRecords(const CallContext& context, RecordTypeId type, ElementRange* range);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_ELEMENT_RANGE_H_
