# With ASSAY_PRECOMPILE, what others' headers cost is paid once per kind of target instead of once per file, which halves the
# time of a build from nothing. Ours are not among them: a change to one of ours must recompile only what includes it.
# Off in what is shipped, so that a source which forgot to include something does not go unnoticed.

set(ASSAY_OTHERS_HEADERS
  <algorithm> <array> <charconv> <cstdint> <functional> <iterator> <limits> <map> <memory> <optional> <span> <sstream> <string>
  <string_view> <tuple> <unordered_map> <utility> <variant> <vector>
  <absl/status/statusor.h> <absl/strings/str_cat.h> <absl/time/time.h>
  <boost/describe.hpp> <boost/mp11.hpp> <boost/unordered/unordered_flat_map.hpp>)

# RE2 asks for this of whoever uses it, and a precompiled header serves only sources that are compiled alike.
if(ASSAY_PRECOMPILE)
  add_compile_options(-pthread)
endif()

# assay_precompiled(<target> rooms|tests): gives the sources of <target>, which are compiled as the others of its kind are,
# the headers that its kind shares.
function(assay_precompiled target kind)
  if(NOT ASSAY_PRECOMPILE)
    return()
  endif()
  if(NOT TARGET assay_precompiled_${kind})
    set(source ${assay_BINARY_DIR}/precompiled_${kind}.cc)
    file(CONFIGURE OUTPUT ${source} CONTENT "")
    if(kind STREQUAL "rooms")
      add_library(assay_precompiled_rooms OBJECT ${source})
      target_precompile_headers(assay_precompiled_rooms PRIVATE ${ASSAY_OTHERS_HEADERS})
    else()
      # Programs are compiled to be position independent in a way of their own.
      add_executable(assay_precompiled_${kind} ${source})
      target_link_libraries(assay_precompiled_${kind} PRIVATE GTest::gmock_main Threads::Threads)
      target_precompile_headers(assay_precompiled_${kind} PRIVATE ${ASSAY_OTHERS_HEADERS} <gmock/gmock.h> <gtest/gtest.h>)
    endif()
    target_link_libraries(assay_precompiled_${kind} PRIVATE assay_headers)
    assay_warnings(assay_precompiled_${kind})
  endif()
  target_precompile_headers(${target} REUSE_FROM assay_precompiled_${kind})
  # What is optimised out of a precompiled library header loses the indulgence that GCC has for library headers.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds -Wno-stringop-overflow -Wno-restrict>)
endfunction()
