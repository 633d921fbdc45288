// Teams on a project and the roles that they give to their users there.
#include <set>

#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/names.hpp"
#include "service/operations/team_views.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

atlas::TeamRole team_role_view(Exchange& exchange, store::TeamOnProject const& team) {
  return {
      .team_id = std::string(team.principal_id),
      .role_names = roles_of(team.roles),
      .links = {exchange.self_link(ops::get_team_by_id.info, {team.org_id, team.principal_id})}};
}

Task<Done> record_on_project(Call& call, store::EventType type,
                             std::vector<store::TeamOnProject> const& teams) {
  std::vector<store::Event> events;
  for (auto const& team : teams) {
    auto& event = events.emplace_back(call.event(type));
    event.project_id = team.project_id;
    event.team_id = team.principal_id;
  }
  co_await store::insert_alike_events(call.tx, call.locked(), events);
  co_return co_await store::touch_authorization(call.tx, call.locked());
}

Task<PageListing<atlas::TeamRole>> teams_on(Call& call, atlas::PageQuery const& query) {
  auto const& org_id = call.organization.org_id;
  auto [total, teams] =
      co_await both(store::count_project_teams(call.tx, org_id, call.project_id),
                    store::list_project_teams(call.tx, org_id, call.project_id, slice_of(query)));
  co_return page_of(
      call, query, total, std::move(teams),
      [&exchange = call.exchange](auto const& team) { return team_role_view(exchange, team); },
      Lasts::until_changed);
}

Task<PageListing<atlas::TeamRole>> list_project_teams(Call& call,
                                                      Input<ops::list_project_teams> const& input) {
  return teams_on(call, input.query);
}

Result<std::vector<store::TeamId>> distinct_teams(std::vector<atlas::TeamRole> const& wanted) {
  std::vector<store::TeamId> ids;
  std::set<store::TeamId> seen;
  for (auto const& one : wanted) {
    ids.push_back(store::TeamId::of(one.team_id));
    if (!seen.insert(ids.back()).second) return fail(Code::team_exists_in_group, one.team_id);
  }
  return ids;
}

Task<PageListing<atlas::TeamRole>> add_all_teams_to_project(
    Call& call, Input<ops::add_all_teams_to_project> const& input) {
  auto const& org_id = call.organization.org_id;
  auto const ids = co_await distinct_teams(input.body);
  co_await require_teams(call, ids);
  auto const known = co_await store::teams_on_project(call.tx, org_id, call.project_id, ids);
  if (!known.empty()) co_return fail(Code::team_exists_in_group, std::string(*known.begin()));
  auto const count = co_await store::count_project_teams(call.tx, org_id, call.project_id);
  if (count + std::ssize(ids) > call.limits().teams_per_project)
    co_return fail(Code::max_teams_per_group_exceeded, call.limits().teams_per_project);
  std::vector<store::TeamOnProject> teams;
  for (auto const& one : input.body)
    teams.push_back({.project_id = call.project_id,
                     .principal_id = store::TeamId::of(one.team_id),
                     .roles = unique_names(names_of(one.role_names))});
  for (auto const& team : teams) co_await require_may_give(call, team.roles);
  co_await store::insert_project_teams(call.tx, call.locked(), teams);
  co_await record_on_project(call, "TEAM_ADDED_TO_GROUP", teams);
  atlas::PageQuery const all{.items_per_page = 500};
  co_return co_await teams_on(call, all);
}

Task<store::TeamOnProject> require_project_team(Call& call, atlas::GroupTeamPath const& path) {
  auto const team_id = store::TeamId::of(path.team_id);
  auto team = co_await store::find_project_team(call.tx, call.organization.org_id, call.project_id,
                                                team_id);
  if (!team) co_return fail(Code::team_not_in_group, path.team_id, path.group_id);
  co_return std::move(*team);
}

Task<atlas::TeamRole> get_group_team(Call& call, Input<ops::get_group_team> const& input) {
  auto const team = co_await require_project_team(call, input.path);
  co_return team_role_view(call.exchange, team);
}

Task<atlas::Page<atlas::TeamRole>> update_team_roles(Call& call,
                                                     Input<ops::update_team_roles> const& input) {
  auto const& given = input.body.role_names;
  if (!given) co_return fail(Code::missing_attribute, "roleNames");
  if (given->empty())
    co_return fail(Code::validation_error, "a team on a project has at least one role");
  auto team = co_await require_project_team(call, input.path);
  auto roles = unique_names(names_of(*given));
  if (!gives_ownership(team.roles)) co_await require_may_give(call, roles);
  if (roles != team.roles) {
    team.roles = std::move(roles);
    store::ProjectRoles const replaced{.project_id = call.project_id, .roles = team.roles};
    co_await store::put_project_roles(call.tx, call.locked(), team.principal_id, replaced);
    std::vector<store::TeamOnProject> const changed{team};
    co_await record_on_project(call, "TEAM_ROLES_MODIFIED", changed);
  }
  atlas::Page<atlas::TeamRole> page;
  page.links = {
      call.exchange.self_link(ops::get_group_team.info, {input.path.group_id, input.path.team_id})};
  page.results = {team_role_view(call.exchange, team)};
  page.total_count = 1;
  co_return page;
}

Task<atlas::NoBody> remove_project_team(Call& call, Input<ops::remove_project_team> const& input) {
  auto const team = co_await require_project_team(call, input.path);
  std::vector<store::TeamOnProject> const gone{team};
  co_await store::remove_project_roles(call.tx, call.locked(), team.principal_id, call.project_id);
  co_await record_on_project(call, "TEAM_REMOVED_FROM_GROUP", gone);
  co_return atlas::NoBody{};
}

}  // namespace

void bind_project_teams(Router& router) {
  bind<ops::list_project_teams, list_project_teams>(router);
  bind<ops::add_all_teams_to_project, add_all_teams_to_project>(router);
  bind<ops::get_group_team, get_group_team>(router);
  bind<ops::update_team_roles, update_team_roles>(router);
  bind<ops::remove_project_team, remove_project_team>(router);
}

}  // namespace orgd
