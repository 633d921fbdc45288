// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#pragma once

#include <string>
#include <vector>

#include "atlas/client.hpp"
#include "atlas/page_range.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// Projects of organizations. See Client for what all methods share.
class ProjectsApi : public Client {
 public:
  /// From a Configuration, or as a copy.
  using Client::Client;

  /// Create a project in the organization that the body names. For callers with: ORG_OWNER or
  /// ORG_GROUP_CREATOR. Errors: 400 INVALID_ATTRIBUTE, INVALID_GROUP_NAME,
  /// MAX_GROUPS_PER_ORG_EXCEEDED, MAX_GROUPS_PER_USER_EXCEEDED; 401 NOT_ORG_GROUP_CREATOR; 404
  /// ORG_NOT_FOUND, USER_NOT_FOUND, USER_NOT_IN_ORG; 409 GROUP_ALREADY_EXISTS.
  Response<Group> create_project(
      Group const& body, CreateProjectQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Delete one project. For callers with: ORG_OWNER, or GROUP_OWNER of the project. Errors: 404
  /// GROUP_NOT_FOUND.
  Response<NoBody> delete_project(
      std::string const& group_id, Query const& query = {}, CallOptions const& options = {}) const;

  /// Return one project. For callers with: ORG_OWNER, ORG_READ_ONLY, or any role on the project.
  /// Errors: 404 GROUP_NOT_FOUND.
  Response<Group> get_project(
      std::string const& group_id, Query const& query = {}, CallOptions const& options = {}) const;

  /// Return the project of this name. For callers with: any role in the organization; shows visible
  /// projects. Errors: 404 GROUP_NAME_NOT_FOUND; 409 MULTIPLE_GROUPS.
  Response<Group> get_project_by_name(
      std::string const& group_name, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Return the settings of one project. For callers with: ORG_OWNER, ORG_READ_ONLY, or any role on
  /// the project. Errors: 404 GROUP_NOT_FOUND.
  Response<GroupSettings> get_project_settings(
      std::string const& group_id, Query const& query = {}, CallOptions const& options = {}) const;

  /// List the projects that the caller may see. For callers with: any role in the organization;
  /// shows visible projects.
  Response<Page<Group>> list_projects(
      PageQuery const& query = {}, CallOptions const& options = {}) const;

  /// All pages of `list_projects`, from the query's on.
  PageRange<Group> pages_of_projects(
      PageQuery const& query = {}, CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<Group> each_of_projects(
      PageQuery const& query = {}, CallOptions const& options = {}) const;

  /// Take the roles on one project from one active person. What the person may do there by a team
  /// stays, and so does the membership of the organization. For callers with: ORG_OWNER, or
  /// GROUP_OWNER or GROUP_ACCESS_MANAGER of the project. Errors: 404 GROUP_NOT_FOUND,
  /// USER_NOT_IN_GROUP.
  Response<NoBody> remove_project_user(
      std::string const& group_id, std::string const& user_id, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Rename one project or replace its tags. What the body leaves out stays. For callers with:
  /// ORG_OWNER, or GROUP_OWNER of the project. Errors: 400 INVALID_ATTRIBUTE, INVALID_GROUP_NAME;
  /// 404 GROUP_NOT_FOUND; 409 GROUP_ALREADY_EXISTS.
  Response<Group> update_project(
      std::string const& group_id, GroupUpdate const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Change some or all settings of one project. What the body leaves out stays. The answer has all
  /// settings. For callers with: ORG_OWNER, or GROUP_OWNER of the project. Errors: 404
  /// GROUP_NOT_FOUND.
  Response<GroupSettings> update_project_settings(
      std::string const& group_id, GroupSettings const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Replace the roles of one active person on one project. The roles that the person has there by
  /// a team stay. For callers with: ORG_OWNER, or GROUP_OWNER of the project. Errors: 403
  /// NO_ROLES_IN_ASSIGNMENT; 404 GROUP_NOT_FOUND, USER_NOT_IN_GROUP.
  Response<UpdateGroupRolesForUser> update_project_user_roles(
      std::string const& group_id, std::string const& user_id, UpdateGroupRolesForUser const& body,
      Query const& query = {}, CallOptions const& options = {}) const;
};

}  // namespace atlas
