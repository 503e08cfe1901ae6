// Small packs and facts for the engine's tests: written as an author would, assessed end to end.

#ifndef ASSAY_TESTS_ENGINE_SMALL_PACK_H_
#define ASSAY_TESTS_ENGINE_SMALL_PACK_H_

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "assay/engine/assess.h"
#include "assay/engine/compile.h"
#include "assay/ingest/facts_json.h"
#include "assay/ingest/shipped_schema.h"
#include "assay/pack/pack.h"

namespace assay {

inline const Schema& BaseSchema() {
  static const Schema* schema = new Schema(ShippedSchema());
  return *schema;
}

inline std::string PackHead() {
  return "format: assay.pack/1\nid: small\ntitle: Small\nversion: 1.0.0\nlanguage: assay-cel/1\n";
}

// The compiled pack `PackHead() + body`; a test failure with every diagnostic if it is at fault.
inline CompiledPack MakePack(std::string_view body) {
  Diagnostics problems;
  absl::StatusOr<Pack> pack = ReadPack(PackHead() + std::string(body), "small.yaml", PackLimits{}, &problems);
  EXPECT_TRUE(pack.ok()) << Render(problems);
  absl::StatusOr<CompiledPack> compiled = CompilePack(*std::move(pack), BaseSchema(), &problems);
  EXPECT_TRUE(compiled.ok()) << Render(problems);
  return *std::move(compiled);
}

// The codes of everything that keeps `PackHead() + body` from compiling.
inline std::vector<std::string> FaultsOf(std::string_view body) {
  Diagnostics problems;
  absl::StatusOr<Pack> pack = ReadPack(PackHead() + std::string(body), "small.yaml", PackLimits{}, &problems);
  EXPECT_TRUE(pack.ok()) << Render(problems);
  if (!pack.ok()) return {};
  EXPECT_FALSE(CompilePack(*std::move(pack), BaseSchema(), &problems).ok());
  std::vector<std::string> codes;
  for (const Diagnostic& problem : problems) codes.push_back(problem.code);
  return codes;
}

// Facts on 2026-03-31: `people` and `evidence` are JSON arrays, `collected` a JSON array.
struct SmallFacts {
  std::string people = "[]";
  std::string evidence = "[]";
  std::string collected = R"(["*"])";
  std::string roles =
      R"([{"id":"r-top","title":"Chief","department":"board","management_level":"top","top_executive":true},
          {"id":"r-dev","title":"Developer","department":"eng","management_level":"none","top_executive":false}])";
  std::string more;  // Further members, each with a leading comma.
};

inline Facts MakeFacts(const SmallFacts& parts, const CompiledPack& pack) {
  const std::string text = absl::StrCat(
      R"({"format":"assay.facts/1","as_of":"2026-03-31","organization":{"id":"o","name":"O","time_zone":"UTC",)",
      R"("isms_start":"2024-01-01","primary_channel":"chat"},"collected":)", parts.collected, R"(,"roles":)",
      parts.roles, R"(,"people":)", parts.people, R"(,"evidence":)", parts.evidence, parts.more, "}");
  Diagnostics problems;
  absl::StatusOr<Facts> facts = ReadFactsJson(text, pack.schema(), {}, &problems);
  EXPECT_TRUE(facts.ok()) << Render(problems);
  return *std::move(facts);
}

// A person who has been an employee since 2020, with further members.
inline std::string Employee(std::string_view id, std::string_view more = "") {
  return absl::StrCat(R"({"id":")", std::string(id), R"(","engagement":"employee","start":"2020-01-01",)",
                      R"("assignments":[{"role":"r-dev","from":"2020-01-01"}])", std::string(more), "}");
}

inline std::string Evidence(std::string_view id, std::string_view type, std::string_view date, std::string_view more) {
  return absl::StrCat(R"({"id":")", std::string(id), R"(","type":")", std::string(type), R"(","occurred_at":")",
                      std::string(date), R"(","source":"test",)", std::string(more), "}");
}

inline Assessment MustAssess(const CompiledPack& pack, const Facts& facts, const AssessOptions& options = {}) {
  Diagnostics problems;
  absl::StatusOr<Assessment> assessment = Assess(pack, facts, options, &problems);
  EXPECT_TRUE(assessment.ok()) << assessment.status() << Render(problems);
  return *std::move(assessment);
}

}  // namespace assay

#endif  // ASSAY_TESTS_ENGINE_SMALL_PACK_H_
