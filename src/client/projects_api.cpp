// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#include "atlas/projects_api.hpp"

#include "atlas/operations.hpp"
#include "client/call.hpp"

namespace atlas {

Response<GroupUserResponse> ProjectsApi::add_group_user_role(
      std::string const& group_id, std::string const& user_id, AddOrRemoveGroupRole const& body,
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::add_group_user_role>(
      engine(), {group_id, user_id}, query, body, options);
}

Response<GroupUserResponse> ProjectsApi::add_group_users(
      std::string const& group_id, GroupUserRequest const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::add_group_users>(engine(), {group_id}, query, body, options);
}

Response<Group> ProjectsApi::create_project(
      Group const& body, CreateProjectQuery const& query, CallOptions const& options) const {
  return detail::call<ops::create_project>(engine(), {}, query, body, options);
}

Response<GroupInvitation> ProjectsApi::create_project_invitation(
      std::string const& group_id, GroupInvitationRequest const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::create_project_invitation>(engine(), {group_id}, query, body, options);
}

Response<NoBody> ProjectsApi::delete_project(
      std::string const& group_id, Query const& query, CallOptions const& options) const {
  return detail::call<ops::delete_project>(engine(), {group_id}, query, {}, options);
}

Response<NoBody> ProjectsApi::delete_project_invitation(
      std::string const& group_id, std::string const& invitation_id, EnvelopeQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::delete_project_invitation>(
      engine(), {group_id, invitation_id}, query, {}, options);
}

Response<NoBody> ProjectsApi::delete_project_limit(
      std::string const& group_id, std::string const& limit_name, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::delete_project_limit>(
      engine(), {group_id, limit_name}, query, {}, options);
}

Response<NoBody> ProjectsApi::disable_managed_slow_ms(
      std::string const& group_id, Query const& query, CallOptions const& options) const {
  return detail::call<ops::disable_managed_slow_ms>(engine(), {group_id}, query, {}, options);
}

Response<NoBody> ProjectsApi::enable_managed_slow_ms(
      std::string const& group_id, Query const& query, CallOptions const& options) const {
  return detail::call<ops::enable_managed_slow_ms>(engine(), {group_id}, query, {}, options);
}

Response<GroupUserResponse> ProjectsApi::get_group_user(
      std::string const& group_id, std::string const& user_id, PersonQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::get_group_user>(engine(), {group_id, user_id}, query, {}, options);
}

Response<bool> ProjectsApi::get_managed_slow_ms(
      std::string const& group_id, Query const& query, CallOptions const& options) const {
  return detail::call<ops::get_managed_slow_ms>(engine(), {group_id}, query, {}, options);
}

Response<Group> ProjectsApi::get_project(
      std::string const& group_id, Query const& query, CallOptions const& options) const {
  return detail::call<ops::get_project>(engine(), {group_id}, query, {}, options);
}

Response<Group> ProjectsApi::get_project_by_name(
      std::string const& group_name, Query const& query, CallOptions const& options) const {
  return detail::call<ops::get_project_by_name>(engine(), {group_name}, query, {}, options);
}

Response<GroupInvitation> ProjectsApi::get_project_invitation(
      std::string const& group_id, std::string const& invitation_id, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::get_project_invitation>(
      engine(), {group_id, invitation_id}, query, {}, options);
}

Response<ProjectIpAddresses> ProjectsApi::get_project_ip_addresses(
      std::string const& group_id, Query const& query, CallOptions const& options) const {
  return detail::call<ops::get_project_ip_addresses>(engine(), {group_id}, query, {}, options);
}

Response<ProjectLimit> ProjectsApi::get_project_limit(
      std::string const& group_id, std::string const& limit_name, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::get_project_limit>(engine(), {group_id, limit_name}, query, {}, options);
}

Response<GroupSettings> ProjectsApi::get_project_settings(
      std::string const& group_id, Query const& query, CallOptions const& options) const {
  return detail::call<ops::get_project_settings>(engine(), {group_id}, query, {}, options);
}

Response<Page<Cluster>> ProjectsApi::list_project_clusters(
      std::string const& group_id, PageQuery const& query, CallOptions const& options) const {
  return detail::call<ops::list_project_clusters>(engine(), {group_id}, query, {}, options);
}

PageRange<Cluster> ProjectsApi::pages_of_project_clusters(
      std::string const& group_id, PageQuery const& query, CallOptions const& options) const {
  return detail::pages(query, [api = *this, group_id, options](auto const& page) {
    return api.list_project_clusters(group_id, page, options);
  });
}

ItemRange<Cluster> ProjectsApi::each_of_project_clusters(
      std::string const& group_id, PageQuery const& query, CallOptions const& options) const {
  return ItemRange<Cluster>(
      pages_of_project_clusters(group_id, query, options));
}

Response<std::vector<GroupInvitation>> ProjectsApi::list_project_invitations(
      std::string const& group_id, InvitationsQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::list_project_invitations>(engine(), {group_id}, query, {}, options);
}

Response<std::vector<ProjectLimit>> ProjectsApi::list_project_limits(
      std::string const& group_id, Query const& query, CallOptions const& options) const {
  return detail::call<ops::list_project_limits>(engine(), {group_id}, query, {}, options);
}

Response<Page<CloudAppUser>> ProjectsApi::list_project_users(
      std::string const& group_id, ProjectUsersQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::list_project_users>(engine(), {group_id}, query, {}, options);
}

PageRange<CloudAppUser> ProjectsApi::pages_of_project_users(
      std::string const& group_id, ProjectUsersQuery const& query,
      CallOptions const& options) const {
  return detail::pages(query, [api = *this, group_id, options](auto const& page) {
    return api.list_project_users(group_id, page, options);
  });
}

ItemRange<CloudAppUser> ProjectsApi::each_of_project_users(
      std::string const& group_id, ProjectUsersQuery const& query,
      CallOptions const& options) const {
  return ItemRange<CloudAppUser>(
      pages_of_project_users(group_id, query, options));
}

Response<Page<GroupUserResponse>> ProjectsApi::list_project_users_2025(
      std::string const& group_id, ProjectPeopleQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::list_project_users_2025>(engine(), {group_id}, query, {}, options);
}

PageRange<GroupUserResponse> ProjectsApi::pages_of_project_users_2025(
      std::string const& group_id, ProjectPeopleQuery const& query,
      CallOptions const& options) const {
  return detail::pages(query, [api = *this, group_id, options](auto const& page) {
    return api.list_project_users_2025(group_id, page, options);
  });
}

ItemRange<GroupUserResponse> ProjectsApi::each_of_project_users_2025(
      std::string const& group_id, ProjectPeopleQuery const& query,
      CallOptions const& options) const {
  return ItemRange<GroupUserResponse>(
      pages_of_project_users_2025(group_id, query, options));
}

Response<Page<Group>> ProjectsApi::list_projects(
      PageQuery const& query, CallOptions const& options) const {
  return detail::call<ops::list_projects>(engine(), {}, query, {}, options);
}

PageRange<Group> ProjectsApi::pages_of_projects(
      PageQuery const& query, CallOptions const& options) const {
  return detail::pages(query, [api = *this, options](auto const& page) {
    return api.list_projects(page, options);
  });
}

ItemRange<Group> ProjectsApi::each_of_projects(
      PageQuery const& query, CallOptions const& options) const {
  return ItemRange<Group>(
      pages_of_projects(query, options));
}

Response<Group> ProjectsApi::migrate_project(
      std::string const& group_id, GroupMigrationRequest const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::migrate_project>(engine(), {group_id}, query, body, options);
}

Response<GroupUserResponse> ProjectsApi::remove_group_user_role(
      std::string const& group_id, std::string const& user_id, AddOrRemoveGroupRole const& body,
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::remove_group_user_role>(
      engine(), {group_id, user_id}, query, body, options);
}

Response<NoBody> ProjectsApi::remove_project_user(
      std::string const& group_id, std::string const& user_id, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::remove_project_user>(engine(), {group_id, user_id}, query, {}, options);
}

Response<NoBody> ProjectsApi::remove_project_user_2025(
      std::string const& group_id, std::string const& user_id, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::remove_project_user_2025>(
      engine(), {group_id, user_id}, query, {}, options);
}

Response<ProjectLimit> ProjectsApi::set_project_limit(
      std::string const& group_id, std::string const& limit_name, ProjectLimit const& body,
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::set_project_limit>(
      engine(), {group_id, limit_name}, query, body, options);
}

Response<Group> ProjectsApi::update_project(
      std::string const& group_id, GroupUpdate const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::update_project>(engine(), {group_id}, query, body, options);
}

Response<GroupInvitation> ProjectsApi::update_project_invitation(
      std::string const& group_id, GroupInvitationRequest const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::update_project_invitation>(engine(), {group_id}, query, body, options);
}

Response<GroupInvitation> ProjectsApi::update_project_invitation_by_id(
      std::string const& group_id, std::string const& invitation_id,
      GroupInvitationUpdateRequest const& body, EnvelopeQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::update_project_invitation_by_id>(
      engine(), {group_id, invitation_id}, query, body, options);
}

Response<GroupSettings> ProjectsApi::update_project_settings(
      std::string const& group_id, GroupSettings const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::update_project_settings>(engine(), {group_id}, query, body, options);
}

Response<UpdateGroupRolesForUser> ProjectsApi::update_project_user_roles(
      std::string const& group_id, std::string const& user_id, UpdateGroupRolesForUser const& body,
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::update_project_user_roles>(
      engine(), {group_id, user_id}, query, body, options);
}

}  // namespace atlas
