// The JSON Schema of assay.assessment/1, from one table: what json.cc writes, member by member.
//
// The table is a second telling of json.cc on purpose. Neither can change alone: a test holds every
// assessment that it can get hold of against the schema, which allows no member that it does not
// name, and demands that every member named has been seen.

#include <span>
#include <string>
#include <string_view>

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

#include "assay/report/report.h"
#include "src/base/json_writer.h"

namespace assay {
namespace {

enum class Kind : std::uint8_t {
  kText,
  kDay,
  kInteger,
  kPercent,     // A number with two decimals.
  kDecimal,     // Any other number.
  kBool,
  kFraction,    // An exact one, as text: "191/2", or "80" over one.
  kDigest,
  kConstant,    // The text `of`.
  kObject,      // The shape `of`.
  kParameters,  // Values by name.
  kCounts,      // Integers by name.
  kSignal,      // Integers by name, or ranges of them.
  kVerdict, kRung, kLevel, kTrapState, kCheckState, kOperation,
};

// How often a member is there.
enum class Presence : std::uint8_t { kAlways, kNullable, kSometimes, kSometimesNullable };
enum class Many : std::uint8_t { kOne, kList };

struct Member {
  std::string_view name;
  Kind kind;
  std::string_view of;
  Presence presence;
  Many many;
  std::string_view description;
};

struct Shape {
  std::string_view name;
  std::string_view description;
  std::span<const Member> members;
  std::span<const Member> more = {};
};

constexpr Member One(std::string_view name, Kind kind, std::string_view description, std::string_view of = {}) {
  return {name, kind, of, Presence::kAlways, Many::kOne, description};
}
constexpr Member OrNull(std::string_view name, Kind kind, std::string_view description, std::string_view of = {}) {
  return {name, kind, of, Presence::kNullable, Many::kOne, description};
}
constexpr Member Sometimes(std::string_view name, Kind kind, std::string_view description, std::string_view of = {}) {
  return {name, kind, of, Presence::kSometimes, Many::kOne, description};
}
constexpr Member List(std::string_view name, Kind kind, std::string_view description, std::string_view of = {}) {
  return {name, kind, of, Presence::kAlways, Many::kList, description};
}
constexpr Member SometimesList(std::string_view name, Kind kind, std::string_view description,
                               std::string_view of = {}) {
  return {name, kind, of, Presence::kSometimes, Many::kList, description};
}

constexpr Member kAssessment[] = {
    One("format", Kind::kConstant, "The format of this document.", "assay.assessment/1"),
    One("as_of", Kind::kDay, "The local day that was judged, at its end."),
    One("engine", Kind::kObject, "By what it was judged.", "engine"),
    One("pack", Kind::kObject, "By which rules.", "pack"),
    One("facts", Kind::kObject, "Over which facts.", "facts"),
    One("parameters", Kind::kParameters, "The pack's parameters as they were in force."),
    One("score", Kind::kObject, "The whole as a number.", "total"),
    OrNull("major_nonconformity", Kind::kBool,
           "Whether what fails amounts to a major nonconformity, as the pack defines it; null where that is not known."),
    One("history_months", Kind::kInteger, "How far `since` looked back and `lapses_on` ahead; 0 = not at all."),
    List("controls", Kind::kObject, "In the pack's order.", "control"),
    List("observations", Kind::kObject, "What is worth a remark and changed no verdict.", "observation"),
    List("ineffective", Kind::kObject, "Waivers and exclusions that were handed in and do not hold.", "ineffective"),
    List("data_quality", Kind::kObject, "Records that the rules did not see, or that are odd.", "flag"),
};
constexpr Member kEngine[] = {
    One("version", Kind::kText, "Of assay."),
    One("language", Kind::kText, "Of the rules."),
    One("tzdata", Kind::kText, "Of the time zone database."),
};
constexpr Member kPack[] = {
    One("id", Kind::kText, "The pack."),
    One("version", Kind::kText, "Its semantic version."),
    One("digest", Kind::kDigest, "SHA-256 of its meaning: layout and comments do not count. Of the pack as its author has it."),
    Sometimes("tailoring", Kind::kObject, "What somebody else changed of it.", "tailoring"),
    SometimesList("assumes", Kind::kText,
                  "Fields of which the pack says what is taken where they are unknown: `acknowledgement.words`."),
    SometimesList("native", Kind::kObject, "The functions of the host program that it needs.", "native"),
};
constexpr Member kTailoring[] = {
    One("id", Kind::kText, "The tailoring."),
    One("digest", Kind::kDigest, "SHA-256 of the tailoring and of the pack as it makes it."),
    One("approved_by", Kind::kText, "Who approved it."),
    One("approved_on", Kind::kDay, "When."),
    One("rationale", Kind::kText, "Why the pack did not fit as it is."),
    List("parameters", Kind::kObject, "Parameters with another default.", "change"),
    List("left_out", Kind::kObject, "Items that it leaves out: they are not applicable.", "change"),
};
constexpr Member kChange[] = {
    One("name", Kind::kText, "The parameter or item."),
    Sometimes("why", Kind::kText, "The reason that was given."),
};
constexpr Member kNative[] = {
    One("name", Kind::kText, "What rules call it."),
    Sometimes("version", Kind::kText, "Its version, as the host says."),
};
constexpr Member kFacts[] = {
    One("digest", Kind::kDigest, "SHA-256 of their meaning: the order of arrays does not count."),
    One("counts", Kind::kCounts, "How many records there are of each type that has any."),
};
constexpr Member kExact[] = {
    One("low", Kind::kFraction, "The fraction of which `low` is the rounded number."),
    One("high", Kind::kFraction, "The fraction of which `high` is the rounded number."),
};
constexpr Member kRange[] = {
    One("low", Kind::kPercent, "What is unknown counts as nothing. Rounded half up."),
    One("high", Kind::kPercent, "What is unknown counts as everything. Rounded half up."),
    One("exact", Kind::kObject, "The same without rounding.", "exact"),
};
constexpr Member kTotal[] = {
    OrNull("low", Kind::kPercent, "In percent, what is unknown counted as nothing; null where nothing was counted."),
    OrNull("high", Kind::kPercent, "In percent, what is unknown counted as everything; null where nothing was counted."),
    OrNull("exact", Kind::kObject, "The same without rounding.", "exact"),
    OrNull("without_waivers", Kind::kObject, "As if nothing were waived.", "range"),
    OrNull("known_pct", Kind::kPercent, "The share of the counted weight about which enough is known."),
    One("model", Kind::kText, "How the pack scores: `ladder`, or a model of XCCDF 1.2."),
    List("xccdf", Kind::kObject, "The same results by the four models of XCCDF 1.2.", "model_score"),
};
constexpr Member kModelScore[] = {
    One("model", Kind::kText, "`default`, `flat`, `flat_unweighted` or `absolute`."),
    One("low", Kind::kPercent, "What is unknown counts as failed, as the model has it."),
    One("high", Kind::kPercent, "What is unknown counts as passed."),
    One("exact", Kind::kObject, "The same without rounding.", "exact"),
    One("maximum", Kind::kPercent, "What could be reached."),
};
constexpr Member kControl[] = {
    One("id", Kind::kText, "The control's number in its framework."),
    One("title", Kind::kText, "In the language asked for."),
    One("applicable", Kind::kBool, "False where the statement of applicability excludes it."),
    Sometimes("exclusion", Kind::kText, "The justification, where it is excluded."),
    List("items", Kind::kObject, "In the pack's order.", "item"),
};
constexpr Member kItem[] = {
    One("id", Kind::kText, "The item."),
    One("title", Kind::kText, "In the language asked for."),
    Sometimes("asks", Kind::kText, "What an auditor would ask."),
    One("rung", Kind::kRung, "How far it got."),
    OrNull("since", Kind::kDay, "First day of the present rung; null where that lies further back, or was not looked for."),
    OrNull("lapses_on", Kind::kDay,
           "Next day on which the rung falls if nothing new arrives; null where it does not so soon, or it was not looked for."),
    Sometimes("lapse", Kind::kObject, "Why it falls then.", "lapse"),
    One("operation", Kind::kOperation, "What the reality checks of the item say together."),
    OrNull("maturity", Kind::kInteger,
           "0 unknown, or nothing to see; 1 there is evidence and the minimum fails; 2 minimum; 3 full; 4 effective; "
           "5 kept up as the pack demands. Null outside the ladder."),
    OrNull("score", Kind::kObject, "Of 1; null where the item stands outside the score.", "range"),
    One("levels", Kind::kObject, "Those that the pack has rules for.", "levels"),
    List("traps", Kind::kObject, "What may make the item look better than it is.", "trap"),
    List("reality_checks", Kind::kObject, "Whether what is on paper works.", "reality_check"),
    List("findings", Kind::kObject, "What was required and what was seen, of each level that is not satisfied.", "finding"),
    List("remediation", Kind::kObject, "What to do next.", "remediation"),
    List("waivers", Kind::kObject, "Those that hold on the day and name the item.", "waiver"),
    List("crosswalk", Kind::kObject, "Where other frameworks ask for it.", "crosswalk"),
};
constexpr Member kLapse[] = {
    One("to", Kind::kRung, "The rung from then on."),
    OrNull("level", Kind::kLevel, "Whose verdict changes."),
    OrNull("record", Kind::kText,
           "The record that no longer counts, or else the latest that the rule rests on; the waiver that ends; the trap or "
           "check that turns."),
    OrNull("subject", Kind::kText, "The first who no longer meets the rule; null for the organisation."),
    OrNull("why", Kind::kText,
           "`no_longer_counts`, `nothing_newer`, `falls_due`, `waiver_ends`, `trap` or `check`."),
};
constexpr Member kLevels[] = {
    Sometimes("minimum", Kind::kObject, "The least that counts.", "level"),
    Sometimes("full", Kind::kObject, "What meets the requirement in full.", "level"),
};
// Of a level that is one rule over subjects; of several, each part has its own.
constexpr Member kTally[] = {
    Sometimes("population", Kind::kInteger, "Members of the population, those of uncertain membership included."),
    Sometimes("due", Kind::kInteger, "Of whom the rule is asked, beyond doubt."),
    Sometimes("met", Kind::kInteger, "Of those due, who meet it."),
    Sometimes("failed", Kind::kInteger, "Of those due, who do not."),
    Sometimes("unknown", Kind::kInteger, "Of those due, of whom it cannot be told."),
    Sometimes("errors", Kind::kInteger, "Of those due, for whom the rule erred."),
    Sometimes("dueness_unknown", Kind::kObject, "Of whom it is not known whether they are due.", "uncertain"),
    Sometimes("population_is_open", Kind::kBool, "There may be members that are not among the records."),
    SometimesList("groups", Kind::kObject, "Of a rule that each group must meet by itself: all groups, by name.", "group"),
    Sometimes("threshold", Kind::kInteger, "The share that must be reached, in percent."),
};
constexpr Member kLevel[] = {
    One("verdict", Kind::kVerdict, "After link, caps, waivers and applicability."),
    One("by_rules", Kind::kVerdict, "After the link of the levels, before caps and waivers."),
    List("reasons", Kind::kText,
         "What moved the verdict: `link:full`, `link:minimum`, `trap:ID`, `ineffective:ID`, `waiver:ID`, `excluded`, "
         "`empty_scope`; and what is missing where it is unknown: `feed:TYPE`, `cell:TYPE.FIELD`."),
    List("parts", Kind::kObject, "The rules of the level.", "part"),
};
constexpr Member kPart[] = {
    One("name", Kind::kText, "Empty where the level is this one rule."),
    One("verdict", Kind::kVerdict, "By the rule alone."),
    Sometimes("of", Kind::kText, "The population of a rule over subjects."),
    SometimesList("failing", Kind::kText, "Of a rule over subjects: who does not meet it; all of them, ascending."),
    SometimesList("unknown_subjects", Kind::kText, "Of a rule over subjects: of whom it cannot be told; all of them, ascending."),
    SometimesList("erring", Kind::kText, "Of a rule over subjects: for whom it erred; all of them, ascending."),
    SometimesList("evidence_used", Kind::kText, "Of a rule about the organisation: the records that it rests on, ascending."),
    Sometimes("error", Kind::kText, "The first error, with the expression that erred."),
};
constexpr Member kUncertain[] = {
    One("met", Kind::kInteger, "Who would meet the rule."),
    One("failed", Kind::kInteger, "Who would not."),
    One("unknown", Kind::kInteger, "Of whom that cannot be told either."),
    One("errors", Kind::kInteger, "For whom the rule erred."),
};
constexpr Member kGroup[] = {
    One("name", Kind::kText, "What the group is formed by."),
    One("verdict", Kind::kVerdict, "Of the group by itself."),
    One("population", Kind::kInteger, "Its members."),
    One("due", Kind::kInteger, "Of whom the rule is asked, beyond doubt."),
    One("met", Kind::kInteger, "Of those due, who meet it."),
    One("failed", Kind::kInteger, "Of those due, who do not."),
    One("unknown", Kind::kInteger, "Of those due, of whom it cannot be told."),
    One("errors", Kind::kInteger, "Of those due, for whom the rule erred."),
    Sometimes("dueness_unknown", Kind::kObject, "Of whom it is not known whether they are due, or belong to the group.",
              "uncertain"),
};
constexpr Member kTrap[] = {
    One("id", Kind::kText, "The trap."),
    Sometimes("title", Kind::kText, "In the language asked for."),
    Sometimes("asks", Kind::kText, "What an auditor would ask."),
    One("state", Kind::kTrapState, "`cannot_rule_out`: what would tell was not collected; it caps nothing."),
    One("signal", Kind::kSignal, "The numbers behind it, as ranges where records are unknown; `high` null: no upper end."),
    Sometimes("error", Kind::kText, "Why it is in error."),
};
constexpr Member kBounds[] = {
    One("low", Kind::kInteger, "The least that it can be."),
    OrNull("high", Kind::kInteger, "The most; null: there is no upper end."),
};
constexpr Member kCheck[] = {
    One("id", Kind::kText, "The reality check."),
    One("kind", Kind::kText, "`interview` or `evidence`."),
    Sometimes("asks", Kind::kText, "The question."),
    One("state", Kind::kCheckState, "What it says."),
    Sometimes("population", Kind::kInteger, "Of an interview: how many may be drawn."),
    Sometimes("n", Kind::kInteger, "Of an interview: how many were asked."),
    Sometimes("deviations", Kind::kInteger, "Of an interview: how many of them failed."),
    {"upper_bound", Kind::kDecimal, {}, Presence::kSometimesNullable, Many::kOne,
     "Of an interview: the one-sided upper bound of the rate of deviations, six digits; null where nobody was asked."},
    Sometimes("census", Kind::kBool, "Of an interview: everybody was asked, so the rate is no estimate."),
    SometimesList("sample", Kind::kText, "Of an interview: who was asked, ascending."),
};
constexpr Member kFinding[] = {
    One("level", Kind::kLevel, "The level that is not satisfied."),
    One("verdict", Kind::kVerdict, "Its verdict."),
    One("statement", Kind::kText, "What was required and what was seen; no cure."),
    List("subjects", Kind::kText, "Whom it concerns; all of them, ascending."),
    List("evidence_used", Kind::kText, "Records that count, of those looked at; ascending."),
    List("evidence_rejected", Kind::kObject, "Records that do not count, and why; ascending.", "rejected"),
    OrNull("nearest", Kind::kObject, "The record that came nearest of all.", "nearest"),
    List("evidence", Kind::kObject, "What the rules looked at, for the first subjects.", "looked_at"),
};
constexpr Member kRejected[] = {
    One("id", Kind::kText, "The record."),
    One("why", Kind::kText, "A hygiene flag, or what the rule found wanting."),
};
constexpr Member kLookedAt[] = {
    OrNull("subject", Kind::kText, "Of whom; null for the organisation."),
    One("part", Kind::kText, "For which rule of the level; empty where it is one."),
    One("used_count", Kind::kInteger, "How many records count."),
    List("used", Kind::kText, "The first of them, ascending."),
    One("rejected_count", Kind::kInteger, "How many do not."),
    OrNull("nearest", Kind::kObject, "The one that came nearest.", "nearest"),
    List("failed", Kind::kObject,
         "Conditions that did not hold by the cells of the subject itself; one that looks for records is among them only "
         "where none came near.",
         "condition"),
};
constexpr Member kNearest[] = {
    One("id", Kind::kText, "The record."),
    One("type", Kind::kText, "Its type."),
    OrNull("subject", Kind::kText, "Of whom; null for the organisation."),
    One("part", Kind::kText, "For which rule of the level; empty where it is one."),
    One("conditions_met", Kind::kInteger, "Of the conditions, how many hold."),
    One("conditions", Kind::kInteger, "How many the rule has."),
    List("failed", Kind::kObject, "Those that do not hold.", "condition"),
};
constexpr Member kCondition[] = {
    One("rule", Kind::kText, "As the pack has it."),
    One("state", Kind::kText, "`false`, `unknown` or `error`."),
    List("because", Kind::kText, "What a defined function or field is made of, down to what failed."),
    List("values", Kind::kObject, "What its parts were.", "reading"),
    OrNull("shortfall", Kind::kObject, "By how much it fell short, where that can be said.", "shortfall"),
};
constexpr Member kReading[] = {
    One("expression", Kind::kText, "A part of the condition."),
    One("value", Kind::kText, "As the rule language writes it."),
};
constexpr Member kShortfall[] = {
    One("amount", Kind::kDecimal, "Exact."),
    One("unit", Kind::kText, "`days`, `seconds`, a currency; empty for a plain number."),
};
constexpr Member kRemediation[] = {
    One("owner_role", Kind::kText, "Who is to act."),
    One("text", Kind::kText, "What to do, in the language asked for."),
    List("subjects", Kind::kText, "About whom, ascending."),
    OrNull("due", Kind::kDay, "By when."),
};
constexpr Member kWaiver[] = {
    One("id", Kind::kText, "The exception."),
    List("levels", Kind::kLevel, "Which levels it covers."),
    One("expires_on", Kind::kDay, "Its last day."),
};
constexpr Member kCrosswalk[] = {
    One("framework", Kind::kText, "The other framework."),
    One("relation", Kind::kText, "Of the item to it: `equal`, `subset`, `superset` or `intersects`."),
    List("references", Kind::kText, "Ids there."),
    One("verified", Kind::kBool, "Whether the pack's author held them against the framework's text."),
};
constexpr Member kObservation[] = {
    One("id", Kind::kText, "The observation."),
    One("item", Kind::kText, "The item that it belongs to."),
    One("text", Kind::kText, "The remark, in the language asked for."),
    List("subjects", Kind::kText, "Whom it concerns, ascending."),
    Sometimes("error", Kind::kText, "Why it is in error: then it is told whether or not it would hold."),
};
constexpr Member kIneffective[] = {
    One("type", Kind::kText, "`exception` or `soa_entry`."),
    One("record", Kind::kText, "Its id; of an entry of the statement of applicability, the control."),
    One("why", Kind::kText, "Why it does not hold."),
};
constexpr Member kFlag[] = {
    One("flag", Kind::kText,
        "`duplicate`, `future_dated`, `revoked`, `asserted_only`, `after_end`, `before_engagement`, "
        "`end_before_start`, `headcount_mismatch`, `unscoped_reference`, …"),
    OrNull("record", Kind::kText, "Its id; null where the flag is of the whole."),
    Sometimes("detail", Kind::kText, "What was odd."),
};

constexpr Shape kShapes[] = {
    {"assessment", "What the rules of a pack say of an organisation on a day.", kAssessment},
    {"engine", "By what it was judged.", kEngine},
    {"pack", "A rule pack.", kPack},
    {"tailoring", "What was changed of a pack that is somebody else's, and with whose approval.", kTailoring},
    {"change", "A change of a pack.", kChange},
    {"native", "A function of the host program.", kNative},
    {"facts", "The facts that were judged.", kFacts},
    {"exact", "A range of fractions, as text.", kExact},
    {"range", "A score: a number where enough is known, else a range.", kRange},
    {"total", "The score of the whole.", kTotal},
    {"model_score", "The score by a model of XCCDF 1.2.", kModelScore},
    {"control", "A control.", kControl},
    {"item", "An item of a control.", kItem},
    {"lapse", "Why a rung falls.", kLapse},
    {"levels", "The levels of an item.", kLevels},
    {"level", "A level. Counts are there where it is one rule over subjects.", kLevel, kTally},
    {"part", "A rule. Counts and names are there where it is over subjects.", kPart, kTally},
    {"uncertain", "Subjects of whom it is not known whether they are due.", kUncertain},
    {"group", "A group that must meet a rule by itself.", kGroup},
    {"trap", "A trap.", kTrap},
    {"bounds", "Between which a number lies.", kBounds},
    {"reality_check", "A reality check.", kCheck},
    {"finding", "A finding.", kFinding},
    {"rejected", "A record that does not count.", kRejected},
    {"looked_at", "What a rule saw of one subject.", kLookedAt},
    {"nearest", "The record with most conditions met, then least short, then of the lowest id.", kNearest},
    {"condition", "A condition that does not hold.", kCondition},
    {"reading", "A value that a condition read.", kReading},
    {"shortfall", "By how much a condition fell short.", kShortfall},
    {"remediation", "What to do.", kRemediation},
    {"waiver", "A waiver.", kWaiver},
    {"crosswalk", "Where another framework asks for what an item asks for.", kCrosswalk},
    {"observation", "An observation.", kObservation},
    {"ineffective", "A decision that does not hold.", kIneffective},
    {"flag", "A flag of data quality.", kFlag},
};

class SchemaWriter {
 public:
  explicit SchemaWriter(std::string* out) : json_(JsonLayout::kIndented, out) {}

