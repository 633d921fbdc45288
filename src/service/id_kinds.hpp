// Which kind of id each type of ids is of.
#pragma once

#include "security/platform.hpp"
#include "store/ids.hpp"

namespace orgd {

template <class Id>
inline constexpr IdKind kind_of_id = Id::without_a_kind;
template <>
inline constexpr IdKind kind_of_id<store::OrgId> = IdKind::organization;
template <>
inline constexpr IdKind kind_of_id<store::ProjectId> = IdKind::project;
template <>
inline constexpr IdKind kind_of_id<store::UserId> = IdKind::person;
template <>
inline constexpr IdKind kind_of_id<store::TeamId> = IdKind::team;
template <>
inline constexpr IdKind kind_of_id<store::KeyId> = IdKind::api_key;
template <>
inline constexpr IdKind kind_of_id<store::AccountId> = IdKind::service_account;
template <>
inline constexpr IdKind kind_of_id<store::SecretId> = IdKind::secret;
template <>
inline constexpr IdKind kind_of_id<store::InvitationId> = IdKind::invitation;
template <>
inline constexpr IdKind kind_of_id<store::SessionId> = IdKind::session;
template <>
inline constexpr IdKind kind_of_id<store::FactorId> = IdKind::factor;

}  // namespace orgd
