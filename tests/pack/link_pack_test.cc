// Packs that use others.

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/pack/small_pack.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Pack PackOf(const std::string& id, const std::string& version, const std::string& body) {
  const std::string text =
      absl::StrCat("format: assay.pack/1\nid: ", id, "\ntitle: Title\nversion: ", version,
                   "\nlanguage: assay-cel/1\n", body);
  Diagnostics problems;
  absl::StatusOr<Pack> pack = ReadPack(text, absl::StrCat(id, ".yaml"), {}, &problems);
  EXPECT_TRUE(pack.ok()) << Render(problems);
  return *std::move(pack);
}

std::vector<Pack> Library() {
  std::vector<Pack> library;
  library.push_back(PackOf("base", "1.0.0",
                           "parameters: {grace_days: {default: 14}}\n"
                           "functions: {fresh(on date): as_of - on <= params.grace_days}\n"
                           "derive: {person: {age: as_of - self.start}}\n"
                           "populations: {workforce: {of: person}}\n"
                           "native: [acme.risk_of]\n"));
  library.push_back(PackOf("base", "2.0.0", "populations: {workforce: {of: person}}\n"));
  library.push_back(PackOf("middle", "1.0.0",
                           "uses: [{id: base, version: 1.0.0}]\n"
                           "functions: {stale(on date): '!fresh(on)'}\n"));
  library.push_back(
      PackOf("ring", "1.0.0", "uses: [{id: acme, version: 1.0.0}]\nfunctions: {f(): 'true'}\n"));
  return library;
}

struct Linked {
  Diagnostics problems;
  absl::StatusOr<Pack> pack;
};

Linked Link(const std::string& body) {
  Pack pack = PackOf("acme", "1.0.0", body);
  const std::vector<Pack> library = Library();
  Diagnostics problems;
  absl::StatusOr<Pack> linked = LinkPack(std::move(pack), library, &problems);
  return {std::move(problems), std::move(linked)};
}

std::vector<std::string> Codes(const Diagnostics& problems) {
  std::vector<std::string> codes;
  for (const Diagnostic& problem : problems) {
    codes.push_back(absl::StrCat(problem.code, "@", problem.place.line, ":", problem.place.column));
  }
  return codes;
}

TEST(LinkPack, BringsInWhatIsUsedAndWhatThatNeeds) {
  const Linked linked = Link(
      "uses: [{id: middle, version: 1.0.0}]\n"
      "tallies: {everybody: {over: workforce}}\n"
      "functions: {mine(): 'true'}\n");
  ASSERT_TRUE(linked.pack.ok()) << Render(linked.problems);
  EXPECT_TRUE(linked.pack->is_linked());
  const PackDefinition& pack = linked.pack->definition();
  ASSERT_EQ(pack.functions.size(), 3u);
  EXPECT_EQ(pack.functions[0].name, "mine");
  EXPECT_EQ(pack.functions[1].name, "fresh");
  EXPECT_EQ(pack.functions[1].body.origin.file, "base.yaml");
  EXPECT_EQ(pack.functions[2].name, "stale");
  EXPECT_EQ(pack.derived.size(), 1u);
  EXPECT_EQ(pack.parameters.size(), 1u);
  ASSERT_EQ(pack.native_functions.size(), 1u);
  EXPECT_EQ(pack.native_functions[0].name, "acme.risk_of");
  EXPECT_NE(linked.pack->SourceOf("base.yaml").find("grace_days"), std::string_view::npos);
  EXPECT_EQ(linked.pack->SourceOf("other.yaml"), "");
  EXPECT_EQ(linked.pack->file(), "acme.yaml");
}

TEST(LinkPack, LeavesAPackThatUsesNoneAsItIs) {
  Pack pack = PackOf("acme", "1.0.0", "functions: {f(): 'true'}\n");
  const Sha256 digest = pack.digest();
  EXPECT_TRUE(pack.is_linked());
  Diagnostics problems;
  const absl::StatusOr<Pack> linked = LinkPack(std::move(pack), {}, &problems);
  ASSERT_TRUE(linked.ok());
  EXPECT_EQ(linked->digest(), digest);
}

TEST(LinkPack, ReadsPacksAsNotLinked) {
  EXPECT_FALSE(
      PackOf("acme", "1.0.0", "uses: [{id: base, version: 1.0.0}]\nfunctions: {f(): 'true'}\n")
          .is_linked());
}

