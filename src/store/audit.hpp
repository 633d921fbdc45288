// The audit trail as operators read it: of all organizations, and of the store as a whole.
#pragma once

#include "store/journal.hpp"

namespace orgd::store {

/// The newest events from `first_id` on, of one organization or ("") of all, newest first.
Task<std::vector<Event>> last_events(Transaction& tx, OrgId org_id, std::string_view first_id,
                                     std::int64_t limit);

/// What an operator did to the store and to no organization in particular.
struct StoreEvent {
  std::string event_id{};
  std::string text{};  ///< "TYPE SECONDS", seconds since 1970
};
Task<Done> insert_store_event(Transaction& tx, StoreEvent const& event);
Task<std::vector<StoreEvent>> last_store_events(Transaction& tx, std::string_view first_id,
                                                std::int64_t limit);

}  // namespace orgd::store
