// Who calls: an API key with everything needed to judge its requests, loaded once and cached for as
// long as its organization's auth_version stands.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/address.hpp"
#include "atlas/role.hpp"
#include "security/digest.hpp"
#include "security/vault.hpp"
#include "store/api_keys.hpp"
#include "store/journal.hpp"
#include "store/organizations.hpp"

namespace orgd {

struct Caller {
  /// `everyone` exists in the demo's examples mode alone; `link_holder` on the links of
  /// invitations.
  enum class Kind : std::uint8_t { api_key, everyone, link_holder };

  Kind kind = Kind::api_key;
  std::string org_id{};  ///< the only organization of a key
  std::string key_id{};
  std::string public_key{};                  ///< also its name in events and invitations
  std::string ha1{};                         ///< for the configured algorithm, hexadecimal
  store::OrganizationRecord organization{};  ///< of the key, as it was when the key was read
  atlas::RoleSet<atlas::OrgRole> org_roles{};
  std::vector<std::pair<std::string, atlas::RoleSet<atlas::GroupRole>>> group_roles{};
  std::vector<atlas::Block> access_list{};

  /// What this caller may do in an organization and, unless empty, one of its projects.
  atlas::Rights rights_in(std::string_view org, std::string_view project) const;
};

/// Reads a key from the store; nothing when there is none. Throws when its secret does not open
/// with this store's key file.
Task<std::optional<Caller>> load_caller(Transaction& tx, std::string_view public_key,
                                        Vault const& vault, DigestAlgorithm algorithm);

/// The same for a key that is known to exist.
Caller caller_of(store::ApiKeyRecord const& key, Vault const& vault, DigestAlgorithm algorithm);

/// 403 unless the address may call: the caller's own list when it has one, and any address only
/// while the organization does not demand a list.
Result<Done> check_access_list(Caller const& caller, bool list_required, std::string_view address);

}  // namespace orgd
