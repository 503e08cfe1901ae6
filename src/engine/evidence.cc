#include "src/engine/evidence.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "assay/expr/print.h"
#include "src/engine/conditions.h"

namespace assay {
namespace {

// How deep rules are followed into what the pack defines.
constexpr int kDeepest = 12;

// Macros that choose records of a list by a condition.
bool IsChoice(const Expr& node) {
  if (node.kind != ExprKind::kComprehension || node.variables.size() != 1) return false;
  switch (node.macro) {
    case Macro::kExists:
    case Macro::kExistsOne:
    case Macro::kFilter:
    case Macro::kMapFilter: return true;
    default: return false;
  }
}

bool IsQuantifier(const Expr& node) { return node.macro == Macro::kExists || node.macro == Macro::kExistsOne; }

// Evidence stands on its own: what is embedded in a person is a property of that person.
bool IsEvidence(const Schema& schema, RecordTypeId type) {
  const bool is_embedded = schema.record(type).role == RecordRole::kChild;
  RecordTypeId root = type;
  while (schema.record(root).role == RecordRole::kChild) root = schema.record(root).parent;
  const RecordRole role = schema.record(root).role;
  return role == RecordRole::kEvidence || (role == RecordRole::kTable && !is_embedded);
}

// A record that was not taken, and how it compares with others that were not.
struct Candidate {
  std::string id;
  std::string why;
  std::int64_t met = -1;  // Conditions that held; -1 for those that rules never see.
  std::vector<std::optional<Decimal>> shortfalls;  // By condition: 0 if it held, nothing if endless.
  std::optional<NearestEvidence> described;

  bool IsNearerThan(const Candidate& other) const {
    if (met != other.met) return met > other.met;
    const std::size_t common = std::min(shortfalls.size(), other.shortfalls.size());
    for (std::size_t k = 0; k < common; ++k) {
      if (shortfalls[k] == other.shortfalls[k]) continue;
      if (!shortfalls[k] || !other.shortfalls[k]) return shortfalls[k].has_value();
      return *shortfalls[k] < *other.shortfalls[k];
    }
    return id < other.id;
  }
};

class EvidenceWalk {
 public:
  EvidenceWalk(Run& run, const CompiledItem* item, const Value* subject, std::span<const QualityFlag> flags)
      : run_(run), conditions_(run), item_(item), subject_(subject), flags_(flags) {}

  void WalkRule(Level level, const CompiledPart& part) {
    if (part.require == nullptr || ++depth_ > kDeepest) return;
    const CheckedExpr& program = part.require->program();
    const Condition rule{&program, program.ast.root, LocalsOf(run_, *item_, level, *part.require, subject_)};
    const Level before = level_;
    const CheckedExpr* outer = rule_;
    level_ = level;
    rule_ = &program;
    Walk(rule, /*is_sought=*/true);
    level_ = before;
    rule_ = outer;
    --depth_;
  }

  // The conditions of the rule itself that do not hold, after its evidence was looked at. One that
  // asks for evidence is told by what came near; where nothing did, it stands beside the others, or
  // alone if it offers something else than evidence, too.
  void AddFailed(Level level, const CompiledPart& part) {
    if (part.require == nullptr || ++depth_ > kDeepest) return;
    const CheckedExpr& program = part.require->program();
    level_ = level;
    rule_ = &program;
    const Condition rule{&program, program.ast.root, LocalsOf(run_, *item_, level, *part.require, subject_)};
    struct Open {
      Condition condition;
      Value value;
    };
    std::vector<Open> open;
    bool has_false = false;
    bool has_own = false;
    const bool is_anything_near = nearest_ || !rejected_.empty() || !used_.empty();
    for (const Condition& conjunct : conditions_.Conjuncts(rule)) {
      Value value = conditions_.ValueOf(conjunct);
      const Truth truth = TruthOf(value);
      if (truth == Truth::kPass) continue;
      has_false = has_false || truth == Truth::kFail;
      if (AsksOtherLevel(conjunct)) {
        const Level other = level == Level::minimum ? Level::full : Level::minimum;
        for (const CompiledPart& asked : item_->level(other).parts) AddFailed(other, asked);
        level_ = level;
        rule_ = &program;
        continue;
      }
      const bool is_of_evidence = MayChoose(*conjunct.program, conjunct.id);
      if (is_of_evidence && is_anything_near) continue;
      has_own = has_own || !is_of_evidence || conjunct.node().name == "_||_";
      open.push_back({conjunct, std::move(value)});
    }
    for (const Open& one : open) {
      // Behind a guard that failed an error says nothing.
      if (!has_own || (has_false && TruthOf(one.value) == Truth::kError)) continue;
      failed_.push_back(conditions_.Describe(one.condition, one.value));
    }
    --depth_;
  }

