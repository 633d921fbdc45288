// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#pragma once

#include <string>
#include <vector>

#include "atlas/client.hpp"
#include "atlas/page_range.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// Teams of an organization, their users, and their roles on projects. See Client for what all
/// methods share.
class TeamsApi : public Client {
 public:
  /// From a Configuration, or as a copy.
  using Client::Client;

  /// Add teams of the organization to one project, all of them or none. The answer has all teams on
  /// the project. For callers with: ORG_OWNER, or GROUP_OWNER or GROUP_ACCESS_MANAGER of the
  /// project. Errors: 400 INVALID_ROLE_FOR_GROUP, MAX_TEAMS_PER_GROUP_EXCEEDED; 401
  /// USER_UNAUTHORIZED; 404 GROUP_NOT_FOUND, TEAM_NOT_FOUND, TEAM_NOT_IN_ORG; 409
  /// TEAM_EXISTS_IN_GROUP.
  Response<Page<TeamRole>> add_all_teams_to_project(
      std::string const& group_id, std::vector<TeamRole> const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Add one active or invited user of the organization to one team. In version 2025-02-19. For
  /// callers with: ORG_OWNER. Errors: 400 MAX_TEAMS_PER_USER_EXCEEDED, MAX_USERS_PER_TEAM_EXCEEDED,
  /// USER_ALREADY_IN_TEAM; 404 ORG_NOT_FOUND, TEAM_NOT_FOUND, USER_NOT_FOUND, USER_NOT_IN_ORG.
  Response<OrgUserResponse> add_org_team_user(
      std::string const& org_id, std::string const& team_id, AddUserToTeam const& body,
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Add active users of the organization to one team, all of them or none. The answer has all
  /// active users of the team. For callers with: ORG_OWNER. Errors: 400
  /// MAX_TEAMS_PER_USER_EXCEEDED, MAX_USERS_PER_TEAM_EXCEEDED; 404 CANNOT_ADD_PENDING_USER,
  /// ORG_NOT_FOUND, TEAM_NOT_FOUND, USER_NOT_FOUND, USER_NOT_IN_ORG; 409 USER_ALREADY_IN_TEAM.
  Response<Page<CloudAppUser>> add_team_user(
      std::string const& org_id, std::string const& team_id, std::vector<AddUserToTeam> const& body,
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Create a team of active and invited users of one organization. For callers with: ORG_OWNER.
  /// Errors: 400 CANNOT_CREATE_EMPTY_TEAM, INVALID_EMAIL_ADDRESS, INVALID_TEAM_NAME,
  /// MAX_TEAMS_PER_ORG_EXCEEDED, MAX_TEAMS_PER_USER_EXCEEDED, MAX_USERS_PER_TEAM_EXCEEDED; 404
  /// ORG_NOT_FOUND, USER_NOT_IN_ORG, USERNAME_NOT_FOUND; 409 TEAM_NAME_NOT_AVAILABLE.
  Response<Team> create_team(
      std::string const& org_id, Team const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Delete one team that is on no project. For callers with: ORG_OWNER. Errors: 404
  /// CANNOT_DELETE_TEAM_ASSIGNED_TO_PROJECT, ORG_NOT_FOUND, TEAM_NOT_FOUND.
  Response<NoBody> delete_team(
      std::string const& org_id, std::string const& team_id, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Return one team on one project with its roles. For callers with: ORG_OWNER, ORG_READ_ONLY, or
  /// any role on the project. Errors: 404 GROUP_NOT_FOUND, TEAM_NOT_IN_GROUP.
  Response<TeamRole> get_group_team(
      std::string const& group_id, std::string const& team_id, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Return one team. For callers with: any role in the organization. Errors: 404 ORG_NOT_FOUND,
  /// TEAM_NOT_FOUND.
  Response<TeamResponse> get_team_by_id(
      std::string const& org_id, std::string const& team_id, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Return the team of one organization that has this name. For callers with: any role in the
  /// organization. Errors: 404 ORG_NOT_FOUND, TEAM_NAME_NOT_FOUND.
  Response<TeamResponse> get_team_by_name(
      std::string const& org_id, std::string const& team_name, Query const& query = {},
      CallOptions const& options = {}) const;

  /// List the teams of one organization. For callers with: any role in the organization. Errors:
  /// 404 ORG_NOT_FOUND.
  Response<Page<TeamResponse>> list_organization_teams(
      std::string const& org_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// All pages of `list_organization_teams`, from the query's on.
  PageRange<TeamResponse> pages_of_organization_teams(
      std::string const& org_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<TeamResponse> each_of_organization_teams(
      std::string const& org_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// List the teams on one project with their roles. For callers with: ORG_OWNER, ORG_READ_ONLY, or
  /// any role on the project. Errors: 404 GROUP_NOT_FOUND.
  Response<Page<TeamRole>> list_project_teams(
      std::string const& group_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// All pages of `list_project_teams`, from the query's on.
  PageRange<TeamRole> pages_of_project_teams(
      std::string const& group_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<TeamRole> each_of_project_teams(
      std::string const& group_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// List the active users of one team. For callers with: any role in the organization. Errors: 404
  /// ORG_NOT_FOUND, TEAM_NOT_FOUND.
  Response<Page<CloudAppUser>> list_team_users(
      std::string const& org_id, std::string const& team_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// All pages of `list_team_users`, from the query's on.
  PageRange<CloudAppUser> pages_of_team_users(
      std::string const& org_id, std::string const& team_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<CloudAppUser> each_of_team_users(
      std::string const& org_id, std::string const& team_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// List the active and invited users of one team. In version 2025-02-19. For callers with: any
  /// role in the organization. Errors: 400 MUTUALLY_EXCLUSIVE_QUERY_PARAMETERS; 404 ORG_NOT_FOUND,
  /// TEAM_NOT_FOUND.
  Response<Page<OrgUserResponse>> list_team_users_2025(
      std::string const& org_id, std::string const& team_id, TeamUsersQuery const& query = {},
      CallOptions const& options = {}) const;

  /// All pages of `list_team_users_2025`, from the query's on.
  PageRange<OrgUserResponse> pages_of_team_users_2025(
      std::string const& org_id, std::string const& team_id, TeamUsersQuery const& query = {},
      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<OrgUserResponse> each_of_team_users_2025(
      std::string const& org_id, std::string const& team_id, TeamUsersQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Remove one active or invited user from one team. In version 2025-02-19. For callers with:
  /// ORG_OWNER. Errors: 404 ORG_NOT_FOUND, TEAM_NOT_FOUND, USER_NOT_FOUND.
  Response<OrgUserResponse> remove_org_team_user(
      std::string const& org_id, std::string const& team_id, AddUserToTeam const& body,
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Remove one team from one project. For callers with: ORG_OWNER, or GROUP_OWNER or
  /// GROUP_ACCESS_MANAGER of the project. Errors: 404 GROUP_NOT_FOUND, TEAM_NOT_IN_GROUP.
  Response<NoBody> remove_project_team(
      std::string const& group_id, std::string const& team_id, EnvelopeQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Remove one user from one team. For callers with: ORG_OWNER. Errors: 404 ORG_NOT_FOUND,
  /// TEAM_NOT_FOUND, USER_NOT_FOUND.
  Response<NoBody> remove_team_user(
      std::string const& org_id, std::string const& team_id, std::string const& user_id,
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Rename one team. What else the body holds is read-only and ignored. For callers with:
  /// ORG_OWNER. Errors: 400 INVALID_TEAM_NAME; 404 ORG_NOT_FOUND, TEAM_NOT_FOUND; 409
  /// TEAM_NAME_NOT_AVAILABLE.
  Response<TeamResponse> rename_team(
      std::string const& org_id, std::string const& team_id, TeamUpdate const& body,
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Replace the roles of one team on one project. The answer is a list that has this team alone.
  /// For callers with: ORG_OWNER, or GROUP_OWNER or GROUP_ACCESS_MANAGER of the project. Errors:
  /// 400 INVALID_ROLE_FOR_GROUP, MISSING_ATTRIBUTE, VALIDATION_ERROR; 401 USER_UNAUTHORIZED; 404
  /// GROUP_NOT_FOUND, TEAM_NOT_IN_GROUP.
  Response<Page<TeamRole>> update_team_roles(
      std::string const& group_id, std::string const& team_id, TeamRoleUpdate const& body,
      Query const& query = {}, CallOptions const& options = {}) const;
};

}  // namespace atlas
