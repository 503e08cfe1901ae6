// The YAML half of tree.h: libfyaml's events, held to the strict subset and built into a tree.
//
// YAML says a great deal that a file kept for an audit should not: references that expand, values
// that are typed by their look, keys given twice. Each is refused under a code of its own, and the
// reading goes on, so that all faults of a file are told at once.

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "src/base/source_text.h"
#include "src/base/tree.h"
#include "src/base/tree_builder.h"
#include "src/base/utf8.h"
#include "src/base/yaml_guard.h"
#include "src/base/yaml_parser.h"
#include "src/base/yaml_scalar.h"
#include "src/base/yaml_syntax.h"

namespace assay {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// libfyaml itself does not recurse, but a tree is destroyed by recursion.
constexpr std::size_t kDeepestYaml = 1000;

constexpr std::uint32_t kEveryLine = static_cast<std::uint32_t>(-1);

bool IsBlock(const YamlEvent& event) {
  return event.style == ScalarStyle::kLiteral || event.style == ScalarStyle::kFolded;
}

class YamlReader {
 public:
  YamlReader(Document* document, std::size_t max_depth)
      : document_(document),
        text_(document->text),
        max_depth_(std::min(max_depth, kDeepestYaml)),
        source_(text_) {}

  Diagnostics Read() {
    for (YamlFault& fault : FindDirectives(text_)) Report(std::move(fault));
    std::vector<YamlFault> hostile = FindHostileShape(text_);
    if (hostile.empty()) {
      Parse();
    } else {
      Report(std::move(hostile.front()));
    }
    document_->root = builder_.Take();
    std::stable_sort(problems_.begin(), problems_.end(),
                     [](const Diagnostic& left, const Diagnostic& right) {
                       return std::tie(left.place.line, left.place.column) <
                              std::tie(right.place.line, right.place.column);
                     });
    return std::move(problems_);
  }

 private:
  // An open sequence or mapping.
  struct Level {
    bool is_mapping = false;
    bool is_flow = false;
    bool left_out = false;        // Under a key that was refused: read, but not built.
    bool expects_key = false;     // Of a mapping.
    bool value_left_out = false;  // The key before this value was refused.
    std::size_t keys = 0;
    std::size_t begin = 0;
    std::size_t key_begin = 0;
    std::size_t key_end = 0;
  };

  void Parse() {
    YamlParser parser(text_);
    bool go_on = true;
    while (go_on) {
      const std::optional<YamlEvent> event = parser.Next();
      if (!event.has_value()) break;
      go_on = Take(*event);
    }
    const std::optional<YamlSyntaxFault> fault = go_on ? parser.fault() : std::nullopt;
    if (fault.has_value()) {
      SyntaxFault(*fault);
    } else {
      FindTabs(1, kEveryLine);
    }
    if (go_on && !fault.has_value() && !has_content_) {
      Report("yaml.empty", 0, 1, "there is nothing in this text", "");
    }
  }

  // False ends the reading.
  bool Take(const YamlEvent& event) {
    if (event.kind != YamlEventKind::kBeginDocument) RefuseReferences(event);
    bool go_on = true;
    switch (event.kind) {
      case YamlEventKind::kBeginDocument:
        go_on = BeginDocument(event);
        break;
      case YamlEventKind::kBeginSequence:
      case YamlEventKind::kBeginMapping:
        go_on = Begin(event);
        break;
      case YamlEventKind::kEndSequence:
      case YamlEventKind::kEndMapping:
        End();
        break;
      case YamlEventKind::kScalar:
      case YamlEventKind::kAlias:
        Scalar(event);
        break;
    }
    if (event.begin.has_value()) last_end_ = std::max(event.end, *event.begin);
    return go_on && problems_.size() < kMostTreeFaults;
  }

  bool BeginDocument(const YamlEvent& event) {
    if (!std::exchange(in_document_, true)) return true;
    std::size_t at = event.begin.value_or(last_end_);
    if (!event.begin.has_value()) {
      at = std::min(text_.find_first_not_of(" \t\r\n.", last_end_), text_.size());
    }
    Report("yaml.multiple-documents", at, event.begin.has_value() ? 3 : 1,
           "a second document in one text", "put it in a file of its own");
    return false;
  }

