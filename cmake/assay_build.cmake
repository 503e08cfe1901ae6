# How everything of assay is compiled: language level, warnings, position, sanitizers, compiler cache.

set(CMAKE_C_STANDARD 99)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

# The same objects go into the static library, the shared library and the tests.
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(PROJECT_IS_TOP_LEVEL)
  set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
  if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
  endif()
  find_program(ASSAY_CCACHE ccache)
  mark_as_advanced(ASSAY_CCACHE)
  if(ASSAY_CCACHE)
    foreach(language IN ITEMS C CXX)
      if(NOT DEFINED CMAKE_${language}_COMPILER_LAUNCHER)
        # Without the sloppiness nothing that uses a precompiled header would be cached.
        set(CMAKE_${language}_COMPILER_LAUNCHER
          ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${ASSAY_CCACHE})
      endif()
    endforeach()
  endif()
endif()

if(ASSAY_SANITIZE)
  add_compile_options(-fsanitize=${ASSAY_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${ASSAY_SANITIZE})
endif()

if(ASSAY_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "ASSAY_FUZZ needs clang; configure with CC=clang CXX=clang++, or use scripts/fuzz")
  endif()
  # Coverage for the whole library; only the fuzz targets link libFuzzer's own main.
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# assay_warnings(<target>...): our warnings, for our own targets only.
function(assay_warnings)
  foreach(target IN LISTS ARGN)
    # Designated initialisers leave members out on purpose, so that one warning is off.
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wno-missing-field-initializers
      $<$<BOOL:${ASSAY_WERROR}>:-Werror>)
  endforeach()
endfunction()
