#include "assay/expr/print.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "assay/base/diagnostic.h"
#include "assay/expr/parse.h"
#include "tests/expr/dump_tree.h"
#include "tests/expr/random_tree.h"

namespace assay {
namespace {

struct PrintCase {
  const char* name;
  std::string text;
  std::string want;  // Empty: as it stands.
};

class PrintText : public testing::TestWithParam<PrintCase> {};

TEST_P(PrintText, IsCanonical) {
  Diagnostics problems;
  const std::optional<Ast> ast = Parse(GetParam().text, {}, &problems);
  ASSERT_TRUE(ast.has_value()) << Render(problems);
  EXPECT_EQ(Print(*ast), GetParam().want.empty() ? GetParam().text : GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Print, PrintText,
    testing::Values(
        PrintCase{"spaces", "a+b*c", "a + b * c"},
        PrintCase{"needless_parentheses", "((a) + (b * c)) < (d)", "a + b * c < d"},
        PrintCase{"needed_parentheses", "(a + b) * c - (d - e)"},
        PrintCase{"right_leaning", "a && (b && c)"},
        PrintCase{"or_in_and", "(a || b) && c"},
        PrintCase{"comparisons_never_chain", "(a == b) == (c < d)"},
        PrintCase{"choice", "a ? b : c ? d : e"},
        PrintCase{"choice_in_choice", "(a ? b : c) ? (d ? e : f) : g"},
        PrintCase{"choice_in_call", "f((a ? b : c))", "f(a ? b : c)"},
        PrintCase{"not", "!(a && b) && !c.d"},
        PrintCase{"not_of_in", "!(a in b)"},
        PrintCase{"minus_number", "-(5) - -5"},
        PrintCase{"minus_method_of_number", "-(5.f()) + -5.f()"},
        PrintCase{"member_of_sum", "(a + b).f(c)[0].?d"},
        PrintCase{"quoted", "has(a.`b-c`) && a.`in`.for"},
        PrintCase{"texts", R"(["it's", '\x00\u202e', b'\xff', r'\d'])",
                  R"(['it\'s', '\x00\u202e', b'\xff', '\\d'])"},
        PrintCase{"numbers", "[1.0, 1e21, 0.1, 5u, 0x10]", "[1.0, 1e+21, 0.1, 5u, 16]"},
        PrintCase{"entries", "[?a, {?b: c, 'd': [?e]}, F{?g: h}]"},
        PrintCase{"macros", "a.exists(x, has(x.y)).existsOne(i, v, v == i)"},
        PrintCase{"map_filter", "a.map(x, p, t).latest(y, true, y.z).optMap(w, w)"},
        PrintCase{"bind", "cel.bind(x, 1 + 2, x * x)"},
        PrintCase{"block", "cel.block([1, cel.index(0)], cel.index(1))"},
        PrintCase{"generated", "a.map(cel.iterVar(0, 1), cel.iterVar(0, 1) + 1)"},
        PrintCase{"rooted", "[.a.b, .f(.c), .D{}]"},
        PrintCase{"lines", "a &&\n  // why\n  b", "a && b"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(PrintDouble, ReadsBackBitForBit) {
  std::mt19937_64 random(20260331);
  for (int i = 0; i < 20'000; ++i) {
    const std::uint64_t bits = random();
    double value = 0;
    static_assert(sizeof bits == sizeof value);
    std::memcpy(&value, &bits, sizeof value);
    if (!(value >= -std::numeric_limits<double>::max() &&
          value <= std::numeric_limits<double>::max())) {
      continue;  // No literal is NaN or infinite.
    }
    Ast ast;
    ast.nodes.push_back({.constant = value});
    ast.root = 0;
    Diagnostics problems;
    const std::optional<Ast> again = Parse(Print(ast), {}, &problems);
    ASSERT_TRUE(again.has_value()) << Print(ast);
    EXPECT_TRUE(SameTree(ast, *again)) << Print(ast);
  }
}

// Print, parse, compare, print again.
void ExpectIdentity(const Ast& ast, const std::string& what) {
  const std::string text = Print(ast);
  Diagnostics problems;
  const std::optional<Ast> again = Parse(text, {}, &problems);
  ASSERT_TRUE(again.has_value()) << what << "\n" << text << "\n" << Render(problems);
  EXPECT_TRUE(problems.empty()) << Render(problems);
  EXPECT_TRUE(SameTree(ast, *again)) << what << "\n" << text << "\n"
                                     << DumpTree(ast) << "\n" << DumpTree(*again);
  EXPECT_EQ(Print(*again), text) << what;
}

TEST(PrintParse, IsIdentityOnGeneratedTrees) {
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    ExpectIdentity(RandomTree(seed, 60), "seed " + std::to_string(seed));
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(PrintParse, IsIdentityOnBalancedChains) {
  std::string text = "a0";
  for (int i = 1; i < 1000; ++i) text += (i % 3 == 0 ? " || a" : " && a") + std::to_string(i);
  std::string ors = "a";
  for (int i = 1; i < 500; ++i) ors += " || a";
  for (const std::string& chain : {text, ors}) {
    Diagnostics problems;
    const std::optional<Ast> ast = Parse(chain, {}, &problems);
    ASSERT_TRUE(ast.has_value());
    ExpectIdentity(*ast, "chain");
  }
}

// No pair of parentheses in a printed text can be left out without changing the tree.
TEST(PrintParse, UsesTheFewestParentheses) {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const Ast ast = RandomTree(seed, 25);
    const std::string text = Print(ast);
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '(') open.push_back(i);
      if (text[i] != ')') continue;
      const std::size_t begin = open.back();
      open.pop_back();
      const bool is_call = begin > 0 && std::string_view(" ([{!-?").find(text[begin - 1]) ==
                                            std::string_view::npos;
      if (is_call) continue;
      std::string shorter = text;
      shorter[i] = ' ';
      shorter[begin] = ' ';
      Diagnostics problems;
      const std::optional<Ast> other = Parse(shorter, {}, &problems);
      // A warning means that the parentheses keep a comparison from being misread.
      const bool is_needed = !other.has_value() || !problems.empty() || !SameTree(ast, *other);
      EXPECT_TRUE(is_needed) << "seed " << seed << "\n" << text << "\n" << shorter;
    }
  }
}

// The language's own vectors (not part of the repository): whatever of them parses.
TEST(PrintParse, IsIdentityOnTheConformanceVectors) {
  std::ifstream file(ASSAY_SHARED_DIR "/conformance/cel/cases.jsonl");
  if (!file) GTEST_SKIP() << "no conformance vectors beside the repository";
  std::size_t count = 0;
  for (std::string line; std::getline(file, line);) {
    const boost::json::value json = boost::json::parse(line);
    const boost::json::string& expr = json.at("expr").as_string();
    Diagnostics problems;
    const std::optional<Ast> ast = Parse({expr.data(), expr.size()}, {}, &problems);
    ASSERT_TRUE(ast.has_value()) << json.at("id") << "\n" << Render(problems);
    const std::string text = Print(*ast);
    Diagnostics again_problems;
    const std::optional<Ast> again = Parse(text, {}, &again_problems);
    ASSERT_TRUE(again.has_value()) << json.at("id") << "\n" << text << Render(again_problems);
    EXPECT_TRUE(SameTree(*ast, *again)) << json.at("id") << "\n" << text;
    ++count;
  }
  EXPECT_GE(count, 1203u);
}

}  // namespace
}  // namespace assay
