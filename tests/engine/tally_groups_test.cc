// Ranges of grouped tallies, held against every way in which what is not known may turn out.

#include "src/engine/tally_groups.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace assay {
namespace {

struct Member {
  bool is_sure = true;
  char group = 'a';  // `?`: not known; `-`: one of its own.
  char key = 'x';    // `?`: not known.
};

std::string Shown(const std::vector<Member>& members) {
  std::string text;
  for (const Member& member : members) {
    text += {member.is_sure ? '!' : '~', member.group, member.key, ' '};
  }
  return text;
}

std::optional<std::string> Known(char letter) {
  return letter == '?' ? std::nullopt : std::optional(std::string(1, letter));
}

// The number of one completion: by groups, what is in them.
std::int64_t Counted(const std::multimap<std::string, char>& counted, const TallyReduction& how) {
  std::set<std::string> groups;
  for (const auto& [group, key] : counted) groups.insert(group);
  std::optional<std::int64_t> taken;
  for (const std::string& group : groups) {
    std::multiset<char> inside;
    std::multiset<char> outside;
    for (const auto& [other, key] : counted) (other == group ? inside : outside).insert(key);
    std::int64_t number = 0;
    if (!how.distinct) {
      number = static_cast<std::int64_t>(how.outside ? outside.size() : inside.size());
    } else {
      std::set<char> keys(how.outside ? outside.begin() : inside.begin(), how.outside ? outside.end() : inside.end());
      if (how.outside) {
        for (const char key : inside) keys.erase(key);
      }
      number = static_cast<std::int64_t>(keys.size());
    }
    const bool is_taken = !taken || (how.take_least ? number < *taken : number > *taken);
    if (is_taken) taken = number;
  }
  return taken.value_or(0);
}

// Every completion of `members` from the one with `index` on; `seen` grows by what each comes to.
void Complete(const std::vector<Member>& members, std::size_t index, std::multimap<std::string, char>* counted,
              const TallyReduction& how, std::set<std::int64_t>* seen) {
  if (index == members.size()) {
    seen->insert(Counted(*counted, how));
    return;
  }
  const Member& member = members[index];
  if (!member.is_sure) Complete(members, index + 1, counted, how, seen);
  const std::string own(1, static_cast<char>('0' + index));
  std::vector<std::string> groups = {std::string(1, member.group)};
  if (member.group == '-') groups = {own};
  if (member.group == '?') groups = {"a", "b", "n", own};
  const std::string keys = member.key == '?' ? std::string("xyz") + own : std::string(1, member.key);
  for (const std::string& group : groups) {
    for (const char key : keys) {
      const auto added = counted->emplace(group, key);
      Complete(members, index + 1, counted, how, seen);
      counted->erase(added);
    }
  }
}

constexpr TallyReduction kQuestions[] = {
    {.distinct = false, .outside = false, .take_least = false}, {.distinct = false, .outside = false, .take_least = true},
    {.distinct = false, .outside = true, .take_least = false},  {.distinct = false, .outside = true, .take_least = true},
    {.distinct = true, .outside = false, .take_least = false},  {.distinct = true, .outside = false, .take_least = true},
    {.distinct = true, .outside = true, .take_least = false},   {.distinct = true, .outside = true, .take_least = true},
};

TallyGroups GroupsOf(const std::vector<Member>& members) {
  TallyGroups groups;
  for (const Member& member : members) {
    if (member.group == '-') {
      groups.AddAlone(member.is_sure, Known(member.key));
    } else {
      groups.Add(Known(member.group), member.is_sure, Known(member.key));
    }
  }
  return groups;
}

std::vector<Member> AllMembers() {
  std::vector<Member> all;
  for (const bool is_sure : {true, false}) {
    for (const char group : {'a', 'b', '-', '?'}) {
      for (const char key : {'x', 'y', '?'}) all.push_back({is_sure, group, key});
    }
  }
  return all;
}

// Where the population is open, there may be a member of whom nothing is known.
void Check(const std::vector<Member>& members, bool is_open) {
  std::vector<Member> completed = members;
  if (is_open) completed.push_back({.is_sure = false, .group = '?', .key = '?'});
  const TallyGroups groups = GroupsOf(members);
  const bool is_definite = !is_open && std::all_of(members.begin(), members.end(), [](const Member& member) {
    return member.is_sure && member.group != '?' && member.key != '?';
  });
  for (TallyReduction how : kQuestions) {
    how.is_open = is_open;
    std::set<std::int64_t> seen;
    std::multimap<std::string, char> counted;
    Complete(completed, 0, &counted, how, &seen);
    const TallyRange range = groups.Reduce(how);
    const std::string about = Shown(members) + (how.distinct ? "keys " : "members ") +
                              (how.outside ? "outside " : "inside ") + (how.take_least ? "least" : "greatest");
    ASSERT_LE(range.low, *seen.begin()) << about;
    ASSERT_GE(range.high, *seen.rbegin()) << about;
    ASSERT_TRUE(!is_definite || range.low == range.high) << about;
  }
}

TEST(TallyGroupsTest, RangesHoldUnderEveryCompletion) {
  const std::vector<Member> all = AllMembers();
  Check({}, false);
  for (std::size_t i = 0; i < all.size(); ++i) {
    Check({all[i]}, false);
    Check({all[i]}, true);
    for (std::size_t j = i; j < all.size(); ++j) {
      Check({all[i], all[j]}, false);
      Check({all[i], all[j]}, true);
      for (std::size_t k = j; k < all.size(); ++k) Check({all[i], all[j], all[k]}, false);
    }
  }
}

struct Case {
  const char* name;
  std::vector<Member> members;
  TallyReduction how;
  TallyRange want;
};

class TallyGroupsSay : public testing::TestWithParam<Case> {};

TEST_P(TallyGroupsSay, NoLessThanIsKnown) { EXPECT_EQ(GroupsOf(GetParam().members).Reduce(GetParam().how), GetParam().want); }

constexpr Member kAx = {true, 'a', 'x'};
constexpr Member kAy = {true, 'a', 'y'};
constexpr Member kBy = {true, 'b', 'y'};
constexpr Member kBz = {true, 'b', 'z'};
constexpr Member kAUnknown = {true, 'a', '?'};
constexpr TallyReduction kFewestKeysOutside = {.distinct = true, .outside = true, .take_least = true};

INSTANTIATE_TEST_SUITE_P(
    Keys, TallyGroupsSay,
    testing::Values(
        Case{"inside_and_outside_is_no_key_outside", {kAx, kAy, kBy, kBz}, kFewestKeysOutside, {1, 1}},
        // Whatever its key, it is none outside of `a`.
        Case{"an_unknown_key_inside_adds_nothing_outside", {kAx, kAy, kAUnknown, kBz}, kFewestKeysOutside, {0, 1}},
        Case{"least_of_groups_that_are_there",
             {kAx, kAy, {false, 'b', 'x'}},
             {.distinct = true, .take_least = true},
             {1, 2}},
        Case{"no_more_than_there_are", {kAx, kAUnknown, kAUnknown}, {.distinct = true, .most = 2}, {1, 2}},
        Case{"no_more_outside_than_the_rest",
             {kAx, kAy, {true, 'b', '?'}, {true, 'b', '?'}},
             {.distinct = true, .outside = true, .take_least = true, .most = 3},
             {0, 1}}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace assay