  void WalkSignal(const CheckedExpr& program, const Value& verdicts) {
    Walk({&program, program.ast.root, {verdicts}}, /*is_sought=*/false);
  }

  EvidenceOfSubject Finish() {
    EvidenceOfSubject evidence;
    evidence.used_count = static_cast<std::int64_t>(used_.size());
    for (const std::string& id : used_) {
      if (evidence.used.size() == kMostEvidence) break;
      evidence.used.push_back(id);
    }
    std::vector<const Candidate*> rejected;
    for (const auto& [id, candidate] : rejected_) {
      if (used_.count(id) == 0) rejected.push_back(&candidate);
    }
    evidence.rejected_count = static_cast<std::int64_t>(rejected.size());
    const auto by_nearness = [](const Candidate* left, const Candidate* right) { return left->IsNearerThan(*right); };
    std::sort(rejected.begin(), rejected.end(), by_nearness);
    if (rejected.size() > kMostEvidence) rejected.resize(kMostEvidence);
    for (const Candidate* candidate : rejected) evidence.rejected.push_back({candidate->id, candidate->why});
    std::sort(evidence.rejected.begin(), evidence.rejected.end(),
              [](const RejectedEvidence& left, const RejectedEvidence& right) { return left.id < right.id; });
    if (nearest_) evidence.nearest = nearest_->described;
    evidence.failed = std::move(failed_);
    return evidence;
  }

 private:
  // `is_sought`: whether the rule would be nearer to holding if this were true or brought more.
  void Walk(const Condition& at, bool is_sought) {
    if (!MayChoose(*at.program, at.id) || depth_ > kDeepest) return;
    ++depth_;
    Enter(at, is_sought);
    --depth_;
  }

  void Enter(const Condition& at, bool is_sought) {
    const Expr& node = at.node();
    if (AsksOtherLevel(at)) {
      const Level other = level_ == Level::minimum ? Level::full : Level::minimum;
      const bool is_met = TruthOf(conditions_.ValueOf(at)) == Truth::kPass;
      if (is_sought && !is_met) {
        for (const CompiledPart& part : item_->level(other).parts) WalkRule(other, part);
      }
      return;
    }
    if (IsChoice(node)) {
      Choose(at, is_sought);
      return;
    }
    if (node.kind == ExprKind::kComprehension) {
      Walk(at.Child(0), is_sought);
      return;
    }
    if (node.kind == ExprKind::kCall && node.name == "!_") {
      Walk(at.Child(0), false);
      return;
    }
    if (node.kind == ExprKind::kCall && node.name == "_?_:_") {
      const Value condition = conditions_.ValueOf(at.Child(0));
      if (condition.kind() != ValueKind::kBool) return;
      Walk(at.Child(condition.as_bool() ? 1 : 2), is_sought);
      return;
    }
    if (node.kind == ExprKind::kBind) {
      Walk(at.Child(0), is_sought);
      Condition body = at.Child(1);
      body.locals.push_back(conditions_.ValueOf(at.Child(0)));
      Walk(body, is_sought);
      return;
    }
    if (node.kind == ExprKind::kBlock) return;
    const bool is_logic = node.kind == ExprKind::kCall && (node.name == "_&&_" || node.name == "_||_");
    // Nothing more is sought in what holds already.
    const bool is_open = is_sought && (!is_logic || TruthOf(conditions_.ValueOf(at)) != Truth::kPass);
    for (std::size_t k = 0; k < node.children.size(); ++k) Walk(at.Child(k), is_open);
    if (InsideMayChoose(at.meaning())) {
      if (const std::optional<Condition> inside = conditions_.Inside(at)) Walk(*inside, is_open);
    }
  }

  // `satisfies_minimum` or `satisfies_full` of the rule at hand.
  bool AsksOtherLevel(const Condition& at) const {
    if (at.program != rule_ || item_ == nullptr || at.meaning().meaning != Meaning::kLocal) return false;
    const std::size_t first = subject_ == nullptr ? 0 : 1;
    return at.meaning().a == first || at.meaning().a == first + 1;
  }

