// All places of a definition, for moving them elsewhere.

#ifndef ASSAY_SRC_PACK_ORIGINS_H_
#define ASSAY_SRC_PACK_ORIGINS_H_

#include <functional>

#include "assay/pack/pack.h"

namespace assay {

void ForEachOrigin(PackDefinition* pack, const std::function<void(TextOrigin*)>& visit);
void ForEachPlace(PackDefinition* pack, const std::function<void(Place*)>& visit);

}  // namespace assay

#endif  // ASSAY_SRC_PACK_ORIGINS_H_
