# What `cmake --install` lays down: headers, the static and the shared library, the shipped packs, and the two ways in
# which another build finds them: find_package(assay) and pkg-config.
#
# C++ and C are exported apart: a program that uses only the C interface needs none of the libraries underneath.
#
# Three components, which are the packages of cmake/assay_package.cmake: runtime (what a program in C needs to run),
# development (what programs are built with) and tool (the command line, with packs and schemas to look at).

include(CMakePackageConfigHelpers)

set(ASSAY_COMPONENTS runtime development tool)
set(ASSAY_PACKAGES libassay-c1 libassay-dev assay)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/assay)
# The .pc files say where they are themselves, so that `cmake --install --prefix` and a moved tree stay true.
file(RELATIVE_PATH ASSAY_UP_TO_PREFIX /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
string(REGEX REPLACE "/$" "" ASSAY_UP_TO_PREFIX ${ASSAY_UP_TO_PREFIX})

get_target_property(type assay TYPE)
if(type STREQUAL "STATIC_LIBRARY")
  install(TARGETS assay_headers assay EXPORT assay_cpp
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
else()
  install(TARGETS assay_headers assay EXPORT assay_cpp COMPONENT development)
endif()
install(DIRECTORY include/assay DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development
  FILES_MATCHING PATTERN "*.h")
install(EXPORT assay_cpp NAMESPACE assay:: FILE assay_cpp.cmake DESTINATION ${package_dir} COMPONENT development)

# capi/CMakeLists.txt makes the target assay_c with its public headers as a HEADERS file set.
if(TARGET assay_c)
  set_target_properties(assay_c PROPERTIES EXPORT_NAME c)
  install(TARGETS assay_c EXPORT assay_c
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime NAMELINK_COMPONENT development
    FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
  install(EXPORT assay_c NAMESPACE assay:: FILE assay_c.cmake DESTINATION ${package_dir} COMPONENT development)
  get_target_property(ASSAY_C_LIBRARY_NAME assay_c OUTPUT_NAME)
  if(NOT ASSAY_C_LIBRARY_NAME)
    set(ASSAY_C_LIBRARY_NAME assay_c)
  endif()
  configure_file(cmake/assay-c.pc.in assay-c.pc @ONLY)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/assay-c.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig
    COMPONENT development)
endif()

if(TARGET assay_tool)
  install(TARGETS assay_tool RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT tool)
endif()

configure_package_config_file(cmake/assay_config.cmake.in assay-config.cmake
  INSTALL_DESTINATION ${package_dir})
# Before 1.0 a minor version may change the C++ interface.
write_basic_package_version_file(assay-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES
  ${CMAKE_CURRENT_BINARY_DIR}/assay-config.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/assay-config-version.cmake
  DESTINATION ${package_dir} COMPONENT development)

configure_file(cmake/assay.pc.in assay.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/assay.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig
  COMPONENT development)

foreach(data IN ITEMS packs schemas)
  if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${data})
    install(DIRECTORY ${data}/ DESTINATION ${CMAKE_INSTALL_DATADIR}/assay/${data} COMPONENT tool)
  endif()
endforeach()

# Debian looks for the licence of every package.
foreach(component package IN ZIP_LISTS ASSAY_COMPONENTS ASSAY_PACKAGES)
  install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${package} RENAME copyright COMPONENT ${component})
endforeach()