  bool Begin(const YamlEvent& event) {
    has_content_ = true;
    const std::size_t begin = event.begin.value_or(last_end_);
    if (levels_.size() == max_depth_) {
      Report("yaml.depth", begin, 1, "nested deeper than " + std::to_string(max_depth_) + " levels",
             "");
      return false;
    }
    const bool is_key = ExpectsKey();
    if (is_key) ComplexKey(begin);
    Level level;
    level.is_mapping = event.kind == YamlEventKind::kBeginMapping;
    level.is_flow = event.is_flow;
    level.expects_key = level.is_mapping;
    level.left_out = is_key || IsLeftOut();
    level.begin = begin;
    if (!level.left_out) {
      builder_.Begin(level.is_mapping ? NodeKind::kMapping : NodeKind::kSequence, MarkOf(begin));
    }
    levels_.push_back(level);
    return true;
  }

  void End() {
    const Level level = levels_.back();
    levels_.pop_back();
    if (!level.left_out) builder_.End();
    AfterNode();
  }

  // The node that just ended was the key or the value of what is around it.
  void AfterNode() {
    if (levels_.empty() || !levels_.back().is_mapping) return;
    Level& level = levels_.back();
    level.expects_key = !level.expects_key;
    if (level.expects_key) level.value_left_out = false;
  }

  void Scalar(const YamlEvent& event) {
    if (ExpectsKey()) {
      Key(event);
      return;
    }
    if (event.begin.has_value() || !levels_.empty()) has_content_ = true;
    if (IsBlock(event)) blocks_.push_back({*event.begin, event.end});
    MissingValue(event);
    if (!IsLeftOut()) builder_.Scalar(NodeOf(event));
    AfterNode();
  }

  void Key(const YamlEvent& event) {
    Level& level = levels_.back();
    level.key_begin =
        event.begin.value_or(std::min(text_.find_first_not_of(" \t\r\n", last_end_), text_.size()));
    level.key_end = event.begin.has_value() ? event.end : level.key_begin;
    if (!RefuseKey(event) && !level.left_out) {
      const std::optional<Mark> first = builder_.Key(event.text, MarkOf(level.key_begin));
      level.value_left_out = first.has_value();
      if (first.has_value()) {
        Report("yaml.duplicate-key", level.key_begin, level.key_end - level.key_begin,
               "`" + event.text + "` is already a key of this mapping",
               "the first one is on line " + std::to_string(first->line));
      }
    }
    AfterNode();
    ++level.keys;
  }

  // Keys that are more than a name on one line. Their values are left out.
  bool RefuseKey(const YamlEvent& event) {
    Level& level = levels_.back();
    const std::size_t bytes = level.key_end - level.key_begin;
    level.value_left_out = true;
    if (event.kind == YamlEventKind::kAlias) return true;  // Reported as an alias.
    if (!event.begin.has_value()) {
      Report("yaml.complex-key", level.key_begin, 1, "a value without a key", "write `key: value`");
    } else if (IsBlock(event) || IsAskedFor(event) ||
               text_.substr(level.key_begin, bytes).find('\n') != std::string_view::npos) {
      ComplexKey(level.key_begin);
    } else if (event.style == ScalarStyle::kPlain && event.text == "<<") {
      Report("yaml.merge-key", level.key_begin, 2, "a merge key",
             "write out what it would bring in");
    } else {
      level.value_left_out = false;
    }
    return level.value_left_out;
  }

  void ComplexKey(std::size_t begin) {
    levels_.back().value_left_out = true;
    Report("yaml.complex-key", begin, 1, "a key that is not a plain name",
           "a key is one word or quoted text on one line: `key: value`");
  }

  // Whether a `?` announces this key.
  bool IsAskedFor(const YamlEvent& event) const {
    std::size_t at = *event.begin;
    if (event.style == ScalarStyle::kQuoted && at > 0) --at;
    while (at > 0 && (text_[at - 1] == ' ' || text_[at - 1] == '\t')) --at;
    return at > 0 && text_[at - 1] == '?' && *event.begin > at;
  }

