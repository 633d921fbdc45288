# What is stored: records and queries by resource, over SQLite or PostgreSQL. Knows no JSON, HTTP or
# roles.
include(cmake/EmbedSql.cmake)
add_room(orgd_store)
orgd_embed_sql(orgd_store ${CMAKE_CURRENT_LIST_DIR}/migrations)
target_link_libraries(orgd_store PUBLIC orgd_async orgd_telemetry fmt::fmt
  PRIVATE PkgConfig::libpq PkgConfig::sqlite3 Threads::Threads)
