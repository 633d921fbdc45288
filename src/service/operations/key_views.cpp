// API keys as the API shows them, the making of keys, and the events that tell of them.
#include "service/operations/key_views.hpp"

#include "service/account_mail.hpp"
#include "service/operations/names.hpp"

namespace orgd {

namespace ops = atlas::ops;

atlas::ApiKey api_key_view(Exchange& exchange, store::ApiKeyRecord const& key,
                           std::string_view private_key) {
  return {.desc = key.description,
          .id = std::string(key.key_id),
          .links = {exchange.self_link(ops::get_api_key.info, {key.org_id, key.key_id})},
          .private_key = private_key.empty() ? "********-****-****-" + key.private_key_tail
                                             : std::string(private_key),
          .public_key = key.public_key,
          .roles = role_assignments(key.org_id, key.roles, key.project_roles)};
}

Task<Done> record_key_event(Call& call, store::EventType type, store::ApiKeyRecord const& key,
                            std::optional<store::ProjectId> project_id) {
  auto event = call.event(type);
  event.project_id = project_id;
  event.target_public_key = key.public_key;
  co_return co_await store::insert_event(call.tx, call.locked(), event);
}

Task<Done> record_new_key(Call& call, store::ApiKeyRecord const& key,
                          std::optional<store::ProjectId> project_id) {
  co_await record_key_event(call, "API_KEY_CREATED", key, project_id);
  auto const by = mail_writing(call);
  MadeKey const made{.organization = call.organization.name,
                     .public_key = key.public_key,
                     .description = key.description,
                     .maker = call.caller().identity.name};
  co_return co_await tell_key_created(by, call.organization.org_id, made);
}

Task<Done> require_room_for_key(Call& call) {
  auto const count = co_await store::count_api_keys(call.tx, call.organization.org_id);
  if (count >= call.limits().api_keys_per_org)
    co_return fail(Code::max_api_keys_per_org_exceeded, call.limits().api_keys_per_org);
  co_return Done{};
}

void keep_secret(store::ApiKeyRecord& key, Vault const& vault, std::string_view private_key) {
  auto const hash = [&](DigestAlgorithm algorithm) {
    return DigestHash(algorithm).ha1(key.public_key, digest_realm, private_key);
  };
  keep_hashes(key, vault,
              {.ha1_md5 = hash(DigestAlgorithm::md5),
               .ha1_sha256 = hash(DigestAlgorithm::sha256),
               .tail = std::string(private_key.substr(private_key.size() - 12))});
}

void keep_hashes(store::ApiKeyRecord& key, Vault const& vault, KeyHashes const& hashes) {
  key.ha1_md5 = vault.seal(hashes.ha1_md5, key.key_id);
  key.ha1_sha256 = vault.seal(hashes.ha1_sha256, key.key_id);
  key.private_key_tail = hashes.tail;
}

Task<CreatedKey> create_key(Transaction& tx, Environment& environment, store::LockedOrg const& org,
                            atlas::CreateApiKey const& request, store::Seconds now) {
  CreatedKey created;
  store::ApiKeyRecord& key = created.record;
  key.org_id = org.id();
  key.key_id = store::KeyId::of(environment.ids.next(IdKind::api_key));
  key.description = request.desc;
  key.roles = unique_names(names_of(request.roles));
  key.created_at = now;
  // Another key may have drawn the same eight letters: draw again.
  do {
    KeyPair pair = new_key_pair(environment.platform);
    key.public_key = std::move(pair.public_key);
    created.private_key = std::move(pair.private_key);
  } while (!co_await store::claim_public_key(tx, org, key));
  keep_secret(key, environment.vault, created.private_key);
  co_await store::insert_api_key(tx, org, key);
  co_return created;
}

}  // namespace orgd
