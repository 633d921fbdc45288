// Service accounts of an organization, their secrets and the access tokens given out for them.
// Secrets and tokens arrive here already hashed.
#pragma once

#include "store/project_roles.hpp"

namespace orgd::store {

/// A secret of a service account as it is shown.
struct AccountSecret {
  SecretId secret_id{};
  Seconds created_at{};
  Seconds expires_at{};
  std::optional<Seconds> last_used_at{};
  std::string tail{};  ///< its last characters, for redacted display
};

/// All secrets of an account, as one text.
class AccountSecrets {
 public:
  AccountSecrets() = default;
  explicit AccountSecrets(std::string_view text) : text_(text) {}

  /// By creation.
  std::vector<AccountSecret> by_creation() const;

  /// What a SELECT asks for, where $1 is the organization and a.account_id the account.
  static constexpr std::string_view sql =
      "coalesce((SELECT string_agg(s.secret_id || ' ' || s.created_at || ' ' || s.expires_at || "
      "' ' || coalesce(s.last_used_at, -1) || ' ' || s.secret_tail, ' ') FROM "
      "service_account_secret s WHERE s.org_id = $1 AND s.org_id = a.org_id AND s.account_id = "
      "a.account_id), '')";

 private:
  std::string text_;
};

struct ServiceAccount {
  OrgId org_id{};
  AccountId account_id{};
  std::string name{};
  std::string description{};
  Names roles{};
  Seconds created_at{};
  AllProjectRoles project_roles{};
  AccountSecrets secrets{};

  static constexpr std::string_view table = "service_account";
  static constexpr std::string_view alias = "a";
  static constexpr std::array computed{
      Computed{"project_roles", AllProjectRoles::sql_of<"a.org_id", "a.account_id">.text()},
      Computed{"secrets", AccountSecrets::sql}};
};
BOOST_DESCRIBE_STRUCT(ServiceAccount, (),
                      (org_id, account_id, name, description, roles, created_at, project_roles,
                       secrets))

inline void read_cell(Rows::Row row, std::size_t at, AccountSecrets& out) {
  out = AccountSecrets(row.text(at));
}

struct NewAccountSecret {
  OrgId org_id{};
  AccountId account_id{};
  SecretId secret_id{};
  std::string secret_hash{};
  std::string secret_tail{};
  Seconds created_at{};
  Seconds expires_at{};

  static constexpr std::string_view table = "service_account_secret";
};
BOOST_DESCRIBE_STRUCT(NewAccountSecret, (),
                      (org_id, account_id, secret_id, secret_hash, secret_tail, created_at,
                       expires_at))

/// The client id of an account in SQL, as security/client_credentials.hpp makes it.
inline constexpr SqlText client_id_of_account = "'mdb_sa_id_' || account_id";

/// Adds the account and puts `client_id` into the directory of credentials.
Task<Done> insert_service_account(Transaction& tx, LockedOrg const& org,
                                  ServiceAccount const& account, std::string_view client_id);
Task<std::optional<ServiceAccount>> find_service_account(Transaction& tx, OrgId org_id,
                                                         AccountId account_id);
/// By creation.
Task<std::vector<ServiceAccount>> list_service_accounts(Transaction& tx, OrgId org_id, Slice slice);
Task<std::int64_t> count_service_accounts(Transaction& tx, OrgId org_id);
/// Those of them that have a role on the project.
Task<std::vector<ServiceAccount>> list_accounts_of_project(Transaction& tx, OrgId org_id,
                                                           ProjectId project_id, Slice slice);
Task<std::int64_t> count_accounts_of_project(Transaction& tx, OrgId org_id, ProjectId project_id);
/// Its name, description and roles in the organization.
Task<Done> update_service_account(Transaction& tx, LockedOrg const& org,
                                  ServiceAccount const& account);
/// With its secrets, tokens, roles and access list, and `client_id` in the directory.
Task<Done> delete_service_account(Transaction& tx, LockedOrg const& org, AccountId account_id,
                                  std::string_view client_id);

Task<Done> insert_account_secret(Transaction& tx, LockedOrg const& org,
                                 NewAccountSecret const& secret);
/// Whether there was such a secret.
Task<bool> delete_account_secret(Transaction& tx, LockedOrg const& org, AccountId account_id,
                                 SecretId secret_id);

}  // namespace orgd::store
