# Embeds the templates of mails, LANGUAGE/NAME.txt and .html and layout.html, in a target as
# orgd::mail::embedded_templates(). It only copies text: what a template may hold is judged by
# whoever reads it.

function(orgd_embed_mails target directory)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS "${directory}/*.txt" "${directory}/*.html")
  list(SORT files)
  set(rows "")
  foreach(file IN LISTS files)
    file(RELATIVE_PATH name "${directory}" "${file}")
    file(READ "${file}" content)
    string(APPEND rows "    {\"${name}\", R\"~mail~(${content})~mail~\"},\n")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
  endforeach()

  set(text "// Generated from src/mail/templates by cmake/EmbedMails.cmake.\n")
  string(APPEND text "#include \"mail/templates.hpp\"\n\nnamespace orgd::mail {\n\n")
  string(APPEND text "TemplateTexts embedded_templates() {\n  return {\n${rows}  };\n}\n\n")
  string(APPEND text "}  // namespace orgd::mail\n")

  # Unchanged text keeps its time stamp, so nothing is compiled again.
  set(output "${CMAKE_CURRENT_BINARY_DIR}/generated/mail_templates.cpp")
  set(old "")
  if(EXISTS "${output}")
    file(READ "${output}" old)
  endif()
  if(NOT old STREQUAL text)
    file(WRITE "${output}" "${text}")
  endif()
  target_sources(${target} PRIVATE "${output}")
endfunction()
