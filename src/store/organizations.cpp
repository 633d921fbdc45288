// SQL of organizations and their settings.
#include "store/organizations.hpp"

#include "store/service_accounts.hpp"

namespace orgd::store {

Task<std::vector<OrganizationDates>> list_every_organization(Transaction& tx) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<OrganizationDates>, " FROM organization ORDER BY org_id">);
  co_return all_of<OrganizationDates>(rows);
}

Task<std::optional<OrganizationRecord>> find_organization(Transaction& tx, OrgId org_id) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<OrganizationRecord>, " FROM organization WHERE org_id = $1">,
      org_id);
  co_return first_of<OrganizationRecord>(rows);
}

Task<std::optional<LockedOrganization>> lock_organization(Transaction& tx, OrgId org_id) {
  tx.locks(org_id);
  auto const rows = co_await tx.query(
      sql<"UPDATE organization SET version = version + 1 WHERE org_id = $1 RETURNING ",
          columns_of<OrganizationRecord>>,
      org_id);
  if (rows.empty()) co_return std::optional<LockedOrganization>();
  co_return LockedOrganization{.record = record_of<OrganizationRecord>(rows[0]),
                               .lock = LockedOrg(org_id)};
}

Task<Done> touch_authorization(Transaction& tx, LockedOrg const& org) {
  co_await tx.query("UPDATE organization SET auth_version = auth_version + 1 WHERE org_id = $1",
                    org.id());
  co_return Done{};
}

Task<LockedOrg> insert_organization(Transaction& tx, NewOrganization const& organization) {
  co_await insert<NewOrganization>(tx, organization);
  co_return LockedOrg(organization.org_id);
}

Task<Done> rename_organization(Transaction& tx, LockedOrg const& org, std::string_view name,
                               std::string_view name_folded) {
  co_await tx.query("UPDATE organization SET name = $2, name_folded = $3 WHERE org_id = $1",
                    org.id(), name, name_folded);
  co_return Done{};
}

Task<Done> set_default_alerts_skipped(Transaction& tx, LockedOrg const& org, bool skipped) {
  co_await tx.query("UPDATE organization SET skip_default_alerts = $2 WHERE org_id = $1", org.id(),
                    skipped);
  co_return Done{};
}

namespace {

// Directories are sharded by their own keys, so each of their rows goes by its key.
Task<Done> leave_directories(Transaction& tx, OrgId org_id) {
  auto const people =
      co_await tx.query("SELECT user_id, invitation_id FROM membership WHERE org_id = $1", org_id);
  for (std::size_t i = 0; i < people.size(); ++i) {
    co_await tx.query("DELETE FROM user_org WHERE user_id = $1 AND org_id = $2", people[i].text(0),
                      org_id);
    if (!people[i].null(1))
      co_await tx.query("DELETE FROM invitation_directory WHERE invitation_id = $1",
                        people[i].text(1));
  }
  auto const teams = co_await tx.query("SELECT team_id FROM team WHERE org_id = $1", org_id);
  for (std::size_t i = 0; i < teams.size(); ++i)
    co_await tx.query("DELETE FROM team_directory WHERE team_id = $1", teams[i].text(0));
  auto const keys = co_await tx.query("SELECT public_key FROM api_key WHERE org_id = $1", org_id);
  for (std::size_t i = 0; i < keys.size(); ++i)
    co_await tx.query("DELETE FROM credential WHERE public_key = $1", keys[i].text(0));
  auto const accounts = co_await tx.query(
      sql<"SELECT ", client_id_of_account, " FROM service_account WHERE org_id = $1">, org_id);
  for (std::size_t i = 0; i < accounts.size(); ++i)
    co_await tx.query("DELETE FROM credential WHERE public_key = $1", accounts[i].text(0));
  co_return Done{};
}

}  // namespace

Task<Done> delete_organization(Transaction& tx, LockedOrg const& org, Seconds now) {
  auto const& org_id = org.id();
  co_await leave_directories(tx, org_id);
  co_await tx.query("DELETE FROM outbox WHERE org_id = $1", org_id);
  co_await tx.query("DELETE FROM membership WHERE org_id = $1", org_id);
  co_await tx.query("DELETE FROM team WHERE org_id = $1", org_id);
  co_await tx.query("DELETE FROM access_list_entry WHERE org_id = $1", org_id);
  co_await tx.query("DELETE FROM api_key WHERE org_id = $1", org_id);
  co_await tx.query("DELETE FROM service_account WHERE org_id = $1", org_id);
  co_await tx.query("DELETE FROM employee_bypass WHERE org_id = $1", org_id);
  // A deleted organization has no link; saying so finds the others through their index.
  co_await tx.query(
      "UPDATE organization SET linked_to = NULL WHERE linked_to = $1 AND deleted_at IS NULL",
      org_id);
  co_await tx.query(
      "UPDATE organization SET deleted_at = $2, linked_to = NULL, "
      "auth_version = auth_version + 1 WHERE org_id = $1",
      org_id, now);
  co_return Done{};
}

Task<Done> restore_organization(Transaction& tx, LockedOrg const& org) {
  co_await tx.query(
      "UPDATE organization SET deleted_at = NULL, auth_version = auth_version + 1 "
      "WHERE org_id = $1",
      org.id());
  co_return Done{};
}

