// A rule pack: everything that one framework says, as data. Parameters, functions, derived fields,
// populations, tallies, items with rules at two levels, traps, reality checks, and the policies by
// which the engine handles hygiene, interviews, waivers, exclusions and scoring.
//
//   assay::Diagnostics problems;
//   absl::StatusOr<assay::Pack> pack = assay::ReadPack(text, "acme/pack.yaml", {}, &problems);
//
// A pack is text that has its shape: rules are kept as they were written and are checked against
// a schema when the pack is compiled (engine/compile.h). Every piece of text keeps its place, so
// that a fault inside a rule is reported at its line and column in the pack file.
//
// Source of the format: the document docs/packs.md.

#ifndef ASSAY_PACK_PACK_H_
#define ASSAY_PACK_PACK_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "assay/base/copyable_variant.h"
#include "assay/base/date.h"
#include "assay/base/decimal.h"
#include "assay/base/diagnostic.h"
#include "assay/base/digest.h"
#include "assay/facts/schema.h"

namespace assay {

// Where a piece of text stands in the file, so that its inside can be pointed at.
struct TextOrigin {
  // From byte `offset` of the text on, up to the next entry, the text stands in the file as it is.
  // A text of several lines has one for each line of the file that it runs over, also where the
  // file's lines were folded into one.
  struct Line {
    std::uint32_t line = 0;    // From 1; 0 = not known.
    std::uint32_t column = 0;  // From 1, in code points; 0 = not known, the text is a program's.
    std::size_t offset = 0;
  };
  std::string file;
  std::string pointer;      // JSON pointer of the scalar in the pack.
  std::vector<Line> lines;  // In ascending order. Empty for a pack that was not read from text.
  bool is_exact = true;     // False: only the start is known (a text quoted with escapes).
};

// An expression of the rule language as it stands in the pack. Empty text = not given.
struct RuleText {
  std::string text;
  TextOrigin origin;

  bool is_empty() const { return text.empty(); }
};

// Moves the place of a diagnostic that was reported within `rule.text` (line and column from 1)
// to the pack file and quotes the file's line from `source`. What it underlines ends with the
// file's line; where places inside the text are not exact, it is the start of the text. Without an
// origin only file and pointer are set.
void MoveIntoFile(const RuleText& rule, std::string_view source, Diagnostic* diagnostic);

// Text for people, with `{expression}` in braces ("{{" and "}}" are braces), in one or more
// languages.
struct Template {
  struct Segment {
    std::string literal;  // Or,
    RuleText expression;  // if not empty, this.
  };
  std::vector<Segment> segments;
};
struct LocalizedText {
  // Language tag and text; the first is the pack's main language ("en" if written as a bare
  // string).
  std::vector<std::pair<std::string, Template>> translations;

