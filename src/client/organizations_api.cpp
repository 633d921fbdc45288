// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#include "atlas/organizations_api.hpp"

#include "atlas/operations.hpp"
#include "client/call.hpp"

namespace atlas {

Response<OrgUserResponse> OrganizationsApi::add_org_user_role(
      std::string const& org_id, std::string const& user_id, AddOrRemoveOrgRole const& body,
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::add_org_user_role>(engine(), {org_id, user_id}, query, body, options);
}

Response<OrgUserResponse> OrganizationsApi::create_org_user(
      std::string const& org_id, OrgUserRequest const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::create_org_user>(engine(), {org_id}, query, body, options);
}

Response<CreateOrganizationResponse> OrganizationsApi::create_organization(
      CreateOrganizationRequest const& body, Query const& query, CallOptions const& options) const {
  return detail::call<ops::create_organization>(engine(), {}, query, body, options);
}

Response<OrganizationInvitation> OrganizationsApi::create_organization_invitation(
      std::string const& org_id, OrganizationInvitationRequest const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::create_organization_invitation>(
      engine(), {org_id}, query, body, options);
}

Response<NoBody> OrganizationsApi::delete_organization(
      std::string const& org_id, EnvelopeQuery const& query, CallOptions const& options) const {
  return detail::call<ops::delete_organization>(engine(), {org_id}, query, {}, options);
}

Response<NoBody> OrganizationsApi::delete_organization_invitation(
      std::string const& org_id, std::string const& invitation_id, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::delete_organization_invitation>(
      engine(), {org_id, invitation_id}, query, {}, options);
}

Response<OrgUserResponse> OrganizationsApi::get_org_user(
      std::string const& org_id, std::string const& user_id, PersonQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::get_org_user>(engine(), {org_id, user_id}, query, {}, options);
}

Response<Organization> OrganizationsApi::get_organization(
      std::string const& org_id, Query const& query, CallOptions const& options) const {
  return detail::call<ops::get_organization>(engine(), {org_id}, query, {}, options);
}

Response<OrganizationInvitation> OrganizationsApi::get_organization_invitation(
      std::string const& org_id, std::string const& invitation_id, EnvelopeQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::get_organization_invitation>(
      engine(), {org_id, invitation_id}, query, {}, options);
}

Response<OrganizationSettings> OrganizationsApi::get_organization_settings(
      std::string const& org_id, Query const& query, CallOptions const& options) const {
  return detail::call<ops::get_organization_settings>(engine(), {org_id}, query, {}, options);
}

Response<std::vector<InvitationOutcome>> OrganizationsApi::invite_many(
      std::string const& org_id, std::vector<InvitationOfMany> const& body,
      SendingQuery const& query, CallOptions const& options) const {
  return detail::call<ops::invite_many>(engine(), {org_id}, query, body, options);
}

Response<std::vector<OrganizationInvitation>> OrganizationsApi::list_organization_invitations(
      std::string const& org_id, InvitationsQuery const& query, CallOptions const& options) const {
  return detail::call<ops::list_organization_invitations>(engine(), {org_id}, query, {}, options);
}

Response<Page<Group>> OrganizationsApi::list_organization_projects(
      std::string const& org_id, NamedPageQuery const& query, CallOptions const& options) const {
  return detail::call<ops::list_organization_projects>(engine(), {org_id}, query, {}, options);
}

PageRange<Group> OrganizationsApi::pages_of_organization_projects(
      std::string const& org_id, NamedPageQuery const& query, CallOptions const& options) const {
  return detail::pages(query, [api = *this, org_id, options](auto const& page) {
    return api.list_organization_projects(org_id, page, options);
  });
}

ItemRange<Group> OrganizationsApi::each_of_organization_projects(
      std::string const& org_id, NamedPageQuery const& query, CallOptions const& options) const {
  return ItemRange<Group>(
      pages_of_organization_projects(org_id, query, options));
}

Response<Page<CloudAppUser>> OrganizationsApi::list_organization_users(
      std::string const& org_id, PageQuery const& query, CallOptions const& options) const {
  return detail::call<ops::list_organization_users>(engine(), {org_id}, query, {}, options);
}

PageRange<CloudAppUser> OrganizationsApi::pages_of_organization_users(
      std::string const& org_id, PageQuery const& query, CallOptions const& options) const {
  return detail::pages(query, [api = *this, org_id, options](auto const& page) {
    return api.list_organization_users(org_id, page, options);
  });
}

ItemRange<CloudAppUser> OrganizationsApi::each_of_organization_users(
      std::string const& org_id, PageQuery const& query, CallOptions const& options) const {
  return ItemRange<CloudAppUser>(
      pages_of_organization_users(org_id, query, options));
}

Response<Page<OrgUserResponse>> OrganizationsApi::list_organization_users_2025(
      std::string const& org_id, OrgUsersQuery const& query, CallOptions const& options) const {
  return detail::call<ops::list_organization_users_2025>(engine(), {org_id}, query, {}, options);
}

PageRange<OrgUserResponse> OrganizationsApi::pages_of_organization_users_2025(
      std::string const& org_id, OrgUsersQuery const& query, CallOptions const& options) const {
  return detail::pages(query, [api = *this, org_id, options](auto const& page) {
    return api.list_organization_users_2025(org_id, page, options);
  });
}

ItemRange<OrgUserResponse> OrganizationsApi::each_of_organization_users_2025(
      std::string const& org_id, OrgUsersQuery const& query, CallOptions const& options) const {
  return ItemRange<OrgUserResponse>(
      pages_of_organization_users_2025(org_id, query, options));
}

Response<Page<Organization>> OrganizationsApi::list_organizations(
      NamedPageQuery const& query, CallOptions const& options) const {
  return detail::call<ops::list_organizations>(engine(), {}, query, {}, options);
}

PageRange<Organization> OrganizationsApi::pages_of_organizations(
      NamedPageQuery const& query, CallOptions const& options) const {
  return detail::pages(query, [api = *this, options](auto const& page) {
    return api.list_organizations(page, options);
  });
}

ItemRange<Organization> OrganizationsApi::each_of_organizations(
      NamedPageQuery const& query, CallOptions const& options) const {
  return ItemRange<Organization>(
      pages_of_organizations(query, options));
}

Response<NoBody> OrganizationsApi::remove_org_user(
      std::string const& org_id, std::string const& user_id, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::remove_org_user>(engine(), {org_id, user_id}, query, {}, options);
}

Response<NoBody> OrganizationsApi::remove_org_user_2025(
      std::string const& org_id, std::string const& user_id, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::remove_org_user_2025>(engine(), {org_id, user_id}, query, {}, options);
}

Response<OrgUserResponse> OrganizationsApi::remove_org_user_role(
      std::string const& org_id, std::string const& user_id, AddOrRemoveOrgRole const& body,
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::remove_org_user_role>(engine(), {org_id, user_id}, query, body, options);
}

Response<Organization> OrganizationsApi::rename_organization(
      std::string const& org_id, Organization const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::rename_organization>(engine(), {org_id}, query, body, options);
}

Response<InvitationOutcome> OrganizationsApi::resend_invitation(
      std::string const& org_id, std::string const& invitation_id, SendingQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::resend_invitation>(
      engine(), {org_id, invitation_id}, query, {}, options);
}

Response<Page<SentInvitation>> OrganizationsApi::track_invitations(
      std::string const& org_id, SentInvitationsQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::track_invitations>(engine(), {org_id}, query, {}, options);
}

PageRange<SentInvitation> OrganizationsApi::pages_of_invitations(
      std::string const& org_id, SentInvitationsQuery const& query,
      CallOptions const& options) const {
  return detail::pages(query, [api = *this, org_id, options](auto const& page) {
    return api.track_invitations(org_id, page, options);
  });
}

ItemRange<SentInvitation> OrganizationsApi::each_of_invitations(
      std::string const& org_id, SentInvitationsQuery const& query,
      CallOptions const& options) const {
  return ItemRange<SentInvitation>(
      pages_of_invitations(org_id, query, options));
}

Response<OrgUserResponse> OrganizationsApi::update_org_user(
      std::string const& org_id, std::string const& user_id, OrgUserUpdateRequest const& body,
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::update_org_user>(engine(), {org_id, user_id}, query, body, options);
}

Response<UpdateOrgRolesForUser> OrganizationsApi::update_org_user_roles(
      std::string const& org_id, std::string const& user_id, UpdateOrgRolesForUser const& body,
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::update_org_user_roles>(
      engine(), {org_id, user_id}, query, body, options);
}

Response<OrganizationInvitation> OrganizationsApi::update_organization_invitation(
      std::string const& org_id, OrganizationInvitationRequest const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::update_organization_invitation>(
      engine(), {org_id}, query, body, options);
}

Response<OrganizationInvitation> OrganizationsApi::update_organization_invitation_by_id(
      std::string const& org_id, std::string const& invitation_id,
      OrganizationInvitationUpdateRequest const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::update_organization_invitation_by_id>(
      engine(), {org_id, invitation_id}, query, body, options);
}

Response<OrganizationSettings> OrganizationsApi::update_organization_settings(
      std::string const& org_id, OrganizationSettings const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::update_organization_settings>(engine(), {org_id}, query, body, options);
}

}  // namespace atlas
