# Health, readiness and metrics, for those who run the server.
add_room(orgd_monitoring)
target_link_libraries(orgd_monitoring PUBLIC orgd_service)
