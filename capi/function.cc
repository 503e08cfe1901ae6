// Functions of the host: taken over from the caller, called by rules, and given back once.

#include <memory>
#include <new>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "assay/expr/native.h"
#include "capi/call.h"
#include "capi/handle.h"
#include "capi/loader.h"

using namespace assay::capi;

static_assert(sizeof(assay_function) == 64 && offsetof(assay_function, signature) == 8 &&
              offsetof(assay_function, version) == 24 && offsetof(assay_function, compute) == 40 &&
              offsetof(assay_function, user) == 48 && offsetof(assay_function, destroy) == 56);

namespace {

// What the host gave with a function. Ends it with its last owner.
class HostFunction {
 public:
  explicit HostFunction(const assay_function& given)
      : compute_(given.compute), user_(given.user), destroy_(given.destroy) {}
  HostFunction(HostFunction&& other) noexcept
      : compute_(other.compute_), user_(other.user_), destroy_(std::exchange(other.destroy_, nullptr)) {}
  HostFunction& operator=(HostFunction&&) = delete;
  ~HostFunction() {
    if (destroy_ != nullptr) destroy_(user_);
  }

  void Compute(assay::NativeBatch* batch) const {
    assay_call call(batch);
    compute_(user_, &call);
    if (call.is_out_of_memory) throw std::bad_alloc();
    if (call.fault.empty()) return;
    for (std::size_t row = 0; row < batch->size(); ++row) batch->Fail(row, call.fault);
  }

 private:
  void (*compute_)(void* user, assay_call* call);
  void* user_;
  void (*destroy_)(void* user);
};

}  // namespace

assay_error* assay_loader_add_function(assay_loader* loader, const assay_function* function) {
  return Guarded([&]() -> assay_error* {
    if (function == nullptr) return NullError("function");
    assay_function given{};
    CopyKnown(function, sizeof given, &given);
    HostFunction host(given);  // From here on it is ours to end, whatever happens.
    if (assay_error* error = ReadOptions(function, &given)) return error;
    if (loader == nullptr) return NullError("loader");
    if (assay_error* error = CheckText(given.signature, "the signature")) return error;
    if (assay_error* error = CheckText(given.version, "the version")) return error;
    std::optional<assay::NativeFunction> native = assay::ReadNativeSignature(ViewOf(given.signature));
    if (!native) {
      return NewError(ASSAY_ERROR_INVALID_ARGUMENT,
                      absl::StrCat("`", std::string(ViewOf(given.signature)),
                                   "` is no signature; write it as `acme.risk_score(vendor, date?) -> int`"));
    }
    native->version = std::string(ViewOf(given.version));
    if (given.compute != nullptr) {
      native->compute = [shared = std::make_shared<const HostFunction>(std::move(host))](assay::NativeBatch& batch) {
        shared->Compute(&batch);
      };
    }
    const absl::Status status = loader->natives.Add(*std::move(native));
    return status.ok() ? nullptr : NewError(status, {});
  });
}
