# Builds examples/cpp_pack against the installed library, as a stranger would, and compares what it writes with the pack
# and the assessment that stand beside it.

set(example ${assay_source}/examples/cpp_pack)
set(build ${place}/cpp_pack)
file(REMOVE_RECURSE ${build})
set(flags "")
if(sanitize)
  set(flags -D CMAKE_CXX_FLAGS=-fsanitize=${sanitize})
endif()
execute_process(
  COMMAND ${CMAKE_COMMAND} -S ${example} -B ${build} -G ${generator} -D CMAKE_PREFIX_PATH=${prefix}
    -D CMAKE_CXX_COMPILER=${cxx_compiler} ${flags}
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${build} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${build}/cpp_pack OUTPUT_FILE ${place}/cpp_pack.yaml COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${build}/cpp_pack ${example}/facts.json
  OUTPUT_FILE ${place}/cpp_pack.txt COMMAND_ERROR_IS_FATAL ANY)
foreach(pair IN ITEMS cpp_pack.yaml:pack.yaml cpp_pack.txt:assessment.txt)
  string(REPLACE ":" ";" pair ${pair})
  list(GET pair 0 written)
  list(GET pair 1 kept)
  execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${place}/${written} ${example}/${kept}
    RESULT_VARIABLE differs)
  if(differs)
    message(FATAL_ERROR "${place}/${written} is not ${example}/${kept}")
  endif()
endforeach()
