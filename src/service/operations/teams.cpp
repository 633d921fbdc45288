// Teams of an organization and their users.
#include <algorithm>
#include <unordered_map>

#include "api/email.hpp"
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/names.hpp"
#include "service/operations/team_views.hpp"
#include "service/operations/user_views.hpp"
#include "store/projects.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

template <class Input>
store::TeamId team_of(Input const& input) {
  return store::TeamId::of(input.path.team_id);
}

store::Event team_event(Call const& call, store::EventType type, store::TeamId team_id) {
  auto event = call.event(type);
  event.team_id = team_id;
  return event;
}

// One event for each person.
Task<Done> record_people(Call& call, store::EventType type, store::TeamId team_id,
                         store::Names const& spellings) {
  std::vector<store::Event> events;
  for (auto const& spelling : spellings)
    events.emplace_back(team_event(call, type, team_id)).target_username = spelling;
  co_return co_await store::insert_alike_events(call.tx, call.locked(), events);
}

Task<PageListing<atlas::TeamResponse>> list_organization_teams(
    Call& call, Input<ops::list_organization_teams> const& input) {
  auto const& org_id = call.organization.org_id;
  auto [total, teams] = co_await both(store::count_teams(call.tx, org_id),
                                      store::list_teams(call.tx, org_id, slice_of(input.query)));
  co_return page_of(
      call, input.query, total, std::move(teams),
      [&exchange = call.exchange](auto const& team) { return team_view(exchange, team); },
      Lasts::until_changed);
}

// The active and invited people with these addresses, in the order in which they are first named.
Task<std::vector<store::Member>> require_people(Call& call, store::Names const& usernames) {
  std::unordered_map<std::string, std::string> spellings;
  store::Names keys;
  for (auto const& username : usernames) {
    auto const [at, fresh] = spellings.try_emplace(atlas::email_key(username), username);
    if (fresh) keys.push_back(at->first);
  }
  if (std::ssize(keys) > call.limits().users_per_team)
    co_return fail(Code::max_users_per_team_exceeded, call.limits().users_per_team);
  auto members = co_await store::known_members_by_username(call.tx, call.organization.org_id, keys);
  std::vector<store::Member> people;
  for (auto const& key : keys) {
    auto const found = std::ranges::find(members, key, &store::Member::username);
    if (found == members.end()) {
      auto const known = co_await store::has_account(call.tx, key);
      co_return fail(known ? Code::user_not_in_org : Code::username_not_found, spellings.at(key));
    }
    if (!store::is_seated(*found, call.now()))
      co_return fail(Code::user_not_in_org, spellings.at(key));
    co_await require_fewer_teams(call, *found);
    people.push_back(std::move(*found));
  }
  co_return people;
}

Task<Done> require_free_team_name(Call& call, std::string const& name) {
  auto const taken = co_await store::find_team_by_name(call.tx, call.organization.org_id, name);
  if (taken) co_return fail(Code::team_name_not_available, name);
  co_return Done{};
}

Task<Done> enter_team(Call& call, store::TeamId team_id, std::vector<store::Member> const& people) {
  std::vector<store::UserId> ids;
  store::Names spellings;
  for (auto const& person : people) {
    ids.push_back(person.user_id);
    spellings.push_back(person.spelling);
  }
  co_await store::insert_team_members(call.tx, call.locked(), team_id, ids);
  co_await record_people(call, "JOINED_TEAM", team_id, spellings);
  co_return co_await store::touch_authorization(call.tx, call.locked());
}

Task<atlas::Team> create_team(Call& call, Input<ops::create_team> const& input) {
  auto const& org_id = call.organization.org_id;
  std::string const& name = input.body.name;
  co_await check_name(call, name, Code::invalid_team_name);
  co_await require_free_team_name(call, name);
  auto const count = co_await store::count_teams(call.tx, org_id);
  if (count >= call.limits().teams_per_org)
    co_return fail(Code::max_teams_per_org_exceeded, call.limits().teams_per_org);
  auto const people = co_await require_people(call, input.body.usernames);
  store::Team const team{.org_id = org_id, .team_id = call.new_id<store::TeamId>(), .name = name};
  co_await store::insert_team(call.tx, call.locked(), team.team_id, name);
  auto const event = team_event(call, "TEAM_CREATED", team.team_id);
  co_await store::insert_event(call.tx, call.locked(), event);
  co_await enter_team(call, team.team_id, people);
  auto shown = team_view(call.exchange, team);
  call.exchange.location = shown.links.front().href;
  atlas::Team view{.name = name, .id = std::move(shown.id), .links = std::move(shown.links)};
  for (auto const& person : people) view.usernames.push_back(person.spelling);
  co_return view;
}

Task<atlas::TeamResponse> get_team_by_name(Call& call, Input<ops::get_team_by_name> const& input) {
  std::string const& name = input.path.team_name;
  auto const team = co_await store::find_team_by_name(call.tx, call.organization.org_id, name);
  if (!team) co_return fail(Code::team_name_not_found, name);
  co_return team_view(call.exchange, *team);
}

Task<atlas::TeamResponse> get_team_by_id(Call& call, Input<ops::get_team_by_id> const& input) {
  auto const team = co_await require_team(call, team_of(input));
  co_return team_view(call.exchange, team);
}

