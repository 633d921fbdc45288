# A request's way to its answer: who calls, which operation, what they may do, and the operations.
include(cmake/BuildConsole.cmake)
add_room(orgd_service)
orgd_build_console(orgd_service ${PROJECT_SOURCE_DIR}/console)
target_link_libraries(orgd_service PUBLIC atlas_api orgd_store orgd_security orgd_async
  orgd_telemetry orgd_http PRIVATE PkgConfig::sodium)
set_source_files_properties(${CMAKE_CURRENT_LIST_DIR}/version.cpp PROPERTIES
  COMPILE_DEFINITIONS "ORGD_VERSION=\"${PROJECT_VERSION}\";ORGD_COMMIT=\"${ORGD_COMMIT}\"")
