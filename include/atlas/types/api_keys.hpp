// Shapes of API keys, their access lists, and the system status that shows the calling key.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "atlas/types/common.hpp"

namespace atlas {

/// An API key.
struct ApiKey {
  std::string desc{};
  std::string id{};
  std::vector<Link> links{};
  std::string private_key{};
  std::string public_key{};
  std::vector<RoleAssignment> roles{};
};
ATLAS_FIELDS(ApiKey, (desc, "what the key is for"), (id, "its id", .text = &text::object_id),
             (links, "links to this and to what belongs to it"),
             (private_key, "readable when created, redacted later"),
             (public_key, "the name of the key when it calls"),
             (roles, "roles in the organization and on its projects"))

/// A key to create.
struct CreateApiKey {
  std::string desc{};
  std::vector<Role> roles{};
};
ATLAS_FIELDS(CreateApiKey,
             (desc, "what the key is for", .text = &text::key_description,
              .missing = Code::api_key_requires_description),
             (roles, "roles in the organization", .text = &text::org_role, .non_empty = true,
              .max_items = most::roles, .missing = Code::missing_api_key_roles))

/// What to change of a key.
struct UpdateApiKey {
  std::optional<std::string> desc{};
  OptionalList<Role> roles{};
};
ATLAS_FIELDS(UpdateApiKey, (desc, "what the key is for", .text = &text::key_description),
             (roles, "roles in the organization", .text = &text::org_role, .non_empty = true,
              .max_items = most::roles, .missing = Code::missing_api_key_roles))

/// A key to create with roles on one project.
struct CreateProjectApiKey {
  std::string desc{};
  std::vector<Role> roles{};
};
ATLAS_FIELDS(CreateProjectApiKey,
             (desc, "what the key is for", .text = &text::key_description,
              .missing = Code::api_key_requires_description),
             (roles, "roles on the project", .text = &text::group_role, .non_empty = true,
              .max_items = most::roles, .missing = Code::missing_api_key_roles))

/// What to change of a key on one project.
struct UpdateProjectApiKey {
  std::optional<std::string> desc{};
  OptionalList<Role> roles{};
};
ATLAS_FIELDS(UpdateProjectApiKey, (desc, "what the key is for", .text = &text::key_description),
             (roles, "roles on the project", .text = &text::group_role, .non_empty = true,
              .max_items = most::roles, .missing = Code::missing_api_key_roles))

/// Roles to give to the key that the path names.
struct UserAccessRoleAssignment {
  std::vector<Role> roles{};
  std::optional<std::string> api_user_id{};
  std::optional<std::string> user_id{};
};
ATLAS_FIELDS(UserAccessRoleAssignment,
             (roles, "roles on the project", .text = &text::group_role, .non_empty = true,
              .max_items = most::roles, .missing = Code::missing_api_key_roles),
             (api_user_id, "the API key's id; the path says it", .read_only = true),
             (user_id, "a person's id; the path says whose roles they are", .read_only = true))

// The rule of a body that is a list as a whole names no member.
/// @cond
template <>
inline constexpr std::array rules<std::vector<UserAccessRoleAssignment>>{
    FieldRule{.field = "",
              .non_empty = true,
              .max_items = most::roles,
              .missing = Code::missing_api_key_roles}};
/// @endcond

/// Exactly one of the two: a single address or a block.
struct AccessListEntryRequest {
  std::optional<std::string> ip_address{};
  std::optional<std::string> cidr_block{};
};
ATLAS_FIELDS(AccessListEntryRequest,
             (ip_address, "a single address, as 192.0.2.1", .text = &text::ip_address),
             (cidr_block, "a block of addresses, as 192.0.2.0/24", .text = &text::cidr_block))

/// @cond
template <>
inline constexpr std::array rules<std::vector<AccessListEntryRequest>>{
    FieldRule{.field = "", .max_items = most::access_entries}};
/// @endcond

/// An address or block from which a key may call.
struct AccessListEntry {
  std::string cidr_block{};
  std::int32_t count{};
  Date created{};
  std::optional<std::string> ip_address{};
  std::optional<Date> last_used{};
  std::optional<std::string> last_used_address{};
  std::vector<Link> links{};
};
ATLAS_FIELDS(AccessListEntry, (cidr_block, "a block of addresses, as 192.0.2.0/24"),
             (count, "requests that it let pass"), (created, "when it was made"),
             (ip_address, "only when the block is a single address"),
             (last_used, "when it let the last request pass"),
             (last_used_address, "the address of the last request that it let pass"),
             (links, "links to this and to what belongs to it"))

/// An address or block, as the status of the service shows it.
struct AccessListItem {
  std::string cidr_block{};
  std::optional<std::string> ip_address{};
};
ATLAS_FIELDS(AccessListItem, (cidr_block, "a block of addresses, as 192.0.2.0/24"),
             (ip_address, "a single address, as 192.0.2.1"))

/// The key that a request came with.
struct CallingApiKey {
  std::vector<AccessListItem> access_list{};
  std::string id{};
  std::string public_key{};
  std::vector<RoleAssignment> roles{};
};
ATLAS_FIELDS(CallingApiKey, (access_list, "from where it may call"),
             (id, "its id", .text = &text::object_id),
             (public_key, "the name of the key when it calls"),
             (roles, "roles in the organization and on its projects"))

/// What the service says of itself and of the caller.
struct SystemStatus {
  std::optional<CallingApiKey> api_key{};
  std::string app_name{};
  std::string build{};
  std::string ip_address{};
  std::vector<Link> links{};
  bool throttling = false;
};
ATLAS_FIELDS(SystemStatus, (api_key, "the calling key"), (app_name, "the name of the service"),
             (build, "the commit that runs"),
             (ip_address, "the address that access lists judge the caller by"),
             (links, "links to this and to what belongs to it"),
             (throttling, "whether requests are being put off"))

}  // namespace atlas
