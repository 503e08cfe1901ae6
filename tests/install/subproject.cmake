# assay as a folder of a stranger's project: it configures, and brings its library but neither its tests nor its tools.

set(source ${place}/stranger)
file(REMOVE_RECURSE ${source})
file(WRITE ${source}/CMakeLists.txt "
cmake_minimum_required(VERSION 3.25)
project(stranger C CXX)
add_subdirectory(${assay_source} assay)
foreach(target IN ITEMS assay::assay assay::headers)
  if(NOT TARGET \${target})
    message(FATAL_ERROR \"no \${target}\")
  endif()
endforeach()
foreach(target IN ITEMS base_test assay_tool)
  if(TARGET \${target})
    message(FATAL_ERROR \"\${target} is built in a project that did not ask for it\")
  endif()
endforeach()
add_executable(consumer ${CMAKE_CURRENT_LIST_DIR}/consumer/consumer.cc)
target_link_libraries(consumer PRIVATE assay::assay)
")
execute_process(
  COMMAND ${CMAKE_COMMAND} -S ${source} -B ${source}/build -G ${generator}
    -D CMAKE_C_COMPILER=${c_compiler} -D CMAKE_CXX_COMPILER=${cxx_compiler}
  COMMAND_ERROR_IS_FATAL ANY)
