// The format of texts in another language (assay/pack/texts.h), as data like the pack's (format.h).

#include "src/pack/format.h"

namespace assay {
namespace {

constexpr Form kId{.expected = "an id", .scalar = ScalarForm::kId};
constexpr Form kTemplate{.expected = "text", .scalar = ScalarForm::kTemplate};
constexpr Form kTag{.expected = "a language tag", .scalar = ScalarForm::kLanguage};
constexpr std::string_view kFormatWords[] = {"assay.texts/1"};
constexpr Form kFormat{.expected = "the format",
                       .scalar = ScalarForm::kWord,
                       .words = kFormatWords,
                       .word_fault = "pack.format"};

constexpr MemberForm kControlMembers[] = {
    {"title", &kTemplate, false, "In place of the pack's."},
    {"objective", &kTemplate, false, "In place of the pack's."},
};
constexpr ObjectForm kControl{"control", "the texts of a control", kControlMembers};
constexpr Form kControlForm{.expected = "the texts of a control", .object = &kControl};
constexpr Form kControls{.expected = "texts by control", .values = &kControlForm, .keys = ScalarForm::kId};

constexpr MemberForm kRemediationMembers[] = {
    {"owner", &kTemplate, false, "Who is to act."},
    {"text", &kTemplate, false, "In place of the pack's `text` or `per_subject`."},
};
constexpr ObjectForm kRemediationObject{"remediation", "the texts of a remediation", kRemediationMembers};
constexpr Form kOneRemediation{.expected = "the texts of a remediation", .object = &kRemediationObject};
constexpr Form kRemediation{.expected = "the texts of a remediation, or a list in the pack's order",
                            .items = &kOneRemediation,
                            .needs_one = true,
                            .object = &kRemediationObject};

constexpr MemberForm kItemMembers[] = {
    {"title", &kTemplate, false, "In place of the pack's."},
    {"finding", &kTemplate, false, "In place of the pack's."},
    {"asks", &kTemplate, false, "In place of the pack's."},
    {"remediation", &kRemediation, false, "In place of the pack's, in its order."},
};
constexpr ObjectForm kItem{"item", "the texts of an item", kItemMembers};
constexpr Form kItemForm{.expected = "the texts of an item", .object = &kItem};
constexpr Form kItems{.expected = "texts by item", .values = &kItemForm, .keys = ScalarForm::kId};

constexpr MemberForm kTrapMembers[] = {
    {"title", &kTemplate, false, "In place of the pack's."},
    {"asks", &kTemplate, false, "In place of the pack's."},
};
constexpr ObjectForm kTrap{"trap", "the texts of a trap", kTrapMembers};
constexpr Form kTrapForm{.expected = "the texts of a trap", .object = &kTrap};
constexpr Form kTraps{.expected = "texts by trap", .values = &kTrapForm, .keys = ScalarForm::kId};

constexpr MemberForm kCheckMembers[] = {{"asks", &kTemplate, false, "In place of the pack's."}};
constexpr ObjectForm kCheck{"reality_check", "the texts of a reality check", kCheckMembers};
constexpr Form kCheckForm{.expected = "the texts of a reality check", .object = &kCheck};
constexpr Form kChecks{.expected = "texts by reality check", .values = &kCheckForm, .keys = ScalarForm::kId};

constexpr MemberForm kObservationMembers[] = {{"text", &kTemplate, false, "In place of the pack's."}};
constexpr ObjectForm kObservation{"observation", "the texts of an observation", kObservationMembers};
constexpr Form kObservationForm{.expected = "the texts of an observation", .object = &kObservation};
constexpr Form kObservations{.expected = "texts by observation", .values = &kObservationForm, .keys = ScalarForm::kId};

constexpr MemberForm kTextsMembers[] = {
    {"format", &kFormat, true, "The format of this file."},
    {"pack", &kId, true, "The id of the pack whose texts these are."},
    {"language", &kTag, true, "The language that they are in."},
    {"title", &kTemplate, false, "In place of the pack's."},
    {"controls", &kControls, false, "Texts of controls, by id."},
    {"items", &kItems, false, "Texts of items, by id."},
    {"traps", &kTraps, false, "Texts of traps, by id."},
    {"reality_checks", &kChecks, false, "Texts of reality checks, by id."},
    {"observations", &kObservations, false, "Texts of observations, by id."},
};
constexpr ObjectForm kTexts{"texts", "texts", kTextsMembers};

}  // namespace

const ObjectForm& TextsForm() { return kTexts; }

}  // namespace assay
