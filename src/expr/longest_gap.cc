#include "src/expr/longest_gap.h"

#include <algorithm>
#include <vector>

#include "src/expr/uncertain.h"

namespace assay {
namespace {

struct Gap {
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::int64_t days() const { return to - from; }
};

// Days on which there are events: one day, or every day of a range.
struct Events {
  std::int64_t first = 0;
  std::int64_t last = 0;
};

// What is known of the dates, in days.
struct Series {
  std::vector<std::int64_t> known;
  std::vector<Interval> possible;
  Doubt doubt;
};

std::optional<Series> SeriesOf(const Value& dates) {
  Series series;
  if (dates.is_unknown()) {
    series.possible.push_back(Interval());
    series.doubt.Add(dates);
    return series;
  }
  for (const Value& date : dates.items()) {
    if (date.is_null()) return std::nullopt;
    if (date.is_definite()) {
      series.known.push_back(date.as_date().days_since_epoch());
    } else {
      series.possible.push_back(*IntervalOf(date));
      series.doubt.Add(date);
    }
  }
  for (const MaybeItem& item : dates.maybe_items()) {
    // None is no date, should it come.
    if (item.value.is_null()) continue;
    series.possible.push_back(*IntervalOf(item.value));
    series.doubt.Add(item);
  }
  return series;
}

// The longest gap from `anchor` through `events` to `to`; the first of equal ones.
Gap Longest(std::int64_t anchor, std::vector<Events> events, std::int64_t to) {
  std::sort(events.begin(), events.end(),
            [](const Events& left, const Events& right) { return left.first < right.first; });
  Gap longest = {anchor, anchor};
  bool is_first = true;
  std::int64_t last = anchor;
  const auto extend = [&](std::int64_t next) {
    if (is_first || next - last > longest.days()) longest = {last, next};
    is_first = false;
  };
  for (const Events& event : events) {
    if (event.first > last) extend(event.first);
    last = std::max(last, event.last);
  }
  extend(to);
  return longest;
}

// The anchor among the known dates, if one of them is it.
std::optional<std::int64_t> KnownAnchor(const Series& series, std::int64_t from) {
  std::optional<std::int64_t> anchor;
  for (const std::int64_t day : series.known) {
    if (day <= from && (!anchor || day > *anchor)) anchor = day;
  }
  return anchor;
}

// Whether a date within `possible` could change anything.
bool Matters(Interval possible, std::optional<std::int64_t> anchor, std::int64_t from, std::int64_t to) {
  if (possible.lowest > to) return false;
  return possible.highest > from || !anchor.has_value() || possible.highest > *anchor;
}

// The least that the longest gap can be: every day that may have an event has one.
std::int64_t LeastDays(const Series& series, std::optional<std::int64_t> anchor, std::int64_t from,
                       std::int64_t to) {
  std::int64_t latest_anchor = anchor.value_or(from);
  std::vector<Events> events;
  for (const std::int64_t day : series.known) {
    if (day > from && day <= to) events.push_back({day, day});
  }
  for (const Interval& possible : series.possible) {
    if (possible.lowest <= from) latest_anchor = std::max(latest_anchor, std::min(possible.highest, from));
    const Events filled = {std::max(possible.lowest, from + 1), std::min(possible.highest, to)};
    if (filled.first <= filled.last) events.push_back(filled);
  }
  return Longest(latest_anchor, std::move(events), to).days();
}

// The most that it can be: no further event, but perhaps an early one that becomes the anchor.
std::int64_t MostDays(const Series& series, std::optional<std::int64_t> anchor, std::int64_t from,
                      std::int64_t to) {
  std::int64_t earliest_anchor = anchor.value_or(from);
  if (!anchor.has_value()) {
    for (const Interval& possible : series.possible) {
      if (possible.lowest == Interval::kNoLowest) return Interval::kNoHighest;
      earliest_anchor = std::min(earliest_anchor, possible.lowest);
    }
  }
  std::vector<Events> events;
  for (const std::int64_t day : series.known) {
    if (day > from && day <= to) events.push_back({day, day});
  }
  return Longest(earliest_anchor, std::move(events), to).days();
}

Value DateAt(std::int64_t day) { return Value::DateOf(Date::FromDays(static_cast<std::int32_t>(day))); }

Value GapValue(Value days, Value from, Value to) {
  return Value::Map({{Value::BorrowedString("days"), std::move(days)},
                     {Value::BorrowedString("from"), std::move(from)},
                     {Value::BorrowedString("to"), std::move(to)}});
}

}  // namespace

Value LongestGap(const Value& dates, Date from_date, Date to_date) {
  std::optional<Series> series = SeriesOf(dates);
  if (!series) return Value::Error(ErrorCode::kNone, "a date of the series is none");
  const std::int64_t from = from_date.days_since_epoch();
  const std::int64_t to = to_date.days_since_epoch();
  const std::optional<std::int64_t> anchor = KnownAnchor(*series, from);
  const bool is_exact = std::none_of(
      series->possible.begin(), series->possible.end(),
      [&](const Interval& possible) { return Matters(possible, anchor, from, to); });
  if (is_exact) {
    std::vector<Events> events;
    for (const std::int64_t day : series->known) {
      if (day > from && day <= to) events.push_back({day, day});
    }
    const Gap gap = Longest(anchor.value_or(from), std::move(events), to);
    return GapValue(Value::Int(gap.days()), DateAt(gap.from), DateAt(gap.to));
  }
  const std::int64_t least = LeastDays(*series, anchor, from, to);
  const std::int64_t most = MostDays(*series, anchor, from, to);
  Value days = least == most ? Value::Int(least)
                             : series->doubt.ToUnknown({.lowest = least, .highest = most});
  return GapValue(std::move(days), series->doubt.ToUnknown(), series->doubt.ToUnknown());
}

}  // namespace assay
