// Two ways to print the same: for people and for shells.
#include "orgd/sandbox_report.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <stdexcept>
#include <string_view>

namespace orgd {
namespace {

constexpr std::string_view safe_signs =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/:.-_";

// A shell leaves the safe signs as they are, and anything between single quotes but such a quote.
std::string quoted_for_shell(std::string_view value) {
  if (!value.empty() && value.find_first_not_of(safe_signs) == value.npos)
    return std::string(value);
  std::string out = "'";
  for (char const c : value) {
    if (c == '\'')
      out += R"('\'')";
    else
      out += c;
  }
  return out + "'";
}

std::string line_to_eval(std::string_view name, std::string_view value) {
  return fmt::format("export {}={}\n", name, quoted_for_shell(value));
}

}  // namespace

void print_words(SandboxReport const& report) {
  auto const& [api, control, pages, key, data] = report;
  fmt::print(
      "API on {0}\ncontrol on {1}/orgd/sandbox/v1\nconsole on {2}/console/\n"
      "worlds, clocks, faults and journals on {1}/console/\n",
      api, control, pages);
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

std::string lines_to_eval(SandboxReport const& report) {
  auto lines = line_to_eval("ORGD_URL", report.api) +
               line_to_eval("ORGD_CONTROL", report.control + "/orgd/sandbox/v1");
  if (report.key.public_key.empty()) return lines;
  return lines + line_to_eval("ATLAS_PUBLIC_KEY", report.key.public_key) +
         line_to_eval("ATLAS_PRIVATE_KEY", report.key.private_key);
}

// Whoever reads the output as a whole goes on when it ends.
void print_lines_to_eval(SandboxReport const& report) {
  fmt::print("{}", lines_to_eval(report));
  if (std::fflush(stdout) != 0) throw std::runtime_error("cannot write the output");
  int const nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere < 0) return;
  ::dup2(nowhere, STDOUT_FILENO);
  ::close(nowhere);
}

}  // namespace orgd
