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

// Each is shortened by itself, or the first would leave no room for the others.
atlas::ApiError refusal_of(SeedErrors const& errors) {
  std::vector<atlas::Parameter> told;
  for (auto const& error : errors) told.emplace_back(error.text());
  auto refusal = atlas::make_error(atlas::Code::validation_error, std::move(told));
  for (std::size_t i = 1; i < refusal.parameters.size(); ++i)
    refusal.detail += fmt::format("\n{}", std::get<std::string>(refusal.parameters[i]));
  return refusal;
}

std::string text_of(atlas::ApiError const& refusal) {
  std::string out;
  for (auto const& parameter : refusal.parameters)
    if (auto const* const text = std::get_if<std::string>(&parameter))
      out.append(out.empty() ? "" : "\n").append(*text);
  bool const is_of_seed = refusal.is(atlas::Code::validation_error) && !out.empty();
  return is_of_seed ? out : refusal.detail;
}

}  // namespace orgd::sandbox
