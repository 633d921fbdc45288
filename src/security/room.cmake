# Digest, nonces and the vault of keys; tokens, passwords, second factors; where time, ids and
# randomness come from.
add_room(orgd_security)
target_link_libraries(orgd_security PUBLIC atlas_api PRIVATE OpenSSL::Crypto PkgConfig::sodium
  PkgConfig::qrencode ${ZXCVBN_LIBRARY})
target_include_directories(orgd_security SYSTEM PRIVATE ${ZXCVBN_INCLUDE})
