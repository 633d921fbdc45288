// What a member of a request may hold, beyond its type: who may set it, which texts and numbers it
// takes, which code of the catalogue a violation gets. The server enforces these rules and the
// OpenAPI document prints them; clients check nothing.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "atlas/error.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// A kind of text.
struct TextRule {
  /// The code of the violation, or nothing when the text is fine.
  std::optional<Code> (*check)(std::string_view text);
  std::string_view format{};     ///< OpenAPI "format", or ""
  std::string_view pattern{};    ///< the part of the rule that every language's patterns can say
  std::uint16_t min_length = 0;  ///< in code points
  std::uint16_t max_length = 0;  ///< in code points; 0: unlimited
  std::span<std::string_view const> values{};  ///< the enumeration, if it is one
  std::string_view about{};                    ///< the whole rule, for people
  /// What is wrong, to be read behind the member's name, where the code's own text would not say
  /// it; "" where it does.
  std::string (*explain)(std::string_view text) = nullptr;
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
  std::uint16_t max_items = 0;             ///< of a list; a list of a request must have one
  Code missing = Code::missing_attribute;  ///< absent, null or empty where it is required
  bool answered = false;     ///< always there in answers, though a request may leave it out
  std::string_view about{};  ///< what else there is to say of it, for people
};

/// How many elements the lists of one request may have. Whatever the server does with a request
/// that changes something is bounded by these.
namespace most {
inline constexpr std::uint16_t roles = 100;           ///< a list may name one twice
inline constexpr std::uint16_t teams = 100;           ///< a person is in no more of them
inline constexpr std::uint16_t projects = 250;        ///< those of an organization
inline constexpr std::uint16_t tags = 50;             ///< of a project
inline constexpr std::uint16_t access_entries = 200;  ///< those of a whole access list
}  // namespace most

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
    // The hosted service's own command line asks for page 0 and means the first.
    FieldRule{.field = "page_num", .minimum = 0, .about = "from 1; 0 is the first page as well"}};

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
              .max_items = most::roles,
              .missing = Code::missing_api_key_roles}};

template <>
inline constexpr std::array rules<UpdateApiKey>{
    FieldRule{.field = "desc", .text = &text::key_description},
    FieldRule{.field = "roles",
              .text = &text::org_role,
              .non_empty = true,
              .max_items = most::roles,
              .missing = Code::missing_api_key_roles}};

template <>
inline constexpr std::array rules<AccessListEntryRequest>{
    FieldRule{.field = "ip_address", .text = &text::ip_address},
    FieldRule{.field = "cidr_block", .text = &text::cidr_block}};

// The rule of a body that is a list as a whole names no member.
template <>
inline constexpr std::array rules<std::vector<AccessListEntryRequest>>{
    FieldRule{.field = "", .max_items = most::access_entries}};

template <>
inline constexpr std::array rules<Organization>{
    FieldRule{.field = "name", .text = &text::org_name},
    FieldRule{.field = "skip_default_alerts_settings", .answered = true},
    FieldRule{.field = "id", .read_only = true},
    FieldRule{.field = "is_deleted", .read_only = true},
    FieldRule{.field = "links", .read_only = true}};

template <>
inline constexpr std::array rules<CreateOrganizationRequest>{
    FieldRule{.field = "name", .text = &text::org_name},
    FieldRule{.field = "org_owner_id",
              .text = &text::object_id,
              .about = "required of API keys, which cannot own an organization themselves"},
    FieldRule{.field = "federation_settings_id", .text = &text::object_id}};

template <>
inline constexpr std::array rules<CustomSessionTimeouts>{
    FieldRule{.field = "absolute_session_timeout_in_seconds", .minimum = 3600, .maximum = 43200},
    FieldRule{.field = "idle_session_timeout_in_seconds", .minimum = 300, .maximum = 43200}};

template <>
inline constexpr std::array rules<OrganizationSettings>{
    FieldRule{.field = "api_access_list_required", .answered = true},
    FieldRule{.field = "multi_factor_auth_required", .answered = true},
    FieldRule{.field = "restrict_employee_access", .answered = true},
    FieldRule{.field = "gen_a_i_features_enabled", .answered = true},
    FieldRule{.field = "max_service_account_secret_validity_in_hours",
              .minimum = 8,
              .maximum = 8760,
              .answered = true},
    FieldRule{.field = "security_contact", .text = &text::email_or_empty, .answered = true},
    FieldRule{.field = "operations_contact",
              .text = &text::email,
              .missing = Code::invalid_email_address,
              .answered = true},
    FieldRule{.field = "streams_cross_group_enabled", .answered = true},
    FieldRule{.field = "custom_session_timeouts", .answered = true}};

template <>
inline constexpr std::array rules<GroupRoleAssignmentRequest>{
    FieldRule{.field = "group_id", .text = &text::object_id},
    FieldRule{
        .field = "roles", .text = &text::group_role, .non_empty = true, .max_items = most::roles}};

template <>
inline constexpr std::array rules<OrganizationInvitationUpdateRequest>{
    FieldRule{.field = "roles",
              .text = &text::org_role,
              .non_empty = true,
              .max_items = most::roles,
              .missing = Code::validation_error},
    FieldRule{.field = "team_ids", .text = &text::object_id, .max_items = most::teams},
    FieldRule{.field = "group_role_assignments", .max_items = most::projects}};

template <>
inline constexpr std::array rules<OrganizationInvitationRequest>{
    FieldRule{.field = "username", .text = &text::email},
    FieldRule{.field = "roles",
              .text = &text::org_role,
              .max_items = most::roles,
              .about = "a new invitation without any is for an ORG_MEMBER; a change needs one"},
    FieldRule{.field = "team_ids", .text = &text::object_id, .max_items = most::teams},
    FieldRule{.field = "group_role_assignments", .max_items = most::projects}};

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
inline constexpr std::array rules<Group>{
    FieldRule{.field = "name", .text = &text::group_name},
    FieldRule{.field = "org_id", .text = &text::object_id},
    FieldRule{.field = "with_default_alerts_settings", .answered = true},
    FieldRule{.field = "tags", .max_items = most::tags},
    FieldRule{.field = "cluster_count", .read_only = true},
    FieldRule{.field = "created", .read_only = true},
    FieldRule{.field = "id", .read_only = true},
    FieldRule{.field = "links", .read_only = true}};

/// @endcond

}  // namespace atlas
