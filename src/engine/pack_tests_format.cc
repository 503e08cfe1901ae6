#include "src/engine/pack_tests_format.h"

namespace assay {
namespace {

constexpr Form kText{.expected = "text", .scalar = ScalarForm::kText};
constexpr Form kWord{.expected = "a word", .scalar = ScalarForm::kText};
constexpr Form kDay{.expected = "a day", .scalar = ScalarForm::kText};
constexpr Form kNumber{.expected = "a number", .scalar = ScalarForm::kDecimal};
constexpr Form kScalar{.expected = "a single value", .scalar = ScalarForm::kAny};
// No subjects and no reasons are something to expect, too.
constexpr Form kTexts{.expected = "a list of texts", .items = &kText};
constexpr Form kTextOrTexts{.expected = "a text or a list of texts",
                            .scalar = ScalarForm::kText,
                            .items = &kText};
constexpr Form kRecordIds{.expected = "a list of ids", .items = &kText, .needs_one = true};
constexpr Form kFacts{.expected = "facts", .is_foreign = true};
constexpr Form kParameter{
    .expected = "a value or a list of values", .scalar = ScalarForm::kAny, .items = &kScalar};
constexpr Form kParameters{.expected = "parameters by name", .values = &kParameter};

constexpr Form kParts{.expected = "verdicts by the name of a rule",
                      .values = &kWord,
                      .keys = ScalarForm::kId,
                      .needs_one = true};
constexpr MemberForm kLevelMembers[] = {
    {"verdict", &kWord, true, "What the level must come to."},
    {"failing", &kTexts, false, "The subjects that fail, all of them."},
    {"unknown", &kTexts, false, "The subjects of whom it is not known, all of them."},
    {"reasons", &kTexts, false, "Why the verdict is what it is, all reasons."},
    {"parts", &kParts, false, "What its rules that have a name must come to."},
    {"finding", &kTextOrTexts, false, "What must occur in the finding; [] for none."},
};
constexpr ObjectForm kLevel{"expected_level", "what is expected of a level", kLevelMembers};
constexpr Form kLevelForm{.expected = "a verdict, or a verdict with its subjects and reasons",
                          .scalar = ScalarForm::kText,
                          .object = &kLevel};

constexpr MemberForm kItemMembers[] = {
    {"minimum", &kLevelForm, false, "What is expected of the level."},
    {"full", &kLevelForm, false, "What is expected of the level."},
    {"rung", &kWord, false, "How far the item gets."},
    {"remediation", &kTextOrTexts, false, "What must occur in a remediation; [] for none."},
};
constexpr ObjectForm kItem{"expected_item", "what is expected of an item", kItemMembers};
constexpr Form kItemForm{.expected = "what is expected of an item", .object = &kItem};
constexpr Form kItems{.expected = "expectations by item",
                      .values = &kItemForm,
                      .keys = ScalarForm::kId,
                      .needs_one = true};
constexpr Form kStates{
    .expected = "states by id", .values = &kWord, .keys = ScalarForm::kId, .needs_one = true};

constexpr Form kObserved{.expected = "true, false, error or a list of subjects",
                         .scalar = ScalarForm::kAny,
                         .items = &kText,
                         .needs_one = true};
constexpr Form kObservations{.expected = "observations by id",
                             .values = &kObserved,
                             .keys = ScalarForm::kId,
                             .needs_one = true};
constexpr Form kNonconformity{.expected = "true, false or unknown", .scalar = ScalarForm::kAny};
constexpr Form kFlagsOfRecords{.expected = "lists of flags by record",
                               .values = &kTexts,
                               .keys = ScalarForm::kText,
                               .needs_one = true};

constexpr MemberForm kScoreMembers[] = {
    {"low", &kNumber, true, "The score where unknown counts as nothing, in percent."},
    {"high", &kNumber, true, "The score where unknown counts as everything, in percent."},
};
constexpr ObjectForm kScore{"expected_score", "an expected score", kScoreMembers};
constexpr Form kScoreForm{.expected = "a score in percent, `low` and `high`, or none",
                          .scalar = ScalarForm::kAny,
                          .object = &kScore};

constexpr MemberForm kExpectMembers[] = {
    {"items", &kItems, false, "Verdicts and rungs by item."},
    {"traps", &kStates, false, "States by trap."},
    {"checks", &kStates, false, "States by reality check."},
    {"observations", &kObservations, false, "Which are made, or about whom."},
    {"nonconformity", &kNonconformity, false, "Whether it is major: true, false or unknown."},
    {"data_quality", &kFlagsOfRecords, false, "The flags of records, all that each has."},
    {"score", &kScoreForm, false, "The score of the whole."},
};
constexpr ObjectForm kExpect{"expect", "an expectation", kExpectMembers};
constexpr Form kExpectForm{.expected = "what is expected", .object = &kExpect};

constexpr MemberForm kCaseMembers[] = {
    {"name", &kText, true, "What the case shows; no two of a file have the same."},
    {"as_of", &kDay, false, "The day that is judged; that of the facts unless given."},
    {"params", &kParameters, false, "Parameters that differ from the pack's."},
    {"without", &kRecordIds, false, "Records of the base to take away, by id."},
    {"facts", &kFacts, false, "What differs from the base."},
    {"expect", &kExpectForm, true, "What the pack must say."},
};
constexpr ObjectForm kCase{"case", "a case", kCaseMembers};
constexpr Form kCaseForm{.expected = "a case", .object = &kCase};
constexpr Form kCases{.expected = "a list of cases", .items = &kCaseForm, .needs_one = true};

constexpr std::string_view kFormatWords[] = {"assay.tests/1"};
constexpr Form kFormat{.expected = "the format",
                       .scalar = ScalarForm::kWord,
                       .words = kFormatWords,
                       .word_fault = "tests.format"};

constexpr MemberForm kFileMembers[] = {
    {"format", &kFormat, true, "assay.tests/1"},
    {"from", &kText, false, "Another file beside this one, whose base lies below this one's."},
    {"without", &kRecordIds, false, "Records of that base to take away, by id."},
    {"base", &kFacts, false, "Facts that the cases share."},
    {"cases", &kCases, false, "The cases."},
};
constexpr ObjectForm kFile{"tests", "a test file", kFileMembers};

}  // namespace

const ObjectForm& PackTestsForm() { return kFile; }

}  // namespace assay
