// What may be called what: names in rules, ids in reports, versions, language tags.

#ifndef ASSAY_SRC_PACK_NAMES_H_
#define ASSAY_SRC_PACK_NAMES_H_

#include <string_view>

namespace assay {

// A name of the rule language: a letter or `_`, then letters, digits and `_` (of ASCII).
bool IsIdentifier(std::string_view text);

// Names joined by dots, at least two of them, none a word of the language: "acme.risk_score".
bool IsDottedName(std::string_view text);

// Words that the rule language keeps for itself, so that they can be nobody's name.
bool IsLanguageKeyword(std::string_view text);

// An id for people and reports, "AC-1.2", "PS-5(2)": ASCII letters, digits and `. _ - ( ) / :`,
// beginning with a letter or digit, at most 128 long.
bool IsId(std::string_view text);

// "1.0.0", "2.1.0-rc.1+build.7".
//
// Source: Semantic Versioning 2.0.0, items 2, 9 and 10.
bool IsSemanticVersion(std::string_view text);

// "en", "pt-BR", "zh-Hant-TW": the shape of a language tag, not whether it is registered.
bool IsLanguageTag(std::string_view text);

}  // namespace assay

#endif  // ASSAY_SRC_PACK_NAMES_H_
