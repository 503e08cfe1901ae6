// A diagnostic: one fault in text that somebody wrote (facts, a pack, a rule),
// with its place and what to do about it. Every pass reports all the faults it
// can find, in the order of the text.
//
//   pack.yaml:41:9: error[expr.no-such-field] `module_id` is not a field of training_completion
//      41 |       e.module_id == params.basic && e.passed
//         |         ^^^^^^^^^ did you mean `module`?

#ifndef ASSAY_BASE_DIAGNOSTIC_H_
#define ASSAY_BASE_DIAGNOSTIC_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

// Where something stands in a text. Every member may be missing: facts that
// came through Arrow have no line, a rule typed on a command line has no file.
struct Place {
  std::string file;          // As the caller named it; empty = none.
  std::uint32_t line = 0;    // From 1; 0 = not known.
  std::uint32_t column = 0;  // From 1, in code points; 0 = not known.
  std::uint32_t length = 0;  // Code points to underline; 0 = one.
  std::string pointer;       // JSON pointer (RFC 6901) into the document; "" = the root or none.

  bool operator==(const Place&) const = default;
};

enum class DiagnosticSeverity : std::uint8_t { kError, kWarning };

struct Diagnostic {
  std::string code;     // Stable, "<room>.<what>", e.g. "json.duplicate-key". Tests assert on it.
  std::string message;  // One line, lower case, no full stop, user text in backticks.
  Place place;
  std::string hint;         // What to do, or empty.
  std::string source_line;  // The text of place.line without its end, or empty.
  DiagnosticSeverity severity = DiagnosticSeverity::kError;
  // Code points of the line left out before source_line begins: of a file that is all
  // one line only the part around the column is kept.
  std::uint32_t source_line_from = 0;

  bool operator==(const Diagnostic&) const = default;
};

using Diagnostics = std::vector<Diagnostic>;

// How many of `diagnostics` are errors (warnings do not refuse an input).
std::size_t ErrorCount(const Diagnostics& diagnostics);

// The form shown above, ending in a line end. Whatever of the place is not known is
// left out; a JSON pointer follows the message: "(at /people/3/start)". Lines of more than 160 code
// points are cut around the column, texts in backticks of more than 100 at their end. A tab is shown
// as one space; control characters, separators of lines, marks that turn the direction of writing
// and characters that cannot be seen as `?`; bytes that are not UTF-8 as U+FFFD.
std::string Render(const Diagnostic& diagnostic);

// All of them in order, with a closing line that counts them ("2 errors, 1 warning").
// Empty when there are none.
std::string Render(const Diagnostics& diagnostics);

// The candidate nearest to `wrong` by edit distance (at most a third of its
// length, at least one), for "did you mean". Two neighbours in the wrong order count
// as one edit. Ties: the first. Empty when none is near, and for a name of one letter.
std::string_view NearestName(std::string_view wrong,
                             const std::vector<std::string_view>& candidates);

}  // namespace assay

#endif  // ASSAY_BASE_DIAGNOSTIC_H_
