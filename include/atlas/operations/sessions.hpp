// Rows of the operations table: sessions of people, and their own accounts. They lie outside the
// versioned API, which knows no people that call.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

inline constexpr Operation<RootPath, Query, SignInRequest, PersonSession> create_session{
    {.id = "createSession",
     .later_id = "createSession",
     .method = Method::post,
     .path = "/orgd/v1/sessions",
     .version = unversioned,
     .access = Access::sign_in,
     .scope = Scope::none,
     .success = 201,
     .codes = {Code::cookie_needs_https, Code::missing_attribute, Code::sign_in_failed,
               Code::too_many_tries},
     .summary = "Sign in: make a session of a person",
     .about = "By username and password, or by what a passkey has signed that POST "
              "/orgd/v1/sessions:challenge asked for. "
              "After 5 tries that failed in 15 minutes the next one has to wait, ever longer up to "
              "a minute; a browser in which the person has signed in before is not slowed by "
              "others."}};

inline constexpr Operation<RootPath, Query, NoBody, PasskeyRequest> challenge_sign_in{
    {.id = "challengeSignIn",
     .later_id = "challengeSignIn",
     .method = Method::post,
     .path = "/orgd/v1/sessions:challenge",
     .version = unversioned,
     .access = Access::sign_in,
     .scope = Scope::none,
     .success = 200,
     .codes = {Code::passkeys_need_host_name},
     .summary = "Ask for a passkey in place of a password",
     .about = "What a page hands to `navigator.credentials.get`; the answer is the `assertion` of "
              "POST /orgd/v1/sessions. It counts once, within 5 minutes."}};

inline constexpr Operation<RootPath, Query, NoBody, std::vector<PersonSession>> list_sessions{
    {.id = "listSessions",
     .later_id = "listSessions",
     .method = Method::get,
     .path = "/orgd/v1/sessions",
     .version = unversioned,
     .access = Access::person,
     .scope = Scope::none,
     .success = 200,
     .retry = Retry::safe,
     .summary = "List the caller's sessions"}};

inline constexpr Operation<RootPath, Query, NoBody, PersonSession> get_current_session{
    {.id = "getCurrentSession",
     .later_id = "getCurrentSession",
     .method = Method::get,
     .path = "/orgd/v1/sessions/current",
     .version = unversioned,
     .access = Access::own_session,
     .scope = Scope::none,
     .success = 200,
     .codes = {Code::user_unauthorized},
     .retry = Retry::safe,
     .summary = "Return the session of this request"}};

inline constexpr Operation<RootPath, Query, NoBody, NoBody> delete_current_session{
    {.id = "deleteCurrentSession",
     .later_id = "deleteCurrentSession",
     .method = Method::remove,
     .path = "/orgd/v1/sessions/current",
     .version = unversioned,
     .access = Access::own_session,
     .scope = Scope::none,
     .success = 204,
     .summary = "Sign out: end the session of this request"}};

inline constexpr Operation<SessionPath, Query, NoBody, NoBody> delete_session{
    {.id = "deleteSession",
     .later_id = "deleteSession",
     .method = Method::remove,
     .path = "/orgd/v1/sessions/{sessionId}",
     .version = unversioned,
     .access = Access::person,
     .scope = Scope::none,
     .success = 204,
     .codes = {Code::session_not_found},
     .summary = "End one of the caller's sessions"}};

inline constexpr Operation<RootPath, Query, NoBody, Me> get_me{
    {.id = "getMe",
     .later_id = "getMe",
     .method = Method::get,
     .path = "/orgd/v1/me",
     .version = unversioned,
     .access = Access::person,
     .scope = Scope::none,
     .success = 200,
     .retry = Retry::safe,
     .summary = "Return the caller's own account"}};

inline constexpr Operation<RootPath, Query, MeUpdate, Me> update_me{
    {.id = "updateMe",
     .later_id = "updateMe",
     .method = Method::patch,
     .path = "/orgd/v1/me",
     .version = unversioned,
     .access = Access::person,
     .scope = Scope::none,
     .success = 200,
     .codes = {Code::first_name_exceeds_max_length, Code::invalid_country_code,
               Code::last_name_exceeds_max_length},
     .summary = "Change what the caller's own account says",
     .about = "Every organization of the person shows it at once."}};

inline constexpr Operation<RootPath, Query, ChangePasswordRequest, NoBody> change_password{
    {.id = "changePassword",
     .later_id = "changePassword",
     .method = Method::post,
     .path = "/orgd/v1/me:changePassword",
     .version = unversioned,
     .access = Access::person,
     .scope = Scope::none,
     .success = 204,
     .codes = {Code::common_password, Code::missing_attribute, Code::too_many_tries,
               Code::weak_password, Code::wrong_password},
     .summary = "Change the caller's password",
     .about = "All other sessions of the person end."}};

}  // namespace atlas::ops