  bool InsideMayChoose(const NodeMeaning& meaning) {
    if (meaning.meaning == Meaning::kDefinedCall) return ProgramMayChoose(*run_.Body(meaning.a));
    if (meaning.meaning != Meaning::kDerivedField) return false;
    const CompiledDerived& derived = run_.pack().derived[meaning.a][meaning.b];
    return !derived.definition->is_grouped && ProgramMayChoose(derived.value->program());
  }

  // No definition depends on itself, so this ends.
  bool ProgramMayChoose(const CheckedExpr& program) {
    if (const auto known = may_choose_.find(&program); known != may_choose_.end()) return known->second;
    const bool may = MayChoose(program, program.ast.root);
    may_choose_[&program] = may;
    return may;
  }

  // Whether a list may hold records that are evidence.
  bool MayBeOfEvidence(const Type& list) const {
    if (list.kind != TypeKind::kList) return true;
    const Type& element = list.arguments[0];
    if (element.kind == TypeKind::kRecord) return IsEvidence(*run_.pack().schema, element.id);
    return element.kind == TypeKind::kDyn;
  }

  bool MayChoose(const CheckedExpr& program, ExprId id) {
    const Expr& node = program.ast[id];
    if (IsChoice(node) && MayBeOfEvidence(program.nodes[node.children[0]].type)) return true;
    if (AsksOtherLevel({&program, id, {}})) return true;
    if (InsideMayChoose(program.nodes[id])) return true;
    // The body of a macro is for its elements.
    if (node.kind == ExprKind::kComprehension) return MayChoose(program, node.children[0]);
    return std::any_of(node.children.begin(), node.children.end(),
                       [&](ExprId child) { return MayChoose(program, child); });
  }

  // The records that a choice has before it, those among them that hygiene left out included.
  std::vector<std::pair<RecordTypeId, Row>> Before(const Condition& range) {
    std::vector<std::pair<RecordTypeId, Row>> records;
    const NodeMeaning& meaning = range.meaning();
    if (range.node().kind == ExprKind::kSelect && meaning.meaning == Meaning::kAllRecords) {
      const auto rows = static_cast<Row>(run_.facts().table(meaning.a).row_count());
      for (Row row = 0; row < rows; ++row) records.emplace_back(meaning.a, row);
      return records;
    }
    if (range.node().kind == ExprKind::kSelect && meaning.meaning == Meaning::kInverse) {
      const Value record = conditions_.ValueOf(range.Child(0));
      if (record.kind() != ValueKind::kRecord) return records;
      const RecordTypeId source = run_.pack().schema->inverses()[meaning.a].source;
      for (const Row row : run_.facts().referrers(meaning.a, record.row())) records.emplace_back(source, row);
      return records;
    }
    const Value list = conditions_.ValueOf(range);
    if (list.kind() != ValueKind::kList) return records;
    for (const Value& item : list.items()) {
      if (item.kind() == ValueKind::kRecord) records.emplace_back(item.record_type(), item.row());
    }
    return records;
  }

  bool IsAdmitted(RecordTypeId type, Row row) const {
    while (run_.pack().schema->record(type).role == RecordRole::kChild) {
      row = run_.facts().table(type).parent(row);
      type = run_.pack().schema->record(type).parent;
    }
    return run_.admitted().admits(type, row);
  }

  void Choose(const Condition& at, bool is_sought) {
    const Condition range = at.Child(0);
    Walk(range, is_sought);
    const bool is_found = IsQuantifier(at.node()) && TruthOf(conditions_.ValueOf(at)) == Truth::kPass;
    const bool is_open = is_sought && !is_found;
    Condition predicate = at.Child(1);
    predicate.locals.emplace_back();
    for (const auto& [type, row] : Before(range)) {
      if (!IsEvidence(*run_.pack().schema, type)) return;
      if (!IsAdmitted(type, row)) {
        if (is_open) Reject({.id = run_.facts().RecordName(type, row), .why = FlagOf(type, row)});
        continue;
      }
      predicate.locals.back() = Value::Record(type, row);
      if (TruthOf(conditions_.ValueOf(predicate)) == Truth::kPass) {
        used_.insert(run_.facts().RecordName(type, row));
      } else if (is_open) {
        Consider(predicate, type, row);
      }
    }
  }

