// assay test: runs a pack's own examples and says what they have shown of its rules.

#include <fnmatch.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "assay/base/display.h"
#include "assay/engine/pack_coverage.h"
#include "assay/engine/pack_tests.h"
#include "assay/ingest/facts_json.h"
#include "assay/ingest/shipped_schema.h"
#include "tools/assay/inputs.h"
#include "tools/assay/verbs.h"

namespace assay::tool {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string pack;
  std::string tests;
  std::string filter;
  bool list = false;
  bool strict = false;
};

constexpr const char* kHelp =
    R"(Runs the examples in tests/*.yaml beside a pack: small facts with the verdicts
expected. Prints a line for every expectation that is not met, and a table of
what the examples have shown of each rule.

Examples:
  assay test acme                         (acme/pack.yaml and acme/tests/*.yaml)
  assay test acme --filter 'I02/*'        (cases are called FILE/NAME)
  assay test acme --list
  assay test --strict acme                (every rule must be seen to pass, fail,
                                           stay unknown and not apply)

The examples of the shipped packs are not built in: name the pack's folder, or
the folder of its examples with --tests.

Exit status: 0 every case passed, 1 a case failed (with --strict also when a
rule was not shown in full), 2 the cases could not be run, or there are none.)";

std::string Complaint(const fs::path& path, std::string_view what) {
  return absl::StrCat("`", path.string(), "` ", std::string(what));
}

// The folder of the tests: as named, or beside the pack.
std::optional<fs::path> TestFolder(const Options& options) {
  std::error_code error;
  if (!options.tests.empty()) {
    if (fs::is_directory(options.tests, error)) return fs::path(options.tests);
    Complain(Complaint(options.tests, "is not a folder"));
    return std::nullopt;
  }
  const fs::path pack(options.pack);
  if (options.pack == "-" || !fs::exists(pack, error)) {
    Complain(absl::StrCat(
        "the tests of `", options.pack,
        "` are not built in: name the pack's folder, or that of its tests with --tests"));
    return std::nullopt;
  }
  const fs::path folder = (fs::is_directory(pack, error) ? pack : pack.parent_path()) / "tests";
  if (fs::is_directory(folder, error)) return folder;
  Complain(Complaint(folder, "is not a folder: the tests of a pack stand there"));
  return std::nullopt;
}

// The test files of a folder, by name. What looks like one and would not be read is refused: a
// test that does not run must not look like one that passed.
std::optional<std::vector<PackTestFile>> ReadTestFiles(const fs::path& folder) {
  std::vector<fs::path> paths;
  bool is_fine = true;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const fs::path& path = entry->path();
    std::error_code ignored;
    const bool is_folder = fs::is_directory(path, ignored);
    if (path.extension() == ".yaml" && !is_folder) {
      paths.push_back(path);
    } else if (is_folder || path.extension() == ".yml" || path.extension() == ".json") {
      Complain(Complaint(path, "would not be read: tests are files called *.yaml"));
      is_fine = false;
    }
  }
  if (error) {
    Complain(Complaint(folder, absl::StrCat("cannot be read: ", error.message())));
    return std::nullopt;
  }
  std::sort(paths.begin(), paths.end());
  std::vector<PackTestFile> files;
  for (const fs::path& path : paths) {
    std::optional<std::string> text = ReadFile(path.string());
    if (!text) return std::nullopt;
    files.push_back({path.string(), *std::move(text)});
  }
  if (!is_fine) return std::nullopt;
  return files;
}

// Adds faults that are not there yet: what the base has wrong, every case has wrong.
class FaultList {
 public:
  void Add(Diagnostic fault) {
    const auto key =
        std::tuple(fault.place.file, fault.place.line, fault.place.column, fault.message);
    if (seen_.insert(key).second) faults_.push_back(std::move(fault));
  }
  const Diagnostics& faults() const { return faults_; }

 private:
  std::set<std::tuple<std::string, std::uint32_t, std::uint32_t, std::string>> seen_;
  Diagnostics faults_;
};

// A case with its facts.
struct Runnable {
  const PackTestCase* test = nullptr;
  Facts facts;
};

std::optional<std::vector<Runnable>> ReadCases(const PackTests& tests, const Options& options,
                                               const Schema& schema) {
  std::vector<Runnable> runnables;
  FaultList faults;
  bool any_matches = false;
  for (const PackTestCase& test : tests.cases()) {
    if (!options.filter.empty() && fnmatch(options.filter.c_str(), test.id.c_str(), 0) != 0)
      continue;
    any_matches = true;
    Diagnostics found;
    absl::StatusOr<Facts> facts = ReadFactsJson(test.facts, schema, FactsJsonOptions{}, &found);
    for (Diagnostic& fault : found) {
      tests.MoveIntoFile(test, &fault);
      faults.Add(std::move(fault));
    }
    if (facts.ok()) {
      runnables.push_back({&test, *std::move(facts)});
    } else if (found.empty()) {
      Complain(std::string(facts.status().message()));
      return std::nullopt;
    }
  }
  Complain(faults.faults());
  if (ErrorCount(faults.faults()) > 0) return std::nullopt;
  if (!any_matches) {
    Complain(
        absl::StrCat("no case matches `", options.filter, "`; --list shows what they are called"));
    return std::nullopt;
  }
  return runnables;
}

std::string Words(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) absl::StrAppend(&text, text.empty() ? "" : ", ", word);
  return words.empty() ? "nothing" : text;
}

// "tests/I02.yaml:14:33: I02/an expired contract: I02 full: expected satisfied, got unknown
// (feed:contract)"
std::string FailureLine(const PackTestCase& test, const Mismatch& mismatch) {
  const Expectation& expectation = test.expectations[mismatch.expectation];
  std::string line =
      absl::StrCat(expectation.place.file, ":", expectation.place.line, ":",
                   expectation.place.column, ": ", test.id, ": ", ExpectationName(expectation),
                   ": expected ", Words(expectation.want), ", got ", Words(mismatch.got));
  if (!mismatch.because.empty()) absl::StrAppend(&line, " (", mismatch.because, ")");
  return ForDisplay(line) + "\n";
}

std::string RowName(const PackCoverage::Row& row) {
  switch (row.kind) {
    case PackCoverage::Kind::kLevel:
      return absl::StrCat(row.id, " ", LevelName(row.level));
    case PackCoverage::Kind::kPart:
      return absl::StrCat(row.id, " ", LevelName(row.level), " ", row.part);
    case PackCoverage::Kind::kNonconformity:
      return "major";
    default:
      return row.id;
  }
}

std::string Padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

// A table of the rows of some kinds: an `x` for what was shown, a `-` for what ought to have been.
std::string CoverageTable(const PackCoverage& coverage,
                          const std::set<PackCoverage::Kind>& kinds, const std::string& heading,
                          const std::vector<std::string>& columns) {
  std::size_t width = heading.size();
  bool any = false;
  for (const PackCoverage::Row& row : coverage.rows()) {
    if (kinds.count(row.kind) == 0) continue;
    any = true;
    width = std::max(width, RowName(row).size());
  }
  if (!any) return {};
  std::string table = Padded(heading, width);
  for (const std::string& column : columns) absl::StrAppend(&table, "  ", column);
  table += "\n";
  for (const PackCoverage::Row& row : coverage.rows()) {
    if (kinds.count(row.kind) == 0) continue;
    std::string line = Padded(RowName(row), width);
    for (const std::string& column : columns) {
      const bool is_wanted =
          std::find(row.wanted.begin(), row.wanted.end(), column) != row.wanted.end();
      absl::StrAppend(&line, "  ",
                      Padded(row.shown.count(column) > 0 ? "x"
                             : is_wanted                 ? "-"
                                                         : "",
                             column.size()));
    }
    line.erase(line.find_last_not_of(' ') + 1);
    absl::StrAppend(&table, line, "\n");
  }
  return table + "\n";
}

std::string CoverageText(const PackCoverage& coverage) {
  return absl::StrCat(
      CoverageTable(coverage, {PackCoverage::Kind::kLevel, PackCoverage::Kind::kPart}, "rule",
                    {"satisfied", "not_satisfied", "unknown", "not_applicable", "waived", "error"}),
      CoverageTable(coverage, {PackCoverage::Kind::kTrap}, "trap",
                    {"not_detected", "triggered", "cleared", "cannot_rule_out", "error"}),
      CoverageTable(coverage, {PackCoverage::Kind::kCheck}, "check",
                    {"not_performed", "confirmed", "refuted", "inconclusive"}),
      CoverageTable(coverage, {PackCoverage::Kind::kObservation}, "observation",
                    {"true", "false", "error"}),
      CoverageTable(coverage, {PackCoverage::Kind::kNonconformity}, "nonconformity",
                    {"true", "false", "unknown"}));
}

// What --strict fails for, a line each.
std::string Lacking(const PackCoverage& coverage) {
  std::string text;
  for (const PackCoverage::Row& row : coverage.rows()) {
    const std::vector<std::string> lacking = row.Lacking();
    if (!lacking.empty())
      absl::StrAppend(&text, RowName(row), ": no case shows ", Words(lacking), "\n");
  }
  return text;
}

int Run(const Options& options) {
  if (options.strict && !options.filter.empty()) {
    Complain("--strict asks what all cases show together, so it does not go with --filter");
    return kNotDone;
  }
  const Schema schema = ShippedSchema();
  const std::optional<fs::path> folder = TestFolder(options);
  if (!folder) return kNotDone;
  const std::optional<CompiledPack> pack = LoadPack({options.pack, ""}, schema);
  if (!pack) return kNotDone;
  const std::optional<std::vector<PackTestFile>> files = ReadTestFiles(*folder);
  if (!files) return kNotDone;
  Diagnostics problems;
  const absl::StatusOr<PackTests> tests = ReadPackTests(*files, *pack, PackTestLimits{}, &problems);
  Complain(problems);
  if (!tests.ok()) {
    Complain(absl::StrCat("`", folder->string(), "`: ", std::string(tests.status().message())));
    return kNotDone;
  }
  const std::optional<std::vector<Runnable>> cases = ReadCases(*tests, options, pack->schema());
  if (!cases) return kNotDone;

  std::string out;
  PackCoverage coverage(pack->pack().definition());
  std::size_t failed = 0;
  for (const Runnable& runnable : *cases) {
    if (options.list) {
      absl::StrAppend(&out, ForDisplay(runnable.test->id), "\n");
      continue;
    }
    problems.clear();
    const auto result = RunPackTest(*pack, *tests, *runnable.test, runnable.facts, &problems);
    Complain(problems);
    if (!result.ok()) {
      Complain(absl::StrCat(runnable.test->id, ": ", std::string(result.status().message())));
      return kNotDone;
    }
    for (const Mismatch& mismatch : result->mismatches)
      absl::StrAppend(&out, FailureLine(*runnable.test, mismatch));
    if (!result->passed()) ++failed;
    coverage.Add(*runnable.test, *result);
  }
  if (options.list) return WriteOutput("", out) ? kFine : kNotDone;

  if (!out.empty()) out += "\n";
  // Of some of the cases the table would tell nothing.
  if (options.filter.empty()) absl::StrAppend(&out, CoverageText(coverage));
  if (options.strict) {
    const std::string lacking = Lacking(coverage);
    absl::StrAppend(&out, lacking, lacking.empty() ? "" : "\n");
  }
  absl::StrAppend(&out, cases->size() - failed, " passed, ", failed, " failed\n");
  if (!WriteOutput("", out)) return kNotDone;
  return failed > 0 || (options.strict && !coverage.is_complete()) ? kFindings : kFine;
}

}  // namespace

void AddTest(CLI::App& app, int* code) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("test", "Run a pack's own examples");
  verb->footer(kHelp);
  verb->add_option("pack", options->pack,
                   "A pack file or its folder; with --tests also the name of a shipped pack")
      ->required();
  verb->add_option("--tests", options->tests,
                   "The folder of the examples; `tests` beside the pack unless given")
      ->type_name("FOLDER");
  verb->add_option("--filter", options->filter, "Run only the cases whose FILE/NAME matches")
      ->type_name("GLOB");
  verb->add_flag("--list", options->list, "Print what the cases are called, and run none");
  verb->add_flag("--strict", options->strict,
                 "Fail also where the examples do not show a rule in full");
  verb->callback([options, code] { *code = Run(*options); });
}

}  // namespace assay::tool
