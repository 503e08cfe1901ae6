# Builds the texts of packs/*/pack.yaml into the library, so that a shipped pack needs no file at run time.

# assay_shipped_packs(<output>): writes the C++ source that defines ShippedPacks().
function(assay_shipped_packs output)
  file(GLOB files CONFIGURE_DEPENDS ${assay_SOURCE_DIR}/packs/*/pack.yaml)
  list(SORT files)
  set(entries "")
  foreach(file IN LISTS files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    get_filename_component(folder ${file} DIRECTORY)
    get_filename_component(name ${folder} NAME)
    # As numbers, because a string literal may neither be this long nor hold every character.
    file(READ ${file} bytes HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
    string(MAKE_C_IDENTIFIER "k_${name}" symbol)
    string(APPEND texts "constexpr unsigned char ${symbol}[] = {${bytes}};\n")
    string(APPEND entries "    {\"${name}\", \"packs/${name}/pack.yaml\", Text(${symbol})},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${output} @ONLY CONTENT
"// Made from packs/*/pack.yaml by cmake/assay_shipped_packs.cmake.

#include <cstddef>

#include \"assay/pack/shipped.h\"

namespace assay {
namespace {

@texts@
template <std::size_t Size>
std::string_view Text(const unsigned char (&bytes)[Size]) {
  return {reinterpret_cast<const char*>(bytes), Size};
}

}  // namespace

std::span<const ShippedPack> ShippedPacks() {
  static const ShippedPack kPacks[] = {
@entries@  };
  return kPacks;
}

const ShippedPack* FindShippedPack(std::string_view name) {
  for (const ShippedPack& pack : ShippedPacks()) {
    if (pack.name == name) return &pack;
  }
  return nullptr;
}

}  // namespace assay
")
endfunction()
