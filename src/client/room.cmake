# The client library. What it needs is its own business: its headers name only the standard library
# and Boost.Describe.
add_room(atlas_organizations)
add_library(atlas::organizations ALIAS atlas_organizations)
target_compile_definitions(atlas_organizations PRIVATE ATLAS_VERSION="${PROJECT_VERSION}")
target_include_directories(atlas_organizations SYSTEM PRIVATE ${TOMLPP_INCLUDE})
target_link_libraries(atlas_organizations PUBLIC atlas_api
  PRIVATE CURL::libcurl OpenSSL::Crypto Threads::Threads)
# Each an object of its own in the archive: programs that start no server do not link it.
set_source_files_properties(
  ${CMAKE_CURRENT_LIST_DIR}/local_server.cpp ${CMAKE_CURRENT_LIST_DIR}/world.cpp PROPERTIES
  SKIP_UNITY_BUILD_INCLUSION ON)
