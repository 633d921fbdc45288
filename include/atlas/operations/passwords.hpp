// Rows of the operations table: forgotten passwords. They need no credential: what they need is in
// the body.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

inline constexpr Operation<RootPath, Query, PasswordResetRequest, NoBody> reset_password{
    {.id = "resetPassword",
     .later_id = "resetPassword",
     .method = Method::post,
     .path = "/orgd/v1/passwords:reset",
     .version = unversioned,
     .access = Access::anybody,
     .scope = Scope::none,
     .success = 202,
     .codes = {Code::missing_attribute, Code::too_many_tries},
     .summary = "Ask for a mail with a link that sets a new password",
     .about = "The answer is the same for every address, whether an account has it or not. The "
              "link works once, for 30 minutes. An account gets 3 such mails an hour; who asks too "
              "often from one address has to wait."}};

inline constexpr Operation<RootPath, Query, SetPasswordRequest, NoBody> set_password{
    {.id = "setPassword",
     .later_id = "setPassword",
     .method = Method::post,
     .path = "/orgd/v1/passwords:set",
     .version = unversioned,
     .access = Access::anybody,
     .scope = Scope::none,
     .success = 204,
     .codes = {Code::common_password, Code::invalid_password_link, Code::missing_attribute,
               Code::weak_password},
     .summary = "Set a new password by the token of a link",
     .about = "All sessions of the person end, and all other links. It signs nobody in, and leaves "
              "second factors as they are."}};

}  // namespace atlas::ops
