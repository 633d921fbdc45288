// The people of a team in the form of 2025-02-19: who is invited is one of them.
#include <algorithm>

#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/team_views.hpp"
#include "service/operations/user_views.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

Task<PageListing<atlas::OrgUserResponse>> list_team_users_2025(
    Call& call, Input<ops::list_team_users_2025> const& input) {
  auto const& query = input.query;
  auto const& org_id = call.organization.org_id;
  auto const team = co_await require_team(call, store::TeamId::of(input.path.team_id));
  auto const filter = co_await filter_of(query.username, query.org_membership_status,
                                         query.org_membership_statuses);
  store::TeamPeople const people{.team_id = team.team_id, .user_id = query.user_id};
  auto [total, members] = co_await both(
      store::count_team_people(call.tx, org_id, people, filter, call.now()),
      store::list_team_people(call.tx, org_id, people, filter, call.now(), slice_of(query)));
  co_return page_of(
      call, query, total, std::move(members),
      [now = call.now()](auto const& member) { return org_user_view(member, now); },
      Lasts::this_second);
}

Task<store::Member> require_addable(Call& call, store::TeamId team_id, std::string const& id) {
  auto const user_id = store::UserId::of(id);
  co_await require_shown(call, user_id);
  auto member = co_await store::find_member(call.tx, call.organization.org_id, user_id);
  if (!member) {
    auto const account = co_await store::find_account(call.tx, user_id);
    co_return fail(account ? Code::user_not_in_org : Code::user_not_found, id);
  }
  if (!store::is_seated(*member, call.now())) co_return fail(Code::user_not_in_org, id);
  if (std::ranges::find(member->team_ids, team_id) != member->team_ids.end())
    co_return fail(Code::user_already_in_team, id, std::string(team_id));
  co_await require_fewer_teams(call, *member);
  co_return std::move(*member);
}

Task<atlas::OrgUserResponse> told_of_team(Call& call, store::EventType type, store::TeamId team_id,
                                          store::Member const& member) {
  auto event = call.event(type);
  event.team_id = team_id;
  event.target_username = member.spelling;
  co_await store::insert_event(call.tx, call.locked(), event);
  co_await store::touch_authorization(call.tx, call.locked());
  auto const now_is =
      co_await store::find_member(call.tx, call.organization.org_id, member.user_id);
  co_return org_user_view(now_is.value(), call.now());
}

Task<atlas::OrgUserResponse> add_org_team_user(Call& call,
                                               Input<ops::add_org_team_user> const& input) {
  auto const team = co_await require_team(call, store::TeamId::of(input.path.team_id));
  auto const member = co_await require_addable(call, team.team_id, input.body.id);
  auto const present =
      co_await store::names_in_team(call.tx, call.organization.org_id, team.team_id);
  if (std::ssize(present) >= call.limits().users_per_team)
    co_return fail(Code::max_users_per_team_exceeded, call.limits().users_per_team);
  std::vector<store::UserId> const ids{member.user_id};
  co_await store::insert_team_members(call.tx, call.locked(), team.team_id, ids);
  co_return co_await told_of_team(call, "JOINED_TEAM", team.team_id, member);
}

Task<atlas::OrgUserResponse> remove_org_team_user(Call& call,
                                                  Input<ops::remove_org_team_user> const& input) {
  auto const team = co_await require_team(call, store::TeamId::of(input.path.team_id));
  auto const user_id = store::UserId::of(input.body.id);
  co_await require_shown(call, user_id);
  auto const member = co_await store::find_member(call.tx, call.organization.org_id, user_id);
  bool const seated = member && store::is_seated(*member, call.now());
  if (!seated) co_return fail(Code::user_not_found, input.body.id);
  auto const removed =
      co_await store::delete_team_member(call.tx, call.locked(), team.team_id, user_id);
  if (!removed) co_return fail(Code::user_not_found, input.body.id);
  co_return co_await told_of_team(call, "REMOVED_FROM_TEAM", team.team_id, *member);
}

}  // namespace

void bind_team_people(Router& router) {
  bind<ops::list_team_users_2025, list_team_users_2025>(router);
  bind<ops::add_org_team_user, add_org_team_user>(router);
  bind<ops::remove_org_team_user, remove_org_team_user>(router);
}

}  // namespace orgd
