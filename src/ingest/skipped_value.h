// A value that is passed over, because nobody knows what it is. Repeated keys in it are still
// faults: a document that says two things at once is not trusted in any of its parts.

#ifndef ASSAY_SRC_INGEST_SKIPPED_VALUE_H_
#define ASSAY_SRC_INGEST_SKIPPED_VALUE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <boost/unordered/unordered_flat_set.hpp>

#include "src/base/json_events.h"

namespace assay {

class SkippedValue {
 public:
  // Whether the value is still going on.
  bool is_open() const { return !levels_.empty(); }

  void BeginObject() { Begin(false); }
  void BeginArray() { Begin(true); }
  void End() { levels_.pop_back(); }
  // False if the innermost object has `key` already.
  bool Key(std::string_view key) {
    levels_.back().key = key;
    return levels_.back().keys.emplace(key).second;
  }
  void Scalar() { NextElement(); }

  // Appends the steps from the value to what the last event was about.
  void AppendSteps(std::string* pointer) const {
    for (const Level& level : levels_) {
      AppendPointerStep(level.is_array ? std::to_string(level.count - 1) : level.key, pointer);
    }
  }

 private:
  struct Level {
    bool is_array = false;
    std::size_t count = 0;  // Of elements begun.
    std::string key;
    boost::unordered_flat_set<std::string> keys;
  };

  void NextElement() {
    if (!levels_.empty() && levels_.back().is_array) ++levels_.back().count;
  }
  void Begin(bool is_array) {
    NextElement();
    levels_.push_back({.is_array = is_array});
  }

  std::vector<Level> levels_;
};

}  // namespace assay

#endif  // ASSAY_SRC_INGEST_SKIPPED_VALUE_H_
