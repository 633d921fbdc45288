// SQL of service accounts and their secrets.
#include "store/service_accounts.hpp"

#include <charconv>

#include "store/api_keys.hpp"

namespace orgd::store {
namespace {

constexpr SqlText accounts_of_project =
    " FROM project_role r JOIN service_account a ON a.org_id = r.org_id AND "
    "a.account_id = r.principal_id WHERE r.org_id = $1 AND r.project_id = $2";

std::string_view take_word(std::string_view& text) {
  auto const word = text.substr(0, text.find(' '));
  text.remove_prefix(std::min(text.size(), word.size() + 1));
  return word;
}

Seconds take_seconds(std::string_view& text) {
  auto const word = take_word(text);
  std::int64_t seconds = 0;
  std::from_chars(word.data(), word.data() + word.size(), seconds);
  return Seconds(std::chrono::seconds(seconds));
}

}  // namespace

std::vector<AccountSecret> AccountSecrets::by_creation() const {
  std::vector<AccountSecret> secrets;
  for (std::string_view rest = text_; !rest.empty();) {
    AccountSecret secret{.secret_id = SecretId::of(take_word(rest))};
    secret.created_at = take_seconds(rest);
    secret.expires_at = take_seconds(rest);
    auto const used = take_seconds(rest);
    if (used.time_since_epoch().count() >= 0) secret.last_used_at = used;
    secret.tail = take_word(rest);
    secrets.push_back(std::move(secret));
  }
  std::ranges::sort(secrets, {}, &AccountSecret::secret_id);
  return secrets;
}

Task<Done> insert_service_account(Transaction& tx, LockedOrg const& org,
                                  ServiceAccount const& account, std::string_view client_id) {
  co_await tx.query("INSERT INTO credential (public_key, org_id, key_id) VALUES ($1, $2, $3)",
                    client_id, org.id(), account.account_id);
  tx.enters(Directory::keys, org.id(), client_id);
  co_return co_await insert<ServiceAccount>(tx, org, account);
}

Task<std::optional<ServiceAccount>> find_service_account(Transaction& tx, OrgId org_id,
                                                         AccountId account_id) {
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<ServiceAccount>,
                            " FROM service_account a WHERE a.org_id = $1 AND a.account_id = $2">,
                        org_id, account_id);
  co_return first_of<ServiceAccount>(rows);
}

Task<std::vector<ServiceAccount>> list_service_accounts(Transaction& tx, OrgId org_id,
                                                        Slice slice) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<ServiceAccount>,
          " FROM service_account a WHERE a.org_id = $1 ORDER BY a.account_id LIMIT $2 OFFSET $3">,
      org_id, slice.limit, slice.offset);
  co_return all_of<ServiceAccount>(rows);
}

Task<std::int64_t> count_service_accounts(Transaction& tx, OrgId org_id) {
  auto const rows =
      co_await tx.query("SELECT count(*) FROM service_account WHERE org_id = $1", org_id);
  co_return rows[0].integer(0);
}

Task<std::vector<ServiceAccount>> list_accounts_of_project(Transaction& tx, OrgId org_id,
                                                           ProjectId project_id, Slice slice) {
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<ServiceAccount>, accounts_of_project,
                            " ORDER BY a.account_id LIMIT $3 OFFSET $4">,
                        org_id, project_id, slice.limit, slice.offset);
  co_return all_of<ServiceAccount>(rows);
}

Task<std::int64_t> count_accounts_of_project(Transaction& tx, OrgId org_id, ProjectId project_id) {
  auto const rows =
      co_await tx.query(sql<"SELECT count(*)", accounts_of_project>, org_id, project_id);
  co_return rows[0].integer(0);
}

Task<Done> update_service_account(Transaction& tx, LockedOrg const& org,
                                  ServiceAccount const& account) {
  co_await tx.query(
      "UPDATE service_account SET name = $3, description = $4, roles = $5 "
      "WHERE org_id = $1 AND account_id = $2",
      org.id(), account.account_id, account.name, account.description, join_names(account.roles));
  co_return Done{};
}

Task<Done> delete_service_account(Transaction& tx, LockedOrg const& org, AccountId account_id,
                                  std::string_view client_id) {
  co_await remove_all_project_roles(tx, org, account_id);
  co_await delete_access_list(tx, org, account_id);
  co_await tx.query("DELETE FROM service_account WHERE org_id = $1 AND account_id = $2", org.id(),
                    account_id);
  co_await tx.query("DELETE FROM credential WHERE public_key = $1", client_id);
  co_return Done{};
}

Task<Done> insert_account_secret(Transaction& tx, LockedOrg const& org,
                                 NewAccountSecret const& secret) {
  co_return co_await insert<NewAccountSecret>(tx, org, secret);
}

Task<bool> delete_account_secret(Transaction& tx, LockedOrg const& org, AccountId account_id,
                                 SecretId secret_id) {
  auto const rows = co_await tx.query(
      "DELETE FROM service_account_secret WHERE org_id = $1 AND account_id = $2 AND secret_id = $3 "
      "RETURNING secret_id",
      org.id(), account_id, secret_id);
  co_return !rows.empty();
}

}  // namespace orgd::store
