// The format `assay.tests/1` as data, for CheckForm (src/pack/check_form.h). The facts in it are
// held to their own format by whoever reads facts.

#ifndef ASSAY_SRC_ENGINE_PACK_TESTS_FORMAT_H_
#define ASSAY_SRC_ENGINE_PACK_TESTS_FORMAT_H_

#include "src/pack/format.h"

namespace assay {

// A test file as a whole.
const ObjectForm& PackTestsForm();

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_PACK_TESTS_FORMAT_H_
