// What an author may have meant by an argument whose type does not fit, and how that is written.
//
// A repair is suggested only where the call would fit with it: a text is no misspelt date just
// because the other operand is one.

#include <algorithm>
#include <charconv>
#include <utility>

#include "assay/base/date.h"
#include "src/expr/checker.h"

namespace assay {
namespace {

constexpr std::string_view kIn = "whether it is in the list is asked with `x in list`";

bool IsInteger(std::string_view text) {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc() && read.ptr == end;
}

bool IsEquality(std::string_view symbol) { return symbol == "==" || symbol == "!="; }
bool IsArithmetic(std::string_view symbol) {
  return symbol == "+" || symbol == "-" || symbol == "*" || symbol == "/";
}

}  // namespace

// A literal in quotes that should be something else.
std::vector<Checker::Repair> Checker::RepairsOfText(const std::string& text) const {
  const bool is_date = Date::Parse(text).has_value();
  const bool is_instant = Instant::Parse(text).has_value();
  std::vector<Repair> repairs = {
      {MakeType(TypeKind::kDate),
       "a date is written `date('" + (is_date ? text : "2026-03-31") + "')`"},
      {MakeType(TypeKind::kTimestamp), "a timestamp is written `timestamp('" +
                                           (is_instant ? text : "2026-03-31T12:00:00Z") + "')`"},
  };
  if (IsInteger(text)) {
    repairs.push_back({MakeType(TypeKind::kInt), "a number has no quotes: `" + text + "`"});
  }
  if (text == "true" || text == "false") {
    repairs.push_back({Bool(), "a bool has no quotes: `" + text + "`"});
  }
  return repairs;
}

std::vector<Checker::Repair> Checker::RepairsOf(ExprId call, std::size_t index,
                                                const Arguments& arguments) const {
  const std::string& name = ast_[call].name;
  const std::string_view symbol = OperatorSymbol(name);
  const Type& type = arguments.types[index];
  const ExprId argument = arguments.ids[index];
  const auto is_days = [&](ExprId id) { return ast_[id].name == "days" && !IsConstant(id); };
  switch (type.kind) {
    case TypeKind::kString:
      if (symbol == "in") return {{ListOf(type), "to look into a text use text.contains('part')"}};
      if (!IsConstant(argument)) return {};
      return RepairsOfText(std::get<std::string>(ast_[argument].constant));
    case TypeKind::kInt:
      if (IsOrder(name) && std::none_of(arguments.ids.begin(), arguments.ids.end(), is_days)) {
        return {{MakeType(TypeKind::kDuration), "a number of days is `days(n)`"}};
      }
      if (!IsArithmetic(symbol)) return {};
      return {{MakeType(TypeKind::kDuration), "a number of days is `days(n)`"},
              {MakeType(TypeKind::kDouble), "of an int, `double(n)` is a double"},
              {MakeType(TypeKind::kString), "of a number, `string(n)` is a text"}};
    case TypeKind::kDuration:
      if (!is_days(argument) || !(IsOrder(name) || IsEquality(symbol))) return {};
      return {{MakeType(TypeKind::kInt),
               "date - date is a plain number of days; compare it with a number"}};
    case TypeKind::kWhen:
      return {{MakeType(TypeKind::kDate), "select its `.date` or `.instant`"},
              {MakeType(TypeKind::kTimestamp), "select its `.date` or `.instant`"}};
    case TypeKind::kTimestamp:
      return {{MakeType(TypeKind::kDate), "of a timestamp, `.date()` is the day"}};
    case TypeKind::kOptional:
      return {{type.arguments[0], "unwrap the optional: `.orValue(...)`"}};
    case TypeKind::kList:
      if (!IsEquality(symbol)) return {};
      return {{type.arguments[0], std::string(kIn)}};
    case TypeKind::kRecord: {
      const RecordType& record = schema()->record(type.id);
      if (record.key_field == kNoId) return {};
      const std::string& key = schema()->field(type.id, record.key_field).name;
      return {{MakeType(TypeKind::kString), "select its key: `." + key + "`"}};
    }
    default:
      return {};
  }
}

bool Checker::FitsOneOf(const std::vector<const Overload*>& candidates,
                        const Arguments& arguments) {
  return std::any_of(candidates.begin(), candidates.end(), [&](const Overload* overload) {
    if (!TakesCount(*overload, arguments.ids.size())) return false;
    const Inference::Mark before = inference_.Now();
    const bool fits = Takes(inference_.Instantiate(*overload, arguments.ids.size()), arguments);
    inference_.BackTo(before);
    return fits;
  });
}

// What is meant by a call that fits nothing; empty if no one change makes it fit.
std::string Checker::HintForArguments(ExprId id, const std::vector<const Overload*>& candidates,
                                      const Arguments& arguments) {
  const bool has_null = std::any_of(arguments.types.begin(), arguments.types.end(),
                                    [](const Type& type) { return type.kind == TypeKind::kNull; });
  if (has_null && IsOrder(ast_[id].name)) {
    return "null is compared with `==` and `!=` only";
  }
  if (ast_[id].name == "contains" && arguments.types[0].kind == TypeKind::kList) {
    return std::string(kIn);
  }
  for (std::size_t i = 0; i < arguments.ids.size(); ++i) {
    for (Repair& repair : RepairsOf(id, i, arguments)) {
      Arguments repaired = arguments;
      repaired.types[i] = std::move(repair.meant);
      EvenOutEquality(ast_[id].name, &repaired);
      if (FitsOneOf(candidates, repaired)) return std::move(repair.hint);
    }
  }
  return {};
}

}  // namespace assay
