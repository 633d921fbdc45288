// Another name for one organization.
#include <atlas/organizations_api.hpp>
#include <iostream>

int main(int argc, char** argv) {
  atlas::Configuration configuration;
  if (argc > 1) configuration.host = argv[1];

  // [doc]
  atlas::OrganizationsApi const api(configuration);
  // Only the name is the caller's to set; the rest of an Organization is read-only and not sent.
  atlas::Organization const body{
      .name = "})(,).,{&)&}__NL&&@'.)'._,.+..)'&&N}&)N,}_-'+:-",
      .id = "32b6e34b3d91647abb20e7b8",
      .is_deleted = true,
      .links = {{.href = "https://cloud.mongodb.com/api/atlas", .rel = "self"}}};
  auto const renamed = api.rename_organization("4888442a3354817a7320eb61", body);
  if (!renamed) {
    std::cerr << renamed.error().message() << '\n';
    return 1;
  }
  std::cout << renamed->name << '\n';

  // With every query parameter, here at its default.
  atlas::Query const query{.pretty = false, .envelope = false};
  auto const again = api.rename_organization("4888442a3354817a7320eb61", body, query);
  // [/doc]
  return renamed->name == body.name && again && again->id == "4888442a3354817a7320eb61" ? 0 : 1;
}
