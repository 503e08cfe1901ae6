// YAML out: a tree of mappings, lists and scalars as the strict subset that ReadYaml
// (src/base/tree.h) reads, every scalar in the plainest style that reads back as the same text.

#ifndef ASSAY_SRC_PACK_YAML_OUT_H_
#define ASSAY_SRC_PACK_YAML_OUT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay {

// Where something that is written comes from; nowhere if `file` is null.
struct YamlSource {
  const std::string* file = nullptr;
  std::uint32_t line = 0;
};

struct YamlMember;

struct YamlOut {
  enum class Kind : std::uint8_t { kScalar, kMapping, kList };
  Kind kind = Kind::kMapping;
  std::string text;      // Of a scalar.
  bool is_bare = false;  // A number or truth value: never quoted.
  std::vector<YamlMember> members;
  std::vector<YamlOut> items;
  YamlSource source;

  static YamlOut Scalar(std::string text);
  static YamlOut Bare(std::string text);
  static YamlOut List();

  // Appends a member and gives it for filling in. It stays valid until the next is appended.
  YamlOut& Put(std::string key, YamlOut value);
  void PutText(std::string key, std::string_view text);  // Left out if empty.
};

struct YamlMember {
  std::string key;
  YamlOut value;
};

// Where pieces of a written text come from, by its lines from 1, ascending: a piece reaches up to
// the line of the next.
using LineSources = std::vector<std::pair<std::uint32_t, YamlSource>>;

// `root`, a mapping, as a document with a line end at its end. `sources` may be null.
std::string WriteYaml(const YamlOut& root, LineSources* sources);

}  // namespace assay

#endif  // ASSAY_SRC_PACK_YAML_OUT_H_
