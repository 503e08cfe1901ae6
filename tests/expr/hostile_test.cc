// Hostile texts: whatever is written, it ends in a diagnostic, a value, or a limit that is named, within
// the steps and the memory that were granted.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/expr/check.h"
#include "assay/expr/environment.h"
#include "assay/expr/evaluate.h"
#include "assay/expr/parse.h"
#include "src/base/tree.h"
#include "src/expr/pattern.h"

namespace assay {
namespace {

using testing::AnyOf;
using testing::Eq;
using testing::HasSubstr;

constexpr std::int64_t kSteps = 20'000;
constexpr std::int64_t kBytes = 1 << 20;

// The expressions of the suites in JSON lines, and whatever looks like a rule in the shipped pack.
std::vector<std::string> Seeds() {
  const std::filesystem::path root = ASSAY_SOURCE_DIR;
  std::vector<std::string> seeds;
  std::vector<std::filesystem::path> files = {root / "tests/conformance/edges.jsonl"};
  for (const auto& entry : std::filesystem::directory_iterator(root / "tests/unknowns")) {
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());  // The order of a folder is the machine's own.
  for (const std::filesystem::path& path : files) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
      Document document;
      Diagnostics problems;
      if (ReadJson(line, "", {}, &document, &problems)) seeds.push_back(document.root.Find("expr")->text);
    }
  }
  std::ifstream pack(root / "packs/iso27001-2022-a5.4/pack.yaml");
  for (std::string line; std::getline(pack, line);) {
    const bool is_rule = line.find("&&") != std::string::npos || line.find("==") != std::string::npos ||
                         line.find(".exists(") != std::string::npos || line.find("<=") != std::string::npos;
    if (!is_rule) continue;
    const std::size_t colon = line.find(": ");
    seeds.push_back(line.substr(colon == std::string::npos ? 0 : colon + 2));
  }
  return seeds;
}

class Mutator {
 public:
  Mutator(std::vector<std::string> seeds, std::uint32_t seed) : seeds_(std::move(seeds)), random_(seed) {}

  std::string Next() {
    std::string text = Pick(seeds_);
    for (std::size_t change = 1 + Draw(4); change > 0; --change) Change(&text);
    return text;
  }

 private:
  std::size_t Draw(std::size_t below) { return below == 0 ? 0 : random_() % below; }

  const std::string& Pick(const std::vector<std::string>& texts) { return texts[Draw(texts.size())]; }

  // A part of `text`.
  std::string Part(const std::string& text) {
    const std::size_t begin = Draw(text.size());
    return text.substr(begin, 1 + Draw(text.size() - begin));
  }

  void Change(std::string* text) {
    static const std::vector<std::string> kJoints = {" && ", " == ", " + ", "[", ".exists(x, "};
    static const std::vector<std::string> kPieces = {
        "(", ")", "[", "]", "{", "}", "'", "\"", "\\", std::string(1, '\0'), "\n", ".", "?", ":", ",", "&&", "||", "!",
        "-", "==", "null", "9223372036854775807", "-9223372036854775808", "18446744073709551615u", "1e308", "0x",
        "1e999", "\xff", "\xf0\x9f\x90\xb1", "'''", "r'", "b'", "// ", "@", "$", "`", "%", " in ", "[?", ".?",
        "cel.bind(x, ", ".all(x, ", ".map(x, ", "has(", "optional.of(", "lists.range(1000000)", "dyn(", "type(",
        ".flatten()", ".matches('(a*)*b')", "'%s%.999f'.format([", "cel.block([", "cel.index(0)",
        "cel.iterVar(0, 0)", "duration('", "timestamp('", "math.greatest(", "1 / 0", "true ? ", "in"};
    const std::size_t at = Draw(text->size() + 1);
    switch (Draw(8)) {
      case 0:
        text->erase(at, 1 + Draw(8));
        return;
      case 1:
        text->insert(at, Part(*text));
        return;
      case 2:
        text->insert(at, Part(Pick(seeds_)));
        return;
      case 3:
        *text = Pick(kPieces) + *text;
        return;
      case 4: {
        const std::string piece = Pick(kPieces);
        std::string many;
        for (std::size_t count = 1 + Draw(300); count > 0; --count) many += piece;
        text->insert(at, many);
        return;
      }
      case 5:
        *text = "[" + *text + ", " + Pick(seeds_) + "]";
        return;
      case 6:
        *text = *text + Pick(kJoints) + Pick(seeds_);
        return;
      default:
        text->insert(at, Pick(kPieces));
        return;
    }
  }

  std::vector<std::string> seeds_;
  std::mt19937 random_;
};

