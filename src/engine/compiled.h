// What a compiled pack is made of: the definitions of the pack with their expressions checked and
// their names turned into numbers. Built by compile*.cc, read by everything that assesses.

#ifndef ASSAY_SRC_ENGINE_COMPILED_H_
#define ASSAY_SRC_ENGINE_COMPILED_H_

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assay/assessment/assessment.h"
#include "assay/engine/compile.h"
#include "assay/expr/check.h"
#include "assay/expr/environment.h"
#include "assay/facts/schema.h"
#include "assay/pack/pack.h"

namespace assay {

// One expression of the pack. `checked` is filled for every unit of a compiled pack.
struct Unit {
  std::size_t number = 0;  // Index in Rep::units.
  const RuleText* source = nullptr;
  std::optional<Ast> ast;
  CheckOptions options;
  std::optional<CheckedExpr> checked;
  bool asks_minimum = false;  // Reads satisfies_minimum,
  bool asks_full = false;     // satisfies_full.
  std::vector<std::size_t> uses;  // Rep::definitions that it names, ascending.
  bool calls_native = false;      // Itself, or in what is evaluated with it (compile_order.cc).

  const CheckedExpr& program() const { return *checked; }
};

// Variables of every expression, by slot.
inline constexpr std::uint16_t kAsOfSlot = 0;
inline constexpr std::uint16_t kOrganizationSlot = 1;  // Only with an organisation in the schema.

// Locals of a rule over subjects: the subject, then the other levels' requirement for it. A rule
// about the organisation has the latter two only.
inline constexpr const char* kSatisfiesMinimum = "satisfies_minimum";
inline constexpr const char* kSatisfiesFull = "satisfies_full";

// A piece of a text: literal, a number or list of the engine's, or an expression.
enum class TextPiece : std::uint8_t {
  kLiteral, kExpression, kPopulation, kDue, kMet, kFailing, kUnknown, kSubjects, kDueDate,
};
struct CompiledSegment {
  TextPiece piece = TextPiece::kLiteral;
  std::string literal;
  const Unit* expression = nullptr;
  std::string part;  // {part.subjects}: of that part, whatever the level.
};
struct CompiledTemplate {
  std::vector<CompiledSegment> segments;
};
struct CompiledText {
  std::vector<std::pair<std::string, CompiledTemplate>> translations;

  bool is_empty() const { return translations.empty(); }
  const CompiledTemplate& In(const std::string& language) const;
};

struct CompiledDerived {
  const DerivedDefinition* definition = nullptr;
  RecordTypeId record = kNoId;
  const Unit* value = nullptr;  // Plain.
  const Unit* assume = nullptr;
  const Unit* where = nullptr;  // Grouped, and below.
  std::vector<const Unit*> group_by;
  const Unit* window_along = nullptr;
  const Unit* window_seconds = nullptr;
  std::vector<const Unit*> operands;
  // Rows of one group happened at one time (grouped by instant or date, or within a window along
  // it), so that only a gap of the feed near a row's own date can hide others of its group.
  bool is_local_in_time = false;
};

struct CompiledPopulation {
  const PopulationDefinition* definition = nullptr;
  RecordTypeId record = kNoId;
  int base = -1;  // The population it narrows, or -1: all records.
  const Unit* where = nullptr;
  CompiledTemplate label;
};

struct CompiledTally {
  const TallyDefinition* definition = nullptr;
  int population = -1;
  const Unit* where = nullptr;
  const Unit* count_distinct = nullptr;
  const Unit* group_by = nullptr;
};

// What a pack defines and rules may name, as a node of the graph of what is made from what.
struct CompiledDefinition {
  enum class Kind : std::uint8_t { kFunction, kDerived, kPopulation, kTally };
  Kind kind = Kind::kFunction;
  RecordTypeId record = kNoId;   // Of a derived field.
  std::uint16_t member = 0;      // Its number in Rep::derived, function_bodies, populations or tallies.
  std::vector<std::size_t> uses;  // Definitions that it names, ascending; all of lower number.
};

struct CompiledPart {
  const RulePart* definition = nullptr;
  int population = -1;  // -1: about the organisation.
  const Unit* due = nullptr;
  const Unit* require = nullptr;
  const Unit* coverage_pct = nullptr;
  const Unit* per = nullptr;
};

struct CompiledLevel {
  bool is_given = false;
  std::vector<CompiledPart> parts;
};

struct CompiledRemediation {
  const Remediation* definition = nullptr;
  CompiledText owner;
  CompiledText text;
};

struct CompiledItem {
  const ItemDefinition* definition = nullptr;
  std::array<CompiledLevel, 2> levels;  // By Level.
  std::vector<const Unit*> show;
  CompiledText title;
  CompiledText asks;
  CompiledText finding;
  std::vector<CompiledRemediation> remediation;
  std::vector<int> traps;   // Those that name the item, in pack order.
  std::vector<int> checks;  // Those linked to the item.
  std::vector<RecordTypeId> feeds;  // Whose records its rules read, not those they are asked of; ascending.

