# mail
# What becomes of the mails in the outbox: letters from templates, and the ways on which they leave.
include(cmake/EmbedMails.cmake)
add_room(orgd_mail)
orgd_embed_mails(orgd_mail ${CMAKE_CURRENT_LIST_DIR}/templates)
target_link_libraries(orgd_mail PUBLIC orgd_service PRIVATE CURL::libcurl)
