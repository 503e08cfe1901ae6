// The groups of a tally: what was counted in each, and the range of the greatest or least number.

#ifndef ASSAY_SRC_ENGINE_TALLY_GROUPS_H_
#define ASSAY_SRC_ENGINE_TALLY_GROUPS_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>

namespace assay {

// Both ends are inside; `kNoEnd` as the highest: any number.
struct TallyRange {
  static constexpr std::int64_t kNoEnd = std::numeric_limits<std::int64_t>::max();
  std::int64_t low = 0;
  std::int64_t high = 0;
  bool operator==(const TallyRange&) const = default;
};

// Members that are counted together, or their different keys. A member is sure or may be none at
// all; its key is known or may be any.
class TallyBin {
 public:
  void Add(bool is_sure, const std::optional<std::string>& key);

  bool is_sure() const { return sure_ > 0; }  // Whether somebody is counted for certain.
  TallyRange Members() const { return {sure_, possible_}; }
  TallyRange Keys() const;
  TallyRange Of(bool distinct) const { return distinct ? Keys() : Members(); }

 private:
  friend class TallyGroups;
  std::int64_t sure_ = 0;
  std::int64_t possible_ = 0;
  boost::unordered_flat_set<std::string> sure_keys_;
  boost::unordered_flat_set<std::string> possible_keys_;
  std::int64_t unknown_keys_ = 0;
  bool has_sure_unknown_key_ = false;
};

// What is asked of the groups. Where there is none, the number is 0.
struct TallyReduction {
  bool distinct = false;   // Different keys rather than members.
  bool outside = false;    // Of each group, what is outside and (of keys) not inside as well.
  bool take_least = false;
  bool is_open = false;    // Further members may exist, in any group and with any key.
  std::int64_t most = TallyRange::kNoEnd;  // So many different keys exist at most.
};

class TallyGroups {
 public:
  // `group` empty: which one is not known.
  void Add(const std::optional<std::string>& group, bool is_sure, const std::optional<std::string>& key);
  // The member shares its group with nobody.
  void AddAlone(bool is_sure, const std::optional<std::string>& key);

  // Holds the number under every completion of what is not known.
  TallyRange Reduce(const TallyReduction& how) const;

 private:
  struct Question {
    const TallyReduction& how;
    std::int64_t keys_of_no_stray;  // That are sure in some group, and that no stray may have.
    std::int64_t keys_anywhere;     // At most, those that are not known included.
  };

  TallyRange Inside(const TallyBin& bin, const Question& asked) const;
  TallyRange Outside(const TallyBin& bin, const Question& asked) const;
  TallyRange Greatest(const std::vector<const TallyBin*>& bins, const Question& asked) const;
  TallyRange Least(const std::vector<const TallyBin*>& bins, const Question& asked) const;

  boost::unordered_flat_map<std::string, TallyBin> bins_;
  std::vector<TallyBin> alone_;
  TallyBin settled_;  // All that are in a group that is known, together.
  TallyBin strays_;   // All others.
  bool has_sure_ = false;  // Somebody is counted for certain, in whatever group.
};

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_TALLY_GROUPS_H_
