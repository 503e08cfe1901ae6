#include "assay/expr/parse.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "assay/base/diagnostic.h"
#include "tests/expr/dump_tree.h"

namespace assay {
namespace {

// The tree as text, or the faults.
std::string Parsed(std::string_view text, const ParseOptions& options = {}) {
  Diagnostics problems;
  const std::optional<Ast> ast = Parse(text, options, &problems);
  return ast.has_value() ? DumpTree(*ast) : Render(problems);
}

struct TreeCase {
  const char* name;
  std::string text;
  std::string want;
};

class ParseTree : public testing::TestWithParam<TreeCase> {};

TEST_P(ParseTree, IsAsWanted) { EXPECT_EQ(Parsed(GetParam().text), GetParam().want); }

INSTANTIATE_TEST_SUITE_P(
    Parse, ParseTree,
    testing::Values(
        // Precedence and direction.
        TreeCase{"product_before_sum", "a + b * c", "(_+_ a (_*_ b c))"},
        TreeCase{"sums_lean_left", "a - b + c", "(_+_ (_-_ a b) c)"},
        TreeCase{"products_lean_left", "a / b % c", "(_%_ (_/_ a b) c)"},
        TreeCase{"relation_above_sum", "a + 1 < b", "(_<_ (_+_ a 1) b)"},
        TreeCase{"and_before_or", "a || b && c", "(_||_ a (_&&_ b c))"},
        TreeCase{"ands_lean_left", "a && b && c", "(_&&_ (_&&_ a b) c)"},
        TreeCase{"parentheses", "a && (b && c)", "(_&&_ a (_&&_ b c))"},
        TreeCase{"in", "a in b.c", "(@in a (sel c b))"},
        TreeCase{"ladder", "a ? b : c ? d : e", "(_?_:_ a b (_?_:_ c d e))"},
        TreeCase{"not_binds_to_member", "!a.b", "(!_ (sel b a))"},
        TreeCase{"minus_binds_to_member", "-a.b", "(-_ (sel b a))"},
        TreeCase{"many_signs", "--a", "(-_ (-_ a))"},
        TreeCase{"minus_minus", "a - -b", "(_-_ a (-_ b))"},
        // Numbers.
        TreeCase{"negative_number", "-5", "-5"},
        TreeCase{"negative_number_is_receiver", "-5.f()", "(.f -5)"},
        TreeCase{"minus_parenthesised", "-(5)", "(-_ 5)"},
        TreeCase{"minus_twice", "--5", "(-_ -5)"},
        TreeCase{"minus_number_binary", "a -5", "(_-_ a 5)"},
        TreeCase{"smallest_int", "-9223372036854775808", "-9223372036854775808"},
        TreeCase{"hex", "0xfF", "255"},
        TreeCase{"negative_hex", "-0x8000000000000000", "-9223372036854775808"},
        TreeCase{"hex_uint", "0x1Fu", "31u"},
        TreeCase{"largest_uint", "18446744073709551615U", "18446744073709551615u"},
        TreeCase{"leading_zeros", "007", "7"},
        TreeCase{"double", "[1.5, .5, 1e3, 1E-3, 1.5e+2]", "(list 1.5 0.5 1000.0 0.001 150.0)"},
        TreeCase{"negative_zero", "-0.0", "-0.0"},
        TreeCase{"too_small_is_zero", "1e-999", "0.0"},
        TreeCase{"method_of_number", "42.f()", "(.f 42)"},
        TreeCase{"field_e_of_number", "5.e3", "(sel e3 5)"},
        // Texts.
        TreeCase{"quotes", R"(['a', "b", '''c''', """d"""])", "(list 'a' 'b' 'c' 'd')"},
        TreeCase{"other_quote_inside", R"("it's")", R"('it\'s')"},
        TreeCase{"triple_holds_quotes_and_lines", "'''a'b''c\n'''", R"('a\'b\'\'c\n')"},
        TreeCase{"empty_texts", R"(['', "", '''''', r''])", "(list '' '' '' '')"},
        TreeCase{"escapes", R"('\a\b\f\n\r\t\v\\\?\"\'\`')", R"('\a\b\f\n\r\t\v\\?"\'`')"},
        TreeCase{"numeric_escapes", R"('\x41\X42\103\u0394\U0001F600')", "'ABCΔ😀'"},
        TreeCase{"code_point_not_byte", R"('\xff')", "'ÿ'"},
        TreeCase{"raw", R"(r'\d+\')", R"('\\d+\\')"},
        TreeCase{"bytes", R"(b'\xff\377a')", R"(b'\xff\xffa')"},
        TreeCase{"raw_bytes", R"(bR"\x")", R"(b'\\x')"},
        TreeCase{"bytes_hold_utf8", "b'ÿ'", R"(b'\xc3\xbf')"},
        TreeCase{"words", "[true, false, null]", "(list true false null)"},
        // Selection, calls, literals with entries.
        TreeCase{"select", "a.b.c", "(sel c (sel b a))"},
        TreeCase{"optional_select", "a.?b.c", "(sel c (sel? b a))"},
        TreeCase{"quoted_field", "a.`b-c`", "(sel b-c a)"},
        TreeCase{"reserved_field", "a.for.while", "(sel while (sel for a))"},
        TreeCase{"reserved_method", "a.if()", "(.if a)"},
        TreeCase{"index", "a[0][?b]", "(_[?_] (_[_] a 0) b)"},
        TreeCase{"method", "a.f(b, c)", "(.f a b c)"},
        TreeCase{"function", "f(a)", "(f a)"},
        TreeCase{"qualified_function", "cal.add_months(d, 3)", "(.add_months cal d 3)"},
        TreeCase{"rooted", ".a.b", "(sel b .a)"},
        TreeCase{"rooted_call", ".f(x)", "(.f x)"},
        TreeCase{"list", "[a, ?b, c,]", "(list a ?b c)"},
        TreeCase{"empty_list", "[]", "(list)"},
        TreeCase{"map", "{a: 1, ?b: c,}", "(map a 1 ?b c)"},
        TreeCase{"choice_in_map", "{a ? b : c: d}", "(map (_?_:_ a b c) d)"},
        TreeCase{"struct", "a.B{c: 1, ?d: e, `f g`: h}", "(struct a.B c:1 d:?e f g:h)"},
        TreeCase{"rooted_struct", ".A{}", "(struct .A)"},
        TreeCase{"comment", "a // b\n + c // d", "(_+_ a c)"},
        TreeCase{"not_is_a_name_too", "not(a)", "(not a)"},
        // Macros.
        TreeCase{"has", "has(a.b.c)", "(has c (sel b a))"},
        TreeCase{"has_behind_optional", "has(a.?b.c)", "(has c (sel? b a))"},
        TreeCase{"has_quoted", "has(a.`b/c`)", "(has b/c a)"},
        TreeCase{"all", "a.all(x, x > 0)", "(loop all x a (_>_ x 0))"},
        TreeCase{"all_two", "a.all(i, v, v > i)", "(loop all i v a (_>_ v i))"},
        TreeCase{"exists_one", "a.existsOne(x, x)", "(loop exists_one x a x)"},
        TreeCase{"exists_one_two", "a.exists_one(i, v, v)", "(loop existsOne i v a v)"},
        TreeCase{"map_filter", "a.map(x, p, t)", "(loop map x a p t)"},
        TreeCase{"transform", "a.transformMap(k, v, k, v)", "(loop transformMap k v a k v)"},
        TreeCase{"sort_by", "a.sortBy(x, x.y)", "(loop sortBy x a (sel y x))"},
        TreeCase{"opt_map", "a.?b.optMap(x, x + 1)", "(loop optMap x (sel? b a) (_+_ x 1))"},
        TreeCase{"latest", "a.latest(x, true, x.y)", "(loop latest x a true (sel y x))"},
        TreeCase{"sum_of", "a.sum(x, x.y)", "(loop sum x a (sel y x))"},
        TreeCase{"sum_alone", "a.sum()", "(.sum a)"},
        TreeCase{"union", "a.union(x, x.y)", "(loop union x a (sel y x))"},
        TreeCase{"other_count_is_a_call", "a.all(x)", "(.all a x)"},
        TreeCase{"function_all", "all(a, b)", "(all a b)"},
        TreeCase{"bind", "cel.bind(x, 1, x + x)", "(bind x 1 (_+_ x x))"},
        TreeCase{"block", "cel.block([1, cel.index(0)], cel.index(1))", "(block 1 @index0 @index1)"},
        TreeCase{"generated_variable", "a.map(cel.iterVar(0, 1), cel.iterVar(0, 1))",
                 "(loop map @iter0:1 a @iter0:1)"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(Parse, LeavesMacrosAloneOnRequest) {
  const ParseOptions plain = {.macros = false};
  EXPECT_EQ(Parsed("has(a.b)", plain), "(has (sel b a))");
  EXPECT_EQ(Parsed("a.all(x, x)", plain), "(.all a x x)");
}

// Every node and what its text is, in the order of ids.
TEST(Parse, KnowsThePlaceOfEveryNode) {
  const std::string text = "(a + b).f( c ).all(x, -1 < x.y)";
  Diagnostics problems;
  const std::optional<Ast> ast = Parse(text, {}, &problems);
  ASSERT_TRUE(ast.has_value()) << Render(problems);
  std::vector<std::string> spans;
  std::vector<std::string> names;
  for (const Expr& node : ast->nodes) {
    spans.push_back(text.substr(node.span.begin, node.span.end - node.span.begin));
    names.push_back(text.substr(node.name_span.begin, node.name_span.end - node.name_span.begin));
  }
  EXPECT_EQ(spans, (std::vector<std::string>{"a", "b", "a + b", "c", "(a + b).f( c )", "-1", "x",
                                             "x.y", "-1 < x.y", text}));
  EXPECT_EQ(names, (std::vector<std::string>{"a", "b", "+", "c", "f", "-1", "x", "y", "<", "all"}));
  EXPECT_EQ(ast->root, ast->nodes.size() - 1);
}

TEST(Parse, KeepsNoNodeThatTheTreeDoesNotUse) {
  Diagnostics problems;
  const std::optional<Ast> ast = Parse("a.all(x, cel.bind(y, b.C{d: x}, y))", {}, &problems);
  ASSERT_TRUE(ast.has_value());
  std::vector<int> uses(ast->nodes.size(), 0);
  uses[ast->root] = 1;
  for (ExprId id = 0; id < ast->nodes.size(); ++id) {
    for (const ExprId child : (*ast)[id].children) {
      EXPECT_LT(child, id);
      ++uses[child];
    }
  }
  EXPECT_EQ(uses, std::vector<int>(ast->nodes.size(), 1));
}

std::string Repeated(std::string_view part, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += part;
  return text;
}

std::string FirstCode(std::string_view text, const ParseOptions& options = {}) {
  Diagnostics problems;
  Parse(text, options, &problems);
  return problems.empty() ? "" : problems[0].code;
}

struct DeepCase {
  const char* name;
  std::string (*text)(std::size_t levels);
};

class ParseDepth : public testing::TestWithParam<DeepCase> {};

// Whatever makes the tree deep is counted, however it is written; a hundred thousand levels are
// refused as calmly as 251.
TEST_P(ParseDepth, IsBounded) {
  EXPECT_EQ(FirstCode(GetParam().text(240)), "");
  EXPECT_EQ(FirstCode(GetParam().text(251)), "expr.limit-depth");
  const ParseOptions wide = {.limits = {.code_points = 10'000'000}};
  Diagnostics problems;
  Parse(GetParam().text(100'000), wide, &problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].code, "expr.limit-depth");
}

INSTANTIATE_TEST_SUITE_P(
    Parse, ParseDepth,
    testing::Values(
        DeepCase{"parentheses",
                 [](std::size_t n) { return Repeated("(", n) + "a" + Repeated(")", n); }},
        DeepCase{"lists", [](std::size_t n) { return Repeated("[", n) + "a" + Repeated("]", n); }},
        DeepCase{"maps", [](std::size_t n) { return Repeated("{1:", n) + "a" + Repeated("}", n); }},
        DeepCase{"calls", [](std::size_t n) { return Repeated("f(", n) + "a" + Repeated(")", n); }},
        DeepCase{"indices", [](std::size_t n) { return "a" + Repeated("[0]", n); }},
        DeepCase{"nested_indices",
                 [](std::size_t n) { return Repeated("a[", n) + "0" + Repeated("]", n); }},
        DeepCase{"selects", [](std::size_t n) { return "a" + Repeated(".b", n); }},
        DeepCase{"methods", [](std::size_t n) { return "a" + Repeated(".f()", n); }},
        DeepCase{"sums", [](std::size_t n) { return "a" + Repeated(" + a", n); }},
        DeepCase{"products", [](std::size_t n) { return "a" + Repeated(" * a", n); }},
        DeepCase{"nots", [](std::size_t n) { return Repeated("!", n) + "a"; }},
        DeepCase{"minuses", [](std::size_t n) { return Repeated("-", n) + "a"; }},
        DeepCase{"ladder", [](std::size_t n) { return Repeated("a ? b : ", n) + "c"; }}),
    [](const auto& info) { return std::string(info.param.name); });

std::size_t Height(const Ast& ast, ExprId id) {
  std::size_t height = 0;
  for (const ExprId child : ast[id].children) height = std::max(height, Height(ast, child));
  return height + 1;
}

TEST(Parse, KeepsLongChainsOfTruthShallow) {
  for (const char* op : {" && a", " || a"}) {
    Diagnostics problems;
    const std::optional<Ast> ast = Parse("a" + Repeated(op, 19'999), {}, &problems);
    ASSERT_TRUE(ast.has_value()) << Render(problems);
    EXPECT_EQ(Height(*ast, ast->root), 16u);  // 2^15 > 20,000
    EXPECT_EQ(ast->nodes.size(), 39'999u);
  }
}

TEST(Parse, BoundsLoopsWithinLoops) {
  const std::string four = "a.all(x, b.map(y, c.filter(z, d.exists(v, v))))";
  EXPECT_EQ(FirstCode(four), "");
  EXPECT_EQ(FirstCode("e.all(w, " + four + ")"), "expr.limit-comprehension");
  // A range is evaluated once, and the body of optMap at most once.
  EXPECT_EQ(FirstCode(four + ".all(w, w)"), "");
  EXPECT_EQ(FirstCode("e.optMap(w, " + four + ")"), "");
}

TEST(Parse, BoundsTheText) {
  const ParseOptions small = {.limits = {.code_points = 5}};
  EXPECT_EQ(FirstCode("'äöü'", small), "");
  EXPECT_EQ(FirstCode("'äöüß'", small), "expr.limit-size");
}

TEST(Parse, HoldsLimitsBelowTheirCeilings) {
  const ParseOptions endless = {
      .limits = {.code_points = ~std::size_t{0}, .depth = ~std::size_t{0}}};
  EXPECT_EQ(FirstCode(Repeated("(", 1001) + "a" + Repeated(")", 1001), endless),
            "expr.limit-depth");
}

TEST(Parse, ReportsAtMostAHundredFaults) {
  Diagnostics problems;
  Parse(Repeated("\x01", 5000), {}, &problems);
  EXPECT_EQ(problems.size(), 100u);
}

TEST(PlaceOf, CountsLinesAndCodePoints) {
  const std::string text = "ä +\n  ö.früh\n";
  EXPECT_EQ(PlaceOf(text, {0, 2}), (Place{.line = 1, .column = 1, .length = 1}));
  EXPECT_EQ(PlaceOf(text, {10, 15}), (Place{.line = 2, .column = 5, .length = 4}));
  EXPECT_EQ(PlaceOf(text, {0, 9}), (Place{.line = 1, .column = 1, .length = 3}));
  EXPECT_EQ(PlaceOf(text, {99, 99}), (Place{.line = 3, .column = 1, .length = 0}));
}

}  // namespace
}  // namespace assay
