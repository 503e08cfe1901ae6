// Texts for people: literal pieces and the expressions in braces between them.

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "src/pack/pack_reader.h"
#include "src/pack/rule_scan.h"

namespace assay {
namespace {

constexpr const char* kBracesHint =
    "an expression stands in `{ }`; a brace that is meant is written twice";

}  // namespace

Template PackReader::TemplateOf(const Node& scalar) {
  const std::string_view text = scalar.text;
  const auto fault = [&](std::size_t offset, std::size_t bytes, std::string message) {
    faults_.Report(faults_.Inside(scalar, offset, bytes), "pack.text-braces", std::move(message),
                   kBracesHint);
  };
  Template parsed;
  std::string literal;
  const auto end_literal = [&] {
    if (!literal.empty()) parsed.segments.push_back({std::move(literal), {}});
    literal.clear();
  };
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    if ((c == '{' || c == '}') && text.substr(at + 1, 1) == text.substr(at, 1)) {
      literal += c;
      at += 2;
      continue;
    }
    if (c == '}') fault(at, 1, "a `}` that closes no `{`");
    if (c != '{') {
      literal += c;
      ++at;
      continue;
    }
    const std::size_t close = ClosingBrace(text, at + 1);
    if (close == std::string_view::npos) {
      fault(at, 1, "a `{` that is not closed");
      break;
    }
    const std::string_view inside = text.substr(at + 1, close - at - 1);
    const std::size_t first = inside.find_first_not_of(" \t\n");
    if (first == std::string_view::npos) {
      fault(at, close + 1 - at, "nothing between `{` and `}`");
    } else {
      end_literal();
      const std::size_t last = inside.find_last_not_of(" \t\n");
      parsed.segments.push_back({{}, Piece(scalar, at + 1 + first, at + 2 + last)});
    }
    at = close + 1;
  }
  end_literal();
  return parsed;
}

LocalizedText PackReader::Localized(const Node& object, std::string_view member) {
  LocalizedText text;
  const Node* node = object.Find(member);
  if (node == nullptr) return text;
  if (node->is_scalar()) text.translations.emplace_back("en", TemplateOf(*node));
  for (const NodeMember& translation : node->members) {
    const auto is_same = [&](const auto& other) {
      return other.first != translation.key && absl::EqualsIgnoreCase(other.first, translation.key);
    };
    const auto other =
        std::find_if(text.translations.begin(), text.translations.end(), is_same);
    if (other != text.translations.end()) {
      faults_.Report(PackFaults::Key(translation), "pack.duplicate-id",
                     absl::StrCat("`", translation.key, "` is the language of `", other->first,
                                  "`: capitals make no difference"),
                     "one text for each language");
    }
    if (translation.value.is_scalar())
      text.translations.emplace_back(translation.key, TemplateOf(translation.value));
  }
  return text;
}

}  // namespace assay
