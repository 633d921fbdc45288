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
#include "store/sessions.hpp"
#include "store/sign_ins.hpp"

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
/// A service account's token, or that of a person's session, which the caller has shown.
struct TokenProof {
  std::string place{};  ///< where it is found, as the token says; see place_of_token
  std::string token_hash{};
  store::Seconds expires_at{};
};
/// A person's session.
struct SessionProof : TokenProof {
  store::PersonSession session{};
  store::AccountOfSession account{};
};
/// The token of an invitation's link.
struct LinkProof {
  store::InvitationId invitation_id{};
  std::string token_hash{};
};
/// A password that was right a moment ago, before there is a session.
struct PasswordProof {
  std::vector<store::FailureCounter> counters{};  ///< of tries, which forget this one
  bool known_device = false;                      ///< it was shown by one of the person
};
/// What a passkey has signed that fits, but for whether its challenge was answered before.
struct ShownPasskey {
  store::FactorId factor_id{};
  std::string name{};  ///< what the person calls it
  std::string challenge{};
  std::uint32_t sign_count = 0;
  bool user_verified = false;
  bool may_be_copied = false;  ///< its counter has not grown
};
/// The same in place of a password.
struct PasskeyProof {
  ShownPasskey shown{};
};
/// Needs none, where the demo takes requests without credentials.
struct Everybody {};
/// The first is no help without the link's invitation: whoever forgets the proof gains nothing.
using Proof = std::variant<LinkProof, KeyProof, TokenProof, SessionProof, PasswordProof,
                           PasskeyProof, Everybody>;

/// What an organization asks of the sessions of its people.
struct SessionRules {
  bool multi_factor_required = false;
  std::optional<std::chrono::seconds> absolute{};
  std::optional<std::chrono::seconds> idle{};

  bool any() const { return multi_factor_required || absolute || idle; }
};

/// What a caller is in one organization.
struct Seat {
  store::OrganizationRecord organization{};  ///< as it was when the caller was read
  bool inside = true;                        ///< an invited person is not
  atlas::RoleSet<atlas::OrgRole> org_roles{};
  std::vector<std::pair<store::ProjectId, atlas::RoleSet<atlas::GroupRole>>> group_roles{};
  SessionRules rules{};
  /// Why the session gives no rights here at this moment, whatever the roles are.
  std::optional<Code> barred{};

  store::OrgId const& org_id() const { return organization.org_id; }
  /// With rights on one of its projects, unless that is empty.
  atlas::Rights rights_on(store::ProjectId project) const;
};

struct Caller {
  Identity identity{};
  Proof proof{};
  std::vector<atlas::Block> access_list{};  ///< from where a key or a token may be used
  std::vector<Seat> seats{};                ///< where it has rights: of all but people, one

  /// Everybody, an owner of every organization: the demo's examples mode alone.
  bool is_everyone() const { return std::holds_alternative<Everybody>(proof); }
  /// Of a caller by key.
  KeyProof const& key() const { return std::get<KeyProof>(proof); }
  /// Null unless it is a caller by token, or by session.
  TokenProof const* token() const {
    if (auto const* const of_person = session()) return of_person;
    return std::get_if<TokenProof>(&proof);
  }
  /// Null unless it is a person who has signed in.
  SessionProof const* session() const { return std::get_if<SessionProof>(&proof); }

  /// Null where it has none.
  Seat const* seat_in(store::OrgId org) const;
  /// The only one of a caller that has no more by its nature; null for people.
  Seat const* home() const { return session() || seats.empty() ? nullptr : &seats.front(); }
  /// The organization of that; "" when there is none.
  std::string_view home_id() const { return home() ? home()->org_id().view() : std::string_view(); }

  /// What this caller may do in an organization and, unless empty, one of its projects.
  atlas::Rights rights_in(store::OrgId org, store::ProjectId project) const;
};

/// A caller in memory, so that a key or a token that calls again is not read again.
struct CachedCaller {
  std::shared_ptr<Caller const> caller{};
  std::uint64_t moment = 0;  ///< of the session, when its organizations were read

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

/// Adds the roles that a list of each project has. One may be in the text more than once.
void add_project_roles(Seat& seat, store::AllProjectRoles const& of);

/// Reads what an unknown key would read that is next to this one.
Task<Done> load_nobody(Transaction& tx, std::string_view public_key);
Task<Done> load_nobody_by_token(Transaction& tx);

/// Whether a caller that was read again is proven by the same secret.
bool same_proof(Caller const& a, Caller const& b);

/// 403 unless the address may call: the caller's own list when it has one, and any address only
/// while the organization does not demand a list.
Result<Done> check_access_list(Caller const& caller, bool list_required, std::string_view address);

}  // namespace orgd
