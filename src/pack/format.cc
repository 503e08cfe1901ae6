#include "src/pack/format.h"

namespace assay {
namespace {

// Scalars.

constexpr Form kText{.expected = "text", .scalar = ScalarForm::kText};
constexpr Form kExpression{.expected = "an expression", .scalar = ScalarForm::kExpression};
constexpr Form kName{.expected = "a name", .scalar = ScalarForm::kName};
constexpr Form kId{.expected = "an id", .scalar = ScalarForm::kId};
constexpr Form kVersion{.expected = "a version", .scalar = ScalarForm::kVersion};
constexpr Form kType{.expected = "a type", .scalar = ScalarForm::kType};
constexpr Form kBool{.expected = "true or false", .scalar = ScalarForm::kBool};
constexpr Form kTrue{.expected = "true", .scalar = ScalarForm::kTrue};
constexpr Form kInt{.expected = "a whole number", .scalar = ScalarForm::kInt};
constexpr Form kDecimal{.expected = "a decimal number", .scalar = ScalarForm::kDecimal};
constexpr Form kScalar{.expected = "a single value", .scalar = ScalarForm::kAny};
constexpr Form kTemplate{.expected = "text", .scalar = ScalarForm::kTemplate};

constexpr std::string_view kFormatWords[] = {"assay.pack/1"};
constexpr Form kFormat{.expected = "the format",
                       .scalar = ScalarForm::kWord,
                       .words = kFormatWords,
                       .word_fault = "pack.format"};
constexpr std::string_view kLanguageWords[] = {"assay-cel/1"};
constexpr Form kLanguage{.expected = "the rule language",
                         .scalar = ScalarForm::kWord,
                         .words = kLanguageWords,
                         .word_fault = "pack.language"};

// Lists and free mappings of scalars.

constexpr Form kLocalized{.expected = "text, or texts by language",
                          .scalar = ScalarForm::kTemplate,
                          .values = &kTemplate,
                          .keys = ScalarForm::kLanguage,
                          .needs_one = true};
constexpr Form kNames{.expected = "a list of names", .items = &kName};
constexpr Form kDottedName{.expected = "a name with a dot", .scalar = ScalarForm::kDottedName};
constexpr Form kDottedNames{.expected = "a list of names", .items = &kDottedName};
constexpr Form kIds{.expected = "a list of ids", .items = &kId, .needs_one = true};
constexpr Form kTexts{.expected = "a list of texts", .items = &kText, .needs_one = true};
constexpr Form kExpressions{
    .expected = "a list of expressions", .items = &kExpression, .needs_one = true};
constexpr Form kTuple{.expected = "an expression or a list of them",
                      .scalar = ScalarForm::kExpression,
                      .items = &kExpression,
                      .needs_one = true};
constexpr Form kDefault{
    .expected = "a value or a list of values", .scalar = ScalarForm::kAny, .items = &kScalar};
constexpr Form kFunctions{
    .expected = "functions by signature", .values = &kExpression, .keys = ScalarForm::kSignature};
constexpr Form kShow{.expected = "expressions by name", .values = &kExpression};

// The heading.

constexpr MemberForm kSourceMembers[] = {
    {"document", &kText, true, "What the rules are taken from: a standard, a law, a policy."},
    {"edition", &kText, false, "Which edition of it."},
    {"clause", &kText, false, "The part of it that the pack covers."},
    {"note", &kText, false, "How it was used, e.g. paraphrased."},
};
constexpr ObjectForm kSource{"source", "a source", kSourceMembers};
constexpr Form kSourceForm{.expected = "a source", .object = &kSource};
constexpr Form kSources{.expected = "a list of sources", .items = &kSourceForm};

constexpr MemberForm kImportMembers[] = {
    {"id", &kId, true, "The other pack."},
    {"version", &kVersion, true, "Its version, exactly."},
};
constexpr ObjectForm kImport{"import", "an import", kImportMembers};
constexpr Form kImportForm{.expected = "a pack's id and version", .object = &kImport};
constexpr Form kImports{.expected = "a list of packs", .items = &kImportForm};

// Parameters.

constexpr MemberForm kParameterMembers[] = {
    {"type", &kType, false,
     "int, decimal, bool, string, date, an enumeration, or list(...) of one of these. Names that "
     "end in _pct, _days, _months or _seconds are int unless said otherwise."},
    {"unit", &kText, false,
     "What is counted. Follows from the ending of the name where it has one."},
    {"default", &kDefault, true, "Its value unless the user sets another."},
    {"min", &kInt, false, "The least value of an int."},
    {"max", &kInt, false, "The greatest value of an int."},
    {"doc", &kText, false, "What it means, for the people who may set it."},
};
constexpr ObjectForm kParameter{"parameter", "a parameter", kParameterMembers};
constexpr Form kParameterForm{.expected = "a parameter", .object = &kParameter};
constexpr Form kParameters{.expected = "parameters by name", .values = &kParameterForm};

// Declared enumerations, record types and fields.

constexpr MemberForm kEnumMembers[] = {
    {"values", &kTexts, false,
     "The words of a new enumeration, in order of strength if they are grades."},
    {"add", &kTexts, false, "Further words of an enumeration that exists."},
    {"doc", &kText, false, "What the words tell apart. Needed by a new enumeration."},
};
constexpr ObjectForm kEnum{"enum", "an enumeration", kEnumMembers};
constexpr Form kEnumForm{.expected = "an enumeration", .object = &kEnum};
constexpr Form kEnums{.expected = "enumerations by name", .values = &kEnumForm};

constexpr std::string_view kMissingWords[] = {"required", "none", "unknown"};
constexpr Form kMissing{
    .expected = "what absence means", .scalar = ScalarForm::kWord, .words = kMissingWords};
constexpr MemberForm kFieldMembers[] = {
    {"type", &kType, true,
     "text, int, decimal, bool, date, when (a date or an instant), an enumeration, a record type "
     "(a reference by id), list(...) of a text, enumeration or record type, child(record type) or "
     "children(record type) for records written inside this one."},
    {"missing", &kMissing, false,
     "What an absent value means: `required`, a fault of the record (the default); `none`, known "
     "not to exist; `unknown`, not collected. Absent lists are empty unless said otherwise."},
    {"default", &kScalar, false, "What an absent value means, if it means a value."},
    {"key", &kTrue, false, "Others refer to the record by this text."},
    {"inverse", &kName, false,
     "Of a reference: the name by which the other record lists those that refer to it. A field "
     "`person` has the plural of its record type unless another is given."},
    {"scope", &kName, false,
     "Of a reference to an embedded record: the field that refers to the record it is embedded "
     "in."},
    {"unit", &kText, false, "What is counted, where the name does not say it."},
    {"min", &kInt, false, "The least value of an int."},
    {"max", &kInt, false, "The greatest value of an int."},
    {"doc", &kText, true, "What the field says."},
};
constexpr ObjectForm kField{"field", "a field", kFieldMembers};
constexpr Form kFieldForm{.expected = "a field", .object = &kField};
constexpr Form kFields{.expected = "fields by name", .values = &kFieldForm};

constexpr std::string_view kRoleWords[] = {"table", "evidence", "child"};
constexpr Form kRole{
    .expected = "where its records stand", .scalar = ScalarForm::kWord, .words = kRoleWords};
constexpr MemberForm kTypeMembers[] = {
    {"plural", &kName, true, "What lists of it are called: `org.<plural>` in rules."},
    {"role", &kRole, true,
     "Where its records stand in the facts: in a table of their own (under the plural), among the "
     "evidence, or inside other records (by a field of the type child or children)."},
    {"doc", &kText, true, "What one record is."},
    {"feed", &kBool, false,
     "Whether it may be listed in `collected`, and is an open list while it was not collected. A "
     "table is unless this is false: then it is complete as it is, by decree. Of a child: true "
     "leaves the list in every parent open, too, while it was not collected. Evidence always is."},
    {"feed_by", &kName, false, "There is a feed for each value of this enumeration field."},
    {"occurred", &kName, false,
     "Of a table: the field that the bounds of a partial feed speak of."},
    {"fields", &kFields, true,
     "Its fields, in order. Evidence has the provenance that all evidence shares in addition."},
};
constexpr ObjectForm kRecordType{"record_type", "a record type", kTypeMembers};
constexpr Form kRecordTypeForm{.expected = "a record type", .object = &kRecordType};
constexpr Form kRecordTypes{.expected = "record types by name", .values = &kRecordTypeForm};
constexpr Form kFurtherFields{.expected = "fields by record type", .values = &kFields};
constexpr MemberForm kRecordsMembers[] = {
    {"types", &kRecordTypes, false, "Further record types."},
    {"fields", &kFurtherFields, false, "Further fields of record types that exist."},
};
constexpr ObjectForm kRecordsObject{"records", "the section `records`", kRecordsMembers};
constexpr Form kRecords{.expected = "record types and fields", .object = &kRecordsObject};

// Derived fields, populations, tallies.

constexpr MemberForm kWindowMembers[] = {
    {"along", &kExpression, true, "The instant of a row."},
    {"seconds", &kExpression, true, "The length of the window, both ends included."},
};
constexpr ObjectForm kWindowObject{"window", "a window", kWindowMembers};
constexpr Form kWindow{.expected = "a window", .object = &kWindowObject};
constexpr std::string_view kStoredMissingWords[] = {"none", "unknown"};
constexpr Form kStoredMissing{.expected = "what an empty value means",
                              .scalar = ScalarForm::kWord,
                              .words = kStoredMissingWords};
constexpr MemberForm kDerivedMembers[] = {
    {"value", &kExpression, false, "The field's value; the record is `self`."},
    {"missing", &kStoredMissing, false, "What an empty optional becomes."},
    {"assume", &kExpression, false,
     "What is taken of a record whose value is unknown, where the framework says whom doubt favours."},
    {"where", &kExpression, false, "Of a grouped field: the rows that take part; others have 0."},
    {"group_by", &kExpressions, false, "The groups: rows for which all of these are equal."},
    {"window", &kWindow, false,
     "Counts only rows close together: the best of all windows that contain the row."},
    {"count_distinct", &kTuple, false,
     "How many different values (or tuples of them) the group has."},
    {"count", &kTrue, false, "How many rows the group has."},
    {"sum", &kExpression, false, "The sum over the group."},
    {"min", &kExpression, false, "The least value of the group."},
    {"max", &kExpression, false, "The greatest value of the group."},
};
constexpr ObjectForm kDerivedObject{"derived_field", "a derived field", kDerivedMembers};
constexpr Form kDerivedField{.expected = "an expression, or a mapping of value or groups",
                             .scalar = ScalarForm::kExpression,
                             .object = &kDerivedObject};
constexpr Form kDerivedFields{.expected = "derived fields by name", .values = &kDerivedField};
constexpr Form kDerive{.expected = "derived fields by record type", .values = &kDerivedFields};

constexpr MemberForm kPopulationMembers[] = {
    {"of", &kName, true, "A record type, or another population to narrow."},
    {"as", &kName, false, "What a member is called in rules; otherwise like its record type."},
    {"where", &kExpression, false, "Who belongs; otherwise everybody."},
    {"label", &kTemplate, false, "Prints a member that has no id of its own."},
};
constexpr ObjectForm kPopulation{"population", "a population", kPopulationMembers};
constexpr Form kPopulationForm{.expected = "a population", .object = &kPopulation};
constexpr Form kPopulations{.expected = "populations by name", .values = &kPopulationForm};

constexpr std::string_view kTakeWords[] = {"max", "min"};
constexpr Form kTake{.expected = "which group", .scalar = ScalarForm::kWord, .words = kTakeWords};
constexpr MemberForm kTallyMembers[] = {
    {"over", &kName, true, "The population that is counted."},
    {"where", &kExpression, false, "Which of its members."},
    {"count_distinct", &kExpression, false, "Counts different values instead of members."},
    {"group_by", &kExpression, false,
     "Counts within groups; `take` says which group's number it is."},
    {"take", &kTake, false, "The group with the greatest or the least number."},
    {"outside", &kBool, false,
     "With groups: of each group, counts what is outside of it; different values that are inside too are left out."},
};
constexpr ObjectForm kTally{"tally", "a tally", kTallyMembers};
constexpr Form kTallyForm{.expected = "a tally", .object = &kTally};
constexpr Form kTallies{.expected = "tallies by name", .values = &kTallyForm};

// Controls, items, rules.

constexpr std::string_view kEachDoc = "The population whose every member gets a verdict.";
constexpr std::string_view kOrgDoc = "The rule over the organisation: one verdict.";
constexpr std::string_view kDueDoc =
    "When anything is due; where it is false, the rule does not apply.";
constexpr std::string_view kRequireDoc = "What every member that is due must meet.";
constexpr std::string_view kCoverageDoc =
    "The share of those due who must meet it; 100 unless given.";
constexpr std::string_view kPerDoc = "Groups members by this; every group must reach the share.";

constexpr MemberForm kPartMembers[] = {
    {"name", &kName, true, "What texts call the rule: {name.subjects}."},
    {"each", &kName, false, kEachDoc},
    {"org", &kExpression, false, kOrgDoc},
    {"due", &kExpression, false, kDueDoc},
    {"require", &kExpression, false, kRequireDoc},
    {"coverage_pct", &kExpression, false, kCoverageDoc},
    {"per", &kExpression, false, kPerDoc},
};
constexpr ObjectForm kPart{"rule", "a rule", kPartMembers};
constexpr Form kPartForm{.expected = "a named rule", .object = &kPart};
constexpr Form kParts{.expected = "a list of named rules", .items = &kPartForm, .needs_one = true};

constexpr MemberForm kLevelMembers[] = {
    {"each", &kName, false, kEachDoc},
    {"org", &kExpression, false, kOrgDoc},
    {"due", &kExpression, false, kDueDoc},
    {"require", &kExpression, false, kRequireDoc},
    {"coverage_pct", &kExpression, false, kCoverageDoc},
    {"per", &kExpression, false, kPerDoc},
    {"all", &kParts, false, "Several rules, all of which must be satisfied."},
};
constexpr ObjectForm kLevel{"level", "a level", kLevelMembers};
constexpr Form kLevelForm{.expected = "a rule, or `all:` with several", .object = &kLevel};
constexpr MemberForm kLevelsMembers[] = {
    {"minimum", &kLevelForm, false, "What is the least that counts."},
    {"full", &kLevelForm, false, "What meets the requirement in full."},
};
constexpr ObjectForm kLevelsObject{"levels", "`levels`", kLevelsMembers};
constexpr Form kLevels{.expected = "the levels `minimum` and `full`", .object = &kLevelsObject};

constexpr MemberForm kRemediationMembers[] = {
    {"owner", &kLocalized, true, "Who is to act."},
    {"text", &kLocalized, false, "What to do."},
    {"per_subject", &kLocalized, false, "What to do, said of each subject in turn."},
    {"due_in_days", &kInt, false, "By when, counted from the day of the assessment."},
};
constexpr ObjectForm kRemediationObject{"remediation", "a remediation", kRemediationMembers};
constexpr Form kOneRemediation{.expected = "a remediation", .object = &kRemediationObject};
constexpr Form kRemediation{.expected = "a remediation or a list of them",
                            .items = &kOneRemediation,
                            .needs_one = true,
                            .object = &kRemediationObject};

constexpr Form kReferences{
    .expected = "references by framework", .values = &kTexts, .keys = ScalarForm::kId};
constexpr MemberForm kCrosswalkMembers[] = {
    {"equal", &kReferences, false, "The item asks for the same."},
    {"subset", &kReferences, false, "The item asks for a part of it."},
    {"superset", &kReferences, false, "The item asks for all of it, and more."},
    {"intersects", &kReferences, false, "The two overlap."},
    {"verified", &kIds, false, "The frameworks whose references were checked against their text."},
};
constexpr ObjectForm kCrosswalkObject{"crosswalk", "a crosswalk", kCrosswalkMembers};
constexpr Form kCrosswalk{.expected = "references by relation", .object = &kCrosswalkObject};

constexpr std::string_view kLinkWords[] = {"minimum_limits_full", "full_lifts_minimum"};
constexpr Form kLink{
    .expected = "how the levels are linked", .scalar = ScalarForm::kWord, .words = kLinkWords};
constexpr MemberForm kItemMembers[] = {
    {"id", &kId, true, "What the item is called in rules and reports."},
    {"title", &kLocalized, true, "One line, for people."},
    {"enabled", &kBool, false, "Whether it is assessed; it is unless this is false."},
    {"weight", &kDecimal, false, "Its share of the score, above 0, at most 10000; 1 unless given."},
    {"link", &kLink, false,
     "How full implies minimum: full fails where minimum fails, or minimum is met where full is."},
    {"each", &kName, false, "For all rules below that do not say otherwise: the population."},
    {"due", &kExpression, false, "For all rules below that do not say otherwise: when it is due."},
    {"coverage_pct", &kExpression, false,
     "For all rules below that do not say otherwise: the share."},
    {"per", &kExpression, false, "For all rules below that do not say otherwise: the groups."},
    {"levels", &kLevels, true, "The rules."},
    {"show", &kShow, false, "Values for texts, by the name that texts give them."},
    {"finding", &kLocalized, false, "What is printed when a level is not satisfied."},
    {"asks", &kLocalized, false, "What an auditor would ask."},
    {"remediation", &kRemediation, false, "What to do about it."},
    {"crosswalk", &kCrosswalk, false, "Where other frameworks ask for it."},
};
constexpr ObjectForm kItem{"item", "an item", kItemMembers};
constexpr Form kItemForm{.expected = "an item", .object = &kItem};
constexpr Form kItems{.expected = "a list of items", .items = &kItemForm, .needs_one = true};

constexpr MemberForm kControlMembers[] = {
    {"id", &kId, true, "The control's number in its framework."},
    {"title", &kLocalized, true, "One line, for people."},
    {"objective", &kLocalized, false, "What it is for."},
    {"items", &kItems, true, "What is assessed."},
};
constexpr ObjectForm kControl{"control", "a control", kControlMembers};
constexpr Form kControlForm{.expected = "a control", .object = &kControl};
constexpr Form kControls{.expected = "a list of controls", .items = &kControlForm};

// Traps, reality checks, observations.

constexpr std::string_view kCapsWords[] = {"full", "none"};
constexpr Form kCaps{.expected = "what the trap caps",
                     .scalar = ScalarForm::kWord,
                     .words = kCapsWords,
                     .word_fault = "pack.trap-caps"};
constexpr MemberForm kTrapMembers[] = {
    {"id", &kId, true, "What reports call it."},
    {"title", &kLocalized, true, "One line, for people."},
    {"items", &kIds, true, "The items it speaks against."},
    {"caps", &kCaps, true,
     "`full`: while it is triggered, full is not satisfied. `none`: it only warns."},
    {"clears_with", &kId, false, "The reality check that clears it when it is confirmed."},
    {"when", &kExpression, true, "The signal."},
    {"asks", &kLocalized, false, "What an auditor would ask."},
};
constexpr ObjectForm kTrap{"trap", "a trap", kTrapMembers};
constexpr Form kTrapForm{.expected = "a trap", .object = &kTrap};
constexpr Form kTraps{.expected = "a list of traps", .items = &kTrapForm};

constexpr std::string_view kKindWords[] = {"interview", "evidence"};
constexpr Form kKind{
    .expected = "the kind of check", .scalar = ScalarForm::kWord, .words = kKindWords};
constexpr MemberForm kCheckMembers[] = {
    {"id", &kId, true, "What traps and interviews call it."},
    {"item", &kId, true, "The item whose operation it checks."},
    {"kind", &kKind, true, "Asked of a sample of people, or read from the evidence."},
    {"population", &kName, false, "Of an interview: from whom the sample is drawn."},
    {"asks", &kLocalized, false, "The question. Needed by an interview."},
    {"require", &kExpression, false, "Of an evidence check: what confirms it."},
};
constexpr ObjectForm kCheck{"reality_check", "a reality check", kCheckMembers};
constexpr Form kCheckForm{.expected = "a reality check", .object = &kCheck};
constexpr Form kChecks{.expected = "a list of reality checks", .items = &kCheckForm};

constexpr MemberForm kObservationMembers[] = {
    {"id", &kId, true, "What reports call it."},
    {"item", &kId, true, "The item it is reported with."},
    {"each", &kName, false, "The population it looks at; otherwise the organisation."},
    {"when", &kExpression, true, "What is worth a remark."},
    {"text", &kLocalized, true, "The remark."},
};
constexpr ObjectForm kObservation{"observation", "an observation", kObservationMembers};
constexpr Form kObservationForm{.expected = "an observation", .object = &kObservation};
constexpr Form kObservations{.expected = "a list of observations", .items = &kObservationForm};

// Policies.

constexpr MemberForm kHygieneRuleMembers[] = {
    {"duplicate", &kBool, false, "Whether a record that is there already is left out."},
    {"future_dated", &kBool, false, "Whether a record dated after the day of the assessment is."},
    {"revoked", &kBool, false, "Whether a record that was withdrawn is."},
    {"asserted_only", &kBool, false, "Whether a record that is not well enough attested is."},
    {"after_end", &kBool, false, "Whether a record dated after the person's last day is."},
    {"before_engagement", &kBool, false,
     "Whether a record from long before the person's first day is."},
};
constexpr ObjectForm kHygieneRules{"hygiene_rules", "hygiene of a record type",
                                   kHygieneRuleMembers};
constexpr Form kHygieneRulesForm{.expected = "which flags leave a record out",
                                 .object = &kHygieneRules};
constexpr Form kHygieneRecords{.expected = "rules by record type", .values = &kHygieneRulesForm};
constexpr MemberForm kHygieneMembers[] = {
    {"min_attestation", &kExpression, false,
     "The weakest attestation that counts; all do unless given."},
    {"before_engagement_days", &kExpression, false,
     "How long before somebody's first day a record may be dated; no limit unless given."},
    {"records", &kHygieneRecords, false,
     "Which flags leave a record out, where a type differs: all do."},
};
constexpr ObjectForm kHygieneObject{"hygiene", "`hygiene`", kHygieneMembers};
constexpr Form kHygiene{.expected = "a hygiene policy", .object = &kHygieneObject};

constexpr std::string_view kBoundWords[] = {"clopper_pearson", "hypergeometric"};
constexpr Form kBound{.expected = "a bound", .scalar = ScalarForm::kWord, .words = kBoundWords};
constexpr MemberForm kInterviewsMembers[] = {
    {"within_months", &kExpression, false, "How long an interview counts; 12 unless given."},
    {"tolerance_days", &kExpression, false, "Days added to that; 0 unless given."},
    {"tolerable_pct", &kExpression, true, "The highest rate of deviations that still confirms."},
    {"confidence_pct", &kExpression, true, "The confidence of the bound."},
    {"bound", &kBound, false, "How the rate is bounded; clopper_pearson unless given."},
};
constexpr ObjectForm kInterviewsObject{"interviews", "`interviews`", kInterviewsMembers};
constexpr Form kInterviews{.expected = "an interview policy", .object = &kInterviewsObject};

constexpr MemberForm kWaiversMembers[] = {
    {"max_days", &kExpression, false, "The longest a waiver may hold; no limit unless given."},
    {"approver", &kExpression, false, "Over `waiver`: whether whoever approved it may."},
};
constexpr ObjectForm kWaiversObject{"waivers", "`waivers`", kWaiversMembers};
constexpr Form kWaivers{.expected = "a waiver policy", .object = &kWaiversObject};

constexpr MemberForm kExclusionsMembers[] = {
    {"approver", &kExpression, false, "Over `entry`: whether whoever approved the exclusion may."},
};
constexpr ObjectForm kExclusionsObject{"exclusions", "`exclusions`", kExclusionsMembers};
constexpr Form kExclusions{.expected = "an exclusion policy", .object = &kExclusionsObject};

constexpr MemberForm kPointsMembers[] = {
    {"effective", &kDecimal, true, "Full, and every linked check confirmed."},
    {"full", &kDecimal, true, "Full."},
    {"minimum", &kDecimal, true, "Minimum only."},
};
constexpr ObjectForm kPointsObject{"points", "`points`", kPointsMembers};
constexpr Form kPoints{.expected = "points by rung", .object = &kPointsObject};
constexpr std::string_view kModelWords[] = {"ladder", "default", "flat", "flat_unweighted",
                                            "absolute"};
constexpr Form kModel{
    .expected = "a scoring model", .scalar = ScalarForm::kWord, .words = kModelWords};
constexpr MemberForm kScoringMembers[] = {
    {"model", &kModel, true, "The ladder of rungs, or one of the four models of XCCDF."},
    {"points", &kPoints, false, "Of the ladder: what each rung is worth, 0 to 1."},
};
constexpr ObjectForm kScoringObject{"scoring", "`scoring`", kScoringMembers};
constexpr Form kScoring{.expected = "a scoring policy", .object = &kScoringObject};

constexpr MemberForm kNonconformityMembers[] = {
    {"major", &kExpression, true, "Over `verdict`: when the nonconformities are major."},
};
constexpr ObjectForm kNonconformityObject{"nonconformity", "`nonconformity`",
                                          kNonconformityMembers};
constexpr Form kNonconformity{.expected = "a nonconformity policy",
                              .object = &kNonconformityObject};

constexpr MemberForm kMaturityMembers[] = {
    {"months", &kExpression, true, "How many months earlier an item must have been effective too."},
    {"when", &kExpression, false, "What must hold besides; nothing unless given."},
};
constexpr ObjectForm kMaturityObject{"maturity", "`maturity`", kMaturityMembers};
constexpr Form kMaturity{.expected = "a maturity policy", .object = &kMaturityObject};

// The whole.

constexpr MemberForm kPackMembers[] = {
    {"format", &kFormat, true, "The format of this file."},
    {"id", &kId, true, "What the pack is called by others."},
    {"title", &kLocalized, true, "One line, for people."},
    {"version", &kVersion, true, "Its semantic version."},
    {"language", &kLanguage, true, "The language of its rules."},
    {"sources", &kSources, false, "What the rules are taken from."},
    {"uses", &kImports, false, "Packs whose functions, derived fields and populations it uses."},
    {"native", &kDottedNames, false,
     "Functions that the host program must have registered: `acme.risk_score`."},
    {"scope", &kName, false,
     "A population: while nobody is in it, every verdict is unknown and no trap is looked at."},
    {"parameters", &kParameters, false, "What a user may set."},
    {"functions", &kFunctions, false,
     "`name(argument type, ...)`, or `record.name(...)` with the record as `self`; "
     "`record?.name(...)` "
     "may be called on none."},
    {"enums", &kEnums, false, "Further enumerations, and further words of those that exist."},
    {"records", &kRecords, false, "Further record types and fields."},
    {"derive", &kDerive, false,
     "Fields that are computed once a record, and then used like any field."},
    {"populations", &kPopulations, false, "Sets of records that rules run over."},
    {"tallies", &kTallies, false,
     "Whole numbers over a population: `tally.<name>` in rules and texts."},
    {"controls", &kControls, false, "What is assessed."},
    {"traps", &kTraps, false, "Signals that speak against what the evidence claims."},
    {"reality_checks", &kChecks, false, "Whether what is on paper works."},
    {"observations", &kObservations, false, "What is worth a remark and changes no verdict."},
    {"hygiene", &kHygiene, false, "Which records count."},
    {"interviews", &kInterviews, false, "How interviews are judged. Needed by interview checks."},
    {"waivers", &kWaivers, false, "Which waivers hold."},
    {"exclusions", &kExclusions, false, "Which exclusions hold."},
    {"scoring", &kScoring, false, "How verdicts become a number."},
    {"maturity", &kMaturity, false, "When an effective item has the highest maturity."},
    {"nonconformity", &kNonconformity, false, "How grave what fails is."},
};
constexpr ObjectForm kPack{"pack", "a pack", kPackMembers};

}  // namespace

const Form& WaiversForm() { return kWaivers; }

const ObjectForm& PackForm() { return kPack; }

}  // namespace assay
