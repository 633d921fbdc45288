// What a member of a request may hold, beyond its type: who may set it, which texts and numbers it
// takes, which code of the catalogue a violation gets. The server enforces these rules and the
// OpenAPI document prints them; clients check nothing.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>

#include "atlas/error.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// A kind of text.
struct TextRule {
  /// The code of the violation, or nothing when the text is fine.
  std::optional<Code> (*check)(std::string_view text);
  std::string_view format;       ///< OpenAPI "format", or ""
  std::string_view pattern;      ///< documented pattern (ECMA 262 with Unicode), or ""
  std::uint16_t min_length = 0;  ///< in code points
  std::uint16_t max_length = 0;  ///< in code points; 0: unlimited
  std::span<std::string_view const> values{};  ///< the enumeration, if it is one
};

namespace text {
extern TextRule const object_id;
extern TextRule const org_name;
extern TextRule const group_name;
extern TextRule const email;
extern TextRule const email_or_empty;
extern TextRule const org_role;
extern TextRule const group_role;
extern TextRule const key_description;
extern TextRule const first_name;
extern TextRule const last_name;
extern TextRule const country;
extern TextRule const password;
extern TextRule const tag;
extern TextRule const ip_address;
extern TextRule const cidr_block;
extern TextRule const membership_status;
extern TextRule const plain;  ///< any UTF-8 without control characters
}  // namespace text

/// A person's standing in an organization, the values of text::membership_status.
enum class MembershipStatus : std::uint8_t {
  active,
  pending,
  invitation_expired,
  invitation_rejected
};
/// The wire names, in the order of MembershipStatus.
inline constexpr std::array<std::string_view, 4> membership_status_names{
    "ACTIVE", "PENDING", "INVITATION_EXPIRED", "INVITATION_REJECTED"};

/// The rule of one member.
struct FieldRule {
  std::string_view field;          ///< the member's C++ name
  TextRule const* text = nullptr;  ///< for a text, or for each element of a list of texts
  bool read_only = false;          ///< accepted in requests and ignored
  bool non_empty = false;          ///< a present list must hold something
  std::int64_t minimum = std::numeric_limits<std::int32_t>::min();  ///< of a number
  std::int64_t maximum = std::numeric_limits<std::int32_t>::max();  ///< of a number
  std::uint16_t max_items = 0;                                      ///< of a list; 0: unlimited
  Code missing = Code::missing_attribute;  ///< absent, null or empty where it is required
};

/// The rules of a described struct; empty unless specialised below.
template <class T>
inline constexpr std::array<FieldRule, 0> rules{};

/// @cond  The rules read better here than in a reference.

template <>
inline constexpr std::array rules<OrgPath>{FieldRule{.field = "org_id", .text = &text::object_id}};

template <>
inline constexpr std::array rules<InvitationPath>{
    FieldRule{.field = "org_id", .text = &text::object_id},
    FieldRule{.field = "invitation_id", .text = &text::object_id}};

template <>
inline constexpr std::array rules<LinkPath>{
    FieldRule{.field = "invitation_id", .text = &text::object_id}};

template <>
inline constexpr std::array rules<ApiKeyPath>{
    FieldRule{.field = "org_id", .text = &text::object_id},
    FieldRule{.field = "api_user_id", .text = &text::object_id}};

// The address itself is read where it is used: a wrong one has a code of its own.
template <>
inline constexpr std::array rules<AccessListPath>{
    FieldRule{.field = "org_id", .text = &text::object_id},
    FieldRule{.field = "api_user_id", .text = &text::object_id}};

template <>
inline constexpr std::array rules<GroupPath>{
    FieldRule{.field = "group_id", .text = &text::object_id}};

template <>
inline constexpr std::array rules<PageQuery>{
    FieldRule{.field = "items_per_page", .minimum = 1, .maximum = 500},
    FieldRule{.field = "page_num", .minimum = 1}};

template <>
inline constexpr std::array rules<NamedPageQuery>{FieldRule{.field = "name", .text = &text::plain}};

template <>
inline constexpr std::array rules<InvitationsQuery>{
    FieldRule{.field = "username", .text = &text::email}};

