#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "src/base/json_events.h"

namespace assay {
namespace {

const char kText[] = R"({
  "people": [
    {"id": "p01", "start": "2025-02-29"},
    {"id": "p02", "start": 7, "start": 8}
  ],
  "a/b": {"~": [true]},
  "": null,
  "Zoë": {"\u0061": -1.5}
}
)";

struct PlaceCase {
  const char* name;
  const char* pointer;
  bool of_key;
  std::size_t occurrence;
  std::uint32_t line;  // 0 = not found.
  std::uint32_t column;
  std::uint32_t length;
};

class PlaceTest : public testing::TestWithParam<PlaceCase> {};

TEST_P(PlaceTest, IsFound) {
  const PlaceCase& row = GetParam();
  const std::optional<Place> place = PlaceOfPointer(kText, row.pointer, row.of_key, row.occurrence);
  ASSERT_EQ(place.has_value(), row.line != 0);
  if (!place.has_value()) return;
  EXPECT_EQ(place->line, row.line);
  EXPECT_EQ(place->column, row.column);
  EXPECT_EQ(place->length, row.length);
  EXPECT_EQ(place->pointer, row.pointer);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, PlaceTest,
    testing::Values(PlaceCase{"Root", "", false, 0, 1, 1, 1},
                    PlaceCase{"Array", "/people", false, 0, 2, 13, 1},
                    PlaceCase{"Key", "/people", true, 0, 2, 3, 8},
                    PlaceCase{"Element", "/people/1", false, 0, 4, 5, 1},
                    PlaceCase{"Text", "/people/0/start", false, 0, 3, 28, 12},
                    PlaceCase{"KeyOfText", "/people/0/start", true, 0, 3, 19, 7},
                    PlaceCase{"First", "/people/1/start", false, 0, 4, 28, 1},
                    PlaceCase{"Second", "/people/1/start", false, 1, 4, 40, 1},
                    PlaceCase{"SecondKey", "/people/1/start", true, 1, 4, 31, 7},
                    PlaceCase{"Third", "/people/1/start", false, 2, 0, 0, 0},
                    PlaceCase{"EscapedPointer", "/a~1b/~0/0", false, 0, 6, 17, 4},
                    PlaceCase{"EmptyKey", "/", false, 0, 7, 7, 4},
                    PlaceCase{"EscapedKey", "/Zoë/a", false, 0, 8, 21, 4},
                    PlaceCase{"CodePoints", "/Zoë", true, 0, 8, 3, 5},
                    PlaceCase{"KeyOfAnElementIsTheElement", "/people/0", true, 0, 3, 5, 1},
                    PlaceCase{"NoSuchMember", "/peoples", false, 0, 0, 0, 0},
                    PlaceCase{"NoSuchElement", "/people/2", false, 0, 0, 0, 0},
                    PlaceCase{"IndexWithZero", "/people/01", false, 0, 0, 0, 0},
                    PlaceCase{"ThroughAScalar", "/people/0/id/x", false, 0, 0, 0, 0}),
    [](const auto& info) { return info.param.name; });

TEST(PlacesOfPointersTest, AnswersKeepTheOrderOfTheQuestions) {
  const std::vector<PointerQuery> queries = {
      {"/Zoë", false, 0}, {"/people/1/start", false, 1}, {"/nowhere", false, 0},
      {"", false, 0},     {"/people/1/start", false, 0}, {"/Zoë", false, 0}};
  const auto places = PlacesOfPointers(kText, queries);
  ASSERT_EQ(places.size(), queries.size());
  for (std::size_t i = 0; i < queries.size(); ++i) {
    EXPECT_EQ(places[i], PlaceOfPointer(kText, queries[i].pointer, false, queries[i].occurrence))
        << i;
  }
  EXPECT_TRUE(PlacesOfPointers(kText, {}).empty());
}

TEST(PlacesOfPointersTest, WhatComesBeforeAFaultIsFound) {
  EXPECT_EQ(PlaceOfPointer("{\"a\": [1, 2 3", "/a/1", false, 0)->column, 11U);
  EXPECT_FALSE(PlaceOfPointer("{\"a\": [1, 2 3", "/a/2", false, 0).has_value());
  EXPECT_FALSE(PlaceOfPointer("", "", false, 0).has_value());
}

TEST(PlacesOfPointersTest, DeepAndWideTextsStayLinear) {
  std::string deep(1'000'000, '[');
  EXPECT_FALSE(PlaceOfPointer(deep, "/0/0/x", false, 0).has_value());
  std::string wide = "{\"" + std::string(1'000'000, 'k') + "\":[0";
  for (int i = 0; i < 300'000; ++i) wide += ",0";
  wide += "]}";
  const std::string pointer = "/" + std::string(1'000'000, 'k') + "/299999";
  EXPECT_TRUE(PlaceOfPointer(wide, pointer, false, 0).has_value());
}

TEST(PlaceDiagnosticsTest, FillsInPlaceAndLine) {
  Diagnostics diagnostics(2);
  diagnostics[0].place.file = "f.json";
  PlaceDiagnostics(kText, {{"/people/0/start", false, 0}, {"/nowhere", false, 0}}, &diagnostics);
  EXPECT_EQ(diagnostics[0].place, (Place{"f.json", 3, 28, 12, "/people/0/start"}));
  EXPECT_EQ(diagnostics[0].source_line, R"(    {"id": "p01", "start": "2025-02-29"},)");
  EXPECT_EQ(diagnostics[1], Diagnostic());
}

TEST(PointerTest, StepsAreEscaped) {
  std::string pointer;
  AppendPointerStep("a/b", &pointer);
  AppendPointerStep("m~n", &pointer);
  AppendPointerStep("", &pointer);
  EXPECT_EQ(pointer, "/a~1b/m~0n/");
}

TEST(LineOfTest, FindsLines) {
  EXPECT_EQ(LineOf("a\r\nb\n\nc", 1), "a");
  EXPECT_EQ(LineOf("a\r\nb\n\nc", 2), "b");
  EXPECT_EQ(LineOf("a\r\nb\n\nc", 3), "");
  EXPECT_EQ(LineOf("a\r\nb\n\nc", 4), "c");
  EXPECT_EQ(LineOf("a\r\nb\n\nc", 5), "");
  EXPECT_EQ(LineOf("a", 0), "");
}

TEST(SourceTextTest, LocatesInAnyOrder) {
  const std::string text = "ab\nZoë x\n\nend";
  SourceText source(text);
  const auto at = [&](std::size_t offset) {
    const SourcePosition position = source.Locate(offset);
    return std::to_string(position.line) + ":" + std::to_string(position.column);
  };
  EXPECT_EQ(at(0), "1:1");
  EXPECT_EQ(at(2), "1:3");
  EXPECT_EQ(at(3), "2:1");
  EXPECT_EQ(at(8), "2:5");
  EXPECT_EQ(at(10), "3:1");
  EXPECT_EQ(at(text.size()), "4:4");
  EXPECT_EQ(at(1), "1:2");
  EXPECT_EQ(at(4), "2:2");
}

}  // namespace
}  // namespace assay
