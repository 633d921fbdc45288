// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#include "atlas/teams_api.hpp"

#include "atlas/operations.hpp"
#include "client/call.hpp"

namespace atlas {

Response<Page<TeamRole>> TeamsApi::add_all_teams_to_project(
      std::string const& group_id, std::vector<TeamRole> const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::add_all_teams_to_project>(engine(), {group_id}, query, body, options);
}

Response<OrgUserResponse> TeamsApi::add_org_team_user(
      std::string const& org_id, std::string const& team_id, AddUserToTeam const& body,
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::add_org_team_user>(engine(), {org_id, team_id}, query, body, options);
}

Response<Page<CloudAppUser>> TeamsApi::add_team_user(
      std::string const& org_id, std::string const& team_id, std::vector<AddUserToTeam> const& body,
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::add_team_user>(engine(), {org_id, team_id}, query, body, options);
}

Response<Team> TeamsApi::create_team(
      std::string const& org_id, Team const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::create_team>(engine(), {org_id}, query, body, options);
}

Response<NoBody> TeamsApi::delete_team(
      std::string const& org_id, std::string const& team_id, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::delete_team>(engine(), {org_id, team_id}, query, {}, options);
}

Response<TeamRole> TeamsApi::get_group_team(
      std::string const& group_id, std::string const& team_id, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::get_group_team>(engine(), {group_id, team_id}, query, {}, options);
}

Response<TeamResponse> TeamsApi::get_team_by_id(
      std::string const& org_id, std::string const& team_id, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::get_team_by_id>(engine(), {org_id, team_id}, query, {}, options);
}

Response<TeamResponse> TeamsApi::get_team_by_name(
      std::string const& org_id, std::string const& team_name, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::get_team_by_name>(engine(), {org_id, team_name}, query, {}, options);
}

Response<Page<TeamResponse>> TeamsApi::list_organization_teams(
      std::string const& org_id, PageQuery const& query, CallOptions const& options) const {
  return detail::call<ops::list_organization_teams>(engine(), {org_id}, query, {}, options);
}

PageRange<TeamResponse> TeamsApi::pages_of_organization_teams(
      std::string const& org_id, PageQuery const& query, CallOptions const& options) const {
  return detail::pages(query, [api = *this, org_id, options](auto const& page) {
    return api.list_organization_teams(org_id, page, options);
  });
}

ItemRange<TeamResponse> TeamsApi::each_of_organization_teams(
      std::string const& org_id, PageQuery const& query, CallOptions const& options) const {
  return ItemRange<TeamResponse>(
      pages_of_organization_teams(org_id, query, options));
}

Response<Page<TeamRole>> TeamsApi::list_project_teams(
      std::string const& group_id, PageQuery const& query, CallOptions const& options) const {
  return detail::call<ops::list_project_teams>(engine(), {group_id}, query, {}, options);
}

PageRange<TeamRole> TeamsApi::pages_of_project_teams(
      std::string const& group_id, PageQuery const& query, CallOptions const& options) const {
  return detail::pages(query, [api = *this, group_id, options](auto const& page) {
    return api.list_project_teams(group_id, page, options);
  });
}

ItemRange<TeamRole> TeamsApi::each_of_project_teams(
      std::string const& group_id, PageQuery const& query, CallOptions const& options) const {
  return ItemRange<TeamRole>(
      pages_of_project_teams(group_id, query, options));
}

Response<Page<CloudAppUser>> TeamsApi::list_team_users(
      std::string const& org_id, std::string const& team_id, PageQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::list_team_users>(engine(), {org_id, team_id}, query, {}, options);
}

PageRange<CloudAppUser> TeamsApi::pages_of_team_users(
      std::string const& org_id, std::string const& team_id, PageQuery const& query,
      CallOptions const& options) const {
  return detail::pages(query, [api = *this, org_id, team_id, options](auto const& page) {
    return api.list_team_users(org_id, team_id, page, options);
  });
}

ItemRange<CloudAppUser> TeamsApi::each_of_team_users(
      std::string const& org_id, std::string const& team_id, PageQuery const& query,
      CallOptions const& options) const {
  return ItemRange<CloudAppUser>(
      pages_of_team_users(org_id, team_id, query, options));
}

Response<Page<OrgUserResponse>> TeamsApi::list_team_users_2025(
      std::string const& org_id, std::string const& team_id, TeamUsersQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::list_team_users_2025>(engine(), {org_id, team_id}, query, {}, options);
}

PageRange<OrgUserResponse> TeamsApi::pages_of_team_users_2025(
      std::string const& org_id, std::string const& team_id, TeamUsersQuery const& query,
      CallOptions const& options) const {
  return detail::pages(query, [api = *this, org_id, team_id, options](auto const& page) {
    return api.list_team_users_2025(org_id, team_id, page, options);
  });
}

ItemRange<OrgUserResponse> TeamsApi::each_of_team_users_2025(
      std::string const& org_id, std::string const& team_id, TeamUsersQuery const& query,
      CallOptions const& options) const {
  return ItemRange<OrgUserResponse>(
      pages_of_team_users_2025(org_id, team_id, query, options));
}

Response<OrgUserResponse> TeamsApi::remove_org_team_user(
      std::string const& org_id, std::string const& team_id, AddUserToTeam const& body,
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::remove_org_team_user>(engine(), {org_id, team_id}, query, body, options);
}

Response<NoBody> TeamsApi::remove_project_team(
      std::string const& group_id, std::string const& team_id, EnvelopeQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::remove_project_team>(engine(), {group_id, team_id}, query, {}, options);
}

Response<NoBody> TeamsApi::remove_team_user(
      std::string const& org_id, std::string const& team_id, std::string const& user_id,
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::remove_team_user>(
      engine(), {org_id, team_id, user_id}, query, {}, options);
}

Response<TeamResponse> TeamsApi::rename_team(
      std::string const& org_id, std::string const& team_id, TeamUpdate const& body,
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::rename_team>(engine(), {org_id, team_id}, query, body, options);
}

Response<Page<TeamRole>> TeamsApi::update_team_roles(
      std::string const& group_id, std::string const& team_id, TeamRoleUpdate const& body,
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::update_team_roles>(engine(), {group_id, team_id}, query, body, options);
}

}  // namespace atlas
