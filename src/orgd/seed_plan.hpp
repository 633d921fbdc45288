// Which rows a seeded store has: each follows from its place alone, the organization and the index
// in it, so that a transaction that has to be tried again writes the same.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "orgd/seed.hpp"
#include "sandbox/seed_values.hpp"

namespace orgd {

/// What an organization holds, in the order in which it is written.
enum class SeedPart : std::uint8_t { members, projects, teams, keys, events };
inline constexpr std::array seed_parts{SeedPart::members, SeedPart::projects, SeedPart::teams,
                                       SeedPart::keys, SeedPart::events};

class SeedPlan {
 public:
  explicit SeedPlan(SeedWanted const& wanted) : wanted_(wanted), values_(wanted.number) {}

  SeedWanted const& wanted() const { return wanted_; }
  SeedValues const& values() const { return values_; }

  /// All rows, but those of who is in which team.
  std::int64_t rows() const;
  /// Those of one organization, its own among them.
  std::int64_t rows_of(std::int64_t organization) const;
  std::int64_t count(SeedPart part, std::int64_t organization) const;
  /// The ordinal in the whole store of an organization's first one.
  std::int64_t first(SeedPart part, std::int64_t organization) const;

  static store::Seconds created_at(std::int64_t organization);
  store::OrgId org_id(std::int64_t organization) const;
  store::UserId user_id(std::int64_t organization, std::int64_t index) const;
  store::ProjectId project_id(std::int64_t organization, std::int64_t index) const;
  store::TeamId team_id(std::int64_t organization, std::int64_t index) const;
  store::KeyId key_id(std::int64_t organization, std::int64_t index) const;
  SeedPerson person(std::int64_t organization, std::int64_t index) const;

 private:
  std::int64_t total(SeedPart part) const;
  std::string id(SeedKind kind, SeedPart part, std::int64_t organization, std::int64_t index) const;

  SeedWanted wanted_;
  SeedValues values_;
};

}  // namespace orgd
