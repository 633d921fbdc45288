// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#pragma once

#include <string>
#include <vector>

#include "atlas/client.hpp"
#include "atlas/page_range.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// Projects of organizations, and invitations to them. See Client for what all methods share.
class ProjectsApi : public Client {
 public:
  /// From a Configuration, or as a copy.
  using Client::Client;

  /// Give one role on one project to one of its users. In version 2025-02-19. For callers with:
  /// ORG_OWNER, or GROUP_OWNER or GROUP_ACCESS_MANAGER of the project. Errors: 400
  /// INVALID_ROLE_FOR_GROUP; 401 USER_UNAUTHORIZED; 404 GROUP_NOT_FOUND, USER_NOT_IN_GROUP; 409
  /// ROLES_SPECIFIED_FOR_USER.
  Response<GroupUserResponse> add_group_user_role(
      std::string const& group_id, std::string const& user_id, AddOrRemoveGroupRole const& body,
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Add one person to one project. Who is active in the organization has the roles at once, who is
  /// invited has them by accepting, and anybody else is invited to the organization as an
  /// ORG_MEMBER. In version 2025-02-19. For callers with: ORG_OWNER, or GROUP_OWNER or
  /// GROUP_ACCESS_MANAGER of the project. Errors: 400 DOMAIN_NOT_IN_ALLOW_LIST,
  /// INVALID_EMAIL_ADDRESS, INVALID_ROLE_FOR_GROUP, MAX_GROUPS_PER_USER_EXCEEDED,
  /// MAX_USERS_PER_GROUP_EXCEEDED, MAX_USERS_PER_ORG_EXCEEDED, USER_ALREADY_IN_GROUP; 401
  /// USER_UNAUTHORIZED; 404 GROUP_NOT_FOUND.
  Response<GroupUserResponse> add_group_users(
      std::string const& group_id, GroupUserRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Create a project in the organization that the body names. For callers with: ORG_OWNER or
  /// ORG_GROUP_CREATOR. Errors: 400 INVALID_ATTRIBUTE, INVALID_GROUP_NAME,
  /// MAX_GROUPS_PER_ORG_EXCEEDED, MAX_GROUPS_PER_USER_EXCEEDED; 401 NOT_ORG_GROUP_CREATOR; 404
  /// ORG_NOT_FOUND, USER_NOT_FOUND, USER_NOT_IN_ORG; 409 GROUP_ALREADY_EXISTS.
  Response<Group> create_project(
      Group const& body, CreateProjectQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Invite one person to one project. The invitation is open for 30 days. A person outside the
  /// organization is invited to it, too, as an ORG_MEMBER, and accepts both together; where that
  /// invitation exists already, this one ends with it. For callers with: ORG_OWNER, or GROUP_OWNER
  /// of the project. Errors: 400 DEFAULT_INVITATION_EXCEPTION, DOMAIN_NOT_IN_ALLOW_LIST,
  /// INVALID_EMAIL_ADDRESS, INVALID_ROLE_FOR_GROUP, MAX_USERS_PER_GROUP_EXCEEDED,
  /// MAX_USERS_PER_ORG_EXCEEDED, USER_ALREADY_IN_GROUP; 404 GROUP_NOT_FOUND.
  Response<GroupInvitation> create_project_invitation(
      std::string const& group_id, GroupInvitationRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Delete one project. For callers with: ORG_OWNER, or GROUP_OWNER of the project. Errors: 404
  /// GROUP_NOT_FOUND.
  Response<NoBody> delete_project(
      std::string const& group_id, Query const& query = {}, CallOptions const& options = {}) const;

  /// Cancel one invitation to a project. An invitation to the organization that was made with it
  /// stays. For callers with: ORG_OWNER, or GROUP_OWNER of the project. Errors: 400
  /// CANNOT_DELETE_ORG_INVITATION; 404 GROUP_NOT_FOUND, INVALID_INVITATION_ID.
  Response<NoBody> delete_project_invitation(
      std::string const& group_id, std::string const& invitation_id,
      EnvelopeQuery const& query = {}, CallOptions const& options = {}) const;

  /// Set one limit of one project back to its default. For callers with: ORG_OWNER, or GROUP_OWNER
  /// of the project. Errors: 404 GROUP_NOT_FOUND, RESOURCE_NOT_FOUND.
  Response<NoBody> delete_project_limit(
      std::string const& group_id, std::string const& limit_name, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Let the threshold of slow operations be a fixed one. Kept and answered; nothing is measured
  /// here. For callers with: ORG_OWNER, or GROUP_OWNER of the project. Errors: 404 GROUP_NOT_FOUND.
  Response<NoBody> disable_managed_slow_ms(
      std::string const& group_id, Query const& query = {}, CallOptions const& options = {}) const;

  /// Let the service choose the threshold of slow operations. Kept and answered; nothing is
  /// measured here. For callers with: ORG_OWNER, or GROUP_OWNER of the project. Errors: 404
  /// GROUP_NOT_FOUND.
  Response<NoBody> enable_managed_slow_ms(
      std::string const& group_id, Query const& query = {}, CallOptions const& options = {}) const;

  /// Return one active or invited user of one project. In version 2025-02-19. For callers with:
  /// ORG_OWNER, ORG_READ_ONLY, or any role on the project. Errors: 404 GROUP_NOT_FOUND,
  /// USER_NOT_IN_GROUP.
  Response<GroupUserResponse> get_group_user(
      std::string const& group_id, std::string const& user_id, PersonQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Return whether the threshold of slow operations is the service's own. The answer is a bare
  /// boolean. For callers with: ORG_OWNER, ORG_READ_ONLY, or any role on the project. Errors: 404
  /// GROUP_NOT_FOUND.
  Response<bool> get_managed_slow_ms(
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

  /// Return one pending invitation to a project. For callers with: ORG_OWNER, or GROUP_OWNER of the
  /// project. Errors: 404 GROUP_NOT_FOUND, INVALID_INVITATION_ID.
  Response<GroupInvitation> get_project_invitation(
      std::string const& group_id, std::string const& invitation_id, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Return the addresses of the clusters of one project. There are none. For callers with:
  /// ORG_OWNER, ORG_READ_ONLY, or any role on the project. Errors: 404 GROUP_NOT_FOUND.
  Response<ProjectIpAddresses> get_project_ip_addresses(
      std::string const& group_id, Query const& query = {}, CallOptions const& options = {}) const;

  /// Return one limit of one project. One that was never set has its default. For callers with:
  /// ORG_OWNER, ORG_READ_ONLY, or any role on the project. Errors: 404 GROUP_NOT_FOUND,
  /// RESOURCE_NOT_FOUND.
  Response<ProjectLimit> get_project_limit(
      std::string const& group_id, std::string const& limit_name, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Return the settings of one project. For callers with: ORG_OWNER, ORG_READ_ONLY, or any role on
  /// the project. Errors: 404 GROUP_NOT_FOUND.
  Response<GroupSettings> get_project_settings(
      std::string const& group_id, Query const& query = {}, CallOptions const& options = {}) const;

  /// List the clusters of one project. There are none. In version 2024-08-05. For callers with:
  /// ORG_OWNER, ORG_READ_ONLY, or any role on the project. Errors: 404 GROUP_NOT_FOUND.
  Response<Page<Cluster>> list_project_clusters(
      std::string const& group_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// All pages of `list_project_clusters`, from the query's on.
  PageRange<Cluster> pages_of_project_clusters(
      std::string const& group_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<Cluster> each_of_project_clusters(
      std::string const& group_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// List the pending invitations to one project. With username, that of one person. For callers
  /// with: ORG_OWNER, or GROUP_OWNER of the project. Errors: 404 GROUP_NOT_FOUND.
  Response<std::vector<GroupInvitation>> list_project_invitations(
      std::string const& group_id, InvitationsQuery const& query = {},
      CallOptions const& options = {}) const;

  /// List the limits that were set on one project. For callers with: ORG_OWNER, ORG_READ_ONLY, or
  /// any role on the project. Errors: 404 GROUP_NOT_FOUND.
  Response<std::vector<ProjectLimit>> list_project_limits(
      std::string const& group_id, Query const& query = {}, CallOptions const& options = {}) const;

  /// List the active users of one project. For callers with: ORG_OWNER, ORG_READ_ONLY, or any role
  /// on the project. Errors: 404 GROUP_NOT_FOUND.
  Response<Page<CloudAppUser>> list_project_users(
      std::string const& group_id, ProjectUsersQuery const& query = {},
      CallOptions const& options = {}) const;

  /// All pages of `list_project_users`, from the query's on.
  PageRange<CloudAppUser> pages_of_project_users(
      std::string const& group_id, ProjectUsersQuery const& query = {},
      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<CloudAppUser> each_of_project_users(
      std::string const& group_id, ProjectUsersQuery const& query = {},
      CallOptions const& options = {}) const;

  /// List the active and invited users of one project. In version 2025-02-19. For callers with:
  /// ORG_OWNER, ORG_READ_ONLY, or any role on the project. Errors: 400
  /// MUTUALLY_EXCLUSIVE_QUERY_PARAMETERS; 404 GROUP_NOT_FOUND.
  Response<Page<GroupUserResponse>> list_project_users_2025(
      std::string const& group_id, ProjectPeopleQuery const& query = {},
      CallOptions const& options = {}) const;

  /// All pages of `list_project_users_2025`, from the query's on.
  PageRange<GroupUserResponse> pages_of_project_users_2025(
      std::string const& group_id, ProjectPeopleQuery const& query = {},
      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<GroupUserResponse> each_of_project_users_2025(
      std::string const& group_id, ProjectPeopleQuery const& query = {},
      CallOptions const& options = {}) const;

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

  /// Move one project to another organization. It keeps its id, name, tags and settings. Active
  /// users keep their own roles on it, as an ORG_MEMBER of the other organization where they are
  /// not in it yet; teams, API keys and invitations stay behind, and so do the events until then.
  /// In version 2024-05-30. For callers with: ORG_OWNER. Errors: 400 MAX_GROUPS_PER_ORG_EXCEEDED,
  /// MAX_GROUPS_PER_USER_EXCEEDED, MAX_ORGS_PER_USER_EXCEEDED, MAX_USERS_PER_ORG_EXCEEDED,
  /// MISSING_ATTRIBUTE, VALIDATION_ERROR; 401 USER_UNAUTHORIZED; 403 IP_ADDRESS_NOT_ON_ACCESS_LIST,
  /// ORG_REQUIRES_ACCESS_LIST; 404 GROUP_NOT_FOUND, ORG_NOT_FOUND; 409 GROUP_ALREADY_EXISTS.
  Response<Group> migrate_project(
      std::string const& group_id, GroupMigrationRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Take one role on one project from one of its users. At least one role stays. In version
  /// 2025-02-19. For callers with: ORG_OWNER, or GROUP_OWNER or GROUP_ACCESS_MANAGER of the
  /// project. Errors: 400 INVALID_ROLE_FOR_GROUP, VALIDATION_ERROR; 403
  /// CANNOT_REMOVE_ALL_USER_ROLES; 404 GROUP_NOT_FOUND, USER_NOT_IN_GROUP.
  Response<GroupUserResponse> remove_group_user_role(
      std::string const& group_id, std::string const& user_id, AddOrRemoveGroupRole const& body,
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Take the roles on one project from one active person. What the person may do there by a team
  /// stays, and so does the membership of the organization. For callers with: ORG_OWNER, or
  /// GROUP_OWNER or GROUP_ACCESS_MANAGER of the project. Errors: 404 GROUP_NOT_FOUND,
  /// USER_NOT_IN_GROUP.
  Response<NoBody> remove_project_user(
      std::string const& group_id, std::string const& user_id, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Take the roles on one project from one active or invited person. What the person may do there
  /// by a team stays, and so does the membership of the organization, or its invitation. In version
  /// 2025-02-19. For callers with: ORG_OWNER, or GROUP_OWNER or GROUP_ACCESS_MANAGER of the
  /// project. Errors: 404 GROUP_NOT_FOUND, USER_NOT_IN_GROUP.
  Response<NoBody> remove_project_user_2025(
      std::string const& group_id, std::string const& user_id, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Set one limit of one project. For callers with: ORG_OWNER, or GROUP_OWNER of the project.
  /// Errors: 404 GROUP_NOT_FOUND, RESOURCE_NOT_FOUND.
  Response<ProjectLimit> set_project_limit(
      std::string const& group_id, std::string const& limit_name, ProjectLimit const& body,
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Rename one project or replace its tags. What the body leaves out stays. For callers with:
  /// ORG_OWNER, or GROUP_OWNER of the project. Errors: 400 INVALID_ATTRIBUTE, INVALID_GROUP_NAME;
  /// 404 GROUP_NOT_FOUND; 409 GROUP_ALREADY_EXISTS.
  Response<Group> update_project(
      std::string const& group_id, GroupUpdate const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Replace the roles of the pending invitation of the person that the body names. For callers
  /// with: ORG_OWNER, or GROUP_OWNER of the project. Errors: 400 INVALID_EMAIL_ADDRESS,
  /// INVALID_ROLE_FOR_GROUP; 404 GROUP_NOT_FOUND, USERNAME_NOT_FOUND.
  Response<GroupInvitation> update_project_invitation(
      std::string const& group_id, GroupInvitationRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Replace the roles of one pending invitation to a project. For callers with: ORG_OWNER, or
  /// GROUP_OWNER of the project. Errors: 400 INVALID_ROLE_FOR_GROUP; 404 GROUP_NOT_FOUND,
  /// INVALID_INVITATION_ID.
  Response<GroupInvitation> update_project_invitation_by_id(
      std::string const& group_id, std::string const& invitation_id,
      GroupInvitationUpdateRequest const& body, EnvelopeQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Change some or all settings of one project. What the body leaves out stays. The answer has all
  /// settings. For callers with: ORG_OWNER, or GROUP_OWNER of the project. Errors: 404
  /// GROUP_NOT_FOUND.
  Response<GroupSettings> update_project_settings(
      std::string const& group_id, GroupSettings const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Replace the roles of one active person on one project. The roles that the person has there by
  /// a team stay. For callers with: ORG_OWNER, or GROUP_OWNER of the project. Errors: 400
  /// INVALID_ROLE_FOR_GROUP; 403 NO_ROLES_IN_ASSIGNMENT; 404 GROUP_NOT_FOUND, USER_NOT_IN_GROUP.
  Response<UpdateGroupRolesForUser> update_project_user_roles(
      std::string const& group_id, std::string const& user_id, UpdateGroupRolesForUser const& body,
      Query const& query = {}, CallOptions const& options = {}) const;
};

}  // namespace atlas
