// An assessment: what the rules of a pack say of an organisation on a day.
//
// Four axes are kept apart, because merging them is what makes a green box worthless:
// applicability (does it apply), design (is it on paper as required: the levels), operation (did a
// reality check confirm it) and assurance (population, examined, unknown).
//
// A plain value, complete in itself: ids are texts, so it outlives the facts it was made from.
// Every list has a fixed order (pack order for items, ascending ids for subjects), so the same
// inputs give the same assessment on every machine and thread count.

#ifndef ASSAY_ASSESSMENT_ASSESSMENT_H_
#define ASSAY_ASSESSMENT_ASSESSMENT_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/describe/enum.hpp>

#include "assay/assessment/evidence.h"
#include "assay/assessment/tally.h"
#include "assay/base/date.h"
#include "assay/base/fraction.h"

namespace assay {

// What is said of a level. The words are data: they appear in packs, facts and reports.
enum class Verdict : std::uint8_t {
  satisfied,
  not_satisfied,
  unknown,
  not_applicable,
  waived,
  error,
};
BOOST_DESCRIBE_ENUM(Verdict, satisfied, not_satisfied, unknown, not_applicable, waived, error)

// How far an item got. The first six are the ladder in rising order, the last two stand outside.
enum class Rung : std::uint8_t {
  error,
  unknown,
  not_satisfied,
  minimum,
  full,
  effective,
  not_applicable,
  waived,
};
BOOST_DESCRIBE_ENUM(Rung, error, unknown, not_satisfied, minimum, full, effective, not_applicable, waived)

enum class Level : std::uint8_t { minimum, full };
BOOST_DESCRIBE_ENUM(Level, minimum, full)

enum class TrapState : std::uint8_t { not_detected, triggered, cleared, cannot_rule_out, error };
BOOST_DESCRIBE_ENUM(TrapState, not_detected, triggered, cleared, cannot_rule_out, error)

enum class CheckState : std::uint8_t { not_performed, confirmed, refuted, inconclusive };
BOOST_DESCRIBE_ENUM(CheckState, not_performed, confirmed, refuted, inconclusive)

enum class Operation : std::uint8_t { not_tested, effective, ineffective };
BOOST_DESCRIBE_ENUM(Operation, not_tested, effective, ineffective)

// "not_satisfied"; the described name of any of the above.
const char* VerdictName(Verdict verdict);
const char* RungName(Rung rung);
const char* LevelName(Level level);
const char* TrapStateName(TrapState state);
const char* CheckStateName(CheckState state);
const char* OperationName(Operation operation);

// One group of a rule that each group must meet by itself (`per`).
struct GroupResult {
  std::string name;  // As texts show what groups are formed by.
  Verdict verdict = Verdict::unknown;
  Tally tally;       // Those of whom it is not known whether they belong to it count as maybe due.
};

// One rule of a level: its counts and whom it concerns.
struct PartResult {
  std::string name;        // "" when the level is this one rule.
  Verdict verdict = Verdict::unknown;
  bool is_organisation = false;
  std::string population;  // Of a rule over subjects.
  Tally tally;             // Of a rule over subjects.
  std::int64_t threshold_pct = 100;
  bool population_is_open = false;  // The feed of the population may hold further subjects.
  // Of a rule with `per`: all groups, by name. What is said of the rule as a whole adds them up.
  std::vector<GroupResult> groups;
  // By id, ascending; complete.
  std::vector<std::string> failing;
  std::vector<std::string> unknown;
  std::vector<std::string> erring;
  std::string error;  // The first error's text, with its expression; empty = none.
  // Of a rule about the organisation, whatever its verdict: the records that it rests on. Ascending,
  // at most kMostEvidence. None unless AssessOptions::explained_subjects is above zero.
  std::vector<std::string> evidence_used;
};

struct LevelResult {
  bool is_given = false;  // The pack has rules for this level.
  Verdict verdict = Verdict::unknown;  // Final: after link, caps, waivers and applicability.
  Verdict by_rules = Verdict::unknown;   // After the level link, before caps and waivers.
  std::vector<PartResult> parts;
  // Why the verdict is what it is, as stable words; empty where the rules alone decided over what
  // they saw. What moved it: "link:full", "link:minimum", "trap:T1", "ineffective:RC1",
  // "waiver:x-1", "excluded", "left_out", "empty_scope". What is missing where it is unknown: "feed:contract",
  // "cell:contract.clauses".
  std::vector<std::string> reasons;
};

// One number of a trap's signal; a range where records are unknown.
struct SignalNumber {
  std::string name;
  std::int64_t low = 0;
  std::int64_t high = 0;
  bool high_is_open = false;  // There is no upper end.
};

struct TrapResult {
  std::string id;
  std::string title;
  std::string asks;  // What an auditor would ask; may be empty.
  TrapState state = TrapState::not_detected;
  bool caps_full = false;
  std::vector<SignalNumber> signal;
  std::string error;
};

struct CheckResult {
  std::string id;
  std::string asks;  // The question of an interview; may be empty for evidence.
  CheckState state = CheckState::not_performed;
  bool is_interview = false;
  bool is_census = false;             // Everybody of the population was asked.
  std::int64_t population = 0;
  std::int64_t n = 0;                 // Asked, or for evidence 1 if found.
  std::int64_t deviations = 0;
  std::optional<double> upper_bound;  // Rounded to six digits; of an interview that was held.
  std::vector<std::string> sample;    // People asked, ascending.
};

struct FindingResult {
  Level level = Level::minimum;
  Verdict verdict = Verdict::not_satisfied;
  std::string statement;               // What was required and what was seen; no cure.
  std::vector<std::string> subjects;   // Ascending.
  // What the rules of the level looked at, for the organisation and for the first subjects of each
  // rule (AssessOptions::explained_subjects); by part, then by subject.
  std::vector<EvidenceOfSubject> evidence;
  // All of that together: ids ascending, each once; a record that one rule took is not among those
  // that were rejected.
  std::vector<std::string> evidence_used;
  std::vector<RejectedEvidence> evidence_rejected;
  std::optional<std::size_t> nearest;  // Which of `evidence` came nearest of all.
};

// A waiver that holds on the day and names the item.
struct WaiverResult {
  std::string id;
  std::vector<Level> levels;
  Date expires_on;  // Its last day.
};

// The next day on which the rung of an item falls if nothing new arrives, and why.
struct LapseResult {
  Date on;
  Rung to = Rung::unknown;
  std::optional<Level> level;  // Whose verdict changed.
  // A record that no longer counts then or, where none drops out, the latest that the rule rests
  // on; the waiver that ends, the trap or reality check that turns. Empty if there is none of these.
  std::string record;
  std::string subject;  // The first of those who no longer meet the rule; empty for the organisation.
  std::string why;      // "no_longer_counts", "nothing_newer", "falls_due", "waiver_ends", "trap", "check"
};

// Where another framework asks for what an item asks for.
struct CrosswalkResult {
  std::string framework;  // "nist-800-53-r5"
  std::string relation;   // Of the item to it: "equal", "subset", "superset", "intersects".
  std::vector<std::string> references;  // Ids there, as the pack lists them.
  bool is_verified = false;  // The pack's author held them against the framework's text.
};

struct RemediationResult {
  std::string owner_role;
  std::string text;
  std::vector<std::string> subjects;
  std::optional<Date> due;
};

// Low and high: unknown counts as nothing in the one and as everything in the other.
struct ScoreRange {
  Fraction low;
  Fraction high;

