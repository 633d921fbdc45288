// The people of a project: those who have roles on it by themselves, not by a team.
#include <algorithm>

#include "api/email.hpp"
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/inviting.hpp"
#include "service/operations/names.hpp"
#include "service/operations/user_views.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

Task<store::Member> require_person_of_project(Call& call, std::string const& user_id,
                                              atlas::PersonQuery const& query) {
  auto member =
      co_await store::find_member(call.tx, call.organization.org_id, store::UserId::of(user_id));
  bool const on_it = member && is_wanted(*member, query, call.now()) &&
                     !member->project_roles.on(call.project_id).empty();
  bool const invited = on_it && member->status == store::Standing::invited;
  bool shown = on_it;
  if (invited) shown = co_await is_shown(call, member->user_id);
  if (!shown) co_return fail(Code::user_not_in_group, user_id, std::string(call.project_id));
  co_return std::move(*member);
}

Task<store::Member> require_active_on_project(Call& call, std::string const& user_id) {
  atlas::PersonQuery const active{.org_membership_statuses = {"ACTIVE"}};
  co_return co_await require_person_of_project(call, user_id, active);
}

Task<store::Member> require_seated_on_project(Call& call, std::string const& user_id) {
  atlas::PersonQuery const seated;
  co_return co_await require_person_of_project(call, user_id, seated);
}

Task<Done> record_of_person(Call& call, store::EventType type, store::Member const& member) {
  auto event = call.project_event(type);
  event.target_username = member.spelling;
  co_return co_await store::insert_event(call.tx, call.locked(), event);
}

Task<PageListing<atlas::CloudAppUser>> list_project_users(
    Call& call, Input<ops::list_project_users> const& input) {
  auto const& query = input.query;
  auto const& org_id = call.organization.org_id;
  store::ProjectPeople const people{.project_id = call.project_id,
                                    .by_team = query.flatten_teams,
                                    .by_org_role = query.include_org_users};
  store::MemberFilter const active;
  auto [total, members] = co_await both(
      store::count_project_people(call.tx, org_id, people, active, call.now()),
      store::list_project_people(call.tx, org_id, people, active, call.now(), slice_of(query)));
  co_return page_of(
      call, query, total, std::move(members),
      [&exchange = call.exchange](auto const& member) { return cloud_user_view(exchange, member); },
      Lasts::until_changed);
}

Task<PageListing<atlas::GroupUserResponse>> list_project_users_2025(
    Call& call, Input<ops::list_project_users_2025> const& input) {
  auto const& query = input.query;
  auto const& org_id = call.organization.org_id;
  store::ProjectPeople const people{.project_id = call.project_id,
                                    .by_team = query.flatten_teams,
                                    .by_org_role = query.include_org_users};
  auto const filter = co_await filter_of(query.username, query.org_membership_status,
                                         query.org_membership_statuses);
  auto [total, members] = co_await both(
      store::count_project_people(call.tx, org_id, people, filter, call.now()),
      store::list_project_people(call.tx, org_id, people, filter, call.now(), slice_of(query)));
  co_return page_of(
      call, query, total, std::move(members),
      [project_id = call.project_id, now = call.now()](auto const& member) {
        return project_user_view(member, project_id, now);
      },
      Lasts::this_second);
}

// Whoever is not in the organization yet comes to it by way of the project.
Task<store::Member> invite_by_way_of_project(Call& call, std::string const& username,
                                             std::optional<store::Member> const& former,
                                             store::ProjectRoles const& given) {
  std::string const key = atlas::email_key(username);
  co_await require_allowed_domain(call, username, key);
  co_await make_room(call, call.locked(), former);
  Grants grants;
  grants.roles = mere_membership();
  grants.project_roles.emplace().push_back(given);
  co_return co_await invite(call, username, key, grants);
}

Task<atlas::GroupUserResponse> as_project_shows(Call& call, store::UserId user_id) {
  auto const member = co_await store::find_member(call.tx, call.organization.org_id, user_id);
  co_return project_user_view(member.value(), call.project_id, call.now());
}

Task<atlas::GroupUserResponse> add_group_users(Call& call,
                                               Input<ops::add_group_users> const& input) {
  std::string const& username = input.body.username;
  store::ProjectRoles const given{.project_id = call.project_id,
                                  .roles = unique_names(names_of(input.body.roles))};
  co_await require_may_give(call, given.roles);
  auto known = co_await store::find_member_by_username(call.tx, call.organization.org_id,
                                                       atlas::email_key(username));
  bool const seated = known && store::is_seated(*known, call.now());
  if (seated && !known->project_roles.on(call.project_id).empty())
    co_return fail(Code::user_already_in_group, username, std::string(call.project_id));
  co_await require_room_on_project(call, call.project_id);
  if (seated) {
    co_await require_fewer_projects(call, call.organization.org_id, known->user_id);
    co_await store::put_project_roles(call.tx, call.locked(), known->user_id, given);
    co_await store::invite_for_more(call.tx, call.locked(), known->user_id);
  } else {
    known = co_await invite_by_way_of_project(call, username, known, given);
  }
  bool const active = known->status == store::Standing::active;
  store::EventType const type =
      active ? store::EventType("JOINED_GROUP") : store::EventType("INVITED_TO_GROUP");
  co_await record_of_person(call, type, *known);
  co_await store::touch_authorization(call.tx, call.locked());
  call.exchange.location =
      call.exchange.url_of(ops::get_group_user.info, {call.project_id, known->user_id});
  co_return co_await as_project_shows(call, known->user_id);
}

