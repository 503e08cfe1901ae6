// What is looked at in the words of a command line before anything reads them.

#ifndef ASSAY_TOOLS_ASSAY_ARGUMENTS_H_
#define ASSAY_TOOLS_ASSAY_ARGUMENTS_H_

namespace assay::tool {

// False, with a complaint, if a word is empty: of a script whose variable is not set, where leaving the option out
// means something else (the facts' own day, no history, the standard output).
bool HaveNoEmptyWord(int argc, const char* const* argv);

}  // namespace assay::tool

#endif  // ASSAY_TOOLS_ASSAY_ARGUMENTS_H_
