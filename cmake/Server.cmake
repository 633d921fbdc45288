# The server, all but main.
add_library(orgd_server STATIC
  src/server/admission.cpp
  src/server/audit_commands.cpp
  src/server/authenticate.cpp
  src/server/backup_commands.cpp
  src/server/byte_stream.cpp
  src/server/call.cpp
  src/server/caller.cpp
  src/server/check_command.cpp
  src/server/client_address.cpp
  src/server/commands.cpp
  src/server/companions.cpp
  src/server/connection.cpp
  src/server/connection_answer.cpp
  src/server/connection_body.cpp
  src/server/descriptors.cpp
  src/server/digest.cpp
  src/server/event_loop.cpp
  src/server/examples.cpp
  src/server/handlers/acceptance.cpp
  src/server/handlers/access_lists.cpp
  src/server/handlers/api_keys.cpp
  src/server/handlers/invitations.cpp
  src/server/handlers/organizations.cpp
  src/server/handlers/projects.cpp
  src/server/handlers/root.cpp
  src/server/handlers/settings.cpp
  src/server/handlers/users.cpp
  src/server/handlers/views.cpp
  src/server/host.cpp
  src/server/http.cpp
  src/server/http_listener.cpp
  src/server/log.cpp
  src/server/loop_metrics.cpp
  src/server/metrics.cpp
  src/server/metrics_document.cpp
  src/server/metrics_text.cpp
  src/server/monitoring.cpp
  src/server/nonce.cpp
  src/server/offload.cpp
  src/server/operator_session.cpp
  src/server/organization_commands.cpp
  src/server/platform.cpp
  src/server/private_file.cpp
  src/server/process_metrics.cpp
  src/server/rate_limit.cpp
  src/server/read_buffer.cpp
  src/server/readiness.cpp
  src/server/render.cpp
  src/server/request_parser.cpp
  src/server/reserve.cpp
  src/server/response_text.cpp
  src/server/router.cpp
  src/server/routing.cpp
  src/server/serve.cpp
  src/server/service.cpp
  src/server/settings.cpp
  src/server/settings_sources.cpp
  src/server/store_commands.cpp
  src/server/store_directory.cpp
  src/server/store_place.cpp
  src/server/store_probes.cpp
  src/server/tls.cpp
  src/server/transact.cpp
  src/server/upkeep.cpp
  src/server/usage.cpp
  src/server/used_counts.cpp
  src/server/vault.cpp
  src/server/version.cpp)
set_source_files_properties(src/server/version.cpp PROPERTIES
  COMPILE_DEFINITIONS "ORGD_VERSION=\"${PROJECT_VERSION}\";ORGD_COMMIT=\"${ORGD_COMMIT}\"")
target_include_directories(orgd_server SYSTEM PRIVATE ${TOMLPP_INCLUDE})
target_link_libraries(orgd_server PUBLIC orgd_store atlas_api
  PRIVATE OpenSSL::SSL PkgConfig::sodium Threads::Threads orgd_warnings)

add_executable(orgd src/server/command_words.cpp src/server/main.cpp
  src/server/operator_words.cpp src/server/store_words.cpp)
target_include_directories(orgd SYSTEM PRIVATE ${CLI11_INCLUDE})
target_link_libraries(orgd PRIVATE orgd_server orgd_warnings)