  void Write() {
    json_.BeginObject();
    Text("$schema", "https://json-schema.org/draft/2020-12/schema");
    Text("title", "assay assessment");
    Text("$ref", Reference(kShapes[0].name));
    json_.Key("$defs");
    json_.BeginObject();
    for (const Shape& shape : kShapes) {
      json_.Key(shape.name);
      Object(shape);
    }
    json_.EndObject();
    json_.EndObject();
  }

 private:
  static bool IsAlwaysThere(Presence presence) {
    return presence == Presence::kAlways || presence == Presence::kNullable;
  }

  static std::string Reference(std::string_view shape) { return "#/$defs/" + std::string(shape); }

  void Text(std::string_view key, std::string_view text) {
    json_.Key(key);
    json_.String(text);
  }

  void Object(const Shape& shape) {
    json_.BeginObject();
    Text("description", shape.description);
    Text("type", "object");
    json_.Key("additionalProperties");
    json_.Bool(false);
    json_.Key("required");
    json_.BeginArray();
    for (const std::span<const Member> members : {shape.members, shape.more}) {
      for (const Member& member : members) {
        if (IsAlwaysThere(member.presence)) json_.String(member.name);
      }
    }
    json_.EndArray();
    json_.Key("properties");
    json_.BeginObject();
    for (const std::span<const Member> members : {shape.members, shape.more}) {
      for (const Member& member : members) Property(member);
    }
    json_.EndObject();
    json_.EndObject();
  }