  bool operator==(const ScoreRange&) const = default;
};

struct ItemResult {
  std::string id;
  std::string title;
  std::string asks;  // What an auditor would ask; may be empty.
  Rung rung = Rung::unknown;
  Operation operation = Operation::not_tested;
  // 0 unknown, or nothing to see; 1 there is evidence and the minimum fails; 2 minimum; 3 full;
  // 4 effective; 5 effective, and kept up for as long as the pack's `maturity` asks. Nothing when
  // the item stands outside the ladder.
  std::optional<std::int32_t> maturity;
  std::optional<ScoreRange> score;  // 0 to 1; nothing when the item stands outside the score.
  std::array<LevelResult, 2> levels;  // By Level.
  std::vector<TrapResult> traps;
  std::vector<CheckResult> checks;
  std::vector<FindingResult> findings;
  std::vector<RemediationResult> remediation;
  std::vector<WaiverResult> waivers;  // By id.
  std::vector<CrosswalkResult> crosswalk;  // In the pack's order.
  // With Assessment::history_months only.
  std::optional<Date> since;    // First day of the present rung; nothing if that lies further back.
  std::optional<LapseResult> lapse;  // Nothing if the rung does not fall so soon, or cannot fall.

  const LevelResult& level(Level which) const { return levels[static_cast<std::size_t>(which)]; }
};

struct ObservationResult {
  std::string id;
  std::string item;
  std::string text;
  std::vector<std::string> subjects;
  std::string error;  // Of a rule that erred: then it is told whether or not it would hold.
};

struct ControlResult {
  std::string id;
  std::string title;
  bool applicable = true;
  std::string exclusion;  // Why it does not apply: the justification of the statement of applicability.
  std::vector<ItemResult> items;
};

// What management decided, and why it does not hold.
struct IneffectiveRecord {
  std::string type;    // "exception", "soa_entry"
  std::string record;  // Its id; of an entry of the statement of applicability, the control.
  std::string why;     // "expired on 2026-01-31"

