// The rules of all members of requests. The server enforces them and the OpenAPI document prints
// them; clients check nothing.
#pragma once

#include <array>

#include "atlas/field_rule.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// @cond  The rules read better here than in a reference.

// What stands in many paths or queries.
namespace parameter {
inline constexpr FieldRule org_id{
    .field = "org_id", .text = &text::object_id, .about = "the organization's id"};
inline constexpr FieldRule invitation_id{
    .field = "invitation_id", .text = &text::object_id, .about = "the invitation's id"};
inline constexpr FieldRule api_user_id{
    .field = "api_user_id", .text = &text::object_id, .about = "the API key's id"};
inline constexpr FieldRule items_per_page{.field = "items_per_page",
                                          .minimum = 1,
                                          .maximum = 500,
                                          .about = "items of one page (default 100)"};
// The hosted service's own command line asks for page 0 and means the first.
inline constexpr FieldRule page_num{
    .field = "page_num",
    .minimum = 0,
    .about = "which page, from 1 (default 1); 0 is the first page as well"};
inline constexpr FieldRule include_count{.field = "include_count",
                                         .about = "count all matches (default true)"};
inline constexpr FieldRule pretty{.field = "pretty",
                                  .about = "print the answer over several lines"};
inline constexpr FieldRule envelope{
    .field = "envelope",
    .about = R"(wrap the answer together with its status, {"content": ..., "status": 200}; a page )"
             R"(has "status" among its members)"};
}  // namespace parameter

template <>
inline constexpr std::array rules<OrgPath>{parameter::org_id};

template <>
inline constexpr std::array rules<InvitationPath>{parameter::org_id, parameter::invitation_id};

template <>
inline constexpr std::array rules<LinkPath>{parameter::invitation_id};

template <>
inline constexpr std::array rules<ApiKeyPath>{parameter::org_id, parameter::api_user_id};

// The address itself is read where it is used: a wrong one has a code of its own.
template <>
inline constexpr std::array rules<AccessListPath>{
    parameter::org_id, parameter::api_user_id,
    FieldRule{
        .field = "ip_address",
        .about = "the entry: an address, or a block, whose / is percent-encoded in the path"}};

template <>
inline constexpr std::array rules<GroupPath>{
    FieldRule{.field = "group_id", .text = &text::object_id, .about = "the project's id"}};

template <>
inline constexpr std::array rules<EnvelopeQuery>{parameter::envelope};

template <>
inline constexpr std::array rules<Query>{parameter::pretty, parameter::envelope};

template <>
inline constexpr std::array rules<PageQuery>{parameter::items_per_page, parameter::page_num,
                                             parameter::include_count, parameter::pretty,
                                             parameter::envelope};

template <>
inline constexpr std::array rules<NamedPageQuery>{
    FieldRule{.field = "name",
              .text = &text::plain,
              .about = "only those whose names begin with this, in any case"},
    parameter::items_per_page,
    parameter::page_num,
    parameter::include_count,
    parameter::pretty,
    parameter::envelope};

template <>
inline constexpr std::array rules<InvitationsQuery>{
    FieldRule{.field = "username", .text = &text::email, .about = "only this person's"},
    parameter::pretty, parameter::envelope};

template <>
inline constexpr std::array rules<OrgUsersQuery>{
    FieldRule{.field = "username", .text = &text::email, .about = "only this person"},
    FieldRule{.field = "org_membership_status",
              .text = &text::membership_status,
              .about = "only people of this standing"},
    FieldRule{.field = "org_membership_statuses",
              .text = &text::membership_status,
              .max_items = membership_status_names.size(),
              .about = "only people of these standings"},
    parameter::items_per_page,
    parameter::page_num,
    parameter::include_count,
    parameter::pretty,
    parameter::envelope};

template <>
inline constexpr std::array rules<CreateProjectQuery>{
    FieldRule{.field = "project_owner_id",
              .text = &text::object_id,
              .about = "the id of the user who owns the project"},
    parameter::pretty, parameter::envelope};

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
