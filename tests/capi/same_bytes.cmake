# Builds examples/embed_c and examples/embed_cpp against the installed library, as strangers would, and compares the
# JSON they write with what the command line writes: it must be the same, byte for byte.

set(facts ${assay_source}/examples/organisation/facts.json)
file(MAKE_DIRECTORY ${place})
# 1 says that there are findings.
execute_process(
  COMMAND ${tool} assess --pack iso27001-2022-a5.4 --facts ${facts} --format json -o ${place}/tool.json
  RESULT_VARIABLE status)
if(status GREATER 1)
  message(FATAL_ERROR "the command line ended with ${status}")
endif()

set(flags "")
if(sanitize)
  set(flags -D CMAKE_C_FLAGS=-fsanitize=${sanitize} -D CMAKE_CXX_FLAGS=-fsanitize=${sanitize})
endif()
foreach(example IN ITEMS embed_c embed_cpp)
  set(build ${place}/${example})
  file(REMOVE_RECURSE ${build})
  execute_process(
    COMMAND ${CMAKE_COMMAND} -S ${assay_source}/examples/${example} -B ${build} -G ${generator}
      -D CMAKE_PREFIX_PATH=${prefix} -D CMAKE_C_COMPILER=${c_compiler} -D CMAKE_CXX_COMPILER=${cxx_compiler} ${flags}
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${CMAKE_COMMAND} --build ${build} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${build}/${example} ${facts} OUTPUT_FILE ${place}/${example}.json COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${place}/tool.json ${place}/${example}.json
    RESULT_VARIABLE differs)
  if(differs)
    message(FATAL_ERROR "${example} and the command line write different assessments")
  endif()
  # Facts that are none: refused, with a place, and no assessment.
  file(WRITE ${place}/broken.json "{\"organization\": }")
  execute_process(COMMAND ${build}/${example} ${place}/broken.json
    RESULT_VARIABLE status OUTPUT_VARIABLE written ERROR_VARIABLE said)
  if(NOT status EQUAL 1 OR NOT written STREQUAL "" OR NOT said MATCHES "1:18: error\\[json\\.")
    message(FATAL_ERROR "${example} does not refuse broken facts: ${status}\n${written}\n${said}")
  endif()
endforeach()
