// Rows of the operations table: people's accounts, in their first form.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

inline constexpr Operation<RootPath, Query, CloudAppUserRequest, CloudAppUser> create_user{
    {.id = "createUser",
     .later_id = "createUser",
     .method = Method::post,
     .path = "/api/atlas/v2/users",
     .access = Access::role_granter,
     .scope = Scope::own_org,
     .success = 201,
     .codes = {Code::cannot_add_global_role,
               Code::common_password,
               Code::default_invitation_exception,
               Code::domain_not_in_allow_list,
               Code::first_name_exceeds_max_length,
               Code::group_not_found,
               Code::invalid_country_code,
               Code::invalid_username,
               Code::last_name_exceeds_max_length,
               Code::max_users_per_group_exceeded,
               Code::max_users_per_org_exceeded,
               Code::org_not_found,
               Code::role_needs_group_id,
               Code::role_needs_no_group_id,
               Code::role_needs_no_org_id,
               Code::role_needs_org_id,
               Code::unsupported_role,
               Code::user_already_exists,
               Code::user_unauthorized,
               Code::weak_password},
     .summary = "Make one person's account and invite the person to its roles",
     .about = "The roles are of the caller's organization: on it, which only its owners give, and "
              "on projects, which the projects' owners give as well. They count once the person "
              "has accepted; until then the answer shows none. An organization invites with all "
              "its roles together, and so does each project. The password is never shown."}};

inline constexpr Operation<UserPath, Query, NoBody, CloudAppUser> get_user{
    {.id = "getUser",
     .later_id = "getUser",
     .method = Method::get,
     .path = "/api/atlas/v2/users/{userId}",
     .access = Access::self_or_manager,
     .scope = Scope::none,
     .success = 200,
     .codes = {Code::user_not_found, Code::user_unauthorized},
     .retry = Retry::safe,
     .summary = "Return one person",
     .about = "With the roles and teams of the caller's organization. To be seen, a person is an "
              "active member of an organization that the caller owns, or has a role of their own "
              "on a project that the caller owns."}};

inline constexpr Operation<UserNamePath, Query, NoBody, CloudAppUser> get_user_by_username{
    {.id = "getUserByUsername",
     .later_id = "getUserByName",
     .method = Method::get,
     .path = "/api/atlas/v2/users/byName/{userName}",
     .access = Access::self_or_manager,
     .scope = Scope::none,
     .success = 200,
     .codes = {Code::user_unauthorized, Code::username_not_found},
     .retry = Retry::safe,
     .summary = "Return one person by the e-mail address",
     .about = "Whom the caller sees by the id, see getUser, in whatever case the address is."}};

}  // namespace atlas::ops
