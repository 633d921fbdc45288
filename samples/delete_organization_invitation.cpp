// The end of a pending invitation.
#include <atlas/organizations_api.hpp>
#include <iostream>

int main(int argc, char** argv) {
  atlas::Configuration configuration;
  if (argc > 1) configuration.host = argv[1];

  // [doc]
  atlas::OrganizationsApi const api(configuration);
  auto const invited = api.create_organization_invitation("4888442a3354817a7320eb61",
                                                          {.username = "for-a-moment@example.org"});
  if (!invited) {
    std::cerr << invited.error().message() << '\n';
    return 1;
  }

  // The example's invitation: what is no id, as "invitationId_example", is answered 400
  // PATH_PARAM_PARSE_ERROR.
  auto const deleted =
      api.delete_organization_invitation("4888442a3354817a7320eb61", "bf325375e030fccba0091731");
  if (!deleted) {
    std::cerr << deleted.error().message() << '\n';
    return 1;
  }

  // With every query parameter, here at its default.
  atlas::Query const query{.pretty = false, .envelope = false};
  auto const again =
      api.delete_organization_invitation("4888442a3354817a7320eb61", invited->id, query);
  // [/doc]
  return deleted.status() == 204 && deleted.body().empty() && again.status() == 204 ? 0 : 1;
}
