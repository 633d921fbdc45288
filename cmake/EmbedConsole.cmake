# Writes OUTPUT, a source that holds the files of BUNDLE, each as it is and by gzip, and PAGE with
# their names in it, once for each script that a page begins with.
#
#   cmake -D BUNDLE=DIR -D PAGE=FILE -D OUTPUT=FILE -P EmbedConsole.cmake

set(media_js "text/javascript; charset=utf-8")
set(media_css "text/css; charset=utf-8")

file(READ "${PAGE}" page)
file(GLOB files RELATIVE "${BUNDLE}" "${BUNDLE}/*.js" "${BUNDLE}/*.css")
list(SORT files)
set(constants "")
set(rows "")
set(preloads "")
set(number 0)
foreach(name IN LISTS files)
  execute_process(COMMAND gzip -9 --no-name --keep --force "${BUNDLE}/${name}"
    COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX REPLACE "^.*\\." "" kind "${name}")
  string(REGEX REPLACE "-[^-]*$" "" entry "${name}")
  if(entry STREQUAL shared)
    # Else the browser would not ask for it before it has read the script.
    string(APPEND preloads "<link rel=\"modulepreload\" href=\"@BASE@assets/${name}\">\n")
  endif()
  set(address_${entry} "@BASE@assets/${name}")
  foreach(form plain gzipped)
    set(path "${BUNDLE}/${name}")
    if(form STREQUAL gzipped)
      string(APPEND path ".gz")
    endif()
    # Every byte is escaped, so that none continues another.
    file(READ "${path}" bytes HEX)
    string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${bytes}")
    string(APPEND constants "constexpr char ${form}_${number}[] = \"${bytes}\";\n")
  endforeach()
  string(APPEND rows "    {\"${name}\", \"${media_${kind}}\",\n"
    "     {plain_${number}, sizeof(plain_${number}) - 1},\n"
    "     {gzipped_${number}, sizeof(gzipped_${number}) - 1}},\n")
  math(EXPR number "${number} + 1")
endforeach()

set(pages "")
foreach(pair console_page:main sandbox_page:sandbox)
  string(REGEX REPLACE ":.*" "" function "${pair}")
  string(REGEX REPLACE ".*:" "" entry "${pair}")
  if(NOT address_${entry} OR NOT address_style)
    message(FATAL_ERROR "the bundle has no ${entry} or no style")
  endif()
  string(REPLACE "@js@" "${address_${entry}}" text "${page}")
  string(REPLACE "@css@" "${address_style}" text "${text}")
  string(REPLACE "<script" "${preloads}<script" text "${text}")
  string(APPEND pages
    "std::string_view ${function}() {\n  return R\"~page~(" "${text}" ")~page~\";\n}\n\n")
endforeach()

string(CONCAT text "// Generated from console/ by cmake/EmbedConsole.cmake.\n"
  "#include \"service/console.hpp\"\n\n"
  "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\n"
  "namespace orgd {\nnamespace {\n\n" "${constants}"
  "constexpr ConsoleFile files[] = {\n" "${rows}" "};\n\n}  // namespace\n\n"
  "std::span<ConsoleFile const> console_files() { return files; }\n\n" "${pages}"
  "}  // namespace orgd\n")
file(WRITE "${OUTPUT}" "${text}")
