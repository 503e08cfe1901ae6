// What is looked at in the words of a command line before anything reads them.

#ifndef ASSAY_TOOLS_ASSAY_ARGUMENTS_H_
#define ASSAY_TOOLS_ASSAY_ARGUMENTS_H_

#include <cstdint>

#include <CLI/CLI.hpp>

namespace assay::tool {

// False, with a complaint, if a word is empty: of a script whose variable is not set, where leaving the option out
// means something else (the facts' own day, no history, the standard output).
bool HaveNoEmptyWord(int argc, const char* const* argv);

// False, with a complaint that names the verb that was meant, if the first word is none of the verbs of `app`.
bool NamesAVerb(const CLI::App& app, int argc, const char* const* argv);

// Takes a whole number from `least` to `most` in decimal digits, and nothing else: CLI11 by itself reads 010 as eight,
// 0x10 as sixteen and -1 as the largest of all.
CLI::Validator WholeNumber(std::int64_t least, std::int64_t most);

}  // namespace assay::tool

#endif  // ASSAY_TOOLS_ASSAY_ARGUMENTS_H_
