#include "assay/expr/parse.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "src/base/utf8.h"
#include "src/expr/parser.h"
#include "src/expr/syntax_faults.h"

namespace assay {
namespace {

// What no caller may raise a limit above: later passes recurse once or more per level.
constexpr ParseLimits kCeilings = {
    .code_points = 10'000'000, .depth = 1000, .comprehension_depth = 16};

ParseLimits WithinCeilings(const ParseLimits& limits) {
  return {.code_points = std::min(limits.code_points, kCeilings.code_points),
          .depth = std::min(limits.depth, kCeilings.depth),
          .comprehension_depth =
              std::min(limits.comprehension_depth, kCeilings.comprehension_depth)};
}

}  // namespace

std::optional<Ast> Parse(std::string_view text, const ParseOptions& options,
                         Diagnostics* problems) {
  ParseOptions bounded = options;
  bounded.limits = WithinCeilings(options.limits);
  SyntaxFaults faults(text);
  std::optional<Ast> ast;
  const std::size_t invalid = FindInvalidUtf8(text);
  const std::size_t size = CountCodePoints(text);
  if (size > bounded.limits.code_points) {
    faults.Error({0, 0}, "expr.limit-size",
                 absl::StrCat("the expression has ", size, " characters; the limit is ",
                              bounded.limits.code_points),
                 "split it up: derived fields and functions");
  } else if (invalid != std::string_view::npos) {
    const auto begin = static_cast<std::uint32_t>(invalid);
    faults.Error({begin, begin + 1}, "expr.utf8", "this byte is not part of UTF-8",
                 "save the file as UTF-8");
  } else {
    ast = Parser(text, bounded, &faults).Run();
  }
  faults.AppendTo(problems);
  return ast;
}

Place PlaceOf(std::string_view text, Span span) {
  const std::size_t begin = std::min<std::size_t>(span.begin, text.size());
  const std::size_t end = std::min<std::size_t>(std::max(span.begin, span.end), text.size());
  const std::string_view before = text.substr(0, begin);
  const std::size_t line_end = before.rfind('\n');
  const std::size_t line_begin = line_end == std::string_view::npos ? 0 : line_end + 1;
  // A span over several lines is underlined on its first.
  const std::string_view marked = text.substr(begin, std::min(text.find('\n', begin), end) - begin);
  Place place;
  place.line = static_cast<std::uint32_t>(1 + std::count(before.begin(), before.end(), '\n'));
  place.column = static_cast<std::uint32_t>(1 + CountCodePoints(before.substr(line_begin)));
  place.length = static_cast<std::uint32_t>(CountCodePoints(marked));
  return place;
}

}  // namespace assay
