// Where the values that JSON pointers name stand in a text.

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include "src/base/json_events.h"
#include "src/base/json_scan.h"
#include "src/base/utf8.h"

namespace assay {
namespace {

constexpr std::size_t kAnyDepth = static_cast<std::size_t>(-1);

using Steps = std::vector<std::string>;

// "/people/3/a~1b" as {"people", "3", "a/b"}.
Steps SplitPointer(std::string_view pointer) {
  Steps steps;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::string_view written = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(written.size());
    std::string step;
    for (std::size_t i = 0; i < written.size(); ++i) {
      const bool escape = written[i] == '~' && i + 1 < written.size();
      if (escape) ++i;
      step.push_back(!escape ? written[i] : written[i] == '1' ? '/' : '~');
    }
    steps.push_back(std::move(step));
  }
  return steps;
}

// One query, and where it was found.
struct Wanted {
  Steps steps;
  bool of_key = false;
  std::size_t occurrence = 0;
  std::size_t seen = 0;
  std::optional<JsonToken> found;
};

// Walks a document with the queries sorted by their steps, so that those that begin with the path
// walked so far are always one range, found by halving.
class Finder final : public JsonVisitor {
 public:
  Finder(std::string_view text, std::vector<Wanted>* sorted) : text_(text), wanted_(sorted) {}

  void Key(const JsonToken& key) override {
    key_ = key;
    if (top().empty()) return;
    const std::string name = DecodeJsonString(TextOf(key));
    member_ = Narrowed(top(), name);
  }

  void Begin(const JsonToken& bracket) override {
    Range range = Enter();
    Meet(range, {bracket.kind, bracket.begin, bracket.begin + 1});
    const bool array = bracket.kind == JsonTokenKind::kBeginArray;
    open_.push_back({range, array, 0});
  }

  void End(const JsonToken&) override { open_.pop_back(); }

  void Scalar(const JsonToken& value) override { Meet(Enter(), value); }

 private:
  // Queries [begin, end) share the first `depth` steps.
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t depth = 0;
    bool empty() const { return begin == end; }
  };
  struct Level {
    Range range;
    bool array = false;
    std::size_t next_index = 0;
  };

  std::string_view TextOf(const JsonToken& token) const {
    return text_.substr(token.begin, token.end - token.begin);
  }

  const Range& top() const { return open_.back().range; }

  // The range of the value that begins now.
  Range Enter() {
    if (open_.empty()) return {0, wanted_->size(), 0};
    Level& level = open_.back();
    if (!level.array) return std::exchange(member_, Range{});
    const std::size_t index = level.next_index++;
    return level.range.empty() ? Range{} : Narrowed(level.range, std::to_string(index));
  }

  Range Narrowed(const Range& range, const std::string& step) const {
    // A query that ends at this depth sorts before every longer one.
    const auto less = [&](const Wanted& query, const std::string& value) {
      return query.steps.size() <= range.depth || query.steps[range.depth] < value;
    };
    const auto greater = [&](const std::string& value, const Wanted& query) {
      return query.steps.size() > range.depth && value < query.steps[range.depth];
    };
    const auto first = wanted_->begin() + static_cast<std::ptrdiff_t>(range.begin);
    const auto last = wanted_->begin() + static_cast<std::ptrdiff_t>(range.end);
    const auto begin = std::lower_bound(first, last, step, less);
    const auto end = std::upper_bound(begin, last, step, greater);
    return {static_cast<std::size_t>(begin - wanted_->begin()),
            static_cast<std::size_t>(end - wanted_->begin()), range.depth + 1};
  }

  // Answers the queries that end here.
  void Meet(const Range& range, const JsonToken& value) {
    for (std::size_t i = range.begin; i < range.end; ++i) {
      Wanted& query = (*wanted_)[i];
      if (query.steps.size() != range.depth) break;
      const bool member = !open_.empty() && !open_.back().array;
      if (query.seen++ == query.occurrence) query.found = query.of_key && member ? key_ : value;
    }
  }

  std::string_view text_;
  std::vector<Wanted>* wanted_;
  std::vector<Level> open_;
  JsonToken key_;
  Range member_;
};

// The tokens the queries ask for.
std::vector<std::optional<JsonToken>> FindTokens(std::string_view text,
                                                 const std::vector<PointerQuery>& queries) {
  std::vector<std::size_t> order(queries.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<Steps> steps;
  steps.reserve(queries.size());
  for (const PointerQuery& query : queries) steps.push_back(SplitPointer(query.pointer));
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t left, std::size_t right) { return steps[left] < steps[right]; });
  std::vector<Wanted> sorted;
  sorted.reserve(queries.size());
  for (const std::size_t i : order) {
    sorted.push_back({std::move(steps[i]), queries[i].of_key, queries[i].occurrence, 0, {}});
  }
  Finder finder(text, &sorted);
  // A fault in the text ends the search; what came before it has been found.
  ScanJson(text, kAnyDepth, &finder);
  std::vector<std::optional<JsonToken>> tokens(queries.size());
  for (std::size_t i = 0; i < order.size(); ++i) tokens[order[i]] = sorted[i].found;
  return tokens;
}

// Calls `place` for every token that was found, in the order of the text, so that one pass over it
// suffices.
template <typename PlaceOne>
void InTextOrder(const std::vector<std::optional<JsonToken>>& tokens, PlaceOne place) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].has_value()) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    return tokens[left]->begin < tokens[right]->begin;
  });
  for (const std::size_t i : order) place(i, *tokens[i]);
}

}  // namespace

std::optional<Place> PlaceOfPointer(std::string_view text, std::string_view pointer, bool of_key,
                                    std::size_t occurrence) {
  return PlacesOfPointers(text, {{std::string(pointer), of_key, occurrence}}).front();
}

std::vector<std::optional<Place>> PlacesOfPointers(std::string_view text,
                                                   const std::vector<PointerQuery>& queries) {
  const std::vector<std::optional<JsonToken>> tokens = FindTokens(text, queries);
  std::vector<std::optional<Place>> places(queries.size());
  SourceText source(text);
  InTextOrder(tokens, [&](std::size_t i, const JsonToken& token) {
    const SourcePosition position = source.Locate(token.begin);
    Place& place = places[i].emplace();
    place.line = position.line;
    place.column = position.column;
    place.length = static_cast<std::uint32_t>(
        CountCodePoints(text.substr(token.begin, token.end - token.begin)));
    place.pointer = queries[i].pointer;
  });
  return places;
}

void PlaceDiagnostics(std::string_view text, const std::vector<PointerQuery>& queries,
                      Diagnostics* diagnostics) {
  assert(queries.size() == diagnostics->size());
  const std::vector<std::optional<JsonToken>> tokens = FindTokens(text, queries);
  SourceText source(text);
  InTextOrder(tokens, [&](std::size_t i, const JsonToken& token) {
    Diagnostic& diagnostic = (*diagnostics)[i];
    source.Place(token.begin, token.end - token.begin, &diagnostic);
    diagnostic.place.pointer = queries[i].pointer;
  });
}

void AppendPointerStep(std::string_view key, std::string* pointer) {
  pointer->push_back('/');
  for (const char c : key) {
    if (c == '~') {
      pointer->append("~0");
    } else if (c == '/') {
      pointer->append("~1");
    } else {
      pointer->push_back(c);
    }
  }
}

}  // namespace assay
