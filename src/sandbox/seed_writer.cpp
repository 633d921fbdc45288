// A seed's people and organizations into records; what calls is in seed_callers_writer.cpp.
#include "sandbox/seed_writer.hpp"

#include <algorithm>

#include "api/email.hpp"
#include "api/json_write.hpp"
#include "api/text.hpp"
#include "sandbox/seed_check.hpp"
#include "sandbox/seed_completion.hpp"
#include "sandbox/seed_findings.hpp"
#include "sandbox/seed_organization_writer.hpp"
#include "sandbox/seed_passwords.hpp"
#include "service/operations/settings_views.hpp"
#include "store/organizations.hpp"
#include "store/project_invitations.hpp"
#include "store/project_limits.hpp"
#include "store/projects.hpp"
#include "store/teams.hpp"

namespace orgd::sandbox {

store::Names seed_names_of(std::vector<Role> const& roles) {
  store::Names names;
  for (auto const& role : roles)
    if (std::ranges::find(names, role.name()) == names.end()) names.push_back(role.name());
  return names;
}

SeedErrors faults_of_size(SeedFile const& file) {
  SeedFindings found(file);
  std::int64_t passwords = 0;
  each_with_password(file, [&passwords](auto const& one) { passwords += one.password ? 1 : 0; });
  SeedPlace const top{};
  found.at_most(passwords, most_clear_passwords, top, "passwords in the clear");
  if (file.generate) {
    auto const& wanted = *file.generate;
    auto const each =
        1 + std::int64_t{wanted.members_each.value_or(1)} + wanted.projects_each.value_or(0);
    found.at_most(wanted.organizations * each, most_generated, SeedPlace{&top, "generate"},
                  "organizations, people and projects together");
  }
  return std::move(found).take();
}

namespace {

std::string hash_of_invitation(std::optional<std::string> const& token,
                               std::optional<std::string> const& token_hash) {
  return token ? hash_token(*token) : token_hash.value_or("");
}

std::optional<std::string> hash_of_password(SeedAccount const& given) {
  if (given.made_hash) return given.made_hash;
  return given.password ? hash_password(*given.password) : given.password_hash;
}

Result<Done> require_none(SeedErrors const& errors) {
  if (errors.empty()) return Done{};
  return std::unexpected(refusal_of(errors));
}

// The account of an address, and its id: those that the store has already, if it does.
Task<Done> write_person(Transaction& tx, SeedKnownPerson const& person, SeedPeople& people) {
  auto const key = atlas::email_key(person.email);
  auto const wanted = store::UserId::of(*person.id);
  auto const user_id = co_await store::claim_user_id(tx, key, wanted);
  store::Account account{.user_id = user_id, .spelling = person.email, .username = key};
  if (person.account) {
    auto const& given = *person.account;
    account.first_name = given.first_name;
    account.last_name = given.last_name;
    account.country = given.country;
    account.mobile_number = given.mobile_number;
    account.password_hash = hash_of_password(given);
    account.created_at = *given.created_at;
    account.last_auth_at = given.last_auth_at;
    account.proven = given.proven.value_or(true);
    bool const is_new = co_await store::claim_account(tx, account);
    if (!is_new) {
      auto const known = co_await store::find_account(tx, user_id);
      account = known.value();
    }
  }
  people.emplace(key, std::move(account));
  co_return Done{};
}

}  // namespace

Task<Done> SeedOrganizationWriter::write() {
  co_await write_people();
  for (auto const& team : from_.teams) {
    auto const team_id = store::TeamId::of(*team.id);
    co_await store::insert_team(tx_, org_, team_id, team.name);
    std::vector<store::UserId> members;
    for (auto const& email : team.members) members.push_back(user_id_of(email));
    co_await store::insert_team_members(tx_, org_, team_id, members);
  }
  for (auto const& key : from_.api_keys) co_await write_key(key);
  for (auto const& account : from_.service_accounts) co_await write_account(account);
  for (auto const& project : from_.projects) co_await write_project(project);
  if (from_.bypass)
    co_await store::grant_bypass(tx_, org_, from_.bypass->granted_by, from_.bypass->granted_at,
                                 from_.bypass->expires_at);
  co_return Done{};
}

Task<Done> SeedOrganizationWriter::write_people() {
  for (auto const& person : from_.people) {
    if (*person.state == "active")
      co_await write_member(person);
    else
      co_await write_invited(person);
  }
  co_return Done{};
}

// The organization's own copy of what the person has said.
Task<Done> SeedOrganizationWriter::write_member(SeedPerson const& person) {
  auto told = account_of(person.email);
  told.spelling = person.email;
  told.first_name = person.first_name.value_or(told.first_name);
  told.last_name = person.last_name.value_or(told.last_name);
  told.country = person.country.value_or(told.country);
  if (person.mobile_number) told.mobile_number = person.mobile_number;
  told.created_at = person.account_created_at.value_or(told.created_at);
  if (person.last_auth_at) told.last_auth_at = person.last_auth_at;
  auto const roles = seed_names_of(person.roles);
  co_return co_await store::insert_member(tx_, org_, told, roles, *person.joined_at);
}

Task<Done> SeedOrganizationWriter::write_invited(SeedPerson const& person) {
  store::Member const invited{.user_id = user_id_of(person.email),
                              .spelling = person.email,
                              .username = atlas::email_key(person.email),
                              .roles = seed_names_of(person.roles),
                              .invitation_id = store::InvitationId::of(*person.invitation_id),
                              .invited_at = person.invited_at,
                              .expires_at = person.expires_at,
                              .inviter = person.inviter,
                              .token_hash = hash_of_invitation(person.token, person.token_hash)};
  co_await store::insert_invitation(tx_, org_, invited);
  if (*person.state == "rejected") co_await store::reject_invitation(tx_, org_, invited.user_id);
  co_return Done{};
}

Task<Done> SeedOrganizationWriter::write_project(SeedProject const& given) {
  auto const project_id = store::ProjectId::of(*given.id);
  store::Project project{.project_id = project_id,
                         .name = given.name,
                         .name_folded = atlas::fold_case(given.name),
                         .created_at = *given.created_at,
                         .default_alerts = given.with_default_alerts_settings.value_or(true)};
  project.tags.clear();
  atlas::write_json(project.tags, given.tags);
  co_await store::insert_project(tx_, org_, project);
  if (given.settings) {
    std::string settings;
    atlas::write_json(settings, *given.settings);
    co_await store::save_project_settings(tx_, org_, project_id, settings);
  }
  if (given.managed_slow_ms)
    co_await store::save_managed_slow_ms(tx_, org_, project_id, *given.managed_slow_ms);
  for (auto const& one : given.limits) {
    store::ProjectLimit const limit{.name = one.name, .value = one.value};
    co_await store::put_project_limit(tx_, org_, project_id, limit);
  }
  for (auto const& grant : given.roles) {
    store::ProjectRoles const roles{.project_id = project_id, .roles = seed_names_of(grant.roles)};
    auto const principal = principal_of(grant);
    co_await store::insert_project_roles(tx_, org_, principal, roles);
  }
  for (auto const& invitation : given.invitations)
    co_await write_project_invitation(project_id, invitation);
  co_return Done{};
}

Task<Done> SeedOrganizationWriter::write_project_invitation(store::ProjectId project_id,
                                                            SeedProjectInvitation const& given) {
  store::ProjectInvitation const invitation{
      .invitation_id = store::InvitationId::of(*given.id),
      .project_id = project_id,
      .user_id = user_id_of(given.email),
      .spelling = given.email,
      .username = atlas::email_key(given.email),
      .roles = seed_names_of(given.roles),
      .invited_at = *given.invited_at,
      .expires_at = *given.expires_at,
      .inviter = *given.inviter,
      .token_hash = hash_of_invitation(given.token, given.token_hash),
      .brings_in = given.brings_in.value_or(false)};
  co_return co_await store::insert_project_invitation(tx_, org_, invitation);
}

namespace {

Task<Done> write_organization(Transaction& tx, SeedOrganization const& given,
                              SeedPeople const& people, Vault const& vault) {
  store::NewOrganization organization{
      .org_id = store::OrgId::of(*given.id),
      .name = given.name,
      .name_folded = atlas::fold_case(given.name),
      .created_at = *given.created_at,
      .skip_default_alerts = given.skip_default_alerts_settings.value_or(false)};
  if (given.linked_to) organization.linked_to = store::OrgId::of(*given.linked_to);
  auto const org = co_await store::insert_organization(tx, organization);
  if (given.settings) {
    store::SettingsRecord const none{};
    auto const settings = co_await settings_with(none, *given.settings);
    co_await store::save_settings(tx, org, settings);
  }
  if (given.owes_money) co_await store::set_owes_money(tx, org, *given.owes_money);
  SeedOrganizationWriter writer(tx, org, given, people, vault);
  co_await writer.write();
  if (given.deleted_at) co_await store::delete_organization(tx, org, *given.deleted_at);
  co_return Done{};
}

}  // namespace

Task<Done> write_seed(Transaction& tx, SeedFile const& file, SeedContext const& context) {
  co_await require_none(faults_of_size(file));
  auto const whole = complete_seed(file, context.id_seed, context.now);
  co_await require_none(faults_of_seed(whole, context.limits, context.now));
  auto const clashes = co_await clashes_of_seed(tx, whole, context.limits);
  co_await require_none(clashes);
  SeedPeople people;
  for (auto const& person : whole.people) co_await write_person(tx, person, people);
  for (auto const& organization : whole.organizations)
    co_await write_organization(tx, organization, people, context.vault);
  co_return Done{};
}

}  // namespace orgd::sandbox
