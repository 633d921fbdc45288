// Sessions of people, and what a person may see and say of itself.
#pragma once

#include "atlas/types/common.hpp"
#include "atlas/types/passkeys.hpp"

namespace atlas {

/// An address and its password, or what a passkey has signed; and how the session is to be carried.
struct SignInRequest {
  std::optional<std::string> username{};
  std::optional<std::string> password{};
  std::optional<bool> bearer{};
  std::optional<PasskeyAssertion> assertion{};
};
ATLAS_FIELDS(SignInRequest, (username, "the person's e-mail address", .text = &text::plain),
             (password, "the password", .text = &text::plain),
             (bearer,
              "true: the answer has a token, for a field `Authorization: Bearer`. Otherwise a "
              "cookie carries the session, which only pages of this server can ask for"),
             (assertion, "instead of both, what a passkey has signed that knew the person"))

/// A session of a person.
struct PersonSession {
  std::optional<std::string> address{};
  Date created_at{};
  bool current = false;
  Date expires_at{};
  std::vector<std::string> factors{};
  std::string id{};
  Date idle_expires_at{};
  Date last_used_at{};
  std::string method{};
  std::string state{};
  std::optional<std::string> token{};
  std::optional<std::string> user_agent{};
};
ATLAS_FIELDS(PersonSession, (address, "from where the person signed in"),
             (created_at, "when the person signed in"),
             (current, "whether it is the one of this request"),
             (expires_at, "when it ends at the latest"),
             (factors, "of which types the person's second factors are"),
             (id, "its id", .text = &text::object_id),
             (idle_expires_at, "when it ends unless it is used before"),
             (last_used_at, "when it was last used, to the minute"),
             (method, "how the person signed in", .text = &text::sign_in_method),
             (state, "whether a second factor is still to be shown", .text = &text::session_state),
             (token, "what to send as `Authorization: Bearer`; shown once, on request"),
             (user_agent, "with what the person signed in, as that says of itself"))

/// Addresses a session of the caller.
struct SessionPath {
  std::string session_id{};
};
ATLAS_FIELDS(SessionPath, (session_id, "the session's id", .text = &text::object_id))

/// The account of the caller.
struct Me {
  std::string country{};
  Date created_at{};
  std::string first_name{};
  bool has_password = false;
  bool has_second_factor = false;
  std::string id{};
  bool is_operator = false;
  std::optional<std::string> language{};
  std::optional<Date> last_auth{};
  std::string last_name{};
  std::optional<std::string> mobile_number{};
  std::int32_t recovery_codes_left = 0;
  std::string username{};
};
ATLAS_FIELDS(Me, (country, "the country: two upper-case letters (ISO 3166-1)"),
             (created_at, "when the account was made"), (first_name, "the first name"),
             (has_password, "whether the person can sign in by password"),
             (has_second_factor, "whether the person shows a second factor to sign in"),
             (id, "its id", .text = &text::object_id),
             (is_operator, "whether the person may look at the server as a whole"),
             (language, "in which mails are written, where that is known", .text = &text::language),
             (last_auth, "when the person last signed in"), (last_name, "the last name"),
             (mobile_number, "the mobile number, if there is one"),
             (recovery_codes_left, "how many recovery codes have not been used"),
             (username, "the person's e-mail address"))

/// What a person may change of itself.
struct MeUpdate {
  std::optional<std::string> country{};
  std::optional<std::string> first_name{};
  Nullable<std::string> language{};
  std::optional<std::string> last_name{};
  Nullable<std::string> mobile_number{};
};
ATLAS_FIELDS(MeUpdate,
             (country, "the country: two upper-case letters (ISO 3166-1)", .text = &text::country),
             (first_name, "the first name", .text = &text::first_name),
             (language, "in which mails are written; null leaves that to whoever causes them",
              .text = &text::language),
             (last_name, "the last name", .text = &text::last_name),
             (mobile_number, "a mobile number; null takes it away", .text = &text::mobile_number))

/// A new password in place of the present one.
struct ChangePasswordRequest {
  std::string current_password{};
  std::string new_password{};
};
ATLAS_FIELDS(ChangePasswordRequest,
             (current_password, "the present password", .text = &text::plain),
             (new_password, "the new one", .text = &text::password))

}  // namespace atlas
