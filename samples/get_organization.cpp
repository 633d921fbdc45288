// One organization by its id.
#include <atlas/organizations_api.hpp>
#include <iostream>

int main(int argc, char** argv) {
  atlas::Configuration configuration;
  if (argc > 1) configuration.host = argv[1];

  // [doc]
  atlas::OrganizationsApi const api(configuration);
  auto const organization = api.get_organization("4888442a3354817a7320eb61");
  if (!organization) {
    std::cerr << organization.error().message() << '\n';
    return 1;
  }
  std::cout << organization->name << '\n';

  // With every query parameter, here at its default.
  atlas::Query const query{.pretty = false, .envelope = false};
  auto const again = api.get_organization("4888442a3354817a7320eb61", query);
  // [/doc]
  return again && again->id == organization->id ? 0 : 1;
}
