#include "assay/base/truth.h"

#include <array>
#include <string>

#include <gtest/gtest.h>

namespace assay {
namespace {

constexpr std::array<Truth, 4> kAll = {Truth::kFail, Truth::kPass, Truth::kUnknown, Truth::kError};

constexpr Truth F = Truth::kFail;
constexpr Truth P = Truth::kPass;
constexpr Truth U = Truth::kUnknown;
constexpr Truth E = Truth::kError;

// Row: left; column: right; in the order of kAll. Written out by hand, so that the tables and the
// functions can disagree.
constexpr Truth kAnd[4][4] = {{F, F, F, F}, {F, P, U, E}, {F, U, U, U}, {F, E, U, E}};
constexpr Truth kOr[4][4] = {{F, P, U, E}, {P, P, P, P}, {U, P, U, U}, {E, P, U, E}};

std::size_t Index(Truth truth) { return static_cast<std::size_t>(truth); }

TEST(TruthTest, AndAgreesWithItsTable) {
  for (const Truth left : kAll) {
    for (const Truth right : kAll) {
      EXPECT_EQ(And(left, right), kAnd[Index(left)][Index(right)])
          << TruthName(left) << " && " << TruthName(right);
    }
  }
}

TEST(TruthTest, OrAgreesWithItsTable) {
  for (const Truth left : kAll) {
    for (const Truth right : kAll) {
      EXPECT_EQ(Or(left, right), kOr[Index(left)][Index(right)])
          << TruthName(left) << " || " << TruthName(right);
    }
  }
}

TEST(TruthTest, NotSwapsPassAndFailOnly) {
  EXPECT_EQ(Not(F), P);
  EXPECT_EQ(Not(P), F);
  EXPECT_EQ(Not(U), U);
  EXPECT_EQ(Not(E), E);
  for (const Truth truth : kAll) EXPECT_EQ(Not(Not(truth)), truth);
}

TEST(TruthTest, CommutesAssociatesAndObeysDeMorgan) {
  for (const Truth a : kAll) {
    for (const Truth b : kAll) {
      EXPECT_EQ(And(a, b), And(b, a));
      EXPECT_EQ(Or(a, b), Or(b, a));
      EXPECT_EQ(Not(And(a, b)), Or(Not(a), Not(b)));
      EXPECT_EQ(Not(Or(a, b)), And(Not(a), Not(b)));
      for (const Truth c : kAll) {
        EXPECT_EQ(And(And(a, b), c), And(a, And(b, c)));
        EXPECT_EQ(Or(Or(a, b), c), Or(a, Or(b, c)));
      }
    }
  }
}

// The promise of the whole house, in its smallest form: whatever fact turns up later, a pass that
// was given without it stays a pass, and a fail a fail.
TEST(TruthTest, WhatIsUnknownNeverDecided) {
  for (const Truth known : {F, P}) {
    for (const Truth later : {F, P}) {
      if (And(known, U) != U) {
        EXPECT_EQ(And(known, later), And(known, U));
      }
      if (Or(known, U) != U) {
        EXPECT_EQ(Or(known, later), Or(known, U));
      }
    }
  }
}

TEST(TruthTest, Names) {
  EXPECT_EQ(TruthName(F), "fail");
  EXPECT_EQ(TruthName(P), "pass");
  EXPECT_EQ(TruthName(U), "unknown");
  EXPECT_EQ(TruthName(E), "error");
  EXPECT_EQ(FromBool(true), P);
  EXPECT_EQ(FromBool(false), F);
}

static_assert(And(Truth::kPass, Truth::kUnknown) == Truth::kUnknown);
static_assert(Or(Truth::kError, Truth::kPass) == Truth::kPass);

}  // namespace
}  // namespace assay
