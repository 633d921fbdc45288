// Two ways to print the same: for people and for shells.
#include "orgd/sandbox_report.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <stdexcept>

namespace orgd {

void print_words(SandboxReport const& report) {
  auto const& [api, control, key, data] = report;
  fmt::print("API on {}\ncontrol on {}/orgd/sandbox/v1\n", api, control);
  if (!key.public_key.empty())
    fmt::print(
        "\nTry it:\n  curl --digest --user {}:{} -H 'Accept: "
        "application/vnd.atlas.2023-01-01+json' '{}/api/atlas/v2/orgs?pretty=true'\n",
        key.public_key, key.private_key, api);
  if (data)
    fmt::print("\nWhen it stops, its worlds are kept in {}. Ctrl-C stops.\n", data->string());
  else
    fmt::print("\nAll of it is in memory, and gone when it stops. Ctrl-C stops.\n");
  std::fflush(stdout);
}

// Whoever reads the output as a whole goes on when it ends.
void print_lines_to_eval(SandboxReport const& report) {
  auto const& [api, control, key, data] = report;
  fmt::print("export ORGD_URL={}\nexport ORGD_CONTROL={}/orgd/sandbox/v1\n", api, control);
  if (!key.public_key.empty())
    fmt::print("export ATLAS_PUBLIC_KEY={}\nexport ATLAS_PRIVATE_KEY={}\n", key.public_key,
               key.private_key);
  if (std::fflush(stdout) != 0) throw std::runtime_error("cannot write the output");
  int const nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere < 0) return;
  ::dup2(nowhere, STDOUT_FILENO);
  ::close(nowhere);
}

}  // namespace orgd
