// Records into the structs of a seed.
#include "sandbox/seed_export.hpp"

#include <map>

#include "api/json_read.hpp"
#include "sandbox/seed_export_callers.hpp"
#include "service/operations/settings_views.hpp"
#include "store/organizations.hpp"
#include "store/people.hpp"
#include "store/project_invitations.hpp"
#include "store/project_limits.hpp"
#include "store/projects.hpp"
#include "store/teams.hpp"

namespace orgd::sandbox {

std::vector<Role> exported_roles(store::Names const& names) {
  std::vector<Role> roles;
  for (auto const& name : names) roles.emplace_back(name);
  return roles;
}

void add_grants(store::AllProjectRoles const& of, SeedGrant const& subject,
                ExportedGrants& grants) {
  for (auto const& one : of.by_project()) {
    auto& grant = grants[one.project_id].emplace_back(subject);
    grant.roles = exported_roles(one.roles());
  }
}

namespace {

using Accounts = std::map<store::UserId, store::Account>;

Task<Accounts> export_people(Transaction& tx, SeedFile& file) {
  Accounts accounts;
  auto known = co_await store::list_every_account(tx);
  for (auto& account : known) accounts.emplace(account.user_id, std::move(account));
  auto const addresses = co_await store::list_every_address(tx);
  for (auto const& address : addresses) {
    SeedKnownPerson person{.email = address.username, .id = std::string(address.user_id)};
    auto const at = accounts.find(address.user_id);
    // Two addresses may lead to one person, whose account has one of them.
    if (at != accounts.end() && at->second.username == address.username) {
      auto const& from = at->second;
      person.email = from.spelling;
      person.account = SeedAccount{.first_name = from.first_name,
                                   .last_name = from.last_name,
                                   .country = from.country,
                                   .mobile_number = from.mobile_number,
                                   .password = {},
                                   .password_hash = from.password_hash,
                                   .created_at = from.created_at,
                                   .last_auth_at = from.last_auth_at,
                                   .proven = {}};
      if (!from.proven) person.account->proven = false;
    }
    file.people.push_back(std::move(person));
  }
  co_return std::move(accounts);
}

// What the organization was told, where it is not what stands in the account.
void export_names(store::Member const& from, Accounts const& accounts, SeedPerson& person) {
  auto const at = accounts.find(from.user_id);
  auto const account = at == accounts.end() ? store::Account{} : at->second;
  if (from.first_name != account.first_name) person.first_name = from.first_name;
  if (from.last_name != account.last_name) person.last_name = from.last_name;
  if (from.country != account.country) person.country = from.country;
  if (from.mobile_number != account.mobile_number) person.mobile_number = from.mobile_number;
  if (from.account_created_at != account.created_at)
    person.account_created_at = from.account_created_at;
  if (from.last_auth_at != account.last_auth_at) person.last_auth_at = from.last_auth_at;
}

SeedPerson export_member(store::Member const& from, Accounts const& accounts) {
  SeedPerson person{.email = from.spelling};
  person.roles = exported_roles(from.roles);
  person.joined_at = from.joined_at;
  if (from.status == store::Standing::active) {
    export_names(from, accounts, person);
    return person;
  }
  person.state = from.status == store::Standing::invited ? "invited" : "rejected";
  if (from.invitation_id) person.invitation_id = std::string(*from.invitation_id);
  person.invited_at = from.invited_at;
  person.expires_at = from.expires_at;
  person.inviter = from.inviter;
  person.token_hash = from.token_hash;
  return person;
}

Task<Done> export_members(Transaction& tx, store::OrgId org_id, Accounts const& accounts,
                          SeedOrganization& out, ExportedGrants& grants) {
  store::MemberFilter const everybody{
      .active = true, .pending = true, .expired = true, .rejected = true};
  auto const members =
      co_await store::list_members(tx, org_id, everybody, store::Seconds{}, everything);
  std::map<store::TeamId, std::vector<std::string>> in_teams;
  for (auto const& member : members) {
    out.people.push_back(export_member(member, accounts));
    for (auto const& team_id : member.team_ids) in_teams[team_id].push_back(member.spelling);
    SeedGrant subject;
    subject.person = member.spelling;
    add_grants(member.project_roles, subject, grants);
  }
  auto const teams = co_await store::list_teams(tx, org_id, everything);
  for (auto const& team : teams)
    out.teams.push_back({.name = team.name,
                         .id = std::string(team.team_id),
                         .members = std::move(in_teams[team.team_id])});
  co_return Done{};
}

SeedProjectInvitation export_invitation(store::ProjectInvitation const& from) {
  SeedProjectInvitation out{.email = from.spelling, .id = std::string(from.invitation_id)};
  out.roles = exported_roles(from.roles);
  out.invited_at = from.invited_at;
  out.expires_at = from.expires_at;
  out.inviter = from.inviter;
  out.token_hash = from.token_hash;
  if (from.brings_in) out.brings_in = true;
  return out;
}

// Of a text that the server has written.
template <class T>
T known_json(std::string_view json) {
  return atlas::read_json<T>(json, atlas::Side::answer).value();
}

Task<Done> export_project(Transaction& tx, store::Project const& from, SeedOrganization& out,
                          ExportedGrants& grants) {
  auto const& org_id = from.org_id;
  auto const& project_id = from.project_id;
  SeedProject project{.name = from.name, .id = std::string(project_id)};
  project.created_at = from.created_at;
  if (!from.default_alerts) project.with_default_alerts_settings = false;
  project.tags = known_json<std::vector<atlas::Tag>>(from.tags);
  auto const settings = co_await store::find_project_settings(tx, org_id, project_id);
  if (settings && *settings != "{}") project.settings = known_json<atlas::GroupSettings>(*settings);
  auto const managed = co_await store::find_managed_slow_ms(tx, org_id, project_id);
  if (managed.value_or(false)) project.managed_slow_ms = true;
  auto const limits = co_await store::list_project_limits(tx, org_id, project_id);
  for (auto const& limit : limits)
    project.limits.push_back({.name = limit.name, .value = limit.value});
  project.roles = std::move(grants[project_id]);
  auto const teams = co_await store::list_project_teams(tx, org_id, project_id, everything);
  for (auto const& team : teams) {
    auto const id = std::string(team.principal_id);
    auto const at = std::ranges::find(out.teams, id, &SeedTeam::id);
    SeedGrant grant;
    grant.team = at->name;
    grant.roles = exported_roles(team.roles);
    project.roles.push_back(std::move(grant));
  }
  auto const invitations =
      co_await store::list_project_invitations(tx, org_id, project_id, store::Seconds{});
  for (auto const& one : invitations) project.invitations.push_back(export_invitation(one));
  out.projects.push_back(std::move(project));
  co_return Done{};
}

Task<SeedOrganization> export_organization(Transaction& tx, store::OrganizationDates const& dates,
                                           Accounts const& accounts, Vault const& vault) {
  auto const& org_id = dates.org_id;
  auto const found = co_await store::find_organization(tx, org_id);
  auto const& from = found.value();
  SeedOrganization out{.name = from.name, .id = std::string(org_id)};
  out.created_at = dates.created_at;
  out.deleted_at = from.deleted_at;
  if (from.linked_to) out.linked_to = std::string(*from.linked_to);
  if (from.skip_default_alerts) out.skip_default_alerts_settings = true;
  if (from.owes_money) out.owes_money = true;
  auto const settings = co_await store::settings_of(tx, org_id);
  out.settings = settings_view(settings);
  if (from.deleted_at) co_return std::move(out);
  auto const bypass = co_await store::find_bypass(tx, org_id);
  if (bypass)
    out.bypass = SeedBypass{.granted_by = bypass->granted_by,
                            .granted_at = bypass->granted_at,
                            .expires_at = bypass->expires_at};
  ExportedGrants grants;
  co_await export_members(tx, org_id, accounts, out, grants);
  co_await export_callers(tx, org_id, vault, out, grants);
  store::ProjectFilter const all{};
  auto const projects = co_await store::list_projects(tx, org_id, all, everything);
  for (auto const& project : projects) co_await export_project(tx, project, out, grants);
  co_return std::move(out);
}

}  // namespace

Task<SeedFile> export_seed(Transaction& tx, Vault const& vault) {
  SeedFile file;
  auto const accounts = co_await export_people(tx, file);
  auto const organizations = co_await store::list_every_organization(tx);
  for (auto const& dates : organizations) {
    auto exported = co_await export_organization(tx, dates, accounts, vault);
    file.organizations.push_back(std::move(exported));
  }
  co_return std::move(file);
}

}  // namespace orgd::sandbox
