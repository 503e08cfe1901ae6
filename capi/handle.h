// What every .cc here stands on: what is behind a handle, how text crosses over, and the door that no exception passes.

#ifndef ASSAY_CAPI_HANDLE_H_
#define ASSAY_CAPI_HANDLE_H_

#include <cstddef>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "assay/assessment/assessment.h"
#include "assay/base/diagnostic.h"
#include "assay/engine/compile.h"
#include "assay/facts/facts.h"
#include "assay/facts/schema.h"
#include "assay/pack/pack.h"
#include "capi/assay.h"

namespace assay::capi {

// A compiled pack with the schema it stands on. Packs and the facts read for them share it, so that the last of them to
// be deleted takes it along, in whatever order that happens.
struct LoadedPack {
  std::shared_ptr<const Schema> base;  // INVARIANT: above `compiled`, which points into it.
  CompiledPack compiled;
  Diagnostics warnings;
  std::string digest;
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

namespace assay::capi {

// The parts of an assessment, a pack and an error are lent as they are: the handle is the address of the C++ value, under
// a name that is never defined. This table says what stands behind which name.
template <typename Handle>
struct Behind;
template <> struct Behind<assay_diagnostic> { using Type = Diagnostic; };
template <> struct Behind<assay_parameter> { using Type = Parameter; };
template <> struct Behind<assay_control> { using Type = ControlResult; };
template <> struct Behind<assay_item> { using Type = ItemResult; };
template <> struct Behind<assay_level> { using Type = LevelResult; };
template <> struct Behind<assay_part> { using Type = PartResult; };
template <> struct Behind<assay_trap> { using Type = TrapResult; };
template <> struct Behind<assay_check> { using Type = CheckResult; };
template <> struct Behind<assay_finding> { using Type = FindingResult; };
template <> struct Behind<assay_flag> { using Type = QualityFlag; };

template <typename Handle>
const typename Behind<Handle>::Type* Open(const Handle* handle) {
  return reinterpret_cast<const typename Behind<Handle>::Type*>(handle);
}
template <typename Handle>
const Handle* Lend(const typename Behind<Handle>::Type& value) {
  return reinterpret_cast<const Handle*>(&value);
}

inline assay_text View(std::string_view text) { return {text.data(), text.size()}; }

// The members of what is lent, nothing of NULL: text, the length of a list, one of a list.
template <typename Handle, typename Value>
assay_text TextOf(const Handle* handle, std::string Value::*member) {
  return handle == nullptr ? assay_text{} : View(Open(handle)->*member);
}
template <typename Handle, typename Value, typename Element>
std::size_t CountOf(const Handle* handle, std::vector<Element> Value::*list) {
  return handle == nullptr ? 0 : (Open(handle)->*list).size();
}
template <typename Element>
assay_text TextAt(const std::vector<Element>& list, std::size_t index) {
  return index < list.size() ? View(list[index]) : assay_text{};
}
template <typename Handle>
const Handle* LendAt(const std::vector<typename Behind<Handle>::Type>& list, std::size_t index) {
  return index < list.size() ? Lend<Handle>(list[index]) : nullptr;
}

// An error of the caller's. Throws bad_alloc like anything else that runs inside Guarded.
assay_error* NewError(assay_error_kind code, std::string message, Diagnostics diagnostics = {});
assay_error* NewError(const absl::Status& status, Diagnostics diagnostics);

// Handed out when there is no memory for an error either. Deleting it does nothing.
assay_error* OutOfMemory() noexcept;

// What the exception being handled is to the caller.
assay_error* ErrorOfException() noexcept;

// Runs `body`, which returns an error or nullptr, so that no exception crosses into C.
template <typename Body>
assay_error* Guarded(const Body& body) noexcept {
  try {
    return body();
  } catch (...) {
    return ErrorOfException();
  }
}

// nullptr if `size` bytes at `data` can be a text at all. `what` is what the message calls it.
assay_error* CheckText(const char* data, std::size_t size, const char* what);
inline assay_error* CheckText(assay_text text, const char* what) { return CheckText(text.data, text.size, what); }
inline std::string_view ViewOf(assay_text text) { return {text.data, text.size}; }

// A struct of options from a caller who may be older or newer than this library: members he does not know of are zero,
// and members that this library does not know of must be.
assay_error* CopyOptions(const void* given, std::size_t known_size, void* out);
template <typename Options>
assay_error* ReadOptions(const Options* given, Options* out) {
  return CopyOptions(given, sizeof(Options), out);
}

}  // namespace assay::capi

#endif  // ASSAY_CAPI_HANDLE_H_
