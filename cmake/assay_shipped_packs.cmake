# Builds packs/*/pack.yaml and the texts beside it into the library, so that a shipped pack needs no file at run time.

# The file as an array of that name. As numbers, because a string literal may neither be this long nor hold every
# character.
function(_assay_bytes file symbol result)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  set(${result} "constexpr unsigned char ${symbol}[] = {${bytes}};\n" PARENT_SCOPE)
endfunction()

# assay_shipped_packs(<output>): writes the C++ source that defines ShippedPacks().
function(assay_shipped_packs output)
  file(GLOB files CONFIGURE_DEPENDS ${assay_SOURCE_DIR}/packs/*/pack.yaml)
  list(SORT files)
  set(entries "")
  set(tables "")
  foreach(file IN LISTS files)
    get_filename_component(folder ${file} DIRECTORY)
    get_filename_component(name ${folder} NAME)
    string(MAKE_C_IDENTIFIER "k_${name}" symbol)
    _assay_bytes(${file} ${symbol} array)
    string(APPEND texts "${array}")
    file(GLOB translations CONFIGURE_DEPENDS ${folder}/texts.*.yaml)
    list(SORT translations)
    set(span "{}")
    set(rows "")
    foreach(translation IN LISTS translations)
      get_filename_component(translation_name ${translation} NAME)
      string(MAKE_C_IDENTIFIER "${symbol}_${translation_name}" translation_symbol)
      _assay_bytes(${translation} ${translation_symbol} array)
      string(APPEND texts "${array}")
      string(APPEND rows "    {\"packs/${name}/${translation_name}\", Text(${translation_symbol})},\n")
      set(span "${symbol}_texts")
    endforeach()
    if(rows)
      string(APPEND tables "  static const ShippedText ${symbol}_texts[] = {\n${rows}  };\n")
    endif()
    string(APPEND entries "    {\"${name}\", \"packs/${name}/pack.yaml\", Text(${symbol}), ${span}},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${output} @ONLY CONTENT
"// Made from packs/*/*.yaml by cmake/assay_shipped_packs.cmake.

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
@tables@  static const ShippedPack kPacks[] = {
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
