// Finds the line of a path.
#include "sandbox/seed_findings.hpp"

#include <fmt/format.h>

#include "sandbox/seed_tree.hpp"

namespace orgd::sandbox {

void SeedFindings::tell(SeedPlace const& place, std::string what) {
  if (is_full()) return;
  SeedError error{.path = place.text(), .what = std::move(what)};
  if (source_) {
    auto const mark = mark_of(*source_, error.path);
    error.line = mark.line;
    error.column = mark.column;
  }
  errors_.push_back(std::move(error));
}

void SeedFindings::once(std::set<std::string>& seen, std::string const& value,
                        SeedPlace const& place) {
  if (!seen.insert(value).second) tell(place, "expected each once; this one stands before");
}

void SeedFindings::at_most(std::int64_t count, std::int64_t most, SeedPlace const& place,
                           std::string_view things) {
  if (count > most) tell(place, fmt::format("expected at most {} {}", most, things));
}

}  // namespace orgd::sandbox
