#include "src/engine/tally_groups.h"

#include <algorithm>

namespace assay {

void TallyBin::Add(bool is_sure, const std::optional<std::string>& key) {
  ++possible_;
  if (is_sure) ++sure_;
  if (!key) {
    ++unknown_keys_;
    has_sure_unknown_key_ = has_sure_unknown_key_ || is_sure;
    return;
  }
  possible_keys_.insert(*key);
  if (is_sure) sure_keys_.insert(*key);
}

TallyRange TallyBin::Keys() const {
  const auto least = static_cast<std::int64_t>(sure_keys_.size());
  return {least == 0 && has_sure_unknown_key_ ? 1 : least,
          static_cast<std::int64_t>(possible_keys_.size()) + unknown_keys_};
}

void TallyGroups::Add(const std::optional<std::string>& group, bool is_sure,
                      const std::optional<std::string>& key) {
  has_sure_ = has_sure_ || is_sure;
  if (!group) {
    strays_.Add(is_sure, key);
    return;
  }
  settled_.Add(is_sure, key);
  bins_[*group].Add(is_sure, key);
}

void TallyGroups::AddAlone(bool is_sure, const std::optional<std::string>& key) {
  has_sure_ = has_sure_ || is_sure;
  settled_.Add(is_sure, key);
  alone_.emplace_back().Add(is_sure, key);
}

// A stray may be in the group or not.
TallyRange TallyGroups::Inside(const TallyBin& bin, const Question& asked) const {
  TallyRange range = {bin.Of(asked.how.distinct).low, bin.possible_ + strays_.possible_};
  if (asked.how.distinct) {
    range.high = bin.Keys().high + strays_.Keys().high;
    for (const std::string& key : bin.possible_keys_) {
      if (strays_.possible_keys_.contains(key)) --range.high;
    }
  }
  if (asked.how.is_open) range.high = TallyRange::kNoEnd;
  return {range.low, std::min(range.high, asked.how.most)};
}

TallyRange TallyGroups::Outside(const TallyBin& bin, const Question& asked) const {
  const TallyReduction& how = asked.how;
  if (!how.distinct) {
    const std::int64_t most = settled_.possible_ - bin.possible_ + strays_.possible_;
    return {settled_.sure_ - bin.sure_, how.is_open ? TallyRange::kNoEnd : most};
  }
  // Least: the keys that are sure elsewhere, but for those that may be inside too. Whoever may be
  // inside with a key that is not known may have any one of them.
  std::int64_t least = asked.keys_of_no_stray - bin.unknown_keys_ - strays_.unknown_keys_;
  for (const std::string& key : bin.possible_keys_) {
    if (settled_.sure_keys_.contains(key) && !strays_.possible_keys_.contains(key)) --least;
  }
  // Most: every key that may be anywhere, but for those that are inside for certain.
  const auto taken = static_cast<std::int64_t>(bin.sure_keys_.size());
  std::int64_t most = how.most == TallyRange::kNoEnd ? how.most : how.most - taken;
  if (!how.is_open) most = std::min(most, asked.keys_anywhere - bin.unknown_keys_ - taken);
  return {how.is_open ? 0 : std::max<std::int64_t>(least, 0), most};
}

TallyRange TallyGroups::Greatest(const std::vector<const TallyBin*>& bins, const Question& asked) const {
  TallyRange greatest;
  if (!asked.how.outside && has_sure_) greatest.low = 1;
  for (const TallyBin* bin : bins) {
    const TallyRange range = asked.how.outside ? Outside(*bin, asked) : Inside(*bin, asked);
    if (bin->is_sure()) greatest.low = std::max(greatest.low, range.low);
    greatest.high = std::max(greatest.high, range.high);
  }
  return greatest;
}

// A group that may not exist says nothing about the most that the least of them can be inside.
// Outside it does: all there is, were it not to exist, is outside.
TallyRange TallyGroups::Least(const std::vector<const TallyBin*>& bins, const Question& asked) const {
  const bool outside = asked.how.outside;
  std::int64_t low = TallyRange::kNoEnd;
  std::int64_t high_of_sure = TallyRange::kNoEnd;
  std::int64_t high_of_any = 0;
  bool is_bounded = false;
  for (const TallyBin* bin : bins) {
    const TallyRange range = outside ? Outside(*bin, asked) : Inside(*bin, asked);
    low = std::min(low, outside ? range.low : std::max<std::int64_t>(range.low, 1));
    high_of_any = std::max(high_of_any, range.high);
    if (!bin->is_sure() && !outside) continue;
    high_of_sure = std::min(high_of_sure, range.high);
    is_bounded = true;
  }
  return {has_sure_ ? low : 0, is_bounded ? high_of_sure : high_of_any};
}

TallyRange TallyGroups::Reduce(const TallyReduction& how) const {
  std::vector<const TallyBin*> bins;
  for (const TallyBin& bin : alone_) bins.push_back(&bin);
  for (const auto& [name, bin] : bins_) bins.push_back(&bin);
  // What is not known may be in a group that nobody else is in.
  const TallyBin of_nobody;
  if (how.is_open || strays_.possible_ > 0) bins.push_back(&of_nobody);
  if (bins.empty()) return {};
  Question asked = {how, static_cast<std::int64_t>(settled_.sure_keys_.size()),
                    settled_.Keys().high + strays_.Keys().high};
  for (const std::string& key : strays_.possible_keys_) {
    if (settled_.sure_keys_.contains(key)) --asked.keys_of_no_stray;
    if (settled_.possible_keys_.contains(key)) --asked.keys_anywhere;
  }
  return how.take_least ? Least(bins, asked) : Greatest(bins, asked);
}

}  // namespace assay
