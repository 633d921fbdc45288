// Fills a store with organizations to try things out on, or to measure, through the store's own
// inserts: as many rows in each transaction as keep it short.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "security/vault.hpp"
#include "store/database.hpp"

namespace orgd {

/// How many of each there will be in all; they are spread evenly over the organizations. What a
/// server limits is not limited here.
struct SeedWanted {
  std::int64_t organizations = 1;
  std::int64_t members = 1;  ///< active ones; the first of each organization is its owner
  std::int64_t projects = 0;
  std::int64_t teams = 0;
  std::int64_t team_members = 10;  ///< of each team, if its organization has so many
  std::int64_t keys = 1;           ///< the first of each organization is an owner's
  std::int64_t events = 0;
  std::uint64_t number = 1;  ///< what the rows follow from: another one makes others
};

/// The way into a seeded organization.
struct SeededOwner {
  std::string org_id;
  std::string organization;
  std::string address;
  std::string public_key;
  std::string private_key;
};

struct SeedWitness {
  /// Told of each organization's owner, in order, once it can no longer be lost.
  std::function<void(SeededOwner const& owner)> owner{};
  std::function<void(std::int64_t done, std::int64_t total)> progress{};
};

/// These throw std::runtime_error with a message for people. First what can be said beforehand:
/// that the numbers do not fit together, or that the store was seeded with this number already.
void require_possible(SeedWanted const& wanted);
void require_new(Database& database, SeedWanted const& wanted);

void seed(Database& database, Vault const& vault, SeedWanted const& wanted,
          SeedWitness const& witness);

}  // namespace orgd
