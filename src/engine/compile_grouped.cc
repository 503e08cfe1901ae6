// The types that grouped fields need: a window runs along time, a sum adds whole numbers, and the
// least and greatest are of what has an order.

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/engine/compiler.h"

namespace assay {
namespace {

// A fault that was reported, or a value that only run time knows.
bool IsOpenType(const Type& type) {
  return type.kind == TypeKind::kError || type.kind == TypeKind::kDyn;
}

bool HasOrder(const Type& type) {
  switch (type.kind) {
    case TypeKind::kBool:
    case TypeKind::kInt:
    case TypeKind::kUint:
    case TypeKind::kDouble:
    case TypeKind::kDecimal:
    case TypeKind::kString:
    case TypeKind::kBytes:
    case TypeKind::kDate:
    case TypeKind::kTimestamp:
    case TypeKind::kDuration:
      return true;
    default:
      return false;
  }
}

std::string HintFor(const Type& type) {
  return type.kind == TypeKind::kWhen ? "select its `.date` or `.instant`" : "";
}

}  // namespace

void Compiler::RequireType(const Unit* unit, bool (*fits)(const Type&), const char* wanted) {
  if (unit == nullptr || !unit->checked) return;
  const Type& type = unit->checked->type;
  if (IsOpenType(type) || fits(type)) return;
  const Ast& ast = unit->checked->ast;
  ReportIn(*unit, ast[ast.root].span, "expr.type",
           absl::StrCat("expected ", wanted, ", found ", TypeName(type, rep_.schema)),
           HintFor(type));
}

void Compiler::CheckGroupedTypes() {
  for (const std::vector<CompiledDerived>& fields : rep_.derived) {
    for (const CompiledDerived& field : fields) {
      if (!field.definition->is_grouped) continue;
      RequireType(
          field.window_along,
          [](const Type& type) {
            return type.kind == TypeKind::kTimestamp || type.kind == TypeKind::kDate;
          },
          "an instant or a date");
      for (const Unit* operand : field.operands) {
        switch (field.definition->aggregate) {
          case Aggregate::kSum:
            RequireType(
                operand, [](const Type& type) { return type.kind == TypeKind::kInt; }, "int");
            break;
          case Aggregate::kMin:
          case Aggregate::kMax:
            RequireType(operand, HasOrder, "what has an order");
            break;
          case Aggregate::kCount:
          case Aggregate::kCountDistinct:
            break;
        }
      }
    }
  }
}

}  // namespace assay
