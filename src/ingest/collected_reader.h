// The elements of `collected`: names of feeds, and objects that say how much of a feed there is.

#ifndef ASSAY_SRC_INGEST_COLLECTED_READER_H_
#define ASSAY_SRC_INGEST_COLLECTED_READER_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assay/facts/builder.h"
#include "src/ingest/facts_format.h"
#include "src/ingest/json_value.h"

namespace assay {

class CollectedReader {
 public:
  void AddName(std::string_view feed, std::string pointer) {
    entries_.push_back({.type = std::string(feed), .pointer = std::move(pointer)});
  }

  void BeginEntry() {
    entry_ = CollectedEntry{.is_plain = false};
    has_type_ = false;
    type_is_faulty_ = false;
  }
  // False, and `*fault`, if the value is not what the member takes. Null is as good as absent.
  bool Set(EntryMember member, const JsonValue& value, ValueFault* fault) {
    if (value.kind == JsonKind::kNull) return true;
    switch (member) {
      case EntryMember::kType:
        has_type_ = true;
        type_is_faulty_ = value.kind != JsonKind::kString;
        if (type_is_faulty_) {
          *fault = WrongType("type", ExpectedValue(FieldKind::kText, false), value.kind);
          return false;
        }
        entry_.type = value.text;
        return true;
      case EntryMember::kFrom:
        entry_.from = ReadDate(value, "from", fault);
        return entry_.from.has_value();
      case EntryMember::kTo:
        entry_.to = ReadDate(value, "to", fault);
        return entry_.to.has_value();
      case EntryMember::kComplete:
        entry_.complete = ReadBool(value, "complete", fault);
        return entry_.complete.has_value();
    }
    return true;
  }
  // False if the entry has no `type`.
  bool EndEntry(std::string pointer) {
    if (!has_type_) return false;
    entry_.pointer = std::move(pointer);
    if (!type_is_faulty_) entries_.push_back(entry_);
    return true;
  }

  std::vector<CollectedEntry> Take() { return std::move(entries_); }

 private:
  std::vector<CollectedEntry> entries_;
  CollectedEntry entry_;
  bool has_type_ = false;
  bool type_is_faulty_ = false;  // And reported as that.
};

}  // namespace assay

#endif  // ASSAY_SRC_INGEST_COLLECTED_READER_H_
