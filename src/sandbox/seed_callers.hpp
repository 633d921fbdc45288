// What a seed file says of machines that call: API keys, service accounts and their access lists.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "atlas/types.hpp"
#include "sandbox/seed_fields.hpp"

namespace orgd::sandbox {

struct SeedAccessEntry {
  std::string cidr_block{};
  std::optional<std::string> id{};
  std::optional<Date> created{};
  std::optional<std::int64_t> count{};
  std::optional<Date> last_used{};
  std::optional<std::string> last_used_address{};
};
ORGD_SANDBOX_FIELDS(SeedAccessEntry, (cidr_block, "a block of addresses, or one address"),
                    ORGD_SEED_ID_FIELD, (created, "when it was made; without it now"),
                    (count, "requests that it let pass", .minimum = 0,
                     .maximum = std::int64_t{1} << 53U),
                    (last_used, "when it let the last request pass"),
                    (last_used_address, "the address of that request"))

/// A private key as Digest needs it: MD5 and SHA-256 of "publicKey:MMS Public API:privateKey".
struct SeedDigestHash {
  std::string md5{};
  std::string sha256{};
};
ORGD_SANDBOX_FIELDS(SeedDigestHash, (md5, "HA1 by MD5", .text = &seed_text::md5),
                    (sha256, "HA1 by SHA-256", .text = &seed_text::hash))

struct SeedApiKey {
  std::string desc{};
  std::optional<std::string> id{};
  std::vector<Role> roles{};
  std::optional<std::string> public_key{};
  std::optional<std::string> private_key{};
  std::optional<SeedDigestHash> digest_hash{};
  std::optional<std::string> private_key_tail{};
  std::optional<Date> created_at{};
  std::vector<SeedAccessEntry> access_list{};
};
ORGD_SANDBOX_FIELDS(SeedApiKey,
                    (desc, "what the key is for", .text = &atlas::text::key_description),
                    ORGD_SEED_ID_FIELD, ORGD_SEED_ORG_ROLES_FIELD,
                    (public_key, "its name when it calls", .text = &seed_text::public_key),
                    (private_key, "the private key in the clear", .text = &seed_text::private_key),
                    (digest_hash, "the private key as it is stored, in place of the clear one"),
                    (private_key_tail, "its last 12 characters, beside digestHash",
                     .text = &seed_text::tail),
                    ORGD_SEED_CREATED_FIELD, (access_list, "from where it may call"))

struct SeedSecret {
  std::optional<std::string> id{};
  std::optional<std::string> secret{};
  std::optional<std::string> secret_hash{};
  std::optional<std::string> secret_tail{};
  std::optional<Date> created_at{};
  std::optional<Date> expires_at{};
  std::optional<Date> last_used_at{};
};
ORGD_SANDBOX_FIELDS(SeedSecret, ORGD_SEED_ID_FIELD,
                    (secret, "the secret in the clear", .text = &seed_text::private_key),
                    (secret_hash, "the secret as it is stored, in place of the clear one",
                     .text = &seed_text::hash),
                    (secret_tail, "its last 4 characters, beside secretHash",
                     .text = &seed_text::tail),
                    ORGD_SEED_CREATED_FIELD,
                    (expires_at, "its end; without it a year after it was made"),
                    (last_used_at, "when a token was last asked for with it"))

/// An access token that was given out and lives on.
struct SeedToken {
  std::string id{};
  std::string token_hash{};
  Date issued_at{};
  Date expires_at{};
};
ORGD_SANDBOX_FIELDS(SeedToken, (id, "its id", .text = &atlas::text::object_id),
                    (token_hash, "the token as it is stored", .text = &seed_text::hash),
                    (issued_at, "when it was made"), (expires_at, "when it ends"))

struct SeedServiceAccount {
  std::string name{};
  std::optional<std::string> description{};
  std::optional<std::string> client_id{};
  std::vector<Role> roles{};
  std::optional<Date> created_at{};
  std::optional<std::vector<SeedSecret>> secrets{};
  std::vector<SeedAccessEntry> access_list{};
  std::vector<SeedToken> tokens{};
};
ORGD_SANDBOX_FIELDS(
    SeedServiceAccount, (name, "the name as people see it", .text = &atlas::text::account_name),
    (description, "what it is for; without it the name", .text = &atlas::text::account_description),
    (client_id, "its name when it asks for a token", .text = &atlas::text::client_id),
    ORGD_SEED_ORG_ROLES_FIELD, ORGD_SEED_CREATED_FIELD, (secrets, "without the member it gets one"),
    (access_list, "from where it may call"), (tokens, "tokens that live on"))

}  // namespace orgd::sandbox
