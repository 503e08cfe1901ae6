// What is wrong with a JSON text that was refused, in words for who wrote it.

#ifndef ASSAY_SRC_BASE_JSON_FAULT_H_
#define ASSAY_SRC_BASE_JSON_FAULT_H_

#include <cstddef>
#include <string_view>

#include "assay/base/diagnostic.h"

namespace assay {

// The deepest nesting any JSON is read to: the fast parser recurses.
inline constexpr std::size_t kDeepestJson = 1000;

// Whether the exponent of the JSON number `number` has more than nine digits. No number that
// anybody means comes near; the fast parser would give up somewhere beyond.
bool HasHugeExponent(std::string_view number);

// The first fault of `text`, found by a second, slow scan. `stopped_at` is where the fast parser
// gave up; it is only used for a text in which the second scan finds no fault.
Diagnostic DescribeJsonFault(std::string_view text, std::string_view file, std::size_t max_depth,
                             std::size_t stopped_at);

}  // namespace assay

#endif  // ASSAY_SRC_BASE_JSON_FAULT_H_
