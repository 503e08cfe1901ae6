#include "src/engine/texts.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "src/engine/deviations.h"

namespace assay {
namespace {

std::string Joined(const std::vector<std::string>& names, const Sentences& sentences) {
  if (names.empty()) return sentences.words.nobody;
  std::string text;
  for (const std::string& name : names) absl::StrAppend(&text, text.empty() ? "" : ", ", name);
  return text;
}

// The rule that numbers and lists are taken from: of the level, unless a part is named.
const PartResult* PartOf(const TextFrame& frame, const std::string& name) {
  if (name.empty()) {
    if (frame.level == nullptr) return nullptr;
    for (const PartResult& part : frame.level->parts) {
      if (!part.is_organisation) return &part;
    }
    return nullptr;
  }
  if (frame.item == nullptr) return nullptr;
  for (const LevelResult& level : frame.item->levels) {
    for (const PartResult& part : level.parts) {
      if (part.name == name) return &part;
    }
  }
  return nullptr;
}

// Those who keep the rule from being satisfied.
const std::vector<std::string>& Failing(const PartResult& part) {
  return part.failing.empty() ? part.erring : part.failing;
}

// The same, or else those who are not known to meet it.
const std::vector<std::string>& Missing(const PartResult& part) {
  return Failing(part).empty() ? part.unknown : Failing(part);
}

std::string Number(const CompiledSegment& segment, const TextFrame& frame, const Sentences& sentences) {
  if (segment.piece == TextPiece::kDueDate) {
    return frame.due_date ? frame.due_date->ToString() : std::string(sentences.words.no_fixed_date);
  }
  const PartResult* part = PartOf(frame, segment.part);
  if (segment.piece == TextPiece::kSubjects) {
    static const std::vector<std::string> kNobody;
    if (part == nullptr) return Joined(kNobody, sentences);
    return Joined(frame.names_unknown ? Missing(*part) : Failing(*part), sentences);
  }
  if (part == nullptr) return "0";
  switch (segment.piece) {
    case TextPiece::kPopulation: return absl::StrCat(part->tally.population);
    case TextPiece::kDue: return absl::StrCat(part->tally.due());
    case TextPiece::kMet: return absl::StrCat(part->tally.met);
    case TextPiece::kFailing: return absl::StrCat(part->failing.size());
    case TextPiece::kUnknown: return absl::StrCat(part->unknown.size());
    default: return "0";
  }
}

bool NeedsWord(Verdict verdict) {
  return verdict != Verdict::satisfied && verdict != Verdict::not_applicable;
}

std::vector<std::string> SubjectsOf(const LevelResult& level) {
  for (const PartResult& part : level.parts) {
    if (!part.is_organisation && !Missing(part).empty()) return Missing(part);
  }
  return {};
}

// "the feed contract" for "feed:contract", "contract.clauses" for "cell:contract.clauses".
std::string MissingOf(const LevelResult& level, const Sentences& sentences) {
  constexpr std::string_view kFeed = "feed:";
  constexpr std::string_view kCell = "cell:";
  std::vector<std::string> missing;
  for (const std::string& reason : level.reasons) {
    if (reason.starts_with(kFeed)) {
      missing.push_back(absl::Substitute(sentences.finding.feed, reason.substr(kFeed.size())));
    }
    if (reason.starts_with(kCell)) missing.push_back(reason.substr(kCell.size()));
  }
  return missing.empty() ? std::string() : Joined(missing, sentences);
}

// The pack words what is wrong by the rules. Where nothing is, but something keeps the item from
// full or is not known, its sentence would speak of nobody: then this says what it is.
std::optional<std::string> StatementBeyondRules(const LevelResult& level, const ItemResult& item,
                                                const Sentences& sentences) {
  const FindingSentences& say = sentences.finding;
  const bool is_capped = level.verdict == Verdict::not_satisfied && level.by_rules != Verdict::not_satisfied;
  if (is_capped) {
    std::vector<std::string> causes;
    for (const TrapResult& trap : item.traps) {
      if (trap.state != TrapState::triggered || !trap.caps_full) continue;
      causes.push_back(absl::Substitute(say.trap, trap.id, trap.title));
    }
    for (const CheckResult& check : item.checks) {
      if (check.state == CheckState::refuted) causes.push_back(absl::Substitute(say.refuted_check, check.id));
    }
    if (!causes.empty()) return absl::Substitute(say.kept_from_full, Joined(causes, sentences));
  }
  if (level.verdict == Verdict::error && level.by_rules != Verdict::error) {
    for (const TrapResult& trap : item.traps) {
      if (trap.state != TrapState::error || !trap.caps_full) continue;
      return absl::Substitute(say.trap_in_error, trap.id, trap.title, trap.error);
    }
  }
  if (level.verdict != Verdict::unknown) return std::nullopt;
  const PartResult* unknown = nullptr;
  for (const PartResult& part : level.parts) {
    if (!Failing(part).empty()) return std::nullopt;
    if (unknown == nullptr && !part.unknown.empty()) unknown = &part;
  }
  std::string statement = unknown != nullptr && !unknown->is_organisation
                              ? absl::Substitute(say.not_known_of, unknown->unknown.size(), unknown->tally.due())
                              : say.not_known;
  const std::string missing = MissingOf(level, sentences);
  if (!missing.empty()) statement += absl::Substitute(say.not_collected, missing);
  return statement;
}

// Rows behind the failing names, for texts that speak of each subject in turn.
std::string PerSubject(Run& run, const CompiledItem& item, Level level, const CompiledTemplate& text,
                       TextFrame frame) {
  std::string all;
  const CompiledLevel& rules = item.level(level);
  // With an empty scope no part was judged, and there is nobody to speak of.
  for (std::size_t k = 0; k < frame.level->parts.size(); ++k) {
    const CompiledPart& part = rules.parts[k];
    if (part.population < 0) continue;
    const std::vector<std::string>& missing = Missing(frame.level->parts[k]);
    const RecordTypeId record = run.pack().populations[static_cast<std::size_t>(part.population)].record;
    const Members& members = run.MembersOf(part.population);
    frame.locals.emplace_back();
    const auto speak_of = [&](Row row) {
      const std::string name = run.NameOf(part.population, row);
      if (!std::binary_search(missing.begin(), missing.end(), name)) return;
      frame.locals.back() = Value::Record(record, row);
      absl::StrAppend(&all, all.empty() ? "" : "\n", RenderText(run, text, frame));
    };
    for (const Row row : members.sure) speak_of(row);
    for (const Members::Maybe& maybe : members.maybe) speak_of(maybe.row);
    frame.locals.pop_back();
  }
  return all;
}

}  // namespace

std::string ShownText(const Value& value, const Run& run) {
  const StateWords& words = run.sentences().words;
  const Facts& facts = run.facts();
  if (value.is_unknown()) return words.unknown;
  if (value.is_error() || value.is_null()) return words.none;
  if (value.kind() == ValueKind::kOptional) {
    return value.has_optional_value() ? ShownText(value.optional_value(), run) : words.none;
  }
  if (value.kind() == ValueKind::kRecord) return facts.RecordName(value.record_type(), value.row());
  if (value.kind() == ValueKind::kList) {
    std::vector<std::string> names;
    for (const Value& item : value.items()) names.push_back(ShownText(item, run));
    if (!value.maybe_items().empty()) names.push_back(words.perhaps_more);
    return Joined(names, run.sentences());
  }
  return ToText(value, &facts).value_or(DebugString(value, &facts));
}

std::string RenderText(Run& run, const CompiledTemplate& text, const TextFrame& frame) {
  std::string rendered;
  for (const CompiledSegment& segment : text.segments) {
    switch (segment.piece) {
      case TextPiece::kLiteral: rendered += segment.literal; break;
      case TextPiece::kExpression:
        rendered += ShownText(run.Evaluate(*segment.expression, frame.locals), run);
        break;
      default: rendered += Number(segment, frame, run.sentences()); break;
    }
  }
  return rendered;
}

void WriteTexts(Run& run, const CompiledItem& item, const std::string& language, ItemResult* result) {
  TextFrame frame;
  frame.item = result;
  if (!item.title.is_empty()) result->title = RenderText(run, item.title.In(language), frame);
  if (!item.asks.is_empty()) result->asks = RenderText(run, item.asks.In(language), frame);
  bool is_told = false;
  std::optional<Level> lowest;  // At which there is something to do: what is waived is accepted.
  for (const Level level : {Level::minimum, Level::full}) {
    const LevelResult& judged = result->level(level);
    if (!judged.is_given || !NeedsWord(judged.verdict)) continue;
    is_told = true;
    if (judged.verdict != Verdict::waived && !lowest) lowest = level;
  }
  if (!is_told) return;
  for (const Unit* shown : item.show) frame.locals.push_back(run.Evaluate(*shown, {}));
  for (const Level level : {Level::minimum, Level::full}) {
    const LevelResult& judged = result->level(level);
    if (!judged.is_given || !NeedsWord(judged.verdict)) continue;
    frame.level = &judged;
    FindingResult finding;
    finding.level = level;
    finding.verdict = judged.verdict;
    if (std::optional<std::string> beyond = StatementBeyondRules(judged, *result, run.sentences())) {
      finding.statement = *std::move(beyond);
    } else if (!item.finding.is_empty()) {
      finding.statement = RenderText(run, item.finding.In(language), frame);
    }
    finding.subjects = SubjectsOf(judged);
    result->findings.push_back(std::move(finding));
  }
  if (!lowest) return;
  frame.level = &result->level(*lowest);
  // By the rules nobody lacks anything: there is a trap or a reality check to clear, not a paper to write.
  if (frame.level->by_rules == Verdict::satisfied && !CapsOf(*result).empty()) return;
  frame.names_unknown = true;
  for (const CompiledRemediation& remediation : item.remediation) {
    RemediationResult remedy;
    if (remediation.definition->due_in_days) {
      remedy.due = AddDays(run.as_of(), *remediation.definition->due_in_days);
    }
    frame.due_date = remedy.due;
    if (!remediation.owner.is_empty()) remedy.owner_role = RenderText(run, remediation.owner.In(language), frame);
    const CompiledTemplate& text = remediation.text.In(language);
    remedy.text = remediation.definition->per_subject ? PerSubject(run, item, *lowest, text, frame)
                                                      : RenderText(run, text, frame);
    if (remedy.text.empty()) continue;  // Spoken of each subject, and there is none.
    remedy.subjects = SubjectsOf(*frame.level);
    result->remediation.push_back(std::move(remedy));
  }
}

}  // namespace assay
