// The longest gap of a series of dates.

#ifndef ASSAY_SRC_EXPR_LONGEST_GAP_H_
#define ASSAY_SRC_EXPR_LONGEST_GAP_H_

#include "assay/base/date.h"
#include "assay/expr/value.h"

namespace assay {

// The longest stretch without an event from an anchor to `to`, which is not before `from`: the anchor is the latest of `dates`
// that is not after `from`, else `from`; its other points are the distinct dates after `from` and
// not after `to`, and `to`. Of equal gaps the first. A map with `days`, `from` and `to`.
//
// `dates` is a list of dates, perhaps open, or an unknown. A date that may still come can shorten a
// gap, and it can lengthen the first one only if it becomes the anchor; `days` has bounds to match,
// and all is exact where no such date matters. An error if a date is none.
Value LongestGap(const Value& dates, Date from, Date to);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_LONGEST_GAP_H_
