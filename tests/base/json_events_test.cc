#include "src/base/json_events.h"

#include <cstdlib>
#include <new>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "src/base/json_parser.h"

namespace assay {
namespace {

// Writes every event down; stops after `limit` of them.
class Recorder final : public JsonConsumer {
 public:
  explicit Recorder(std::size_t limit = 1'000'000) : limit_(limit) {}

  bool BeginObject() override { return Add("{"); }
  bool EndObject() override { return Add("}"); }
  bool BeginArray() override { return Add("["); }
  bool EndArray() override { return Add("]"); }
  bool Key(std::string_view key) override { return Add("key<" + std::string(key) + ">"); }
  bool String(std::string_view text) override { return Add("text<" + std::string(text) + ">"); }
  bool Number(std::string_view text) override { return Add("number<" + std::string(text) + ">"); }
  bool Bool(bool value) override { return Add(value ? "true" : "false"); }
  bool Null() override { return Add("null"); }

  const std::string& events() const { return events_; }

 private:
  bool Add(const std::string& event) {
    events_ += (events_.empty() ? "" : " ") + event;
    return ++count_ < limit_;
  }

  std::size_t limit_;
  std::size_t count_ = 0;
  std::string events_;
};

struct GoodCase {
  const char* name;
  std::string text;
  std::string events;
};

class GoodJsonTest : public testing::TestWithParam<GoodCase> {};

TEST_P(GoodJsonTest, GivesItsEvents) {
  Recorder recorder;
  Diagnostics problems;
  EXPECT_TRUE(ParseJson(GetParam().text, "f.json", 8, &recorder, &problems)) << Render(problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(recorder.events(), GetParam().events);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, GoodJsonTest,
    testing::Values(
        GoodCase{
            "Everything", R"({"a":[1,-2.5e3,"x",true,false,null,{}],"b":{"c":[]}})",
            "{ key<a> [ number<1> number<-2.5e3> text<x> true false null { } ] key<b> { key<c> "
            "[ ] } }"},
        GoodCase{"Blanks", " \t\r\n[ 1 , 2 ] \n", "[ number<1> number<2> ]"},
        GoodCase{"Escapes", R"({"\u0061\n":"a\"\\\/\b\f\n\r\tz"})",
                 "{ key<a\n> text<a\"\\/\b\f\n\r\tz> }"},
        GoodCase{"Surrogates", R"(["\ud83d\ude00","\u00e9\u20ac"])", "[ text<😀> text<é€> ]"},
        GoodCase{"EscapeAtTheEnd", R"(["plain then \n"])", "[ text<plain then \n> ]"},
        GoodCase{"NulEscape", R"(["a\u0000b"])", "[ text<" + std::string("a\0b", 3) + "> ]"},
        GoodCase{"BeyondSixtyFourBits", "[123456789012345678901234567890,0.10000000000000000001]",
                 "[ number<123456789012345678901234567890> number<0.10000000000000000001> ]"},
        GoodCase{"LargeExponent", "[1e400,-1E-400]", "[ number<1e400> number<-1E-400> ]"},
        GoodCase{"LargestExponent", "[1e999999999,1e-0000999999999]",
                 "[ number<1e999999999> number<1e-0000999999999> ]"},
        GoodCase{"ScalarAlone", "42", "number<42>"}, GoodCase{"NegativeZero", "-0", "number<-0>"},
        GoodCase{"DuplicateKeysAreTheConsumers", R"({"a":1,"a":2})",
                 "{ key<a> number<1> key<a> number<2> }"},
        GoodCase{"EmptyTexts", R"({"":""})", "{ key<> text<> }"},
        GoodCase{"AsDeepAsAllowed", "[[[[[[[[]]]]]]]]", "[ [ [ [ [ [ [ [ ] ] ] ] ] ] ] ]"}),
    [](const auto& info) { return info.param.name; });

// Longer than any buffer of the parser, and put together from pieces.
TEST(JsonEventsTest, LongTextsArriveWhole) {
  std::string escaped = "[\"";
  std::string plain;
  for (int i = 0; i < 5000; ++i) {
    escaped += "word\\n\\u00e9";
    plain += "word\n\xC3\xA9";
  }
  escaped += "\"]";
  Recorder recorder;
  Diagnostics problems;
  ASSERT_TRUE(ParseJson(escaped, "", 8, &recorder, &problems)) << Render(problems);
  EXPECT_EQ(recorder.events(), "[ text<" + plain + "> ]");
}

struct BadCase {
  const char* name;
  std::string text;
  const char* code;
  std::uint32_t line;
  std::uint32_t column;
  const char* says;  // Part of the message or the hint.
};

class BadJsonTest : public testing::TestWithParam<BadCase> {};

TEST_P(BadJsonTest, IsExplained) {
  Recorder recorder;
  Diagnostics problems;
  EXPECT_FALSE(ParseJson(GetParam().text, "f.json", 8, &recorder, &problems));
  ASSERT_EQ(problems.size(), 1U);
  const Diagnostic& problem = problems.front();
  EXPECT_EQ(problem.code, GetParam().code);
  EXPECT_EQ(problem.place.file, "f.json");
  EXPECT_EQ(problem.place.line, GetParam().line) << Render(problem);
  EXPECT_EQ(problem.place.column, GetParam().column) << Render(problem);
  EXPECT_EQ(problem.source_line, LineOf(GetParam().text, problem.place.line));
  EXPECT_NE((problem.message + " / " + problem.hint).find(GetParam().says), std::string::npos)
      << Render(problem);
}

INSTANTIATE_TEST_SUITE_P(
    Syntax, BadJsonTest,
    testing::Values(
        BadCase{"Nothing", "", "json.syntax", 1, 1, "nothing in this text"},
        BadCase{"OnlyBlanks", " \n ", "json.syntax", 2, 2, "nothing in this text"},
        BadCase{"ByteOrderMark", "\xEF\xBB\xBF{}", "json.syntax", 1, 1,
                "without a byte order mark"},
        BadCase{"MissingComma", "{\"a\": 1\n \"b\": 2}", "json.syntax", 2, 2,
                "expected `,` or `}`, found `\"b\"` / members are separated by `,`"},
        BadCase{"MissingCommaInArray", "[1 2]", "json.syntax", 1, 4,
                "expected `,` or `]`, found `2`"},
        BadCase{"CommaBeforeBrace", "{\"a\": 1,\n}", "json.syntax", 2, 1, "take out the comma"},
        BadCase{"CommaBeforeBracket", "[1,]", "json.syntax", 1, 4, "take out the comma"},
        BadCase{"TwoCommas", "[1,,2]", "json.syntax", 1, 4, "expected a value, found `,`"},
        BadCase{"MissingColon", "{\"a\" 1}", "json.syntax", 1, 6, "expected `:`"},
        BadCase{"MissingValue", "{\"a\": }", "json.syntax", 1, 7, "expected a value, found `}`"},
        BadCase{"NameWithoutQuotes", "{a: 1}", "json.syntax", 1, 2, "member names stand in double"},
        BadCase{"NumberAsName", "{1: 2}", "json.syntax", 1, 2, "a member name in double quotes"},
        BadCase{"SingleQuotes", "{'a': 1}", "json.syntax", 1, 2, "use double quotes"},
        BadCase{"TypographicQuotes", "[“a”]", "json.syntax", 1, 2, "use the plain"},
        BadCase{"WrongBracket", "[1}", "json.syntax", 1, 3, "found `}`"},
        BadCase{"ClosedTooOften", "[1]]", "json.trailing", 1, 4, "after the end"},
        BadCase{"EndsInArray", "[1,\n2", "json.syntax", 2, 2, "ends inside an array"},
        BadCase{"EndsInObject", "{\"a\": 1", "json.syntax", 1, 8, "ends inside an object"},
        BadCase{"EndsInString", "[\"abc", "json.syntax", 1, 2, "ends inside a string"},
        BadCase{"LineEndInString", "[\"abc\n\"]", "json.syntax", 1, 2, "does not end on its line"},
        BadCase{"TabInString", "[\"a\tb\"]", "json.syntax", 1, 4, "`\\t`"},
        BadCase{"ControlInString", "[\"a\x01\"]", "json.syntax", 1, 4, "`\\u00`"},
        BadCase{"Comment", "[1] // one", "json.trailing", 1, 5, "after the end"},
        BadCase{"CommentInside", "[ /* one */ 1]", "json.syntax", 1, 3, "no comments"},
        BadCase{"HashComment", "# one\n[]", "json.syntax", 1, 1, "no comments"},
        BadCase{"PythonTrue", "[True]", "json.syntax", 1, 2, "write `true`"},
        BadCase{"PythonNone", "[None]", "json.syntax", 1, 2, "write `null`"},
        BadCase{"NaN", "[NaN]", "json.syntax", 1, 2, "no such number"},
        BadCase{"MinusInfinity", "[-Infinity]", "json.syntax", 1, 2, "no such number"},
        BadCase{"LeadingZero", "[007]", "json.syntax", 1, 2, "leading zero"},
        BadCase{"PlusSign", "[+1]", "json.syntax", 1, 2, "leave the `+` out"},
        BadCase{"NoWholePart", "[.5]", "json.syntax", 1, 2, "write `0.`"},
        BadCase{"NoFraction", "[1.]", "json.syntax", 1, 2, "decimal point"},
        BadCase{"NoExponent", "[1e]", "json.syntax", 1, 2, "exponent without digits"},
        BadCase{"OnlyMinus", "[-]", "json.syntax", 1, 2, "no digit"},
        BadCase{"HugeExponent", "[1e99999999999]", "json.number", 1, 2, "exponent"},
        BadCase{"JustTooHugeAnExponent", "[1, -2.5E+01000000000]", "json.number", 1, 5, "exponent"},
        BadCase{"BadEscape", "[\"C:\\dir\"]", "json.syntax", 1, 5, "written `\\\\`"},
        BadCase{"ShortEscape", "[\"\\u12\"]", "json.syntax", 1, 3, "four hexadecimal digits"},
        BadCase{"LeadingHalf", "[\"\\ud83d\"]", "json.syntax", 1, 3, "surrogate"},
        BadCase{"TrailingHalf", "[\"\\ude00\"]", "json.syntax", 1, 3, "surrogate"},
        BadCase{"TwoLeadingHalves", "[\"\\ud83d\\ud83d\"]", "json.syntax", 1, 3, "surrogate"},
        BadCase{"HalfAtTheEnd", "[\"\\ud83dx\"]", "json.syntax", 1, 3, "surrogate"},
        BadCase{"TwoValues", "{} {}", "json.trailing", 1, 4, "one JSON value"},
        BadCase{"TrailingRubbish", "1 \x01", "json.trailing", 1, 3, "after the end"},
        BadCase{"TooDeep", "[[[[\n[[[[[]]]]]]]]]", "json.depth", 2, 5, "deeper than 8"},
        BadCase{"TooDeepObjects", R"({"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{}}}}}}}}})",
                "json.depth", 1, 41, "deeper than 8"},
        BadCase{"InvalidUtf8", "[\"\xC3(\"]", "json.utf8", 1, 3, "save the text as UTF-8"},
        BadCase{"LatinOne", "{\"name\": \"Zo\xEB\"}", "json.utf8", 1, 13, "not UTF-8"},
        BadCase{"OverlongSlash", "[\"\xC0\xAF\"]", "json.utf8", 1, 3, "not UTF-8"},
        BadCase{"EncodedSurrogate", "[\"\xED\xA0\x80\"]", "json.utf8", 1, 3, "not UTF-8"},
        BadCase{"BadByteOutside", "[\xFF]", "json.utf8", 1, 2, "not UTF-8"},
        BadCase{"CutShort", "[\"\xE2\x82", "json.utf8", 1, 3, "not UTF-8"},
        BadCase{"ColumnsAreCodePoints", "{\"Zoë €\": x}", "json.syntax", 1, 11, "`x`"}),
    [](const auto& info) { return info.param.name; });

