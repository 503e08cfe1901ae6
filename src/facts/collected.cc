#include "src/facts/collected.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include <boost/unordered/unordered_flat_map.hpp>

#include "absl/strings/str_cat.h"

namespace assay {
namespace {

constexpr DateRange kAlways = {kFirstDay, kLastDay};

// A feed by itself: a record type, or one kind of it.
struct FeedName {
  RecordTypeId type = kNoId;
  int kind = -1;  // -1: the type as a whole.
};

// The entries that concern one feed, in one way.
struct Listing {
  bool is_plain = false;
  std::vector<const CollectedEntry*> objects;

  bool says_anything() const { return is_plain || !objects.empty(); }
};

// Everything that can be listed, by each of its names.
class FeedNames {
 public:
  explicit FeedNames(const Schema& schema) {
    for (std::size_t i = 0; i < schema.records().size(); ++i) {
      const RecordType& record = schema.records()[i];
      if (!record.is_feed) continue;
      const RecordTypeId type = static_cast<RecordTypeId>(i);
      Add(record.name, {type});
      Add(record.plural, {type});
      Add(record.member, {type});
      if (record.role == RecordRole::kChild) {
        Add(schema.field(record.parent, record.parent_field).name, {type});
      }
      if (record.feed_kind_field == kNoId) continue;
      const EnumType& kinds = schema.enums()[record.fields[record.feed_kind_field].enumeration];
      for (std::size_t k = 0; k < kinds.values.size(); ++k) {
        Add(kinds.values[k], {type, static_cast<int>(k)});
      }
    }
  }

  const std::vector<FeedName>* Find(std::string_view name) const {
    const auto found = feeds_.find(name);
    return found == feeds_.end() ? nullptr : &found->second;
  }
  std::string_view Nearest(std::string_view name) const { return NearestName(name, names_); }

 private:
  void Add(std::string_view name, FeedName feed) {
    if (name.empty()) return;
    std::vector<FeedName>& feeds = feeds_[name];
    if (feeds.empty()) names_.push_back(name);
    for (const FeedName& known : feeds) {
      if (known.type == feed.type && known.kind == feed.kind) return;  // Member and plural alike.
    }
    feeds.push_back(feed);
  }

  // A word may be a kind of two tables; then it lists both.
  boost::unordered_flat_map<std::string_view, std::vector<FeedName>> feeds_;
  std::vector<std::string_view> names_;
};

// What the days from..to of `objects` leave open.
std::vector<DateRange> GapsOf(const std::vector<const CollectedEntry*>& objects) {
  std::vector<DateRange> covered;
  for (const CollectedEntry* entry : objects) {
    if (!entry->complete.value_or(true)) return {kAlways};
    covered.push_back({entry->from ? entry->from->days_since_epoch() : kFirstDay,
                       entry->to ? entry->to->days_since_epoch() : kLastDay});
  }
  std::sort(covered.begin(), covered.end(), [](const DateRange& a, const DateRange& b) {
    return a.first != b.first ? a.first < b.first : a.last < b.last;
  });
  std::vector<DateRange> gaps;
  std::int32_t next = kFirstDay;
  for (const DateRange& range : covered) {
    if (range.first > next) gaps.push_back({next, range.first - 1});
    next = std::max(next, range.last + 1);
  }
  if (next <= kLastDay) gaps.push_back({next, kLastDay});
  return gaps;
}

class FeedResolution {
 public:
  FeedResolution(const BuildData& data, FaultList* faults)
      : data_(data), faults_(faults), names_(*data.schema), types_(data.tables.size()) {}

  std::vector<Feed> Run() {
    for (std::size_t i = 0; i < data_.collected.size(); ++i) File(i);
    std::vector<Feed> feeds(data_.tables.size());
    for (std::size_t i = 0; i < feeds.size(); ++i) {
      const RecordType& record = data_.schema->records()[i];
      const RecordTypeId type = static_cast<RecordTypeId>(i);
      if (!record.is_feed) continue;
      feeds[i] = record.feed_kind_field == kNoId ? WholeFeed(type) : FeedByKind(type);
    }
    return feeds;
  }

 private:
  struct TypeListings {
    Listing whole;
    std::vector<Listing> kinds;  // By enum value; empty while none is listed.
  };

