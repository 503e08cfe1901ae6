// The verbs of the command line, a file each. Every verb declares its options on its subcommand and
// is run if the user named it.

#ifndef ASSAY_TOOLS_ASSAY_VERBS_H_
#define ASSAY_TOOLS_ASSAY_VERBS_H_

#include <CLI/CLI.hpp>

namespace assay::tool {

// Exit codes of every verb.
inline constexpr int kFine = 0;      // Nothing to complain of.
inline constexpr int kFindings = 1;  // The work was done, and there is something to see to.
inline constexpr int kNotDone = 2;   // The work could not be done.

// Each adds its subcommand to `app` and stores its exit code in `*code` when it ran.
void AddAssess(CLI::App& app, int* code);
void AddCheck(CLI::App& app, int* code);
void AddEval(CLI::App& app, int* code);
void AddExplain(CLI::App& app, int* code);
void AddNew(CLI::App& app, int* code);
void AddSample(CLI::App& app, int* code);
void AddSchema(CLI::App& app, int* code);
void AddTest(CLI::App& app, int* code);

}  // namespace assay::tool

#endif  // ASSAY_TOOLS_ASSAY_VERBS_H_
