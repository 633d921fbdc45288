// An organization with its owner and a first API key.
#include <atlas/organizations_api.hpp>
#include <iostream>

int main(int argc, char** argv) {
  atlas::Configuration configuration;
  if (argc > 1) configuration.host = argv[1];

  // [doc]
  atlas::OrganizationsApi const api(configuration);
  // The documented sample name: every character that a name may hold.
  atlas::CreateOrganizationRequest const body{
      .name = "})(,).,{&)&}__NL&&@'.)'._,.+..)'&&N}&)N,}_-'+:-",
      .org_owner_id = "32b6e34b3d91647abb20e7b8",
      .api_key = atlas::CreateApiKey{.desc = "desc_example", .roles = {atlas::OrgRole::org_owner}}};
  auto const created = api.create_organization(body);
  if (!created) {
    std::cerr << created.error().message() << '\n';
    return 1;
  }
  std::cout << created->organization.id << ' ' << created->api_key->public_key << '\n';

  // With every query parameter, here at its default. Names need not be unique.
  atlas::Query const query{.pretty = false, .envelope = false};
  auto const again = api.create_organization(body, query);
  // [/doc]
  return created.status() == 201 && again && again->organization.name == body.name ? 0 : 1;
}
