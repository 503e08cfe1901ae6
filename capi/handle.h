// What every .cc here stands on: what is behind a handle, how text crosses over, and the door that no exception passes.

#ifndef ASSAY_CAPI_HANDLE_H_
#define ASSAY_CAPI_HANDLE_H_

#include <cstddef>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "assay/assessment/account.h"
#include "assay/assessment/assessment.h"
#include "assay/base/diagnostic.h"
#include "assay/domain/audit_plan.h"
#include "assay/engine/compile.h"
#include "assay/facts/facts.h"
#include "assay/facts/schema.h"
#include "assay/pack/pack.h"
#include "capi/assay.h"
#include "capi/pack_index.h"

namespace assay::capi {

// A compiled pack with the schema it stands on. Packs and the facts read for them share it, so that the last of them to
// be deleted takes it along, in whatever order that happens.
struct LoadedPack {
  std::shared_ptr<const Schema> base;  // INVARIANT: above `compiled`, which points into it.
  CompiledPack compiled;
  Diagnostics warnings;
  std::string digest;
  PackIndex index;  // Points into `compiled`.
};

}  // namespace assay::capi

struct assay_string {
  std::string text;
};

struct assay_error {
  assay_error_kind code = ASSAY_ERROR_INTERNAL;
  std::string message;
  assay::Diagnostics diagnostics;
  std::string rendered;
};

struct assay_pack {
  std::shared_ptr<const assay::capi::LoadedPack> loaded;
};

struct assay_facts {
  std::shared_ptr<const assay::capi::LoadedPack> pack;  // INVARIANT: above `facts`, which points into its schema.
  assay::Facts facts;
  std::string digest;
};

struct assay_assessment {
  assay::Assessment assessment;
  std::string as_of;
};

struct assay_account {
  assay::SubjectAccount account;
};

struct assay_sample {
  assay::domain::AuditPlan plan;
};

