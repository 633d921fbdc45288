// Organizations, their settings, users, projects and invitations: the documented operations by
// their documented names, and the lists as ranges.
#pragma once

#include <chrono>
#include <stop_token>
#include <string>
#include <vector>

#include "atlas/client.hpp"
#include "atlas/page_range.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// How long to wait for a person, and how often to look.
struct WaitOptions {
  std::chrono::milliseconds timeout{std::chrono::hours(1)};     ///< then Failure::timeout
  std::chrono::milliseconds interval{std::chrono::seconds(5)};  ///< between two looks
  std::stop_token stop{};                                       ///< then Failure::cancelled
};

/// Every method sends one request (more only when RetryPolicy says so) and may be called from
/// several threads at once. Ids are 24 hexadecimal digits. Besides the errors named, every method
/// can fail with 401 (credentials), 403 (access list), 406 and 415 (media types), 429, 500 and 503.
class OrganizationsApi : public Client {
 public:
  /// From a Configuration, or as a copy.
  using Client::Client;

  /// Creates an organization, linked to that of the calling key, and a first API key for it when
  /// the body asks for one: its private key is in the answer and never again. Role: ORG_OWNER.
  /// Errors: 400 INVALID_ORG_NAME, MISSING_ATTRIBUTE, MAX_ORGS_PER_USER_EXCEEDED,
  /// API_KEY_MUST_BE_ASSOCIATED_WITH_PAYING_ORG; 403 API_KEY_CANNOT_CREATE_ORG; 404 USER_NOT_FOUND.
  Response<CreateOrganizationResponse> create_organization(CreateOrganizationRequest const& body,
                                                           Query const& query = {},
                                                           CallOptions const& options = {}) const;

