// Regular expressions: RE2, with bounded memory, in silence.

#ifndef ASSAY_SRC_EXPR_PATTERN_H_
#define ASSAY_SRC_EXPR_PATTERN_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace assay {

// A compiled pattern. Immutable: threads may share it. Matching takes time linear in the text.
class Pattern {
 public:
  // Nothing if `text` is no pattern of RE2's, or one that needs more memory: `*fault` says why.
  static std::optional<Pattern> Compile(std::string_view text, std::int64_t most_bytes, std::string* fault);

  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();

  // Of its program, in instructions: what compiling it took, about.
  std::size_t size() const;

  // Whether some part of `text` matches.
  bool IsFoundIn(std::string_view text) const;

 private:
  explicit Pattern(std::unique_ptr<re2::RE2> compiled);

  std::unique_ptr<re2::RE2> compiled_;
};

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_PATTERN_H_
