// Keys, service accounts and access lists into the structs of a seed.
#include "sandbox/seed_export_callers.hpp"

#include <algorithm>

#include "security/client_credentials.hpp"
#include "store/access_tokens.hpp"
#include "store/api_keys.hpp"
#include "store/service_accounts.hpp"

namespace orgd::sandbox {
namespace {

Task<std::vector<SeedAccessEntry>> export_access_list(Transaction& tx, store::OrgId org_id,
                                                      store::PrincipalId owner) {
  auto const entries = co_await store::list_access_entries(tx, org_id, owner, everything);
  std::vector<SeedAccessEntry> list;
  for (auto const& from : entries) {
    SeedAccessEntry entry{.cidr_block = from.block, .id = from.entry_id};
    entry.created = from.created_at;
    if (from.use_count != 0) entry.count = from.use_count;
    entry.last_used = from.last_used_at;
    entry.last_used_address = from.last_used_address;
    list.push_back(std::move(entry));
  }
  co_return std::move(list);
}

SeedApiKey export_key(store::ApiKeyRecord const& from, Vault const& vault) {
  SeedApiKey key{.desc = from.description, .id = std::string(from.key_id)};
  key.roles = exported_roles(from.roles);
  key.public_key = from.public_key;
  key.digest_hash = SeedDigestHash{.md5 = vault.open(from.ha1_md5, from.key_id).value(),
                                   .sha256 = vault.open(from.ha1_sha256, from.key_id).value()};
  key.private_key_tail = from.private_key_tail;
  key.created_at = from.created_at;
  return key;
}

Task<std::vector<SeedSecret>> export_secrets(Transaction& tx, store::ServiceAccount const& from) {
  auto const hashes = co_await store::list_secret_hashes(tx, from.org_id, from.account_id);
  std::vector<SeedSecret> secrets;
  for (auto const& one : from.secrets.by_creation()) {
    auto const at = std::ranges::find(hashes, one.secret_id, &store::SecretHash::secret_id);
    SeedSecret secret{.id = std::string(one.secret_id)};
    secret.secret_hash = at->secret_hash;
    secret.secret_tail = one.tail;
    secret.created_at = one.created_at;
    secret.expires_at = one.expires_at;
    secret.last_used_at = one.last_used_at;
    secrets.push_back(std::move(secret));
  }
  co_return std::move(secrets);
}

Task<SeedServiceAccount> export_account(Transaction& tx, store::ServiceAccount const& from) {
  SeedServiceAccount account{.name = from.name, .description = from.description};
  account.client_id = client_id_of(from.account_id);
  account.roles = exported_roles(from.roles);
  account.created_at = from.created_at;
  auto secrets = co_await export_secrets(tx, from);
  account.secrets = std::move(secrets);
  auto access_list = co_await export_access_list(tx, from.org_id, from.account_id);
  account.access_list = std::move(access_list);
  auto const tokens = co_await store::list_access_tokens(tx, from.org_id, from.account_id);
  for (auto const& token : tokens)
    account.tokens.push_back({.id = std::string(token.token_id),
                              .token_hash = token.token_hash,
                              .issued_at = token.issued_at,
                              .expires_at = token.expires_at});
  co_return std::move(account);
}

}  // namespace

Task<Done> export_callers(Transaction& tx, store::OrgId org_id, Vault const& vault,
                          SeedOrganization& out, ExportedGrants& grants) {
  auto const keys = co_await store::list_api_keys(tx, org_id, everything);
  for (auto const& from : keys) {
    auto key = export_key(from, vault);
    auto access_list = co_await export_access_list(tx, org_id, from.key_id);
    key.access_list = std::move(access_list);
    out.api_keys.push_back(std::move(key));
    SeedGrant subject;
    subject.api_key = from.public_key;
    add_grants(from.project_roles, subject, grants);
  }
  auto const accounts = co_await store::list_service_accounts(tx, org_id, everything);
  for (auto const& from : accounts) {
    auto account = co_await export_account(tx, from);
    SeedGrant subject;
    subject.service_account = account.client_id;
    add_grants(from.project_roles, subject, grants);
    out.service_accounts.push_back(std::move(account));
  }
  co_return Done{};
}

}  // namespace orgd::sandbox
