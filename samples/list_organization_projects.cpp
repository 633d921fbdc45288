// A page of the projects of one organization.
#include <atlas/organizations_api.hpp>
#include <iostream>

int main(int argc, char** argv) {
  atlas::Configuration configuration;
  if (argc > 1) configuration.host = argv[1];

  // [doc]
  atlas::OrganizationsApi const api(configuration);
  auto const projects = api.list_organization_projects("4888442a3354817a7320eb61");
  if (!projects) {
    std::cerr << projects.error().message() << '\n';
    return 1;
  }
  for (auto const& one : projects->results) std::cout << one.id << ' ' << one.name << '\n';

  // With every query parameter, all but the name at their defaults.
  atlas::NamedPageQuery query;
  query.envelope = false;
  query.include_count = true;
  query.items_per_page = 100;
  query.page_num = 1;
  query.pretty = false;
  query.name = "name_example";
  auto const named = api.list_organization_projects("4888442a3354817a7320eb61", query);
  // [/doc]
  return named && named->total_count == 0 ? 0 : 1;
}
