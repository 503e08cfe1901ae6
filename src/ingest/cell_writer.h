// From single JSON values to cells of the record that is open in a builder, as the schema says of
// their fields.

#ifndef ASSAY_SRC_INGEST_CELL_WRITER_H_
#define ASSAY_SRC_INGEST_CELL_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assay/facts/builder.h"
#include "assay/facts/schema.h"
#include "src/ingest/facts_format.h"
#include "src/ingest/json_value.h"

namespace assay {

// `format` and `builder` must outlive it. Of two writers to one builder each has a `mark` of its own,
// a control character by which its placeholders begin.
class CellWriter {
 public:
  CellWriter(const FactsFormat& format, FactsBuilder* builder, char mark = '\x1f')
      : format_(format), builder_(builder), mark_(mark) {}

  // Sets the cell of `field`, whose number is `id`; null sets nothing. False, and `*fault`, if the
  // value is not what the field takes.
  bool Set(FieldId id, const Field& field, const JsonValue& value, ValueFault* fault);

  // Sets the cell after a fault of its value, where leaving it out would look like a second fault.
  // A reference is made to lead nowhere, which is told at the same place.
  void SetPlaceholder(FieldId id, const Field& field);

  // A list field: its elements one by one, then its end. Elements that are refused are left out.
  void BeginList();
  bool AddElement(const Field& field, const JsonValue& value, ValueFault* fault);
  void EndList(FieldId id, const Field& field);

 private:
  bool SetEnum(FieldId id, const Field& field, const JsonValue& value, ValueFault* fault);
  bool SetWhen(FieldId id, const Field& field, const JsonValue& value, ValueFault* fault);
  // The position of a word in its enumeration, or -1 and `*fault`.
  int WordOf(const Field& field, std::string_view word, ValueFault* fault) const;

  const FactsFormat& format_;
  FactsBuilder* builder_;
  char mark_;
  std::uint64_t placeholders_ = 0;

  // The elements of the list that is open: texts one after the other with their ends, or words.
  std::string texts_;
  std::vector<std::size_t> ends_;
  std::vector<std::string_view> views_;
  std::vector<int> words_;
};

}  // namespace assay

#endif  // ASSAY_SRC_INGEST_CELL_WRITER_H_