// What became of a text.
struct Fate {
  Diagnostics problems;
  bool was_evaluated = false;
  bool is_error = false;
  ErrorCode code = ErrorCode::kHost;
  std::string message;  // Of the error, or the start of the value.
  StepBudget left;
};

class Court {
 public:
  Court() {
    for (const char* name : {"x", "y", "u", "v"}) environment_.AddVariable(name, MakeType(TypeKind::kDyn));
    environment_.AddVariable("open", ListOf(MakeType(TypeKind::kInt)));
    values_ = {Value::Int(7), Value::String("text"), Value::Unknown(), Value::Unknown({.lowest = 5, .highest = 9}),
               Value::OpenList({Value::Int(1)}, {{Value::Unknown(), true, {}}})};
  }

  // `names_only`: nothing is refused for its types, so that more is evaluated.
  Fate Try(const std::string& text, bool names_only, StepBudget budget) const {
    Fate fate;
    std::optional<Ast> ast = Parse(text, {}, &fate.problems);
    if (!ast.has_value()) return fate;
    CheckOptions options;
    options.names_only = names_only;
    options.literals = false;
    const std::optional<CheckedExpr> checked = Check(*std::move(ast), environment_, options, &fate.problems);
    if (!checked.has_value()) return fate;
    fate.left = budget;
    fate.was_evaluated = true;
    CallContext context;
    context.variables = values_;
    context.budget = &fate.left;
    const Value value = Evaluate(*checked, context, {});
    fate.is_error = value.is_error();
    if (fate.is_error) {
      fate.code = value.error_code();
      fate.message = value.error_message();
    }
    return fate;
  }

 private:
  Environment environment_{nullptr};
  std::vector<Value> values_;
};

bool AreInOrder(const Diagnostics& problems) {
  return std::all_of(problems.begin(), problems.end(), [](const Diagnostic& problem) {
    return problem.code.rfind("expr.", 0) == 0 && !problem.message.empty() && problem.place.line > 0;
  });
}

// ASSAY_SEED tries other texts.
std::uint32_t Seed() {
  const char* seed = std::getenv("ASSAY_SEED");
  return seed == nullptr ? 20260331u : static_cast<std::uint32_t>(std::strtoul(seed, nullptr, 10));
}

TEST(Hostile, TenThousandMutatedTextsEndInADiagnosticAValueOrANamedLimit) {
  const std::uint32_t seed = Seed();
  SCOPED_TRACE("ASSAY_SEED=" + std::to_string(seed));
  Mutator mutator(Seeds(), seed);
  const Court court;
  std::size_t refused = 0;
  std::size_t evaluated = 0;
  for (int number = 0; number < 10'000 && !testing::Test::HasFailure(); ++number) {
    const std::string text = mutator.Next();
    const Fate fate = court.Try(text, number % 2 == 0, {.steps = kSteps, .bytes = kBytes});
    EXPECT_TRUE(AreInOrder(fate.problems)) << text;
    if (fate.was_evaluated) {
      ++evaluated;
      if (fate.is_error && fate.code == ErrorCode::kLimit) {
        EXPECT_THAT(fate.message, AnyOf(HasSubstr("budget"), HasSubstr("in each other"))) << text;
      }
    } else {
      ++refused;
      EXPECT_GT(ErrorCount(fate.problems), 0u) << text;
      EXPECT_LE(fate.problems.size(), 500u) << text;
      EXPECT_FALSE(Render(fate.problems).empty());
    }
  }
  EXPECT_GT(refused, 1000u);
  EXPECT_GT(evaluated, 300u);
}

std::string Repeated(std::string_view piece, std::size_t count) {
  std::string text;
  for (std::size_t k = 0; k < count; ++k) text += piece;
  return text;
}

std::string Nested(std::string_view open, std::string_view inner, std::string_view close, std::size_t depth) {
  return Repeated(open, depth) + std::string(inner) + Repeated(close, depth);
}

// Refused before anything is evaluated, by the code of the limit.
struct TooMuch {
  const char* name;
  std::string text;
  const char* code;
};

class LimitOfTexts : public testing::TestWithParam<TooMuch> {};

TEST_P(LimitOfTexts, IsNamed) {
  const Fate fate = Court().Try(GetParam().text, false, {});
  EXPECT_FALSE(fate.was_evaluated);
  ASSERT_FALSE(fate.problems.empty());
  EXPECT_EQ(fate.problems.front().code, GetParam().code) << fate.problems.front().message;
}

std::string BlockOfLists(std::size_t count) {
  std::string text = "cel.block([[1]";
  for (std::size_t k = 0; k < count; ++k) text += ",[cel.index(" + std::to_string(k) + ")]";
  return text + "], 1)";
}

