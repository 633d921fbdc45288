# The command line: all but main in a library, for its tests.
add_room(orgctl_commands EXCEPT main.cpp)
target_include_directories(orgctl_commands SYSTEM PUBLIC ${CLI11_INCLUDE} ${TOMLPP_INCLUDE})
target_include_directories(orgctl_commands SYSTEM PRIVATE ${JQ_INCLUDE})
target_compile_definitions(orgctl_commands PRIVATE ORGCTL_VERSION="${PROJECT_VERSION}")
target_link_libraries(orgctl_commands PUBLIC atlas_organizations PRIVATE ${JQ_LIBRARY})

add_executable(orgctl ${CMAKE_CURRENT_LIST_DIR}/main.cpp)
target_link_libraries(orgctl PRIVATE orgctl_commands orgd_warnings)
