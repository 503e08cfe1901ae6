// Parameters: what type, unit and bounds follow from a name, and whether the default fits them.

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/pack/names.h"
#include "src/pack/sections.h"

namespace assay {
namespace {

struct Suffix {
  std::string_view ending;
  std::string_view unit;
  std::optional<std::int64_t> maximum;
};

constexpr Suffix kSuffixes[] = {{"_pct", "percent", 100},
                                {"_days", "days", {}},
                                {"_months", "months", {}},
                                {"_seconds", "seconds", {}}};

const Suffix* SuffixOf(std::string_view name) {
  for (const Suffix& suffix : kSuffixes) {
    if (name.size() > suffix.ending.size() &&
        name.substr(name.size() - suffix.ending.size()) == suffix.ending) {
      return &suffix;
    }
  }
  return nullptr;
}

// What is inside `list(...)`; nothing if `type` is no list.
std::optional<std::string> ElementOf(std::string_view type) {
  constexpr std::string_view kList = "list(";
  if (type.substr(0, kList.size()) != kList || type.back() != ')') return std::nullopt;
  return std::string(type.substr(kList.size(), type.size() - kList.size() - 1));
}

class ParameterSection {
 public:
  explicit ParameterSection(PackReader& in) : in_(in) {}

  Parameter Read(const NodeMember& member) {
    const Node& node = member.value;
    Parameter parameter;
    parameter.name = member.key;
    parameter.origin = in_.KeyOrigin(member);
    parameter.type = PackReader::Text(node, "type");
    parameter.unit = PackReader::Text(node, "unit");
    parameter.documentation = PackReader::Text(node, "doc");
    const Suffix* suffix = SuffixOf(parameter.name);
    if (parameter.type.empty() && suffix != nullptr) parameter.type = "int";
    if (parameter.unit.empty() && suffix != nullptr) parameter.unit = suffix->unit;
    if (parameter.type.empty()) {
      if (node.is_mapping() && node.Find("type") == nullptr) {
        in_.faults().Report(
            PackFaults::Key(member), "pack.missing-member",
            absl::StrCat("parameter `", parameter.name, "` needs `type`"),
            "only names that end in _pct, _days, _months or _seconds have one by themselves");
      }
      return parameter;
    }
    ReadBounds(node, suffix, &parameter);
    const std::optional<std::string> element = ElementOf(parameter.type);
    if (!IsIdentifier(element.value_or(parameter.type))) {
      in_.faults().Report(
          in_.faults().Value(*node.Find("type")), "pack.bad-type",
          absl::StrCat("`", parameter.type, "` is not a type a parameter can have"),
          "int, decimal, bool, string, date, an enumeration, or list(...) of one of them");
      return parameter;
    }
    if (const Node* value = node.Find("default")) ReadDefault(*value, &parameter);
    return parameter;
  }

  // Of a parameter whose type and bounds are known.
  void ReadDefault(const Node& value, Parameter* parameter) {
    const std::optional<std::string> element = ElementOf(parameter->type);
    if (!element) {
      if (value.is_sequence()) {
        in_.faults().Report(
            in_.faults().Value(value), "pack.default-type",
            absl::StrCat("the default of `", parameter->name, "` is a list, not of type ",
                         parameter->type),
            absl::StrCat("write one value, or make the type list(", parameter->type, ")"));
        return;
      }
      std::optional<ParameterScalar> scalar = ReadScalar(value, parameter->type, *parameter);
      if (!scalar) return;
      std::visit([&](auto& one) { parameter->default_value = std::move(one); }, *scalar);
      return;
    }
    if (value.is_scalar()) {
      in_.faults().Report(in_.faults().Value(value), "pack.default-type",
                          absl::StrCat("the default of `", parameter->name, "` must be a list"),
                          "write [a, b]");
      return;
    }
    std::vector<ParameterScalar> scalars;
    for (const Node& item : value.items) {
      if (std::optional<ParameterScalar> scalar = ReadScalar(item, *element, *parameter)) {
        scalars.push_back(*std::move(scalar));
      }
    }
    parameter->default_value = std::move(scalars);
  }

