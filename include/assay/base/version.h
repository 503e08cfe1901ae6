// The version of assay, as CMake's project() has it (a test compares them).

#ifndef ASSAY_BASE_VERSION_H_
#define ASSAY_BASE_VERSION_H_

namespace assay {

inline constexpr const char* kVersion = "0.1.0";

}  // namespace assay

#endif  // ASSAY_BASE_VERSION_H_
