// SQL of access tokens. A caller by token takes one statement where all rows lie in one place;
// elsewhere the directory of credentials leads to the organization, and then all is asked at once.
#include "store/access_tokens.hpp"

#include "store/service_accounts.hpp"

namespace orgd::store {
namespace {

Task<std::optional<TokenCallerRecord>> token_caller_in_one_place(Transaction& tx,
                                                                 TokenPlace const& place) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<CallerToken>, ", ", columns_of<OrganizationRecord>,
          " FROM access_token t JOIN organization USING (org_id) WHERE t.org_id = (SELECT c.org_id "
          "FROM credential c WHERE c.public_key = $1) AND t.account_id = $2 AND t.token_id = $3">,
      place.client_id, place.account_id, place.token_id);
  if (rows.empty()) co_return std::optional<TokenCallerRecord>();
  constexpr auto token_columns = boost::mp11::mp_size<detail::MembersOf<CallerToken>>::value;
  co_return TokenCallerRecord{
      .token = record_of<CallerToken>(rows[0]),
      .organization = record_of<OrganizationRecord>(rows[0], token_columns)};
}

Task<std::optional<AccessToken>> find_access_token(Transaction& tx, OrgId org_id,
                                                   AccountId account_id, TokenId token_id) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<AccessToken>,
          " FROM access_token WHERE org_id = $1 AND account_id = $2 AND token_id = $3">,
      org_id, account_id, token_id);
  co_return first_of<AccessToken>(rows);
}

Task<std::optional<TokenCallerRecord>> token_caller_through_directory(Transaction& tx,
                                                                      TokenPlace const& place) {
  auto const found = co_await find_credential_place(tx, place.client_id);
  if (!found) co_return std::optional<TokenCallerRecord>();
  auto const org_id = found->org_id;
  auto of_account = both(find_service_account(tx, org_id, place.account_id),
                         whole_access_list(tx, org_id, place.account_id));
  auto of_token = both(find_access_token(tx, org_id, place.account_id, place.token_id),
                       find_organization(tx, org_id));
  auto [account_side, token_side] = co_await both(std::move(of_account), std::move(of_token));
  auto& [account, access_list] = account_side;
  auto& [token, organization] = token_side;
  if (!account || !token || !organization) co_return std::optional<TokenCallerRecord>();
  TokenCallerRecord caller{.token = {.org_id = org_id,
                                     .account_id = place.account_id,
                                     .token_hash = std::move(token->token_hash),
                                     .expires_at = token->expires_at,
                                     .roles = std::move(account->roles),
                                     .project_roles = std::move(account->project_roles),
                                     .access_list = std::move(access_list)},
                           .organization = std::move(*organization)};
  co_return std::optional(std::move(caller));
}

}  // namespace

Task<std::vector<AccessToken>> list_access_tokens(Transaction& tx, OrgId org_id,
                                                  AccountId account_id) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<AccessToken>,
          " FROM access_token WHERE org_id = $1 AND account_id = $2 ORDER BY token_id">,
      org_id, account_id);
  co_return all_of<AccessToken>(rows);
}

Task<Done> insert_access_token(Transaction& tx, LockedOrg const& org, AccessToken const& token) {
  co_return co_await insert<AccessToken, " ON CONFLICT DO NOTHING">(tx, org, token);
}

Task<std::int64_t> keep_live_tokens(Transaction& tx, LockedOrg const& org, AccountId account_id,
                                    TokenId besides, Seconds now) {
  co_await tx.query(
      "DELETE FROM access_token WHERE org_id = $1 AND account_id = $2 AND expires_at <= $3",
      org.id(), account_id, now);
  auto const rows = co_await tx.query(
      "SELECT count(*) FROM access_token WHERE org_id = $1 AND account_id = $2 AND token_id <> $3",
      org.id(), account_id, besides);
  co_return rows[0].integer(0);
}

Task<bool> delete_access_token(Transaction& tx, LockedOrg const& org, AccountId account_id,
                               TokenId token_id, std::string_view token_hash) {
  auto const rows = co_await tx.query(
      "DELETE FROM access_token WHERE org_id = $1 AND account_id = $2 AND token_id = $3 AND "
      "token_hash = $4 RETURNING token_id",
      org.id(), account_id, token_id, token_hash);
  co_return !rows.empty();
}

Task<std::vector<SecretHash>> list_secret_hashes(Transaction& tx, OrgId org_id,
                                                 AccountId account_id) {
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<SecretHash>,
                            " FROM service_account_secret WHERE org_id = $1 AND account_id = $2">,
                        org_id, account_id);
  co_return all_of<SecretHash>(rows);
}

Task<std::optional<ClientRecord>> find_client(Transaction& tx, std::string_view client_id,
                                              AccountId account_id) {
  auto const place = co_await find_credential_place(tx, client_id);
  // The account's own id stands for an organization that nobody has.
  OrgId const org_id = place ? place->org_id : OrgId::of(account_id);
  auto [secrets, organization] =
      co_await both(list_secret_hashes(tx, org_id, account_id), find_organization(tx, org_id));
  bool const is_there = place && organization && !organization->deleted_at;
  if (!is_there) co_return std::optional<ClientRecord>();
  co_return ClientRecord{.org_id = org_id, .secrets = std::move(secrets)};
}

Task<Done> set_secret_used(Transaction& tx, LockedOrg const& org, AccountId account_id,
                           SecretId secret_id, Seconds now) {
  co_await tx.query(
      "UPDATE service_account_secret SET last_used_at = $4 WHERE org_id = $1 AND account_id = $2 "
      "AND secret_id = $3",
      org.id(), account_id, secret_id, now);
  co_return Done{};
}

Task<std::optional<TokenCallerRecord>> find_token_caller(Transaction& tx, TokenPlace const& place) {
  return tx.is_in_one_place() ? token_caller_in_one_place(tx, place)
                              : token_caller_through_directory(tx, place);
}

}  // namespace orgd::store
