# Digest, nonces and the vault of keys; where time, ids and randomness come from.
add_room(orgd_security)
target_link_libraries(orgd_security PUBLIC atlas_api PRIVATE OpenSSL::Crypto PkgConfig::sodium)
