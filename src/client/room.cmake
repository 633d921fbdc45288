# The client library. What it needs is its own business: its headers name only the standard library
# and Boost.Describe.
add_room(atlas_organizations)
add_library(atlas::organizations ALIAS atlas_organizations)
target_compile_definitions(atlas_organizations PRIVATE ATLAS_VERSION="${PROJECT_VERSION}")
target_include_directories(atlas_organizations SYSTEM PRIVATE ${TOMLPP_INCLUDE})
target_link_libraries(atlas_organizations PUBLIC atlas_api
  PRIVATE CURL::libcurl OpenSSL::Crypto Threads::Threads)
