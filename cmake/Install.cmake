# What `cmake --install` copies: the component "client" is the library, "server" is orgd,
# "cli" is orgctl with its manual.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/AtlasOrganizations)

set_target_properties(atlas_organizations PROPERTIES EXPORT_NAME organizations)
set_target_properties(atlas_api PROPERTIES EXPORT_NAME api)
# Plugins and modules of other languages are shared libraries, which take nothing else. Debug builds
# are for the tests.
if(NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
  set_target_properties(atlas_organizations atlas_api PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_compile_options(atlas_organizations PRIVATE -fno-semantic-interposition)
  target_compile_options(atlas_api PRIVATE -fno-semantic-interposition)
endif()
install(TARGETS atlas_organizations atlas_api EXPORT AtlasOrganizations
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT client
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY include/atlas DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT client)
install(EXPORT AtlasOrganizations NAMESPACE atlas:: FILE AtlasOrganizationsTargets.cmake
  DESTINATION ${package_dir} COMPONENT client)

configure_package_config_file(cmake/AtlasOrganizationsConfig.cmake.in AtlasOrganizationsConfig.cmake
  INSTALL_DESTINATION ${package_dir})
# Before 1.0 a minor version may break what was.
write_basic_package_version_file(AtlasOrganizationsConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${CMAKE_CURRENT_BINARY_DIR}/AtlasOrganizationsConfig.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/AtlasOrganizationsConfigVersion.cmake
  DESTINATION ${package_dir} COMPONENT client)

# From where the file stands, so that it holds after `cmake --install --prefix` and after a move.
file(RELATIVE_PATH prefix_from_pc /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(cmake/atlas-organizations.pc.in atlas-organizations.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/atlas-organizations.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT client)

foreach(component client server cli)
  install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT ${component})
endforeach()

install(TARGETS orgd RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT server)
orgd_separate_symbols(orgd)

set(manual ${CMAKE_CURRENT_BINARY_DIR}/man1)
add_custom_command(OUTPUT ${manual}/orgctl.1 COMMAND orgctl man ${manual} DEPENDS orgctl)
add_custom_target(orgctl_manual ALL DEPENDS ${manual}/orgctl.1)
install(TARGETS orgctl RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT cli)
orgd_separate_symbols(orgctl)
install(DIRECTORY ${manual} DESTINATION ${CMAKE_INSTALL_MANDIR} COMPONENT cli)
