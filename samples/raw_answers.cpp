// Answers as they came: undecoded, in pieces, in other media types.
#include <atlas/organizations_api.hpp>
#include <fstream>
#include <iostream>

int main(int argc, char** argv) {
  atlas::Configuration configuration;
  if (argc > 1) configuration.host = argv[1];
  atlas::OrganizationsApi const api(configuration);

  // [doc raw]
  auto const raw =
      api.get_organization("4888442a3354817a7320eb61", {}, {.skip_deserialization = true});
  std::cout << raw.status() << ' ' << raw.headers().value("Content-Type") << '\n'
            << raw.body() << '\n';
  // [/doc]

  // [doc stream]
  std::ofstream file("/dev/null");
  auto const streamed = api.list_organizations({}, {.sink = [&](std::string_view piece) {
                                                 file << piece;
                                                 return file.good();  // false ends the call
                                               }});
  // [/doc]

  // [doc media_types]
  auto const renamed = api.rename_organization(
      "4888442a3354817a7320eb61", {.name = "Plain"}, {},
      {.content_type = "application/json", .accept = "application/vnd.atlas.2023-01-01+json"});
  // [/doc]
  bool const undecoded = raw && raw->name.empty() && raw.body().contains("Example-Organization");
  return undecoded && streamed && streamed.body().empty() && renamed->name == "Plain" ? 0 : 1;
}
