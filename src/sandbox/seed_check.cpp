// Judges organizations, their people and their teams.
#include "sandbox/seed_check.hpp"

#include "sandbox/seed_judge.hpp"
#include "service/operations/settings_views.hpp"

namespace orgd::sandbox {

SeedErrors SeedJudge::judge() && {
  SeedPlace const top{};
  SeedTexts addresses;
  each(file_.people, top, "people",
       [&](auto const& person, auto const& place) { judge_known(person, place, addresses); });
  each(file_.organizations, top, "organizations", [&](auto const& organization, auto const& place) {
    judge_organization(organization, place);
  });
  return std::move(found_).take();
}

// Whom organizations alone name is judged there, where the line is.
void SeedJudge::judge_known(SeedKnownPerson const& person, SeedPlace const& place,
                            SeedTexts& addresses) {
  auto const key = atlas::email_key(person.email);
  known_.emplace(key, &person);
  if (person.implied) return;
  found_.once(addresses, key, SeedPlace{&place, "email"});
  require_own_id(person.id.value(), key, SeedPlace{&place, "id"});
  if (person.account)
    either(person.account->password.has_value(), person.account->password_hash.has_value(),
           SeedPlace{&place, "account"}, "password and passwordHash");
}

void SeedJudge::require_own_id(std::string const& id, std::string const& key,
                               SeedPlace const& place) {
  auto const& owner = address_of_id_.emplace(id, key).first->second;
  if (owner != key) found_.tell(place, "expected an id that nobody else has");
}

void SeedJudge::judge_organization(SeedOrganization const& organization, SeedPlace const& place) {
  found_.once(organizations_, organization.id.value(), SeedPlace{&place, "id"});
  if (organization.linked_to == organization.id)
    found_.tell(SeedPlace{&place, "linkedTo"}, "expected another organization");
  if (organization.settings)
    if (auto const fits = settings_with({}, *organization.settings); !fits)
      found_.tell(SeedPlace{&place, "settings"}, fits.error().detail);
  if (organization.deleted_at) return judge_deleted(organization, place);
  Inside inside{.organization = organization, .place = place};
  judge_people(inside);
  SeedTexts names;
  found_.at_most(std::ssize(organization.teams), limits_.teams_per_org, SeedPlace{&place, "teams"},
                 "teams");
  each(organization.teams, place, "teams", [&](auto const& team, auto const& at) {
    found_.once(names, team.name, SeedPlace{&at, "name"});
    judge_team(team, at, inside);
  });
  found_.at_most(std::ssize(organization.api_keys), limits_.api_keys_per_org,
                 SeedPlace{&place, "apiKeys"}, "API keys");
  each(organization.api_keys, place, "apiKeys",
       [&](auto const& key, auto const& at) { judge_key(key, at); });
  found_.at_most(std::ssize(organization.service_accounts), limits_.service_accounts_per_org,
                 SeedPlace{&place, "serviceAccounts"}, "service accounts");
  each(organization.service_accounts, place, "serviceAccounts",
       [&](auto const& account, auto const& at) { judge_account(account, at); });
  names.clear();
  found_.at_most(std::ssize(organization.projects), limits_.projects_per_org,
                 SeedPlace{&place, "projects"}, "projects");
  each(organization.projects, place, "projects", [&](auto const& project, auto const& at) {
    found_.once(names, project.name, SeedPlace{&at, "name"});
    judge_project(project, at, inside);
  });
}

void SeedJudge::judge_deleted(SeedOrganization const& organization, SeedPlace const& place) {
  bool const empty = organization.people.empty() && organization.teams.empty() &&
                     organization.api_keys.empty() && organization.service_accounts.empty() &&
                     organization.projects.empty();
  if (!empty || organization.linked_to || organization.bypass)
    found_.tell(place, "expected nothing in a deleted organization");
}

void SeedJudge::judge_people(Inside& inside) {
  std::int64_t seats = 0;
  each(inside.organization.people, inside.place, "people", [&](auto const& person, auto const& at) {
    found_.once(inside.people, atlas::email_key(person.email), SeedPlace{&at, "email"});
    judge_person(person, at);
    bool const is_pending = *person.state == "invited" && *person.expires_at > now_;
    seats += *person.state == "active" || is_pending ? 1 : 0;
  });
  found_.at_most(seats, limits_.users_per_org, SeedPlace{&inside.place, "people"},
                 "active and invited people");
}

void SeedJudge::judge_person(SeedPerson const& person, SeedPlace const& place) {
  auto const key = atlas::email_key(person.email);
  auto const& id = known_.at(key)->id;
  if (person.id && person.id != id)
    found_.tell(SeedPlace{&place, "id"}, "expected the id that this address has before: " + *id);
  require_own_id(id.value(), key, SeedPlace{&place, "id"});
  if (person.password || person.password_hash)
    found_.tell(SeedPlace{&place, person.password ? "password" : "passwordHash"},
                "expected no password: the address has no account yet, or it stands before");
  either(person.token.has_value(), person.token_hash.has_value(), place, "token and tokenHash");
  if (auto const& account = known_.at(key)->account; known_.at(key)->implied && account)
    either(account->password.has_value(), account->password_hash.has_value(), place,
           "password and passwordHash");
  if (++organizations_of_[key] > limits_.orgs_per_user)
    found_.at_most(organizations_of_[key], limits_.orgs_per_user, place,
                   "organizations of one person");
  judge_standing(person, place);
}

void SeedJudge::judge_standing(SeedPerson const& person, SeedPlace const& place) {
  bool const invited = person.invitation_id || person.invited_at || person.expires_at ||
                       person.inviter || person.token || person.token_hash;
  if (*person.state == "active") {
    if (invited) found_.tell(place, "expected no part of an invitation of an active person");
    return;
  }
  if (person.joined_at) found_.tell(SeedPlace{&place, "joinedAt"}, "expected it of members alone");
  if (person.first_name || person.last_name || person.country || person.mobile_number)
    found_.tell(place, "expected no names of who is not active; they go into people's account");
  found_.once(invitations_, person.invitation_id.value(), SeedPlace{&place, "invitationId"});
  if (*person.state == "rejected" && (person.expires_at || person.token || person.token_hash))
    found_.tell(place, "expected no link of a rejected invitation");
  if (*person.state == "expired" && person.expires_at > now_)
    found_.tell(SeedPlace{&place, "expiresAt"}, "expected a time that has passed");
}

void SeedJudge::judge_team(SeedTeam const& team, SeedPlace const& place, Inside& inside) {
  found_.once(teams_, team.id.value(), SeedPlace{&place, "id"});
  found_.at_most(std::ssize(team.members), limits_.users_per_team, SeedPlace{&place, "members"},
                 "people in a team");
  SeedTexts members;
  each(team.members, place, "members", [&](auto const& email, auto const& at) {
    if (!require_inside(email, at, inside)) return;
    auto const key = atlas::email_key(email);
    found_.once(members, key, at);
    if (++inside.teams[key] > limits_.teams_per_user)
      found_.at_most(inside.teams[key], limits_.teams_per_user, at, "teams of one person");
  });
}

SeedErrors faults_of_seed(SeedFile const& completed, Limits const& limits, store::Seconds now) {
  return SeedJudge(completed, limits, now).judge();
}

}  // namespace orgd::sandbox
