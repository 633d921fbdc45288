// Sessions of people, and what is to be known of a person who calls with one. Tokens are here as
// their hashes alone.
#pragma once

#include "store/organizations.hpp"
#include "store/people.hpp"

namespace orgd::store {

enum class SessionState : std::uint8_t { active, second_factor_required };

/// How the person signed in.
enum class SignInMethod : std::uint8_t { password, passkey };

struct PersonSession {
  UserId user_id{};
  SessionId session_id{};
  std::string token_hash{};
  SessionState state{};
  SignInMethod method{};
  Seconds created_at{};
  Seconds expires_at{};
  Seconds last_used_at{};
  std::int64_t longest_idle_s{};
  std::optional<Seconds> factor_at{};  ///< when a second factor was shown
  std::string address{};
  std::string user_agent{};

  static constexpr std::string_view table = "person_session";
};
BOOST_DESCRIBE_STRUCT(PersonSession, (),
                      (user_id, session_id, token_hash, state, method, created_at, expires_at,
                       last_used_at, longest_idle_s, factor_at, address, user_agent))

/// What of an account its sessions hang on.
struct AccountOfSession {
  std::string spelling{};
  std::int64_t auth_version{};
  std::optional<Seconds> operator_since{};  ///< of an operator alone

  static constexpr std::array computed{Computed{"spelling", "coalesce(spelling, username)"}};
  bool operator==(AccountOfSession const&) const = default;
};
BOOST_DESCRIBE_STRUCT(AccountOfSession, (), (spelling, auth_version, operator_since))

/// A session and the account whose it is.
struct SessionOfAccount {
  PersonSession session{};
  AccountOfSession account{};
};

/// A session may have expired, or not be the caller's: that is still to be judged.
Task<std::optional<SessionOfAccount>> find_session_of_account(Transaction& tx, UserId user_id,
                                                              SessionId session_id);

/// All of a person that have not expired, by id.
Task<std::vector<PersonSession>> list_sessions(Transaction& tx, UserId user_id, Seconds now);
Task<std::optional<PersonSession>> find_session(Transaction& tx, UserId user_id,
                                                SessionId session_id);
/// Does nothing when it is there: a transaction whose answer was lost is done again.
Task<Done> insert_session(Transaction& tx, PersonSession const& session);
/// Whether there was one.
Task<bool> delete_session(Transaction& tx, UserId user_id, SessionId session_id);
/// Ends all sessions of the person in that state but the newest ones.
Task<Done> keep_newest_sessions(Transaction& tx, UserId user_id, SessionState state,
                                std::int64_t kept);
/// Ends all sessions of the person but one, because what they hang on has changed.
Task<Done> end_other_sessions(Transaction& tx, UserId user_id, SessionId kept);
/// Counts a try to show a second factor; the how many-th it is. Nothing: the session is gone.
Task<std::optional<std::int64_t>> count_second_step(Transaction& tx, UserId user_id,
                                                    SessionId session_id);
/// The person has signed in, with or without a second factor: tries are counted anew.
Task<Done> save_proof(Transaction& tx, PersonSession const& session);
/// A new password, with which all other sessions end.
Task<Done> change_password(Transaction& tx, UserId user_id, std::string_view password_hash,
                           SessionId kept);
/// When a session was last used, and for how long it was not, at most.
struct SessionUse {
  UserId user_id{};
  SessionId session_id{};
  Seconds last_used_at{};
  std::int64_t longest_idle_s{};
};
/// Writes what is newer than what is known.
Task<Done> record_session_use(Transaction& tx, SessionUse const& use);
/// Whether there are any that expired before then.
Task<bool> any_session_over(Transaction& tx, Seconds before);
/// Forgets at most so many of them; how many these were.
Task<std::int64_t> drop_sessions(Transaction& tx, Seconds before, std::int64_t limit);

/// The person signed in: told of the account and wherever it is a member.
Task<Done> record_sign_in(Transaction& tx, UserId user_id, Seconds now);
/// What a person may say of itself, of the account and wherever it is a member. Locks each of its
/// organizations.
Task<Done> save_profile(Transaction& tx, Account const& account);

/// What a person is in one organization.
struct SeatRecord {
  Standing status{};
  Names roles{};
  AllProjectRoles project_roles{};
  AllProjectRoles team_roles{};  ///< those of its teams

  static constexpr std::string_view alias = "m";
  static constexpr std::array computed{
      Computed{"project_roles", AllProjectRoles::sql_of<"m.org_id", "m.user_id">.text()},
      Computed{"team_roles",
               "coalesce((SELECT string_agg(p.project_id || '=' || replace(p.roles, ' ', ','), ' ')"
               " FROM team_member t JOIN project_role p ON p.org_id = t.org_id AND "
               "p.principal_id = t.team_id WHERE t.org_id = $1 AND p.org_id = $1 AND "
               "t.user_id = m.user_id), '')"}};
};
BOOST_DESCRIBE_STRUCT(SeatRecord, (), (status, roles, project_roles, team_roles))

/// What an organization asks of sessions.
struct SessionLimits {
  bool multi_factor_required{};
  bool has_session_timeouts{};
  std::optional<std::int32_t> session_absolute_s{};
  std::optional<std::int32_t> session_idle_s{};
};
BOOST_DESCRIBE_STRUCT(SessionLimits, (),
                      (multi_factor_required, has_session_timeouts, session_absolute_s,
                       session_idle_s))

struct SeatOfPerson {
  SeatRecord seat{};
  OrganizationRecord organization{};
  SessionLimits limits{};
};
/// Those of all organizations where the person is a member or invited, by organization.
Task<std::vector<SeatOfPerson>> list_seats(Transaction& tx, UserId user_id);
/// The same organizations alone, in the same order.
Task<std::vector<OrganizationRecord>> list_organizations_of(Transaction& tx, UserId user_id);

}  // namespace orgd::store
