#include "src/author/text_template.h"

#include <cstddef>
#include <string>
#include <utility>

#include "src/pack/rule_scan.h"

namespace assay::author {
std::optional<Template> TemplateOf(std::string_view text, const TextOrigin& origin) {
  Template parsed;
  std::string literal;
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    const bool is_twice = (c == '{' || c == '}') && text.substr(at + 1, 1) == text.substr(at, 1);
    if (is_twice || (c != '{' && c != '}')) {
      literal += c;
      at += is_twice ? 2 : 1;
      continue;
    }
    const std::size_t close = c == '}' ? std::string_view::npos : ClosingBrace(text, at + 1);
    if (close == std::string_view::npos || close == at + 1) return std::nullopt;
    if (!literal.empty()) parsed.segments.push_back({std::move(literal), {}});
    literal.clear();
    parsed.segments.push_back({{}, {std::string(text.substr(at + 1, close - at - 1)), origin}});
    at = close + 1;
  }
  if (!literal.empty()) parsed.segments.push_back({std::move(literal), {}});
  return parsed;
}

}  // namespace assay::author
