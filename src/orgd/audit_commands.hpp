// The audit trail for people, and what the store's own commands leave in it.
#pragma once

#include <cstdint>
#include <string>

#include "orgd/operator_session.hpp"

namespace orgd {

struct EventsWanted {
  std::string org_id{};  ///< "" is all, and the store's own events
  std::string since{};   ///< "90m", "36h", "7d", or a date, "2026-01-31" or "2026-01-31T10:00:00Z"
  std::int64_t last = 1000;
};

/// Oldest first. People of organizations that restrict employee access are not named.
void print_events(StoreDirectory const& store, Platform& platform, EventsWanted const& wanted,
                  Output output);

/// Leaves an event of the store as a whole. A store that cannot be written is not what the command
/// was about: that is told on standard error.
void record_store_event(StoreDirectory const& store, Platform& platform, std::string_view type);

}  // namespace orgd
