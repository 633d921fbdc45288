// SQL of sessions. Whatever changes one says so: what is cached of the person ends with it.
#include "store/sessions.hpp"

namespace orgd::store {

namespace {

Task<std::optional<AccountOfSession>> find_account_of_session(Transaction& tx, UserId user_id) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<AccountOfSession>, " FROM account WHERE user_id = $1">, user_id);
  co_return first_of<AccountOfSession>(rows);
}

Task<Done> delete_other_sessions(Transaction& tx, UserId user_id, SessionId kept) {
  co_await tx.query("DELETE FROM person_session WHERE user_id = $1 AND session_id <> $2", user_id,
                    kept);
  co_return Done{};
}

}  // namespace

Task<std::optional<SessionOfAccount>> find_session_of_account(Transaction& tx, UserId user_id,
                                                              SessionId session_id) {
  auto [session, account] =
      co_await both(find_session(tx, user_id, session_id), find_account_of_session(tx, user_id));
  if (!session || !account) co_return std::optional<SessionOfAccount>();
  co_return SessionOfAccount{.session = std::move(*session), .account = std::move(*account)};
}

Task<std::vector<PersonSession>> list_sessions(Transaction& tx, UserId user_id, Seconds now) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<PersonSession>,
          " FROM person_session WHERE user_id = $1 AND expires_at > $2 ORDER BY session_id">,
      user_id, now);
  co_return all_of<PersonSession>(rows);
}

Task<std::optional<PersonSession>> find_session(Transaction& tx, UserId user_id,
                                                SessionId session_id) {
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<PersonSession>,
                            " FROM person_session WHERE user_id = $1 AND session_id = $2">,
                        user_id, session_id);
  co_return first_of<PersonSession>(rows);
}

Task<Done> insert_session(Transaction& tx, PersonSession const& session) {
  tx.changes_person(session.user_id);
  co_await insert<PersonSession, " ON CONFLICT DO NOTHING">(tx, session);
  co_return Done{};
}

Task<bool> delete_session(Transaction& tx, UserId user_id, SessionId session_id) {
  tx.changes_person(user_id);
  auto const rows = co_await tx.query(
      "DELETE FROM person_session WHERE user_id = $1 AND session_id = $2 RETURNING session_id",
      user_id, session_id);
  co_return !rows.empty();
}

Task<Done> keep_newest_sessions(Transaction& tx, UserId user_id, SessionState state,
                                std::int64_t kept) {
  tx.changes_person(user_id);
  auto const rows = co_await tx.query(
      "SELECT session_id FROM person_session WHERE user_id = $1 AND state = $2 "
      "ORDER BY session_id DESC LIMIT 1 OFFSET $3",
      user_id, state, kept);
  if (rows.empty()) co_return Done{};
  co_await tx.query(
      "DELETE FROM person_session WHERE user_id = $1 AND state = $2 AND session_id <= $3", user_id,
      state, rows[0].text(0));
  co_return Done{};
}

Task<Done> end_other_sessions(Transaction& tx, UserId user_id, SessionId kept) {
  tx.changes_person(user_id);
  co_await tx.query("UPDATE account SET auth_version = auth_version + 1 WHERE user_id = $1",
                    user_id);
  co_return co_await delete_other_sessions(tx, user_id, kept);
}

Task<std::optional<std::int64_t>> count_second_step(Transaction& tx, UserId user_id,
                                                    SessionId session_id) {
  tx.changes_person(user_id);
  auto const rows = co_await tx.query(
      "UPDATE person_session SET factor_tries = factor_tries + 1 WHERE user_id = $1 AND "
      "session_id = $2 RETURNING factor_tries",
      user_id, session_id);
  co_return first_cell<std::int64_t>(rows);
}

Task<Done> save_proof(Transaction& tx, PersonSession const& session) {
  tx.changes_person(session.user_id);
  co_await tx.query(
      "UPDATE person_session SET state = $3, factor_at = $4, factor_tries = 0 WHERE user_id = $1 "
      "AND session_id = $2",
      session.user_id, session.session_id, session.state, session.factor_at);
  co_return Done{};
}

Task<Done> change_password(Transaction& tx, UserId user_id, std::string_view password_hash,
                           SessionId kept) {
  tx.changes_person(user_id);
  co_await tx.query(
      "UPDATE account SET password_hash = $2, auth_version = auth_version + 1 WHERE user_id = $1",
      user_id, password_hash);
  co_return co_await delete_other_sessions(tx, user_id, kept);
}

Task<Done> record_session_use(Transaction& tx, SessionUse const& use) {
  tx.changes_person(use.user_id);
  co_await tx.query(
      "UPDATE person_session SET last_used_at = $3, longest_idle_s = CASE WHEN longest_idle_s < $4 "
      "THEN $4 ELSE longest_idle_s END WHERE user_id = $1 AND session_id = $2 AND "
      "last_used_at < $3",
      use.user_id, use.session_id, use.last_used_at, use.longest_idle_s);
  co_return Done{};
}

Task<bool> any_session_over(Transaction& tx, Seconds before) {
  auto const rows =
      co_await tx.query("SELECT 1 FROM person_session WHERE expires_at < $1 LIMIT 1", before);
  co_return !rows.empty();
}

