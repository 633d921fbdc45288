// A seed's API keys, service accounts and access lists into records.
#include "api/address.hpp"
#include "api/email.hpp"
#include "sandbox/seed_names.hpp"
#include "sandbox/seed_organization_writer.hpp"
#include "security/client_credentials.hpp"
#include "service/operations/key_views.hpp"
#include "store/access_tokens.hpp"
#include "store/service_accounts.hpp"

namespace orgd::sandbox {

store::Account const& SeedOrganizationWriter::account_of(std::string_view email) const {
  return people_.at(atlas::email_key(email));
}

store::PrincipalId SeedOrganizationWriter::principal_of(SeedGrant const& grant) const {
  if (grant.person) return user_id_of(*grant.person);
  auto const id = grant.team      ? team_id_of(from_, *grant.team)
                  : grant.api_key ? key_id_of(from_, *grant.api_key)
                                  : account_id_of(from_, *grant.service_account);
  return store::PrincipalId::of(id.value());
}

Task<Done> SeedOrganizationWriter::write_key(SeedApiKey const& given) {
  store::ApiKeyRecord key{.key_id = store::KeyId::of(*given.id),
                          .public_key = *given.public_key,
                          .description = given.desc,
                          .roles = seed_names_of(given.roles)};
  key.created_at = *given.created_at;
  if (given.digest_hash) {
    KeyHashes const hashes{.ha1_md5 = given.digest_hash->md5,
                           .ha1_sha256 = given.digest_hash->sha256,
                           .tail = *given.private_key_tail};
    keep_hashes(key, vault_, hashes);
  } else {
    keep_secret(key, vault_, *given.private_key);
  }
  co_await store::claim_public_key(tx_, org_, key);
  co_await store::insert_api_key(tx_, org_, key);
  co_return co_await write_access_list(key.key_id, given.access_list);
}

Task<Done> SeedOrganizationWriter::write_account(SeedServiceAccount const& given) {
  auto const id = account_of_client(*given.client_id);
  store::ServiceAccount const account{.account_id = store::AccountId::of(id.value()),
                                      .name = given.name,
                                      .description = *given.description,
                                      .roles = seed_names_of(given.roles),
                                      .created_at = *given.created_at};
  std::string const client_id = client_id_of(account.account_id);
  co_await store::insert_service_account(tx_, org_, account, client_id);
  for (auto const& secret : *given.secrets) co_await write_secret(account.account_id, secret);
  for (auto const& token : given.tokens) {
    store::AccessToken const kept{.account_id = account.account_id,
                                  .token_id = store::TokenId::of(token.id),
                                  .token_hash = token.token_hash,
                                  .issued_at = token.issued_at,
                                  .expires_at = token.expires_at};
    co_await store::insert_access_token(tx_, org_, kept);
  }
  co_return co_await write_access_list(account.account_id, given.access_list);
}

Task<Done> SeedOrganizationWriter::write_secret(store::AccountId account_id,
                                                SeedSecret const& given) {
  store::NewAccountSecret secret{.account_id = account_id,
                                 .secret_id = store::SecretId::of(*given.id)};
  secret.secret_hash = given.secret ? hash_token(*given.secret) : *given.secret_hash;
  secret.secret_tail =
      given.secret ? std::string(tail_of_secret(*given.secret)) : *given.secret_tail;
  secret.created_at = *given.created_at;
  secret.expires_at = *given.expires_at;
  co_await store::insert_account_secret(tx_, org_, secret);
  if (given.last_used_at)
    co_await store::set_secret_used(tx_, org_, account_id, secret.secret_id, *given.last_used_at);
  co_return Done{};
}

// One at a time: entries that differ in their time are not alike.
Task<Done> SeedOrganizationWriter::write_access_list(store::PrincipalId owner,
                                                     std::vector<SeedAccessEntry> const& list) {
  for (auto const& given : list) {
    store::NewAccessEntry const made{.org_id = org_.id(),
                                     .key_id = owner,
                                     .block = atlas::Block::parse(given.cidr_block).value().text(),
                                     .entry_id = *given.id,
                                     .created_at = *given.created};
    std::vector<store::NewAccessEntry> const entries{made};
    co_await store::insert_access_entries(tx_, org_, entries);
    if (!given.count && !given.last_used) continue;
    store::AccessEntry use{.key_id = owner, .block = made.block};
    use.use_count = given.count.value_or(0);
    use.last_used_at = given.last_used;
    use.last_used_address = given.last_used_address;
    co_await store::record_access(tx_, org_.id(), use);
  }
  co_return Done{};
}

}  // namespace orgd::sandbox
