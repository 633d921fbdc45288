// Invitations to an organization: list, create, return, change, cancel.
#include "api/email.hpp"
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/organization_inviting.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

atlas::OrganizationInvitation invitation_view(std::string const& org_name,
                                              store::Member const& member) {
  atlas::OrganizationInvitation view{.created_at = member.invited_at.value(),
                                     .expires_at = member.expires_at.value(),
                                     .id = std::string(member.invitation_id.value()),
                                     .inviter_username = member.inviter.value_or(""),
                                     .org_id = std::string(member.org_id),
                                     .org_name = org_name,
                                     .roles = roles_of(member.roles),
                                     .username = member.spelling};
  view.team_ids.assign(member.team_ids.begin(), member.team_ids.end());
  view.group_role_assignments = group_roles_of(member);
  return view;
}

Task<store::Member> require_pending(Call& call, store::InvitationId invitation_id) {
  auto member =
      co_await store::find_member_by_invitation(call.tx, call.organization.org_id, invitation_id);
  if (!member || !store::is_pending(*member, call.now()))
    co_return fail(Code::invalid_invitation_id, std::string(invitation_id));
  co_return std::move(*member);
}

template <class Input>
store::InvitationId invitation_of(Input const& input) {
  return store::InvitationId::of(input.path.invitation_id);
}

Task<ArrayListing<atlas::OrganizationInvitation>> list_organization_invitations(
    Call& call, Input<ops::list_organization_invitations> const& input) {
  std::optional<std::string> key;
  if (input.query.username) key = atlas::email_key(*input.query.username);
  auto members =
      co_await store::list_invitations(call.tx, call.organization.org_id, key, call.now());
  co_return array_of(
      std::move(members),
      [org_name = call.organization.name](auto const& member) {
        return invitation_view(org_name, member);
      },
      Lasts::this_second);
}

Task<atlas::OrganizationInvitation> create_organization_invitation(
    Call& call, Input<ops::create_organization_invitation> const& input) {
  Seats seats;
  auto const made = co_await invite_to_organization(call, input.body, Delivery::by_mail, seats);
  auto const& invited = made.member;
  bool const read_back = input.body.team_ids || input.body.group_role_assignments;
  if (!read_back) co_return invitation_view(call.organization.name, invited);
  co_return invitation_view(call.organization.name,
                            co_await require_pending(call, *invited.invitation_id));
}

template <class Body>
Task<atlas::OrganizationInvitation> change(Call& call, store::Member const& member,
                                           Body const& body) {
  if (body.roles && body.roles->empty())
    co_return fail(Code::validation_error, "roles must hold at least 1 element");
  auto const grants = co_await require_grants(call, body);
  co_await require_room_in_places(call, grants, member);
  if (grants.roles)
    co_await store::set_member_roles(call.tx, call.locked(), member.user_id, *grants.roles);
  co_await apply_places(call, member.user_id, grants);
  auto event = call.event("USER_ROLES_CHANGED_AUDIT");
  event.target_username = member.spelling;
  co_await store::insert_event(call.tx, call.locked(), event);
  co_return invitation_view(call.organization.name,
                            co_await require_pending(call, *member.invitation_id));
}

Task<atlas::OrganizationInvitation> update_organization_invitation(
    Call& call, Input<ops::update_organization_invitation> const& input) {
  std::string const& username = input.body.username;
  std::string const key = atlas::email_key(username);
  auto const member =
      co_await store::find_member_by_username(call.tx, call.organization.org_id, key);
  if (!member || !store::is_pending(*member, call.now()))
    co_return fail(Code::username_not_found, username);
  co_return co_await change(call, *member, input.body);
}

Task<atlas::OrganizationInvitation> get_organization_invitation(
    Call& call, Input<ops::get_organization_invitation> const& input) {
  co_return invitation_view(call.organization.name,
                            co_await require_pending(call, invitation_of(input)));
}

Task<atlas::OrganizationInvitation> update_organization_invitation_by_id(
    Call& call, Input<ops::update_organization_invitation_by_id> const& input) {
  auto const member = co_await require_pending(call, invitation_of(input));
  co_return co_await change(call, member, input.body);
}

Task<atlas::NoBody> delete_organization_invitation(
    Call& call, Input<ops::delete_organization_invitation> const& input) {
  auto const id = invitation_of(input);
  auto const member =
      co_await store::find_member_by_invitation(call.tx, call.organization.org_id, id);
  // An expired invitation may be cancelled, a rejected one is gone already.
  if (!member || member->status != store::Standing::invited) {
    auto const other = co_await store::find_project_invitation(call.tx, call.locked().id(), id);
    auto const code = other ? Code::cannot_delete_group_invitation : Code::invalid_invitation_id;
    co_return fail(code, std::string(id));
  }
  co_await store::delete_member(call.tx, call.locked(), member->user_id);
  auto event = call.event("ORG_INVITATION_DELETED");
  event.target_username = member->spelling;
  co_await store::insert_event(call.tx, call.locked(), event);
  co_return atlas::NoBody{};
}

}  // namespace

void bind_invitations(Router& router) {
  bind<ops::list_organization_invitations, list_organization_invitations>(router);
  bind<ops::create_organization_invitation, create_organization_invitation>(router);
  bind<ops::update_organization_invitation, update_organization_invitation>(router);
  bind<ops::get_organization_invitation, get_organization_invitation>(router);
  bind<ops::update_organization_invitation_by_id, update_organization_invitation_by_id>(router);
  bind<ops::delete_organization_invitation, delete_organization_invitation>(router);
}

}  // namespace orgd