TEST(JsonEventsTest, NestingIsCappedWhateverIsAskedFor) {
  Recorder recorder;
  Diagnostics problems;
  EXPECT_FALSE(ParseJson(std::string(5'000'000, '['), "", 100'000'000, &recorder, &problems));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].code, "json.depth");
}

TEST(JsonEventsTest, AStoppedConsumerIsNoFaultOfTheText) {
  const std::string text = R"({"a":[1,"b\n",true,null],"c\n":{}})";
  const std::size_t events = 11;
  for (std::size_t limit = 1; limit <= events; ++limit) {
    Recorder recorder(limit);
    Diagnostics problems;
    EXPECT_FALSE(ParseJson(text, "", 8, &recorder, &problems)) << limit;
    EXPECT_TRUE(problems.empty()) << Render(problems);
  }
}

TEST(JsonEventsTest, OneLineOfManyMegabytesIsQuotedInPart) {
  std::string text = "[" + std::string(3'000'000, ' ') + "x" + std::string(3'000'000, ' ') + "]";
  Recorder recorder;
  Diagnostics problems;
  EXPECT_FALSE(ParseJson(text, "", 8, &recorder, &problems));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].place.column, 3'000'002U);
  EXPECT_LT(problems[0].source_line.size(), 500U);
  EXPECT_EQ(problems[0].source_line.find('x') + problems[0].source_line_from, 3'000'001U);
  EXPECT_NE(Render(problems[0]).find("x"), std::string::npos);
}

