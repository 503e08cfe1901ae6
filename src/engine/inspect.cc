#include "assay/engine/inspect.h"

#include <optional>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "assay/expr/check.h"
#include "assay/expr/parse.h"
#include "assay/expr/print.h"
#include "src/engine/compiled.h"
#include "src/engine/hygiene.h"
#include "src/engine/limits.h"
#include "src/engine/parameters.h"
#include "src/engine/run.h"

namespace assay {
namespace {

// Whose members the expression is evaluated for.
struct Subjects {
  RecordTypeId record = kNoId;
  int population = -1;
  std::string name;  // Of the member, in the expression.
};

absl::StatusOr<Subjects> FindSubjects(const CompiledPack::Rep& rep, const std::string& each) {
  Subjects subjects;
  subjects.population = rep.FindPopulation(each);
  if (subjects.population >= 0) {
    const CompiledPopulation& population = rep.populations[static_cast<std::size_t>(subjects.population)];
    subjects.record = population.record;
    subjects.name = population.definition->as;
  } else {
    subjects.record = rep.schema->FindRecord(each);
  }
  if (subjects.record == kNoId) {
    return absl::InvalidArgumentError(absl::StrCat("`", each, "` is neither a population nor a record type"));
  }
  if (subjects.name.empty()) subjects.name = rep.schema->record(subjects.record).name;
  return subjects;
}

Inspected Look(Run& run, const CheckedExpr& program, std::span<const Value> locals, bool explain) {
  Inspected result;
  Trace trace;
  const Value value = run.EvaluateTraced(program, locals, explain ? &trace : nullptr);
  result.value = DebugString(value, &run.facts());
  for (std::size_t id = trace.values.size(); id-- > 0;) {
    // Ids grow from the outside in, so backwards is from the inside out.
    if (!trace.values[id] || program.ast[static_cast<ExprId>(id)].kind == ExprKind::kConstant) continue;
    result.steps.push_back({Print(program.ast, static_cast<ExprId>(id)),
                            DebugString(*trace.values[id], &run.facts())});
  }
  return result;
}

}  // namespace

absl::StatusOr<std::vector<Inspected>> Inspect(const CompiledPack& pack, const Facts& facts,
                                               std::string_view expression,
                                               const InspectOptions& options, Diagnostics* problems) {
  const CompiledPack::Rep& rep = pack.rep();
  if (&facts.schema() != rep.schema) {
    return absl::InvalidArgumentError(
        "the facts were read with another schema; read them with the compiled pack's schema()");
  }
  const std::optional<Date> as_of = options.as_of ? options.as_of : facts.as_of();
  if (!as_of) {
    return absl::InvalidArgumentError("no day to judge: neither an as_of option nor one in the facts");
  }
  std::optional<Subjects> subjects;
  CheckOptions check;
  if (!options.each.empty()) {
    absl::StatusOr<Subjects> found = FindSubjects(rep, options.each);
    if (!found.ok()) return found.status();
    subjects = *std::move(found);
    check.locals.push_back({subjects->name, RecordOf(subjects->record)});
  }
  std::optional<Ast> ast = Parse(expression, ParseOptions{}, problems);
  if (!ast) return absl::InvalidArgumentError("the expression is at fault");
  const std::optional<CheckedExpr> program = Check(*std::move(ast), *rep.environment, check, problems);
  if (!program) return absl::InvalidArgumentError("the expression is at fault");
  std::optional<EffectiveParameters> parameters = ReadParameters(rep, options.parameters, problems);
  if (!parameters) return absl::InvalidArgumentError("parameters are at fault");

  Run run(rep, facts, *as_of, parameters->values, LimitsOf({}));
  std::vector<QualityFlag> flags;
  if (absl::Status status = JudgeHygiene(run, &flags); !status.ok()) return status;
  std::optional<CostEstimate> cost;
  if (options.cost) {
    const Value values[] = {Value::DateOf(*as_of)};
    cost = EstimateCost(*program, {&facts, &run, values, check.locals.size()});
  }
  std::vector<Inspected> results;
  if (!subjects) {
    results.push_back(Look(run, *program, {}, options.explain));
    results.back().cost = cost;
    return results;
  }
  const Table& table = facts.table(subjects->record);
  for (Row row = 0; row < table.row_count() && results.size() < options.max_subjects; ++row) {
    if (!run.admitted().admits(subjects->record, row)) continue;
    if (subjects->population >= 0 && run.MembersOf(subjects->population).Of(row) != Truth::kPass) continue;
    const Value member = Value::Record(subjects->record, row);
    results.push_back(Look(run, *program, {&member, 1}, options.explain));
    results.back().cost = cost;
    results.back().subject = subjects->population >= 0 ? run.NameOf(subjects->population, row)
                                                       : facts.RecordName(subjects->record, row);
  }
  return results;
}

}  // namespace assay
