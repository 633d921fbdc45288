# The sandbox: seeds, worlds apart from each other, what happens in them on purpose, and who
# decides that.
add_room(orgd_sandbox)
target_link_libraries(orgd_sandbox PUBLIC atlas_api orgd_service orgd_http orgd_store
  PRIVATE PkgConfig::sodium PkgConfig::yaml PkgConfig::zlib)
