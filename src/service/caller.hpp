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
#include "security/client_credentials.hpp"
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
  std::string name{};  ///< a key's public key, an account's client id, a person's username
};

/// A secret that the caller has shown to know.
struct KeyProof {
  std::string ha1{};  ///< for the configured algorithm, hexadecimal
};
/// A service account's token, which the caller has shown.
struct TokenProof {
  std::string place{};  ///< where it is found, as the token says; see place_of_token
  std::string token_hash{};
  store::Seconds expires_at{};
};
/// The token of an invitation's link.
struct LinkProof {
  store::InvitationId invitation_id{};
  std::string token_hash{};
};
/// Needs none, where the demo takes requests without credentials.
struct Everybody {};
/// The first is no help without the link's invitation: whoever forgets the proof gains nothing.
using Proof = std::variant<LinkProof, KeyProof, TokenProof, Everybody>;

struct Caller {
  Identity identity{};
  Proof proof{};
  std::vector<atlas::Block> access_list{};   ///< from where a key or a token may be used
  store::OrgId org_id{};                     ///< the only one in which it has rights
  store::OrganizationRecord organization{};  ///< as it was when the key or the token was read
  atlas::RoleSet<atlas::OrgRole> org_roles{};
  std::vector<std::pair<store::ProjectId, atlas::RoleSet<atlas::GroupRole>>> group_roles{};

  /// Everybody, an owner of every organization: the demo's examples mode alone.
  bool is_everyone() const { return std::holds_alternative<Everybody>(proof); }
  /// Of a caller by key.
  KeyProof const& key() const { return std::get<KeyProof>(proof); }
  /// Null unless it is a caller by token.
  TokenProof const* token() const { return std::get_if<TokenProof>(&proof); }

  /// What this caller may do in an organization and, unless empty, one of its projects.
  atlas::Rights rights_in(store::OrgId org, store::ProjectId project) const;
};

/// A caller in memory, so that a key or a token that calls again is not read again.
struct CachedCaller {
  std::shared_ptr<Caller const> caller{};
  std::uint64_t moment = 0;  ///< of the session, when its organization was read

  /// A public key, or the longer place of a token.
  std::string_view key() const {
    auto const* const token = caller->token();
    return token ? token->place : caller->identity.name;
  }
  std::size_t bytes() const;
};
using CallerCache = ClockCache<CachedCaller>;

/// Reads a key from the store; nothing when there is none. Throws when its secret does not open
/// with this store's key file.
Task<std::shared_ptr<Caller const>> load_caller(Transaction& tx, std::string_view public_key,
                                                Vault const& vault, DigestAlgorithm algorithm);

/// The same for a token, which may have expired. `place` is that of a TokenProof.
Task<std::shared_ptr<Caller const>> load_caller_by_token(Transaction& tx, std::string_view place);

/// Reads what an unknown key would read that is next to this one.
Task<Done> load_nobody(Transaction& tx, std::string_view public_key);
Task<Done> load_nobody_by_token(Transaction& tx);

/// Whether a caller that was read again is proven by the same secret.
bool same_proof(Caller const& a, Caller const& b);

/// 403 unless the address may call: the caller's own list when it has one, and any address only
/// while the organization does not demand a list.
Result<Done> check_access_list(Caller const& caller, bool list_required, std::string_view address);

}  // namespace orgd
