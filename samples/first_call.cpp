// The first program: who am I, which organizations do I see, and what if that fails?
#include <atlas/organizations_api.hpp>
#include <iostream>

int main(int argc, char** argv) {
  // [doc]
  auto const credentials = atlas::credentials_from_env();  // ATLAS_PUBLIC_KEY, ATLAS_PRIVATE_KEY
  if (!credentials) {
    std::cerr << credentials.error() << '\n';
    return 2;
  }
  atlas::Configuration configuration{.credentials = *credentials};
  if (argc > 1) configuration.host = argv[1];  // an orgd of yours; else the hosted service
  atlas::OrganizationsApi const api(configuration);

  for (auto const& organization : api.each_of_organizations()) {
    if (!organization) {
      std::cerr << organization.error().message() << '\n';
      return 1;
    }
    std::cout << organization->id << ' ' << organization->name << '\n';
  }
  // [/doc]
  return 0;
}
