#include "assay/base/diagnostic.h"

#include <algorithm>

#include "assay/base/display.h"
#include "src/base/edit_distance.h"
#include "src/base/utf8.h"

namespace assay {
namespace {

constexpr std::size_t kWidest = 160;    // Code points of a quoted line.
constexpr std::size_t kGutter = 5;      // Digits a line number is given.
constexpr std::string_view kCut = "…";  // Stands for what was cut off a long line.

// The code points of what ForDisplay gave.
std::vector<std::string_view> CodePointsOf(std::string_view text) {
  std::vector<std::string_view> result;
  result.reserve(text.size());
  while (!text.empty()) {
    const CodePoint next = DecodeUtf8(text);
    result.push_back(text.substr(0, next.bytes));
    text.remove_prefix(next.bytes);
  }
  return result;
}

// "pack.yaml:41:9: ", with whatever of it is known.
void AppendPlace(const Place& place, std::string* out) {
  if (!place.file.empty()) {
    out->append(MessageForDisplay(place.file));
    out->push_back(':');
  }
  if (place.line != 0) {
    out->append(std::to_string(place.line)).push_back(':');
    if (place.column != 0) out->append(std::to_string(place.column)).push_back(':');
  }
  if (!out->empty()) out->push_back(' ');
}

void AppendGutter(std::string_view number, std::string* out) {
  if (number.size() < kGutter) out->append(kGutter - number.size(), ' ');
  out->append(number).append(" | ");
}

// The part of a long line that is shown: [begin, end) in code points.
struct Window {
  std::size_t begin = 0;
  std::size_t end = 0;
};

Window WindowAround(std::size_t column, std::size_t size) {
  if (size <= kWidest) return {0, size};
  const std::size_t middle = std::min(column, size);
  const std::size_t begin = std::min(middle - std::min(middle, kWidest / 2), size - kWidest);
  return {begin, begin + kWidest};
}

void AppendQuotedLine(const Diagnostic& diagnostic, std::string* out) {
  const std::string shown = ForDisplay(diagnostic.source_line);
  const std::vector<std::string_view> line = CodePointsOf(shown);
  // From 1, in what is quoted; 0 = none. A column past the end (a missing bracket) gets its mark
  // right behind the line.
  const std::uint32_t left_out = diagnostic.source_line_from;
  const std::uint32_t given = diagnostic.place.column;
  const std::size_t column =
      given <= left_out ? 0 : std::min<std::size_t>(given - left_out, line.size() + 1);
  const Window window = WindowAround(column == 0 ? 0 : column - 1, line.size());
  const bool cut_before = window.begin > 0 || left_out > 0;
  AppendGutter(diagnostic.place.line == 0 ? "" : std::to_string(diagnostic.place.line), out);
  if (cut_before) out->append(kCut);
  for (std::size_t i = window.begin; i < window.end; ++i) out->append(line[i]);
  if (window.end < line.size()) out->append(kCut);
  out->push_back('\n');
  if (column == 0 && diagnostic.hint.empty()) return;

  AppendGutter("", out);
  if (column != 0) {
    const std::size_t start = column - 1;
    const std::size_t wanted = std::max<std::size_t>(diagnostic.place.length, 1);
    const std::size_t room = window.end > start ? window.end - start : 1;
    out->append(start - window.begin + (cut_before ? 1 : 0), ' ');
    out->append(std::min(wanted, room), '^');
    if (!diagnostic.hint.empty()) out->push_back(' ');
  }
  out->append(HintForDisplay(diagnostic.hint));
  out->push_back('\n');
}

std::string Counted(std::size_t count, std::string_view noun) {
  std::string text = std::to_string(count);
  text.append(" ").append(noun);
  if (count != 1) text.push_back('s');
  return text;
}

}  // namespace

std::size_t ErrorCount(const Diagnostics& diagnostics) {
  return static_cast<std::size_t>(
      std::count_if(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
        return diagnostic.severity == DiagnosticSeverity::kError;
      }));
}

std::string Render(const Diagnostic& diagnostic) {
  std::string out;
  AppendPlace(diagnostic.place, &out);
  const bool is_error = diagnostic.severity == DiagnosticSeverity::kError;
  out.append(is_error ? "error[" : "warning[").append(diagnostic.code).append("] ");
  out.append(MessageForDisplay(diagnostic.message));
  if (!diagnostic.place.pointer.empty()) {
    out.append(" (at ");
    out.append(MessageForDisplay(diagnostic.place.pointer));
    out.push_back(')');
  }
  out.push_back('\n');
  if (!diagnostic.source_line.empty()) {
    AppendQuotedLine(diagnostic, &out);
  } else if (!diagnostic.hint.empty()) {
    out.append("  hint: ");
    out.append(HintForDisplay(diagnostic.hint));
    out.push_back('\n');
  }
  return out;
}

std::string Render(const Diagnostics& diagnostics) {
  std::string out;
  if (diagnostics.empty()) return out;
  for (const Diagnostic& diagnostic : diagnostics) out.append(Render(diagnostic));
  const std::size_t errors = ErrorCount(diagnostics);
  const std::size_t warnings = diagnostics.size() - errors;
  if (errors > 0) out.append(Counted(errors, "error"));
  if (errors > 0 && warnings > 0) out.append(", ");
  if (warnings > 0) out.append(Counted(warnings, "warning"));
  out.push_back('\n');
  return out;
}

std::string_view NearestName(std::string_view wrong,
                             const std::vector<std::string_view>& candidates) {
  // The distance must stay below the length, or `x` would be "near" every other letter.
  if (wrong.size() < 2) return {};
  std::size_t limit = std::max<std::size_t>(wrong.size() / 3, 1);
  std::string_view nearest;
  for (const std::string_view candidate : candidates) {
    const std::size_t distance = EditDistance(wrong, candidate, limit);
    if (distance > limit) continue;
    nearest = candidate;
    if (distance == 0) break;
    limit = distance - 1;  // Only a strictly nearer one may take its place.
  }
  return nearest;
}

}  // namespace assay
