#include "src/pack/names.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

TEST(Names, AreIdentifiers) {
  EXPECT_TRUE(IsIdentifier("grace_days"));
  EXPECT_TRUE(IsIdentifier("_x9"));
  EXPECT_FALSE(IsIdentifier(""));
  EXPECT_FALSE(IsIdentifier("9x"));
  EXPECT_FALSE(IsIdentifier("a-b"));
  EXPECT_FALSE(IsIdentifier("größe"));
}

TEST(Names, AreNotWordsOfTheLanguage) {
  EXPECT_TRUE(IsLanguageKeyword("in"));
  EXPECT_TRUE(IsLanguageKeyword("self"));
  EXPECT_FALSE(IsLanguageKeyword("inn"));
}

TEST(Ids, AllowWhatFrameworksWrite) {
  EXPECT_TRUE(IsId("A.5.4"));
  EXPECT_TRUE(IsId("PS-5(2)"));
  EXPECT_TRUE(IsId("21(2)(i)"));
  EXPECT_TRUE(IsId("iso27001-2022-a5.4"));
  EXPECT_FALSE(IsId(""));
  EXPECT_FALSE(IsId(".5"));
  EXPECT_FALSE(IsId("A 5"));
  EXPECT_FALSE(IsId("A\n5"));
}

TEST(Versions, AreSemantic) {
  EXPECT_TRUE(IsSemanticVersion("1.0.0"));
  EXPECT_TRUE(IsSemanticVersion("10.20.30"));
  EXPECT_TRUE(IsSemanticVersion("1.0.0-rc.1"));
  EXPECT_TRUE(IsSemanticVersion("1.0.0-0.a-b+build.007"));
  EXPECT_FALSE(IsSemanticVersion("1.0"));
  EXPECT_FALSE(IsSemanticVersion("1.0.0.0"));
  EXPECT_FALSE(IsSemanticVersion("01.0.0"));
  EXPECT_FALSE(IsSemanticVersion("1.0.0-"));
  EXPECT_FALSE(IsSemanticVersion("1.0.0-01"));
  EXPECT_FALSE(IsSemanticVersion("1.0.0-a..b"));
  EXPECT_FALSE(IsSemanticVersion("1.0.0+"));
  EXPECT_FALSE(IsSemanticVersion("v1.0.0"));
  EXPECT_FALSE(IsSemanticVersion(""));
}

TEST(LanguageTags, HaveTheUsualShape) {
  EXPECT_TRUE(IsLanguageTag("en"));
  EXPECT_TRUE(IsLanguageTag("pt-BR"));
  EXPECT_TRUE(IsLanguageTag("zh-Hant-TW"));
  EXPECT_FALSE(IsLanguageTag("english"));
  EXPECT_FALSE(IsLanguageTag("e"));
  EXPECT_FALSE(IsLanguageTag("en-"));
  EXPECT_FALSE(IsLanguageTag("en_GB"));
  EXPECT_FALSE(IsLanguageTag(""));
}

}  // namespace
}  // namespace assay
