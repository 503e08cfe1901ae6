// The faults that a reader of facts meets, by pointer, until they are placed in the text.

#ifndef ASSAY_SRC_INGEST_FAULT_LOG_H_
#define ASSAY_SRC_INGEST_FAULT_LOG_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assay/base/diagnostic.h"
#include "src/base/json_events.h"
#include "src/ingest/json_value.h"

namespace assay {

class FaultLog {
 public:
  explicit FaultLog(std::size_t limit) : limit_(limit) {}

  // Of the value at `pointer`.
  void AddAt(std::string pointer, ValueFault fault) {
    Add({.pointer = std::move(pointer)}, std::move(fault));
  }
  // Of the key at the end of `pointer`.
  void AddAtKey(std::string pointer, ValueFault fault) {
    Add({.pointer = std::move(pointer), .of_key = true}, std::move(fault));
  }
  // Of a key that its object already has.
  void AddRepeatedKey(std::string pointer, std::string_view key) {
    std::size_t before = 0;
    for (const Entry& entry : entries_) {
      if (entry.is_repeated_key && entry.query.pointer == pointer) ++before;
    }
    Add({.pointer = std::move(pointer), .of_key = true, .occurrence = before + 1},
        {"json.duplicate-key", Quoted(key) + " stands in this object already",
         "keep one of them; which was meant cannot be known"},
        true);
  }

  // True once as many faults are logged as anybody wants to read; later ones are not kept.
  bool is_full() const { return entries_.size() >= limit_; }
  std::size_t count() const { return entries_.size(); }
  std::size_t limit() const { return limit_; }

  // Whether a fault was logged of the value at `pointer`.
  bool Has(std::string_view pointer) const {
    for (const Entry& entry : entries_) {
      if (entry.query.pointer == pointer) return true;
    }
    return false;
  }

  // Appends the faults, with what finds their places, in the order in which they were met.
  void MoveTo(Diagnostics* diagnostics, std::vector<PointerQuery>* queries) {
    for (Entry& entry : entries_) {
      diagnostics->push_back({.code = std::move(entry.fault.code),
                              .message = std::move(entry.fault.message),
                              .place = {.pointer = entry.query.pointer},
                              .hint = std::move(entry.fault.hint)});
      queries->push_back(std::move(entry.query));
    }
    entries_.clear();
  }

 private:
  struct Entry {
    PointerQuery query;
    ValueFault fault;
    bool is_repeated_key = false;
  };

  void Add(PointerQuery query, ValueFault fault, bool is_repeated_key = false) {
    if (!is_full()) entries_.push_back({std::move(query), std::move(fault), is_repeated_key});
  }

  std::size_t limit_;
  std::vector<Entry> entries_;
};

}  // namespace assay

#endif  // ASSAY_SRC_INGEST_FAULT_LOG_H_
