// Facts that were just sealed, on their way to the caller.

#ifndef ASSAY_CAPI_SEALING_H_
#define ASSAY_CAPI_SEALING_H_

#include <memory>

#include "assay/facts/facts.h"
#include "capi/handle.h"
#include "capi/log.h"

namespace assay::capi {

// `sealed` were read with the schema of `pack`.
void GiveFacts(std::shared_ptr<const LoadedPack> pack, Facts sealed, const Log& log, assay_facts** out);

}  // namespace assay::capi

#endif  // ASSAY_CAPI_SEALING_H_
