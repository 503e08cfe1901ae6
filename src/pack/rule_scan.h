// A light look at the text of a rule, without parsing it: where its texts, comments and names are.
// Enough to find what a fold would swallow, where an expression in braces ends, which parameters
// are named, and whether two rules differ only in layout.

#ifndef ASSAY_SRC_PACK_RULE_SCAN_H_
#define ASSAY_SRC_PACK_RULE_SCAN_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay {

enum class RulePieceKind : std::uint8_t { kSpace, kComment, kText, kName, kOther };

// A run of blanks, a comment up to the end of its line, a literal text with its quotes and prefix,
// a name, or one other character.
struct RulePiece {
  RulePieceKind kind = RulePieceKind::kOther;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The piece of `rule` that begins at `begin`, which must be before its end. A text that is never
// closed reaches to the end of the rule.
RulePiece NextRulePiece(std::string_view rule, std::size_t begin);

// Where the first comment begins.
std::optional<std::size_t> FindRuleComment(std::string_view rule);

// `rule` without its layout: comments are left out, blanks outside of texts become one space
// between pieces and none at either end. Equal for rules that differ only in these.
std::string WithoutLayout(std::string_view rule);

// Where the brace of a template closes that opened before `begin`, past braces of the expression in
// between and those in its texts; npos if it does not.
std::size_t ClosingBrace(std::string_view text, std::size_t begin);

}  // namespace assay

#endif  // ASSAY_SRC_PACK_RULE_SCAN_H_