 private:
  void ReadBounds(const Node& node, const Suffix* suffix, Parameter* parameter) {
    const bool is_int = ElementOf(parameter->type).value_or(parameter->type) == "int";
    const Node* minimum = node.Find("min");
    const Node* maximum = node.Find("max");
    if (!is_int) {
      for (const Node* bound : {minimum, maximum}) {
        if (bound == nullptr) continue;
        in_.faults().Report(in_.faults().Value(*bound), "pack.bad-bounds",
                            absl::StrCat("`", parameter->type, "` has no bounds"),
                            "only int has min and max");
      }
      return;
    }
    if (suffix != nullptr) {
      parameter->minimum = 0;
      parameter->maximum = suffix->maximum;
    }
    const auto narrow = [&](const Node* bound, std::optional<std::int64_t> given,
                            std::optional<std::int64_t>* limit) {
      if (!given) return;
      const bool is_outside = (parameter->minimum && *given < *parameter->minimum) ||
                              (parameter->maximum && *given > *parameter->maximum);
      if (is_outside && suffix != nullptr) {
        in_.faults().Report(in_.faults().Value(*bound), "pack.bad-bounds",
                            absl::StrCat("`", parameter->name, "` counts ", parameter->unit,
                                         " and cannot be ", *given),
                            "change the bound, or the name");
        return;
      }
      *limit = given;
    };
    narrow(minimum, PackReader::Whole(node, "min"), &parameter->minimum);
    const std::optional<std::int64_t> least = parameter->minimum;
    const std::optional<std::int64_t> greatest = PackReader::Whole(node, "max");
    if (least && greatest && *greatest < *least) {
      in_.faults().Report(
          in_.faults().Value(*maximum), "pack.bad-bounds",
          absl::StrCat("the greatest value ", *greatest, " is below the least, ", *least),
          "exchange them");
      return;
    }
    narrow(maximum, greatest, &parameter->maximum);
  }

  std::optional<ParameterScalar> ReadScalar(const Node& node, std::string_view type,
                                            const Parameter& parameter) {
    if (!node.is_scalar()) return std::nullopt;  // Reported as of the wrong kind.
    const bool is_plain = node.style == ScalarStyle::kPlain;
    if (type == "bool" && is_plain && (node.text == "true" || node.text == "false")) {
      return ParameterScalar(node.text == "true");
    }
    if (type == "int" && is_plain) return ReadInt(node, parameter);
    if (type == "decimal") {
      if (const std::optional<Decimal> decimal = Decimal::Parse(node.text))
        return ParameterScalar(*decimal);
    }
    if (type == "date") {
      if (const std::optional<Date> date = Date::Parse(node.text)) return ParameterScalar(*date);
    }
    const bool is_text = type != "bool" && type != "int" && type != "decimal" && type != "date";
    const bool is_json_text = !is_plain || in_.notation() == Notation::kYaml;
    if (is_text && is_json_text) return ParameterScalar(node.text);
    return WrongType(node, type, parameter);
  }

  std::optional<ParameterScalar> ReadInt(const Node& node, const Parameter& parameter) {
    std::int64_t value = 0;
    const char* end = node.text.data() + node.text.size();
    const auto [stop, error] = std::from_chars(node.text.data(), end, value);
    if (node.text.empty() || error != std::errc() || stop != end)
      return WrongType(node, "int", parameter);
    const bool is_low = parameter.minimum && value < *parameter.minimum;
    const bool is_high = parameter.maximum && value > *parameter.maximum;
    if (is_low || is_high) {
      in_.faults().Report(
          in_.faults().Value(node), "pack.default-range",
          absl::StrCat("the default of `", parameter.name, "` is ", is_low ? "below " : "above ",
                       is_low ? *parameter.minimum : *parameter.maximum),
          "change it, or the bound");
    }
    return ParameterScalar(value);
  }

  std::optional<ParameterScalar> WrongType(const Node& node, std::string_view type,
                                           const Parameter& parameter) {
    std::string hint;
    if (type == "date") hint = "write it as 2026-03-31";
    if (type == "bool") hint = "write true or false, without quotes";
    if (type == "int") {
      hint =
          node.style == ScalarStyle::kPlain ? "for example 14" : "write the number without quotes";
    }
    if (type == "decimal") hint = "for example 0.25";
    if (hint.empty()) hint = "put it in double quotes";
    in_.faults().Report(
        in_.faults().Value(node), "pack.default-type",
        absl::StrCat("the default of `", parameter.name, "` is not of type ", std::string(type)),
        std::move(hint));
    return std::nullopt;
  }

  PackReader& in_;
};

}  // namespace

void ReadParameters(const Node& root, PackReader& in, PackDefinition* pack) {
  ParameterSection section(in);
  for (const NodeMember& member : PackReader::Members(root.Find("parameters"))) {
    pack->parameters.push_back(section.Read(member));
  }
}

void ReadParameterValue(const Node& value, PackReader& in, Parameter* parameter) {
  ParameterSection(in).ReadDefault(value, parameter);
}

void FindUnusedParameters(const Node& root, PackReader& in, PackDefinition* pack) {
  for (Parameter& parameter : pack->parameters) parameter.is_unused = !in.IsUsed(parameter.name);
  if (in.names().has_imports) return;
  for (const NodeMember& member : PackReader::Members(root.Find("parameters"))) {
    if (in.IsUsed(member.key)) continue;
    in.faults().Warn(PackFaults::Key(member), "pack.unused-parameter",
                     absl::StrCat("no rule or text names `params.", member.key, "`"),
                     "take it out: setting it would change nothing");
  }
}

}  // namespace assay
