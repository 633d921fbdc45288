# Digest, nonces and the vault of keys; tokens, passwords, second factors, passkeys; where time, ids
# and randomness come from.
add_room(orgd_security)
target_link_libraries(orgd_security PUBLIC atlas_api PRIVATE OpenSSL::Crypto PkgConfig::cbor
  PkgConfig::fido2 PkgConfig::qrencode PkgConfig::sodium ${ZXCVBN_LIBRARY})
target_include_directories(orgd_security SYSTEM PRIVATE ${ZXCVBN_INCLUDE})
