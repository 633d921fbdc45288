// The whole service on a store of its own, with a clock that stands, randomness that repeats and a
// database that can be told to fail.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>

#include "door.hpp"
#include "store/database.hpp"

namespace orgd {
class Offload;
struct Tap;
}  // namespace orgd

namespace conformance {

/// A fresh service and the owner's key of its first organization.
class FreshService {
 public:
  /// Makes the database that the service sees from the store's own.
  using Between = std::function<std::unique_ptr<orgd::Database>(orgd::Database&)>;

  explicit FreshService(Between const& between = {});
  ~FreshService();
  FreshService(FreshService const&) = delete;
  FreshService& operator=(FreshService const&) = delete;

  Door& door();
  KeyPair const& key() const;

  /// Enforces the documented rate limits from now on.
  void enforce_rates();
  /// Lets it answer from memory what has not changed; see FailingDatabase.
  void tell_changes();
  /// From now on requests pass it; null takes it away.
  void use_tap(orgd::Tap const* tap);
  void advance_clock(std::chrono::seconds by);

  /// A door of its own for another thread: its own loop into the same service.
  std::unique_ptr<Door> another_door();
  /// The same, told each time before its loop is given something to do.
  std::unique_ptr<Door> watched_door(std::function<void()> on_post);
  /// Every type of event that was written so far.
  std::set<std::string> event_types() const;
  /// The store beside the service, which no wrapped database sees.
  orgd::Database& database();
  /// Statements that the service began since it was last told at which one to fail.
  std::int64_t statements() const;
  /// What hashes its passwords.
  orgd::Offload& offload();
  /// The file or the URL of its database.
  std::string stored_at() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace conformance
