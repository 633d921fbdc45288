// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#pragma once

#include <string>
#include <vector>

#include "atlas/client.hpp"
#include "atlas/page_range.hpp"
#include "atlas/types.hpp"
#include "atlas/wait_options.hpp"

namespace atlas {

/// Organizations, their settings, people, invitations and projects. See Client for what all methods
/// share.
class OrganizationsApi : public Client {
 public:
  /// From a Configuration, or as a copy.
  using Client::Client;

  /// Give one role in the organization to one active or invited user. In version 2025-02-19. For
  /// callers with: ORG_OWNER. Errors: 400 INVALID_ROLE_FOR_ORG; 404 ORG_NOT_FOUND, USER_NOT_FOUND;
  /// 409 ROLES_SPECIFIED_FOR_USER.
  Response<OrgUserResponse> add_org_user_role(
      std::string const& org_id, std::string const& user_id, AddOrRemoveOrgRole const& body,
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Invite one person to one organization. The invitation is open for 30 days. It takes the place
  /// of one that expired or was rejected. In version 2025-02-19. For callers with: ORG_OWNER.
  /// Errors: 400 DOMAIN_NOT_IN_ALLOW_LIST, INVALID_EMAIL_ADDRESS, INVALID_ROLE_FOR_GROUP,
  /// INVALID_ROLE_FOR_ORG, MAX_GROUPS_PER_USER_EXCEEDED, MAX_TEAMS_PER_USER_EXCEEDED,
  /// MAX_USERS_PER_GROUP_EXCEEDED, MAX_USERS_PER_ORG_EXCEEDED, MAX_USERS_PER_TEAM_EXCEEDED; 404
  /// GROUP_NOT_FOUND, ORG_NOT_FOUND, TEAM_NOT_FOUND, TEAM_NOT_IN_ORG; 409 USER_ALREADY_IN_ORG.
  Response<OrgUserResponse> create_org_user(
      std::string const& org_id, OrgUserRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Create an organization linked to the caller's, with its owner and first key. It may have a
  /// first API key or a first service account, whose private key or secret is in the answer and
  /// never again. For callers with: ORG_OWNER. Errors: 400
  /// API_KEY_MUST_BE_ASSOCIATED_WITH_PAYING_ORG, API_KEY_REQUIRES_DESCRIPTION,
  /// INVALID_API_KEY_DESC, INVALID_ORG_NAME, INVALID_ROLE_FOR_ORG, MAX_ORGS_PER_USER_EXCEEDED,
  /// MISSING_API_KEY_ROLES, MISSING_ATTRIBUTE, VALIDATION_ERROR; 403 API_KEY_CANNOT_CREATE_ORG; 404
  /// RESOURCE_NOT_FOUND, USER_NOT_FOUND.
  Response<CreateOrganizationResponse> create_organization(
      CreateOrganizationRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Invite one person to one organization. The invitation is open for 30 days. For callers with:
  /// ORG_OWNER. Errors: 400 DEFAULT_INVITATION_EXCEPTION, DOMAIN_NOT_IN_ALLOW_LIST,
  /// INVALID_EMAIL_ADDRESS, INVALID_ROLE_FOR_GROUP, INVALID_ROLE_FOR_ORG,
  /// MAX_GROUPS_PER_USER_EXCEEDED, MAX_TEAMS_PER_USER_EXCEEDED, MAX_USERS_PER_GROUP_EXCEEDED,
  /// MAX_USERS_PER_ORG_EXCEEDED, MAX_USERS_PER_TEAM_EXCEEDED, USER_ALREADY_IN_ORG; 404
  /// GROUP_NOT_FOUND, ORG_NOT_FOUND, TEAM_NOT_FOUND, TEAM_NOT_IN_ORG.
  Response<OrganizationInvitation> create_organization_invitation(
      std::string const& org_id, OrganizationInvitationRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Delete one organization that has no projects left. For callers with: ORG_OWNER. Errors: 402
  /// CANNOT_DELETE_ORG_FAILED_PAYMENTS; 404 ORG_NOT_FOUND; 409 ORG_NOT_EMPTY.
  Response<NoBody> delete_organization(
      std::string const& org_id, EnvelopeQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Cancel one invitation. The person's invitations to projects are cancelled with it. For callers
  /// with: ORG_OWNER. Errors: 400 CANNOT_DELETE_GROUP_INVITATION; 404 INVALID_INVITATION_ID,
  /// ORG_NOT_FOUND.
  Response<NoBody> delete_organization_invitation(
      std::string const& org_id, std::string const& invitation_id, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Return one active or invited user of one organization. In version 2025-02-19. For callers
  /// with: any role in the organization. Errors: 404 ORG_NOT_FOUND, USER_NOT_FOUND.
  Response<OrgUserResponse> get_org_user(
      std::string const& org_id, std::string const& user_id, PersonQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Return one organization. For callers with: any role in the organization. Errors: 404
  /// ORG_NOT_FOUND.
  Response<Organization> get_organization(
      std::string const& org_id, Query const& query = {}, CallOptions const& options = {}) const;

  /// Return one pending invitation. For callers with: ORG_OWNER. Errors: 404 INVALID_INVITATION_ID,
  /// ORG_NOT_FOUND.
  Response<OrganizationInvitation> get_organization_invitation(
      std::string const& org_id, std::string const& invitation_id, EnvelopeQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Return the settings of one organization. For callers with: any role in the organization.
  /// Errors: 404 ORG_NOT_FOUND.
  Response<OrganizationSettings> get_organization_settings(
      std::string const& org_id, Query const& query = {}, CallOptions const& options = {}) const;

  /// Invite up to 500 people to one organization. Each has an outcome of its own, in the order of
  /// the request: it is invited, or the outcome has a code of createOrganizationInvitation, or of a
  /// server that could not go on, and hinders nobody else. The invitations are open for 30 days.
  /// For callers with: ORG_OWNER. Errors: 400 VALIDATION_ERROR; 404 ORG_NOT_FOUND.
  Response<std::vector<InvitationOutcome>> invite_many(
      std::string const& org_id, std::vector<InvitationOfMany> const& body,
      SendingQuery const& query = {}, CallOptions const& options = {}) const;

  /// List the pending invitations of one organization. With username, that of one person. For
  /// callers with: ORG_OWNER. Errors: 404 ORG_NOT_FOUND.
  Response<std::vector<OrganizationInvitation>> list_organization_invitations(
      std::string const& org_id, InvitationsQuery const& query = {},
      CallOptions const& options = {}) const;

  /// List the projects of one organization that the caller may see. For callers with: any role in
  /// the organization; shows visible projects. Errors: 404 ORG_NOT_FOUND.
  Response<Page<Group>> list_organization_projects(
      std::string const& org_id, NamedPageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// All pages of `list_organization_projects`, from the query's on.
  PageRange<Group> pages_of_organization_projects(
      std::string const& org_id, NamedPageQuery const& query = {},
      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<Group> each_of_organization_projects(
      std::string const& org_id, NamedPageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// List the active users of one organization. For callers with: any role in the organization.
  /// Errors: 404 ORG_NOT_FOUND.
  Response<Page<CloudAppUser>> list_organization_users(
      std::string const& org_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// All pages of `list_organization_users`, from the query's on.
  PageRange<CloudAppUser> pages_of_organization_users(
      std::string const& org_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<CloudAppUser> each_of_organization_users(
      std::string const& org_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// List the active and invited users of one organization. In version 2025-02-19. For callers
  /// with: any role in the organization. Errors: 400 MUTUALLY_EXCLUSIVE_QUERY_PARAMETERS; 404
  /// ORG_NOT_FOUND.
  Response<Page<OrgUserResponse>> list_organization_users_2025(
      std::string const& org_id, OrgUsersQuery const& query = {},
      CallOptions const& options = {}) const;

  /// All pages of `list_organization_users_2025`, from the query's on.
  PageRange<OrgUserResponse> pages_of_organization_users_2025(
      std::string const& org_id, OrgUsersQuery const& query = {},
      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<OrgUserResponse> each_of_organization_users_2025(
      std::string const& org_id, OrgUsersQuery const& query = {},
      CallOptions const& options = {}) const;

  /// List the organizations of the caller. For callers with: any valid credential; shows the
  /// caller's own.
  Response<Page<Organization>> list_organizations(
      NamedPageQuery const& query = {}, CallOptions const& options = {}) const;

  /// All pages of `list_organizations`, from the query's on.
  PageRange<Organization> pages_of_organizations(
      NamedPageQuery const& query = {}, CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<Organization> each_of_organizations(
      NamedPageQuery const& query = {}, CallOptions const& options = {}) const;

  /// Remove one active user from one organization, its teams and projects. For callers with:
  /// ORG_OWNER. Errors: 403 CANNOT_DELETE_LAST_ADMIN; 404 ORG_NOT_FOUND, USER_NOT_FOUND.
  Response<NoBody> remove_org_user(
      std::string const& org_id, std::string const& user_id, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Remove one active or invited user from one organization, its teams and projects. In version
  /// 2025-02-19. For callers with: ORG_OWNER. Errors: 403 CANNOT_DELETE_LAST_ADMIN; 404
  /// ORG_NOT_FOUND, USER_NOT_FOUND.
  Response<NoBody> remove_org_user_2025(
      std::string const& org_id, std::string const& user_id, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Take one role in the organization from one active or invited user. At least one role stays. In
  /// version 2025-02-19. For callers with: ORG_OWNER. Errors: 400 INVALID_ROLE_FOR_ORG,
  /// VALIDATION_ERROR; 403 CANNOT_DEMOTE_LAST_ORG_OWNER, CANNOT_REMOVE_ALL_USER_ROLES; 404
  /// ORG_NOT_FOUND, USER_NOT_FOUND.
  Response<OrgUserResponse> remove_org_user_role(
      std::string const& org_id, std::string const& user_id, AddOrRemoveOrgRole const& body,
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Rename one organization. What else the body holds is read-only and ignored. For callers with:
  /// ORG_OWNER. Errors: 400 INVALID_ORG_NAME; 404 ORG_NOT_FOUND.
  Response<Organization> rename_organization(
      std::string const& org_id, Organization const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Send one invitation again, with a new link. The link before it is dead at once, and the
  /// invitation is open for 30 days from now on, also one that had expired. An invitation is mailed
  /// again at most 3 times an hour. For callers with: ORG_OWNER. Errors: 400
  /// MAX_USERS_PER_GROUP_EXCEEDED, MAX_USERS_PER_ORG_EXCEEDED; 404 INVALID_INVITATION_ID,
  /// ORG_NOT_FOUND; 429 TOO_MANY_MAILS.
  Response<InvitationOutcome> resend_invitation(
      std::string const& org_id, std::string const& invitation_id, SendingQuery const& query = {},
      CallOptions const& options = {}) const;

  /// List the invitations of one organization that nobody has accepted. Each with what became of
  /// its mail. The oldest are first. For callers with: ORG_OWNER. Errors: 404 ORG_NOT_FOUND.
  Response<Page<SentInvitation>> track_invitations(
      std::string const& org_id, SentInvitationsQuery const& query = {},
      CallOptions const& options = {}) const;

  /// All pages of `track_invitations`, from the query's on.
  PageRange<SentInvitation> pages_of_invitations(
      std::string const& org_id, SentInvitationsQuery const& query = {},
      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<SentInvitation> each_of_invitations(
      std::string const& org_id, SentInvitationsQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Replace roles and teams of one active or invited user. What the body leaves out stays; an
  /// empty list takes everything. In version 2025-02-19. For callers with: ORG_OWNER. Errors: 400
  /// INVALID_ROLE_FOR_GROUP, INVALID_ROLE_FOR_ORG, MAX_GROUPS_PER_USER_EXCEEDED,
  /// MAX_TEAMS_PER_USER_EXCEEDED, MAX_USERS_PER_GROUP_EXCEEDED, MAX_USERS_PER_TEAM_EXCEEDED; 403
  /// CANNOT_DEMOTE_LAST_ORG_OWNER; 404 GROUP_NOT_FOUND, ORG_NOT_FOUND, TEAM_NOT_FOUND,
  /// TEAM_NOT_IN_ORG, USER_NOT_FOUND.
  Response<OrgUserResponse> update_org_user(
      std::string const& org_id, std::string const& user_id, OrgUserUpdateRequest const& body,
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Replace the roles of one active user in the organization. For callers with: ORG_OWNER. Errors:
  /// 400 INVALID_ROLE_FOR_ORG; 403 CANNOT_DEMOTE_LAST_ORG_OWNER, NO_ROLES_IN_ASSIGNMENT; 404
  /// ORG_NOT_FOUND, USER_NOT_FOUND.
  Response<UpdateOrgRolesForUser> update_org_user_roles(
      std::string const& org_id, std::string const& user_id, UpdateOrgRolesForUser const& body,
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Change the pending invitation of the person that the body names. For callers with: ORG_OWNER.
  /// Errors: 400 INVALID_EMAIL_ADDRESS, INVALID_ROLE_FOR_GROUP, INVALID_ROLE_FOR_ORG,
  /// MAX_GROUPS_PER_USER_EXCEEDED, MAX_TEAMS_PER_USER_EXCEEDED, MAX_USERS_PER_GROUP_EXCEEDED,
  /// MAX_USERS_PER_TEAM_EXCEEDED, MISSING_ATTRIBUTE, VALIDATION_ERROR; 404 GROUP_NOT_FOUND,
  /// ORG_NOT_FOUND, TEAM_NOT_FOUND, TEAM_NOT_IN_ORG, USERNAME_NOT_FOUND.
  Response<OrganizationInvitation> update_organization_invitation(
      std::string const& org_id, OrganizationInvitationRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Change one pending invitation. For callers with: ORG_OWNER. Errors: 400
  /// INVALID_ROLE_FOR_GROUP, INVALID_ROLE_FOR_ORG, MAX_GROUPS_PER_USER_EXCEEDED,
  /// MAX_TEAMS_PER_USER_EXCEEDED, MAX_USERS_PER_GROUP_EXCEEDED, MAX_USERS_PER_TEAM_EXCEEDED,
  /// VALIDATION_ERROR; 404 GROUP_NOT_FOUND, INVALID_INVITATION_ID, ORG_NOT_FOUND, TEAM_NOT_FOUND,
  /// TEAM_NOT_IN_ORG.
  Response<OrganizationInvitation> update_organization_invitation_by_id(
      std::string const& org_id, std::string const& invitation_id,
      OrganizationInvitationUpdateRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Change some or all settings of one organization. What the body leaves out stays; null clears
  /// what can be cleared. The answer has all settings. For callers with: ORG_OWNER. Errors: 400
  /// INVALID_EMAIL_ADDRESS, VALIDATION_ERROR; 404 ORG_NOT_FOUND.
  Response<OrganizationSettings> update_organization_settings(
      std::string const& org_id, OrganizationSettings const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Waits until a pending invitation is accepted, and returns the new member. An invitation that
  /// goes without that, rejected, cancelled or expired, is 404 INVALID_INVITATION_ID. For callers
  /// with: ORG_OWNER.
  Response<OrgUserResponse> wait_until_accepted(std::string const& org_id,
                                                std::string const& invitation_id,
                                                WaitOptions const& options = {}) const;
};

}  // namespace atlas
