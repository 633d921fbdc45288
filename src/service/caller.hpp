// Who calls: an identity, its rights, and how it was proven. A key's is loaded once and cached for
// as long as its organization's auth_version stands.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "api/address.hpp"
#include "atlas/role.hpp"
#include "security/digest.hpp"
#include "security/vault.hpp"
#include "service/clock_cache.hpp"
#include "store/journal.hpp"
#include "store/organizations.hpp"

namespace orgd {

/// Who somebody is, as events tell it.
struct Identity {
  store::ActorKind kind{};
  store::PrincipalId id{};
  std::string name{};  ///< a key's public key, a person's username
};

/// A secret that the caller has shown to know, and from where it may be used.
struct KeyProof {
  std::string ha1{};  ///< for the configured algorithm, hexadecimal
  std::vector<atlas::Block> access_list{};
};
/// The token of an invitation's link.
struct LinkProof {
  store::InvitationId invitation_id{};
  std::string token_hash{};
};
/// Needs none, where the demo takes requests without credentials.
struct Everybody {};
/// The first is no help without the link's invitation: whoever forgets the proof gains nothing.
using Proof = std::variant<LinkProof, KeyProof, Everybody>;

struct Caller {
  Identity identity{};
  Proof proof{};
  store::OrgId org_id{};                     ///< the only one in which it has rights
  store::OrganizationRecord organization{};  ///< of a key, as it was when the key was read
  atlas::RoleSet<atlas::OrgRole> org_roles{};
  std::vector<std::pair<store::ProjectId, atlas::RoleSet<atlas::GroupRole>>> group_roles{};

  /// Everybody, an owner of every organization: the demo's examples mode alone.
  bool is_everyone() const { return std::holds_alternative<Everybody>(proof); }
  /// Of a caller by key.
  KeyProof const& key() const { return std::get<KeyProof>(proof); }

  /// What this caller may do in an organization and, unless empty, one of its projects.
  atlas::Rights rights_in(store::OrgId org, store::ProjectId project) const;
};

/// A caller in memory, so that a key that calls again is not read again.
struct CachedCaller {
  std::shared_ptr<Caller const> caller{};
  std::uint64_t moment = 0;  ///< of the session, when its organization was read

  std::string_view key() const { return caller->identity.name; }
  std::size_t bytes() const;
};
using CallerCache = ClockCache<CachedCaller>;

/// Reads a key from the store; nothing when there is none. Throws when its secret does not open
/// with this store's key file.
Task<std::shared_ptr<Caller const>> load_caller(Transaction& tx, std::string_view public_key,
                                                Vault const& vault, DigestAlgorithm algorithm);

/// Reads what an unknown key would read that is next to this one.
Task<Done> load_nobody(Transaction& tx, std::string_view public_key);

/// 403 unless the address may call: the key's own list when it has one, and any address only while
/// the organization does not demand a list.
Result<Done> check_access_list(KeyProof const& key, bool list_required, std::string_view address);

}  // namespace orgd
