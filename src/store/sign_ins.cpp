// SQL of tries to sign in.
#include "store/sign_ins.hpp"

#include <algorithm>

namespace orgd::store {
namespace {

constexpr std::chrono::minutes counted_for{15};
// The longest that any counter asks for.
constexpr std::chrono::hours kept_for{1};
constexpr std::int64_t longest_wait_s = 60;
constexpr std::int64_t devices_of_one = 40;

// How many there are with this one, and since when.
struct Counted {
  std::int64_t failures{};
  Seconds since{};
};
BOOST_DESCRIBE_STRUCT(Counted, (), (failures, since))

// 1, 2, 4 ... seconds behind the free tries, unless the counter is closed then.
Seconds next_try_at(Counted const& counted, FailureCounter const& by, Seconds now) {
  auto const beyond = counted.failures - by.free;
  if (beyond < 0) return now;
  if (by.closed_for) return counted.since + *by.closed_for;
  auto const wait = beyond < 6 ? std::int64_t{1} << beyond : longest_wait_s;
  return now + std::chrono::seconds(wait);
}

// Nothing while the counter waits. The row is locked by it.
Task<std::optional<Counted>> count_one(Transaction& tx, FailureCounter const& by, Seconds now) {
  auto const rows = co_await tx.query(
      "INSERT INTO sign_in_failure (counter, failures, since, next_at) VALUES ($1, 1, $2, $2) "
      "ON CONFLICT (counter) DO UPDATE SET "
      "failures = CASE WHEN sign_in_failure.since <= $3 THEN 1 "
      "ELSE sign_in_failure.failures + 1 END, "
      "since = CASE WHEN sign_in_failure.since <= $3 THEN $2 ELSE sign_in_failure.since END "
      "WHERE sign_in_failure.next_at <= $2 RETURNING failures, since",
      by.counter, now, now - by.closed_for.value_or(counted_for));
  co_return first_of<Counted>(rows);
}

Task<Seconds> waits_until(Transaction& tx, std::string_view counter) {
  auto const rows =
      co_await tx.query("SELECT next_at FROM sign_in_failure WHERE counter = $1", counter);
  co_return first_cell<Seconds>(rows).value();
}

}  // namespace

Task<std::optional<Seconds>> count_try(Transaction& tx, std::vector<FailureCounter> const& counters,
                                       Seconds now) {
  // In one order, so that two of these wait for one another and not in a ring.
  std::vector<FailureCounter> ordered = counters;
  std::ranges::sort(ordered, {}, &FailureCounter::counter);
  std::optional<Seconds> until;
  for (auto const& one : ordered) {
    tx.changes_person(one.counter);
    auto const counted = co_await count_one(tx, one, now);
    if (!counted) {
      auto const next = co_await waits_until(tx, one.counter);
      until = std::max(until.value_or(next), next);
      continue;
    }
    auto const next = next_try_at(*counted, one, now);
    if (next > now)
      co_await tx.query("UPDATE sign_in_failure SET next_at = $2 WHERE counter = $1", one.counter,
                        next);
  }
  co_return until;
}

Task<Done> take_back_try(Transaction& tx, std::vector<FailureCounter> const& counters) {
  for (auto const& one : counters) {
    tx.changes_person(one.counter);
    co_await tx.query(
        "UPDATE sign_in_failure SET failures = failures - 1 WHERE counter = $1 AND failures > 0",
        one.counter);
  }
  co_return Done{};
}

Task<Done> forgive_try(Transaction& tx, std::vector<FailureCounter> const& counters) {
  co_await take_back_try(tx, counters);
  co_await tx.query("DELETE FROM sign_in_failure WHERE counter = $1", counters.front().counter);
  co_return Done{};
}

Task<bool> any_failure_over(Transaction& tx, Seconds now) {
  auto const rows =
      co_await tx.query("SELECT 1 FROM sign_in_failure WHERE since < $1 AND next_at < $2 LIMIT 1",
                        now - kept_for, now);
  co_return !rows.empty();
}

Task<bool> any_device_over(Transaction& tx, Seconds now) {
  auto const rows =
      co_await tx.query("SELECT 1 FROM known_device WHERE expires_at < $1 LIMIT 1", now);
  co_return !rows.empty();
}

Task<Done> drop_failures(Transaction& tx, Seconds now) {
  tx.changes_person("");
  co_await tx.query("DELETE FROM sign_in_failure WHERE since < $1 AND next_at < $2", now - kept_for,
                    now);
  co_return Done{};
}

Task<bool> is_known_device(Transaction& tx, UserId user_id, std::string_view device_hash,
                           Seconds now) {
  auto const rows = co_await tx.query(
      "SELECT 1 FROM known_device WHERE user_id = $1 AND device_hash = $2 AND expires_at > $3",
      user_id, device_hash, now);
  co_return !rows.empty();
}

Task<Done> insert_device(Transaction& tx, KnownDevice const& device) {
  tx.changes_person(device.user_id);
  co_await insert<KnownDevice, " ON CONFLICT DO NOTHING">(tx, device);
  auto const rows = co_await tx.query(
      "SELECT created_at FROM known_device WHERE user_id = $1 ORDER BY created_at DESC LIMIT 1 "
      "OFFSET $2",
      device.user_id, devices_of_one);
  if (rows.empty()) co_return Done{};
  co_await tx.query(
      "DELETE FROM known_device WHERE user_id = $1 AND created_at <= $2 AND device_hash <> $3",
      device.user_id, rows[0].integer(0), device.device_hash);
  co_return Done{};
}

Task<Done> forget_devices(Transaction& tx, UserId user_id) {
  tx.changes_person(user_id);
  co_await tx.query("DELETE FROM known_device WHERE user_id = $1", user_id);
  co_return Done{};
}

Task<Done> drop_devices(Transaction& tx, Seconds now) {
  tx.changes_person("");
  co_await tx.query("DELETE FROM known_device WHERE expires_at < $1", now);
  co_return Done{};
}

}  // namespace orgd::store
