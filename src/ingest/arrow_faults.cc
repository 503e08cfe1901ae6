#include "src/ingest/arrow_faults.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/base/json_events.h"

namespace assay {

void ArrowFaults::Add(ArrowPlace place, ValueFault fault) {
  Group& group = groups_[{place.stream, place.column, fault.code}];
  for (Entry& entry : group.entries) {
    if (entry.fault.message != fault.message) continue;
    // Several faults of one row, in the elements of a list, are one row.
    if (entry.last_row != place.row) ++entry.rows;
    entry.last_row = place.row;
    return;
  }
  if (group.entries.size() < kMostDifferent) {
    group.entries.push_back({.row = place.row,
                             .serial = serial_++,
                             .steps = std::move(place.steps),
                             .fault = std::move(fault),
                             .last_row = place.row});
    return;
  }
  if (group.other_rows++ == 0) {
    group.first_other = place.row;
    group.other_steps = std::move(place.steps);
  }
}

bool ArrowFaults::HasColumn(std::size_t stream, std::string_view column) const {
  const auto at = groups_.lower_bound({stream, std::string(column), ""});
  return at != groups_.end() && at->first.stream == stream && at->first.column == column;
}

std::string ArrowFaults::PointerOf(std::size_t stream, std::int64_t row,
                                   std::string_view steps) const {
  std::string pointer;
  AppendPointerStep(streams_[stream].table, &pointer);
  if (row != ArrowPlace::kNoRow) absl::StrAppend(&pointer, "/", row);
  return absl::StrCat(pointer, std::string(steps));
}

Diagnostics ArrowFaults::Take() {
  struct Told {
    std::size_t stream;
    std::int64_t row;
    std::uint64_t serial;
    Diagnostic diagnostic;
  };
  std::vector<Told> told;
  const auto tell = [&](std::size_t stream, std::int64_t row, std::uint64_t serial,
                        std::string_view steps, ValueFault fault) {
    told.push_back({stream, row, serial,
                    {.code = std::move(fault.code),
                     .message = std::move(fault.message),
                     .place = {.file = streams_[stream].name,
                               .pointer = PointerOf(stream, row, steps)},
                     .hint = std::move(fault.hint)}});
  };
  for (auto& [key, group] : groups_) {
    const std::string least = cut_short_.count(key.code) > 0 ? "at least " : "";
    for (Entry& entry : group.entries) {
      if (entry.rows > 1) {
        absl::StrAppend(&entry.fault.message, ", in ", least, entry.rows, " rows");
      }
      tell(key.stream, entry.row, entry.serial, entry.steps, std::move(entry.fault));
    }
    if (group.other_rows == 0) continue;
    tell(key.stream, group.first_other, serial_++, group.other_steps,
         {key.code, group.other_rows == 1 ? "there is 1 more fault of this kind here"
                                : absl::StrCat("there are ", least, group.other_rows,
                                               " more faults of this kind here"),
          ""});
  }
  std::stable_sort(told.begin(), told.end(), [](const Told& a, const Told& b) {
    return std::tie(a.stream, a.row, a.serial) < std::tie(b.stream, b.row, b.serial);
  });
  Diagnostics diagnostics;
  for (Told& one : told) diagnostics.push_back(std::move(one.diagnostic));
  groups_.clear();
  return diagnostics;
}

}  // namespace assay
