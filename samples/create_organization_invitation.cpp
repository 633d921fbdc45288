// An invitation to one organization.
#include <atlas/organizations_api.hpp>
#include <iostream>

int main(int argc, char** argv) {
  atlas::Configuration configuration;
  if (argc > 1) configuration.host = argv[1];

  // [doc]
  atlas::OrganizationsApi const api(configuration);
  // Any e-mail address: one that is none, as "username_example", is answered 400
  // INVALID_EMAIL_ADDRESS.
  atlas::OrganizationInvitationRequest body{.username = "first@example.org",
                                            .roles = {atlas::OrgRole::org_owner},
                                            .team_ids = {"32b6e34b3d91647abb20e7b8"}};
  auto const invited = api.create_organization_invitation("4888442a3354817a7320eb61", body);
  if (!invited) {
    std::cerr << invited.error().message() << '\n';
    return 1;
  }
  std::cout << invited->id << '\n';

  // With every query parameter, here at its default. A person is invited once, hence another one.
  atlas::Query const query{.pretty = false, .envelope = false};
  body.username = "second@example.org";
  auto const again = api.create_organization_invitation("4888442a3354817a7320eb61", body, query);
  // [/doc]
  return invited->username == "first@example.org" && again && again->id != invited->id ? 0 : 1;
}