// The consumer of the template needs no base class.
struct CountingConsumer {
  bool BeginObject() { return true; }
  bool EndObject() { return true; }
  bool BeginArray() { return true; }
  bool EndArray() { return true; }
  bool Key(std::string_view key) {
    bytes += key.size();
    return true;
  }
  bool String(std::string_view text) {
    if (text == "throw") throw std::bad_alloc();
    bytes += text.size();
    return true;
  }
  bool Number(std::string_view text) {
    bytes += text.size();
    return true;
  }
  bool Bool(bool) { return true; }
  bool Null() { return true; }
  std::size_t bytes = 0;
};

TEST(JsonParserTest, FeedsAnyConsumer) {
  CountingConsumer consumer;
  Diagnostics problems;
  EXPECT_TRUE(ParseJsonInto(R"({"ab":["c",12]})", "", 8, &consumer, &problems));
  EXPECT_EQ(consumer.bytes, 5U);
}

// Under the address sanitizer this also shows that nothing leaks.
TEST(JsonParserTest, PassesOnWhatAConsumerThrows) {
  CountingConsumer consumer;
  Diagnostics problems;
  EXPECT_THROW(ParseJsonInto(R"({"a\n":["b\n",[["throw"]]]})", "", 8, &consumer, &problems),
               std::bad_alloc);
}