  // `{rule: a, b && c}`: the comma ended the text, and what follows it became a key of its own.
  void MissingValue(const YamlEvent& event) {
    if (event.begin.has_value() || levels_.empty() || event.kind == YamlEventKind::kAlias) return;
    const Level& level = levels_.back();
    if (!level.is_mapping || !level.is_flow) return;
    std::size_t after = level.key_end;
    if (after < text_.size() && level.key_begin > 0 &&
        (text_[after] == '"' || text_[after] == '\'') &&
        text_[level.key_begin - 1] == text_[after]) {
      ++after;
    }
    after = std::min(text_.find_first_not_of(" \t\r\n", after), text_.size());
    if (after < text_.size() && text_[after] == ':') return;
    const std::string key(text_.substr(level.key_begin, level.key_end - level.key_begin));
    const bool follows_a_comma = level.keys > 1;
    Report("yaml.flow-comma", level.key_begin, level.key_end - level.key_begin,
           "`" + key + "` has no value",
           follows_a_comma ? "inside `{ }` a comma ends a plain text: if this belongs to the text "
                             "before it, put the whole in double quotes"
                           : "write `key: value`");
  }

  void RefuseReferences(const YamlEvent& event) {
    if (event.kind == YamlEventKind::kAlias) {
      const std::size_t begin = event.begin.value_or(last_end_);
      Report("yaml.alias", begin, event.text.size() + 1,
             "`*" + event.text + "` refers to another place", "write the value out here");
    }
    if (event.anchor.has_value()) {
      Report("yaml.anchor", *event.anchor, LengthOfWord(*event.anchor), "an anchor",
             "take it out: nothing may refer to it");
    }
    if (event.tag.has_value()) {
      Report("yaml.tag", *event.tag, LengthOfWord(*event.tag), "a tag",
             "take it out: what a value is follows from where it stands");
    }
  }

  std::size_t LengthOfWord(std::size_t begin) const {
    return std::min(text_.find_first_of(" \t\r\n,[]{}", begin), text_.size()) - begin;
  }

  Node NodeOf(const YamlEvent& event) {
    if (event.kind == YamlEventKind::kScalar && event.begin.has_value()) {
      Node node = ScalarNode(text_, event, &source_);
      const bool is_block =
          event.style == ScalarStyle::kLiteral || event.style == ScalarStyle::kFolded;
      // libfyaml 0.7 makes up bytes at the end of some blocks whose lines stand no deeper than their
      // key. What is not written in the file is not taken from it.
      if (is_block && node.has_escapes) {
        Report("yaml.syntax", *event.begin, 1, "this block does not read as it is written",
               "indent all its lines alike and deeper than the key, or put the text in quotes");
        node.text.clear();
      }
      return node;
    }
    Node node;
    if (event.kind == YamlEventKind::kScalar && event.tag.has_value()) {
      // A tag with nothing behind it is a text that begins with `!`, as rules do. It is refused as a
      // tag; to call the value missing as well would be a fault that nobody made.
      node.kind = NodeKind::kScalar;
      node.text = text_.substr(*event.tag, LengthOfWord(*event.tag));
      node.mark = MarkOf(*event.tag);
      return node;
    }
    // Nothing is written: the place is behind the `:` or `-`.
    node.mark = MarkOf(event.begin.value_or(EndOfKey()));
    return node;
  }

  std::size_t EndOfKey() const {
    if (levels_.empty() || !levels_.back().is_mapping) return last_end_;
    const std::size_t end = levels_.back().key_end;
    return end < text_.size() && text_[end] == ':' ? end + 1 : end;
  }

  void SyntaxFault(const YamlSyntaxFault& fault) {
    FindTabs(1, fault.line - 1);
    // A tab seldom is what libfyaml names: it speaks of the key that the tab tore apart, one line
    // up.
    if (FindTabs(fault.line, fault.line + 1)) return;
    const std::size_t at = OffsetOf(fault.line, fault.column);
    const bool at_end = text_.find_first_not_of(" \t\r\n", at) == std::string_view::npos;
    if (at_end && !levels_.empty() && levels_.back().is_flow) {
      const bool brace = levels_.back().is_mapping;
      Report("yaml.syntax", levels_.back().begin, 1,
             brace ? "a `{` that is not closed" : "a `[` that is not closed",
             brace ? "close it with `}`" : "close it with `]`");
      return;
    }
    YamlWording wording = WordYamlFault(fault.message);
    Report({std::move(wording.code), std::move(wording.message), std::move(wording.hint), at, 1});
  }

