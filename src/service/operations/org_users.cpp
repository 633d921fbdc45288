// The people of an organization one by one: inviting, showing, changing and removing them.
#include <algorithm>

#include "api/email.hpp"
#include "service/account_mail.hpp"
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/inviting.hpp"
#include "service/operations/names.hpp"
#include "service/operations/user_views.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

Task<Grants> require_org_grants(Call& call, std::optional<atlas::OrgUserRolesRequest> const& roles,
                                atlas::OptionalList<std::string> const& team_ids) {
  Grants grants;
  if (roles) grants.roles = unique_names(names_of(roles->org_roles));
  if (roles && roles->group_role_assignments)
    grants.project_roles = distinct_project_roles(*roles->group_role_assignments);
  if (team_ids) grants.team_ids = distinct_team_ids(*team_ids);
  co_await require_places(call, grants);
  co_return grants;
}

Task<store::Member> require_org_person(Call& call, std::string const& user_id,
                                       atlas::PersonQuery const& query) {
  auto member =
      co_await store::find_member(call.tx, call.organization.org_id, store::UserId::of(user_id));
  if (!member || !is_wanted(*member, query, call.now()))
    co_return fail(Code::user_not_found, user_id);
  co_await require_shown(call, member->user_id);
  co_return std::move(*member);
}

Task<store::Member> require_seated(Call& call, std::string const& user_id) {
  atlas::PersonQuery const seated;
  co_return co_await require_org_person(call, user_id, seated);
}

Task<store::Member> require_active(Call& call, std::string const& user_id) {
  atlas::PersonQuery const active{.org_membership_statuses = {"ACTIVE"}};
  co_return co_await require_org_person(call, user_id, active);
}

// Keys are no owners: an organization without a person who owns it belongs to nobody.
Task<bool> is_last_owner(Call& call, store::Member const& member) {
  bool const owner =
      member.status == store::Standing::active && has_role(member.roles, store::owner_role);
  if (!owner) co_return false;
  auto const others =
      co_await store::has_other_owner(call.tx, call.organization.org_id, member.user_id);
  co_return !others;
}

Task<Done> change_roles(Call& call, store::Member const& member, store::Names const& roles) {
  auto const last = co_await is_last_owner(call, member);
  if (last && !has_role(roles, store::owner_role))
    co_return fail(Code::cannot_demote_last_org_owner);
  co_await store::set_member_roles(call.tx, call.locked(), member.user_id, roles);
  co_return co_await tell_roles_changed(call, member, roles);
}

Task<Done> record_role_change(Call& call, store::Member const& member) {
  auto event = call.event("USER_ROLES_CHANGED_AUDIT");
  event.target_username = member.spelling;
  co_await store::insert_event(call.tx, call.locked(), event);
  co_return co_await store::touch_authorization(call.tx, call.locked());
}

// Who is still invited joins the teams, and is told so, by accepting.
Task<Done> record_teams(Call& call, store::Member const& member, store::EventType type,
                        std::vector<store::TeamId> const& of,
                        std::vector<store::TeamId> const& but) {
  std::vector<store::Event> events;
  if (member.status != store::Standing::active) co_return Done{};
  for (auto const& team_id : of) {
    if (std::ranges::find(but, team_id) != but.end()) continue;
    auto& event = events.emplace_back(call.event(type));
    event.target_username = member.spelling;
    event.team_id = team_id;
  }
  co_return co_await store::insert_alike_events(call.tx, call.locked(), events);
}

Task<atlas::OrgUserResponse> shown_as_stored(Call& call, store::UserId user_id) {
  auto const member = co_await store::find_member(call.tx, call.organization.org_id, user_id);
  co_return org_user_view(member.value(), call.now());
}

Task<atlas::OrgUserResponse> create_org_user(Call& call, Input<ops::create_org_user> const& input) {
  auto const& org_id = call.organization.org_id;
  std::string const& username = input.body.username;
  std::string const key = atlas::email_key(username);
  std::optional<atlas::OrgUserRolesRequest> const roles = input.body.roles;
  auto const grants = co_await require_org_grants(call, roles, input.body.team_ids);
  co_await require_allowed_domain(call, username, key);
  auto const known = co_await store::find_member_by_username(call.tx, org_id, key);
  if (known && store::is_seated(*known, call.now()))
    co_return fail(Code::user_already_in_org, username, std::string(org_id));
  co_await make_room(call, call.locked(), known);
  store::Member const nobody;
  co_await require_room_in_places(call, grants, nobody);
  auto const invited = co_await invite(call, username, key, grants);
  call.exchange.location = call.exchange.url_of(ops::get_org_user.info, {org_id, invited.user_id});
  co_return co_await shown_as_stored(call, invited.user_id);
}

Task<atlas::OrgUserResponse> get_org_user(Call& call, Input<ops::get_org_user> const& input) {
  auto const member = co_await require_org_person(call, input.path.user_id, input.query);
  co_return org_user_view(member, call.now());
}

