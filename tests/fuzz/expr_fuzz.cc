// The rule language on any bytes: parse, print, parse again, check against a small schema, and, of
// what needs no records, evaluate within a budget. What is printed must be the same tree, and be
// printed the same again; nothing may crash, hang or throw.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assay/base/diagnostic.h"
#include "assay/expr/check.h"
#include "assay/expr/environment.h"
#include "assay/expr/evaluate.h"
#include "assay/expr/parse.h"
#include "assay/expr/print.h"
#include "assay/facts/schema.h"

namespace assay {
namespace {

constexpr std::int64_t kSteps = 100'000;

// People with trainings: a record, an enumeration, a list, a reference and what may be missing.
Schema SmallSchema() {
  using FieldDeclaration = SchemaBuilder::FieldDeclaration;
  SchemaBuilder builder;
  builder.AddEnum({"grade", {"low", "high"}, "how well"}, {});
  builder.AddRecord(
      {.record = {.name = "person", .plural = "people", .documentation = "somebody"},
       .fields = {
           FieldDeclaration{.field = {.name = "id", .is_key = true, .documentation = "key"}},
           FieldDeclaration{.field = {.name = "end", .kind = FieldKind::kDate,
                                      .missing = Missing::kNone, .documentation = "last day"}}}});
  builder.AddRecord(
      {.record = {.name = "training", .plural = "trainings", .is_feed = true,
                  .documentation = "a training"},
       .fields = {
           FieldDeclaration{.field = {.name = "person", .kind = FieldKind::kReference,
                                      .inverse = "trainings", .documentation = "who"},
                            .target = "person"},
           FieldDeclaration{.field = {.name = "grade", .kind = FieldKind::kEnum,
                                      .missing = Missing::kUnknown, .documentation = "how well"},
                            .enumeration = "grade"},
           FieldDeclaration{.field = {.name = "minutes", .kind = FieldKind::kInt,
                                      .documentation = "length"}}}});
  Diagnostics problems;
  std::optional<Schema> schema = builder.Build(&problems);
  if (!schema.has_value()) std::abort();
  return *std::move(schema);
}

struct Environments {
  Schema schema = SmallSchema();
  Environment plain = Environment(nullptr);
  Environment with_records = Environment(&schema);

  Environments() {
    plain.AddVariable("x", MakeType(TypeKind::kInt));
    plain.AddVariable("any", MakeType(TypeKind::kDyn));
    with_records.AddVariable("as_of", MakeType(TypeKind::kDate));
    with_records.AddVariable("person", RecordOf(schema.FindRecord("person")));
  }
};

void RunChecked(const Ast& ast, const Environments& environments) {
  Diagnostics problems;
  Check(ast, environments.with_records, {}, &problems);
  for (const bool names_only : {false, true}) {
    const std::optional<CheckedExpr> checked =
        Check(ast, environments.plain, {.literals = false, .names_only = names_only}, &problems);
    if (!checked.has_value()) continue;
    const std::vector<Value> variables = {Value::Int(7), Value::Unknown()};
    StepBudget budget{kSteps};
    CallContext context;
    context.variables = variables;
    context.budget = &budget;
    Evaluate(*checked, context, {});
  }
}

}  // namespace
}  // namespace assay

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const assay::Environments* const environments = new assay::Environments;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  assay::Diagnostics problems;
  const std::optional<assay::Ast> ast = assay::Parse(text, {}, &problems);
  if (ast.has_value() != (assay::ErrorCount(problems) == 0)) std::abort();
  assay::Render(problems);
  if (!ast.has_value()) return 0;

  // The printed text may be longer, so that no limit on its size applies.
  const std::string printed = assay::Print(*ast);
  const std::optional<assay::Ast> again =
      assay::Parse(printed, {.limits = {.code_points = ~std::size_t{0}}}, &problems);
  if (!again.has_value() || !assay::SameTree(*ast, *again)) std::abort();
  if (assay::Print(*again) != printed) std::abort();
  assay::RunChecked(*ast, *environments);
  return 0;
}
