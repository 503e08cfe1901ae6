#include "src/base/json_fault.h"

#include <utility>

#include "src/base/json_scan.h"
#include "src/base/source_text.h"

namespace assay {
namespace {

class NoVisitor final : public JsonVisitor {
 public:
  void Key(const JsonToken&) override {}
  void Begin(const JsonToken&) override {}
  void End(const JsonToken&) override {}
  void Scalar(const JsonToken&) override {}
};

}  // namespace

Diagnostic DescribeJsonFault(std::string_view text, std::string_view file, std::size_t max_depth,
                             std::size_t stopped_at) {
  NoVisitor visitor;
  std::optional<JsonFault> fault = ScanJson(text, max_depth, &visitor);
  // Where the two scanners disagree, the faster one has decided and only its place is known.
  if (!fault.has_value()) fault = JsonFault{"json.syntax", "this is not JSON", "", stopped_at, 1};
  Diagnostic diagnostic;
  diagnostic.code = std::move(fault->code);
  diagnostic.message = std::move(fault->message);
  diagnostic.hint = std::move(fault->hint);
  diagnostic.place.file = file;
  SourceText(text).Place(fault->offset, fault->bytes, &diagnostic);
  return diagnostic;
}

}  // namespace assay
