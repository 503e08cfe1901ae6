#include "capi/pack_index.h"

#include <cstdint>
#include <string>
#include <variant>

#include "absl/strings/str_cat.h"
#include "assay/base/date.h"
#include "assay/base/decimal.h"
#include "src/base/json_writer.h"

namespace assay::capi {
namespace {

// In the pack's main language, with the expressions as they are written.
std::string TextOf(const LocalizedText& text) {
  std::string whole;
  if (text.is_empty()) return whole;
  for (const Template::Segment& segment : text.translations.front().second.segments) {
    if (segment.expression.is_empty()) {
      whole += segment.literal;
    } else {
      absl::StrAppend(&whole, "{", segment.expression.text, "}");
    }
  }
  return whole;
}

struct ScalarWriter {
  JsonWriter* json;

  void operator()(bool value) const { json->Bool(value); }
  void operator()(std::int64_t value) const { json->Integer(value); }
  void operator()(const Decimal& value) const { json->Number(value.ToString()); }
  void operator()(const std::string& value) const { json->String(value); }
  void operator()(Date value) const { json->String(value.ToString()); }
  void operator()(const std::vector<ParameterScalar>& values) const {
    json->BeginArray();
    for (const ParameterScalar& value : values) std::visit(*this, value);
    json->EndArray();
  }
};

std::string JsonOf(const ParameterValue& value) {
  std::string text;
  JsonWriter json(JsonLayout::kCompact, &text);
  std::visit(ScalarWriter{&json}, value);
  return text;
}

}  // namespace

PackIndex IndexOf(const PackDefinition& pack) {
  PackIndex index;
  index.title = TextOf(pack.title);
  for (const Parameter& parameter : pack.parameters) {
    index.parameters.push_back({&parameter, JsonOf(parameter.default_value)});
  }
  for (const ControlDefinition& control : pack.controls) {
    ControlEntry& entry = index.controls.emplace_back();
    entry.definition = &control;
    entry.title = TextOf(control.title);
    entry.objective = TextOf(control.objective);
    for (const ItemDefinition& item : control.items) {
      entry.items.push_back({&item, TextOf(item.title), TextOf(item.asks)});
    }
  }
  for (const TrapDefinition& trap : pack.traps) {
    index.traps.push_back({&trap, TextOf(trap.title), TextOf(trap.asks)});
  }
  for (const RealityCheckDefinition& check : pack.reality_checks) {
    index.checks.push_back({&check, TextOf(check.asks)});
  }
  return index;
}

}  // namespace assay::capi
