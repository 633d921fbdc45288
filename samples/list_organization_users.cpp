// A page of the active users of one organization.
#include <atlas/organizations_api.hpp>
#include <iostream>

int main(int argc, char** argv) {
  atlas::Configuration configuration;
  if (argc > 1) configuration.host = argv[1];

  // [doc]
  atlas::OrganizationsApi const api(configuration);
  auto const users = api.list_organization_users("4888442a3354817a7320eb61");
  if (!users) {
    std::cerr << users.error().message() << '\n';
    return 1;
  }
  std::cout << users->results.size() << '\n';

  // With every query parameter, here at its default.
  atlas::PageQuery const query{.pretty = false, .envelope = false};
  auto const again = api.list_organization_users("4888442a3354817a7320eb61", query);
  // [/doc]
  return again && again->results.at(0).id == "32b6e34b3d91647abb20e7b8" ? 0 : 1;
}
