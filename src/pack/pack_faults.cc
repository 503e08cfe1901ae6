#include "src/pack/pack_faults.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "src/base/utf8.h"

namespace assay {

void PackFaults::Report(Spot spot, std::string code, std::string message, std::string hint) {
  ++error_count_;
  Add(spot, DiagnosticSeverity::kError, std::move(code), std::move(message), std::move(hint));
}

void PackFaults::Warn(Spot spot, std::string code, std::string message, std::string hint) {
  Add(spot, DiagnosticSeverity::kWarning, std::move(code), std::move(message), std::move(hint));
}

void PackFaults::Add(Spot spot, DiagnosticSeverity severity, std::string code, std::string message,
                     std::string hint) {
  if (found_.size() >= limit_) return;
  found_.push_back(
      document_.At(spot.mark, spot.length, std::move(code), std::move(message), std::move(hint)));
  found_.back().severity = severity;
}

Spot PackFaults::Key(const NodeMember& member) {
  const std::size_t length = std::max<std::size_t>(CountCodePoints(member.key), 1);
  return {member.key_mark, static_cast<std::uint32_t>(length)};
}

Spot PackFaults::Value(const Node& node) const {
  const bool is_one_line = node.is_scalar() && node.runs.empty() && !node.has_escapes;
  return is_one_line ? Inside(node, 0, node.text.size()) : Spot{node.mark, 1};
}

Spot PackFaults::Inside(const Node& node, std::size_t offset, std::size_t bytes) const {
  if (node.has_escapes) return {node.mark, 1};
  const std::string_view piece = std::string_view(node.text).substr(offset, bytes);
  const std::size_t length = std::max<std::size_t>(CountCodePoints(piece), 1);
  return {document_.Inside(node, offset), static_cast<std::uint32_t>(length)};
}

Diagnostics PackFaults::Take() {
  std::stable_sort(found_.begin(), found_.end(),
                   [](const Diagnostic& left, const Diagnostic& right) {
                     return std::tie(left.place.line, left.place.column) <
                            std::tie(right.place.line, right.place.column);
                   });
  return std::move(found_);
}

std::string PackFaults::Nearest(std::string_view wrong,
                                const std::vector<std::string_view>& known) {
  const std::string_view near = NearestName(wrong, known);
  return near.empty() ? std::string() : "did you mean `" + std::string(near) + "`?";
}

std::string PackFaults::Choice(const std::vector<std::string_view>& known) {
  constexpr std::size_t kMostListed = 12;
  if (known.empty()) return "the pack has none";
  if (known.size() <= kMostListed) return "one of: " + Listed(known);
  return Choice({known.begin(), known.begin() + kMostListed}) + ", ...";
}

std::string Listed(const std::vector<std::string_view>& names) {
  std::string list;
  for (const std::string_view name : names) {
    if (!list.empty()) list += ", ";
    list += name;
  }
  return list;
}

}  // namespace assay