namespace assay::capi {

// The parts of an assessment, a pack and an error are lent as they are: the handle is the address of the C++ value, under
// a name that is never defined. This table says what stands behind which name.
template <typename Handle>
struct Behind;
template <> struct Behind<assay_diagnostic> { using Type = Diagnostic; };
template <> struct Behind<assay_parameter> { using Type = ParameterEntry; };
template <> struct Behind<assay_control_definition> { using Type = ControlEntry; };
template <> struct Behind<assay_item_definition> { using Type = ItemEntry; };
template <> struct Behind<assay_trap_definition> { using Type = TrapEntry; };
template <> struct Behind<assay_check_definition> { using Type = CheckEntry; };
template <> struct Behind<assay_control> { using Type = ControlResult; };
template <> struct Behind<assay_item> { using Type = ItemResult; };
template <> struct Behind<assay_level> { using Type = LevelResult; };
template <> struct Behind<assay_part> { using Type = PartResult; };
template <> struct Behind<assay_trap> { using Type = TrapResult; };
template <> struct Behind<assay_signal> { using Type = SignalNumber; };
template <> struct Behind<assay_check> { using Type = CheckResult; };
template <> struct Behind<assay_finding> { using Type = FindingResult; };
template <> struct Behind<assay_evidence> { using Type = EvidenceOfSubject; };
template <> struct Behind<assay_rejected> { using Type = RejectedEvidence; };
template <> struct Behind<assay_nearest> { using Type = NearestEvidence; };
template <> struct Behind<assay_condition> { using Type = FailedCondition; };
template <> struct Behind<assay_reading> { using Type = FailedCondition::Reading; };
template <> struct Behind<assay_lapse> { using Type = LapseResult; };
template <> struct Behind<assay_waiver> { using Type = WaiverResult; };
template <> struct Behind<assay_crosswalk> { using Type = CrosswalkResult; };
template <> struct Behind<assay_remediation> { using Type = RemediationResult; };
template <> struct Behind<assay_flag> { using Type = QualityFlag; };
template <> struct Behind<assay_model> { using Type = ModelScore; };
template <> struct Behind<assay_observation> { using Type = ObservationResult; };
template <> struct Behind<assay_parameter_value> { using Type = ParameterResult; };
template <> struct Behind<assay_tailoring> { using Type = TailoringResult; };
template <> struct Behind<assay_ineffective> { using Type = IneffectiveRecord; };
template <> struct Behind<assay_group> { using Type = GroupResult; };
template <> struct Behind<assay_change> { using Type = TailoringResult::Change; };
template <> struct Behind<assay_account_entry> { using Type = AccountEntry; };

template <typename Handle>
const typename Behind<Handle>::Type* Open(const Handle* handle) {
  return reinterpret_cast<const typename Behind<Handle>::Type*>(handle);
}
template <typename Handle>
const Handle* Lend(const typename Behind<Handle>::Type& value) {
  return reinterpret_cast<const Handle*>(&value);
}

inline assay_text View(std::string_view text) { return {text.data(), text.size()}; }

// An element, or nothing past the end.
template <typename Handle>
const Handle* LendAt(const std::vector<typename Behind<Handle>::Type>& list, std::size_t index) {
  return index < list.size() ? Lend<Handle>(list[index]) : nullptr;
}
inline assay_text TextAt(const std::vector<std::string>& list, std::size_t index) {
  return index < list.size() ? View(list[index]) : assay_text{};
}
inline assay_text TextAt(const std::vector<std::string_view>& list, std::size_t index) {
  return index < list.size() ? View(list[index]) : assay_text{};
}

// The members of what is lent, nothing of NULL: a text, a truth, a number, the length of a list, one of a list.
template <typename Handle, typename Value>
assay_text TextOf(const Handle* handle, std::string Value::*member) {
  return handle == nullptr ? assay_text{} : View(Open(handle)->*member);
}
template <typename Handle, typename Value>
std::int32_t FlagOf(const Handle* handle, bool Value::*member) {
  return handle != nullptr && Open(handle)->*member ? 1 : 0;
}
template <typename Handle, typename Value>
std::int64_t CountIn(const Handle* handle, std::int64_t Value::*member) {
  return handle == nullptr ? 0 : Open(handle)->*member;
}
template <typename Handle, typename Value, typename Element>
std::size_t CountOf(const Handle* handle, std::vector<Element> Value::*list) {
  return handle == nullptr ? 0 : (Open(handle)->*list).size();
}
template <typename Handle, typename Value>
assay_text TextIn(const Handle* handle, std::vector<std::string> Value::*list, std::size_t index) {
  return handle == nullptr ? assay_text{} : TextAt(Open(handle)->*list, index);
}
template <typename Lent, typename Handle, typename Value>
const Lent* LendIn(const Handle* handle, std::vector<typename Behind<Lent>::Type> Value::*list, std::size_t index) {
  return handle == nullptr ? nullptr : LendAt<Lent>(Open(handle)->*list, index);
}
template <typename Lent, typename Handle, typename Value>
const Lent* LendMaybe(const Handle* handle, std::optional<typename Behind<Lent>::Type> Value::*member) {
  return handle == nullptr || !(Open(handle)->*member).has_value() ? nullptr : Lend<Lent>(*(Open(handle)->*member));
}

// An error of the caller's, whose message is made one line of UTF-8. Throws bad_alloc like anything else that runs
// inside Guarded.
assay_error* NewError(assay_error_kind code, const std::string& message, Diagnostics diagnostics = {});
assay_error* NewError(const absl::Status& status, Diagnostics diagnostics);

// Handed out when there is no memory for an error either. Deleting it does nothing.
assay_error* OutOfMemory() noexcept;

// What the exception being handled is to the caller.
assay_error* ErrorOfException() noexcept;

assay_error* NullError(const char* what);

// Runs `body`, which returns an error or nullptr, so that no exception crosses into C.
template <typename Body>
assay_error* Guarded(const Body& body) noexcept {
  try {
    return body();
  } catch (...) {
    return ErrorOfException();
  }
}

// nullptr if `size` bytes at `data` can be a document, whose reader tells what is wrong in it and where. `what` is what
// the message calls it.
assay_error* CheckDocument(const char* data, std::size_t size, const char* what);
// The same for a name or another short text, which has to be UTF-8 besides.
assay_error* CheckText(const char* data, std::size_t size, const char* what);
inline assay_error* CheckText(assay_text text, const char* what) { return CheckText(text.data, text.size, what); }
inline std::string_view ViewOf(assay_text text) { return {text.data, text.size}; }

// Hands text to the caller.
void GiveText(std::string text, assay_string** out);

// A struct of options from a caller who may be older or newer than this library: members he does not know of are zero,
// and members that this library does not know of must be.
assay_error* CopyOptions(const void* given, std::size_t known_size, void* out);
// The members that both know, without a look at the others; nothing if `given` does not say its size.
void CopyKnown(const void* given, std::size_t known_size, void* out) noexcept;
template <typename Options>
assay_error* ReadOptions(const Options* given, Options* out) {
  return CopyOptions(given, sizeof(Options), out);
}

}  // namespace assay::capi

#endif  // ASSAY_CAPI_HANDLE_H_
