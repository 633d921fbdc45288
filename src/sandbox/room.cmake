# What `orgd sandbox` has beside the server: seeds, faults made on purpose, and what is told of
# requests.
add_room(orgd_sandbox)
target_link_libraries(orgd_sandbox PUBLIC atlas_api orgd_service orgd_http
  PRIVATE PkgConfig::yaml)