Task<SettingsRecord> settings_of(Transaction& tx, OrgId org_id) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<SettingsRecord>, " FROM organization WHERE org_id = $1">, org_id);
  co_return record_of<SettingsRecord>(rows[0]);
}

Task<Done> save_settings(Transaction& tx, LockedOrg const& org, SettingsRecord const& settings) {
  co_return co_await update<SettingsRecord, " WHERE org_id = $1">(tx, org, settings);
}

Task<Done> set_owes_money(Transaction& tx, LockedOrg const& org, bool owes) {
  co_await tx.query("UPDATE organization SET owes_money = $2 WHERE org_id = $1", org.id(), owes);
  co_return Done{};
}

Task<std::int64_t> count_linked(Transaction& tx, OrgId org_id) {
  auto const rows = co_await tx.query(
      "SELECT count(*) FROM organization WHERE linked_to = $1 AND deleted_at IS NULL", org_id);
  co_return rows[0].integer(0);
}

namespace {

// In the order of an index, which the inner query reads alone: what a page skips is not looked at.
// With a range of folded names SQLite would sort all there are.
Task<std::vector<OrganizationRecord>> list_all(Transaction& tx, Slice slice) {
  auto const rows = co_await tx.query(sql<"SELECT ", columns_of<OrganizationRecord>,
                                          " FROM organization WHERE org_id IN "
                                          "(SELECT org_id FROM organization "
                                          "WHERE deleted_at IS NULL "
                                          "ORDER BY name, org_id LIMIT $1 OFFSET $2) "
                                          "ORDER BY name, org_id">,
                                      slice.limit, slice.offset);
  co_return all_of<OrganizationRecord>(rows);
}

Task<std::int64_t> count_all(Transaction& tx) {
  auto const rows = co_await tx.query("SELECT count(*) FROM organization WHERE deleted_at IS NULL");
  co_return rows[0].integer(0);
}

}  // namespace

Task<std::vector<OrganizationRecord>> list_organizations(Transaction& tx, std::string_view prefix,
                                                         Slice slice) {
  if (prefix.empty()) {
    auto all = co_await list_all(tx, slice);
    co_return std::move(all);
  }
  auto const end = above_prefix(prefix);
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<OrganizationRecord>,
          " FROM organization WHERE deleted_at IS NULL AND name_folded >= $1 AND name_folded < $2 "
          "ORDER BY name, org_id LIMIT $3 OFFSET $4">,
      prefix, end, slice.limit, slice.offset);
  co_return all_of<OrganizationRecord>(rows);
}

Task<std::int64_t> count_organizations(Transaction& tx, std::string_view prefix) {
  if (prefix.empty()) co_return co_await count_all(tx);
  auto const end = above_prefix(prefix);
  auto const rows = co_await tx.query(
      "SELECT count(*) FROM organization "
      "WHERE deleted_at IS NULL AND name_folded >= $1 AND name_folded < $2",
      prefix, end);
  co_return rows[0].integer(0);
}

Task<Done> grant_bypass(Transaction& tx, LockedOrg const& org, std::string_view granted_by,
                        Seconds now, Seconds expires_at) {
  co_await tx.query(
      "INSERT INTO employee_bypass (org_id, granted_by, granted_at, expires_at) "
      "VALUES ($1, $2, $3, $4) ON CONFLICT (org_id) DO UPDATE SET granted_by = $2, "
      "granted_at = $3, expires_at = $4",
      org.id(), granted_by, now, expires_at);
  co_return Done{};
}

Task<std::optional<Bypass>> find_bypass(Transaction& tx, OrgId org_id) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<Bypass>, " FROM employee_bypass WHERE org_id = $1">, org_id);
  co_return first_of<Bypass>(rows);
}

Task<bool> has_bypass(Transaction& tx, OrgId org_id, Seconds now) {
  auto const rows = co_await tx.query(
      "SELECT 1 FROM employee_bypass WHERE org_id = $1 AND expires_at > $2", org_id, now);
  co_return !rows.empty();
}

Task<std::optional<std::string>> find_meta(Transaction& tx, std::string_view name) {
  auto const rows = co_await tx.query("SELECT value FROM store_meta WHERE name = $1", name);
  co_return first_cell<std::string>(rows);
}

// What is larger than other writes fails where they do, too: a small one may find room in what a
// failed one has left.
Task<Done> write_trial(Transaction& tx) {
  std::string const large(std::size_t{256} << 10U, 'x');
  co_await tx.query("DELETE FROM store_meta WHERE name = 'trial'");
  co_await tx.query("INSERT INTO store_meta (name, value) VALUES ('trial', $1)", large);
  co_return Done{};
}

Task<Done> remove_trial(Transaction& tx) {
  co_await tx.query("DELETE FROM store_meta WHERE name = 'trial'");
  co_return Done{};
}

Task<bool> insert_meta(Transaction& tx, std::string_view name, std::string_view value) {
  auto const rows = co_await tx.query(
      "INSERT INTO store_meta (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING name",
      name, value);
  co_return !rows.empty();
}

}  // namespace orgd::store
