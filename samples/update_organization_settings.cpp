// Some settings of one organization; the others stay as they are.
#include <atlas/organizations_api.hpp>
#include <iostream>

int main(int argc, char** argv) {
  atlas::Configuration configuration;
  if (argc > 1) configuration.host = argv[1];

  // [doc]
  atlas::OrganizationsApi const api(configuration);
  atlas::OrganizationSettings const body{.api_access_list_required = true,
                                         .multi_factor_auth_required = true,
                                         .restrict_employee_access = true};
  auto const settings = api.update_organization_settings("4888442a3354817a7320eb61", body);
  if (!settings) {
    std::cerr << settings.error().message() << '\n';
    return 1;
  }
  std::cout << settings->restrict_employee_access.value_or(false) << '\n';

  // With every query parameter, here at its default.
  atlas::Query const query{.pretty = false, .envelope = false};
  auto const again = api.update_organization_settings("4888442a3354817a7320eb61", body, query);
  // [/doc]
  return settings->restrict_employee_access == true && again &&
                 again->api_access_list_required == true
             ? 0
             : 1;
}
