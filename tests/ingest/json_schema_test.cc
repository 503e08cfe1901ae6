#include "assay/ingest/json_schema.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/ingest/shipped_schema.h"
#include "src/base/tree.h"
#include "tests/ingest/scenario_files.h"

namespace assay {
namespace {

class JsonSchemaTest : public testing::Test {
 protected:
  void SetUp() override {
    text_ = FactsJsonSchema(ShippedSchema());
    Diagnostics problems;
    ASSERT_TRUE(ReadJson(text_, "facts.schema.json", {.bytes = 1 << 24}, &document_, &problems))
        << Render(problems);
  }

  // The node under the keys `steps`, which must be there.
  const Node& At(std::initializer_list<const char*> steps) {
    const Node* node = &document_.root;
    for (const char* step : steps) {
      node = node->Find(step);
      if (node == nullptr) {
        ADD_FAILURE() << "there is no `" << step << "`";
        return document_.root;
      }
    }
    return *node;
  }

  static std::vector<std::string> Texts(const Node& node) {
    std::vector<std::string> texts;
    for (const Node& item : node.items) texts.push_back(item.text);
    return texts;
  }

  std::string text_;
  Document document_;
};

TEST_F(JsonSchemaTest, IsTheOneInTheRepository) {
  EXPECT_EQ(ReadFile(ASSAY_SOURCE_DIR "/schemas/facts.schema.json"), text_)
      << "schemas/facts.schema.json is out of date; assay schema facts > schemas/facts.schema.json";
}

TEST_F(JsonSchemaTest, RequiresWhatMayNotBeAbsent) {
  EXPECT_THAT(Texts(At({"required"})), testing::ElementsAre("organization", "collected"));
  EXPECT_THAT(Texts(At({"$defs", "person", "required"})),
              testing::ElementsAre("id", "engagement", "start"));
  EXPECT_THAT(Texts(At({"$defs", "contract", "required"})),
              testing::ElementsAre("type", "id", "occurred_at", "person"));
}

TEST_F(JsonSchemaTest, AllowsNoOtherMembers) {
  EXPECT_EQ(At({"additionalProperties"}).text, "false");
  for (const NodeMember& record : At({"$defs"}).members) {
    const Node* additional = record.value.Find("additionalProperties");
    ASSERT_NE(additional, nullptr) << record.key;
    EXPECT_EQ(additional->text, "false") << record.key;
  }
}

TEST_F(JsonSchemaTest, DescribesEveryMember) {
  std::size_t members = 0;
  for (const NodeMember& record : At({"$defs"}).members) {
    for (const NodeMember& member : record.value.Find("properties")->members) {
      if (member.key == "type") continue;
      ++members;
      const Node* description = member.value.Find("description");
      ASSERT_NE(description, nullptr) << record.key << "." << member.key;
      EXPECT_FALSE(description->text.empty()) << record.key << "." << member.key;
    }
  }
  EXPECT_GT(members, 300u);
}

TEST_F(JsonSchemaTest, ListsWordsAndNullWhereAbsenceIsNoFault) {
  EXPECT_THAT(
      Texts(At({"$defs", "person", "properties", "engagement", "enum"})),
      testing::ElementsAre("employee", "contractor", "agency_temp", "intern", "board_member"));
  EXPECT_THAT(Texts(At({"$defs", "acknowledgement", "properties", "method", "enum"})),
              testing::ElementsAre("email", "signed_mou", "click", "null"));
  EXPECT_THAT(Texts(At({"$defs", "person", "properties", "end", "type"})),
              testing::ElementsAre("string", "null"));
}

TEST_F(JsonSchemaTest, GivesWrittenDefaults) {
  EXPECT_EQ(At({"$defs", "person", "properties", "in_scope", "default"}).text, "true");
  EXPECT_EQ(At({"$defs", "contract", "properties", "attestation", "default"}).text, "documented");
}

}  // namespace
}  // namespace assay
