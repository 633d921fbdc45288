// Tries to sign in: what failed of late, and from which browsers and networks a person has signed
// in before. Both are known by hashes alone.
#pragma once

#include "store/record_sql.hpp"

namespace orgd::store {

/// What counts failures together.
struct FailureCounter {
  std::string counter{};  ///< a hash of what they have in common
  std::int64_t free = 0;  ///< how many there may be before each next try waits
  /// Since the first one; a try that has to wait then waits until this is over.
  std::optional<std::chrono::minutes> closed_for{};
};

/// Counts one try more with each counter; one that was begun long ago begins anew. Nothing of it
/// stands when a counter says to wait: then, until when. Counts by the same counter one after the
/// other, also where they come to several servers.
Task<std::optional<Seconds>> count_try(Transaction& tx, std::vector<FailureCounter> const& counters,
                                       Seconds now);
/// A try that was counted has not failed: the first counter forgets all, the others the one try.
Task<Done> forgive_try(Transaction& tx, std::vector<FailureCounter> const& counters);
/// A try that was counted was not judged.
Task<Done> take_back_try(Transaction& tx, std::vector<FailureCounter> const& counters);
/// Whether there are counters, or devices, that nobody needs any more.
Task<bool> any_failure_over(Transaction& tx, Seconds now);
Task<bool> any_device_over(Transaction& tx, Seconds now);
/// Forgets such counters.
Task<Done> drop_failures(Transaction& tx, Seconds now);

/// A browser in which a person has signed in, or a network from which.
struct KnownDevice {
  UserId user_id{};
  std::string device_hash{};
  Seconds created_at{};
  Seconds expires_at{};

  static constexpr std::string_view table = "known_device";
};
BOOST_DESCRIBE_STRUCT(KnownDevice, (), (user_id, device_hash, created_at, expires_at))

Task<bool> is_known_device(Transaction& tx, UserId user_id, std::string_view device_hash,
                           Seconds now);
/// Adds one; of the others, the newest stay.
Task<Done> insert_device(Transaction& tx, KnownDevice const& device);
/// All of a person, or at most so many of anybody that expired.
Task<Done> forget_devices(Transaction& tx, UserId user_id);
Task<Done> drop_devices(Transaction& tx, Seconds now);

}  // namespace orgd::store