  // Files the entry at `index` under every feed it names.
  void File(std::size_t index) {
    const CollectedEntry& entry = data_.collected[index];
    if (entry.from && entry.to && *entry.from > *entry.to) {
      faults_->AddOfCollected(
          index, {.code = "facts.bad-range",
                  .message = absl::StrCat("`", entry.type, "` is collected from ",
                                          entry.from->ToString(), " to ", entry.to->ToString()),
                  .hint = "`from` comes before `to`"});
      return;
    }
    if (entry.type == "*") {
      FileUnder(entry, &all_);
      return;
    }
    const std::vector<FeedName>* feeds = names_.Find(entry.type);
    if (feeds == nullptr) {
      const std::string near(names_.Nearest(entry.type));
      faults_->AddOfCollected(index,
                              {.code = "facts.unknown-feed",
                               .message = absl::StrCat("`", entry.type, "` is no feed"),
                               .hint = near.empty() ? "list types of evidence, kinds of documents, "
                                                      "or `*` for all"
                                                    : absl::StrCat("did you mean `", near, "`?")});
      return;
    }
    for (const FeedName& feed : *feeds) {
      TypeListings& listings = types_[feed.type];
      if (feed.kind < 0) {
        FileUnder(entry, &listings.whole);
        continue;
      }
      if (listings.kinds.size() <= static_cast<std::size_t>(feed.kind)) {
        listings.kinds.resize(static_cast<std::size_t>(feed.kind) + 1);
      }
      FileUnder(entry, &listings.kinds[static_cast<std::size_t>(feed.kind)]);
    }
  }

  static void FileUnder(const CollectedEntry& entry, Listing* listing) {
    if (entry.is_plain) {
      listing->is_plain = true;
    } else {
      listing->objects.push_back(&entry);
    }
  }

  // The feed as the first of `listings` that says anything has it; else by its records.
  static Feed Decide(std::initializer_list<const Listing*> listings, bool has_proof) {
    for (const Listing* listing : listings) {
      if (!listing->objects.empty()) return {.collected = true, .gaps = GapsOf(listing->objects)};
      if (listing->is_plain) return {.collected = true};
    }
    if (has_proof) return {.collected = true};
    return {.collected = false, .gaps = {kAlways}};
  }

  Feed WholeFeed(RecordTypeId type) const {
    const bool has_proof =
        data_.tables[type].rows > 0 && !data_.schema->record(type).feed_needs_listing;
    return Decide({&types_[type].whole, &all_}, has_proof);
  }

  // Bit k is set if there is a record of kind k.
  std::uint64_t KindsPresent(RecordTypeId type) const {
    const BuildTable& table = data_.tables[type];
    const BuildColumn& kinds = table.columns[data_.schema->record(type).feed_kind_field];
    std::uint64_t present = 0;
    for (std::size_t row = 0; row < table.rows; ++row) {
      if (kinds.state(row) == CellState::kValue) present |= std::uint64_t{1} << kinds.cell(row);
    }
    return present;
  }

  Feed FeedByKind(RecordTypeId type) const {
    const RecordType& record = data_.schema->record(type);
    const EnumType& kinds =
        data_.schema->enums()[record.fields[record.feed_kind_field].enumeration];
    const std::uint64_t present = record.feed_needs_listing ? 0 : KindsPresent(type);
    const TypeListings& listings = types_[type];
    const Listing nothing;
    Feed feed = {.collected = false};
    for (std::size_t k = 0; k < kinds.values.size(); ++k) {
      const Listing& own = k < listings.kinds.size() ? listings.kinds[k] : nothing;
      const Feed of_kind = Decide({&own, &listings.whole, &all_}, (present >> k & 1) != 0);
      feed.collected = feed.collected || of_kind.collected;
      if (of_kind.is_open()) feed.open_kinds |= std::uint64_t{1} << k;
    }
    if (feed.open_kinds != 0) feed.gaps = {kAlways};
    return feed;
  }

  const BuildData& data_;
  FaultList* faults_;
  FeedNames names_;
  std::vector<TypeListings> types_;
  Listing all_;
};

}  // namespace

std::vector<Feed> ResolveFeeds(const BuildData& data, FaultList* faults) {
  return FeedResolution(data, faults).Run();
}

}  // namespace assay
