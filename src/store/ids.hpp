// Ids that cannot be taken for one another. Each is 24 hexadecimal digits, which are kept in place
// and are never more than text.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <optional>
#include <string_view>

namespace orgd::store {

/// Whether what the one names is one of what the other names.
template <class Special, class General>
inline constexpr bool is_kind_of = false;

template <class Tag>
class Id {
 public:
  /// Names nothing.
  constexpr Id() = default;
  /// Nothing when the text is not as long as an id. Whether it has only digits is judged where a
  /// request is read; what has others is not found.
  static constexpr std::optional<Id> parse(std::string_view text) {
    if (text.size() != size) return std::nullopt;
    Id id;
    std::ranges::copy(text, id.digits_.begin());
    return id;
  }

  /// Of a text that is known to be one: a rule of the request has judged it, or it was made so.
  static constexpr Id of(std::string_view text) { return parse(text).value(); }

  template <class Special>
    requires is_kind_of<Special, Tag>
  constexpr Id(Id<Special> const& id) : digits_(id.digits_) {}  // NOLINT: converts on purpose

  constexpr bool empty() const { return digits_.front() == '\0'; }
  constexpr std::string_view view() const { return {digits_.data(), empty() ? 0 : size}; }
  constexpr operator std::string_view() const { return view(); }  // NOLINT: converts on purpose

  auto operator<=>(Id const&) const = default;

 private:
  template <class>
  friend class Id;
  static constexpr std::size_t size = 24;
  std::array<char, size> digits_{};
};

using OrgId = Id<struct OrgTag>;
using ProjectId = Id<struct ProjectTag>;
using UserId = Id<struct UserTag>;
using KeyId = Id<struct KeyTag>;
using TeamId = Id<struct TeamTag>;
using AccountId = Id<struct AccountTag>;  ///< of a service account
using SecretId = Id<struct SecretTag>;    ///< of a service account's secret
using InvitationId = Id<struct InvitationTag>;
using SessionId = Id<struct SessionTag>;  ///< of a person's session
using FactorId = Id<struct FactorTag>;    ///< of a person's second factor

/// Who can have roles: a person, a key, a team or a service account.
using PrincipalId = Id<struct PrincipalTag>;
template <>
inline constexpr bool is_kind_of<UserTag, PrincipalTag> = true;
template <>
inline constexpr bool is_kind_of<KeyTag, PrincipalTag> = true;
template <>
inline constexpr bool is_kind_of<TeamTag, PrincipalTag> = true;
template <>
inline constexpr bool is_kind_of<AccountTag, PrincipalTag> = true;

}  // namespace orgd::store