  bool is_empty() const { return translations.empty(); }
  // The text of `language`, else the first.
  const Template& In(std::string_view language) const;
};

using ParameterScalar = CopyableVariant<bool, std::int64_t, Decimal, std::string, Date>;
using ParameterValue =
    CopyableVariant<bool, std::int64_t, Decimal, std::string, Date, std::vector<ParameterScalar>>;

struct Parameter {
  std::string name;
  std::string type;  // "int", "decimal", "bool", "string", "date", an enum's name, "list(<those>)".
  std::string unit;  // "days", "months", "seconds", "percent", or the author's.
  ParameterValue default_value;
  std::optional<std::int64_t> minimum;  // Of int, inclusive. A _pct is 0 to 100 unless narrower.
  std::optional<std::int64_t> maximum;
  std::string documentation;
  bool is_unused = false;  // No rule and no text of its own pack names it.
  TextOrigin origin;
};

struct FunctionDefinition {
  std::string name;
  std::string receiver;                                         // "person", or empty.
  bool receiver_maybe_none = false;                             // person?.role_on
  std::vector<std::pair<std::string, std::string>> parameters;  // Name and type text.
  RuleText body;
  TextOrigin origin;  // Of the signature.
};

enum class Aggregate : std::uint8_t { kCountDistinct, kCount, kSum, kMin, kMax };

struct DerivedDefinition {
  std::string record;
  std::string name;
  TextOrigin origin;
  // A plain one: its value.
  RuleText value;
  std::optional<Missing> missing;  // kNone or kUnknown: what an empty optional becomes.
  RuleText assume;  // Taken of a record whose value is unknown; empty = it stays unknown.
  // A grouped one: `aggregate` over the rows of the record's own table that share `group_by`.
  bool is_grouped = false;
  RuleText where;
  std::vector<RuleText> group_by;
  RuleText window_along;    // An instant; empty = no window.
  RuleText window_seconds;  // An int without `self`.
  Aggregate aggregate = Aggregate::kCount;
  std::vector<RuleText> operands;  // kCountDistinct: a tuple; kSum, kMin, kMax: one.
};

struct PopulationDefinition {
  std::string name;
  std::string of;  // A record type or another population.
  std::string as;  // What the member is called in rules; the record type's name unless given.
  RuleText where;  // Empty = all.
  Template label;  // Prints a member that has no id; empty = its id.
  TextOrigin origin;
};

struct TallyDefinition {
  enum class Take : std::uint8_t { kNone, kMax, kMin };
  std::string name;
  std::string over;  // A population.
  RuleText where;
  RuleText count_distinct;  // Empty = count the members.
  RuleText group_by;
  Take take = Take::kNone;  // With group_by: the greatest or least group.
  bool outside = false;     // With group_by: count what is outside of each group and not inside too.
  TextOrigin origin;
};

// One rule of a level, with what it inherits from level and item already filled in.
struct RulePart {
  std::string name;  // "" when the level is this one rule.
  bool is_organisation = false;
  std::string population;  // Of `each`.
  RuleText due;            // Empty = always.
  RuleText require;        // Of `each`; of `org` the rule itself.
  RuleText coverage_pct;   // Of `each`; empty = 100.
  RuleText per;            // Groups subjects; each group must reach the share. Empty = one group.
  TextOrigin origin;
};

struct LevelDefinition {
  bool is_given = false;
  std::vector<RulePart> parts;
};

enum class LevelLink : std::uint8_t { kNone, kFullLiftsMinimum, kMinimumLimitsFull };

struct Remediation {
  LocalizedText owner;
  LocalizedText text;
  bool per_subject = false;
  std::optional<std::int32_t> due_in_days;
};

struct CrosswalkEntry {
  std::string relation;   // "equal", "subset", "superset", "intersects"
  std::string framework;  // "nist-800-53-r5"
  std::vector<std::string> references;
  bool verified = false;
};

struct ItemDefinition {
  std::string id;
  LocalizedText title;
  bool enabled = true;
  Decimal weight;  // Above zero, at most four digits after the point; 1 unless given.
  LevelLink link = LevelLink::kNone;
  LevelDefinition minimum;
  LevelDefinition full;
  std::vector<std::pair<std::string, RuleText>> show;  // Names for texts.
  LocalizedText finding;
  std::vector<Remediation> remediation;
  std::vector<CrosswalkEntry> crosswalk;
  LocalizedText asks;  // What an auditor would ask; may be empty.
  std::string left_out;  // Why a tailoring leaves it out; empty = it does not.
  TextOrigin origin;
};

struct ControlDefinition {
  std::string id;
  LocalizedText title;
  LocalizedText objective;
  std::vector<ItemDefinition> items;
  TextOrigin origin;
};

struct TrapDefinition {
  std::string id;
  LocalizedText title;
  std::vector<std::string> items;
  bool caps_full = false;
  std::string clears_with;  // A reality check, or empty.
  RuleText when;
  LocalizedText asks;
  TextOrigin origin;
};

struct ObservationDefinition {
  std::string id;
  std::string item;
  std::string each;  // A population, or empty: about the organisation.
  RuleText when;
  LocalizedText text;
  TextOrigin origin;
};

struct RealityCheckDefinition {
  std::string id;
  std::string item;
  bool is_interview = false;
  std::string population;  // Of an interview.
  LocalizedText asks;
  RuleText require;  // Of an evidence check.
  TextOrigin origin;
};

// Which hygiene flags reject a record; all do unless a record type says otherwise.
struct HygieneRules {
  bool duplicate = true;
  bool future_dated = true;
  bool revoked = true;
  bool asserted_only = true;
  bool after_end = true;
  bool before_engagement = true;
  TextOrigin origin;  // Of the record type's name.
};
struct HygienePolicy {
  RuleText min_attestation;         // An attestation; empty = everything counts.
  RuleText before_engagement_days;  // Empty = no limit.
  std::vector<std::pair<std::string, HygieneRules>> records;  // By record type, where it differs.
};
struct InterviewPolicy {
  RuleText within_months;   // How long an interview counts; 12 unless given.
  RuleText tolerance_days;  // Added to that; 0 unless given.
  RuleText tolerable_pct;
  RuleText confidence_pct;
  bool hypergeometric = false;  // bound: clopper_pearson (default) or hypergeometric
};
struct WaiverPolicy {
  RuleText max_days;
  RuleText approver;  // Over `waiver`.
};
struct ExclusionPolicy {
  RuleText approver;  // Over `entry`.
};
struct ScoringPolicy {
  std::string model = "ladder";  // ladder, default, flat, flat_unweighted, absolute
  Decimal effective;  // Points of each rung, 0 to 1, at most four digits after the point.
  Decimal full;
  Decimal minimum;
};

// When an effective item has the highest maturity: it was effective `months` earlier too, and `when`
// holds.
struct MaturityPolicy {
  RuleText months;  // Empty = no item ever has.
  RuleText when;    // Empty = always.
};

struct PackSource {
  std::string document;
  std::string edition;
  std::string clause;
  std::string note;
};

struct PackImport {
  std::string id;
  std::string version;
  TextOrigin origin;
};

// A function that the host program must have registered (expr/native.h).
struct NativeReference {
  std::string name;  // "acme.risk_score"
  TextOrigin origin;
};

// A whole pack, as written. A plain value.
struct PackDefinition {
  std::string id;
  std::string version;   // Semantic version.
  std::string language;  // "assay-cel/1"
  LocalizedText title;
  std::vector<PackSource> sources;
  std::vector<PackImport> uses;
  std::vector<NativeReference> native_functions;
  std::string scope;  // A population, or empty.
  std::vector<Parameter> parameters;
  std::vector<FunctionDefinition> functions;
  std::vector<DerivedDefinition> derived;
  std::vector<PopulationDefinition> populations;
  std::vector<TallyDefinition> tallies;
  std::vector<ControlDefinition> controls;
  std::vector<TrapDefinition> traps;
  std::vector<RealityCheckDefinition> reality_checks;
  std::vector<ObservationDefinition> observations;
  HygienePolicy hygiene;
  InterviewPolicy interviews;
  WaiverPolicy waivers;
  ExclusionPolicy exclusions;
  ScoringPolicy scoring;
  MaturityPolicy maturity;
  RuleText major_nonconformity;  // Over `verdict`; empty = none is major.

