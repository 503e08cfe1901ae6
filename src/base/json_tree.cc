// The JSON half of tree.h: the slow scanner's events, built into a tree.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "src/base/json_fault.h"
#include "src/base/json_scan.h"
#include "src/base/source_text.h"
#include "src/base/tree.h"
#include "src/base/tree_builder.h"

namespace assay {
namespace {

class TreeVisitor final : public JsonVisitor {
 public:
  explicit TreeVisitor(Document* document) : document_(document), source_(document->text) {}

  void Key(const JsonToken& token) override {
    if (skipped_levels_ > 0) return;
    const std::string key = DecodeJsonString(TextOf(token));
    const std::optional<Mark> first = builder_.Key(key, MarkOf(token.begin));
    skips_value_ = first.has_value();
    if (first.has_value()) DuplicateKey(token, key, *first);
  }

  void Begin(const JsonToken& bracket) override {
    if (skipped_levels_ > 0 || std::exchange(skips_value_, false)) {
      ++skipped_levels_;
      return;
    }
    const bool array = bracket.kind == JsonTokenKind::kBeginArray;
    builder_.Begin(array ? NodeKind::kSequence : NodeKind::kMapping, MarkOf(bracket.begin));
  }

  void End(const JsonToken&) override {
    if (skipped_levels_ > 0) {
      --skipped_levels_;
    } else {
      builder_.End();
    }
  }

  void Scalar(const JsonToken& token) override {
    if (skipped_levels_ > 0 || std::exchange(skips_value_, false)) return;
    const std::string_view written = TextOf(token);
    Node node;
    node.kind = token.kind == JsonTokenKind::kNull ? NodeKind::kNull : NodeKind::kScalar;
    node.text = written;
    node.mark = MarkOf(token.begin);
    if (token.kind == JsonTokenKind::kString) {
      node.style = ScalarStyle::kQuoted;
      node.text = DecodeJsonString(written);
      node.has_escapes = written.find('\\') != std::string_view::npos;
      ++node.mark.column;  // Behind the quote.
    }
    builder_.Scalar(std::move(node));
  }

  Node TakeRoot() { return builder_.Take(); }
  Diagnostics TakeProblems() { return std::move(problems_); }

  // The last fault, which ended the scan.
  void Report(JsonFault fault) {
    if (problems_.size() == kMostTreeFaults) return;
    Add(fault.offset, fault.bytes, std::move(fault.code), std::move(fault.message),
        std::move(fault.hint));
  }

 private:
  std::string_view TextOf(const JsonToken& token) const {
    return std::string_view(document_->text).substr(token.begin, token.end - token.begin);
  }

  Mark MarkOf(std::size_t offset) {
    const SourcePosition position = source_.Locate(offset);
    return {position.line, position.column};
  }

  void DuplicateKey(const JsonToken& token, const std::string& key, Mark first) {
    if (problems_.size() == kMostTreeFaults) return;
    Add(token.begin, token.end - token.begin, "json.duplicate-key",
        "`" + key + "` is already a member of this object",
        "the first one is on line " + std::to_string(first.line));
  }

  void Add(std::size_t offset, std::size_t bytes, std::string code, std::string message,
           std::string hint) {
    Diagnostic& diagnostic = problems_.emplace_back();
    diagnostic.code = std::move(code);
    diagnostic.message = std::move(message);
    diagnostic.hint = std::move(hint);
    diagnostic.place.file = document_->file;
    source_.Place(offset, bytes, &diagnostic);
  }

  Document* document_;
  SourceText source_;
  TreeBuilder builder_;
  Diagnostics problems_;
  bool skips_value_ = false;        // The value of a duplicate key comes next.
  std::size_t skipped_levels_ = 0;  // Open brackets inside such a value.
};

}  // namespace

bool ReadJson(std::string_view text, std::string_view file, const TreeLimits& limits,
              Document* document, Diagnostics* problems) {
  *document = Document{std::string(file), {}, {}};
  if (text.size() > limits.bytes) {
    problems->push_back(
        document->At({}, 0, "json.too-large",
                     "the text has more than " + std::to_string(limits.bytes) + " bytes",
                     "split it, or raise the limit"));
    return false;
  }
  document->text = text;
  TreeVisitor visitor(document);
  std::optional<JsonFault> fault =
      ScanJson(document->text, std::min(limits.depth, kDeepestJson), &visitor);
  if (fault.has_value()) visitor.Report(*std::move(fault));
  document->root = visitor.TakeRoot();
  const Diagnostics found = visitor.TakeProblems();
  problems->insert(problems->end(), found.begin(), found.end());
  return found.empty();
}

}  // namespace assay
