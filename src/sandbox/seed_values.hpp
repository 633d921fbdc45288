// What seeded rows are made of: ids, names and secrets that follow from a number alone, so that two
// stores that were seeded alike are alike. Such secrets are for trials: who knows the number knows
// them.
#pragma once

#include <cstdint>
#include <string>

#include "security/vault.hpp"
#include "store/rows.hpp"

namespace orgd {

/// What has ids of its own. A kind is drawn by its place: new ones come last.
enum class SeedKind : std::uint8_t {
  organization,
  member,
  project,
  team,
  key,
  event,
  invitation,
  access_entry,
  account,
  secret,
};

/// 2024-01-01: all that is seeded lies in the past, and is the same each time.
inline constexpr store::Seconds seeded_from{std::chrono::seconds(1704067200)};

struct SeedPerson {
  std::string first_name;
  std::string last_name;
  std::string country;
  std::string address;
};

/// The number of the nth seed that a world of a number takes beside the one it began with, from 1:
/// what follows from the seeds does not meet. As large as a number that is given may be.
std::uint64_t number_of_added_seed(std::uint64_t id_seed, std::uint64_t nth);

/// All ordinals are from 0 and count what is of one kind in the whole store, unless they are said
/// to be those of an organization.
class SeedValues {
 public:
  explicit SeedValues(std::uint64_t number) : number_(number) {}

  std::string id(SeedKind kind, store::Seconds created_at, std::int64_t ordinal) const;
  SeedPerson person(std::int64_t ordinal) const;
  std::string organization_name(std::int64_t ordinal) const;
  /// `attempt` asks for another pair, where a public key is taken.
  KeyPair key_pair(std::int64_t ordinal, unsigned attempt) const;
  /// A service account's secret, or the token of an invitation's link.
  std::string secret(SeedKind kind, std::int64_t ordinal) const;

  /// By the ordinal in its organization.
  static std::string project_name(std::int64_t ordinal);
  static std::string team_name(std::int64_t ordinal);

 private:
  std::uint64_t draw(SeedKind kind, std::uint64_t ordinal) const;

  std::uint64_t number_;
};

}  // namespace orgd
