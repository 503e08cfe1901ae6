// libfyaml's events as values. Nothing else includes libfyaml.

#ifndef ASSAY_SRC_BASE_YAML_PARSER_H_
#define ASSAY_SRC_BASE_YAML_PARSER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "src/base/tree.h"

namespace assay {

enum class YamlEventKind : std::uint8_t {
  kBeginDocument,
  kBeginSequence,
  kEndSequence,
  kBeginMapping,
  kEndMapping,
  kScalar,
  kAlias,
};

struct YamlEvent {
  YamlEventKind kind = YamlEventKind::kScalar;
  // Bytes [begin, end) of the text; of a quoted scalar, between the quotes; of a block scalar, its
  // content. Nothing for what is not written: an empty value, an implied document.
  std::optional<std::size_t> begin;
  std::size_t end = 0;
  std::optional<std::size_t> anchor;  // Offset of its `&`.
  std::optional<std::size_t> tag;     // Offset of its `!`.
  bool is_flow = false;               // Of a sequence or mapping: in `[ ]` or `{ }`.
  ScalarStyle style = ScalarStyle::kPlain;
  std::string text;  // Of a scalar, decoded; of an alias, its name.
};

// Why the parser stopped, in libfyaml's words.
struct YamlSyntaxFault {
  std::string message;
  std::uint32_t line = 0;  // From 1, as is the column.
  std::uint32_t column = 0;
};

class YamlParser {
 public:
  // `text` must outlive the parser. Throws std::bad_alloc if there is no memory.
  explicit YamlParser(std::string_view text);
  ~YamlParser();
  YamlParser(const YamlParser&) = delete;
  YamlParser& operator=(const YamlParser&) = delete;

  // The next event; nothing at the end of the text or at a fault.
  std::optional<YamlEvent> Next();
  std::optional<YamlSyntaxFault> fault() const;

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

}  // namespace assay

#endif  // ASSAY_SRC_BASE_YAML_PARSER_H_
