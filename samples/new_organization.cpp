// A new organization and its key: what everybody does first.
#include <atlas/organizations_api.hpp>
#include <iostream>

int main(int argc, char** argv) {
  atlas::Configuration configuration;
  if (argc > 1) configuration.host = argv[1];

  // [doc]
  atlas::OrganizationsApi const api(configuration);
  auto const created = api.create_organization(
      {.name = "Acme R&D",
       .org_owner_id = "32b6e34b3d91647abb20e7b8",
       .api_key = atlas::CreateApiKey{.desc = "onboarding", .roles = {atlas::OrgRole::org_owner}}});
  if (!created) {
    std::cerr << created.error().message() << '\n';
    return 1;
  }
  // The private key is shown this once: keep it.
  configuration.credentials =
      atlas::ApiKeyCredentials{created->api_key->public_key, created->api_key->private_key};
  atlas::OrganizationsApi const team(configuration);
  auto const invited = team.create_organization_invitation(
      created->organization.id,
      {.username = "dana@example.org", .roles = {atlas::OrgRole::org_member}});
  if (!invited) {
    std::cerr << invited.error().message() << '\n';
    return 1;
  }
  for (atlas::Role const& role : invited->roles)
    std::cout << role << (role == atlas::OrgRole::org_owner ? ": all rights\n" : "\n");
  // [/doc]

  // [doc wait]
  using namespace std::chrono_literals;
  auto const member = team.wait_until_accepted(created->organization.id, invited->id,
                                               {.timeout = 50ms, .interval = 10ms});
  if (!member) std::cerr << member.error().message() << '\n';  // here: nobody accepts so quickly
  // [/doc]
  return !member && member.error().failure == atlas::Failure::timeout ? 0 : 1;
}
