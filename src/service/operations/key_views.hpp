// API keys as the API shows them, the making of keys, and the events that tell of them.
#pragma once

#include "service/call.hpp"

namespace orgd {

/// `private_key` is the clear one right after creation; empty shows the redacted form.
atlas::ApiKey api_key_view(Exchange& exchange, store::ApiKeyRecord const& key,
                           std::string_view private_key = {});

/// Inserts the event of a change of the key: of all of it, or of what it is on one project.
Task<Done> record_key_event(Call& call, store::EventType type, store::ApiKeyRecord const& key,
                            std::optional<store::ProjectId> project_id = {});

/// The same of a key that was just made; the organization's owners are told as well.
Task<Done> record_new_key(Call& call, store::ApiKeyRecord const& key,
                          std::optional<store::ProjectId> project_id = {});

/// The organization may have one more API key.
Task<Done> require_room_for_key(Call& call);

/// Gives the key, whose id and public key are known, what is kept of its private one.
void keep_secret(store::ApiKeyRecord& key, Vault const& vault, std::string_view private_key);

/// The same where the private one is not known: its Digest hashes and its last 12 characters are.
struct KeyHashes {
  std::string ha1_md5{};
  std::string ha1_sha256{};
  std::string tail{};
};
void keep_hashes(store::ApiKeyRecord& key, Vault const& vault, KeyHashes const& hashes);

/// Makes an API key with these organization roles and the event of it. Both secrets' owner is the
/// answer: the record holds them encrypted only.
struct CreatedKey {
  store::ApiKeyRecord record{};
  std::string private_key{};
};
Task<CreatedKey> create_key(Transaction& tx, Environment& environment, store::LockedOrg const& org,
                            atlas::CreateApiKey const& request, store::Seconds now);

}  // namespace orgd
