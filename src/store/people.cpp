// SQL of memberships and invitations: finding and listing. Changes are in people_changes.cpp.
#include "store/people.hpp"

#include <algorithm>

namespace orgd::store {

std::vector<ProjectRolesView> project_roles_of(std::string_view text) {
  std::vector<ProjectRolesView> all;
  while (!text.empty()) {
    auto const one = text.substr(0, text.find(' '));
    auto const equals = one.find('=');
    all.push_back({.project_id = one.substr(0, equals), .roles = one.substr(equals + 1)});
    text.remove_prefix(std::min(text.size(), one.size() + 1));
  }
  std::ranges::sort(all, {}, &ProjectRolesView::project_id);
  return all;
}

// The aggregates run once for each row that is returned, on the leading part of a primary key.
// $1 is the organization: a distributed database wants it in every SELECT, also where it follows.
#define ORGD_MEMBER_SELECT                                                               \
  "SELECT m.org_id, m.user_id, coalesce(m.spelling, m.username), m.username, m.status, " \
  "m.roles, m.is_owner, m.first_name, m.last_name, m.country, m.mobile_number, "         \
  "m.account_created_at, m.last_auth_at, m.joined_at, "                                  \
  "m.invitation_id, m.invited_at, m.expires_at, m.inviter, m.token_hash, "               \
  "coalesce((SELECT string_agg(t.team_id, ' ') FROM team_member t "                      \
  "WHERE t.org_id = $1 AND t.org_id = m.org_id AND t.user_id = m.user_id), ''), "        \
  "coalesce((SELECT string_agg(p.project_id || '=' || replace(p.roles, ' ', ','), ' ') " \
  "FROM project_role p "                                                                 \
  "WHERE p.org_id = $1 AND p.org_id = m.org_id AND p.principal_id = m.user_id), '') "    \
  "FROM membership m "

Task<std::optional<Member>> find_member(Transaction& tx, std::string_view org_id,
                                        std::string_view user_id) {
  auto const rows = co_await tx.query(ORGD_MEMBER_SELECT "WHERE m.org_id = $1 AND m.user_id = $2",
                                      org_id, user_id);
  co_return first_of<Member>(rows);
}

Task<std::optional<Member>> find_member_by_username(Transaction& tx, std::string_view org_id,
                                                    std::string_view username_key) {
  auto const rows = co_await tx.query(ORGD_MEMBER_SELECT "WHERE m.org_id = $1 AND m.username = $2",
                                      org_id, username_key);
  co_return first_of<Member>(rows);
}

Task<std::optional<Member>> find_member_by_invitation(Transaction& tx, std::string_view org_id,
                                                      std::string_view invitation_id) {
  auto const rows = co_await tx.query(
      ORGD_MEMBER_SELECT "WHERE m.org_id = $1 AND m.invitation_id = $2", org_id, invitation_id);
  co_return first_of<Member>(rows);
}

namespace {

// Equality or everything, as one range, so that one statement serves both.
struct TextRange {
  std::string from;
  std::string to;
  explicit TextRange(std::optional<std::string> const& wanted)
      : from(wanted.value_or("")), to(wanted ? *wanted : above_prefix("")) {}
};

}  // namespace

#define ORGD_MEMBER_FILTER                                                           \
  "WHERE m.org_id = $1 AND m.username >= $2 AND m.username <= $3 AND ("              \
  "(m.status = 0 AND $4 = 1) OR (m.status = 1 AND m.expires_at > $8 AND $5 = 1) OR " \
  "(m.status = 1 AND m.expires_at <= $8 AND $6 = 1) OR (m.status = 2 AND $7 = 1)) "

Task<std::vector<Member>> list_members(Transaction& tx, std::string_view org_id,
                                       MemberFilter const& filter, Seconds now, Slice slice) {
  TextRange const range(filter.username_key);
  auto const rows = co_await tx.query(
      ORGD_MEMBER_SELECT ORGD_MEMBER_FILTER "ORDER BY m.username LIMIT $9 OFFSET $10", org_id,
      range.from, range.to, filter.active, filter.pending, filter.expired, filter.rejected, now,
      slice.limit, slice.offset);
  co_return all_of<Member>(rows);
}

Task<std::int64_t> count_members(Transaction& tx, std::string_view org_id,
                                 MemberFilter const& filter, Seconds now) {
  TextRange const range(filter.username_key);
  auto const rows = co_await tx.query("SELECT count(*) FROM membership m " ORGD_MEMBER_FILTER,
                                      org_id, range.from, range.to, filter.active, filter.pending,
                                      filter.expired, filter.rejected, now);
  co_return rows[0].integer(0);
}

Task<std::vector<Member>> list_invitations(Transaction& tx, std::string_view org_id,
                                           std::optional<std::string> const& username_key,
                                           Seconds now) {
  TextRange const range(username_key);
  auto const rows = co_await tx.query(
      ORGD_MEMBER_SELECT
      "WHERE m.org_id = $1 AND m.username >= $2 AND m.username <= $3 AND m.status = 1 "
      "AND m.expires_at > $4 ORDER BY m.invitation_id",
      org_id, range.from, range.to, now);
  co_return all_of<Member>(rows);
}

Task<std::optional<Member>> find_oldest_owner(Transaction& tx, std::string_view org_id) {
  auto const rows = co_await tx.query(
      ORGD_MEMBER_SELECT
      "WHERE m.org_id = $1 AND m.is_owner = 1 AND m.status = 0 ORDER BY m.joined_at, m.user_id "
      "LIMIT 1",
      org_id);
  co_return first_of<Member>(rows);
}

Task<std::optional<std::string>> find_user_id(Transaction& tx, std::string_view username_key) {
  auto const rows =
      co_await tx.query("SELECT user_id FROM username WHERE username = $1", username_key);
  co_return first_text(rows);
}

Task<std::int64_t> count_organizations_of(Transaction& tx, std::string_view user_id) {
  auto const rows = co_await tx.query("SELECT count(*) FROM user_org WHERE user_id = $1", user_id);
  co_return rows[0].integer(0);
}

Task<std::optional<Account>> find_account(Transaction& tx, std::string_view user_id) {
  auto const rows = co_await tx.query(
      "SELECT user_id, coalesce(spelling, username), username, first_name, last_name, country, "
      "mobile_number, password_hash, created_at, last_auth_at FROM account WHERE user_id = $1",
      user_id);
  co_return first_of<Account>(rows);
}

Task<std::optional<std::string>> find_org_of_invitation(Transaction& tx,
                                                        std::string_view invitation_id) {
  auto const rows = co_await tx.query(
      "SELECT org_id FROM invitation_directory WHERE invitation_id = $1", invitation_id);
  co_return first_text(rows);
}

Task<std::optional<std::string>> find_org_of_team(Transaction& tx, std::string_view team_id) {
  auto const rows =
      co_await tx.query("SELECT org_id FROM team_directory WHERE team_id = $1", team_id);
  co_return first_text(rows);
}

Task<std::set<std::string>> known_teams(Transaction& tx, std::string_view org_id,
                                        Names const& team_ids) {
  std::set<std::string> known;
  for (auto const& id : eights_of(team_ids)) {
    auto const rows = co_await tx.query(
        "SELECT team_id FROM team WHERE org_id = $1 AND team_id IN "
        "($2, $3, $4, $5, $6, $7, $8, $9)",
        org_id, *id[0], *id[1], *id[2], *id[3], *id[4], *id[5], *id[6], *id[7]);
    add_texts(rows, known);
  }
  co_return known;
}

}  // namespace orgd::store
