// Rows of the operations table: a person's second factors, and the step in which one is shown.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

inline constexpr Operation<RootPath, Query, SecondStep, PersonSession> verify_session{
    {.id = "verifySession",
     .later_id = "verifySession",
     .method = Method::post,
     .path = "/orgd/v1/sessions/current:verify",
     .version = unversioned,
     .access = Access::own_session,
     .scope = Scope::none,
     .success = 200,
     .codes = {Code::second_factor_failed, Code::second_factor_missing, Code::too_many_tries},
     .summary = "Show a second factor with the session of this request",
     .about = "It completes a sign-in, satisfies organizations that demand a second factor, and is "
              "the fresh proof that changes of factors need. Of 5 tries that failed the last one "
              "ends the session; after 20 in an hour none is taken until the hour is over."}};

inline constexpr Operation<RootPath, Query, NoBody, PasskeyRequest> challenge_session{
    {.id = "challengeSession",
     .later_id = "challengeSession",
     .method = Method::post,
     .path = "/orgd/v1/sessions/current:challenge",
     .version = unversioned,
     .access = Access::own_session,
     .scope = Scope::none,
     .success = 200,
     .codes = {Code::passkeys_need_host_name, Code::second_factor_missing},
     .summary = "Ask for a passkey as the second factor of this session",
     .about = "What a page hands to `navigator.credentials.get`; the answer is an `assertion` of "
              "POST /orgd/v1/sessions/current:verify. It counts once, within 5 minutes."}};

inline constexpr Operation<RootPath, Query, NoBody, std::vector<Factor>> list_factors{
    {.id = "listFactors",
     .later_id = "listFactors",
     .method = Method::get,
     .path = "/orgd/v1/me/factors",
     .version = unversioned,
     .access = Access::person,
     .scope = Scope::none,
     .success = 200,
     .retry = Retry::safe,
     .summary = "List the caller's second factors"}};

inline constexpr Operation<RootPath, Query, CreateFactor, Factor> create_factor{
    {.id = "createFactor",
     .later_id = "createFactor",
     .method = Method::post,
     .path = "/orgd/v1/me/factors",
     .version = unversioned,
     .access = Access::person,
     .scope = Scope::none,
     .success = 201,
     .codes = {Code::fresh_proof_required, Code::max_factors_exceeded,
               Code::passkeys_need_host_name},
     .summary = "Add a second factor",
     .about = "It counts for nothing until it is confirmed, and takes the place of one of its type "
              "that never was. The session's last sign-in or second step must be of the last 15 "
              "minutes."}};

inline constexpr Operation<FactorPath, Query, ConfirmFactor, Factor> confirm_factor{
    {.id = "confirmFactor",
     .later_id = "confirmFactor",
     .method = Method::post,
     .path = "/orgd/v1/me/factors/{factorId}:confirm",
     .version = unversioned,
     .access = Access::person,
     .scope = Scope::none,
     .success = 200,
     .codes = {Code::factor_not_found, Code::fresh_proof_required, Code::second_factor_failed,
               Code::missing_attribute, Code::too_many_tries},
     .summary = "Show that a new second factor works",
     .about = "This session has shown it by that. With the first one, all other sessions of the "
              "person end."}};

inline constexpr Operation<FactorPath, Query, NoBody, NoBody> delete_factor{
    {.id = "deleteFactor",
     .later_id = "deleteFactor",
     .method = Method::remove,
     .path = "/orgd/v1/me/factors/{factorId}",
     .version = unversioned,
     .access = Access::person,
     .scope = Scope::none,
     .success = 204,
     .codes = {Code::factor_not_found, Code::fresh_proof_required},
     .summary = "Remove one of the caller's second factors",
     .about = "All other sessions of the person end, and with the last one its recovery codes."}};

inline constexpr Operation<RootPath, Query, NoBody, RecoveryCodes> create_recovery_codes{
    {.id = "createRecoveryCodes",
     .later_id = "createRecoveryCodes",
     .method = Method::post,
     .path = "/orgd/v1/me/recoveryCodes",
     .version = unversioned,
     .access = Access::person,
     .scope = Scope::none,
     .success = 201,
     .codes = {Code::fresh_proof_required, Code::second_factor_missing},
     .summary = "Make 10 recovery codes, in place of those before"}};

}  // namespace atlas::ops
