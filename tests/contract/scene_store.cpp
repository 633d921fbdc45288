// What of the scene the API cannot make: teams and people with given ids, keys without a role in
// their organization, and more of a kind than requests would make in time.
#include <fmt/format.h>

#include <stdexcept>

#include "async/blocking_loop.hpp"
#include "in_process_platform.hpp"
#include "scene.hpp"
#include "security/vault.hpp"
#include "store/api_keys.hpp"
#include "store/operators.hpp"
#include "store/organizations.hpp"
#include "store/projects.hpp"
#include "store/sessions.hpp"
#include "store/teams.hpp"

namespace contract {
namespace {

using conformance::Key;

void write(orgd::Database& database, orgd::Work const& work) {
  orgd::BlockingLoop loop;
  if (!loop.run(database.connect(loop)->write(work)))
    throw std::runtime_error("cannot set the scene");
}

orgd::store::OrgId org_id_of(Place const& place) {
  return orgd::store::OrgId::of(place.texts.at("orgId"));
}

}  // namespace

// One on no project, which can be deleted, and one on the project. A member has two roles
// there, too, and two in the organization.
void Scene::add_teams_to(Place& place) {
  namespace store = orgd::store;
  Texts& texts = place.texts;
  // No id that is given out later.
  std::string const shared =
      texts["groupId"].substr(0, 16) + (place.name == "own" ? "feed00a" : "feed00b");
  texts["teamIds"] = texts["teamId"] = shared + "0";
  texts["teamOnProject"] = shared + "1";
  texts["teamName"] = "Team";
  write(service_.database(), [&](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
    auto const locked = co_await store::lock_organization(tx, org_id_of(place));
    auto const& org = locked.value().lock;
    auto const team_id = store::TeamId::of(texts.at("teamId"));
    co_await store::insert_team(tx, org, team_id, "Team");
    std::vector<store::UserId> const people{store::UserId::of(texts.at("userId"))};
    co_await store::insert_team_members(tx, org, team_id, people);
    store::Names const org_roles{"ORG_MEMBER", "ORG_READ_ONLY"};
    co_await store::set_member_roles(tx, org, people.front(), org_roles);
    auto const on_project = store::TeamId::of(texts.at("teamOnProject"));
    co_await store::insert_team(tx, org, on_project, "Team on a project");
    store::ProjectRoles const roles{.project_id = store::ProjectId::of(texts.at("groupId")),
                                    .roles = {"GROUP_READ_ONLY"}};
    auto two_roles = roles;
    two_roles.roles.emplace_back("GROUP_CLUSTER_MANAGER");
    co_await store::insert_project_roles(tx, org, people.front(), two_roles);
    co_return co_await store::insert_project_roles(tx, org, on_project, roles);
  });
}

std::vector<std::string> Scene::add_teams(std::size_t count) {
  std::vector<std::string> ids;
  write(service_.database(), [&](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
    auto const org = co_await orgd::store::lock_organization(tx, org_id_of(own_));
    for (std::size_t i = 0; i < count; ++i) {
      std::string id = fmt::format("7ea{:021x}", i);
      co_await orgd::store::insert_team(tx, org.value().lock, orgd::store::TeamId::of(id),
                                        fmt::format("Team {}", i));
      ids.push_back(std::move(id));
    }
    co_return orgd::Done{};
  });
  return ids;
}

std::vector<orgd::store::Account> Scene::add_people(std::size_t count) {
  std::vector<orgd::store::Account> people;
  write(service_.database(), [&](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
    auto const org = co_await orgd::store::lock_organization(tx, org_id_of(own_));
    for (std::size_t i = 0; i < count; ++i) {
      std::string const username = fmt::format("member{}@example.org", i);
      orgd::store::Account const person{
          .user_id = orgd::store::UserId::of(fmt::format("9e0{:021x}", i)),
          .spelling = username,
          .username = username,
          .first_name = "Dana",
          .last_name = "Doe",
          .country = "DE"};
      orgd::store::Names const roles{"ORG_MEMBER"};
      orgd::store::Seconds const now{};
      co_await orgd::store::insert_member(tx, org.value().lock, person, roles, now);
      people.push_back(person);
    }
    co_return orgd::Done{};
  });
  return people;
}

std::vector<std::string> Scene::add_projects(std::size_t count) {
  std::vector<std::string> ids;
  write(service_.database(), [&](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
    auto const org = co_await orgd::store::lock_organization(tx, org_id_of(own_));
    for (std::size_t i = 0; i < count; ++i) {
      orgd::store::Project const project{
          .project_id = orgd::store::ProjectId::of(fmt::format("9a0{:021x}", i)),
          .name = fmt::format("Project {}", i),
          .name_folded = fmt::format("project {}", i)};
      co_await orgd::store::insert_project(tx, org.value().lock, project);
      ids.emplace_back(project.project_id);
    }
    co_return orgd::Done{};
  });
  return ids;
}

void Scene::bind_to_project(Key const& key, atlas::GroupRole role) {
  write(service_.database(), [&](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
    namespace store = orgd::store;
    auto const locked = co_await store::lock_organization(tx, org_id_of(own_));
    auto const& org = locked.value().lock;
    auto const key_id = store::KeyId::of(key.id);
    auto record = co_await store::find_api_key(tx, org.id(), key_id);
    record->roles.clear();
    co_await store::update_api_key(tx, org, *record);
    store::ProjectRoles const roles{.project_id = store::ProjectId::of(own_.texts["groupId"]),
                                    .roles = {std::string(atlas::name_of(role))}};
    co_await store::insert_project_roles(tx, org, key_id, roles);
    co_return co_await store::touch_authorization(tx, org);
  });
}

namespace {

constexpr std::chrono::hours session_life{12};

// A session as the server would have made it; its token.
orgd::Task<orgd::Done> insert_session(orgd::Transaction& tx, orgd::store::UserId user_id,
                                      orgd::store::SessionId session_id, std::string const& token) {
  namespace store = orgd::store;
  auto const now = orgd::StandingPlatform::start;
  store::PersonSession const session{.user_id = user_id,
                                     .session_id = session_id,
                                     .token_hash = orgd::sha256_of(token),
                                     .created_at = now,
                                     .expires_at = now + session_life,
                                     .last_used_at = now,
                                     .address = "127.0.0.1",
                                     .user_agent = "scene"};
  co_return co_await store::insert_session(tx, session);
}

std::string token_of_session(std::string_view user_id, std::string_view session_id) {
  return fmt::format("orgd_session_{}{}{:A>43}", user_id, session_id, "");
}

}  // namespace

CallerKind Scene::make_person(std::size_t number, orgd::store::Names const& org_roles,
                              orgd::store::Names const& project_roles) {
  namespace store = orgd::store;
  auto const user_id = store::UserId::of(fmt::format("9ee{:021x}", number));
  auto const session_id = store::SessionId::of(fmt::format("5e5{:021x}", number));
  std::string const username = fmt::format("person{}@example.org", number);
  std::string const token = token_of_session(user_id.view(), session_id.view());
  write(service_.database(), [&](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
    auto const locked = co_await store::lock_organization(tx, org_id_of(own_));
    auto const& org = locked.value().lock;
    store::Account const person{.user_id = user_id,
                                .spelling = username,
                                .username = username,
                                .first_name = "Dana",
                                .last_name = "Doe",
                                .country = "DE"};
    co_await store::insert_account(tx, person);
    co_await store::insert_member(tx, org, person, org_roles, orgd::StandingPlatform::start);
    store::ProjectRoles const on_project{
        .project_id = store::ProjectId::of(own_.texts.at("groupId")), .roles = project_roles};
    if (!project_roles.empty()) co_await store::insert_project_roles(tx, org, user_id, on_project);
    co_await store::touch_authorization(tx, org);
    co_return co_await insert_session(tx, user_id, session_id, token);
  });
  return {.token = token};
}

CallerKind Scene::make_operator(std::size_t number, std::optional<orgd::store::Seconds> factor_at) {
  namespace store = orgd::store;
  CallerKind made = make_person(number, {}, {});
  made.name = factor_at ? "an operator" : "an operator without a second factor";
  auto const user_id = store::UserId::of(fmt::format("9ee{:021x}", number));
  write(service_.database(), [&](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
    co_await store::set_operator(tx, user_id, orgd::StandingPlatform::start);
    co_await tx.query("UPDATE person_session SET factor_at = $2 WHERE user_id = $1", user_id,
                      factor_at);
    co_return orgd::Done{};
  });
  return made;
}

// Of the place's member: one with which the tests call, and one that can be ended. A person's first
// factor ends all sessions but that which it is confirmed with.
void Scene::add_sessions_to(Place& place) {
  namespace store = orgd::store;
  auto const user_id = store::UserId::of(place.texts.at("userId"));
  auto const calling = store::SessionId::of(fmt::format("5e6{:021x}", 0));
  auto const other = store::SessionId::of(fmt::format("5e6{:021x}", 1));
  place.texts["sessionId"] = other.view();
  token_of_member_ = token_of_session(user_id.view(), calling.view());
  write(service_.database(), [&](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
    co_return co_await insert_session(tx, user_id, calling, token_of_member_);
  });
  add_factors_to(place);
  write(service_.database(), [&](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
    co_return co_await insert_session(tx, user_id, other,
                                      token_of_session(user_id.view(), other.view()));
  });
}

}  // namespace contract