Task<atlas::TeamResponse> rename_team(Call& call, Input<ops::rename_team> const& input) {
  std::string const& name = input.body.name;
  co_await check_name(call, name, Code::invalid_team_name);
  auto team = co_await require_team(call, team_of(input));
  if (team.name == name) co_return team_view(call.exchange, team);
  co_await require_free_team_name(call, name);
  team.name = name;
  co_await store::rename_team(call.tx, call.locked(), team.team_id, name);
  auto const event = team_event(call, "TEAM_NAME_CHANGED", team.team_id);
  co_await store::insert_event(call.tx, call.locked(), event);
  co_return team_view(call.exchange, team);
}

Task<atlas::NoBody> delete_team(Call& call, Input<ops::delete_team> const& input) {
  auto const& org_id = call.organization.org_id;
  auto const team = co_await require_team(call, team_of(input));
  auto const projects = co_await store::count_projects_of(call.tx, org_id, team.team_id);
  if (projects > 0)
    co_return fail(Code::cannot_delete_team_assigned_to_project, std::string(team.team_id));
  auto const names = co_await store::names_in_team(call.tx, org_id, team.team_id);
  co_await store::delete_team(call.tx, call.locked(), team.team_id);
  co_await record_people(call, "REMOVED_FROM_TEAM", team.team_id, names);
  auto const event = team_event(call, "TEAM_DELETED", team.team_id);
  co_await store::insert_event(call.tx, call.locked(), event);
  co_await store::touch_authorization(call.tx, call.locked());
  co_return atlas::NoBody{};
}

Task<PageListing<atlas::CloudAppUser>> users_of(Call& call, store::TeamId team_id,
                                                atlas::PageQuery const& query) {
  auto const& org_id = call.organization.org_id;
  auto [total, users] =
      co_await both(store::count_team_users(call.tx, org_id, team_id),
                    store::list_team_users(call.tx, org_id, team_id, slice_of(query)));
  co_return page_of(
      call, query, total, std::move(users),
      [&exchange = call.exchange](auto const& user) { return cloud_user_view(exchange, user); },
      Lasts::until_changed);
}

Task<PageListing<atlas::CloudAppUser>> list_team_users(Call& call,
                                                       Input<ops::list_team_users> const& input) {
  auto const team = co_await require_team(call, team_of(input));
  co_return co_await users_of(call, team.team_id, input.query);
}

// The active people with these ids, none of whom is in the team.
Task<std::vector<store::Member>> require_newcomers(Call& call, store::Team const& team,
                                                   std::vector<store::UserId> const& ids) {
  auto members = co_await store::known_members(call.tx, call.organization.org_id, ids);
  for (auto const& id : ids) {
    std::string const shown(id);
    auto const found = std::ranges::find(members, id, &store::Member::user_id);
    if (found == members.end()) {
      auto const account = co_await store::find_account(call.tx, id);
      co_return fail(account ? Code::user_not_in_org : Code::user_not_found, shown);
    }
    if (!store::is_seated(*found, call.now())) co_return fail(Code::user_not_in_org, shown);
    if (found->status != store::Standing::active)
      co_return fail(Code::cannot_add_pending_user, shown);
    if (std::ranges::find(found->team_ids, team.team_id) != found->team_ids.end())
      co_return fail(Code::user_already_in_team, shown, std::string(team.team_id));
    co_await require_fewer_teams(call, *found);
  }
  co_return members;
}

Task<PageListing<atlas::CloudAppUser>> add_team_user(Call& call,
                                                     Input<ops::add_team_user> const& input) {
  auto const& org_id = call.organization.org_id;
  auto const team = co_await require_team(call, team_of(input));
  store::Names given;
  for (auto const& user : input.body) given.push_back(user.id);
  std::vector<store::UserId> ids;
  for (auto const& id : unique_names(std::move(given))) ids.push_back(store::UserId::of(id));
  auto const newcomers = co_await require_newcomers(call, team, ids);
  auto const present = co_await store::names_in_team(call.tx, org_id, team.team_id);
  if (std::ssize(present) + std::ssize(newcomers) > call.limits().users_per_team)
    co_return fail(Code::max_users_per_team_exceeded, call.limits().users_per_team);
  co_await enter_team(call, team.team_id, newcomers);
  atlas::PageQuery const everybody{.items_per_page = 500};
  co_return co_await users_of(call, team.team_id, everybody);
}

Task<atlas::NoBody> remove_team_user(Call& call, Input<ops::remove_team_user> const& input) {
  auto const team = co_await require_team(call, team_of(input));
  auto const user_id = store::UserId::of(input.path.user_id);
  auto const member = co_await store::find_member(call.tx, call.organization.org_id, user_id);
  auto const removed =
      co_await store::delete_team_member(call.tx, call.locked(), team.team_id, user_id);
  if (!member || !removed) co_return fail(Code::user_not_found, input.path.user_id);
  store::Names const names{member->spelling};
  co_await record_people(call, "REMOVED_FROM_TEAM", team.team_id, names);
  co_await store::touch_authorization(call.tx, call.locked());
  co_return atlas::NoBody{};
}

}  // namespace

void bind_teams(Router& router) {
  bind<ops::list_organization_teams, list_organization_teams>(router);
  bind<ops::create_team, create_team>(router);
  bind<ops::get_team_by_name, get_team_by_name>(router);
  bind<ops::get_team_by_id, get_team_by_id>(router);
  bind<ops::rename_team, rename_team>(router);
  bind<ops::delete_team, delete_team>(router);
  bind<ops::list_team_users, list_team_users>(router);
  bind<ops::add_team_user, add_team_user>(router);
  bind<ops::remove_team_user, remove_team_user>(router);
}

}  // namespace orgd
