// Two ways to test a program that uses the library: a function as the server, and a real server.
#include <atlas/organizations_api.hpp>
#include <atlas/testing/function_transport.hpp>
#include <atlas/testing/local_server.hpp>
#include <iostream>

namespace {

// The code under test.
std::string name_of_organization(atlas::OrganizationsApi const& api, std::string const& id) {
  auto const organization = api.get_organization(id);
  return organization ? organization->name : organization.error().summary();
}

}  // namespace

int main() {
  // [doc function]
  atlas::Configuration configuration;
  configuration.transport = std::make_shared<atlas::testing::FunctionTransport>(
      [](atlas::HttpRequest const& request) -> atlas::testing::FunctionTransport::Answer {
        if (request.url.ends_with("4888442a3354817a7320eb61"))
          return atlas::HttpResponse{.status = 200, .body = R"({"name":"Acme"})"};
        return atlas::HttpResponse{.status = 404, .body = R"({"errorCode":"ORG_NOT_FOUND"})"};
      });
  atlas::OrganizationsApi const api(configuration);
  std::string const found = name_of_organization(api, "4888442a3354817a7320eb61");
  std::string const missing = name_of_organization(api, "000000000000000000000000");
  // [/doc]

  // [doc server]
  auto const server = atlas::testing::LocalServer::start();  // `orgd sandbox`, orgd from PATH
  if (!server) {
    std::cerr << server.error() << '\n';
    return 1;
  }
  atlas::OrganizationsApi const real(server->configuration());  // its address and owner's key
  std::string const name = name_of_organization(real, server->org_id());
  // [/doc]
  return found == "Acme" && missing == "404 ORG_NOT_FOUND" && name == "Sandbox" ? 0 : 1;
}
