#include "src/ingest/name_table.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "assay/ingest/shipped_schema.h"

namespace assay {
namespace {

// Every name is found; nothing that is nearly a name is.
void ExpectFindsExactly(const std::vector<std::string>& names) {
  const NameTable table(std::vector<std::string_view>(names.begin(), names.end()));
  for (std::size_t i = 0; i < names.size(); ++i) {
    EXPECT_EQ(table.Find(names[i]), i) << names[i];
    for (std::string near : {names[i] + "s", "x" + names[i], names[i].substr(1)}) {
      bool is_name = false;
      for (const std::string& name : names) is_name = is_name || name == near;
      if (is_name) continue;
      EXPECT_EQ(table.Find(near), kNoId) << near;
    }
  }
  EXPECT_EQ(table.Find(""), kNoId);
}

TEST(NameTable, FindsTheMembersOfEveryRecord) {
  const Schema schema = ShippedSchema();
  for (const RecordType& record : schema.records()) {
    std::vector<std::string> names;
    for (const Field& field : record.fields) names.push_back(field.name);
    ExpectFindsExactly(names);
  }
}

TEST(NameTable, IsEmptyWithoutNames) {
  const NameTable table({});
  EXPECT_EQ(table.Find("a"), kNoId);
  EXPECT_EQ(table.Find(""), kNoId);
}

TEST(NameTable, TellsNamesApartThatAgreeAtBothEnds) {
  std::vector<std::string> names;
  for (char c = 'a'; c <= 'z'; ++c) {
    names.push_back("beginning_" + std::string(1, c) + "_end_of_name");
  }
  ExpectFindsExactly(names);
}

TEST(NameTable, FindsManyNames) {
  std::vector<std::string> names;
  for (int i = 0; i < 2000; ++i) names.push_back("field_" + std::to_string(i * 7919));
  ExpectFindsExactly(names);
}

TEST(NameTable, TakesTheFirstOfEqualNames) {
  const NameTable table({"a", "b", "a"});
  EXPECT_EQ(table.Find("a"), 0);
  EXPECT_EQ(table.Find("b"), 1);
}

}  // namespace
}  // namespace assay
