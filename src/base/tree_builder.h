// Puts a tree together from a reader's events.

#ifndef ASSAY_SRC_BASE_TREE_BUILDER_H_
#define ASSAY_SRC_BASE_TREE_BUILDER_H_

#include <optional>
#include <string>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "src/base/tree.h"

namespace assay {

// Events come as they stand in the text: in a mapping, a key before every value.
class TreeBuilder {
 public:
  void Begin(NodeKind kind, Mark mark);
  void End();
  // Announces the key of the next value. The mark of the first such key, if the mapping has it
  // already; the caller then leaves the next value out.
  std::optional<Mark> Key(const std::string& key, Mark mark);
  void Scalar(Node node);

  // The finished root, or as much of it as was read: what is still open is ended.
  Node Take();

 private:
  struct Level {
    Node node;
    std::string key;  // Of the value that comes next.
    Mark key_mark;
    boost::unordered_flat_map<std::string, Mark> seen;
  };

  void Add(Node node);

  std::vector<Level> open_;
  Node root_;
};

}  // namespace assay

#endif  // ASSAY_SRC_BASE_TREE_BUILDER_H_
