# Rooms, their tests and their fuzz targets: one function each, so that a room's CMakeLists.txt is a list of files.

# The lines of floors.txt, as a property per room: what it may use besides itself and base.
function(assay_read_floors file)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(STRINGS ${file} lines)
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "#.*" "" line "${line}")
    if(line MATCHES "^([a-z]+):(.*)$")
      set(room ${CMAKE_MATCH_1})
      string(REGEX MATCHALL "[a-z]+" below "${CMAKE_MATCH_2}")
      set_property(GLOBAL PROPERTY ASSAY_FLOOR_${room} ${room} base ${below})
    endif()
  endforeach()
endfunction()

# assay_room(<room> [SOURCES <file>...] [USES <room>...] [LINKS <library>...])
#
# The objects of src/<room>, as the target assay_<room>. USES names the rooms it needs to link, base apart, which every
# room uses; floors.txt must allow them. LINKS names libraries of others that only this room's sources include.
# A room without sources is a target without objects, so that its headers can be used before it has any.
function(assay_room room)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;USES;LINKS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "assay_room(${room}): what is `${arg_UNPARSED_ARGUMENTS}`?")
  endif()
  get_property(floor GLOBAL PROPERTY ASSAY_FLOOR_${room})
  set(closure ${room})
  foreach(used IN ITEMS base ${arg_USES})
    if(NOT used IN_LIST floor)
      message(FATAL_ERROR "assay_room(${room}): floors.txt does not let ${room} use ${used}")
    endif()
    if(NOT used STREQUAL room)
      get_property(below GLOBAL PROPERTY ASSAY_CLOSURE_${used})
      list(APPEND closure ${below})
    endif()
  endforeach()
  list(REMOVE_DUPLICATES closure)
  set_property(GLOBAL PROPERTY ASSAY_CLOSURE_${room} ${closure})
  set_property(GLOBAL APPEND PROPERTY ASSAY_ROOMS ${room})
  set_property(GLOBAL APPEND PROPERTY ASSAY_LINKS ${arg_LINKS})

  if(arg_SOURCES)
    add_library(assay_${room} OBJECT ${arg_SOURCES})
    target_link_libraries(assay_${room} PUBLIC assay_headers ${arg_LINKS})
    target_include_directories(assay_${room} PUBLIC $<BUILD_INTERFACE:${assay_SOURCE_DIR}>)
    assay_warnings(assay_${room})
    assay_precompiled(assay_${room} rooms)
  else()
    add_library(assay_${room} INTERFACE)
    target_link_libraries(assay_${room} INTERFACE assay_headers ${arg_LINKS})
    target_include_directories(assay_${room} INTERFACE $<BUILD_INTERFACE:${assay_SOURCE_DIR}>)
  endif()
endfunction()

# assay_link_rooms(<target> <room>...): links the objects of the rooms and of all rooms they use, each once.
# CMake passes on objects of a directly linked object library only, hence the closure kept by assay_room.
function(assay_link_rooms target)
  set(rooms "")
  foreach(room IN LISTS ARGN)
    get_property(closure GLOBAL PROPERTY ASSAY_CLOSURE_${room})
    if(NOT closure)
      message(FATAL_ERROR "${target}: there is no room `${room}`")
    endif()
    list(APPEND rooms ${closure})
  endforeach()
  list(REMOVE_DUPLICATES rooms)
  list(TRANSFORM rooms PREPEND assay_)
  target_link_libraries(${target} PRIVATE ${rooms})
endfunction()

# assay_test(<name> SOURCES <file>... [ROOMS <room>...] [LINKS <library>...] [TIMEOUT <seconds>])
#
# One GoogleTest program <name>_test, every case a test of ctest's with the label <name>. ROOMS defaults to the room of
# the same name. No program while the list of sources is empty.
function(assay_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "SOURCES;ROOMS;LINKS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "assay_test(${name}): what is `${arg_UNPARSED_ARGUMENTS}`?")
  endif()
  if(NOT arg_SOURCES)
    return()
  endif()
  if(NOT arg_ROOMS)
    set(arg_ROOMS ${name})
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  add_executable(${name}_test ${arg_SOURCES})
  assay_link_rooms(${name}_test ${arg_ROOMS})
  target_link_libraries(${name}_test PRIVATE ${arg_LINKS} GTest::gmock_main Threads::Threads)
  # ASSAY_SHARED_DIR holds material that does not belong to the repository; a test that wants it skips when it is absent.
  target_compile_definitions(${name}_test PRIVATE
    ASSAY_SOURCE_DIR="${assay_SOURCE_DIR}" ASSAY_SHARED_DIR="${assay_SOURCE_DIR}/../shared")
  assay_warnings(${name}_test)
  assay_precompiled(${name}_test tests)
  # NO_PRETTY_VALUES: a row of a table is called what the test calls it, not by the bytes of its parameter.
  gtest_discover_tests(${name}_test
    NO_PRETTY_VALUES
    WORKING_DIRECTORY ${assay_SOURCE_DIR}
    DISCOVERY_TIMEOUT 60
    PROPERTIES LABELS ${name} TIMEOUT ${arg_TIMEOUT})
endfunction()

# assay_fuzz(<name> SOURCES <file>... ROOMS <room>...)
#
# One target <name>_fuzz around LLVMFuzzerTestOneInput. With ASSAY_FUZZ it is a libFuzzer program (scripts/fuzz runs
# it); otherwise it replays tests/fuzz/corpus/<name>/, as one test, so that a case once found stays fixed under every compiler.
function(assay_fuzz name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;ROOMS")
  set(corpus ${assay_SOURCE_DIR}/tests/fuzz/corpus/${name})
  add_executable(${name}_fuzz ${arg_SOURCES})
  assay_link_rooms(${name}_fuzz ${arg_ROOMS})
  assay_warnings(${name}_fuzz)
  if(ASSAY_FUZZ)
    target_link_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
    set_property(TARGET ${name}_fuzz PROPERTY RUNTIME_OUTPUT_DIRECTORY ${assay_BINARY_DIR}/fuzz)
  else()
    target_sources(${name}_fuzz PRIVATE ${assay_SOURCE_DIR}/tests/fuzz/replay.cc)
    add_test(NAME fuzz.${name} COMMAND ${name}_fuzz ${corpus})
    set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz TIMEOUT 120)
  endif()
endfunction()

assay_read_floors(${assay_SOURCE_DIR}/floors.txt)
