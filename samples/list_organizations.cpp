// A page of the organizations that the caller belongs to.
#include <atlas/organizations_api.hpp>
#include <iostream>

int main(int argc, char** argv) {
  atlas::Configuration configuration;
  if (argc > 1) configuration.host = argv[1];

  // [doc]
  atlas::OrganizationsApi const api(configuration);
  auto const organizations = api.list_organizations();
  if (!organizations) {
    std::cerr << organizations.error().message() << '\n';
    return 1;
  }
  for (auto const& one : organizations->results) std::cout << one.id << ' ' << one.name << '\n';

  // With every query parameter, all but the name at their defaults.
  atlas::NamedPageQuery const query{.name = "name_example",
                                    .items_per_page = 100,
                                    .page_num = 1,
                                    .include_count = true,
                                    .pretty = false,
                                    .envelope = false};
  auto const named = api.list_organizations(query);
  // [/doc]
  return !organizations->results.empty() && named && named->total_count == 0 ? 0 : 1;
}
