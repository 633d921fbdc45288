// Invitations to a project: list, create, return, change, cancel.
#include "store/project_invitations.hpp"

#include "api/email.hpp"
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/inviting.hpp"
#include "service/operations/names.hpp"
#include "store/projects.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

atlas::GroupInvitation project_invitation_view(std::string const& group_name,
                                               store::ProjectInvitation const& invitation) {
  return {.created_at = invitation.invited_at,
          .expires_at = invitation.expires_at,
          .group_id = std::string(invitation.project_id),
          .group_name = group_name,
          .id = std::string(invitation.invitation_id),
          .inviter_username = invitation.inviter,
          .roles = roles_of(invitation.roles),
          .username = invitation.spelling};
}

Task<std::string> require_group_name(Call& call) {
  auto project = co_await store::find_project(call.tx, call.organization.org_id, call.project_id);
  if (!project) co_return fail(Code::group_not_found, std::string(call.project_id));
  co_return std::move(project->name);
}

// That of the call's project; one to another project is not found.
Task<std::optional<store::ProjectInvitation>> find_in_project(Call& call,
                                                              std::string const& invitation_id) {
  auto found = co_await store::find_project_invitation(call.tx, call.organization.org_id,
                                                       store::InvitationId::of(invitation_id));
  if (found && found->project_id != call.project_id) found.reset();
  co_return std::move(found);
}

Task<store::ProjectInvitation> require_pending_in_project(Call& call,
                                                          std::string const& invitation_id) {
  auto found = co_await find_in_project(call, invitation_id);
  if (!found || !store::is_pending(*found, call.now()))
    co_return fail(Code::invalid_invitation_id, invitation_id);
  co_return std::move(*found);
}

Task<std::optional<store::ProjectInvitation>> find_pending_of(Call& call,
                                                              std::string const& username) {
  std::string const key = atlas::email_key(username);
  auto found = co_await store::find_project_invitation_of(call.tx, call.organization.org_id,
                                                          call.project_id, key);
  if (found && !store::is_pending(*found, call.now())) found.reset();
  co_return std::move(found);
}

Task<Done> record_invited(Call& call, store::EventType type, std::string const& username) {
  auto event = call.project_event(type);
  event.target_username = username;
  co_return co_await store::insert_event(call.tx, call.locked(), event);
}

Task<ArrayListing<atlas::GroupInvitation>> list_project_invitations(
    Call& call, Input<ops::list_project_invitations> const& input) {
  std::string const name = co_await require_group_name(call);
  std::vector<store::ProjectInvitation> invitations;
  if (input.query.username) {
    auto found = co_await find_pending_of(call, *input.query.username);
    if (found) invitations.push_back(std::move(*found));
  } else {
    invitations = co_await store::list_project_invitations(call.tx, call.organization.org_id,
                                                           call.project_id, call.now());
  }
  co_return array_of(
      std::move(invitations),
      [name](auto const& invitation) { return project_invitation_view(name, invitation); },
      Lasts::this_second);
}

Task<atlas::GroupInvitation> create_project_invitation(
    Call& call, Input<ops::create_project_invitation> const& input) {
  auto const& username = input.body.username;
  std::string const name = co_await require_group_name(call);
  std::string const key = atlas::email_key(username);
  auto member = co_await store::find_member_by_username(call.tx, call.organization.org_id, key);
  bool const active = member && member->status == store::Standing::active;
  if (active && !member->project_roles.on(call.project_id).empty())
    co_return fail(Code::user_already_in_group, username, std::string(call.project_id));
  co_await require_not_invited(call, username, key);
  co_await require_room_on_project(call, call.project_id);
  bool const pending = member && store::is_pending(*member, call.now());
  bool const outside = !active && !pending;
  if (outside) {
    co_await require_allowed_domain(call, username, key);
    co_await make_room(call, call.locked(), member);
    Grants grants;
    grants.roles = mere_membership();
    member = co_await invite(call, username, key, grants);
  }
  auto const invitation =
      co_await invite_to_project(call, *member, username, names_of(input.body.roles), outside);
  co_return project_invitation_view(name, invitation);
}

Task<atlas::GroupInvitation> change_invited_roles(Call& call, store::ProjectInvitation invitation,
                                                  std::vector<atlas::Role> const& roles) {
  std::string const name = co_await require_group_name(call);
  invitation.roles = unique_names(names_of(roles));
  co_await store::set_invited_roles(call.tx, call.locked(), invitation.invitation_id,
                                    invitation.roles);
  co_await record_invited(call, "USER_ROLES_CHANGED_AUDIT", invitation.spelling);
  co_return project_invitation_view(name, invitation);
}

Task<atlas::GroupInvitation> update_project_invitation(
    Call& call, Input<ops::update_project_invitation> const& input) {
  auto invitation = co_await find_pending_of(call, input.body.username);
  if (!invitation) co_return fail(Code::username_not_found, input.body.username);
  co_return co_await change_invited_roles(call, std::move(*invitation), input.body.roles);
}

Task<atlas::GroupInvitation> get_project_invitation(
    Call& call, Input<ops::get_project_invitation> const& input) {
  auto const invitation = co_await require_pending_in_project(call, input.path.invitation_id);
  std::string const name = co_await require_group_name(call);
  co_return project_invitation_view(name, invitation);
}

Task<atlas::GroupInvitation> update_project_invitation_by_id(
    Call& call, Input<ops::update_project_invitation_by_id> const& input) {
  auto invitation = co_await require_pending_in_project(call, input.path.invitation_id);
  co_return co_await change_invited_roles(call, std::move(invitation), input.body.roles);
}

Task<atlas::NoBody> delete_project_invitation(Call& call,
                                              Input<ops::delete_project_invitation> const& input) {
  auto const& id = input.path.invitation_id;
  // An expired invitation may be cancelled.
  auto const invitation = co_await find_in_project(call, id);
  if (!invitation) {
    auto const member = co_await store::find_member_by_invitation(call.tx, call.organization.org_id,
                                                                  store::InvitationId::of(id));
    bool const invited = member && member->status == store::Standing::invited;
    co_return fail(invited ? Code::cannot_delete_org_invitation : Code::invalid_invitation_id, id);
  }
  co_await store::delete_project_invitation(call.tx, call.locked(), invitation->invitation_id);
  co_await record_invited(call, "GROUP_INVITATION_DELETED", invitation->spelling);
  co_return atlas::NoBody{};
}

}  // namespace

void bind_project_invitations(Router& router) {
  bind<ops::list_project_invitations, list_project_invitations>(router);
  bind<ops::create_project_invitation, create_project_invitation>(router);
  bind<ops::update_project_invitation, update_project_invitation>(router);
  bind<ops::get_project_invitation, get_project_invitation>(router);
  bind<ops::update_project_invitation_by_id, update_project_invitation_by_id>(router);
  bind<ops::delete_project_invitation, delete_project_invitation>(router);
}

}  // namespace orgd
