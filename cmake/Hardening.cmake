# What makes a fault harder to turn into control of the process, in release builds; and their
# symbols in a file of their own. tests/install/hardening.py reads the programs and says whether it
# holds.
set(release $<CONFIG:Release>)
# Compilers of some distributions bring a level of their own.
add_compile_options("$<${release}:-fstack-protector-strong;-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=2>")
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
  add_compile_options("$<${release}:-fcf-protection=full>")
  # Debian's start files are not marked, and the linker marks only what is marked in all parts.
  # Shadow stacks ask nothing of them; marks of entries (IBT) they do lack.
  add_link_options("$<${release}:LINKER:-z,shstk>")
elseif(CMAKE_SYSTEM_PROCESSOR STREQUAL aarch64)
  add_compile_options("$<${release}:-mbranch-protection=standard>")
endif()
# Everything is bound at start, so that the table of functions can be read-only.
add_link_options("$<${release}:LINKER:-z,relro,-z,now,-z,noexecstack>")

# Moves a program's symbols to PROGRAM.debug, where debuggers and profilers look for them.
function(orgd_separate_symbols program)
  if(NOT CMAKE_BUILD_TYPE STREQUAL Release)
    return()
  endif()
  set(file $<TARGET_FILE:${program}>)
  add_custom_command(TARGET ${program} POST_BUILD
    COMMAND ${CMAKE_OBJCOPY} --only-keep-debug ${file} ${file}.debug
    COMMAND ${CMAKE_OBJCOPY} --strip-unneeded --add-gnu-debuglink=${file}.debug ${file} VERBATIM)
  install(FILES ${file}.debug DESTINATION ${CMAKE_INSTALL_BINDIR}/.debug COMPONENT symbols)
endfunction()
