// The digest is of the meaning: it stays when only the writing changes, and changes with the rest.

#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "src/base/json_writer.h"
#include "src/base/tree.h"
#include "tests/pack/small_pack.h"

namespace assay {
namespace {

std::string DigestOf(const std::string& text) {
  const ReadResult result = Read(text);
  EXPECT_TRUE(result.pack.ok()) << Render(result.problems);
  return result.pack.ok() ? ToHex(result.pack->digest()) : std::string();
}

// The same tree as JSON. Plain scalars that JSON would write bare stay so.
void WriteJson(const Node& node, JsonWriter* json) {
  switch (node.kind) {
    case NodeKind::kNull:
      json->Null();
      return;
    case NodeKind::kScalar: {
      const bool is_plain = node.style == ScalarStyle::kPlain;
      if (is_plain && IsJsonNumber(node.text)) {
        json->Number(node.text);
      } else if (is_plain && (node.text == "true" || node.text == "false")) {
        json->Bool(node.text == "true");
      } else {
        json->String(node.text);
      }
      return;
    }
    case NodeKind::kSequence:
      json->BeginArray();
      for (const Node& item : node.items) WriteJson(item, json);
      json->EndArray();
      return;
    case NodeKind::kMapping:
      json->BeginObject();
      for (const NodeMember& member : node.members) {
        json->Key(member.key);
        WriteJson(member.value, json);
      }
      json->EndObject();
      return;
  }
}

std::string AsJson(const std::string& yaml, JsonLayout layout) {
  Document document;
  Diagnostics problems;
  EXPECT_TRUE(ReadYaml(yaml, "", {}, &document, &problems)) << Render(problems);
  std::string text;
  JsonWriter json(layout, &text);
  WriteJson(document.root, &json);
  return text;
}

const std::string kSmall = std::string(kHeading) +
                           "parameters:\n"
                           "  a_days: {default: 1}\n"
                           "  b_days: {default: 2}\n"
                           "functions:\n"
                           "  f(x int): x > params.a_days && x < params.b_days\n";

TEST(PackDigest, IsTheSameForYamlAndJson) {
  for (const JsonLayout layout : {JsonLayout::kCompact, JsonLayout::kIndented}) {
    EXPECT_EQ(DigestOf(kSmall), DigestOf(AsJson(kSmall, layout)));
  }
}

TEST(PackDigest, OfTheShippedPackIsTheSameForYamlAndJson) {
  std::ostringstream text;
  text << std::ifstream(ASSAY_SOURCE_DIR "/packs/iso27001-2022-a5.4/pack.yaml").rdbuf();
  EXPECT_EQ(DigestOf(text.str()), DigestOf(AsJson(text.str(), JsonLayout::kCompact)));
}

// A table is a feed, said or not; evidence too. Of a child it has to be said.
TEST(PackDigest, CountsFeedsByWhatTheyMean) {
  const auto with = [](const std::string& role, const std::string& feed) {
    return DigestOf(absl::StrCat(std::string(kHeading),
                                 "records:\n  types:\n    door:\n      plural: doors\n      role: ", role,
                                 "\n", feed, "      doc: A door\n      fields: {}\n"));
  };
  const std::string yes = "      feed: true\n";
  const std::string no = "      feed: false\n";
  EXPECT_EQ(with("table", ""), with("table", yes));
  EXPECT_NE(with("table", ""), with("table", no));
  EXPECT_EQ(with("evidence", ""), with("evidence", yes));
  EXPECT_EQ(with("child", ""), with("child", no));
  EXPECT_NE(with("child", ""), with("child", yes));
}

struct Rewriting {
  const char* name;
  std::string text;
};

class PackDigestStays : public testing::TestWithParam<Rewriting> {};

TEST_P(PackDigestStays, WhenOnlyTheWritingChanges) {
  EXPECT_EQ(DigestOf(kSmall), DigestOf(GetParam().text)) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Pack, PackDigestStays,
    testing::Values(
        Rewriting{"comments", "# A comment.\n" + kSmall + "# Another.\n"},
        Rewriting{"order_of_sections_and_parameters",
                  "functions:\n"
                  "  f(x int): x > params.a_days && x < params.b_days\n"
                  "parameters:\n"
                  "  b_days: {default: 2}\n"
                  "  a_days: {default: 1}\n" +
                      std::string(kHeading)},
        Rewriting{"layout_of_a_rule",
                  std::string(kHeading) +
                      "parameters: {a_days: {default: 1}, b_days: {default: 2}}\n"
                      "functions:\n"
                      "  f(x int): |\n"
                      "    // Between the two.\n"
                      "    x > params.a_days\n"
                      "    && x < params.b_days\n"},
        Rewriting{"what_follows_from_the_name",
                  std::string(kHeading) +
                      "parameters:\n"
                      "  a_days: {type: int, unit: days, default: 1, min: 0}\n"
                      "  b_days: {default: 2}\n"
                      "functions: {'f( x  int )': 'x > params.a_days && x < params.b_days'}\n"},
        Rewriting{"sections_with_nothing_in_them", kSmall + "tallies: {}\ntraps: []\n"},
        Rewriting{
            "the_usual_scoring",
            kSmall +
                "scoring: {model: ladder, points: {effective: 1.0, full: 0.85, minimum: 0.50}}\n"}),
    [](const auto& info) { return std::string(info.param.name); });

class PackDigestChanges : public testing::TestWithParam<Rewriting> {};

TEST_P(PackDigestChanges, WithTheMeaning) {
  EXPECT_NE(DigestOf(kSmall), DigestOf(GetParam().text));
}

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

INSTANTIATE_TEST_SUITE_P(
    Pack, PackDigestChanges,
    testing::Values(
        Rewriting{"default", Replaced(kSmall, "default: 2", "default: 3")},
        Rewriting{"version", Replaced(kSmall, "1.0.0", "1.0.1")},
        Rewriting{"title", Replaced(kSmall, "Acme", "Acme!")},
        Rewriting{"rule", Replaced(kSmall, "&&", "||")},
        Rewriting{"argument_type", Replaced(kSmall, "x int", "x int?")},
        Rewriting{"further_bound", Replaced(kSmall, "default: 2", "default: 2, min: 1")},
        Rewriting{"population", Replaced(kSmall, "of: person", "of: role")},
        Rewriting{"scoring", kSmall + "scoring: {model: flat}\n"},
        Rewriting{"hygiene", kSmall + "hygiene: {records: {nda: {revoked: false}}}\n"},
        Rewriting{"declared_enum", kSmall + "enums: {colour: {values: [red], doc: Colours}}\n"},
        Rewriting{"space_inside_a_text",
                  Replaced(kSmall, "x > params.a_days", "x > params.a_days && 'a  b' != 'a b'")},
        Rewriting{"items", kSmall + std::string(kItem) + std::string(kRule)}),
    [](const auto& info) { return std::string(info.param.name); });

// Blanks inside a text of a rule are part of its meaning.
TEST(PackDigest, KeepsBlanksInsideTexts) {
  const std::string one = std::string(kHeading) + "functions: {f(): \"'a  b'\"}\n";
  const std::string other = std::string(kHeading) + "functions: {f(): \"'a b'\"}\n";
  EXPECT_NE(DigestOf(one), DigestOf(other));
}

TEST(PackDigest, TellsTheOrderOfItemsApart) {
  const std::string second = "      - id: I0\n        title: Item\n" + std::string(kRule);
  const std::string text = std::string(kHeading) + std::string(kItem) + std::string(kRule) + second;
  std::string swapped = text;
  swapped.replace(swapped.find("id: I1"), 6, "id: IX");
  swapped.replace(swapped.find("id: I0"), 6, "id: I1");
  swapped.replace(swapped.find("id: IX"), 6, "id: I0");
  EXPECT_NE(DigestOf(text), DigestOf(swapped));
}

}  // namespace
}  // namespace assay
