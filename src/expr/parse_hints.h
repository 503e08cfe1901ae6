// What to tell somebody who wrote another language, by the word or sign where the parser stumbled.

#ifndef ASSAY_SRC_EXPR_PARSE_HINTS_H_
#define ASSAY_SRC_EXPR_PARSE_HINTS_H_

#include <string_view>

namespace assay {

// For `word` where an operator should stand ("is", "between"). Empty if there is nothing to say.
std::string_view HintForOperatorWord(std::string_view word);

// For a reserved word ("if", "for") where a name should stand. Never empty.
std::string_view HintForReservedWord(std::string_view word);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_PARSE_HINTS_H_