  const CompiledLevel& level(Level which) const { return levels[static_cast<std::size_t>(which)]; }
};

struct CompiledControl {
  const ControlDefinition* definition = nullptr;
  CompiledText title;
  std::vector<CompiledItem> items;  // The enabled ones.
};

struct CompiledTrap {
  const TrapDefinition* definition = nullptr;
  CompiledText title;
  CompiledText asks;
  const Unit* when = nullptr;
  int clears_with = -1;  // A reality check.
  std::vector<int> tallies;  // Those its signal reads, in order of first mention.
};

struct CompiledCheck {
  const RealityCheckDefinition* definition = nullptr;
  CompiledText asks;
  int population = -1;
  const Unit* require = nullptr;
};

struct CompiledObservation {
  const ObservationDefinition* definition = nullptr;
  int population = -1;
  const Unit* when = nullptr;
  CompiledText text;
};

struct CompiledPolicies {
  const Unit* min_attestation = nullptr;
  const Unit* before_engagement_days = nullptr;
  const Unit* interview_months = nullptr;
  const Unit* interview_tolerance = nullptr;
  const Unit* interview_tolerable = nullptr;
  const Unit* interview_confidence = nullptr;
  const Unit* waiver_max_days = nullptr;
  const Unit* waiver_approver = nullptr;
  const Unit* exclusion_approver = nullptr;
  const Unit* maturity_months = nullptr;
  const Unit* maturity_when = nullptr;
  const Unit* major = nullptr;
};

struct CompiledPack::Rep {
  explicit Rep(Pack owned) : pack(std::move(owned)) {}

  Pack pack;  // INVARIANT: never moved again; everything below points into it.
  std::optional<Schema> extended;
  const Schema* schema = nullptr;
  std::optional<Environment> environment;
  std::uint16_t params_namespace = kNoId;
  std::uint16_t tally_namespace = kNoId;
  std::uint16_t populations_namespace = kNoId;

  std::deque<Unit> units;  // Addresses are stable.
  std::vector<std::shared_ptr<const NativeFunction>> natives;  // In the pack's order.
  std::vector<Type> parameter_types;        // By parameter.
  std::vector<const Unit*> function_bodies;  // By defined function.
  // By record type, then as numbered by Environment::derived_fields().
  std::vector<std::vector<CompiledDerived>> derived;
  std::vector<CompiledPopulation> populations;
  std::vector<CompiledTally> tallies;
  std::vector<CompiledDefinition> definitions;  // Each after what it uses.
  std::vector<std::size_t> definition_of_population;
  std::vector<std::size_t> definition_of_tally;
  std::vector<CompiledControl> controls;
  std::vector<CompiledTrap> traps;
  std::vector<CompiledCheck> checks;
  std::vector<CompiledObservation> observations;
  CompiledPolicies policies;
  int scope = -1;  // A population.
  std::int64_t pattern_bytes = 0;  // Of a regular expression that is no literal.

  int FindPopulation(std::string_view name) const;
  int FindCheck(std::string_view id) const;
};

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_COMPILED_H_
