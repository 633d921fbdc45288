# Bundles the web console by Debian's esbuild and React, and puts what comes of it into a target as
# orgd::console_files() and a function for each page: people's and that of a sandbox. What both need
# is a file of its own, so that no byte is there twice.

function(orgd_build_console target console)
  find_program(ORGD_ESBUILD esbuild REQUIRED)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${console}/src/*.ts ${console}/src/*.tsx
    ${console}/src/*.css ${console}/index.html)
  set(embed ${PROJECT_SOURCE_DIR}/cmake/EmbedConsole.cmake)
  set(bundle ${CMAKE_CURRENT_BINARY_DIR}/console)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/generated/console_files.cpp)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${bundle}
    COMMAND ${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs ${ORGD_ESBUILD} src/main.tsx
      src/sandbox.tsx src/style.css --bundle --splitting --format=esm --minify --target=es2021
      --jsx=automatic --charset=utf8
      "--define:process.env.NODE_ENV=\"production\"" --entry-names=[name]-[hash]
      --chunk-names=shared-[hash] --outdir=${bundle} --log-level=warning
    COMMAND ${CMAKE_COMMAND} -D BUNDLE=${bundle} -D PAGE=${console}/index.html -D OUTPUT=${output}
      -P ${embed}
    DEPENDS ${sources} ${embed}
    WORKING_DIRECTORY ${console}
    COMMENT "Bundling the console"
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
  # It switches a warning off, which the sources beside it should have.
  set_source_files_properties(${output} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
