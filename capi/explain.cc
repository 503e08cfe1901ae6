// Explanations: of an assessment, and of one subject under every rule.

#include "assay/engine/explain.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "assay/report/explain.h"
#include "capi/handle.h"
#include "capi/options.h"
#include "capi/words.h"

using namespace assay::capi;
using assay::AccountEntry;

static_assert(sizeof(assay_text_options) == 24 && offsetof(assay_text_options, color) == 8 &&
              offsetof(assay_text_options, ascii) == 12 && offsetof(assay_text_options, width) == 16);

namespace {

constexpr int kLeastWidth = 60;

assay_error* ReadTextOptions(const assay_text_options* pointer, assay::TextOptions* options) {
  assay_text_options given{};
  if (assay_error* error = ReadOptions(pointer, &given)) return error;
  options->color = given.color != 0;
  options->unicode = given.ascii == 0;
  if (given.width == 0) return nullptr;
  if (given.width < kLeastWidth) {
    return NewError(ASSAY_ERROR_INVALID_ARGUMENT,
                    absl::StrCat("width is ", given.width, "; it must be at least ", kLeastWidth));
  }
  options->width = given.width;
  return nullptr;
}

assay_error* ReadLevel(assay_level_kind kind, std::optional<assay::Level>* level) {
  switch (kind) {
    case ASSAY_LEVEL_ANY: return nullptr;
    case ASSAY_LEVEL_MINIMUM: *level = assay::Level::minimum; return nullptr;
    case ASSAY_LEVEL_FULL: *level = assay::Level::full; return nullptr;
    default: return NewError(ASSAY_ERROR_INVALID_ARGUMENT, absl::StrCat("there is no level ", kind));
  }
}

assay_error* NoItem(std::string_view id) {
  return NewError(ASSAY_ERROR_NOT_FOUND, absl::StrCat("there is no item `", std::string(id), "`"));
}

bool HasItem(const assay::SubjectAccount& account, std::string_view id) {
  for (const AccountEntry& entry : account.entries) {
    if (entry.item == id) return true;
  }
  return false;
}

}  // namespace

assay_error* assay_assessment_explain(const assay_assessment* assessment, const char* item, size_t item_size,
                                      assay_level_kind level, const assay_text_options* options, assay_string** out) {
  return Guarded([&]() -> assay_error* {
    if (assessment == nullptr) return NullError("assessment");
    if (out == nullptr) return NullError("out");
    if (assay_error* error = CheckText(item, item_size, "the item")) return error;
    assay::ExplainedPart part;
    part.item = std::string(item, item_size);
    if (assay_error* error = ReadLevel(level, &part.level)) return error;
    assay::TextOptions layout;
    if (assay_error* error = ReadTextOptions(options, &layout)) return error;
    if (!part.item.empty() && assay_assessment_item(assessment, item, item_size) == nullptr) return NoItem(part.item);
    GiveText(assay::ExplanationText(assessment->assessment, part, layout), out);
    return nullptr;
  });
}

assay_error* assay_explain(const assay_pack* pack, const assay_facts* facts, const char* id, size_t id_size,
                           const assay_assess_options* options, assay_account** out) {
  return Guarded([&]() -> assay_error* {
    if (pack == nullptr) return NullError("pack");
    if (facts == nullptr) return NullError("facts");
    if (out == nullptr) return NullError("out");
    if (assay_error* error = CheckText(id, id_size, "the id")) return error;
    assay_assess_options given;
    assay::AssessOptions assess;
    if (assay_error* error = ReadAssessOptions(options, &given, &assess)) return error;
    assay::Diagnostics problems;
    absl::StatusOr<assay::SubjectAccount> account =
        assay::ExplainSubject(pack->loaded->compiled, facts->facts, {id, id_size}, assess, &problems);
    if (!account.ok()) return NewError(account.status(), std::move(problems));
    *out = std::make_unique<assay_account>(assay_account{*std::move(account)}).release();
    return nullptr;
  });
}

void assay_account_delete(assay_account* account) { delete account; }

assay_error* assay_account_text(const assay_account* account, const char* item, size_t item_size,
                                const assay_text_options* options, assay_string** out) {
  return Guarded([&]() -> assay_error* {
    if (account == nullptr) return NullError("account");
    if (out == nullptr) return NullError("out");
    if (assay_error* error = CheckText(item, item_size, "the item")) return error;
    assay::TextOptions layout;
    if (assay_error* error = ReadTextOptions(options, &layout)) return error;
    const std::string wanted(item, item_size);
    if (!wanted.empty() && !HasItem(account->account, wanted)) return NoItem(wanted);
    GiveText(assay::AccountText(account->account, wanted, layout), out);
    return nullptr;
  });
}

assay_date assay_account_as_of(const assay_account* account) {
  return account == nullptr ? assay_date{} : DayOf(account->account.as_of);
}
assay_text assay_account_subject(const assay_account* account) {
  return account == nullptr ? assay_text{} : View(account->account.subject);
}
assay_text assay_account_record_type(const assay_account* account) {
  return account == nullptr ? assay_text{} : View(account->account.record_type);
}
size_t assay_account_entry_count(const assay_account* account) {
  return account == nullptr ? 0 : account->account.entries.size();
}
const assay_account_entry* assay_account_entry_at(const assay_account* account, size_t index) {
  return account == nullptr ? nullptr : LendAt<assay_account_entry>(account->account.entries, index);
}

assay_text assay_account_entry_item(const assay_account_entry* entry) { return TextOf(entry, &AccountEntry::item); }
assay_text assay_account_entry_title(const assay_account_entry* entry) { return TextOf(entry, &AccountEntry::title); }
assay_level_kind assay_account_entry_level(const assay_account_entry* entry) {
  return entry == nullptr ? ASSAY_LEVEL_MINIMUM : NumberOf(Open(entry)->level);
}
assay_text assay_account_entry_population(const assay_account_entry* entry) {
  return TextOf(entry, &AccountEntry::population);
}
assay_truth assay_account_entry_is_member(const assay_account_entry* entry) {
  return entry == nullptr ? ASSAY_TRUTH_ERROR : NumberOf(Open(entry)->is_member);
}
assay_truth assay_account_entry_due(const assay_account_entry* entry) {
  return entry == nullptr ? ASSAY_TRUTH_ERROR : NumberOf(Open(entry)->due);
}
assay_truth assay_account_entry_met(const assay_account_entry* entry) {
  return entry == nullptr ? ASSAY_TRUTH_ERROR : NumberOf(Open(entry)->met);
}
assay_text assay_account_entry_cause(const assay_account_entry* entry) { return TextOf(entry, &AccountEntry::cause); }
assay_text assay_account_entry_error(const assay_account_entry* entry) { return TextOf(entry, &AccountEntry::error); }
const assay_evidence* assay_account_entry_evidence(const assay_account_entry* entry) {
  return entry == nullptr ? nullptr : Lend<assay_evidence>(Open(entry)->evidence);
}