  void Property(const Member& member) {
    json_.Key(member.name);
    json_.BeginObject();
    Text("description", member.description);
    if (member.many == Many::kList) {
      Text("type", "array");
      json_.Key("items");
      json_.BeginObject();
      Value(member, false);
      json_.EndObject();
    } else {
      Value(member, member.presence == Presence::kNullable || member.presence == Presence::kSometimesNullable);
    }
    json_.EndObject();
  }

  // The members of a schema for one value, into the object that is open.
  void Value(const Member& member, bool or_null) {
    switch (member.kind) {
      case Kind::kText: return Type("string", or_null);
      case Kind::kDay: Type("string", or_null); return Text("format", "date");
      case Kind::kInteger: return Type("integer", or_null);
      case Kind::kPercent: Type("number", or_null); return AtLeastZero();
      case Kind::kDecimal: return Type("number", or_null);
      case Kind::kBool: return Type("boolean", or_null);
      case Kind::kFraction: Type("string", or_null); return Text("pattern", "^[0-9]+(/[0-9]+)?$");
      case Kind::kDigest: Type("string", or_null); return Text("pattern", "^sha256:[0-9a-f]{64}$");
      case Kind::kConstant: return Text("const", member.of);
      case Kind::kObject: return Referred(member.of, or_null);
      case Kind::kParameters: return Type("object", or_null);
      case Kind::kCounts: return ByName([&] { Type("integer", false); });
      case Kind::kSignal: return ByName([&] { IntegerOrBounds(); });
      case Kind::kVerdict: return Words<assay::Verdict>(or_null);
      case Kind::kRung: return Words<assay::Rung>(or_null);
      case Kind::kLevel: return Words<assay::Level>(or_null);
      case Kind::kTrapState: return Words<assay::TrapState>(or_null);
      case Kind::kCheckState: return Words<assay::CheckState>(or_null);
      case Kind::kOperation: return Words<assay::Operation>(or_null);
    }
  }

