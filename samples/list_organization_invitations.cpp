// The pending invitations of one organization.
#include <atlas/organizations_api.hpp>
#include <iostream>

int main(int argc, char** argv) {
  atlas::Configuration configuration;
  if (argc > 1) configuration.host = argv[1];

  // [doc]
  atlas::OrganizationsApi const api(configuration);
  auto const invitations = api.list_organization_invitations("4888442a3354817a7320eb61");
  if (!invitations) {
    std::cerr << invitations.error().message() << '\n';
    return 1;
  }
  for (auto const& invitation : *invitations) std::cout << invitation.username << '\n';

  // With every query parameter. The address is that of the example's invitation: one that is none,
  // as "username_example", is answered 400 INVALID_QUERY_PARAMETER.
  atlas::InvitationsQuery const query{
      .username = "invited@example.org", .pretty = false, .envelope = false};
  auto const one = api.list_organization_invitations("4888442a3354817a7320eb61", query);
  // [/doc]
  return one && one->size() == 1 && one->at(0).id == "bf325375e030fccba0091731" ? 0 : 1;
}
