// The version, owned text, and how exact numbers are printed.

#include "assay/base/version.h"

#include <memory>
#include <string>
#include <utility>

#include "assay/base/fraction.h"
#include "capi/handle.h"

using namespace assay::capi;

// The layout of what crosses over by value is part of the promise.
static_assert(sizeof(assay_text) == 2 * sizeof(void*) && offsetof(assay_text, size) == sizeof(void*));
static_assert(sizeof(assay_fraction) == 16 && offsetof(assay_fraction, denominator) == 8);

static_assert(sizeof(assay_date) == 12 && offsetof(assay_date, month) == 4 && offsetof(assay_date, day) == 8);
static_assert(sizeof(assay_decimal) == 16 && offsetof(assay_decimal, scale) == 8);

void assay::capi::GiveText(std::string text, assay_string** out) {
  *out = std::make_unique<assay_string>(assay_string{std::move(text)}).release();
}

assay_text assay_version(void) { return View(assay::kVersion); }
int32_t assay_abi(void) { return ASSAY_ABI; }

assay_text assay_string_text(const assay_string* string) {
  return string == nullptr ? assay_text{} : View(string->text);
}
void assay_string_delete(assay_string* string) { delete string; }

assay_error* assay_fraction_text(assay_fraction fraction, assay_string** out) {
  return Guarded([&]() -> assay_error* {
    if (out == nullptr) return NullError("out");
    if (fraction.denominator <= 0) {
      return NewError(ASSAY_ERROR_INVALID_ARGUMENT, "the fraction has no positive denominator");
    }
    GiveText(assay::Fraction(fraction.numerator, fraction.denominator).ToFixed2(), out);
    return nullptr;
  });
}
