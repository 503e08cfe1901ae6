// A parsed document with a place on every node: what packs, mappings and other
// small hand-written files are read from. YAML and JSON give the same tree, so
// that a pack may be written in either.
//
// People's data does not come this way: facts are streamed (json_events.h).

#ifndef ASSAY_SRC_BASE_TREE_H_
#define ASSAY_SRC_BASE_TREE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assay/base/diagnostic.h"

namespace assay {

enum class NodeKind : std::uint8_t { kNull, kScalar, kSequence, kMapping };

// How a scalar was written. It matters to messages (a plain scalar is cut at ` #`),
// to typing (JSON's `"1"` and `1` differ; in YAML both may be an int by the pack's
// schema unless quoted) and to places inside block scalars.
enum class ScalarStyle : std::uint8_t { kPlain, kQuoted, kLiteral, kFolded };

struct Mark {
  std::uint32_t line = 0;    // From 1.
  std::uint32_t column = 0;  // From 1, in code points.
};

// From byte `offset` of a scalar's text on, up to the next run, the text stands in the file as it
// is, beginning at `mark`.
struct TextRun {
  std::size_t offset = 0;
  Mark mark;
};

struct NodeMember;

struct Node {
  NodeKind kind = NodeKind::kNull;
  ScalarStyle style = ScalarStyle::kPlain;
  std::string text;  // Of a scalar, decoded. kNull: "" or what was written (`null`, `~`).
  // Where the node starts; of a quoted scalar, the character after the quote; of a block scalar,
  // its first content character.
  Mark mark;
  // Of a literal block: where each line of `text` starts in the file, so that line k, column c of
  // an expression is line_marks[k] plus c. Otherwise empty.
  std::vector<Mark> line_marks;
  // Of a scalar over several source lines (literal, folded, or plain and quoted ones that run on):
  // where its pieces stand. Empty when the text stands on one line, starting at `mark`.
  std::vector<TextRun> runs;
  // Places inside are not exact: the text was quoted with escapes.
  bool has_escapes = false;
  std::vector<Node> items;          // Of a sequence.
  std::vector<NodeMember> members;  // Of a mapping, in file order, keys unique.

  const Node* Find(std::string_view key) const;  // Null when there is no such member.
  bool is_mapping() const { return kind == NodeKind::kMapping; }
  bool is_sequence() const { return kind == NodeKind::kSequence; }
  bool is_scalar() const { return kind == NodeKind::kScalar; }
  bool is_null() const { return kind == NodeKind::kNull; }
};

struct NodeMember {
  std::string key;
  Mark key_mark;
  Node value;
};

// A text with its tree. Keeps the text, because diagnostics quote its lines.
struct Document {
  std::string file;  // As the caller named it; for messages only.
  std::string text;
  Node root;

  // The line (from 1) without its end, or empty.
  std::string_view Line(std::uint32_t line) const;
  // A diagnostic at `mark`, quoting its line.
  Diagnostic At(Mark mark, std::uint32_t length, std::string code, std::string message,
                std::string hint = {}) const;
  // The place of byte `byte_offset` of the scalar `node`'s text; the start of the node where it has
  // escapes. The end of the text is the place behind its last character, before final line ends.
  Mark Inside(const Node& node, std::size_t byte_offset) const;
};

struct TreeLimits {
  std::size_t bytes = 1 << 20;
  std::size_t depth = 64;
};

// At most this many faults of one text are reported.
inline constexpr std::size_t kMostTreeFaults = 100;

// Strict YAML: one document; no anchors, aliases, tags, merge keys, duplicate keys, tabs in
// indentation, complex keys or directives; UTF-8 without a byte order mark in the middle.
// Plain `null`, `~` and nothing are kNull; everything else plain stays text.
// Appends every fault found, in the order of the text, and returns whether there was none;
// `document->root` holds what could be read either way. Codes: yaml.anchor, yaml.alias, yaml.tag,
// yaml.merge-key, yaml.duplicate-key, yaml.complex-key, yaml.flow-comma, yaml.tab, yaml.directive,
// yaml.multiple-documents, yaml.empty, yaml.utf8, yaml.depth, yaml.too-large, yaml.syntax. The last
// four end the reading.
bool ReadYaml(std::string_view text, std::string_view file, const TreeLimits& limits,
              Document* document, Diagnostics* problems);

// Strict JSON (RFC 8259), duplicate keys refused. Numbers and booleans become plain scalars with
// their source text; strings quoted ones. Codes: json.duplicate-key, json.too-large, and those of
// ParseJson (json_events.h).
bool ReadJson(std::string_view text, std::string_view file, const TreeLimits& limits,
              Document* document, Diagnostics* problems);

}  // namespace assay

#endif  // ASSAY_SRC_BASE_TREE_H_
