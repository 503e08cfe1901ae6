// Owners of what the Arrow interfaces hand over: each is released once, on every path.

#ifndef ASSAY_SRC_INGEST_ARROW_OWNED_H_
#define ASSAY_SRC_INGEST_ARROW_OWNED_H_

#include "assay/base/arrow_abi.h"

namespace assay {

// `Struct` is ArrowSchema, ArrowArray or ArrowArrayStream. To move is to copy the bytes and to mark
// the source as released, as the specification has it.
template <typename Struct>
class ArrowOwned {
 public:
  ArrowOwned() = default;
  // Takes `*from` over; it is left released.
  explicit ArrowOwned(Struct* from) : it_(*from) { from->release = nullptr; }
  ArrowOwned(ArrowOwned&& other) noexcept : ArrowOwned(&other.it_) {}
  ArrowOwned& operator=(ArrowOwned&& other) noexcept {
    if (this == &other) return *this;
    Release();
    it_ = other.it_;
    other.it_.release = nullptr;
    return *this;
  }
  ~ArrowOwned() { Release(); }

  void Release() {
    if (it_.release == nullptr) return;
    it_.release(&it_);
    it_.release = nullptr;  // Whatever the callback left there.
  }
  bool is_released() const { return it_.release == nullptr; }

  Struct* get() { return &it_; }
  const Struct& operator*() const { return it_; }

 private:
  Struct it_ = {};
};

}  // namespace assay

#endif  // ASSAY_SRC_INGEST_ARROW_OWNED_H_
