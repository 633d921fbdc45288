// Fuzzes seed files: whatever is read ends, errors are few and have lines, and what is read is the
// same after it was written as JSON and as YAML.
#include <cstdlib>
#include <string_view>

#include "sandbox/seed_check.hpp"
#include "sandbox/seed_completion.hpp"
#include "sandbox/seed_export.hpp"
#include "sandbox/seed_reader.hpp"
#include "sandbox/seed_tree.hpp"

namespace {

namespace sandbox = orgd::sandbox;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_errors(sandbox::SeedErrors const& errors, std::size_t lines) {
  require(!errors.empty() && errors.size() <= sandbox::most_seed_errors);
  for (auto const& error : errors) {
    require(!error.what.empty() && error.line <= lines);
    require(!error.text().empty());
  }
}

void check_again(std::string const& written, std::string const& json) {
  auto const again = sandbox::read_seed(written);
  require(again.has_value());
  require(sandbox::to_json(*again) == json);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  // A line for a carriage return as well, and one past the last.
  auto const lines = static_cast<std::size_t>(std::ranges::count_if(
                         text, [](char c) { return c == '\n' || c == '\r'; })) +
                     2;
  auto file = sandbox::read_seed(text);
  if (!file) {
    check_errors(file.error(), lines);
    return 0;
  }
  auto const json = sandbox::to_json(*file);
  check_again(json, json);
  check_again(sandbox::to_yaml(*file), json);
  if (file->generate && file->generate->organizations > 3) file->generate->organizations = 3;
  constexpr orgd::store::Seconds now{std::chrono::seconds(1748779200)};
  auto const whole = sandbox::complete_seed(*file, 1, now);
  auto const faults = sandbox::faults_of_seed(whole, {}, now);
  if (!faults.empty()) check_errors(faults, lines);
  return 0;
}