  // A record that does not meet the condition: how near it came.
  void Consider(const Condition& predicate, RecordTypeId type, Row row) {
    Candidate candidate;
    candidate.id = run_.facts().RecordName(type, row);
    candidate.met = 0;
    const std::vector<Condition> conjuncts = conditions_.Conjuncts(predicate);
    std::vector<Value> values;
    bool has_false = false;
    for (const Condition& conjunct : conjuncts) {
      values.push_back(conditions_.ValueOf(conjunct));
      const Truth truth = TruthOf(values.back());
      if (truth == Truth::kPass) ++candidate.met;
      has_false = has_false || truth == Truth::kFail;
      candidate.shortfalls.push_back(truth == Truth::kPass ? std::optional(Decimal()) : std::nullopt);
      if (truth != Truth::kFail) continue;
      if (const std::optional<Shortfall> missing = conditions_.ShortfallOf(conjunct)) {
        candidate.shortfalls.back() = missing->amount;
      }
    }
    for (std::size_t k = 0; k < conjuncts.size() && candidate.why.empty(); ++k) {
      const Truth truth = TruthOf(values[k]);
      if (truth == Truth::kPass) continue;
      const StateWords& words = run_.sentences().words;
      const char* state = truth == Truth::kFail      ? words.false_
                          : truth == Truth::kUnknown ? words.unknown
                                                     : words.in_error;
      candidate.why = absl::Substitute(run_.sentences().finding.condition,
                                       Print(conjuncts[k].program->ast, conjuncts[k].id), state);
    }
    if (!nearest_ || candidate.IsNearerThan(*nearest_)) {
      candidate.described = Described(candidate, conjuncts, values, has_false, type);
      nearest_ = candidate;
      candidate.described.reset();
    }
    Reject(std::move(candidate));
  }

  NearestEvidence Described(const Candidate& candidate, const std::vector<Condition>& conjuncts,
                            const std::vector<Value>& values, bool has_false, RecordTypeId type) {
    NearestEvidence nearest;
    nearest.record = candidate.id;
    nearest.type = run_.pack().schema->record(type).name;
    nearest.met = candidate.met;
    nearest.of = static_cast<std::int64_t>(conjuncts.size());
    for (std::size_t k = 0; k < conjuncts.size(); ++k) {
      const Truth truth = TruthOf(values[k]);
      // Behind a guard that failed an error says nothing.
      if (truth == Truth::kPass || (truth == Truth::kError && has_false)) continue;
      nearest.failed.push_back(conditions_.Describe(conjuncts[k], values[k]));
    }
    return nearest;
  }

  // One record may be looked at for several reasons; the nearest it came is what is said of it.
  void Reject(Candidate candidate) {
    const auto [known, is_new] = rejected_.try_emplace(candidate.id, candidate);
    if (!is_new && candidate.IsNearerThan(known->second)) known->second = std::move(candidate);
  }

  std::string FlagOf(RecordTypeId type, Row row) const {
    while (run_.pack().schema->record(type).role == RecordRole::kChild) {
      row = run_.facts().table(type).parent(row);
      type = run_.pack().schema->record(type).parent;
    }
    const std::string id = run_.facts().RecordName(type, row);
    constexpr std::string_view kFlags[] = {"duplicate",     "future_dated", "revoked",
                                           "asserted_only", "after_end",    "before_engagement"};
    const auto less = [](const QualityFlag& flag, const std::string& record) { return flag.record < record; };
    for (auto flag = std::lower_bound(flags_.begin(), flags_.end(), id, less);
         flag != flags_.end() && flag->record == id; ++flag) {
      const bool is_hygiene = std::find(std::begin(kFlags), std::end(kFlags), flag->flag) != std::end(kFlags);
      if (is_hygiene) return absl::StrCat("hygiene: ", flag->flag);
    }
    return "hygiene";
  }

