# What is stored: records and queries by resource, over SQLite or PostgreSQL. Knows no JSON or HTTP,
# and of roles only which one makes an owner.
include(cmake/EmbedSql.cmake)
add_room(orgd_store)
orgd_embed_sql(orgd_store ${CMAKE_CURRENT_LIST_DIR}/migrations)
target_link_libraries(orgd_store PUBLIC orgd_async orgd_telemetry fmt::fmt
  PRIVATE PkgConfig::libpq PkgConfig::sqlite3 Threads::Threads)
