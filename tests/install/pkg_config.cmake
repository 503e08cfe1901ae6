# Builds the consumer with nothing but a compiler and what pkg-config says, and runs it.

find_program(pkg_config pkg-config REQUIRED)
set(ENV{PKG_CONFIG_PATH} ${prefix}/${libdir}/pkgconfig)
set(flags "")
if(sanitize)
  set(flags -fsanitize=${sanitize})
endif()

function(build_and_run package compiler source)
  execute_process(COMMAND ${pkg_config} --cflags --libs ${package}
    OUTPUT_VARIABLE said OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  separate_arguments(said UNIX_COMMAND "${said}")
  set(program ${place}/${package}_consumer)
  execute_process(COMMAND ${compiler} ${flags} ${ARGN} ${CMAKE_CURRENT_LIST_DIR}/consumer/${source} -o ${program} ${said}
      -Wl,-rpath,${prefix}/${libdir}
    COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${program} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

build_and_run(assay ${cxx_compiler} consumer.cc -std=c++20)
if(with_c)
  build_and_run(assay-c ${c_compiler} consumer.c -std=c99)
endif()
