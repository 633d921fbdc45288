// Retries, proxies, certificates, and what a client can tell about its requests.
#include <atlas/organizations_api.hpp>
#include <iostream>

namespace {

atlas::Configuration inside_a_company() {
  // [doc http]
  atlas::Configuration configuration{
      .host = "https://orgd.example",
      .http = {.proxy = "http://proxy.example:3128",  // "" for none
               .ca_file = "/etc/example/ca.pem",      // no others are trusted
               .client_certificate = "/etc/example/client.pem",
               .client_key = "/etc/example/client.key",
               .verify = true}};                   // false: no check of who answers
  configuration.headers.add("X-Team", "billing");  // with every request
  // [/doc]
  return configuration;
}

}  // namespace

int main(int argc, char** argv) {
  atlas::Configuration configuration;
  if (argc > 1) configuration.host = argv[1];

  int requests = 0;
  // [doc retry]
  using namespace std::chrono_literals;
  configuration.retry = {.max_attempts = 6, .first_delay = 100ms, .max_delay = 5s, .budget = 50};
  configuration.on_attempt = [&requests](atlas::Attempt const& attempt) {
    ++requests;
    std::cout << attempt.operation << ' ' << attempt.number << ' ' << attempt.status << '\n';
  };
  configuration.debug_log = [](std::string_view line) { std::cerr << line << '\n'; };
  atlas::OrganizationsApi const api(configuration);

  // A POST is repeated after a lost answer only when a key says that once is enough.
  auto const invited = api.create_organization_invitation("4888442a3354817a7320eb61",
                                                          {.username = "dana@example.org"}, {},
                                                          {.idempotency_key = "invite-dana-1"});
  // [/doc]
  return invited && requests == 1 && inside_a_company().http.verify ? 0 : 1;
}