// Neither scanner may accept what the other refuses: random texts near the border.
TEST(JsonEventsTest, BothScannersAgreeOnRandomTexts) {
  const std::string pieces[] = {"{",           "}",
                                "[",           "]",
                                ",",           ":",
                                "\"a\"",       "\"\\n\"",
                                "\"\\u00e9\"", "1",
                                "-",           "0",
                                ".5",          "e1",
                                "true",        "null",
                                " ",           "\n",
                                "\"",          "\\",
                                "\xC3\xA9",    "\xC3",
                                "x",           "1.25",
                                "-0.5E+2",     "\"\\ud83d\\ude00\""};
  std::mt19937 random(54);
  int accepted = 0;
  for (int i = 0; i < 300'000; ++i) {
    std::string text;
    const std::size_t count = random() % 9;
    for (std::size_t k = 0; k < count; ++k) text += pieces[random() % std::size(pieces)];
    Recorder recorder;
    Diagnostics problems;
    const bool fast = ParseJson(text, "", 4, &recorder, &problems);
    accepted += fast ? 1 : 0;
    ASSERT_EQ(problems.empty(), fast) << text;
    // What only the fast one refused would be explained by nothing more than this.
    ASSERT_TRUE(fast || problems[0].message != "this is not JSON") << text;
    if (fast) {
      ASSERT_EQ(DescribeJsonFault(text, "", 4, 0).message, "this is not JSON") << text;
    }
  }
  EXPECT_GT(accepted, 1000);
}

}  // namespace
}  // namespace assay
