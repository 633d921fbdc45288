// Errors of seed files as text.
#include "sandbox/seed_error.hpp"

#include <fmt/format.h>

namespace orgd::sandbox {

std::string SeedError::text() const {
  std::string out;
  if (line > 0) out = fmt::format("line {}, column {}: ", line, column);
  if (!path.empty()) out += path + ": ";
  return out + what;
}

std::string text_of(SeedErrors const& errors) {
  std::string out;
  for (auto const& error : errors) out.append(out.empty() ? "" : "\n").append(error.text());
  return out;
}

}  // namespace orgd::sandbox
