# Coroutines that end with a value or an error of the API, and what resumes them.
add_room(orgd_async)
target_include_directories(orgd_async PUBLIC ${PROJECT_SOURCE_DIR}/include)
target_link_libraries(orgd_async PUBLIC Threads::Threads INTERFACE $<LINK_ONLY:atlas_api>)
