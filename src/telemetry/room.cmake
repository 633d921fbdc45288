# The log, and what a metric is.
add_room(orgd_telemetry)
target_link_libraries(orgd_telemetry PUBLIC fmt::fmt PRIVATE atlas_api Threads::Threads)
