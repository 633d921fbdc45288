// The end of an organization that has no projects.
#include <atlas/organizations_api.hpp>
#include <iostream>

int main(int argc, char** argv) {
  atlas::Configuration configuration;
  if (argc > 1) configuration.host = argv[1];

  // [doc]
  atlas::OrganizationsApi const api(configuration);
  auto const created =
      api.create_organization({.name = "For a moment", .org_owner_id = "32b6e34b3d91647abb20e7b8"});
  if (!created) {
    std::cerr << created.error().message() << '\n';
    return 1;
  }

  auto const deleted = api.delete_organization("4888442a3354817a7320eb61");
  if (!deleted) {
    std::cerr << deleted.error().message() << '\n';
    return 1;
  }

  // With every query parameter, here at its default.
  atlas::EnvelopeQuery const query{.envelope = false};
  auto const again = api.delete_organization(created->organization.id, query);
  // [/doc]
  return deleted.status() == 204 && deleted.body().empty() && again.status() == 204 ? 0 : 1;
}