Task<std::int64_t> drop_sessions(Transaction& tx, Seconds before, std::int64_t limit) {
  auto const dead = co_await tx.query(
      "SELECT user_id, session_id FROM person_session WHERE expires_at < $1 ORDER BY expires_at "
      "LIMIT $2",
      before, limit);
  for (std::size_t i = 0; i < dead.size(); ++i)
    co_await delete_session(tx, UserId::of(dead[i].text(0)), SessionId::of(dead[i].text(1)));
  co_return static_cast<std::int64_t>(dead.size());
}

// Like the counters of access lists, the time is written without the organization's lock.
Task<Done> record_sign_in(Transaction& tx, UserId user_id, Seconds now) {
  tx.changes_person(user_id);
  co_await tx.query("UPDATE account SET last_auth_at = $2 WHERE user_id = $1", user_id, now);
  auto const organizations = co_await organizations_of(tx, user_id);
  for (auto const& org_id : organizations) {
    tx.locks(org_id);  // what lists show of its people is another
    co_await tx.query(
        "UPDATE membership SET last_auth_at = $3 WHERE org_id = $1 AND user_id = $2 AND status = 0",
        org_id, user_id, now);
  }
  co_return Done{};
}

Task<Done> save_profile(Transaction& tx, Account const& account) {
  // In the order of their ids, so that two of these wait for one another and not in a ring.
  auto const organizations = co_await organizations_of(tx, account.user_id);
  for (auto const& org_id : organizations) {
    auto const locked = co_await lock_organization(tx, org_id);
    if (!locked) continue;
    co_await tx.query(
        "UPDATE membership SET first_name = $3, last_name = $4, country = $5, mobile_number = $6 "
        "WHERE org_id = $1 AND user_id = $2 AND status = 0",
        org_id, account.user_id, account.first_name, account.last_name, account.country,
        account.mobile_number);
  }
  tx.changes_person(account.user_id);
  co_await tx.query(
      "UPDATE account SET first_name = $2, last_name = $3, country = $4, mobile_number = $5, "
      "language = $6 WHERE user_id = $1",
      account.user_id, account.first_name, account.last_name, account.country,
      account.mobile_number, account.language);
  co_return Done{};
}

namespace {

Task<std::optional<SeatRecord>> find_standing(Transaction& tx, OrgId org_id, UserId user_id) {
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<SeatRecord>,
                            " FROM membership m WHERE m.org_id = $1 AND m.user_id = $2">,
                        org_id, user_id);
  co_return first_of<SeatRecord>(rows);
}

Task<std::optional<SeatOfPerson>> find_asking_organization(Transaction& tx, OrgId org_id) {
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<OrganizationRecord>, ", ",
                            columns_of<SessionLimits>, " FROM organization WHERE org_id = $1">,
                        org_id);
  if (rows.empty()) co_return std::optional<SeatOfPerson>();
  constexpr auto columns = boost::mp11::mp_size<detail::MembersOf<OrganizationRecord>>::value;
  co_return SeatOfPerson{.organization = record_of<OrganizationRecord>(rows[0]),
                         .limits = record_of<SessionLimits>(rows[0], columns)};
}

Task<std::optional<SeatOfPerson>> find_seat(Transaction& tx, OrgId org_id, UserId user_id) {
  auto [standing, seat] =
      co_await both(find_standing(tx, org_id, user_id), find_asking_organization(tx, org_id));
  if (!standing || !seat) co_return std::optional<SeatOfPerson>();
  seat->seat = std::move(*standing);
  co_return std::move(seat);
}

}  // namespace

Task<std::vector<SeatOfPerson>> list_seats(Transaction& tx, UserId user_id) {
  auto const organizations = co_await organizations_of(tx, user_id);
  std::vector<SeatOfPerson> seats;
  for (auto const& org_id : organizations) {
    auto seat = co_await find_seat(tx, org_id, user_id);
    if (seat) seats.push_back(std::move(*seat));
  }
  co_return std::move(seats);
}

namespace {

Task<std::vector<OrganizationRecord>> organizations_in_one_place(Transaction& tx, UserId user_id) {
  auto const rows = co_await tx.query(sql<"SELECT ", columns_of<OrganizationRecord>,
                                          " FROM user_org u JOIN organization USING (org_id) "
                                          "WHERE u.user_id = $1 ORDER BY org_id">,
                                      user_id);
  co_return all_of<OrganizationRecord>(rows);
}

Task<std::vector<OrganizationRecord>> organizations_through_directory(Transaction& tx,
                                                                      UserId user_id) {
  auto const ids = co_await organizations_of(tx, user_id);
  std::vector<OrganizationRecord> found;
  for (auto const& org_id : ids) {
    auto organization = co_await find_organization(tx, org_id);
    if (organization) found.push_back(std::move(*organization));
  }
  co_return std::move(found);
}

}  // namespace

Task<std::vector<OrganizationRecord>> list_organizations_of(Transaction& tx, UserId user_id) {
  return tx.is_in_one_place() ? organizations_in_one_place(tx, user_id)
                              : organizations_through_directory(tx, user_id);
}

}  // namespace orgd::store
