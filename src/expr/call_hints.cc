#include "src/expr/call_hints.h"

#include <iterator>
#include <span>

namespace assay {
namespace {

struct NameHint {
  std::string_view name;
  std::string_view hint;
};

constexpr NameHint kMacroForms[] = {
    {"has", "has(x.field)"},
    {"all", "list.all(e, condition)"},
    {"exists", "list.exists(e, condition)"},
    {"exists_one", "list.exists_one(e, condition)"},
    {"existsOne", "list.existsOne(i, e, condition)"},
    {"filter", "list.filter(e, condition)"},
    {"map", "list.map(e, value)"},
    {"transformList", "list.transformList(i, e, value)"},
    {"transformMap", "map.transformMap(k, v, value)"},
    {"transformMapEntry", "map.transformMapEntry(k, v, {key: value})"},
    {"sortBy", "list.sortBy(e, key)"},
    {"optMap", "optional.optMap(v, value)"},
    {"optFlatMap", "optional.optFlatMap(v, optional)"},
    {"latest", "list.latest(e, condition, key)"},
    {"count_distinct", "list.count_distinct(e, value)"},
    {"union", "list.union(e, list)"},
    {"sum", "list.sum(e, number)"},
    {"cel.bind", "cel.bind(name, value, expression)"},
    {"cel.block", "cel.block([first, second], result)"},
};

constexpr std::string_view kSize = "use size(x)";
constexpr std::string_view kExists = "use list.exists(e, condition)";
constexpr std::string_view kAsOf = "there is no clock: the day that is judged is `as_of`";
constexpr std::string_view kLower = "use text.lowerAscii()";
constexpr std::string_view kUpper = "use text.upperAscii()";
constexpr std::string_view kIsNull = "use `x == null`, or has(x.field)";
constexpr std::string_view kInstead = "use x.?field.orValue(instead)";
constexpr std::string_view kDays = "a date less a date is a number of days";

constexpr NameHint kForeignFunctions[] = {
    {"len", kSize},
    {"length", kSize},
    {"count", "use list.filter(e, condition).size()"},
    {"any", kExists},
    {"some", kExists},
    {"every", "use list.all(e, condition)"},
    {"none", "use !list.exists(e, condition)"},
    {"find", "use list.filter(e, condition).first()"},
    {"includes", "use text.contains('part'), or element in list"},
    {"isEmpty", "use size(x) == 0"},
    {"empty", "use size(x) == 0"},
    {"avg", "use list.sum() and list.size()"},
    {"average", "use list.sum() and list.size()"},
    {"now", kAsOf},
    {"today", kAsOf},
    {"lower", kLower},
    {"toLower", kLower},
    {"toLowerCase", kLower},
    {"upper", kUpper},
    {"toUpper", kUpper},
    {"toUpperCase", kUpper},
    {"substr", "use text.substring(start, end)"},
    {"concat", "texts and lists are joined with `+`"},
    {"isNull", kIsNull},
    {"is_null", kIsNull},
    {"coalesce", kInstead},
    {"ifnull", kInstead},
    {"datediff", kDays},
};

std::string_view HintFor(std::string_view name, std::span<const NameHint> hints) {
  for (const NameHint& entry : hints) {
    if (entry.name == name) return entry.hint;
  }
  return {};
}

}  // namespace

std::string_view MacroForm(std::string_view name) { return HintFor(name, kMacroForms); }

std::vector<std::string_view> MacroNames() {
  std::vector<std::string_view> names;
  names.reserve(std::size(kMacroForms));
  for (const NameHint& form : kMacroForms) names.push_back(form.name);
  return names;
}

std::string_view HintForForeignFunction(std::string_view name) {
  return HintFor(name, kForeignFunctions);
}

}  // namespace assay
