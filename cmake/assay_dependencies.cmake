# The libraries assay stands on. All come from the distribution: scripts/install_dependencies.
# assay_config.cmake.in looks for the same ones on behalf of a program that links the static library.

find_package(Boost 1.81 REQUIRED CONFIG COMPONENTS headers)
find_package(absl REQUIRED)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(LIBFYAML REQUIRED IMPORTED_TARGET libfyaml)
pkg_check_modules(LIBSODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)

if(ASSAY_BUILD_TOOLS)
  find_package(CLI11 REQUIRED)
endif()
if(ASSAY_BUILD_TESTS)
  find_package(GTest REQUIRED)
  find_package(Python3 3.11 REQUIRED COMPONENTS Interpreter)
endif()
if(ASSAY_BUILD_BENCHMARKS)
  find_package(benchmark REQUIRED)
endif()