template <>
inline constexpr std::array rules<OrgUsersQuery>{
    FieldRule{.field = "username", .text = &text::email},
    FieldRule{.field = "org_membership_status", .text = &text::membership_status},
    FieldRule{.field = "org_membership_statuses",
              .text = &text::membership_status,
              .max_items = membership_status_names.size()}};

template <>
inline constexpr std::array rules<CreateProjectQuery>{
    FieldRule{.field = "project_owner_id", .text = &text::object_id}};

template <>
inline constexpr std::array rules<CreateApiKey>{
    FieldRule{.field = "desc",
              .text = &text::key_description,
              .missing = Code::api_key_requires_description},
    FieldRule{.field = "roles",
              .text = &text::org_role,
              .non_empty = true,
              .missing = Code::missing_api_key_roles}};

template <>
inline constexpr std::array rules<UpdateApiKey>{
    FieldRule{.field = "desc", .text = &text::key_description},
    FieldRule{.field = "roles",
              .text = &text::org_role,
              .non_empty = true,
              .missing = Code::missing_api_key_roles}};

template <>
inline constexpr std::array rules<AccessListEntryRequest>{
    FieldRule{.field = "ip_address", .text = &text::ip_address},
    FieldRule{.field = "cidr_block", .text = &text::cidr_block}};

template <>
inline constexpr std::array rules<Organization>{FieldRule{.field = "name", .text = &text::org_name},
                                                FieldRule{.field = "id", .read_only = true},
                                                FieldRule{.field = "is_deleted", .read_only = true},
                                                FieldRule{.field = "links", .read_only = true}};

template <>
inline constexpr std::array rules<CreateOrganizationRequest>{
    FieldRule{.field = "name", .text = &text::org_name},
    FieldRule{.field = "org_owner_id", .text = &text::object_id},
    FieldRule{.field = "federation_settings_id", .text = &text::object_id}};

template <>
inline constexpr std::array rules<CustomSessionTimeouts>{
    FieldRule{.field = "absolute_session_timeout_in_seconds", .minimum = 3600, .maximum = 43200},
    FieldRule{.field = "idle_session_timeout_in_seconds", .minimum = 300, .maximum = 43200}};

template <>
inline constexpr std::array rules<OrganizationSettings>{
    FieldRule{
        .field = "max_service_account_secret_validity_in_hours", .minimum = 8, .maximum = 8760},
    FieldRule{.field = "security_contact", .text = &text::email_or_empty},
    FieldRule{.field = "operations_contact",
              .text = &text::email,
              .missing = Code::invalid_email_address}};

template <>
inline constexpr std::array rules<GroupRoleAssignmentRequest>{
    FieldRule{.field = "group_id", .text = &text::object_id},
    FieldRule{.field = "roles", .text = &text::group_role, .non_empty = true}};

template <>
inline constexpr std::array rules<OrganizationInvitationUpdateRequest>{
    FieldRule{.field = "roles", .text = &text::org_role},
    FieldRule{.field = "team_ids", .text = &text::object_id}};

template <>
inline constexpr std::array rules<OrganizationInvitationRequest>{
    FieldRule{.field = "username", .text = &text::email},
    FieldRule{.field = "roles", .text = &text::org_role},
    FieldRule{.field = "team_ids", .text = &text::object_id}};

template <>
inline constexpr std::array rules<AcceptInvitationRequest>{
    FieldRule{.field = "first_name", .text = &text::first_name},
    FieldRule{.field = "last_name", .text = &text::last_name},
    FieldRule{.field = "country", .text = &text::country},
    FieldRule{.field = "password", .text = &text::password}};

template <>
inline constexpr std::array rules<Tag>{FieldRule{.field = "key", .text = &text::tag},
                                       FieldRule{.field = "value", .text = &text::tag}};

template <>
inline constexpr std::array rules<Group>{FieldRule{.field = "name", .text = &text::group_name},
                                         FieldRule{.field = "org_id", .text = &text::object_id},
                                         FieldRule{.field = "cluster_count", .read_only = true},
                                         FieldRule{.field = "created", .read_only = true},
                                         FieldRule{.field = "id", .read_only = true},
                                         FieldRule{.field = "links", .read_only = true}};

/// @endcond

}  // namespace atlas