TEST(LinkPack, DigestsWhatIsUsed) {
  const std::string body = "uses: [{id: base, version: 1.0.0}]\nfunctions: {f(): 'true'}\n";
  const Linked linked = Link(body);
  ASSERT_TRUE(linked.pack.ok());
  EXPECT_NE(linked.pack->digest(), PackOf("acme", "1.0.0", body).digest());
  std::vector<Pack> other;
  other.push_back(PackOf("base", "1.0.0", "functions: {fresh(on date): 'false'}\n"));
  Diagnostics problems;
  const absl::StatusOr<Pack> changed = LinkPack(PackOf("acme", "1.0.0", body), other, &problems);
  ASSERT_TRUE(changed.ok());
  EXPECT_NE(changed->digest(), linked.pack->digest());
}

TEST(LinkPack, LetsAPackSetAnotherDefault) {
  const Linked linked = Link(
      "uses: [{id: base, version: 1.0.0}]\n"
      "parameters: {grace_days: {default: 30}}\n"
      "functions: {f(): params.grace_days}\n");
  ASSERT_TRUE(linked.pack.ok()) << Render(linked.problems);
  ASSERT_EQ(linked.pack->definition().parameters.size(), 1u);
  EXPECT_EQ(std::get<std::int64_t>(linked.pack->definition().parameters[0].default_value), 30);
}

// A default for a pack in use is no parameter that nothing names; one that neither has is.
TEST(LinkPack, WarnsOfParametersThatNeitherUses) {
  const Linked linked = Link(
      "uses: [{id: middle, version: 1.0.0}]\n"
      "parameters:\n"
      "  grace_days: {default: 30}\n"
      "  grac_days: {default: 30}\n"
      "functions: {f(): 'true'}\n");
  ASSERT_TRUE(linked.pack.ok()) << Render(linked.problems);
  EXPECT_THAT(Codes(linked.problems), ElementsAre("pack.unused-parameter@9:3"));
  EXPECT_EQ(linked.problems[0].severity, DiagnosticSeverity::kWarning);
}

struct LinkFault {
  const char* name;
  std::string body;
  std::vector<std::string> want;
};

class LinkPackRefuses : public testing::TestWithParam<LinkFault> {};

TEST_P(LinkPackRefuses, WithCodeAndPlace) {
  const Linked linked = Link(GetParam().body);
  EXPECT_FALSE(linked.pack.ok());
  EXPECT_EQ(Codes(linked.problems), GetParam().want) << Render(linked.problems);
}

INSTANTIATE_TEST_SUITE_P(
    Pack, LinkPackRefuses,
    testing::Values(LinkFault{"no_such_pack",
                              "uses: [{id: nobody, version: 1.0.0}]\nfunctions: {f(): 'true'}\n",
                              {"pack.no-such-pack@6:8"}},
                    LinkFault{"no_such_version",
                              "uses: [{id: base, version: 3.0.0}]\nfunctions: {f(): 'true'}\n",
                              {"pack.no-such-pack@6:8"}},
                    LinkFault{"two_versions",
                              "uses:\n  - {id: middle, version: 1.0.0}\n  - {id: base, version: "
                              "2.0.0}\nfunctions: {f(): 'true'}\n",
                              {"pack.two-versions@8:5"}},
                    LinkFault{"circle",
                              "uses: [{id: ring, version: 1.0.0}]\nfunctions: {g(): 'true'}\n",
                              {"pack.circle@6:8"}},
                    LinkFault{
                        "function_twice",
                        "uses: [{id: base, version: 1.0.0}]\nfunctions: {fresh(on date): 'true'}\n",
                        {"pack.duplicate-id@6:8"}},
                    LinkFault{"parameter_of_another_type",
                              "uses: [{id: base, version: 1.0.0}]\nparameters: {grace_days: {type: "
                              "string, default: a}}\n"
                              "functions: {f(): params.grace_days}\n",
                              {"pack.duplicate-id@6:8"}},
                    LinkFault{"population_of_nobody",
                              "uses: [{id: base, version: 1.0.0}]\ntallies: {t: {over: "
                              "nobody}}\nfunctions: {f(): 'true'}\n",
                              {"pack.no-such-population@7:11"}}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace assay
