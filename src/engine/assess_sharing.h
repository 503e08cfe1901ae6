// Assess with another idea of what is large, for tests: so that a few records go through several threads.

#ifndef ASSAY_SRC_ENGINE_ASSESS_SHARING_H_
#define ASSAY_SRC_ENGINE_ASSESS_SHARING_H_

#include <cstddef>

#include "assay/engine/assess.h"

namespace assay {

// Work goes in columns if some table has `rows_to_share` rows, and so many are shared by the threads.
absl::StatusOr<Assessment> AssessSharing(const CompiledPack& pack, const Facts& facts, const AssessOptions& options,
                                         std::size_t rows_to_share, Diagnostics* problems);

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_ASSESS_SHARING_H_
