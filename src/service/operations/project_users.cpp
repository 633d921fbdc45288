// The people of a project: those who have roles on it by themselves, not by a team.
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/names.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

Task<store::Member> require_person_of_project(Call& call, std::string const& user_id) {
  auto member =
      co_await store::find_member(call.tx, call.organization.org_id, store::UserId::of(user_id));
  bool const active = member && member->status == store::Standing::active;
  if (!active || member->project_roles.on(call.project_id).empty())
    co_return fail(Code::user_not_in_group, user_id, std::string(call.project_id));
  co_return std::move(*member);
}

Task<Done> record_of_person(Call& call, store::EventType type, store::Member const& member) {
  auto event = call.event(type);
  event.project_id = call.project_id;
  event.target_username = member.spelling;
  co_return co_await store::insert_event(call.tx, call.locked(), event);
}

Task<atlas::NoBody> remove_project_user(Call& call, Input<ops::remove_project_user> const& input) {
  auto const member = co_await require_person_of_project(call, input.path.user_id);
  co_await store::remove_project_roles(call.tx, call.locked(), member.user_id, call.project_id);
  co_await record_of_person(call, "REMOVED_FROM_GROUP", member);
  co_await store::touch_authorization(call.tx, call.locked());
  co_return atlas::NoBody{};
}

Task<atlas::UpdateGroupRolesForUser> update_project_user_roles(
    Call& call, Input<ops::update_project_user_roles> const& input) {
  if (!input.body.group_roles) co_return fail(Code::no_roles_in_assignment);
  auto const member = co_await require_person_of_project(call, input.path.user_id);
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
  bind<ops::remove_project_user, remove_project_user>(router);
  bind<ops::update_project_user_roles, update_project_user_roles>(router);
}

}  // namespace orgd
