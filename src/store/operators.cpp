// SQL of operators. What is asked of all organizations goes by an index and is bounded by a page.
#include "store/operators.hpp"

namespace orgd::store {

Task<bool> set_operator(Transaction& tx, UserId user_id, std::optional<Seconds> since) {
  tx.changes_person(user_id);
  if (since) {
    auto const rows = co_await tx.query(
        "UPDATE account SET operator_since = $2 WHERE user_id = $1 AND operator_since IS NULL "
        "RETURNING user_id",
        user_id, *since);
    co_return !rows.empty();
  }
  auto const rows = co_await tx.query(
      "UPDATE account SET operator_since = NULL WHERE user_id = $1 AND operator_since IS NOT NULL "
      "RETURNING user_id",
      user_id);
  co_return !rows.empty();
}

Task<bool> shows_people_to_operators(Transaction& tx, OrgId org_id, Seconds now) {
  auto const organization = co_await find_organization(tx, org_id);
  if (!organization) co_return fail(Code::org_not_found, std::string(org_id));
  if (!organization->employees_restricted) co_return true;
  co_return co_await has_bypass(tx, org_id, now);
}

Task<Done> insert_operator_event(Transaction& tx, OperatorEvent const& event) {
  co_await insert<OperatorEvent, " ON CONFLICT DO NOTHING">(tx, event);
  co_return Done{};
}

Task<std::vector<OperatorEvent>> last_operator_events(Transaction& tx, std::string_view first_id,
                                                      std::int64_t limit) {
  auto const rows = co_await tx.query(sql<"SELECT ", columns_of<OperatorEvent>,
                                          " FROM operator_event WHERE event_id >= $1 "
                                          "ORDER BY event_id DESC LIMIT $2">,
                                      first_id, limit);
  co_return all_of<OperatorEvent>(rows);
}

Task<OrganizationSize> size_of_organization(Transaction& tx, OrgId org_id) {
  auto const rows = co_await tx.query(
      "SELECT (SELECT count(*) FROM (SELECT 1 FROM api_key WHERE org_id = $1 LIMIT $2) AS k), "
      "(SELECT count(*) FROM (SELECT 1 FROM membership WHERE org_id = $1 AND status = 0 "
      "LIMIT $2) AS m), "
      "(SELECT count(*) FROM (SELECT 1 FROM project WHERE org_id = $1 LIMIT $2) AS p), "
      "(SELECT count(*) FROM (SELECT 1 FROM service_account WHERE org_id = $1 LIMIT $2) AS s)",
      org_id, most_counted);
  co_return record_of<OrganizationSize>(rows[0]);
}

namespace {

Task<std::vector<Mail>> list_mails_in_state(Transaction& tx, MailState state, Slice slice) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<Mail>,
          " FROM outbox WHERE state = $1 ORDER BY due_at, org_id, mail_id LIMIT $2 OFFSET $3">,
      state, slice.limit, slice.offset);
  co_return all_of<Mail>(rows);
}

Task<std::vector<Mail>> list_mails_in_any_state(Transaction& tx, Slice slice) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<Mail>,
          " FROM outbox ORDER BY state, due_at, org_id, mail_id LIMIT $1 OFFSET $2">,
      slice.limit, slice.offset);
  co_return all_of<Mail>(rows);
}

}  // namespace

Task<std::vector<Mail>> list_mails_by_state(Transaction& tx, std::optional<MailState> state,
                                            Slice slice) {
  return state ? list_mails_in_state(tx, *state, slice) : list_mails_in_any_state(tx, slice);
}

Task<std::int64_t> count_mails_by_state(Transaction& tx, std::optional<MailState> state) {
  if (state) {
    auto const counted = co_await count_mails(tx, *state);
    co_return counted.count;
  }
  auto const rows = co_await tx.query("SELECT count(*) FROM outbox");
  co_return rows[0].integer(0);
}

Task<MailCount> count_some_mails(Transaction& tx, MailState state) {
  auto const rows = co_await tx.query(
      "SELECT count(*), min(created_at) FROM "
      "(SELECT created_at FROM outbox WHERE state = $1 ORDER BY due_at LIMIT $2) AS counted",
      state, most_counted);
  co_return record_of<MailCount>(rows[0]);
}

}  // namespace orgd::store
