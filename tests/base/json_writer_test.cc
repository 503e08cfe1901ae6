#include "src/base/json_writer.h"

#include <limits>
#include <random>
#include <string>

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include "src/base/json_events.h"

namespace assay {
namespace {

void WriteSample(JsonWriter* json) {
  json->BeginObject();
  json->Key("name");
  json->String("Zoë \"x\" \\ \n");
  json->Key("list");
  json->BeginArray();
  json->Integer(std::numeric_limits<std::int64_t>::min());
  json->Number("0.10000000000000000001");
  json->Bool(true);
  json->Bool(false);
  json->Null();
  json->BeginArray();
  json->EndArray();
  json->BeginObject();
  json->EndObject();
  json->EndArray();
  json->Key("last");
  json->Integer(1);
  json->EndObject();
}

TEST(JsonWriterTest, Compact) {
  std::string out = "before ";
  JsonWriter json(JsonLayout::kCompact, &out);
  EXPECT_FALSE(json.is_complete());
  WriteSample(&json);
  EXPECT_TRUE(json.is_complete());
  EXPECT_EQ(out,
            "before {\"name\":\"Zoë \\\"x\\\" \\\\ \\u000a\",\"list\":[-9223372036854775808,"
            "0.10000000000000000001,true,false,null,[],{}],\"last\":1}");
}

TEST(JsonWriterTest, Indented) {
  std::string out;
  JsonWriter json(JsonLayout::kIndented, &out);
  WriteSample(&json);
  EXPECT_EQ(out, R"({
  "name": "Zoë \"x\" \\ \u000a",
  "list": [
    -9223372036854775808,
    0.10000000000000000001,
    true,
    false,
    null,
    [],
    {}
  ],
  "last": 1
})");
}

TEST(JsonWriterTest, ScalarAlone) {
  std::string out;
  JsonWriter json(JsonLayout::kIndented, &out);
  json.String("x");
  EXPECT_EQ(out, "\"x\"");
}

TEST(JsonStringTest, EveryByteAndPairOfBytesGivesJsonThatSaysTheSame) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      std::string text = {static_cast<char>(first), static_cast<char>(second)};
      std::string out;
      AppendJsonString(text, &out);
      boost::json::error_code error;
      const boost::json::value value = boost::json::parse(out, error);
      ASSERT_FALSE(error) << first << " " << second;
      if (first < 0x80 && second < 0x80) {
        ASSERT_EQ(value.as_string(), text);
      }
    }
  }
}

TEST(JsonStringTest, BadBytesBecomeTheReplacementCharacter) {
  std::string out;
  AppendJsonString("a\xFF\xC3(\xE2\x82", &out);
  EXPECT_EQ(out, "\"a\uFFFD\uFFFD(\uFFFD\uFFFD\"");
}

struct NumberCase {
  const char* name;
  const char* text;
  bool is_number;
};

class JsonNumberTest : public testing::TestWithParam<NumberCase> {};

TEST_P(JsonNumberTest, IsJudged) { EXPECT_EQ(IsJsonNumber(GetParam().text), GetParam().is_number); }

INSTANTIATE_TEST_SUITE_P(
    Cases, JsonNumberTest,
    testing::Values(NumberCase{"Zero", "0", true}, NumberCase{"Negative", "-12.50", true},
                    NumberCase{"Exponent", "1E+9", true}, NumberCase{"Empty", "", false},
                    NumberCase{"LeadingZero", "01", false}, NumberCase{"Plus", "+1", false},
                    NumberCase{"Point", "1.", false}, NumberCase{"NoWhole", ".1", false},
                    NumberCase{"Nan", "nan", false}, NumberCase{"Blank", "1 ", false},
                    NumberCase{"EmptyExponent", "1e", false}, NumberCase{"Minus", "-", false}),
    [](const auto& info) { return info.param.name; });

// Writes a random value and the same one into Boost's document.
boost::json::value WriteRandom(std::mt19937* random, int depth, JsonWriter* json) {
  const unsigned kind = (*random)() % (depth > 4 ? 4 : 6);
  if (kind == 0) {
    json->Null();
    return nullptr;
  }
  if (kind == 1) {
    json->Bool(depth % 2 == 0);
    return depth % 2 == 0;
  }
  if (kind == 2) {
    const std::int64_t value = static_cast<std::int32_t>((*random)());
    json->Integer(value);
    return value;
  }
  if (kind == 3) {
    const std::string text(1, static_cast<char>((*random)() % 128));
    json->String(text);
    return boost::json::string(text);
  }
  const std::size_t count = (*random)() % 4;
  if (kind == 4) {
    boost::json::array array;
    json->BeginArray();
    for (std::size_t i = 0; i < count; ++i) array.push_back(WriteRandom(random, depth + 1, json));
    json->EndArray();
    return array;
  }
  boost::json::object object;
  json->BeginObject();
  for (std::size_t i = 0; i < count; ++i) {
    const std::string key = "k" + std::to_string(i);
    json->Key(key);
    object[key] = WriteRandom(random, depth + 1, json);
  }
  json->EndObject();
  return object;
}

TEST(JsonWriterTest, WhatIsWrittenIsReadBack) {
  std::mt19937 random(8259);
  for (int i = 0; i < 5000; ++i) {
    std::string out;
    const JsonLayout layout = i % 2 == 0 ? JsonLayout::kCompact : JsonLayout::kIndented;
    JsonWriter json(layout, &out);
    const boost::json::value expected = WriteRandom(&random, 0, &json);
    ASSERT_TRUE(json.is_complete());
    ASSERT_EQ(boost::json::parse(out), expected) << out;
  }
}

#ifndef NDEBUG
TEST(JsonWriterDeathTest, SaysWhichCallWasOutOfTurn) {
  std::string out;
  const auto writer = [&out] { return JsonWriter(JsonLayout::kCompact, &out); };
  EXPECT_DEATH(
      {
        JsonWriter json = writer();
        json.BeginObject();
        json.Null();
      },
      "without a key");
  EXPECT_DEATH(
      {
        JsonWriter json = writer();
        json.BeginArray();
        json.Key("a");
      },
      "outside an object");
  EXPECT_DEATH(
      {
        JsonWriter json = writer();
        json.BeginArray();
        json.EndObject();
      },
      "not opened");
  EXPECT_DEATH(
      {
        JsonWriter json = writer();
        json.EndArray();
      },
      "not opened");
  EXPECT_DEATH(
      {
        JsonWriter json = writer();
        json.Null();
        json.Null();
      },
      "second value");
  EXPECT_DEATH(
      {
        JsonWriter json = writer();
        json.Number("nan");
      },
      "IsJsonNumber");
  EXPECT_DEATH(
      {
        JsonWriter json = writer();
        json.BeginObject();
        json.Key("a");
        json.EndObject();
      },
      "key without a value");
}
#endif

}  // namespace
}  // namespace assay