Task<atlas::OrgUserResponse> update_org_user(Call& call, Input<ops::update_org_user> const& input) {
  auto const member = co_await require_seated(call, input.path.user_id);
  auto const grants = co_await require_org_grants(call, input.body.roles, input.body.team_ids);
  co_await require_room_in_places(call, grants, member);
  if (grants.roles) co_await change_roles(call, member, *grants.roles);
  co_await apply_places(call, member.user_id, grants);
  if (grants.team_ids) {
    co_await record_teams(call, member, "JOINED_TEAM", *grants.team_ids, member.team_ids);
    co_await record_teams(call, member, "REMOVED_FROM_TEAM", member.team_ids, *grants.team_ids);
  }
  bool const changes = grants.roles || grants.team_ids;
  if (changes) co_await record_role_change(call, member);
  co_return co_await shown_as_stored(call, member.user_id);
}

Task<atlas::NoBody> remove_member(Call& call, store::Member const& member) {
  auto const last = co_await is_last_owner(call, member);
  if (last) co_return fail(Code::cannot_delete_last_admin);
  co_await store::delete_member(call.tx, call.locked(), member.user_id);
  store::Names const no_roles;
  co_await tell_roles_changed(call, member, no_roles);
  std::vector<store::TeamId> const none;
  co_await record_teams(call, member, "REMOVED_FROM_TEAM", member.team_ids, none);
  auto event = call.event("REMOVED_FROM_ORG");
  event.target_username = member.spelling;
  co_await store::insert_event(call.tx, call.locked(), event);
  co_await store::touch_authorization(call.tx, call.locked());
  co_return atlas::NoBody{};
}

Task<atlas::NoBody> remove_org_user(Call& call, Input<ops::remove_org_user> const& input) {
  auto const member = co_await require_active(call, input.path.user_id);
  co_return co_await remove_member(call, member);
}

Task<atlas::NoBody> remove_org_user_2025(Call& call,
                                         Input<ops::remove_org_user_2025> const& input) {
  auto const member = co_await require_seated(call, input.path.user_id);
  co_return co_await remove_member(call, member);
}

Task<atlas::OrgUserResponse> add_org_user_role(Call& call,
                                               Input<ops::add_org_user_role> const& input) {
  auto const member = co_await require_seated(call, input.path.user_id);
  std::string const role = input.body.org_role.name();
  if (has_role(member.roles, role))
    co_return fail(Code::roles_specified_for_user, input.path.user_id, role);
  auto roles = member.roles;
  roles.push_back(role);
  co_await change_roles(call, member, roles);
  co_await record_role_change(call, member);
  co_return co_await shown_as_stored(call, member.user_id);
}

Task<atlas::OrgUserResponse> remove_org_user_role(Call& call,
                                                  Input<ops::remove_org_user_role> const& input) {
  auto const member = co_await require_seated(call, input.path.user_id);
  std::string const role = input.body.org_role.name();
  if (!has_role(member.roles, role))
    co_return fail(Code::validation_error, "the person does not have the role " + role);
  // Before the rule of the last role: who owns an organization alone is told why.
  auto roles = member.roles;
  std::erase(roles, role);
  auto const last = co_await is_last_owner(call, member);
  if (last && role == store::owner_role) co_return fail(Code::cannot_demote_last_org_owner);
  if (roles.empty()) co_return fail(Code::cannot_remove_all_user_roles);
  co_await store::set_member_roles(call.tx, call.locked(), member.user_id, roles);
  co_await tell_roles_changed(call, member, roles);
  co_await record_role_change(call, member);
  co_return co_await shown_as_stored(call, member.user_id);
}

Task<atlas::UpdateOrgRolesForUser> update_org_user_roles(
    Call& call, Input<ops::update_org_user_roles> const& input) {
  if (!input.body.org_roles) co_return fail(Code::no_roles_in_assignment);
  auto const member = co_await require_active(call, input.path.user_id);
  auto const roles = unique_names(names_of(*input.body.org_roles));
  if (roles != member.roles) {
    co_await change_roles(call, member, roles);
    co_await record_role_change(call, member);
  }
  atlas::UpdateOrgRolesForUser view;
  view.org_roles.emplace(roles_of(roles));
  view.links.push_back(call.exchange.self_link(ops::update_org_user_roles.info,
                                               {call.organization.org_id, member.user_id}));
  co_return view;
}

}  // namespace

void bind_org_users(Router& router) {
  bind<ops::create_org_user, create_org_user>(router);
  bind<ops::get_org_user, get_org_user>(router);
  bind<ops::update_org_user, update_org_user>(router);
  bind<ops::remove_org_user, remove_org_user>(router);
  bind<ops::remove_org_user_2025, remove_org_user_2025>(router);
  bind<ops::add_org_user_role, add_org_user_role>(router);
  bind<ops::remove_org_user_role, remove_org_user_role>(router);
  bind<ops::update_org_user_roles, update_org_user_roles>(router);
}

}  // namespace orgd
