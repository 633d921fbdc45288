// Shapes of service accounts and their secrets, and the parameters of their operations.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "atlas/types/common.hpp"
#include "atlas/types/parameters.hpp"

namespace atlas {

#define ATLAS_SECRET_ID_FIELD (secret_id, "the secret's id", .text = &text::object_id)

/// Addresses a service account.
struct ServiceAccountPath {
  std::string org_id{};
  std::string client_id{};
};
ATLAS_FIELDS(ServiceAccountPath, ATLAS_ORG_ID_FIELD, ATLAS_CLIENT_ID_FIELD)

/// Addresses a secret of a service account.
struct AccountSecretPath {
  std::string org_id{};
  std::string client_id{};
  std::string secret_id{};
};
ATLAS_FIELDS(AccountSecretPath, ATLAS_ORG_ID_FIELD, ATLAS_CLIENT_ID_FIELD, ATLAS_SECRET_ID_FIELD)

/// Addresses a service account as one of a project.
struct ProjectAccountPath {
  std::string group_id{};
  std::string client_id{};
};
ATLAS_FIELDS(ProjectAccountPath, ATLAS_GROUP_ID_FIELD, ATLAS_CLIENT_ID_FIELD)

/// Addresses a secret of a project's service account.
struct ProjectAccountSecretPath {
  std::string group_id{};
  std::string client_id{};
  std::string secret_id{};
};
ATLAS_FIELDS(ProjectAccountSecretPath, ATLAS_GROUP_ID_FIELD, ATLAS_CLIENT_ID_FIELD,
             ATLAS_SECRET_ID_FIELD)

/// Which page of a list whose items are always counted.
struct CountedPageQuery {
  std::int32_t items_per_page = 100;
  std::int32_t page_num = 1;
  bool pretty = false;
  bool envelope = false;
};
ATLAS_FIELDS(CountedPageQuery, ATLAS_WHICH_PAGE_FIELDS, ATLAS_QUERY_FIELDS)

/// Parameters of the lists of service accounts.
struct ServiceAccountsQuery {
  bool include_system_managed = false;
  std::int32_t items_per_page = 100;
  std::int32_t page_num = 1;
  bool pretty = false;
  bool envelope = false;
};
ATLAS_FIELDS(ServiceAccountsQuery,
             (include_system_managed,
              "list also the accounts that the service made for itself, which has none here"),
             ATLAS_WHICH_PAGE_FIELDS, ATLAS_QUERY_FIELDS)

// What several requests hold. A secret lives for a year at most, whatever the organization allows.
#define ATLAS_ACCOUNT_NAME_FIELD (name, "the name as people see it", .text = &text::account_name)
#define ATLAS_ACCOUNT_DESCRIPTION_FIELD \
  (description, "what the account is for", .text = &text::account_description)
#define ATLAS_SECRET_HOURS_FIELD                                                  \
  (secret_expires_after_hours,                                                    \
   "hours for which the secret is valid, within what the organization's setting " \
   "maxServiceAccountSecretValidityInHours allows",                               \
   .minimum = 1, .maximum = 8760)

/// A secret of a service account.
struct ServiceAccountSecret {
  Date created_at{};
  Date expires_at{};
  std::string id{};
  Nullable<Date> last_used_at{};
  std::optional<std::string> masked_secret_value{};
  std::optional<std::string> secret{};
};
ATLAS_FIELDS(ServiceAccountSecret, (created_at, "when it was made"),
             (expires_at, "when it ceases to be valid"), (id, "its id", .text = &text::object_id),
             (last_used_at, "when a token was last asked for with it, null before the first time"),
             (masked_secret_value, "what of the secret may be shown"),
             (secret, "the secret itself, when it is created and never again"))

/// A service account.
struct ServiceAccount {
  std::string client_id{};
  Date created_at{};
  std::string description{};
  std::string name{};
  std::vector<Role> roles{};
  std::vector<ServiceAccountSecret> secrets{};
  bool system_managed = false;
};
ATLAS_FIELDS(ServiceAccount, (client_id, "its name when it asks for a token"),
             (created_at, "when it was made"), (description, "what the account is for"),
             (name, "the name as people see it"),
             (roles, "roles in the organization, or on the project that the path names"),
             (secrets, "the secrets by creation"),
             (system_managed, "whether the service made it for itself, which it never does here"))

/// A service account to create in an organization.
struct OrgServiceAccountRequest {
  std::string description{};
  std::string name{};
  std::vector<Role> roles{};
  std::int32_t secret_expires_after_hours{};
};
ATLAS_FIELDS(OrgServiceAccountRequest, ATLAS_ACCOUNT_DESCRIPTION_FIELD, ATLAS_ACCOUNT_NAME_FIELD,
             (roles, "roles in the organization", .text = &text::org_role, .non_empty = true,
              .max_items = most::roles),
             ATLAS_SECRET_HOURS_FIELD)

/// What to change of a service account.
struct OrgServiceAccountUpdateRequest {
  std::optional<std::string> description{};
  std::optional<std::string> name{};
  OptionalList<Role> roles{};
};
ATLAS_FIELDS(OrgServiceAccountUpdateRequest, ATLAS_ACCOUNT_DESCRIPTION_FIELD,
             ATLAS_ACCOUNT_NAME_FIELD,
             (roles, "all roles in the organization from now on", .text = &text::org_role,
              .non_empty = true, .max_items = most::roles))

/// A service account to create with roles on one project.
struct GroupServiceAccountRequest {
  std::string description{};
  std::string name{};
  std::vector<Role> roles{};
  std::int32_t secret_expires_after_hours{};
};
ATLAS_FIELDS(GroupServiceAccountRequest, ATLAS_ACCOUNT_DESCRIPTION_FIELD, ATLAS_ACCOUNT_NAME_FIELD,
             (roles, "roles on the project", .text = &text::group_role, .non_empty = true,
              .max_items = most::roles),
             ATLAS_SECRET_HOURS_FIELD)

/// What to change of a service account on one project.
struct GroupServiceAccountUpdateRequest {
  std::optional<std::string> description{};
  std::optional<std::string> name{};
  OptionalList<Role> roles{};
};
ATLAS_FIELDS(GroupServiceAccountUpdateRequest, ATLAS_ACCOUNT_DESCRIPTION_FIELD,
             ATLAS_ACCOUNT_NAME_FIELD,
             (roles, "all roles on the project from now on", .text = &text::group_role,
              .non_empty = true, .max_items = most::roles))

/// Roles on one project for a service account of the organization.
struct GroupServiceAccountRoleAssignment {
  std::vector<Role> roles{};
};
ATLAS_FIELDS(GroupServiceAccountRoleAssignment,
             (roles, "roles on the project", .text = &text::group_role, .non_empty = true,
              .max_items = most::roles))

/// Callers before 2025 send a list of assignments, which together are one.
inline void merge(GroupServiceAccountRoleAssignment& whole,
                  GroupServiceAccountRoleAssignment&& part) {
  for (Role& role : part.roles) whole.roles.push_back(std::move(role));
}
/// @cond
template <>
inline constexpr std::array rules<std::vector<GroupServiceAccountRoleAssignment>>{
    FieldRule{.field = "", .max_items = most::roles}};
/// @endcond

/// A project on which a service account has roles.
struct ServiceAccountGroup {
  std::string group_id{};
  std::vector<Role> roles{};
};
ATLAS_FIELDS(ServiceAccountGroup, (group_id, "the project's id", .text = &text::object_id),
             (roles, "the account's roles on it"))

/// A secret to create.
struct ServiceAccountSecretRequest {
  std::int32_t secret_expires_after_hours{};
};
ATLAS_FIELDS(ServiceAccountSecretRequest, ATLAS_SECRET_HOURS_FIELD)

#undef ATLAS_SECRET_ID_FIELD
#undef ATLAS_ACCOUNT_NAME_FIELD
#undef ATLAS_ACCOUNT_DESCRIPTION_FIELD
#undef ATLAS_SECRET_HOURS_FIELD

}  // namespace atlas
