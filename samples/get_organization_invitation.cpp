// One pending invitation by its id.
#include <atlas/organizations_api.hpp>
#include <iostream>

int main(int argc, char** argv) {
  atlas::Configuration configuration;
  if (argc > 1) configuration.host = argv[1];

  // [doc]
  atlas::OrganizationsApi const api(configuration);
  auto const invitation =
      api.get_organization_invitation("4888442a3354817a7320eb61", "bf325375e030fccba0091731");
  if (!invitation) {
    std::cerr << invitation.error().message() << '\n';
    return 1;
  }
  std::cout << invitation->username << '\n';

  // With every query parameter, here at its default.
  atlas::EnvelopeQuery const query{.envelope = false};
  auto const again = api.get_organization_invitation("4888442a3354817a7320eb61",
                                                     "bf325375e030fccba0091731", query);
  // [/doc]
  return again && again->id == invitation->id ? 0 : 1;
}
