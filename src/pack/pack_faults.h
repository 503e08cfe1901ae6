// The faults of one pack, as they are found: each with its place in the file.

#ifndef ASSAY_SRC_PACK_PACK_FAULTS_H_
#define ASSAY_SRC_PACK_PACK_FAULTS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/diagnostic.h"
#include "src/base/tree.h"

namespace assay {

// What a diagnostic underlines: a key, a value, or a piece of one.
struct Spot {
  Mark mark;
  std::uint32_t length = 1;  // In code points.
};

class PackFaults {
 public:
  // Keeps the first `limit` faults and counts the others. `document` must outlive this.
  PackFaults(const Document& document, std::size_t limit) : document_(document), limit_(limit) {}

  void Report(Spot spot, std::string code, std::string message, std::string hint = {});
  void Warn(Spot spot, std::string code, std::string message, std::string hint = {});

  // The key of a member.
  static Spot Key(const NodeMember& member);
  // The value: a text on one line is underlined as a whole, anything else at its start.
  Spot Value(const Node& node) const;
  // `bytes` bytes of a scalar's text, from `offset` on; the start where places are not exact.
  Spot Inside(const Node& node, std::size_t offset, std::size_t bytes) const;

  // "did you mean `due`?" if one of `known` is near to `wrong`, else nothing.
  template <typename Names>
  std::string DidYouMean(std::string_view wrong, const Names& known) const {
    // A fault that is only counted needs no hint, which may be dear.
    if (found_.size() >= limit_) return {};
    return Nearest(wrong, std::vector<std::string_view>(known.begin(), known.end()));
  }

  // The same, or else what there is to choose from.
  template <typename Names>
  std::string Suggestion(std::string_view wrong, const Names& known) const {
    if (found_.size() >= limit_) return {};
    const std::vector<std::string_view> names(known.begin(), known.end());
    const std::string near = Nearest(wrong, names);
    return near.empty() ? Choice(names) : near;
  }

  // How many errors there were, the ones not kept included.
  std::size_t error_count() const { return error_count_; }
  // Those that were kept, in the order of the file.
  Diagnostics Take();

 private:
  static std::string Nearest(std::string_view wrong, const std::vector<std::string_view>& known);
  static std::string Choice(const std::vector<std::string_view>& known);
  void Add(Spot spot, DiagnosticSeverity severity, std::string code, std::string message,
           std::string hint);

  const Document& document_;
  std::size_t limit_;
  std::size_t error_count_ = 0;
  Diagnostics found_;
};

// "a, b, c".
std::string Listed(const std::vector<std::string_view>& names);

}  // namespace assay

#endif  // ASSAY_SRC_PACK_PACK_FAULTS_H_