Task<atlas::GroupUserResponse> get_group_user(Call& call, Input<ops::get_group_user> const& input) {
  auto const member = co_await require_person_of_project(call, input.path.user_id, input.query);
  co_return project_user_view(member, call.project_id, call.now());
}

Task<atlas::GroupUserResponse> replace_on_project(Call& call, store::Member const& member,
                                                  store::Names const& roles) {
  store::ProjectRoles const given{.project_id = call.project_id, .roles = roles};
  co_await store::put_project_roles(call.tx, call.locked(), member.user_id, given);
  co_await record_of_person(call, "USER_ROLES_CHANGED_AUDIT", member);
  co_await store::touch_authorization(call.tx, call.locked());
  co_return co_await as_project_shows(call, member.user_id);
}

Task<atlas::GroupUserResponse> add_group_user_role(Call& call,
                                                   Input<ops::add_group_user_role> const& input) {
  auto const member = co_await require_seated_on_project(call, input.path.user_id);
  std::string const role = input.body.group_role.name();
  store::Names const wanted{role};
  co_await require_may_give(call, wanted);
  auto roles = member.project_roles.on(call.project_id);
  if (has_role(roles, role))
    co_return fail(Code::roles_specified_for_user, input.path.user_id, role);
  roles.push_back(role);
  co_return co_await replace_on_project(call, member, roles);
}

Task<atlas::GroupUserResponse> remove_group_user_role(
    Call& call, Input<ops::remove_group_user_role> const& input) {
  auto const member = co_await require_seated_on_project(call, input.path.user_id);
  std::string const role = input.body.group_role.name();
  auto roles = member.project_roles.on(call.project_id);
  if (std::erase(roles, role) == 0)
    co_return fail(Code::validation_error, "the person does not have the role " + role);
  if (roles.empty()) co_return fail(Code::cannot_remove_all_user_roles);
  co_return co_await replace_on_project(call, member, roles);
}

Task<atlas::NoBody> remove_from_project(Call& call, store::Member const& member) {
  co_await store::remove_project_roles(call.tx, call.locked(), member.user_id, call.project_id);
  co_await record_of_person(call, "REMOVED_FROM_GROUP", member);
  co_await store::touch_authorization(call.tx, call.locked());
  co_return atlas::NoBody{};
}

Task<atlas::NoBody> remove_project_user(Call& call, Input<ops::remove_project_user> const& input) {
  auto const member = co_await require_active_on_project(call, input.path.user_id);
  co_return co_await remove_from_project(call, member);
}

Task<atlas::NoBody> remove_project_user_2025(Call& call,
                                             Input<ops::remove_project_user_2025> const& input) {
  auto const member = co_await require_seated_on_project(call, input.path.user_id);
  co_return co_await remove_from_project(call, member);
}

Task<atlas::UpdateGroupRolesForUser> update_project_user_roles(
    Call& call, Input<ops::update_project_user_roles> const& input) {
  if (!input.body.group_roles) co_return fail(Code::no_roles_in_assignment);
  auto const member = co_await require_active_on_project(call, input.path.user_id);
  store::ProjectRoles const given{.project_id = call.project_id,
                                  .roles = unique_names(names_of(*input.body.group_roles))};
  if (given.roles != member.project_roles.on(call.project_id)) {
    co_await store::put_project_roles(call.tx, call.locked(), member.user_id, given);
    co_await record_of_person(call, "USER_ROLES_CHANGED_AUDIT", member);
    co_await store::touch_authorization(call.tx, call.locked());
  }
  atlas::UpdateGroupRolesForUser view;
  view.group_roles.emplace(roles_of(given.roles));
  view.links.push_back(call.exchange.self_link(ops::update_project_user_roles.info,
                                               {call.project_id, member.user_id}));
  co_return view;
}

}  // namespace

void bind_project_users(Router& router) {
  bind<ops::list_project_users, list_project_users>(router);
  bind<ops::list_project_users_2025, list_project_users_2025>(router);
  bind<ops::add_group_users, add_group_users>(router);
  bind<ops::get_group_user, get_group_user>(router);
  bind<ops::add_group_user_role, add_group_user_role>(router);
  bind<ops::remove_group_user_role, remove_group_user_role>(router);
  bind<ops::remove_project_user, remove_project_user>(router);
  bind<ops::remove_project_user_2025, remove_project_user_2025>(router);
  bind<ops::update_project_user_roles, update_project_user_roles>(router);
}

}  // namespace orgd