  /// Invites a person by e-mail address for 30 days. Role: ORG_OWNER. Errors: 400
  /// INVALID_EMAIL_ADDRESS, USER_ALREADY_IN_ORG, DEFAULT_INVITATION_EXCEPTION (invited already),
  /// MAX_USERS_PER_ORG_EXCEEDED, DOMAIN_NOT_IN_ALLOW_LIST; 404 ORG_NOT_FOUND, TEAM_NOT_FOUND,
  /// TEAM_NOT_IN_ORG, GROUP_NOT_FOUND.
  Response<OrganizationInvitation> create_organization_invitation(
      std::string const& org_id, OrganizationInvitationRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Deletes an organization without projects. Role: ORG_OWNER. Errors: 402
  /// CANNOT_DELETE_ORG_FAILED_PAYMENTS, 404 ORG_NOT_FOUND, 409 ORG_NOT_EMPTY.
  Response<NoBody> delete_organization(std::string const& org_id, EnvelopeQuery const& query = {},
                                       CallOptions const& options = {}) const;

  /// Cancels a pending invitation. Role: ORG_OWNER. Errors: 404 ORG_NOT_FOUND,
  /// INVALID_INVITATION_ID.
  Response<NoBody> delete_organization_invitation(std::string const& org_id,
                                                  std::string const& invitation_id,
                                                  Query const& query = {},
                                                  CallOptions const& options = {}) const;

  /// Returns one organization. Role: any in the organization. Errors: 404 ORG_NOT_FOUND.
  Response<Organization> get_organization(std::string const& org_id, Query const& query = {},
                                          CallOptions const& options = {}) const;

  /// Returns one pending invitation. Role: ORG_OWNER. Errors: 404 ORG_NOT_FOUND,
  /// INVALID_INVITATION_ID.
  Response<OrganizationInvitation> get_organization_invitation(
      std::string const& org_id, std::string const& invitation_id, EnvelopeQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Returns the settings of an organization. Role: any in the organization. Errors: 404
  /// ORG_NOT_FOUND.
  Response<OrganizationSettings> get_organization_settings(std::string const& org_id,
                                                           Query const& query = {},
                                                           CallOptions const& options = {}) const;

  /// Returns all pending invitations, or that of the person the query names. Role: ORG_OWNER.
  /// Errors: 404 ORG_NOT_FOUND.
  Response<std::vector<OrganizationInvitation>> list_organization_invitations(
      std::string const& org_id, InvitationsQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Returns a page of the projects that the caller may see. Role: any in the organization.
  /// Errors: 404 ORG_NOT_FOUND.
  Response<Page<Group>> list_organization_projects(std::string const& org_id,
                                                   NamedPageQuery const& query = {},
                                                   CallOptions const& options = {}) const;

  /// Returns a page of the active users, as version 2023-01-01 shows them. Role: any in the
  /// organization. Errors: 404 ORG_NOT_FOUND.
  Response<Page<CloudAppUser>> list_organization_users(std::string const& org_id,
                                                       PageQuery const& query = {},
                                                       CallOptions const& options = {}) const;

  /// The same in version 2025-02-19: active and invited users, with their standing.
  Response<Page<OrgUserResponse>> list_organization_users_2025(
      std::string const& org_id, OrgUsersQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Returns a page of the organizations that the caller belongs to. Role: any.
  Response<Page<Organization>> list_organizations(NamedPageQuery const& query = {},
                                                  CallOptions const& options = {}) const;

  /// Changes the name; what else the body holds is read-only and ignored. Role: ORG_OWNER. Errors:
  /// 400 INVALID_ORG_NAME, 404 ORG_NOT_FOUND.
  Response<Organization> rename_organization(std::string const& org_id, Organization const& body,
                                             Query const& query = {},
                                             CallOptions const& options = {}) const;

  /// Changes roles of the pending invitation of the person that the body names. Role: ORG_OWNER.
  /// Errors: 400 MISSING_ATTRIBUTE; 404 ORG_NOT_FOUND, USERNAME_NOT_FOUND.
  Response<OrganizationInvitation> update_organization_invitation(
      std::string const& org_id, OrganizationInvitationRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Changes roles of a pending invitation. Role: ORG_OWNER. Errors: 404 ORG_NOT_FOUND,
  /// INVALID_INVITATION_ID.
  Response<OrganizationInvitation> update_organization_invitation_by_id(
      std::string const& org_id, std::string const& invitation_id,
      OrganizationInvitationUpdateRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Changes the settings that the body holds, and returns all. A `null_of<T>()` clears one. Role:
  /// ORG_OWNER. Errors: 400 INVALID_EMAIL_ADDRESS, VALIDATION_ERROR; 404 ORG_NOT_FOUND.
  Response<OrganizationSettings> update_organization_settings(
      std::string const& org_id, OrganizationSettings const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Waits until a pending invitation is accepted, and returns the new member. An invitation that
  /// goes without that, rejected, cancelled or expired, is 404 INVALID_INVITATION_ID. Role:
  /// ORG_OWNER.
  Response<OrgUserResponse> wait_until_accepted(std::string const& org_id,
                                                std::string const& invitation_id,
                                                WaitOptions const& options = {}) const;

  /// All pages of `list_organization_projects`, from the query's on.
  PageRange<Group> pages_of_organization_projects(std::string const& org_id,
                                                  NamedPageQuery const& query = {},
                                                  CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<Group> each_of_organization_projects(std::string const& org_id,
                                                 NamedPageQuery const& query = {},
                                                 CallOptions const& options = {}) const;

  /// All pages of `list_organization_users`, from the query's on.
  PageRange<CloudAppUser> pages_of_organization_users(std::string const& org_id,
                                                      PageQuery const& query = {},
                                                      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<CloudAppUser> each_of_organization_users(std::string const& org_id,
                                                     PageQuery const& query = {},
                                                     CallOptions const& options = {}) const;

  /// All pages of `list_organization_users_2025`, from the query's on.
  PageRange<OrgUserResponse> pages_of_organization_users_2025(
      std::string const& org_id, OrgUsersQuery const& query = {},
      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<OrgUserResponse> each_of_organization_users_2025(std::string const& org_id,
                                                             OrgUsersQuery const& query = {},
                                                             CallOptions const& options = {}) const;

  /// All pages of `list_organizations`, from the query's on.
  PageRange<Organization> pages_of_organizations(NamedPageQuery const& query = {},
                                                 CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<Organization> each_of_organizations(NamedPageQuery const& query = {},
                                                CallOptions const& options = {}) const;
};

}  // namespace atlas
