// assay new: starts a pack that `check` and `test` are content with.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "assay/base/diagnostic.h"
#include "assay/base/display.h"
#include "assay/pack/pack.h"
#include "tools/assay/inputs.h"
#include "tools/assay/verbs.h"

namespace assay::tool {
namespace {

struct Options {
  std::string folder;
  std::string id;
  std::string title;
};

constexpr const char* kHelp = R"(Makes a folder with a pack of one rule and its examples, to be changed into yours. It
passes `assay check --strict` and `assay test --strict` as it is.

Example:
  assay new acme-onboarding --title "Onboarding at Acme"
  assay test --strict acme-onboarding

Exit status: 0 the pack was written, 2 it was not; nothing is ever overwritten.)";

constexpr const char* kPack = R"yaml(# assay check --strict . && assay test --strict .
format: assay.pack/1
id: $id
title: $title
version: 0.1.0
language: assay-cel/1

parameters:
  training_within_days: {default: 30, doc: how long somebody who is new has for the basic training}

populations:
  staff:
    of: person
    where: person.in_scope && covers(person.start, person.end, as_of)

functions:
  covers(from date, to date?, day date): from <= day && (to == null || day <= to)

controls:
  - id: C-1
    title: People know what to do
    items:
      - id: I-1
        title: Everybody was trained
        each: staff
        levels:
          minimum:
            due: as_of - person.start > params.training_within_days
            require: person.training_completions.exists(t, t.passed && t.module.basic)
        finding: "{failing} of {due} people were not trained: {subjects}"
        asks: What did you learn in the training?
        remediation:
          owner: line managers
          due_in_days: 14
          text: "Have {subjects} trained by {due_date}."
)yaml";

constexpr const char* kTests = R"yaml(format: assay.tests/1

base:                                  # ann, trained in her second week
  as_of: 2026-03-31
  organization: {id: acme, name: Acme, time_zone: UTC, isms_start: 2024-01-01}
  collected: ["*"]
  training_modules:
    - {id: basics, basic: true}
  people:
    - {id: ann, engagement: employee, start: 2026-01-12}
  evidence:
    - {id: ann-basics, type: training_completion, occurred_at: 2026-01-20, person: ann, module: basics, passed: true}

cases:
  - name: trained
    expect: {items: {I-1: {minimum: satisfied}}, score: 100}

  - name: did not pass
    facts: {evidence: [{id: ann-basics, passed: false}]}
    expect: {items: {I-1: {minimum: {verdict: not_satisfied, failing: [ann]}}}, score: 0}

  - name: not due yet
    as_of: 2026-02-11
    without: [ann-basics]
    expect: {items: {I-1: {minimum: not_applicable}}}

  - name: due from the next day on
    as_of: 2026-02-12
    without: [ann-basics]
    expect: {items: {I-1: {minimum: not_satisfied}}}

  - name: trainings were not collected
    without: [ann-basics]
    facts: {collected: []}
    expect: {items: {I-1: {minimum: {verdict: unknown, unknown: [ann]}}}}
)yaml";

// The text with its id and its title, which may be any: it stands in quotes, its braces doubled.
std::string Filled(const Options& options) {
  const std::string title = absl::StrCat(
      "\"", absl::StrReplaceAll(options.title, {{"\\", "\\\\"}, {"\"", "\\\""}, {"\n", " "}, {"{", "{{"}, {"}", "}}"}}), "\"");
  return absl::StrReplaceAll(kPack, {{"$id", options.id}, {"$title", title}});
}

int Run(Options options) {
  namespace fs = std::filesystem;
  fs::path folder = fs::path(options.folder).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  if (options.id.empty()) options.id = folder.filename().string();
  if (options.title.empty()) options.title = options.id;
  for (const auto& [name, text] : {std::pair<const char*, const std::string&>{"id", options.id}, {"title", options.title}}) {
    if (ValidUtf8(text) == text) continue;
    Complain(absl::StrCat("the ", name, " `", text, "` is not UTF-8"));
    return kNotDone;
  }
  std::error_code error;
  if (fs::exists(folder, error)) {
    Complain(absl::StrCat("`", options.folder, "` is there already"));
    return kNotDone;
  }
  const std::string text = Filled(options);
  Diagnostics problems;
  if (!ReadPack(text, (folder / "pack.yaml").string(), PackLimits{}, &problems).ok()) {
    Complain(problems);
    Complain(absl::StrCat("`", options.id, "` cannot be the id of a pack; choose another with --id"));
    return kNotDone;
  }
  fs::create_directories(folder / "tests", error);
  if (error) {
    Complain(absl::StrCat("`", options.folder, "` cannot be made: ", error.message()));
    return kNotDone;
  }
  const bool is_written = WriteOutput((folder / "pack.yaml").string(), text) &&
                          WriteOutput((folder / "tests" / "I-1.yaml").string(), kTests);
  if (!is_written) return kNotDone;
  const std::string said = absl::StrCat("made ", (folder / "pack.yaml").string(), " and ",
                                        (folder / "tests" / "I-1.yaml").string(), "; next: assay test --strict ",
                                        folder.string(), "\n");
  return WriteOutput("", said) ? kFine : kNotDone;
}

}  // namespace

void AddNew(CLI::App& app, int* code) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("new", "Start a pack that passes check and test");
  verb->footer(kHelp);
  verb->add_option("folder", options->folder, "The folder to make")->required();
  verb->add_option("--id", options->id, "The pack's id; else the name of the folder");
  verb->add_option("--title", options->title, "Its title; else the id");
  verb->callback([options, code] { *code = Run(*options); });
}

}  // namespace assay::tool