  bool operator==(const IneffectiveRecord&) const = default;
};

// A record that the rules did not see, or that is odd.
struct QualityFlag {
  std::string flag;    // "duplicate", "future_dated", "revoked", "asserted_only", ...
  std::string record;  // Its id; empty when the flag is of the whole.
  std::string detail;

  bool operator==(const QualityFlag&) const = default;
};

// An effective parameter: what the verdicts were reached with.
struct ParameterResult {
  struct Scalar {
    enum class Kind : std::uint8_t { kBool, kNumber, kText };
    Kind kind = Kind::kText;
    std::string text;  // "true", "0.5", "employee"; numbers as JSON writes them.
  };
  std::string name;
  bool is_list = false;
  std::vector<Scalar> values;  // One, unless it is a list.
};

// The same results by one of the scoring models of XCCDF 1.2. `low` takes what is unknown for failed,
// as the model does, `high` for passed. Levels unknown for want of a feed are not counted (XCCDF's
// notchecked), nor are waived and inapplicable ones.
struct ModelScore {
  std::string model;  // "default", "flat", "flat_unweighted", "absolute"
  Fraction low;
  Fraction high;
  Fraction maximum;
};

// The score of the whole, in percent, and its companions. Nothing where nothing was counted.
struct ScoreResult {
  std::string model = "ladder";  // By which the pack scores: "ladder", or one of the below.
  std::vector<ModelScore> xccdf;  // All four, or none where nothing was counted.
  std::optional<ScoreRange> with_waivers;
  std::optional<ScoreRange> without_waivers;
  std::optional<Fraction> known_pct;  // Share of the counted weight whose low equals its high.
};

// What somebody else than the pack's author changed of it, and with whose approval.
struct TailoringResult {
  // What was changed, or left out, and why; `why` may be empty for a parameter.
  struct Change {
    std::string name;
    std::string why;
  };
  std::string id;
  std::string digest;  // "sha256:..."
  std::string approved_by;
  Date approved_on;
  std::string rationale;
  std::vector<Change> parameters;  // Whose default differs; the values are among `parameters`.
  std::vector<Change> left_out;    // Items.
};

// A function of the host program that the pack needs; its code is no part of any digest.
struct NativeResult {
  std::string name;
  std::string version;  // As the host says; may be empty.

  bool operator==(const NativeResult&) const = default;
};

struct Assessment {
  Date as_of;
  std::string engine_version;
  std::string language;               // Of the rules.
  std::string text_language = "en";   // Of the texts, as it was asked for; reports speak it too.
  std::string tzdata;
  std::string pack_id;
  std::string pack_version;
  std::string pack_digest;   // "sha256:..."; of the pack as its author has it.
  std::optional<TailoringResult> tailoring;
  std::vector<NativeResult> natives;  // In the pack's order.
  std::string facts_digest;
  std::vector<std::pair<std::string, std::int64_t>> fact_counts;  // Record type, rows; schema order.
  std::vector<ParameterResult> parameters;                        // In the pack's order.
  ScoreResult score;
  // By the pack's own rule, if it has one (otherwise false); nothing where that is not known or errs.
  std::optional<bool> is_major_nonconformity = false;
  // Fields of which the pack says what is taken where they are unknown: "acknowledgement.words".
  std::vector<std::string> assumed_fields;
  std::vector<ControlResult> controls;
  std::vector<ObservationResult> observations;
  // Waivers and exclusions that were handed in and do not hold; waivers by id, then exclusions.
  std::vector<IneffectiveRecord> ineffective;
  std::vector<QualityFlag> data_quality;
  std::int32_t history_months = 0;  // How far `since` looked back and `lapse` ahead; 0 = not at all.
};

}  // namespace assay

#endif  // ASSAY_ASSESSMENT_ASSESSMENT_H_
