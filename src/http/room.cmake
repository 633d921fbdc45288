# Bytes to requests, responses to bytes: the only files that see Asio and Beast.
add_room(orgd_http)
target_link_libraries(orgd_http PUBLIC orgd_async orgd_telemetry orgd_security atlas_api
  PRIVATE OpenSSL::SSL)
