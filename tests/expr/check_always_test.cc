// Conditions that no facts can change are warned of, with their place; what only looks like one is not.

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/expr/checking.h"
#include "tests/expr/rule_schema.h"

namespace assay {
namespace {

using testing::ElementsAreArray;

std::vector<std::string> SaidOf(const std::string& text, bool warn = true) {
  static const Schema* const schema = new Schema(RuleSchema());
  static const Environment* const environment = new Environment(RuleEnvironment(*schema));
  Diagnostics problems;
  CheckOptions options = PersonOptions(*schema);
  options.warn = warn;
  CheckText(text, *environment, options, &problems);
  std::vector<std::string> said;
  for (const Diagnostic& problem : problems) {
    said.push_back(problem.code + "@" + std::to_string(problem.place.column) + ": " +
                   problem.message);
  }
  return said;
}

struct AlwaysCase {
  const char* name;
  const char* text;
  std::vector<std::string> want;
};

class CheckAlways : public testing::TestWithParam<AlwaysCase> {};

TEST_P(CheckAlways, IsWarnedOf) {
  EXPECT_THAT(SaidOf(GetParam().text), ElementsAreArray(GetParam().want));
  for (const std::string& said : SaidOf(GetParam().text, /*warn=*/false))
    EXPECT_FALSE(said.starts_with("expr.always")) << said;
}

INSTANTIATE_TEST_SUITE_P(
    Warns, CheckAlways,
    testing::Values(
        AlwaysCase{"equal",
                   "person.id == person.id",
                   {"expr.always@1: `person.id == person.id` is never false: both sides are the "
                    "same"}},
        AlwaysCase{"after",
                   "as_of > as_of",
                   {"expr.always@1: `as_of > as_of` is never true: both sides are the same"}},
        AlwaysCase{"of_a_call",
                   "days(person.id.size()) <= days(person.id.size())",
                   {"expr.always@1: `days(person.id.size()) <= days(person.id.size())` is never "
                    "false: both sides are the same"}},
        AlwaysCase{"of_an_element",
                   "person.acknowledgements.all(a, a.date != a.date)",
                   {"expr.always@32: `a.date != a.date` is never true: both sides are the same"}},
        AlwaysCase{"or_its_opposite",
                   "has(person.end) || as_of > person.start || !has(person.end)",
                   {"expr.always@44: `has(person.end)` || `!has(person.end)` is never false"}},
        AlwaysCase{"and_its_opposite",
                   "!(as_of > person.start) && as_of > person.start",
                   {"expr.always@28: `!(as_of > person.start)` && `as_of > person.start` is never "
                    "true"}},
        AlwaysCase{"two_words_at_once",
                   "person.engagement == 'employee' && person.engagement == 'contractor'",
                   {"expr.always@36: `person.engagement == 'employee'` && `person.engagement == "
                    "'contractor'` is never true"}},
        AlwaysCase{"not_one_or_not_the_other",
                   "person.engagement != 'employee' || 'contractor' != person.engagement",
                   {"expr.always@36: `person.engagement != 'employee'` || `'contractor' != "
                    "person.engagement` is never false"}}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    DoesNotWarn, CheckAlways,
    testing::Values(
        AlwaysCase{"literals", "true || 1 == 1 || days(3) < days(3)", {}},
        AlwaysCase{"other_fields", "person.start == as_of", {}},
        AlwaysCase{"what_may_be_no_number", "double(person.id.size()) != double(person.id.size())", {}},
        AlwaysCase{"a_word_or_another",
                   "person.engagement == 'employee' || person.engagement == 'contractor'",
                   {}},
        AlwaysCase{"neither_word",
                   "person.engagement != 'employee' && person.engagement != 'contractor'",
                   {}},
        AlwaysCase{"words_of_two_cells",
                   "person.engagement == 'employee' && person.id == 'contractor'",
                   {}},
        AlwaysCase{"what_is_at_fault_otherwise",
                   "person.strat == person.strat",
                   {"expr.no-such-field@8: `strat` is not a field of person",
                    "expr.no-such-field@24: `strat` is not a field of person"}},
        AlwaysCase{"opposites_in_two_chains",
                   "(has(person.end) && as_of > person.start) || (!has(person.end) && as_of < "
                   "person.start)",
                   {}}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace assay
