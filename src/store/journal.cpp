// SQL of the audit trail.
#include "store/journal.hpp"

namespace orgd::store {

Task<Done> insert_event(Transaction& tx, LockedOrg const& org, Event const& event) {
  tx.witness(org.id(), event.event_id);
  co_return co_await insert<Event>(tx, org, event);
}

Task<Done> insert_alike_events(Transaction& tx, LockedOrg const& org,
                               std::vector<Event> const& events) {
  for (auto const& event : events) tx.witness(org.id(), event.event_id);
  co_return co_await insert_alike<Event>(tx, org, events);
}

Task<std::vector<Event>> list_events(Transaction& tx, OrgId org_id, Slice slice) {
  auto const rows = co_await tx.query(sql<"SELECT ", columns_of<Event>,
                                          " FROM event WHERE org_id = $1 "
                                          "ORDER BY event_id DESC LIMIT $2 OFFSET $3">,
                                      org_id, slice.limit, slice.offset);
  co_return all_of<Event>(rows);
}

}  // namespace orgd::store