  // Record types, fields and enum values beyond the shipped schema, as they were written: a field
  // whose type is called by a name is a kReference that has the name as `target` and `enumeration`,
  // and ExtendSchema finds out which it is.
  struct Extension {
    struct EnumValues {
      std::string name;
      std::vector<std::string> values;
      Place place;
    };
    struct RecordFields {
      std::string record;
      std::vector<SchemaBuilder::FieldDeclaration> fields;
      Place place;
    };
    std::vector<std::pair<EnumType, Place>> enums;
    std::vector<EnumValues> enum_values;
    std::vector<SchemaBuilder::RecordDeclaration> records;
    std::vector<RecordFields> fields;
    bool is_empty() const {
      return enums.empty() && enum_values.empty() && records.empty() && fields.empty();
    }
  };
  Extension records;
};

// What was changed of a pack by somebody else than its author (tailoring.h).
struct Tailoring {
  struct Setting {
    std::string name;
    std::string why;  // May be empty.
  };
  std::string id;
  Sha256 digest;  // Of its meaning.
  std::string approved_by;
  Date approved_on;
  std::string rationale;
  std::vector<Setting> parameters;  // Those with another default, in the pack's order.
};

// A pack that was read: its definition, the text it came from and its digest. Immutable; move-only.
class Pack {
 public:
  // A text and what messages call it.
  struct Source {
    std::string file;
    std::string text;
  };

  Pack(PackDefinition definition, std::string file, std::string source, Sha256 digest);
  // One whose texts stand in files beside its own, `sources.front()` (texts.h).
  Pack(PackDefinition definition, std::vector<Source> sources, Sha256 digest, bool is_linked);
  // A linked one: `sources` are its own and those of the packs that it uses.
  Pack(PackDefinition definition, std::vector<Source> sources, Sha256 digest);
  // A tailored one: `digest` is still that of the pack, the tailoring has its own.
  Pack(PackDefinition definition, std::vector<Source> sources, Sha256 digest, Tailoring tailoring);
  Pack(Pack&&) noexcept;
  Pack& operator=(Pack&&) noexcept;
  ~Pack();

  const PackDefinition& definition() const { return definition_; }
  const std::string& file() const { return sources_.front().file; }
  const std::string& source() const { return sources_.front().text; }
  // The text that a place in `file` lies in; empty if it is none of the pack's.
  std::string_view SourceOf(std::string_view file) const;
  // SHA-256 of the meaning: of the canonical form, so that comments and layout do not count.
  const Sha256& digest() const { return digest_; }
  // False while it uses packs that LinkPack has not joined to it. Such a pack cannot be compiled.
  bool is_linked() const { return is_linked_; }
  // Nothing while the pack is as its author has it.
  const std::optional<Tailoring>& tailoring() const { return tailoring_; }
  // Its own first, then those of packs that it uses and of its tailoring.
  std::span<const Source> sources() const { return sources_; }

