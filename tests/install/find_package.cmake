# Builds the consumer against the installed package, and runs what it built.

set(build ${place}/find_package)
file(REMOVE_RECURSE ${build})
execute_process(
  COMMAND ${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR}/consumer -B ${build} -G ${generator}
    -D CMAKE_PREFIX_PATH=${prefix} -D CMAKE_C_COMPILER=${c_compiler} -D CMAKE_CXX_COMPILER=${cxx_compiler}
    -D SANITIZE=${sanitize} -D WITH_C=${with_c}
  COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${build} COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${build}/consumer COMMAND_ERROR_IS_FATAL ANY)
if(with_c)
  execute_process(COMMAND ${build}/consumer_c COMMAND_ERROR_IS_FATAL ANY)
endif()
