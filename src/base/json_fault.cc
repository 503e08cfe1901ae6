#include "src/base/json_fault.h"

#include <algorithm>
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

bool HasHugeExponent(std::string_view number) {
  const std::size_t e = number.find_last_of("eE");
  if (e == std::string_view::npos) return false;
  const std::string_view exponent = number.substr(e + 1);
  const std::size_t first = std::min(exponent.find_first_not_of("+-0"), exponent.size());
  return exponent.size() - first > 9;
}

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
