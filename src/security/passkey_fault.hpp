// Why what an authenticator or its browser sent proves nothing: for the log and for tests. Callers
// are told no more than that it is not accepted.
#pragma once

#include <cstdint>
#include <expected>
#include <string_view>

namespace orgd {

enum class PasskeyFault : std::uint8_t {
  too_long,
  not_base64url,
  client_data_unreadable,
  other_type,
  other_challenge,
  other_origin,
  cross_origin,
  attestation_unreadable,
  authenticator_data_unreadable,
  other_relying_party,
  nobody_present,
  no_credential,
  unknown_algorithm,
  key_unreadable,
  wrong_signature,
};

constexpr std::string_view words_of(PasskeyFault fault) {
  switch (fault) {
    case PasskeyFault::too_long:
      return "longer than any of its kind";
    case PasskeyFault::not_base64url:
      return "not base64url without padding";
    case PasskeyFault::client_data_unreadable:
      return "the client data cannot be read";
    case PasskeyFault::other_type:
      return "the client data are of another ceremony";
    case PasskeyFault::other_challenge:
      return "the challenge is another one";
    case PasskeyFault::other_origin:
      return "the page was one of another origin";
    case PasskeyFault::cross_origin:
      return "the page was in a frame of another origin";
    case PasskeyFault::attestation_unreadable:
      return "the attestation object cannot be read";
    case PasskeyFault::authenticator_data_unreadable:
      return "the authenticator data cannot be read";
    case PasskeyFault::other_relying_party:
      return "the relying party is another one";
    case PasskeyFault::nobody_present:
      return "the authenticator saw nobody";
    case PasskeyFault::no_credential:
      return "no new credential is in it";
    case PasskeyFault::unknown_algorithm:
      return "the key is for an algorithm that was not offered";
    case PasskeyFault::key_unreadable:
      return "the key cannot be read";
    case PasskeyFault::wrong_signature:
      return "the key has not signed this";
  }
  return "";
}

template <class T>
using PasskeyResult = std::expected<T, PasskeyFault>;

}  // namespace orgd
