#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "assay/expr/check.h"
#include "assay/expr/parse.h"
#include "tests/expr/evaluating.h"

namespace assay {
namespace {

struct MathCase {
  const char* name;
  std::string text;
  std::string want;  // As DebugString says it; "error <code>" of an error.
};

class LibraryMath : public testing::TestWithParam<MathCase> {};

TEST_P(LibraryMath, IsAsWanted) {
  Evaluating evaluating;
  const Value value = evaluating.Of(GetParam().text);
  const std::string outcome = value.is_error()
                                  ? "error " + std::string(ErrorCodeName(value.error_code()))
                                  : DebugString(value, nullptr);
  EXPECT_EQ(outcome, GetParam().want) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Math, LibraryMath,
    testing::Values(
        MathCase{"greatest_of_one", "math.greatest(-5)", "-5"},
        MathCase{"greatest", "math.greatest(3, 7, 5)", "7"},
        MathCase{"least_mixed", "math.least(3, 2u, 2.5)", "2u"},
        MathCase{"first_of_equals", "math.greatest(1u, 1, 1.0)", "1u"},
        MathCase{"greatest_of_list", "math.greatest([1, 3, 2])", "3"},
        MathCase{"greatest_of_no_element", "math.greatest([])", "error invalid_argument"},
        MathCase{"greatest_of_texts", "math.greatest([dyn('a'), dyn(1)])", "error no_such_overload"},
        MathCase{"halves_away_from_zero", "[math.round(0.5), math.round(-0.5), math.round(2.5)]",
                 "[1.0, -1.0, 3.0]"},
        MathCase{"towards", "[math.ceil(1.2), math.floor(-1.2), math.trunc(-1.8)]",
                 "[2.0, -2.0, -1.0]"},
        MathCase{"abs", "[math.abs(-3), math.abs(3)]", "[3, 3]"},
        MathCase{"abs_of_least", "math.abs(-9223372036854775808)", "error overflow"},
        MathCase{"sign", "[math.sign(-3), math.sign(0), math.sign(7)]", "[-1, 0, 1]"},
        MathCase{"sqrt", "[math.sqrt(9), math.sqrt(2.25), math.sqrt(16u)]", "[3.0, 1.5, 4.0]"},
        MathCase{"sqrt_below_zero", "math.isNaN(math.sqrt(-1.0))", "true"},
        MathCase{"finite", "math.isFinite(1.0) && math.isInf(1.0 / 0.0)", "true"},
        MathCase{"bits", "[math.bitAnd(6, 3), math.bitOr(6, 3), math.bitXor(6, 3), math.bitNot(0)]",
                 "[2, 7, 5, -1]"},
        MathCase{"bit_not_uint", "math.bitNot(0u)", "18446744073709551615u"},
        MathCase{"shift", "[math.bitShiftLeft(1, 63), math.bitShiftLeft(1, 64)]",
                 "[-9223372036854775808, 0]"},
        MathCase{"shift_right_fills_with_zeros", "math.bitShiftRight(-1, 63)", "1"},
        MathCase{"shift_backwards", "math.bitShiftLeft(1, -1)", "error invalid_argument"}),
    [](const auto& info) { return std::string(info.param.name); });

// Numbers of different kinds go together; what is no number is refused when the text is checked.
TEST(GreatestAndLeast, TakeNumbersOnly) {
  Environment environment(nullptr);
  environment.AddVariable("any", MakeType(TypeKind::kDyn));
  const auto is_checked = [&](std::string_view text) {
    Diagnostics problems;
    std::optional<Ast> ast = Parse(text, {}, &problems);
    return Check(*std::move(ast), environment, {}, &problems).has_value();
  };
  EXPECT_TRUE(is_checked("math.greatest(1, 2.0, 3u, any)"));
  EXPECT_TRUE(is_checked("math.greatest([1, 2.0, any])"));
  EXPECT_FALSE(is_checked("math.greatest('a', 'b')"));
  EXPECT_FALSE(is_checked("math.least(1, true)"));
  EXPECT_FALSE(is_checked("math.least(['a'])"));
  EXPECT_FALSE(is_checked("math.least()"));
}

struct Bounds {
  std::int64_t lowest;
  std::int64_t highest;
};

// Every pair of small ranges: the answer's bounds are those of all completions, no wider and no
// narrower, and it is definite where only one is left.
TEST(GreatestAndLeast, KeepExactlyTheBoundsOfTheirArguments) {
  for (std::int64_t a = 0; a < 4; ++a) {
    for (std::int64_t b = a; b < 4; ++b) {
      for (std::int64_t c = 0; c < 4; ++c) {
        for (std::int64_t d = c; d < 4; ++d) {
          Evaluating run;
          run.Bind("x", "int", a == b ? Value::Int(a) : UnknownInt(a, b));
          run.Bind("y", "int", c == d ? Value::Int(c) : UnknownInt(c, d));
          for (const char* form : {"math.greatest(x, y)", "math.greatest([x, y])"}) {
            const Bounds want = {std::max(a, c), std::max(b, d)};
            const Value got = run.Of(form);
            if (want.lowest == want.highest) {
              ASSERT_EQ(got.kind(), ValueKind::kInt) << a << b << c << d;
              EXPECT_EQ(got.as_int(), want.lowest);
            } else {
              ASSERT_TRUE(got.is_unknown()) << a << b << c << d;
              EXPECT_EQ(got.unknown().lowest, want.lowest);
              EXPECT_EQ(got.unknown().highest, want.highest);
            }
          }
          const Value least = run.Of("math.least(x, y)");
          const Bounds want = {std::min(a, c), std::min(b, d)};
          if (want.lowest == want.highest) {
            ASSERT_EQ(least.kind(), ValueKind::kInt);
            EXPECT_EQ(least.as_int(), want.lowest);
          } else {
            ASSERT_TRUE(least.is_unknown());
            EXPECT_EQ(least.unknown().lowest, want.lowest);
            EXPECT_EQ(least.unknown().highest, want.highest);
          }
        }
      }
    }
  }
}

TEST(GreatestAndLeast, AreUnknownWithoutBounds) {
  Evaluating evaluating;
  evaluating.Bind("x", "int", Value::Unknown());
  evaluating.Bind("d", "double", Value::Unknown());
  const Value at_least_five = evaluating.Of("math.greatest(5, x)");
  ASSERT_TRUE(at_least_five.is_unknown());
  EXPECT_EQ(at_least_five.unknown().lowest, 5);
  EXPECT_EQ(at_least_five.unknown().highest, std::numeric_limits<std::int64_t>::max());
  EXPECT_TRUE(evaluating.Of("math.greatest(5.0, d)").is_unknown());
  EXPECT_TRUE(evaluating.Of("math.greatest(5, x, 1.0)").is_unknown());
  EXPECT_EQ(evaluating.Of("math.greatest(x, 1 / 0)").error_code(), ErrorCode::kDivideByZero);
}

// What an open list may still hold pushes its greatest element up, never down.
TEST(GreatestAndLeast, OfOpenLists) {
  Evaluating evaluating;
  evaluating.Bind("open", "list(int)",
                  Value::OpenList({Value::Int(3), Value::Int(8)}, {{UnknownInt(0, 9), true}}));
  evaluating.Bind("low", "list(int)",
                  Value::OpenList({Value::Int(3), Value::Int(8)}, {{UnknownInt(0, 5), true}}));
  evaluating.Bind("empty", "list(int)", Value::OpenList({}, {{UnknownInt(0, 5), true}}));
  const Value greatest = evaluating.Of("math.greatest(open)");
  ASSERT_TRUE(greatest.is_unknown());
  EXPECT_EQ(greatest.unknown().lowest, 8);
  EXPECT_EQ(greatest.unknown().highest, 9);
  EXPECT_EQ(evaluating.Say("math.greatest(low)"), "8");
  EXPECT_TRUE(evaluating.Of("math.least(low)").is_unknown());
  EXPECT_TRUE(evaluating.Of("math.greatest(empty)").is_unknown());  // It may have no element.
}

}  // namespace
}  // namespace assay
