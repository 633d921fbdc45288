// How long a call may take, and what else can be done meanwhile.
#include <atlas/organizations_api.hpp>
#include <iostream>

int main(int argc, char** argv) {
  atlas::Configuration configuration;
  if (argc > 1) configuration.host = argv[1];

  // [doc timeout]
  using namespace std::chrono_literals;
  configuration.timeout = 30s;  // for every call that names none
  atlas::OrganizationsApi const api(configuration);
  auto const in_time =
      api.get_organization("4888442a3354817a7320eb61", {},
                           {.timeout = 10s,         // the whole call, retries included
                            .connect_timeout = 1s,  // until the connection stands
                            .read_timeout = 5s});   // between two pieces of an answer
  // [/doc]

  // [doc background]
  auto future = api.background([&api] { return api.get_organization("4888442a3354817a7320eb61"); });
  // ... other work ...
  auto const organization = future.get();
  // [/doc]

  // [doc cancel]
  std::stop_source source;
  auto waiting = api.background([&api, token = source.get_token()] {
    return api.get_organization("4888442a3354817a7320eb61", {}, {.stop = token});
  });
  source.request_stop();  // from any thread
  auto const outcome = waiting.get();
  if (!outcome && outcome.error().failure == atlas::Failure::cancelled)
    std::cout << "cancelled\n";  // else it was quicker
  // [/doc]
  bool const cancelled = !outcome && outcome.error().failure == atlas::Failure::cancelled;
  return in_time && organization && (outcome || cancelled) ? 0 : 1;
}
