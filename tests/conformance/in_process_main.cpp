// Runs all cases, slow ones included, against a service inside this program.
#include <fmt/format.h>

#include <exception>
#include <string>

#include "in_process_service.hpp"
#include "in_process_unseen.hpp"
#include "run_cases.hpp"

int main(int argc, char** argv) {
  try {
    conformance::FreshService service;
    return conformance::run_cases(service.door(), service.key(),
                                  {.filter = argc > 1 ? argv[1] : "",
                                   .slow = true,
                                   .unseen = [&](std::set<conformance::Refusal> const& refusals) {
                                     return conformance::unseen(refusals, service.event_types());
                                   }});
  } catch (std::exception const& problem) {
    fmt::print(stderr, "{}\n", problem.what());
    return 2;
  }
}
