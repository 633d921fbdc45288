// Access tokens of service accounts, and what is to be known of a caller by token. Tokens and
// secrets are here as their hashes alone.
#pragma once

#include "store/api_keys.hpp"
#include "store/organizations.hpp"

namespace orgd::store {

using TokenId = Id<struct TokenTag>;

struct AccessToken {
  OrgId org_id{};
  AccountId account_id{};
  TokenId token_id{};
  std::string token_hash{};
  Seconds issued_at{};
  Seconds expires_at{};

  static constexpr std::string_view table = "access_token";
};
BOOST_DESCRIBE_STRUCT(AccessToken, (),
                      (org_id, account_id, token_id, token_hash, issued_at, expires_at))

/// Does nothing when it is there: a transaction whose answer was lost is done again with the token
/// that it made.
Task<Done> insert_access_token(Transaction& tx, LockedOrg const& org, AccessToken const& token);
/// All of an account, by id.
Task<std::vector<AccessToken>> list_access_tokens(Transaction& tx, OrgId org_id,
                                                  AccountId account_id);
/// Removes those of the account that have expired; how many live on besides one.
Task<std::int64_t> keep_live_tokens(Transaction& tx, LockedOrg const& org, AccountId account_id,
                                    TokenId besides, Seconds now);
/// Whether the account had this token.
Task<bool> delete_access_token(Transaction& tx, LockedOrg const& org, AccountId account_id,
                               TokenId token_id, std::string_view token_hash);

/// A secret as it is compared with what a client shows.
struct SecretHash {
  SecretId secret_id{};
  std::string secret_hash{};
  Seconds expires_at{};
};
BOOST_DESCRIBE_STRUCT(SecretHash, (), (secret_id, secret_hash, expires_at))

/// What a client has to show, and where its account is.
struct ClientRecord {
  OrgId org_id{};
  std::vector<SecretHash> secrets{};
};
/// Takes as long when there is no such client. Nothing of a deleted organization.
Task<std::optional<ClientRecord>> find_client(Transaction& tx, std::string_view client_id,
                                              AccountId account_id);
Task<std::vector<SecretHash>> list_secret_hashes(Transaction& tx, OrgId org_id,
                                                 AccountId account_id);
Task<Done> set_secret_used(Transaction& tx, LockedOrg const& org, AccountId account_id,
                           SecretId secret_id, Seconds now);

/// A token and the account that calls with it.
struct CallerToken {
  OrgId org_id{};
  AccountId account_id{};
  std::string token_hash{};
  Seconds expires_at{};
  Names roles{};
  AllProjectRoles project_roles{};
  Names access_list{};  ///< blocks, by creation

  static constexpr std::string_view alias = "t";
  static constexpr std::array computed{
      Computed{"roles",
               "(SELECT s.roles FROM service_account s WHERE s.org_id = t.org_id AND "
               "s.account_id = t.account_id)"},
      Computed{"project_roles",
               AllProjectRoles::sql_in_one_place<"t.org_id", "t.account_id">.text()},
      Computed{"access_list", access_list_of<"t.org_id", "t.account_id">.text()}};
};
BOOST_DESCRIBE_STRUCT(CallerToken, (),
                      (org_id, account_id, token_hash, expires_at, roles, project_roles,
                       access_list))

struct TokenCallerRecord {
  CallerToken token{};
  OrganizationRecord organization{};
};

/// Where a token is found: what stands in it, and the client id that its account has.
struct TokenPlace {
  std::string_view client_id;
  AccountId account_id;
  TokenId token_id;
};
/// The token and its organization, also a deleted one. Whether it is the caller's and has not
/// expired is still to be judged.
Task<std::optional<TokenCallerRecord>> find_token_caller(Transaction& tx, TokenPlace const& place);

}  // namespace orgd::store
