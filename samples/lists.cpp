// Lists: item by item, page by page.
#include <atlas/organizations_api.hpp>
#include <iostream>

int main(int argc, char** argv) {
  atlas::Configuration configuration;
  if (argc > 1) configuration.host = argv[1];
  atlas::OrganizationsApi const api(configuration);
  std::size_t users = 0;
  std::size_t organizations = 0;

  // [doc items]
  for (auto const& user : api.each_of_organization_users("4888442a3354817a7320eb61")) {
    if (!user) {  // a page could not be had: this is the last turn of the loop
      std::cerr << user.error().message() << '\n';
      return 1;
    }
    std::cout << user->username << '\n';
    ++users;
  }
  // [/doc]

  // [doc pages]
  for (auto const& page : api.pages_of_organizations({.items_per_page = 1})) {
    if (!page) {
      std::cerr << page.error().message() << '\n';
      return 1;
    }
    organizations += page->results.size();
    std::cout << organizations << " of " << page->total_count.value_or(0) << '\n';
  }
  // [/doc]
  auto const all = api.list_organizations();
  return users > 0 && all && organizations == all->results.size() ? 0 : 1;
}
