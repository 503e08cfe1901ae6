// Feeds bytes to everything that reads JSON, and stops where two of them disagree: the fast parser
// and the scanner that explains its refusals must accept the same texts, the tree must be readable
// exactly then (apart from duplicate keys), and every diagnostic must be renderable.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "src/base/json_events.h"
#include "src/base/json_parser.h"
#include "src/base/json_scan.h"
#include "src/base/json_writer.h"
#include "src/base/tree.h"

namespace assay {
namespace {

constexpr std::size_t kMaxDepth = 32;

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

// Writes what it hears, so that the text can be read a second time.
struct Echo {
  explicit Echo(std::string* out) : json(JsonLayout::kCompact, out) {}
  bool BeginObject() { return json.BeginObject(), true; }
  bool EndObject() { return json.EndObject(), true; }
  bool BeginArray() { return json.BeginArray(), true; }
  bool EndArray() { return json.EndArray(), true; }
  bool Key(std::string_view key) { return json.Key(key), true; }
  bool String(std::string_view text) { return json.String(text), true; }
  bool Number(std::string_view text) { return json.Number(text), true; }
  bool Bool(bool value) { return json.Bool(value), true; }
  bool Null() { return json.Null(), true; }
  JsonWriter json;
};

bool HasOther(const Diagnostics& problems, std::string_view code) {
  for (const Diagnostic& problem : problems) {
    if (problem.code != code) return true;
  }
  return false;
}

void Check(std::string_view text) {
  Diagnostics problems;
  std::string written;
  Echo echo(&written);
  const bool accepted = ParseJsonInto(text, "fuzz", kMaxDepth, &echo, &problems);
  Require(accepted == problems.empty(), "a refusal has one diagnostic");
  Require(accepted || problems[0].message != "this is not JSON", "both scanners refuse alike");
  Render(problems);

  Document document;
  Diagnostics faults;
  ReadJson(text, "fuzz", {.bytes = text.size(), .depth = kMaxDepth}, &document, &faults);
  Require(accepted != HasOther(faults, "json.duplicate-key"), "the tree reader agrees");
  Render(faults);
  PlacesOfPointers(text, {{"", false, 0}, {"/a", true, 0}, {"/0/a", false, 1}});
  if (!accepted) return;

  std::string again;
  Echo second(&again);
  Diagnostics none;
  Require(ParseJsonInto(written, "fuzz", kMaxDepth, &second, &none), "what is written is JSON");
  Require(written == again, "writing is stable");
}

}  // namespace
}  // namespace assay

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  assay::Check(std::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
