// Errors of a seed's parts among each other, as they are found: each where it stands.
#pragma once

#include <set>
#include <string>
#include <utility>

#include "api/json_read.hpp"
#include "sandbox/seed_error.hpp"
#include "sandbox/seed_file.hpp"

namespace orgd::sandbox {

using SeedPlace = atlas::detail::Place;

class SeedFindings {
 public:
  explicit SeedFindings(SeedFile const& file) : source_(file.source) {}

  bool is_full() const { return errors_.size() >= most_seed_errors; }
  void tell(SeedPlace const& place, std::string what);
  /// Tells that the value stands twice, if it does.
  void once(std::set<std::string>& seen, std::string const& value, SeedPlace const& place);
  void at_most(std::int64_t count, std::int64_t most, SeedPlace const& place,
               std::string_view things);
  SeedErrors take() && { return std::move(errors_); }

 private:
  std::shared_ptr<SeedNode const> source_;
  SeedErrors errors_{};
};

}  // namespace orgd::sandbox
