#include <string>

#include <gtest/gtest.h>

#include "src/base/tree.h"

namespace assay {
namespace {

struct Read {
  Document document;
  Diagnostics problems;
  bool ok = false;
};

Read Json(std::string_view text, TreeLimits limits = {}) {
  Read read;
  read.ok = ReadJson(text, "p.json", limits, &read.document, &read.problems);
  EXPECT_EQ(read.ok, read.problems.empty());
  return read;
}

std::string At(Mark mark) { return std::to_string(mark.line) + ":" + std::to_string(mark.column); }

TEST(JsonTreeTest, KeepsWhatWasWritten) {
  const Read read = Json("{\"a\": [1.50, \"1\", true, null],\n \"é\": {\"b\\n\": \"c\\td\"}}");
  ASSERT_TRUE(read.ok) << Render(read.problems);
  const Node& root = read.document.root;
  ASSERT_TRUE(root.is_mapping());
  const Node& list = *root.Find("a");
  ASSERT_TRUE(list.is_sequence());
  EXPECT_EQ(list.items[0].text, "1.50");
  EXPECT_EQ(list.items[0].style, ScalarStyle::kPlain);
  EXPECT_EQ(list.items[1].text, "1");
  EXPECT_EQ(list.items[1].style, ScalarStyle::kQuoted);
  EXPECT_EQ(list.items[2].text, "true");
  EXPECT_TRUE(list.items[2].is_scalar());
  EXPECT_TRUE(list.items[3].is_null());
  EXPECT_EQ(list.items[3].text, "null");
  const Node& text = *root.Find("é")->Find("b\n");
  EXPECT_EQ(text.text, "c\td");
  EXPECT_TRUE(text.has_escapes);
  EXPECT_EQ(At(root.mark), "1:1");
  EXPECT_EQ(At(list.mark), "1:7");
  EXPECT_EQ(At(list.items[0].mark), "1:8");
  EXPECT_EQ(At(list.items[1].mark), "1:15");
  EXPECT_EQ(At(root.members[1].key_mark), "2:2");
  EXPECT_EQ(At(read.document.Inside(list.items[1], 1)), "1:16");
  EXPECT_EQ(At(read.document.Inside(text, 2)), At(text.mark));
}

TEST(JsonTreeTest, DuplicateKeysAreAllToldAndTheFirstIsKept) {
  const Read read = Json("{\"a\": 1,\n \"a\": {\"x\": 1, \"x\": [2]},\n \"\\u0061\": 3, \"b\": 4}");
  ASSERT_EQ(read.problems.size(), 2U) << Render(read.problems);
  EXPECT_EQ(read.problems[0].code, "json.duplicate-key");
  EXPECT_EQ(read.problems[0].place.line, 2U);
  EXPECT_EQ(read.problems[0].hint, "the first one is on line 1");
  EXPECT_EQ(read.problems[1].place.line, 3U);
  ASSERT_EQ(read.document.root.members.size(), 2U);
  EXPECT_EQ(read.document.root.Find("a")->text, "1");
  EXPECT_EQ(read.document.root.Find("b")->text, "4");
}

TEST(JsonTreeTest, WhatComesBeforeAFaultIsRead) {
  const Read read = Json("{\"a\": [1, {\"b\": 2}, x]}");
  ASSERT_EQ(read.problems.size(), 1U);
  EXPECT_EQ(read.problems[0].code, "json.syntax");
  EXPECT_EQ(read.document.root.Find("a")->items.size(), 2U);
  EXPECT_TRUE(Json("").document.root.is_null());
}

TEST(JsonTreeTest, Limits) {
  EXPECT_EQ(Json("[1,2]", {4, 64}).problems[0].code, "json.too-large");
  EXPECT_EQ(Json("[[[1]]]", {100, 2}).problems[0].code, "json.depth");
  EXPECT_TRUE(Json("[[1]]", {100, 2}).ok);
  const std::string tower(1'000'000, '[');
  EXPECT_EQ(Json(tower, {2'000'000, 2'000'000}).problems[0].code, "json.depth");
}

TEST(JsonTreeTest, FaultsAreCapped) {
  std::string text = "{";
  for (int i = 0; i < 300; ++i) text += "\"a\": 1, ";
  EXPECT_EQ(Json(text + "\"b\": 1}").problems.size(), kMostTreeFaults);
}

}  // namespace
}  // namespace assay
