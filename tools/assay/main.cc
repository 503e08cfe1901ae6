// The command line: assay <verb> [options].

#include <cstdio>
#include <exception>
#include <iostream>
#include <sstream>

#include <CLI/CLI.hpp>

#include "absl/strings/str_cat.h"
#include "assay/base/display.h"
#include "assay/base/version.h"
#include "tools/assay/arguments.h"
#include "tools/assay/inputs.h"
#include "tools/assay/verbs.h"

namespace {

int Main(int argc, char** argv) {
  if (!assay::tool::HaveNoEmptyWord(argc, argv)) return assay::tool::kNotDone;
  CLI::App app{"assay tests compliance so that the answer survives the auditor.", "assay"};
  app.set_version_flag("--version", std::string("assay ") + assay::kVersion);
  app.require_subcommand(1);
  app.get_formatter()->column_width(34);
  app.footer(
      "Start here:\n"
      "  assay assess --pack iso27001-2022-a5.4 --facts facts.json\n"
      "`assay <verb> --help` explains a verb with examples.");
  app.failure_message([](const CLI::App*, const CLI::Error& error) {
    return absl::StrCat("assay: ", assay::MessageForDisplay(error.what()), "\nRun with --help for more information.\n");
  });
  int code = assay::tool::kNotDone;
  assay::tool::AddAssess(app, &code);
  assay::tool::AddCheck(app, &code);
  assay::tool::AddEval(app, &code);
  assay::tool::AddExplain(app, &code);
  assay::tool::AddNew(app, &code);
  assay::tool::AddSample(app, &code);
  assay::tool::AddSchema(app, &code);
  assay::tool::AddTest(app, &code);
  if (!assay::tool::NamesAVerb(app, argc, argv)) return assay::tool::kNotDone;
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // Help and version are "errors" of status 0; every other one is a misuse.
    std::ostringstream help;
    if (app.exit(error, help, std::cerr) != 0) return assay::tool::kNotDone;
    return assay::tool::WriteOutput("", help.str()) ? assay::tool::kFine : assay::tool::kNotDone;
  }
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return Main(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("assay: out of memory\n", stderr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "assay: %s\n", assay::MessageForDisplay(error.what()).c_str());
  }
  return assay::tool::kNotDone;
}
