#include "src/base/tree_builder.h"

#include <cassert>
#include <tuple>
#include <utility>

namespace assay {

void TreeBuilder::Begin(NodeKind kind, Mark mark) {
  Level& level = open_.emplace_back();
  level.node.kind = kind;
  level.node.mark = mark;
}

void TreeBuilder::End() {
  assert(!open_.empty());
  Node node = std::move(open_.back().node);
  open_.pop_back();
  Add(std::move(node));
}

std::optional<Mark> TreeBuilder::Key(const std::string& key, Mark mark) {
  assert(!open_.empty() && open_.back().node.is_mapping());
  Level& level = open_.back();
  const auto [first, is_new] = level.seen.emplace(key, mark);
  if (!is_new) return first->second;
  level.key = key;
  level.key_mark = mark;
  // YAML announces a pair inside `[ ]` only behind its key.
  Mark& start = level.node.mark;
  if (std::tie(mark.line, mark.column) < std::tie(start.line, start.column)) start = mark;
  return std::nullopt;
}

void TreeBuilder::Scalar(Node node) { Add(std::move(node)); }

void TreeBuilder::Add(Node node) {
  if (open_.empty()) {
    root_ = std::move(node);
    return;
  }
  Level& level = open_.back();
  if (level.node.is_sequence()) {
    level.node.items.push_back(std::move(node));
  } else {
    level.node.members.push_back({std::move(level.key), level.key_mark, std::move(node)});
  }
}

Node TreeBuilder::Take() {
  while (!open_.empty()) End();
  return std::move(root_);
}

}  // namespace assay
