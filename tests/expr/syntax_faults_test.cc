// What is said of expressions that are none: the codes here, the wording in the golden file.

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/base/diagnostic.h"
#include "assay/expr/parse.h"
#include "tests/expr/fault_texts.h"

namespace assay {
namespace {

struct FaultCase {
  const char* name;
  std::string text;
  std::vector<std::string> codes;
};

const std::vector<std::string> kSyntax = {"expr.syntax"};
const std::vector<std::string> kString = {"expr.string"};
const std::vector<std::string> kNumber = {"expr.number"};
const std::vector<std::string> kReserved = {"expr.reserved"};
const std::vector<std::string> kMacro = {"expr.macro"};

std::string Nested(std::size_t count, const std::string& open, const std::string& close) {
  std::string text = "a";
  for (std::size_t i = 0; i < count; ++i) text = open + text + close;
  return text;
}

const std::vector<FaultCase>& Cases() {
  static const std::vector<FaultCase>* const cases = new std::vector<FaultCase>{
      // Operators of other languages.
      {"assignment", "person.end = null", kSyntax},
      {"triple_equal", "a === b", kSyntax},
      {"angle_not_equal", "a <> b", kSyntax},
      {"swapped_less_equal", "a =< b", kSyntax},
      {"arrow", "a => b", kSyntax},
      {"single_and", "a & b", kSyntax},
      {"single_or", "a | b", kSyntax},
      {"word_and", "a and b", kSyntax},
      {"word_or", "a or b", kSyntax},
      {"word_not", "not a", kSyntax},
      {"words_together", "not a and b or c", {"expr.syntax", "expr.syntax", "expr.syntax"}},
      {"not_in", "a not in b", kSyntax},
      {"bang_in", "a !in b", kSyntax},
      {"is", "a is null", kSyntax},
      {"between", "a between b and c", kSyntax},
      {"contains_word", "topics contains 'phishing'", kSyntax},
      {"power", "a ^ 2", kSyntax},
      {"unary_plus", "+1", kSyntax},
      {"increment", "a ++", kSyntax},
      {"safe_navigation", "a?.b", kSyntax},
      {"chained_comparison", "a == b == c", {"expr.chained-comparison"}},
      {"chained_order", "1 <= x <= 5", {"expr.chained-comparison"}},
      // Brackets and separators.
      {"never_closed", "a.exists(x, x.y == (1 + 2)", kSyntax},
      {"never_closed_list", "a in ['b', 'c'", kSyntax},
      {"closed_by_another", "f(a, [b, c)", kSyntax},
      {"closes_nothing", "a && b)", kSyntax},
      {"joined_texts", "'a' 'b'", kSyntax},
      {"missing_comma", "a in ['b' 'c']", kSyntax},
      {"two_commas", "f(a,, b)", kSyntax},
      {"trailing_comma_in_call", "f(a,)", kSyntax},
      {"comma_in_parentheses", "(a, b)", kSyntax},
      {"comma_outside", "a, b", kSyntax},
      {"map_without_colon", "{'a' 1}", kSyntax},
      {"empty_index", "a[]", kSyntax},
      {"two_indices", "a[1, 2]", kSyntax},
      {"semicolon", "a == b;", kSyntax},
      // Something is missing.
      {"empty", "", kSyntax},
      {"only_a_comment", "  // later\n", kSyntax},
      {"no_right_side", "a ==", kSyntax},
      {"no_right_side_before_comment", "a &&  // and then?\n", kSyntax},
      {"no_left_side", "== a", kSyntax},
      {"no_field", "a.", kSyntax},
      {"no_operator", "a b", kSyntax},
      {"choice_without_else", "a ? b", kSyntax},
      {"choice_in_choice", "a ? b ? c : d : e", kSyntax},
      {"element_by_dot", "a.0", kSyntax},
      {"optional_call", "a.?b()", kSyntax},
      // Words.
      {"if", "if (a) b else c", kReserved},
      {"for", "for x in y", kReserved},
      {"let", "let x = 1", {"expr.reserved", "expr.syntax"}},
      {"reserved_name", "package == 'x'", kReserved},
      {"keyword_field", "a.in", kReserved},
      {"quoted_alone", "`a b`", kSyntax},
      {"quoted_not_closed", "a.`b", kSyntax},
      // Texts.
      {"unterminated", "a == 'b", kString},
      {"unterminated_over_lines", "a == 'b\n&& c", kString},
      {"unterminated_by_backslash", "a == 'b\\'", kString},
      {"unterminated_triple", "a == '''b\nc", kString},
      {"curly_quotes", "a == \u201Cb\u201D", kSyntax},
      {"bad_escape", "a.matches('\\d+')", kString},
      {"two_bad_escapes", "'\\d \\q'", {"expr.string", "expr.string"}},
      {"short_hex_escape", "'\\x4'", kString},
      {"surrogate", "'\\ud800'", kString},
      {"beyond_unicode", "'\\U00110000'", kString},
      {"unicode_in_bytes", "b'\\u00ff'", kString},
      {"octal_too_large", "'\\477'", kString},
      // Numbers.
      {"int_too_large", "9223372036854775808", kNumber},
      {"int_too_small", "-9223372036854775809", kNumber},
      {"uint_too_large", "18446744073709551616u", kNumber},
      {"negative_uint", "-1u", kNumber},
      {"double_too_large", "1e999", kNumber},
      {"fraction_of_uint", "1.5u", kNumber},
      {"digits_grouped", "1_000", kNumber},
      {"unit_attached", "a > 30days", kNumber},
      {"capital_hex", "0XFF", kNumber},
      // Macros.
      {"has_of_name", "has(a)", kMacro},
      {"has_of_call", "has(a.b())", kMacro},
      {"has_of_index", "has(a['b'])", kMacro},
      {"has_of_optional", "has(a.?b)", kMacro},
      {"variable_is_field", "a.all(b.c, true)", kMacro},
      {"variable_is_text", "a.exists('x', true)", kMacro},
      {"variable_is_rooted", "a.map(.x, 1)", kMacro},
      {"variables_alike", "a.all(x, x, true)", kMacro},
      {"bind_to_number", "cel.bind(1, 2, 3)", kMacro},
      {"block_of_call", "cel.block(f(), 1)", kMacro},
      {"index_of_name", "cel.index(n)", kMacro},
      // Limits, and bytes that are no text.
      {"too_deep", Nested(251, "(", ")"), {"expr.limit-depth"}},
      {"loops_too_deep", Nested(5, "b.all(x, ", ")"), {"expr.limit-comprehension"}},
      {"not_utf8", "a == '\xff'", {"expr.utf8"}},
      // Several at once, and nothing that is only a consequence.
      {"several",
       "f(a b, 1__0, ['\\q', c = d], has(x))",
       {"expr.syntax", "expr.number", "expr.string", "expr.syntax", "expr.macro"}},
      {"several_lines",
       "a = 1\n&& b.exists(x, x. == 2)\n&& (c or d\n",
       {"expr.syntax", "expr.syntax", "expr.syntax", "expr.syntax"}},
  };
  return *cases;
}

std::string Name(const testing::TestParamInfo<FaultCase>& info) { return info.param.name; }

class SyntaxFault : public testing::TestWithParam<FaultCase> {};

TEST_P(SyntaxFault, HasItsCode) {
  Diagnostics problems;
  const bool parsed = Parse(GetParam().text, {}, &problems).has_value();
  EXPECT_EQ(parsed, ErrorCount(problems) == 0);
  std::vector<std::string> codes;
  for (const Diagnostic& problem : problems) codes.push_back(problem.code);
  EXPECT_THAT(codes, testing::ElementsAreArray(GetParam().codes)) << Render(problems);
}

INSTANTIATE_TEST_SUITE_P(Parse, SyntaxFault, testing::ValuesIn(Cases()), Name);

}  // namespace

std::vector<FaultText> SyntaxFaultTexts() {
  std::vector<FaultText> texts;
  for (const FaultCase& fault : Cases()) {
    Diagnostics problems;
    Parse(fault.text, {}, &problems);
    texts.push_back({fault.name, std::move(problems)});
  }
  return texts;
}

}  // namespace assay
