# Installs this build under a prefix of the test's own and looks for what has to be there.

file(REMOVE_RECURSE ${prefix})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${assay_build} --prefix ${prefix}
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)

set(expected
  include/assay/base/truth.h
  ${libdir}/libassay.a
  ${libdir}/cmake/assay/assay-config.cmake
  ${libdir}/pkgconfig/assay.pc)
if(with_c)
  list(APPEND expected include/assay.h ${libdir}/pkgconfig/assay-c.pc)
endif()
foreach(file IN LISTS expected)
  if(NOT EXISTS ${prefix}/${file})
    message(SEND_ERROR "not installed: ${file}")
  endif()
endforeach()

# A package that names the folders it was built in works on this machine only.
file(GLOB_RECURSE written ${prefix}/${libdir}/*.cmake ${prefix}/${libdir}/*.pc)
foreach(file IN LISTS written)
  file(READ ${file} text)
  string(FIND "${text}" "${assay_build}/src" at)
  if(NOT at EQUAL -1)
    message(SEND_ERROR "${file} names the build folder")
  endif()
endforeach()
