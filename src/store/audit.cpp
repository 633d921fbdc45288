// SQL of reading the audit trail. Event ids begin with their second, so they are in order of time.
#include "store/audit.hpp"

namespace orgd::store {

Task<std::vector<Event>> last_events(Transaction& tx, OrgId org_id, std::string_view first_id,
                                     std::int64_t limit) {
  if (org_id.empty()) {
    auto const rows = co_await tx.query(sql<"SELECT ", columns_of<Event>,
                                            " FROM event WHERE event_id >= $1 "
                                            "ORDER BY event_id DESC LIMIT $2">,
                                        first_id, limit);
    co_return all_of<Event>(rows);
  }
  auto const rows = co_await tx.query(sql<"SELECT ", columns_of<Event>,
                                          " FROM event WHERE org_id = $1 AND event_id >= $2 "
                                          "ORDER BY event_id DESC LIMIT $3">,
                                      org_id, first_id, limit);
  co_return all_of<Event>(rows);
}

// Few and without an organization: they stand among the store's own values, "event/ID".
Task<Done> insert_store_event(Transaction& tx, StoreEvent const& event) {
  co_await tx.query("INSERT INTO store_meta (name, value) VALUES ($1, $2)",
                    "event/" + event.event_id, event.text);
  co_return Done{};
}

Task<std::vector<StoreEvent>> last_store_events(Transaction& tx, std::string_view first_id,
                                                std::int64_t limit) {
  auto const rows = co_await tx.query(
      "SELECT name, value FROM store_meta WHERE name >= $1 AND name < 'event0' "
      "ORDER BY name DESC LIMIT $2",
      "event/" + std::string(first_id), limit);
  std::vector<StoreEvent> events;
  constexpr std::size_t prefix = 6;
  for (std::size_t i = 0; i < rows.size(); ++i)
    events.push_back({std::string(rows[i].text(0).substr(prefix)), std::string(rows[i].text(1))});
  co_return events;
}

}  // namespace orgd::store