 private:
  PackDefinition definition_;
  std::vector<Source> sources_;
  Sha256 digest_;
  bool is_linked_;
  std::optional<Tailoring> tailoring_;
};

// A limit above its ceiling (64 MiB, a million rules, 10,000 diagnostics) is taken for the ceiling.
struct PackLimits {
  std::size_t bytes = 1 << 20;
  std::size_t rules = 10000;      // Expressions, those in texts included.
  std::size_t diagnostics = 100;  // Told of one pack; the tree's own limit is 100 too.
};

// Reads one pack from strict YAML text, or from JSON if it begins with `{`. `file` is how messages
// call it.
//
// Returns InvalidArgument when it is not a pack; `*problems` then holds every fault found in file
// order (`yaml.*`, `json.*`, `pack.*`), each with line, column and a hint: at most
// `limits.diagnostics` of them, while the Status counts them all. Warnings may be appended on
// success too. Checks all that needs no schema: members, types, names that refer to one another
// (populations, checks, items, parts, links), parameters and their defaults, texts' braces. Rules
// are not parsed here. Linear in the size of the text, but for the faults.
//
//   pack.format             not format assay.pack/1    pack.language      not language assay-cel/1
//   pack.unknown-member     a misspelt member          pack.missing-member  one that must be there
//   pack.wrong-type         a list for a text, ...     pack.empty         a text or list of nothing
//   pack.bad-word           not one of a few words
//   pack.trap-caps          caps neither full nor none
//   pack.bad-id             not a name, or not an id
//   pack.duplicate-id       an id, or a language, given twice
//   pack.bad-version        not a semantic version     pack.bad-language-tag  neither en nor pt-BR
//   pack.bad-type           no type for a parameter or field
//   pack.bad-bounds         bounds of what has none, or that contradict
//   pack.bad-feed           `feed: false` of what always is a feed
//   pack.default-type, pack.default-range              a default of another type, or out of bounds
//   pack.bad-signature      a function whose signature cannot be read
//   pack.folded-comment     a `//` that swallows the lines folded behind it
//   pack.two-forms          what is one or the other is both (`org` and `each`, `value` and groups)
//   pack.no-rules           a pack without controls, an item without levels, a level without a rule
//   pack.one-level          a `link` between two levels where there is one
//   pack.no-such-population, pack.no-such-item, pack.no-such-check, pack.no-such-part,
//   pack.no-such-framework  a name that nothing has
//   pack.weight, pack.points, pack.days                a number out of its range
//   pack.text-braces        braces of a text that do not match
//   pack.too-many-rules     more than limits.rules
//   pack.unused-parameter   (a warning) a parameter that no rule and no text names; of a pack that
//                           uses others LinkPack says so
//   pack.other-item         (a warning) a trap that the check of another item clears
absl::StatusOr<Pack> ReadPack(std::string_view text, std::string_view file,
                              const PackLimits& limits, Diagnostics* problems);

// `pack` with the functions, derived fields and populations of the packs that it uses, of those
// that they use in turn, and what these need: parameters, declared records, native functions. They
// are found in `library` by id and version. A parameter of its own takes the place of one of the
// same name and type, which is how a pack sets another default. The digest then covers all of them.
//
// InvalidArgument, and every fault in `*problems`, when they do not fit together:
//
//   pack.no-such-pack   a pack of that id and version is not in the library
//   pack.two-versions   one pack, needed in two versions
//   pack.circle         a pack that uses itself, if through others
//   pack.duplicate-id   a name that two of them define
//   pack.no-such-population  a population that none of them has
//   pack.unused-parameter    (a warning) a parameter of `pack` that neither it names nor they have
absl::StatusOr<Pack> LinkPack(Pack pack, std::span<const Pack> library, Diagnostics* problems);

// The packs that come with assay (pack/shipped.h), read: a library for LinkPack.
std::vector<Pack> ShippedLibrary();

// `base` with the record types, fields and enum values that the pack declares. What evidence types
// of `base` all have in common (the provenance: id, occurred_at, ...) joins every evidence type
// declared; a reference `person` is listed by the person under the plural of its record type unless
// it names another inverse.
//
// Nothing, and every fault as of SchemaBuilder::Build, when the declarations do not fit.
std::optional<Schema> ExtendSchema(const Pack& pack, const Schema& base, Diagnostics* problems);

// The JSON Schema (2020-12) of the pack format, for editors.
std::string PackJsonSchema();

}  // namespace assay

#endif  // ASSAY_PACK_PACK_H_