  // The offset of a line and column from 1; the end of the text if there is no such line.
  std::size_t OffsetOf(std::uint32_t line, std::uint32_t column) const {
    std::size_t begin = 0;
    for (; line > 1; --line) {
      const std::size_t end = text_.find('\n', begin);
      if (end == std::string_view::npos) return text_.size();
      begin = end + 1;
    }
    std::size_t at = begin;
    for (; column > 1 && at < text_.size() && text_[at] != '\n'; --column) {
      at += DecodeUtf8(text_.substr(at)).bytes;
    }
    return at;
  }

  // Reports tabs in the indentation of lines that are not the text of a block, from line `first` to
  // `last`; whether there were any. libfyaml lets some of them pass.
  bool FindTabs(std::uint32_t first, std::uint32_t last) {
    bool found = false;
    std::size_t block = 0;
    std::uint32_t number = 1;
    for (std::size_t begin = 0; begin < text_.size() && number <= last; ++number) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      const std::string_view line = text_.substr(begin, end - begin);
      while (block < blocks_.size() && blocks_[block].end <= begin) ++block;
      const bool in_block = block < blocks_.size() && blocks_[block].begin <= begin;
      const std::size_t text_begin = line.find_first_not_of(" \t\r");
      const std::size_t tab = line.find('\t');
      if (number >= first && !in_block && text_begin != std::string_view::npos &&
          tab < text_begin) {
        Report("yaml.tab", begin + tab, text_begin - tab, "a tab in the indentation",
               "indent with spaces");
        found = true;
      }
      begin = end + 1;
    }
    return found;
  }

  bool ExpectsKey() const { return !levels_.empty() && levels_.back().expects_key; }

  bool IsLeftOut() const {
    return !levels_.empty() && (levels_.back().left_out || levels_.back().value_left_out);
  }

  Mark MarkOf(std::size_t offset) {
    const SourcePosition position = source_.Locate(offset);
    return {position.line, position.column};
  }

  void Report(YamlFault fault) {
    if (problems_.size() == kMostTreeFaults) return;
    Diagnostic& diagnostic = problems_.emplace_back();
    diagnostic.code = std::move(fault.code);
    diagnostic.message = std::move(fault.message);
    diagnostic.hint = std::move(fault.hint);
    diagnostic.place.file = document_->file;
    SourceText(text_).Place(fault.offset, fault.bytes, &diagnostic);
  }

  void Report(std::string code, std::size_t offset, std::size_t bytes, std::string message,
              std::string hint) {
    Report({std::move(code), std::move(message), std::move(hint), offset, bytes});
  }

  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  Document* document_;
  std::string_view text_;
  std::size_t max_depth_;
  SourceText source_;
  TreeBuilder builder_;
  Diagnostics problems_;
  std::vector<Level> levels_;
  std::vector<Range> blocks_;  // The contents of block scalars.
  std::size_t last_end_ = 0;   // Where the last thing that was written ended.
  bool in_document_ = false;
  bool has_content_ = false;
};

}  // namespace

bool ReadYaml(std::string_view text, std::string_view file, const TreeLimits& limits,
              Document* document, Diagnostics* problems) {
  *document = Document{std::string(file), {}, {}};
  if (text.size() > limits.bytes) {
    problems->push_back(
        document->At({}, 0, "yaml.too-large",
                     "the text has more than " + std::to_string(limits.bytes) + " bytes",
                     "split it, or raise the limit"));
    return false;
  }
  // One at the start is allowed, and means nothing.
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    text.remove_prefix(kByteOrderMark.size());
  }
  document->text = text;
  const Diagnostics found = YamlReader(document, limits.depth).Read();
  problems->insert(problems->end(), found.begin(), found.end());
  return found.empty();
}

}  // namespace assay
