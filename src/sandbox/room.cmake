# The sandbox: what happens to requests on purpose, and what is told of them.
add_room(orgd_sandbox)
target_link_libraries(orgd_sandbox PUBLIC atlas_api orgd_service orgd_http)