  void Type(std::string_view type, bool or_null) {
    if (!or_null) return Text("type", type);
    json_.Key("type");
    json_.BeginArray();
    json_.String(type);
    json_.String("null");
    json_.EndArray();
  }

  void AtLeastZero() {
    json_.Key("minimum");
    json_.Integer(0);
  }

  void Referred(std::string_view shape, bool or_null) {
    if (!or_null) return Text("$ref", Reference(shape));
    json_.Key("anyOf");
    json_.BeginArray();
    json_.BeginObject();
    Text("$ref", Reference(shape));
    json_.EndObject();
    json_.BeginObject();
    Text("type", "null");
    json_.EndObject();
    json_.EndArray();
  }

  template <class Body>
  void ByName(Body body) {
    Text("type", "object");
    json_.Key("additionalProperties");
    json_.BeginObject();
    body();
    json_.EndObject();
  }

  void IntegerOrBounds() {
    json_.Key("anyOf");
    json_.BeginArray();
    json_.BeginObject();
    Text("type", "integer");
    json_.EndObject();
    json_.BeginObject();
    Text("$ref", Reference("bounds"));
    json_.EndObject();
    json_.EndArray();
  }

  template <class Enum>
  void Words(bool or_null) {
    json_.Key("enum");
    json_.BeginArray();
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>(
        [&](auto enumerator) { json_.String(enumerator.name); });
    if (or_null) json_.Null();
    json_.EndArray();
  }

  JsonWriter json_;
};

}  // namespace

std::string AssessmentJsonSchema() {
  std::string text;
  SchemaWriter(&text).Write();
  text += '\n';
  return text;
}

}  // namespace assay
