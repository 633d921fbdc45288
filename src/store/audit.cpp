// SQL of reading the audit trail. Event ids begin with their second, so they are in order of time.
#include "store/audit.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace orgd::store {

namespace {

// What is done to a project as a whole, or to what the organization shares with it, is told on both
// levels; what is done inside a project, on its own.
constexpr SqlText told_by_organization =
    " AND (project_id IS NULL OR type IN ('API_KEY_ADDED_TO_GROUP', 'API_KEY_CREATED', "
    "'API_KEY_REMOVED_FROM_GROUP', 'API_KEY_ROLES_CHANGED', 'GROUP_CREATED', 'GROUP_DELETED', "
    "'GROUP_MOVED', 'GROUP_MOVED_FROM_ORG', 'SERVICE_ACCOUNT_ACCESS_LIST_ENTRY_ADDED', "
    "'SERVICE_ACCOUNT_ACCESS_LIST_ENTRY_DELETED', 'SERVICE_ACCOUNT_ADDED_TO_GROUP', "
    "'SERVICE_ACCOUNT_CREATED', 'SERVICE_ACCOUNT_REMOVED_FROM_GROUP', 'TEAM_ADDED_TO_GROUP', "
    "'TEAM_REMOVED_FROM_GROUP', 'TEAM_ROLES_MODIFIED'))";

// Types come as one text, " A B ", which both databases can search without knowing how many.
constexpr SqlText wanted_events =
    " FROM event WHERE org_id = $1 AND created_at >= $2 AND created_at < $3 "
    "AND ($4 = '' OR replace($4, ' ' || type || ' ', '') <> $4) "
    "AND replace($5, ' ' || type || ' ', '') = $5";
constexpr SqlText newest_first = " ORDER BY created_at DESC, event_id DESC";

std::string between_spaces(Names const& names) {
  return names.empty() ? "" : " " + join_names(names) + " ";
}

// Put in order here: asked for in order, SQLite would walk through all of them again.
std::vector<Event> in_order(std::vector<Event> events) {
  std::ranges::sort(events, std::greater(), [](Event const& event) {
    return std::pair(event.created_at, std::string_view(event.event_id));
  });
  return events;
}

}  // namespace

// Which events a page shows is read from the index alone, however many come before it.
Task<std::vector<Event>> list_events(Transaction& tx, OrgId org_id, EventFilter const& filter,
                                     Slice slice) {
  std::string const types = between_spaces(filter.types);
  std::string const excluded = between_spaces(filter.excluded_types);
  if (filter.project_id) {
    auto const rows = co_await tx.query(
        sql<"SELECT ", columns_of<Event>,
            " FROM event WHERE org_id = $1 AND event_id IN (SELECT event_id", wanted_events,
            " AND project_id = $6", newest_first, " LIMIT $7 OFFSET $8)">,
        org_id, filter.from, filter.until, types, excluded, *filter.project_id, slice.limit,
        slice.offset);
    co_return in_order(all_of<Event>(rows));
  }
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<Event>,
          " FROM event WHERE org_id = $1 AND event_id IN (SELECT event_id", wanted_events,
          told_by_organization, newest_first, " LIMIT $6 OFFSET $7)">,
      org_id, filter.from, filter.until, types, excluded, slice.limit, slice.offset);
  co_return in_order(all_of<Event>(rows));
}

Task<std::int64_t> count_events(Transaction& tx, OrgId org_id, EventFilter const& filter) {
  std::string const types = between_spaces(filter.types);
  std::string const excluded = between_spaces(filter.excluded_types);
  if (filter.project_id) {
    auto const rows =
        co_await tx.query(sql<"SELECT count(*)", wanted_events, " AND project_id = $6">, org_id,
                          filter.from, filter.until, types, excluded, *filter.project_id);
    co_return rows[0].integer(0);
  }
  auto const rows = co_await tx.query(sql<"SELECT count(*)", wanted_events, told_by_organization>,
                                      org_id, filter.from, filter.until, types, excluded);
  co_return rows[0].integer(0);
}

Task<std::optional<Event>> find_event(Transaction& tx, OrgId org_id,
                                      std::optional<ProjectId> project_id,
                                      std::string_view event_id) {
  if (project_id) {
    auto const rows = co_await tx.query(
        sql<"SELECT ", columns_of<Event>,
            " FROM event WHERE org_id = $1 AND event_id = $2 AND project_id = $3">,
        org_id, event_id, *project_id);
    co_return first_of<Event>(rows);
  }
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<Event>, " FROM event WHERE org_id = $1 AND event_id = $2",
          told_by_organization>,
      org_id, event_id);
  co_return first_of<Event>(rows);
}

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
