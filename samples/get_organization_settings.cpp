// The settings of one organization.
#include <atlas/organizations_api.hpp>
#include <iostream>

int main(int argc, char** argv) {
  atlas::Configuration configuration;
  if (argc > 1) configuration.host = argv[1];

  // [doc]
  atlas::OrganizationsApi const api(configuration);
  auto const settings = api.get_organization_settings("4888442a3354817a7320eb61");
  if (!settings) {
    std::cerr << settings.error().message() << '\n';
    return 1;
  }
  std::cout << settings->multi_factor_auth_required.value_or(false) << '\n';

  // With every query parameter, here at its default.
  atlas::Query const query{.pretty = false, .envelope = false};
  auto const again = api.get_organization_settings("4888442a3354817a7320eb61", query);
  // [/doc]
  return again && again->api_access_list_required.has_value() ? 0 : 1;
}
