// Another role for an invited person, found by address.
#include <atlas/organizations_api.hpp>
#include <iostream>

int main(int argc, char** argv) {
  atlas::Configuration configuration;
  if (argc > 1) configuration.host = argv[1];

  // [doc]
  atlas::OrganizationsApi const api(configuration);
  // The person that the example's invitation is for: an address that is none, as
  // "username_example", is answered 400 INVALID_EMAIL_ADDRESS.
  atlas::OrganizationInvitationRequest body{.username = "invited@example.org",
                                            .roles = {atlas::OrgRole::org_owner},
                                            .team_ids = {"32b6e34b3d91647abb20e7b8"}};
  auto const updated = api.update_organization_invitation("4888442a3354817a7320eb61", body);
  if (!updated) {
    std::cerr << updated.error().message() << '\n';
    return 1;
  }
  std::cout << updated->id << '\n';

  // With every query parameter, here at its default.
  atlas::Query const query{.pretty = false, .envelope = false};
  auto const again = api.update_organization_invitation("4888442a3354817a7320eb61", body, query);
  // [/doc]
  return updated->roles == *body.roles && again && again->id == updated->id ? 0 : 1;
}
