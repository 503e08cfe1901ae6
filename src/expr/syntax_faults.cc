#include "src/expr/syntax_faults.h"

#include <algorithm>
#include <utility>

#include "assay/expr/parse.h"

namespace assay {
namespace {

// Beyond this many a text is not an expression with faults but something else; the rest is noise.
constexpr std::size_t kMostFaults = 100;

// The line of `text` that holds byte `offset`, without its end.
std::string_view LineAround(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  std::string_view line = text.substr(begin, text.find('\n', offset) - begin);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

}  // namespace

void SyntaxFaults::Error(Span span, std::string_view code, std::string message, std::string hint) {
  ++error_count_;
  Add(span, {.code = std::string(code), .message = std::move(message), .hint = std::move(hint)});
}

void SyntaxFaults::Warning(Span span, std::string_view code, std::string message,
                           std::string hint) {
  Add(span, {.code = std::string(code),
             .message = std::move(message),
             .hint = std::move(hint),
             .severity = DiagnosticSeverity::kWarning});
}

void SyntaxFaults::Add(Span span, Diagnostic diagnostic) {
  if (faults_.size() >= kMostFaults) return;
  faults_.push_back({span, std::move(diagnostic)});
}

void SyntaxFaults::AppendTo(Diagnostics* problems) const {
  std::vector<const Fault*> ordered;
  for (const Fault& fault : faults_) ordered.push_back(&fault);
  std::stable_sort(ordered.begin(), ordered.end(), [](const Fault* left, const Fault* right) {
    return left->span.begin < right->span.begin;
  });
  for (const Fault* fault : ordered) {
    Diagnostic diagnostic = fault->diagnostic;
    diagnostic.place = PlaceOf(text_, fault->span);
    diagnostic.source_line = std::string(LineAround(text_, fault->span.begin));
    problems->push_back(std::move(diagnostic));
  }
}

}  // namespace assay
