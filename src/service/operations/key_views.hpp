// API keys as the API shows them, and the making of keys.
#pragma once

#include "service/call.hpp"

namespace orgd {

/// `private_key` is the clear one right after creation; empty shows the redacted form.
atlas::ApiKey api_key_view(Exchange& exchange, store::ApiKeyRecord const& key,
                           std::string_view private_key = {});

/// Makes an API key with these organization roles and the event of it. Both secrets' owner is the
/// answer: the record holds them encrypted only.
struct CreatedKey {
  store::ApiKeyRecord record{};
  std::string private_key{};
};
Task<CreatedKey> create_key(Transaction& tx, Environment& environment, store::LockedOrg const& org,
                            atlas::CreateApiKey const& request, store::Seconds now);

}  // namespace orgd
