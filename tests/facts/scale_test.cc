// Many records: that nothing is quadratic, and that sealing is right beyond a few rows.

#include <chrono>
#include <iostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "assay/facts/builder.h"
#include "tests/facts/small_schema.h"

namespace assay {
namespace {

constexpr int kPeople = 40'000;
constexpr int kEvidencePerPerson = 5;  // 200,000 records of evidence.

std::string PersonId(int person) { return "p" + std::to_string(person * 7919 % kPeople); }

void FillPeople(const SmallSchema& small, FactsBuilder* builder) {
  const RecordTypeId person = small.type("person");
  for (int i = 0; i < kPeople; ++i) {
    builder->BeginRecord(person, static_cast<std::uint64_t>(i));
    builder->SetText(small.field("person", "id"), PersonId(i));
    builder->SetEnum(small.field("person", "engagement"), i % 2);
    builder->SetDate(small.field("person", "start"), Date::FromDays(15'000 + i % 3000));
    if (i % 10 != 0) builder->SetReference(small.field("person", "manager"), PersonId(i / 10));
    builder->EndRecord();
  }
}

void FillEvidence(const SmallSchema& small, FactsBuilder* builder) {
  const RecordTypeId completion = small.type("completion");
  for (int i = 0; i < kPeople * kEvidencePerPerson; ++i) {
    builder->BeginRecord(completion, static_cast<std::uint64_t>(i));
    builder->SetText(small.field("completion", "id"), "e" + std::to_string(i));
    const Date date = Date::FromDays(18'000 + i * 31 % 1500);
    builder->SetWhenDate(small.field("completion", "occurred_at"), date.ToString(), date);
    builder->SetReference(small.field("completion", "person"), PersonId(i % kPeople));
    builder->SetInt(small.field("completion", "score"), i % 101);
    builder->EndRecord();
  }
}

TEST(Scale, TwoHundredThousandRecords) {
  const SmallSchema small;
  FactsBuilder builder(small.schema);
  const auto start = std::chrono::steady_clock::now();
  FillEvidence(small, &builder);
  FillPeople(small, &builder);
  EXPECT_EQ(builder.record_count(), static_cast<std::size_t>(kPeople * (kEvidencePerPerson + 1)));
  const auto filled = std::chrono::steady_clock::now();
  Diagnostics problems;
  const absl::StatusOr<Facts> facts = std::move(builder).Seal({}, &problems);
  const auto sealed = std::chrono::steady_clock::now();
  ASSERT_TRUE(facts.ok()) << Render(problems);
  const auto millis = [](auto duration) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
  };
  std::cout << "filled in " << millis(filled - start) << " ms, sealed in "
            << millis(sealed - filled) << " ms\n";

  const RecordTypeId person = small.type("person");
  const RecordTypeId completion = small.type("completion");
  EXPECT_EQ(facts->table(completion).row_count(),
            static_cast<std::size_t>(kPeople * kEvidencePerPerson));
  const auto inverse = *small.schema.FindInverse(person, "completions");
  EXPECT_TRUE(facts->is_contiguous(inverse));
  const Column& dates =
      facts->table(completion).date_column(small.field("completion", "occurred_at"));
  const Column& people = facts->table(completion).column(small.field("completion", "person"));
  for (Row row = 0; row < facts->table(person).row_count(); ++row) {
    const std::span<const Row> rows = facts->referrers(inverse, row);
    ASSERT_EQ(rows.size(), static_cast<std::size_t>(kEvidencePerPerson));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      ASSERT_EQ(people.cell(rows[i]), row);
      if (i > 0) {
        ASSERT_LE(dates.cell(rows[i - 1]), dates.cell(rows[i]));
      }
    }
  }
  for (int i = 0; i < kPeople * kEvidencePerPerson; i += 997) {
    const std::string id = "e" + std::to_string(i);
    ASSERT_EQ(facts->RecordName(completion, facts->FindRow(completion, id)), id);
  }
}

// If every record is at fault, sealing still takes time and memory in proportion.
TEST(Scale, TwoHundredThousandFaults) {
  const SmallSchema small;
  FactsBuilder builder(small.schema);
  FillEvidence(small, &builder);
  Diagnostics problems;
  const absl::StatusOr<Facts> facts = std::move(builder).Seal({.max_diagnostics = 10}, &problems);
  EXPECT_EQ(facts.status().message(), "facts have 200000 faults");
  ASSERT_EQ(problems.size(), 11u);
  EXPECT_EQ(problems[0].place.pointer, "/evidence/0/person");
  EXPECT_EQ(problems[9].place.pointer, "/evidence/9/person");
}

}  // namespace
}  // namespace assay
