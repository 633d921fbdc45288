// Challenges of passkeys, made without memory: whoever asks for one leaves nothing behind. That
// each counts once is for whoever accepts it to see to.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "security/platform.hpp"
#include "security/vault.hpp"

namespace orgd {

inline constexpr std::chrono::minutes passkey_challenge_life{5};

/// In base64url: the time, 16 random bytes, and a keyed hash of both and of what it is for.
std::string new_passkey_challenge(Platform& platform, Vault const& vault, std::string_view purpose,
                                  std::chrono::sys_seconds now);

/// Whether it is one of ours for that purpose, and young enough. One of another process may be from
/// a clock that is ahead by `max_ahead`.
bool is_passkey_challenge(Vault const& vault, std::string_view challenge, std::string_view purpose,
                          std::chrono::sys_seconds now, std::chrono::seconds max_ahead);

}  // namespace orgd
