// The policies by which the engine handles what every framework shares, and the numbers that rules
// and policies give it: those written out are held to their bounds here. One that is computed is
// decided at run time; a parameter has the bounds that it declares.

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/engine/compiler.h"

namespace assay {
namespace {

const Type kBoolean = MakeType(TypeKind::kBool);
const Type kInteger = MakeType(TypeKind::kInt);

constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

// The number that an expression is, if it is written out.
std::optional<std::int64_t> WrittenNumber(const Ast& ast, ExprId id) {
  const Expr& expr = ast[id];
  if (expr.kind == ExprKind::kConstant) {
    const std::int64_t* number = std::get_if<std::int64_t>(&expr.constant);
    return number == nullptr ? std::nullopt : std::optional(*number);
  }
  if (expr.kind != ExprKind::kCall || expr.name != "-_") return std::nullopt;
  const std::optional<std::int64_t> number = WrittenNumber(ast, expr.children[0]);
  return number && *number > 0 ? std::optional(-*number) : std::nullopt;
}

}  // namespace

void Compiler::AddPolicies() {
  const PackDefinition& pack = rep_.pack.definition();
  CompiledPolicies& policies = rep_.policies;
  const auto record_local = [&](const char* name, const char* record) {
    const RecordTypeId id = rep_.schema->FindRecord(record);
    return std::vector<Variable>{{name, id == kNoId ? MakeType(TypeKind::kError) : RecordOf(id)}};
  };
  const EnumId attestation = rep_.schema->FindEnum("attestation");
  policies.min_attestation =
      Add(pack.hygiene.min_attestation, {},
          attestation == kNoId ? MakeType(TypeKind::kString) : EnumOf(attestation));
  policies.before_engagement_days = Add(pack.hygiene.before_engagement_days, {}, kInteger);
  policies.interview_months = Add(pack.interviews.within_months, {}, kInteger);
  policies.interview_tolerance = Add(pack.interviews.tolerance_days, {}, kInteger);
  policies.interview_tolerable = Add(pack.interviews.tolerable_pct, {}, kInteger);
  policies.interview_confidence = Add(pack.interviews.confidence_pct, {}, kInteger);
  policies.waiver_max_days = Add(pack.waivers.max_days, {}, kInteger);
  policies.waiver_approver =
      Add(pack.waivers.approver, record_local("waiver", "exception"), kBoolean);
  policies.exclusion_approver =
      Add(pack.exclusions.approver, record_local("entry", "soa_entry"), kBoolean);
  policies.maturity_months = Add(pack.maturity.months, {}, kInteger);
  policies.maturity_when = Add(pack.maturity.when, {}, kBoolean);
  policies.major = Add(pack.major_nonconformity, {VerdictLocal()}, kBoolean);
  for (const auto& [record, rules] : pack.hygiene.records) CheckHygieneOf(record, rules.origin);
}

void Compiler::CheckHygieneOf(const std::string& record, const TextOrigin& origin) {
  const RecordTypeId id = rep_.schema->FindRecord(record);
  if (id != kNoId && rep_.schema->record(id).role == RecordRole::kEvidence) return;
  if (id != kNoId) {
    Report(origin, "pack.not-evidence", absl::StrCat("`", record, "` is not evidence"),
           "hygiene looks at evidence only");
    return;
  }
  std::vector<std::string_view> evidence;
  for (const RecordType& type : rep_.schema->records()) {
    if (type.role == RecordRole::kEvidence) evidence.push_back(type.name);
  }
  const std::string_view near = NearestName(record, evidence);
  Report(origin, "pack.no-such-record", absl::StrCat("`", record, "` is not a record type"),
         near.empty() ? std::string() : absl::StrCat("did you mean `", std::string(near), "`?"));
}

void Compiler::CheckNumber(const Unit* unit, std::int64_t least, std::int64_t greatest,
                           const char* code, const std::string& what) {
  if (unit == nullptr || !unit->checked) return;
  const Ast& ast = unit->checked->ast;
  const std::optional<std::int64_t> number = WrittenNumber(ast, ast.root);
  if (!number || (*number >= least && *number <= greatest)) return;
  ReportIn(*unit, ast[ast.root].span, code, absl::StrCat(what, " cannot be ", *number),
           greatest == kNoLimit ? absl::StrCat("it is at least ", least)
                                : absl::StrCat(least, " to ", greatest));
}

void Compiler::CheckNumbers() {
  const auto check_share = [&](const Unit* unit, std::int64_t least, std::int64_t greatest,
                               const char* what) {
    CheckNumber(unit, least, greatest, "pack.percent", what);
  };
  for (const CompiledControl& control : rep_.controls) {
    for (const CompiledItem& item : control.items) {
      for (const CompiledLevel& level : item.levels) {
        for (const CompiledPart& part : level.parts) {
          check_share(part.coverage_pct, 0, 100, "a share that must be reached");
        }
      }
    }
  }
  const CompiledPolicies& policies = rep_.policies;
  check_share(policies.interview_tolerable, 0, 100, "a rate that is tolerable");
  // Nothing short of everybody gives certainty, and no confidence needs no answers.
  check_share(policies.interview_confidence, 1, 99, "a confidence");
  CheckNumber(policies.maturity_months, 1, kNoLimit, "pack.days",
              "the months for which an item is kept up");
  const std::pair<const Unit*, const char*> spans[] = {
      {policies.interview_months, "the months for which an answer counts"},
      {policies.interview_tolerance, "days of tolerance"},
      {policies.before_engagement_days, "days before the engagement"},
      {policies.waiver_max_days, "the days of a waiver"}};
  for (const auto& [unit, what] : spans) CheckNumber(unit, 0, kNoLimit, "pack.days", what);
  for (const std::vector<CompiledDerived>& fields : rep_.derived) {
    for (const CompiledDerived& field : fields) {
      CheckNumber(field.window_seconds, 0, kNoLimit, "pack.days", "the seconds of a window");
    }
  }
}

}  // namespace assay
