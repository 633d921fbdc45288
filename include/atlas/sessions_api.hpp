// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#pragma once

#include <string>
#include <vector>

#include "atlas/client.hpp"
#include "atlas/page_range.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// People: signing in, their sessions, and their own accounts. See Client for what all methods
/// share.
class SessionsApi : public Client {
 public:
  /// From a Configuration, or as a copy.
  using Client::Client;

  /// Change the caller's password. All other sessions of the person end. For callers with: a
  /// person's session; shows the person's own. Errors: 400 COMMON_PASSWORD, MISSING_ATTRIBUTE,
  /// WEAK_PASSWORD; 403 WRONG_PASSWORD; 429 TOO_MANY_TRIES.
  Response<NoBody> change_password(
      ChangePasswordRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Sign in: make a session of a person. After 5 tries that failed in 15 minutes the next one has
  /// to wait, ever longer up to a minute; a browser in which the person has signed in before is not
  /// slowed by others. For callers with: an address and its password. Errors: 400
  /// COOKIE_NEEDS_HTTPS, MISSING_ATTRIBUTE; 401 SIGN_IN_FAILED; 429 TOO_MANY_TRIES.
  Response<PersonSession> create_session(
      SignInRequest const& body, Query const& query = {}, CallOptions const& options = {}) const;

  /// Sign out: end the session of this request. For callers with: a person's session; shows the
  /// person's own.
  Response<NoBody> delete_current_session(
      Query const& query = {}, CallOptions const& options = {}) const;

  /// End one of the caller's sessions. For callers with: a person's session; shows the person's
  /// own. Errors: 404 SESSION_NOT_FOUND.
  Response<NoBody> delete_session(
      std::string const& session_id, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Return the session of this request. For callers with: a person's session; shows the person's
  /// own. Errors: 401 USER_UNAUTHORIZED.
  Response<PersonSession> get_current_session(
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Return the caller's own account. For callers with: a person's session; shows the person's own.
  Response<Me> get_me(Query const& query = {}, CallOptions const& options = {}) const;

  /// List the caller's sessions. For callers with: a person's session; shows the person's own.
  Response<std::vector<PersonSession>> list_sessions(
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Change what the caller's own account says. Every organization of the person shows it at once.
  /// For callers with: a person's session; shows the person's own. Errors: 400
  /// FIRST_NAME_EXCEEDS_MAX_LENGTH, INVALID_COUNTRY_CODE, LAST_NAME_EXCEEDS_MAX_LENGTH.
  Response<Me> update_me(
      MeUpdate const& body, Query const& query = {}, CallOptions const& options = {}) const;
};

}  // namespace atlas
