// Accepting and rejecting an invitation by its link. The link's token is the only credential.
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/user_views.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

Task<Done> require_person(atlas::AcceptInvitationRequest const& body) {
  if (!body.first_name) co_return fail(Code::missing_attribute, "firstName");
  if (!body.last_name) co_return fail(Code::missing_attribute, "lastName");
  if (!body.country) co_return fail(Code::missing_attribute, "country");
  if (!body.password) co_return fail(Code::missing_attribute, "password");
  co_return Done{};
}

// Hashing takes long, so it is done before the transaction.
Task<Done> hash_password_of(Exchange& exchange, Input<ops::accept_invitation>& input) {
  bool has_account = false;
  auto const find = [&](Transaction& tx) -> Task<Done> {
    auto const account =
        co_await store::find_account(tx, store::UserId::of(exchange.caller->identity.id));
    has_account = account.has_value();
    co_return Done{};
  };
  co_await exchange.worker.session->read(find, exchange.until);
  if (has_account) co_return Done{};
  co_await require_person(input.body);
  input.body.password = co_await exchange.environment().offload.hash_password(exchange.worker.loop,
                                                                              *input.body.password);
  // The wait for a hash is not the database's.
  exchange.until = exchange.worker.session->deadline();
  co_return Done{};
}

Task<store::Account> account_for(Call& call, store::Member const& member,
                                 atlas::AcceptInvitationRequest const& body) {
  auto known = co_await store::find_account(call.tx, member.user_id);
  if (known) co_return std::move(*known);
  co_await require_person(body);
  store::Account const account{.user_id = member.user_id,
                               .spelling = member.spelling,
                               .username = member.username,
                               .first_name = *body.first_name,
                               .last_name = *body.last_name,
                               .country = *body.country,
                               .password_hash = body.password,
                               .created_at = call.now()};
  co_await store::insert_account(call.tx, account);
  co_return account;
}

store::Event event_of(Call const& call, store::EventType type, store::Member const& member) {
  auto event = call.event(type);
  event.target_username = member.spelling;
  return event;
}

Task<Done> record_joining(Call& call, store::Member const& member) {
  co_await store::insert_event(call.tx, call.locked(), event_of(call, "JOINED_ORG", member));
  std::vector<store::Event> teams;
  for (auto const& team_id : member.team_ids)
    teams.emplace_back(event_of(call, "JOINED_TEAM", member)).team_id = team_id;
  co_await store::insert_alike_events(call.tx, call.locked(), teams);
  std::vector<store::Event> projects;
  for (auto const& roles : member.project_roles.by_project())
    projects.emplace_back(event_of(call, "JOINED_GROUP", member)).project_id = roles.project_id;
  co_return co_await store::insert_alike_events(call.tx, call.locked(), projects);
}

Task<atlas::OrgUserResponse> accept_invitation(Call& call,
                                               Input<ops::accept_invitation> const& input) {
  auto const& invited = *call.invited;
  auto const& org_id = call.organization.org_id;
  store::MemberFilter const active_people;
  auto const active = co_await store::count_members(call.tx, org_id, active_people, call.now());
  if (active >= call.limits().users_per_org)
    co_return fail(Code::max_users_per_org_exceeded, call.limits().users_per_org,
                   std::string(org_id));
  auto const account = co_await account_for(call, invited, input.body);
  co_await store::activate_member(call.tx, call.locked(), invited, account, call.now());
  co_await record_joining(call, invited);
  co_await store::touch_authorization(call.tx, call.locked());
  auto const joined = co_await store::find_member(call.tx, org_id, invited.user_id);
  co_return org_user_view(*joined, call.now());
}

Task<atlas::NoBody> reject_invitation(Call& call, Input<ops::reject_invitation> const&) {
  auto const& invited = *call.invited;
  co_await store::reject_invitation(call.tx, call.locked(), invited.user_id);
  co_await store::insert_event(call.tx, call.locked(),
                               event_of(call, "ORG_INVITATION_DELETED", invited));
  co_return atlas::NoBody{};
}

}  // namespace

void bind_acceptance(Router& router) {
  bind<ops::accept_invitation, accept_invitation, hash_password_of>(router);
  bind<ops::reject_invitation, reject_invitation>(router);
}

}  // namespace orgd
