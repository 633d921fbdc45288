// Accepting and rejecting an invitation by its link. The link's token is the only credential.
#include "api/email.hpp"
#include "service/account_mail.hpp"
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/inviting.hpp"
#include "service/operations/names.hpp"
#include "service/operations/user_views.hpp"
#include "service/sign_in.hpp"

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
  bool is_proven = false;
  std::string org_name;
  auto const find = [&](Transaction& tx) -> Task<Done> {
    auto const account =
        co_await store::find_account(tx, store::UserId::of(exchange.caller->identity.id));
    is_proven = account && account->proven;
    auto const organization =
        co_await store::find_organization(tx, exchange.caller->home()->org_id());
    if (organization) org_name = organization->name;
    co_return Done{};
  };
  co_await exchange.worker.session->read(find, exchange.until);
  if (is_proven) co_return Done{};
  co_await require_person(input.body);
  store::Account const said{.username = atlas::email_key(exchange.caller->identity.name),
                            .first_name = *input.body.first_name,
                            .last_name = *input.body.last_name};
  std::string const password = std::exchange(*input.body.password, std::string());
  Offload::Turn const turn;
  auto words = words_of(said);
  words.push_back(org_name);
  input.body.password =
      co_await hash_new_password_of_person(exchange, password, std::move(words), turn);
  co_return Done{};
}

// Whoever made an unproven account is a stranger to the person: only what comes with the link's
// token is the person's own.
Task<store::Account> account_for(Call& call, store::Member const& member,
                                 atlas::AcceptInvitationRequest const& body) {
  auto known = co_await store::find_account(call.tx, member.user_id);
  if (known && known->proven) co_return std::move(*known);
  co_await require_person(body);
  store::Account const account{.user_id = member.user_id,
                               .spelling = member.spelling,
                               .username = member.username,
                               .first_name = *body.first_name,
                               .last_name = *body.last_name,
                               .country = *body.country,
                               .password_hash = body.password,
                               .created_at = call.now(),
                               .language = call.language()};
  bool const claimed = co_await store::claim_account(call.tx, account);
  if (claimed) co_return account;
  auto proven = co_await store::prove_account(call.tx, account);
  if (proven) co_return std::move(*proven);
  // The person accepted elsewhere at the same time, and that was first.
  auto first = co_await store::find_account(call.tx, member.user_id);
  co_return std::move(first.value());
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
  co_return co_await store::insert_alike_events(call.tx, call.locked(), teams);
}

Task<Done> join_organization(Call& call, store::Member const& invited,
                             atlas::AcceptInvitationRequest const& body) {
  auto const& org_id = call.organization.org_id;
  store::MemberFilter const active_people;
  auto const active = co_await store::count_members(call.tx, org_id, active_people, call.now());
  if (active >= call.limits().users_per_org)
    co_return fail(Code::max_users_per_org_exceeded, call.limits().users_per_org,
                   std::string(org_id));
  co_await require_fewer_organizations(call, invited.user_id);
  auto const account = co_await account_for(call, invited, body);
  co_await store::activate_member(call.tx, call.locked(), invited, account, call.now());
  co_await tell_owner_joined(call, invited);
  co_return co_await record_joining(call, invited);
}

// To which projects the link leads. Nobody has a role on a project who is not in the organization,
// so who joins it by whichever link accepts all.
Task<std::vector<store::ProjectInvitation>> accepted_by_link(Call& call) {
  std::vector<store::ProjectInvitation> accepted;
  if (call.invited->status != store::Standing::active)
    accepted = co_await store::list_project_invitations_of(call.tx, call.organization.org_id,
                                                           call.invited->user_id, call.now());
  else if (call.project_invitation)
    accepted.push_back(*call.project_invitation);
  co_return std::move(accepted);
}

// Roles that the person has on the project, by an invitation to the organization too, stay.
Task<Done> join_project(Call& call, store::Member const& member,
                        store::ProjectInvitation const& accepted) {
  store::ProjectRoles granted{.project_id = accepted.project_id,
                              .roles = member.project_roles.on(accepted.project_id)};
  if (granted.roles.empty())
    co_await require_fewer_projects(call, call.organization.org_id, member.user_id);
  granted.roles.insert(granted.roles.end(), accepted.roles.begin(), accepted.roles.end());
  granted.roles = unique_names(std::move(granted.roles));
  co_await store::put_project_roles(call.tx, call.locked(), member.user_id, granted);
  co_return co_await store::delete_project_invitation(call.tx, call.locked(),
                                                      accepted.invitation_id);
}

Task<atlas::OrgUserResponse> accept_invitation(Call& call,
                                               Input<ops::accept_invitation> const& input) {
  auto const& invited = *call.invited;
  auto const accepted = co_await accepted_by_link(call);
  std::set<store::ProjectId> joined_projects;
  if (invited.status != store::Standing::active) {
    co_await join_organization(call, invited, input.body);
    for (auto const& roles : invited.project_roles.by_project())
      joined_projects.insert(roles.project_id);
  }
  for (auto const& invitation : accepted) {
    co_await join_project(call, invited, invitation);
    joined_projects.insert(invitation.project_id);
  }
  std::vector<store::Event> events;
  for (auto const& project_id : joined_projects)
    events.emplace_back(event_of(call, "JOINED_GROUP", invited)).project_id = project_id;
  co_await store::insert_alike_events(call.tx, call.locked(), events);
  co_await store::touch_authorization(call.tx, call.locked());
  auto const joined =
      co_await store::find_member(call.tx, call.organization.org_id, invited.user_id);
  co_return org_user_view(*joined, call.now());
}

Task<atlas::NoBody> reject_invitation(Call& call, Input<ops::reject_invitation> const&) {
  auto const& invited = *call.invited;
  if (call.project_invitation) {
    auto const& rejected = *call.project_invitation;
    co_await store::delete_project_invitation(call.tx, call.locked(), rejected.invitation_id);
    auto event = event_of(call, "GROUP_INVITATION_DELETED", invited);
    event.project_id = rejected.project_id;
    co_await store::insert_event(call.tx, call.locked(), event);
    co_return atlas::NoBody{};
  }
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
