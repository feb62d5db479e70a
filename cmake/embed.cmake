# Turns files into a C++ source of string views: embed(OUTPUT file.cpp NAMESPACE ns FILES a b …). Run at build time, so
# that a changed model or pack rebuilds only this file:
#   cmake -DOUTPUT=… -DMODEL=… -DPACKS="a.json;b.json" -P embed.cmake
function(bytes_of path out)
  file(READ ${path} hex HEX)
  string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
  set(${out} "${hex}" PARENT_SCOPE)
endfunction()

set(code "// Made by cmake/embed.cmake.\n#include \"hearsay/hearsay.hpp\"\n\nnamespace hearsay {\nnamespace {\n")
bytes_of(${MODEL} bytes)
string(APPEND code "constexpr unsigned char model[] = {\n${bytes}};\n")
set(packs "")
set(index 0)
foreach(pack IN LISTS PACKS)
  get_filename_component(name ${pack} NAME)
  bytes_of(${pack} bytes)
  string(APPEND code "constexpr unsigned char pack${index}[] = {\n${bytes}};\n")
  string(APPEND packs "      {\"${name}\", std::string(reinterpret_cast<const char*>(pack${index}), sizeof pack${index})},\n")
  math(EXPR index "${index} + 1")
endforeach()
string(APPEND code "}  // namespace\n\nResources built_in_resources() {\n  return {.model = {reinterpret_cast<const char*>(model), sizeof model}, .packs = {\n${packs}  }};\n}\n\n}  // namespace hearsay\n")
file(WRITE ${OUTPUT} "${code}")