INSTANTIATE_TEST_SUITE_P(
    Hostile, LimitOfTexts,
    testing::Values(
        TooMuch{"code_points", std::string(100'001, ' '), "expr.limit-size"},
        TooMuch{"code_points_of_four_bytes", "'" + Repeated("\xf0\x9f\x90\xb1", 100'000) + "'", "expr.limit-size"},
        TooMuch{"parentheses", Nested("(", "1", ")", 300), "expr.limit-depth"},
        TooMuch{"unclosed", Repeated("(", 90'000), "expr.limit-depth"},
        TooMuch{"lists", Nested("[", "1", "]", 300), "expr.limit-depth"},
        TooMuch{"maps", Nested("{'a': ", "1", "}", 300), "expr.limit-depth"},
        TooMuch{"nots", Repeated("!(", 300) + "true" + Repeated(")", 300), "expr.limit-depth"},
        TooMuch{"calls", Nested("f(", "1", ")", 300), "expr.limit-depth"},
        TooMuch{"choices", Repeated("true ? 1 : ", 300) + "1", "expr.limit-depth"},
        TooMuch{"selections", "x" + Repeated(".f", 300), "expr.limit-depth"},
        TooMuch{"indexes", "x" + Repeated("[0]", 300), "expr.limit-depth"},
        TooMuch{"sums", "1" + Repeated(" + 1", 300), "expr.limit-depth"},
        TooMuch{"binds", Repeated("cel.bind(z, 1, ", 300) + "1" + Repeated(")", 300), "expr.limit-depth"},
        TooMuch{"macros", Nested("open.exists(x, ", "true", ")", 6), "expr.limit-comprehension"},
        TooMuch{"types", BlockOfLists(2000), "expr.limit-type"},
        TooMuch{"digits", Repeated("9", 90'000), "expr.number"},
        TooMuch{"exponent", "1e" + Repeated("9", 9'000), "expr.number"},
        TooMuch{"unclosed_text", "'" + Repeated("\\'", 40'000), "expr.string"}),
    [](const auto& info) { return std::string(info.param.name); });

// What makes much out of little, under a budget of both kinds.
struct Explosion {
  const char* name;
  std::string text;
};

class LimitOfEvaluation : public testing::TestWithParam<Explosion> {};

TEST_P(LimitOfEvaluation, IsNamed) {
  const Fate fate = Court().Try(GetParam().text, false, {.steps = 2'000'000, .bytes = 16 << 20});
  ASSERT_TRUE(fate.was_evaluated) << Render(fate.problems);
  ASSERT_TRUE(fate.is_error);
  EXPECT_EQ(fate.code, ErrorCode::kLimit) << fate.message;
  EXPECT_THAT(fate.message, AnyOf(Eq("the budget of steps is spent"), Eq("the budget of memory is spent"),
                                  HasSubstr("250 values in each other")));
}

std::string Replaced(std::string text, const std::string& with) {
  for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at + with.size())) {
    text.replace(at, 1, with);
  }
  return text;
}

// cel.bind(x1, f(x0), cel.bind(x2, f(x1), ...)), where `@` in `step` and `end` is the last of them.
std::string Doubled(const std::string& start, const std::string& step, const std::string& end, int times) {
  std::string text = "cel.bind(x0, " + start + ", ";
  for (int k = 1; k <= times; ++k) {
    text += "cel.bind(x" + std::to_string(k) + ", " + Replaced(step, "x" + std::to_string(k - 1)) + ", ";
  }
  return text + Replaced(end, "x" + std::to_string(times)) + Repeated(")", static_cast<std::size_t>(times) + 1);
}

// A value nested deeper than any text, hidden from the types by dyn.
std::string DeepValue(std::size_t depth) {
  std::string text = "cel.block([dyn([1])";
  for (std::size_t k = 0; k < depth; ++k) text += ",dyn([cel.index(" + std::to_string(k) + ")])";
  return text + "], cel.index(" + std::to_string(depth) + ") == 1)";
}

INSTANTIATE_TEST_SUITE_P(
    Hostile, LimitOfEvaluation,
    testing::Values(
        Explosion{"ranges_in_ranges", "lists.range(2000).map(a, lists.range(2000).map(b, a * b)).size() > 0"},
        Explosion{"range", "lists.range(10000000).size() > 0"},
        Explosion{"three_deep",
                  "[1, 2, 3, 4, 5].map(a, lists.range(400).map(b, lists.range(400).exists(c, c < 0)))"},
        Explosion{"texts", Doubled("'0123456789abcdef'", "@ + @", "size(@)", 40)},
        Explosion{"bytes", Doubled("b'0123456789abcdef'", "@ + @", "size(@)", 40)},
        Explosion{"lists", Doubled("[1, 2]", "@ + @", "size(@)", 40)},
        Explosion{"laughs_compared", Doubled("[1]", "[@, @, @, @]", "@ == @", 20)},
        Explosion{"laughs_shown", Doubled("[1]", "[@, @, @, @]", "'%s'.format([@])", 20)},
        Explosion{"laughs_flattened", Doubled("dyn([1])", "dyn([@, @, @, @])", "[@].flatten(40)", 20)},
        Explosion{"laughs_in_sets", Doubled("[1]", "[@, @, @, @]", "sets.contains([@], [@])", 20)},
        Explosion{"laughs_told_apart", Doubled("[1]", "[@, @, @, @]", "[@, @].distinct()", 20)},
        Explosion{"laughs_counted", Doubled("[1]", "[@, @, @, @]", "[@, @].count_distinct(e, e)", 20)},
        Explosion{"laughs_united", Doubled("[1]", "[@, @, @, @]", "[@, @].union(e, [e])", 20)},
        Explosion{"laughs_as_dyn", Doubled("dyn([1])", "dyn([@, @, @, @])", "@ + @", 20)},
        Explosion{"replacements",
                  "'" + std::string(40'000, 'a') + "'.replace('', '" + std::string(40'000, 'b') + "')"},
        Explosion{"joints", "lists.range(20000).map(x, 'a').join('" + std::string(40'000, 'b') + "')"},
        Explosion{"formats", "'" + Repeated("%s", 20'000) + "'.format(lists.range(20000).map(x, '" +
                                 std::string(10'000, 'b') + "'))"},
        Explosion{"patterns", "lists.range(1000).exists(x, 'a'.matches('((b{100}){9}c){1}' + string(x)))"},
        Explosion{"working_days", "lists.range(1000).map(x, cal.add_business_days(date('2026-01-01'), 99999, []))"},
        Explosion{"deep_value", DeepValue(3000)}),
    [](const auto& info) { return std::string(info.param.name); });

// No backtracking: patterns that ruin other engines are matched in no time, or refused.
TEST(Hostile, PathologicalPatternsAreMatchedOrRefused) {
  const std::string text = std::string(20'000, 'a');
  for (const std::string pattern :
       {"(a+)+$", "(a|aa)+$", "(.*a){20}", "^(([a-z])+.)+[A-Z]([a-z])+$", "(a*)*b", "(x+x+)+y", "a{1,1000}",
        "((a{1000}){1000}){1000}", "(?:a?){500}a{500}", "(((((((((a*)*)*)*)*)*)*)*)*)*$"}) {
    const Fate fate = Court().Try("'" + text + "'.matches('" + pattern + "')", false,
                                  {.steps = 5'000'000, .bytes = kBytes});
    EXPECT_TRUE(fate.was_evaluated) << Render(fate.problems);
    EXPECT_TRUE(!fate.is_error || fate.code == ErrorCode::kInvalidArgument) << pattern << ": " << fate.message;
  }
}

// So can the memory of a pattern.
TEST(Hostile, PatternsTakeNoMoreMemoryThanAllowed) {
  const std::string pattern = "(a{100}){9}";
  std::string fault;
  EXPECT_TRUE(Pattern::Compile(pattern, kUsualPatternBytes, &fault).has_value()) << fault;
  EXPECT_FALSE(Pattern::Compile(pattern, 1 << 12, &fault).has_value());
  EXPECT_THAT(fault, HasSubstr("too large"));
  const std::string dear = "((a{100}){100}){100}";
  EXPECT_FALSE(Pattern::Compile(dear, kMostPatternBytes * 100, &fault).has_value());
}

// The limits of the text can be set, and a limit above its ceiling is the ceiling.
TEST(Hostile, LimitsCanBeSet) {
  Diagnostics problems;
  EXPECT_FALSE(Parse("1 + 1", {.limits = {.code_points = 4}}, &problems).has_value());
  EXPECT_FALSE(Parse("((1))", {.limits = {.depth = 1}}, &problems).has_value());
  EXPECT_FALSE(Parse("[1].all(x, [1].all(y, [1].all(z, true)))", {.limits = {.comprehension_depth = 1}}, &problems)
                   .has_value());
  const std::size_t most = ~std::size_t{0};
  EXPECT_TRUE(Parse(Nested("(", "1", ")", 900), {.limits = {.depth = most}}, &problems).has_value());
  EXPECT_FALSE(Parse(Nested("(", "1", ")", 1100), {.limits = {.depth = most}}, &problems).has_value());
  EXPECT_FALSE(Parse(Nested("open.exists(x, ", "true", ")", 18), {.limits = {.comprehension_depth = most}}, &problems)
                   .has_value());
}

}  // namespace
}  // namespace assay
