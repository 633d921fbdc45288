// Forgotten passwords.
#pragma once

#include "atlas/types/common.hpp"

namespace atlas {

/// Whose password is to be set anew.
struct PasswordResetRequest {
  std::string username{};
};
ATLAS_FIELDS(PasswordResetRequest, (username, "the person's e-mail address", .text = &text::plain))

/// A new password, by the token of a link.
struct SetPasswordRequest {
  std::string token{};
  std::string password{};
};
ATLAS_FIELDS(SetPasswordRequest,
             (token, "what stands in the link behind `#token=`", .text = &text::plain),
             (password, "the new password", .text = &text::password))

}  // namespace atlas