  Run& run_;
  Conditions conditions_;
  const CompiledItem* item_;
  const Value* subject_;
  std::span<const QualityFlag> flags_;
  Level level_ = Level::minimum;
  const CheckedExpr* rule_ = nullptr;
  int depth_ = 0;
  std::map<const CheckedExpr*, bool> may_choose_;
  std::set<std::string> used_;
  std::map<std::string, Candidate> rejected_;
  std::optional<Candidate> nearest_;
  std::vector<FailedCondition> failed_;
};

// The order of nearest records across rules, whose conditions are not the same.
bool IsNearer(const NearestEvidence& left, const NearestEvidence& right) {
  if (left.met != right.met) return left.met > right.met;
  if (left.of != right.of) return left.of < right.of;
  const std::size_t common = std::min(left.failed.size(), right.failed.size());
  for (std::size_t k = 0; k < common; ++k) {
    const std::optional<Shortfall>& mine = left.failed[k].shortfall;
    const std::optional<Shortfall>& other = right.failed[k].shortfall;
    if (mine.has_value() != other.has_value()) return mine.has_value();
    if (mine && mine->amount != other->amount) return mine->amount < other->amount;
  }
  return left.record < right.record;
}

void Gather(FindingResult* finding) {
  std::set<std::string> used(finding->evidence_used.begin(), finding->evidence_used.end());
  std::map<std::string, std::string> rejected;
  for (std::size_t k = 0; k < finding->evidence.size(); ++k) {
    const EvidenceOfSubject& evidence = finding->evidence[k];
    used.insert(evidence.used.begin(), evidence.used.end());
    for (const RejectedEvidence& record : evidence.rejected) rejected.emplace(record.id, record.why);
    if (!evidence.nearest) continue;
    const bool is_nearer =
        !finding->nearest || IsNearer(*evidence.nearest, *finding->evidence[*finding->nearest].nearest);
    if (is_nearer) finding->nearest = k;
  }
  finding->evidence_used.assign(used.begin(), used.end());
  for (const auto& [id, why] : rejected) {
    if (used.count(id) == 0) finding->evidence_rejected.push_back({id, why});
  }
}

}  // namespace

EvidenceOfSubject LookAtEvidence(Run& run, const CompiledItem& item, Level level, const CompiledPart& part,
                                 std::optional<Row> subject, std::span<const QualityFlag> flags) {
  std::optional<Value> record;
  if (subject) {
    record = Value::Record(run.pack().populations[static_cast<std::size_t>(part.population)].record, *subject);
  }
  EvidenceWalk walk(run, &item, record ? &*record : nullptr, flags);
  walk.WalkRule(level, part);
  walk.AddFailed(level, part);
  EvidenceOfSubject evidence = walk.Finish();
  evidence.part = part.definition->name;
  if (subject) evidence.subject = run.NameOf(part.population, *subject);
  return evidence;
}

std::vector<std::string> EvidenceOfTrap(Run& run, const CompiledTrap& trap, const Value& verdicts) {
  EvidenceWalk walk(run, nullptr, nullptr, {});
  walk.WalkSignal(trap.when->program(), verdicts);
  return walk.Finish().used;
}

void AddEvidence(Run& run, const CompiledItem& item, const NamedSubjects& named, const Value& verdicts,
                 std::span<const QualityFlag> flags, ItemResult* result) {
  std::array<std::vector<EvidenceOfSubject>, 2> looked;
  for (const Level level : {Level::minimum, Level::full}) {
    const auto index = static_cast<std::size_t>(level);
    LevelResult& judged = result->levels[index];
    // With an empty scope nothing was judged.
    for (std::size_t k = 0; k < judged.parts.size(); ++k) {
      const CompiledPart& part = item.level(level).parts[k];
      PartResult& of_part = judged.parts[k];
      if (of_part.verdict == Verdict::not_applicable) continue;
      if (of_part.is_organisation) {
        EvidenceOfSubject evidence = LookAtEvidence(run, item, level, part, std::nullopt, flags);
        of_part.evidence_used = evidence.used;
        if (of_part.verdict != Verdict::satisfied) looked[index].push_back(std::move(evidence));
        continue;
      }
      if (of_part.verdict == Verdict::satisfied) continue;
      for (const NamedSubject& subject : named[index][k]) {
        looked[index].push_back(LookAtEvidence(run, item, level, part, subject.row, flags));
      }
    }
  }
  for (FindingResult& finding : result->findings) {
    finding.evidence = std::move(looked[static_cast<std::size_t>(finding.level)]);
    for (std::size_t k = 0; k < result->traps.size() && finding.level == Level::full; ++k) {
      const TrapResult& trap = result->traps[k];
      if (trap.state != TrapState::triggered || !trap.caps_full) continue;
      const CompiledTrap& rules = run.pack().traps[static_cast<std::size_t>(item.traps[k])];
      const std::vector<std::string> used = EvidenceOfTrap(run, rules, verdicts);
      finding.evidence_used.insert(finding.evidence_used.end(), used.begin(), used.end());
    }
    Gather(&finding);
  }
}

}  // namespace assay
