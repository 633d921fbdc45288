# The program: settings, the operator's commands, and the wiring of all other rooms.
set(words command_words.cpp main.cpp operator_words.cpp sandbox_words.cpp serving_words.cpp
  store_words.cpp)
add_room(orgd_server EXCEPT ${words})
target_include_directories(orgd_server SYSTEM PRIVATE ${TOMLPP_INCLUDE})
target_link_libraries(orgd_server PUBLIC orgd_mail orgd_monitoring orgd_sandbox
  PRIVATE PkgConfig::sodium)

list(TRANSFORM words PREPEND ${CMAKE_CURRENT_LIST_DIR}/)
add_executable(orgd ${words})
target_include_directories(orgd SYSTEM PRIVATE ${CLI11_INCLUDE})
target_link_libraries(orgd PRIVATE orgd_server orgd_warnings)
