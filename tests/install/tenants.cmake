# Builds examples/embed_tenants against the installed library: several tenants at once, one of them with facts that are
# none and one that is not there, each with its own line.

set(build ${place}/embed_tenants)
file(REMOVE_RECURSE ${build})
set(flags "")
if(sanitize)
  set(flags -D CMAKE_C_FLAGS=-fsanitize=${sanitize})
endif()
execute_process(
  COMMAND ${CMAKE_COMMAND} -S ${assay_source}/examples/embed_tenants -B ${build} -G ${generator}
    -D CMAKE_PREFIX_PATH=${prefix} -D CMAKE_C_COMPILER=${c_compiler} ${flags}
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${build} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
set(wanted "")
set(files "")
foreach(number RANGE 1 9)
  list(APPEND files tenant${number}.json)
  file(COPY_FILE ${assay_source}/examples/organisation/facts.json ${build}/tenant${number}.json)
  string(APPEND wanted "tenant${number}.json: at least 53.89 %\n")
endforeach()
file(WRITE ${build}/broken.json "{")
list(APPEND files broken.json missing.json)
string(APPEND wanted "broken.json: invalid_argument: facts `broken.json` have 1 fault\nmissing.json: cannot be read\n")
execute_process(COMMAND ${build}/embed_tenants ${files} WORKING_DIRECTORY ${build}
  OUTPUT_VARIABLE said COMMAND_ERROR_IS_FATAL ANY)
if(NOT said STREQUAL wanted)
  message(FATAL_ERROR "said\n${said}\nnot\n${wanted}")
endif()
