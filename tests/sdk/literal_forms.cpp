// Calls and requests in one expression, without types or inner braces that nobody needs. It is
// compiled with every warning as an error, by each compiler that the library names.
#include <atlas/invitation_links_api.hpp>
#include <atlas/organizations_api.hpp>
#include <atlas/programmatic_api_keys_api.hpp>
#include <atlas/projects_api.hpp>
#include <atlas/root_api.hpp>

using atlas::GroupRole;
using atlas::OrgRole;

bool organizations(atlas::OrganizationsApi const& api, std::string const& org) {
  bool fine = api.list_organizations({.name = "x", .items_per_page = 500}).ok();
  fine = api.list_organizations({.page_num = 2, .include_count = false}).ok() && fine;
  fine = api.list_organizations({.name = "x",
                                 .items_per_page = 500,
                                 .page_num = 2,
                                 .include_count = false,
                                 .pretty = true,
                                 .envelope = true},
                                {.skip_deserialization = true})
             .ok() &&
         fine;
  fine = api.get_organization(org, {.pretty = true, .envelope = true}).ok() && fine;
  fine = api.delete_organization(org, {.envelope = true}).ok() && fine;
  fine = api.list_organization_projects(org, {.name = "x", .pretty = true}).ok() && fine;
  for (auto const& one : api.each_of_organizations({.items_per_page = 500}))
    if (!one) return false;
  return fine && api.create_organization({.name = "Acme",
                                          .org_owner_id = org,
                                          .api_key = {{.desc = "first", .roles = {"ORG_OWNER"}}}},
                                         {.pretty = true})
                     .ok();
}

bool people(atlas::OrganizationsApi const& api, std::string const& org, std::string const& id) {
  auto const users = api.list_organization_users_2025(
      org, {.username = "dana@example.org", .org_membership_status = "ACTIVE", .page_num = 2});
  auto const invitations = api.list_organization_invitations(org, {.username = "d@example.org"});
  auto const invited = api.create_organization_invitation(
      org, {.username = "dana@example.org",
            .roles = {OrgRole::org_member, OrgRole::org_read_only},
            .team_ids = {id},
            .group_role_assignments = {{.group_id = id, .roles = {GroupRole::group_owner}}}});
  auto const changed = api.update_organization_invitation_by_id(
      org, id, {.roles = {OrgRole::org_owner}}, {.pretty = true});
  return users && users->results.at(0).roles.org_roles.at(0) == OrgRole::org_owner && invitations &&
         invited && invited->roles == std::vector<atlas::Role>{OrgRole::org_member} && changed &&
         invited->group_role_assignments.at(0).group_role != GroupRole::group_owner;
}

bool keys(atlas::ProgrammaticApiKeysApi const& api, std::string const& org, std::string const& id) {
  std::string const told_by_the_user = "ORG_OF_A_LATER_SERVER";
  auto const made =
      api.create_api_key(org, {.desc = "ci", .roles = {OrgRole::org_member, told_by_the_user}});
  auto const changed = api.update_api_key(org, id, {.roles = {OrgRole::org_read_only}});
  auto const listed = api.list_api_keys(org, {.items_per_page = 500});
  auto const entries = api.create_api_key_access_list(
      org, id, {{.ip_address = "192.0.2.1"}, {.cidr_block = "192.0.2.0/24"}}, {.page_num = 1});
  return made && made->roles.at(0).role_name == OrgRole::org_member && changed && listed && entries;
}

bool projects(atlas::ProjectsApi const& api, std::string const& org, std::string const& id) {
  return api
      .create_project({.name = "One", .org_id = org, .tags = {{.key = "k", .value = "v"}}},
                      {.project_owner_id = id})
      .ok();
}

bool others(atlas::RootApi const& root, atlas::InvitationLinksApi const& links,
            std::string const& id) {
  return root.get_system_status({.pretty = true}).ok() &&
         links.accept_invitation(id, {.token = "t", .first_name = "Dana"}).ok();
}
