// The audit trail as it is read: by members of an organization, and by operators, who see all
// organizations and the store as a whole.
#pragma once

#include "store/journal.hpp"

namespace orgd::store {

/// Which events of an organization: by default those of the organization itself.
struct EventFilter {
  std::optional<ProjectId> project_id{};  ///< those of this project instead
  Names types{};                          ///< only these; all when there is none
  Names excluded_types{};
  Seconds from = Seconds::min();   ///< the first moment
  Seconds until = Seconds::max();  ///< the first moment that is too late
};

/// The newest first.
Task<std::vector<Event>> list_events(Transaction& tx, OrgId org_id, EventFilter const& filter,
                                     Slice slice);
Task<std::int64_t> count_events(Transaction& tx, OrgId org_id, EventFilter const& filter);

/// An event of the organization itself, or of one of its projects.
Task<std::optional<Event>> find_event(Transaction& tx, OrgId org_id,
                                      std::optional<ProjectId> project_id,
                                      std::string_view event_id);

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
