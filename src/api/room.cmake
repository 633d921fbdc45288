# What server and client share: types, the operations table, JSON, URIs. Opens nothing.
# What prints the committed documents and sources is the tests' alone (tests/contract).
add_room(atlas_api EXCEPT errors_document.cpp permissions_document.cpp sdk_sources.cpp)
target_include_directories(atlas_api PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>)
target_compile_features(atlas_api PUBLIC cxx_std_23)
target_link_libraries(atlas_api PUBLIC Boost::headers fmt::fmt
  PRIVATE OpenSSL::Crypto PkgConfig::idn2 PkgConfig::utf8proc PkgConfig::simdjson)
