# Makes the Debian packages of this build, looks into them, lays them out under a root of their own, and there builds and
# runs what strangers would: examples/embed_c against the C package, examples/embed_cpp against the static library.

set(packages ${place}/packages)
set(root ${place}/root)
file(REMOVE_RECURSE ${packages} ${root} ${place}/debian)
execute_process(COMMAND ${cpack} --config ${assay_build}/CPackConfig.cmake -G DEB -B ${packages}
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)

function(field package name out)
  execute_process(COMMAND dpkg-deb -f ${package} ${name}
    OUTPUT_VARIABLE value OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  set(${out} "${value}" PARENT_SCOPE)
endfunction()

function(expect_depends package name)
  field(${package} Depends depends)
  foreach(wanted IN LISTS ARGN)
    if(NOT depends MATCHES "(^|[ ,])${wanted}([ ,(]|$)")
      message(SEND_ERROR "${name} does not depend on ${wanted}: ${depends}")
    endif()
  endforeach()
endfunction()

function(expect_files package name)
  execute_process(COMMAND dpkg-deb -c ${package} OUTPUT_VARIABLE listing COMMAND_ERROR_IS_FATAL ANY)
  foreach(wanted IN LISTS ARGN)
    string(FIND "${listing}" "${wanted}" at)
    if(at EQUAL -1)
      message(SEND_ERROR "${name} has no ${wanted}:\n${listing}")
    endif()
  endforeach()
  set(listing "${listing}" PARENT_SCOPE)
endfunction()

foreach(name IN ITEMS libassay-c1 libassay-dev assay)
  file(GLOB package ${packages}/${name}_*.deb)
  list(LENGTH package count)
  if(NOT count EQUAL 1)
    message(FATAL_ERROR "there is not one package ${name} but ${count}")
  endif()
  set(${name} ${package})
  field(${package} Package called)
  field(${package} Version has_version)
  if(NOT called STREQUAL name OR NOT has_version STREQUAL version)
    message(SEND_ERROR "${package} calls itself ${called} ${has_version}")
  endif()
  execute_process(COMMAND dpkg-deb -x ${package} ${root} COMMAND_ERROR_IS_FATAL ANY)
endforeach()

expect_files(${libassay-c1} libassay-c1 /usr/${libdir}/libassay_c.so.1 /usr/share/doc/libassay-c1/copyright)
if(listing MATCHES "include/assay.h|libassay_c\\.so( |\n)|bin/assay|\\.a\n")
  message(SEND_ERROR "libassay-c1 has what only development needs:\n${listing}")
endif()
expect_files(${libassay-dev} libassay-dev /usr/include/assay.h /usr/include/assay/engine/assess.h /usr/${libdir}/libassay.a
  /usr/${libdir}/libassay_c.so /usr/${libdir}/cmake/assay/assay-config.cmake /usr/${libdir}/pkgconfig/assay-c.pc
  /usr/${libdir}/pkgconfig/assay.pc /usr/share/doc/libassay-dev/copyright)
expect_files(${assay} assay /usr/bin/assay /usr/share/assay/packs/ /usr/share/assay/schemas/facts.schema.json)
expect_depends(${libassay-dev} libassay-dev libassay-c1 libabsl-dev libfyaml-dev libre2-dev libsodium-dev)
# A sanitizer brings libraries of its own that no package knows.
if(NOT sanitize)
  expect_depends(${libassay-c1} libassay-c1 libc6 "libabsl[0-9]*" libfyaml0 "libre2-[0-9]+" "libsodium[0-9]+" libstdc\\+\\+6)
  expect_depends(${assay} assay libc6 tzdata)
endif()

# As on a machine that has them installed.
set(facts ${assay_source}/examples/organisation/facts.json)
set(flags "")
if(sanitize)
  set(flags -D CMAKE_C_FLAGS=-fsanitize=${sanitize} -D CMAKE_CXX_FLAGS=-fsanitize=${sanitize})
endif()
foreach(example IN ITEMS embed_c embed_cpp)
  set(build ${place}/debian/${example})
  execute_process(
    COMMAND ${CMAKE_COMMAND} -S ${assay_source}/examples/${example} -B ${build} -G ${generator}
      -D CMAKE_PREFIX_PATH=${root}/usr -D CMAKE_C_COMPILER=${c_compiler} -D CMAKE_CXX_COMPILER=${cxx_compiler} ${flags}
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${CMAKE_COMMAND} --build ${build} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${build}/${example} ${facts} OUTPUT_FILE ${build}/out.json COMMAND_ERROR_IS_FATAL ANY)
endforeach()
execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${place}/debian/embed_c/out.json ${place}/debian/embed_cpp/out.json
  COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${root}/usr/bin/assay --version OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
