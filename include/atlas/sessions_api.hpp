// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#pragma once

#include <string>
#include <vector>

#include "atlas/client.hpp"
#include "atlas/page_range.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// People: signing in, their sessions, second factors, and their own accounts. See Client for what
/// all methods share.
class SessionsApi : public Client {
 public:
  /// From a Configuration, or as a copy.
  using Client::Client;

  /// Ask for a passkey as the second factor of this session. What a page hands to
  /// `navigator.credentials.get`; the answer is an `assertion` of POST
  /// /orgd/v1/sessions/current:verify. It counts once, within 5 minutes. For callers with: a
  /// person's session, also one that has still to show a second factor. Errors: 400
  /// PASSKEYS_NEED_HOST_NAME; 409 SECOND_FACTOR_MISSING.
  Response<PasskeyRequest> challenge_session(
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Ask for a passkey in place of a password. What a page hands to `navigator.credentials.get`;
  /// the answer is the `assertion` of POST /orgd/v1/sessions. It counts once, within 5 minutes. For
  /// callers with: an address and its password. Errors: 400 PASSKEYS_NEED_HOST_NAME.
  Response<PasskeyRequest> challenge_sign_in(
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Change the caller's password. All other sessions of the person end. For callers with: a
  /// person's session; shows the person's own. Errors: 400 COMMON_PASSWORD, MISSING_ATTRIBUTE,
  /// WEAK_PASSWORD; 403 WRONG_PASSWORD; 429 TOO_MANY_TRIES.
  Response<NoBody> change_password(
      ChangePasswordRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Show that a new second factor works. This session has shown it by that. With the first one,
  /// all other sessions of the person end. For callers with: a person's session; shows the person's
  /// own. Errors: 400 MISSING_ATTRIBUTE; 403 FRESH_PROOF_REQUIRED, SECOND_FACTOR_FAILED; 404
  /// FACTOR_NOT_FOUND; 429 TOO_MANY_TRIES.
  Response<Factor> confirm_factor(
      std::string const& factor_id, ConfirmFactor const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Add a second factor. It counts for nothing until it is confirmed, and takes the place of one
  /// of its type that never was. The session's last sign-in or second step must be of the last 15
  /// minutes. For callers with: a person's session; shows the person's own. Errors: 400
  /// MAX_FACTORS_EXCEEDED, PASSKEYS_NEED_HOST_NAME; 403 FRESH_PROOF_REQUIRED.
  Response<Factor> create_factor(
      CreateFactor const& body, Query const& query = {}, CallOptions const& options = {}) const;

  /// Make 10 recovery codes, in place of those before. For callers with: a person's session; shows
  /// the person's own. Errors: 403 FRESH_PROOF_REQUIRED; 409 SECOND_FACTOR_MISSING.
  Response<RecoveryCodes> create_recovery_codes(
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Sign in: make a session of a person. By username and password, or by what a passkey has signed
  /// that POST /orgd/v1/sessions:challenge asked for. After 5 tries that failed in 15 minutes the
  /// next one has to wait, ever longer up to a minute; a browser in which the person has signed in
  /// before is not slowed by others. For callers with: an address and its password. Errors: 400
  /// COOKIE_NEEDS_HTTPS, MISSING_ATTRIBUTE; 401 SIGN_IN_FAILED; 429 TOO_MANY_TRIES.
  Response<PersonSession> create_session(
      SignInRequest const& body, Query const& query = {}, CallOptions const& options = {}) const;

  /// Sign out: end the session of this request. For callers with: a person's session, also one that
  /// has still to show a second factor.
  Response<NoBody> delete_current_session(
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Remove one of the caller's second factors. All other sessions of the person end, and with the
  /// last one its recovery codes. For callers with: a person's session; shows the person's own.
  /// Errors: 403 FRESH_PROOF_REQUIRED; 404 FACTOR_NOT_FOUND.
  Response<NoBody> delete_factor(
      std::string const& factor_id, Query const& query = {}, CallOptions const& options = {}) const;

  /// End one of the caller's sessions. For callers with: a person's session; shows the person's
  /// own. Errors: 404 SESSION_NOT_FOUND.
  Response<NoBody> delete_session(
      std::string const& session_id, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Return the session of this request. For callers with: a person's session, also one that has
  /// still to show a second factor. Errors: 401 USER_UNAUTHORIZED.
  Response<PersonSession> get_current_session(
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Return the caller's own account. For callers with: a person's session; shows the person's own.
  Response<Me> get_me(Query const& query = {}, CallOptions const& options = {}) const;

  /// List the caller's second factors. For callers with: a person's session; shows the person's
  /// own.
  Response<std::vector<Factor>> list_factors(
      Query const& query = {}, CallOptions const& options = {}) const;

  /// List the caller's sessions. For callers with: a person's session; shows the person's own.
  Response<std::vector<PersonSession>> list_sessions(
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Ask for a mail with a link that sets a new password. The answer is the same for every address,
  /// whether an account has it or not. The link works once, for 30 minutes. An account gets 3 such
  /// mails an hour; who asks too often from one address has to wait. For callers with: nothing but
  /// what stands in the body. Errors: 400 MISSING_ATTRIBUTE; 429 TOO_MANY_TRIES.
  Response<NoBody> reset_password(
      PasswordResetRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Set a new password by the token of a link. All sessions of the person end, and all other
  /// links. It signs nobody in, and leaves second factors as they are. For callers with: nothing
  /// but what stands in the body. Errors: 400 COMMON_PASSWORD, INVALID_PASSWORD_LINK,
  /// MISSING_ATTRIBUTE, WEAK_PASSWORD.
  Response<NoBody> set_password(
      SetPasswordRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Change what the caller's own account says. Every organization of the person shows it at once.
  /// For callers with: a person's session; shows the person's own. Errors: 400
  /// FIRST_NAME_EXCEEDS_MAX_LENGTH, INVALID_COUNTRY_CODE, LAST_NAME_EXCEEDS_MAX_LENGTH.
  Response<Me> update_me(
      MeUpdate const& body, Query const& query = {}, CallOptions const& options = {}) const;

  /// Show a second factor with the session of this request. It completes a sign-in, satisfies
  /// organizations that demand a second factor, and is the fresh proof that changes of factors
  /// need. Of 5 tries that failed the last one ends the session; after 20 in an hour none is taken
  /// until the hour is over. For callers with: a person's session, also one that has still to show
  /// a second factor. Errors: 403 SECOND_FACTOR_FAILED; 409 SECOND_FACTOR_MISSING; 429
  /// TOO_MANY_TRIES.
  Response<PersonSession> verify_session(
      SecondStep const& body, Query const& query = {}, CallOptions const& options = {}) const;
};

}  // namespace atlas
