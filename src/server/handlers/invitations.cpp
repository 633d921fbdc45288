// Invitations to an organization: list, create, return, change, cancel.
#include "api/text.hpp"
#include "server/bind.hpp"
#include "server/handlers/bind_all.hpp"
#include "server/handlers/views.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

constexpr std::size_t token_bytes = 32;

atlas::OrganizationInvitation invitation_view(Call const& call, store::Member const& member) {
  atlas::OrganizationInvitation view{.created_at = member.invited_at.value(),
                                     .expires_at = member.expires_at.value(),
                                     .id = member.invitation_id.value(),
                                     .inviter_username = member.inviter.value_or(""),
                                     .org_id = member.org_id,
                                     .org_name = call.organization.name,
                                     .roles = member.roles,
                                     .team_ids = member.team_ids,
                                     .username = member.username};
  for (auto const& [project_id, roles] : store::project_roles_of(member.project_role_texts))
    for (auto const& role : roles)
      view.group_role_assignments.push_back({.group_id = project_id, .group_role = role});
  return view;
}

Task<Done> require_teams(Call& call, store::Names const& team_ids) {
  for (auto const& team_id : team_ids) {
    auto const org_id = co_await store::find_org_of_team(call.tx, team_id);
    if (!org_id) co_return fail(Code::team_not_found, team_id);
    if (*org_id != call.organization.org_id) co_return fail(Code::team_not_in_org, team_id);
  }
  co_return Done{};
}

// The requested project roles, one entry for each project.
Task<std::vector<store::ProjectRoles>> require_projects(
    Call& call, std::vector<atlas::GroupRoleAssignmentRequest> const& requested) {
  std::vector<store::ProjectRoles> all;
  for (auto const& [group_id, roles] : requested) {
    auto const org_id = co_await store::find_org_of_project(call.tx, group_id);
    if (org_id != call.organization.org_id) co_return fail(Code::group_not_found, group_id);
    auto at = std::ranges::find(all, group_id, &store::ProjectRoles::project_id);
    if (at == all.end()) at = all.insert(all.end(), {.project_id = group_id, .roles = {}});
    at->roles.insert(at->roles.end(), roles.begin(), roles.end());
    at->roles = unique_names(std::move(at->roles));
  }
  co_return all;
}

// What an invitation grants, as both request bodies carry it. What is absent stays as it is.
template <class Body>
Task<Done> apply_grants(Call& call, store::Member& member, Body const& body) {
  if (body.roles) {
    member.roles = unique_names(*body.roles);
    member.is_owner = is_owner(member.roles);
    co_await store::set_member_roles(call.tx, member);
  }
  if (body.team_ids) {
    member.team_ids = unique_names(*body.team_ids);
    co_await require_teams(call, member.team_ids);
    co_await store::set_member_teams(call.tx, member, member.team_ids);
  }
  if (body.group_role_assignments) {
    auto const projects = co_await require_projects(call, *body.group_role_assignments);
    co_await store::set_project_roles(call.tx, member.org_id, member.user_id, projects);
  }
  co_return Done{};
}

Task<store::Member> require_pending(Call& call, std::string const& invitation_id) {
  auto member =
      co_await store::find_member_by_invitation(call.tx, call.organization.org_id, invitation_id);
  if (!member || !store::is_pending(*member, call.now()))
    co_return fail(Code::invalid_invitation_id, invitation_id);
  co_return std::move(*member);
}

bool allowed_domain(Environment const& environment, std::string_view username) {
  auto const& domains = environment.options.allowed_domains;
  return domains.empty() || domains.contains(std::string(username.substr(username.find('@') + 1)));
}

// Nobody of that address stands in the way; an expired or rejected invitation makes room.
Task<Done> make_room(Call& call, std::string const& username) {
  auto const& org_id = call.organization.org_id;
  if (!allowed_domain(call.environment(), username))
    co_return fail(Code::domain_not_in_allow_list, username);
  auto const known = co_await store::find_member_by_username(call.tx, org_id, username);
  if (known && known->standing == store::Standing::active)
    co_return fail(Code::user_already_in_org, username, org_id);
  if (known && store::is_pending(*known, call.now()))
    co_return fail(Code::default_invitation_exception, username);
  if (known) co_await store::delete_member(call.tx, *known);
  store::MemberFilter const seated{.active = true, .pending = true};
  auto const seats = co_await store::count_members(call.tx, org_id, seated, call.now());
  if (seats >= call.limits().users_per_org)
    co_return fail(Code::max_users_per_org_exceeded, call.limits().users_per_org, org_id);
  co_return Done{};
}

Task<Done> announce(Call& call, store::Member const& member, std::string const& token) {
  store::Mail const mail{
      .org_id = member.org_id,
      .mail_id = call.new_id(),
      .created_at = call.now(),
      .recipient = member.username,
      .kind = "organization invitation",
      .invitation_id = member.invitation_id,
      .sealed_token = call.environment().vault.seal(token, *member.invitation_id)};
  co_await store::insert_mail(call.tx, mail);
  auto event = call.event("INVITED_TO_ORG");
  event.target_username = member.username;
  co_await store::insert_event(call.tx, event);
  for (auto const& team_id : member.team_ids) {
    event = call.event("INVITED_TO_TEAM");
    event.target_username = member.username;
    event.team_id = team_id;
    co_await store::insert_event(call.tx, event);
  }
  co_return Done{};
}

Task<std::vector<atlas::OrganizationInvitation>> list_organization_invitations(
    Call& call, Input<ops::list_organization_invitations> const& input) {
  std::optional<std::string> username;
  if (input.query.username) username = atlas::lower_ascii(*input.query.username);
  auto const members =
      co_await store::list_invitations(call.tx, call.organization.org_id, username, call.now());
  std::vector<atlas::OrganizationInvitation> views;
  for (auto const& member : members) views.push_back(invitation_view(call, member));
  co_return views;
}

Task<atlas::OrganizationInvitation> create_organization_invitation(
    Call& call, Input<ops::create_organization_invitation> const& input) {
  auto body = input.body;
  body.username = atlas::lower_ascii(body.username);
  if (!body.roles || body.roles->empty())
    body.roles = {{std::string(atlas::name_of(atlas::OrgRole::org_member))}};
  // References are judged before the state of the organization.
  co_await require_teams(call, body.team_ids.value_or(store::Names{}));
  if (body.group_role_assignments) co_await require_projects(call, *body.group_role_assignments);
  co_await make_room(call, body.username);

  std::string const token = random_hex(call.environment().platform, token_bytes);
  store::Member member{.org_id = call.organization.org_id,
                       .user_id = call.new_id(),
                       .username = body.username,
                       .standing = store::Standing::invited};
  member.user_id = co_await store::claim_user_id(call.tx, body.username, member.user_id);
  member.roles = *body.roles;
  member.invitation_id = call.new_id();
  member.invited_at = call.now();
  member.expires_at = call.now() + store::invitation_life;
  member.inviter = name_of(call.caller());
  member.token_hash = hash_token(token);
  co_await store::insert_member(call.tx, member);
  co_await apply_grants(call, member, body);
  co_await announce(call, member, token);
  co_return invitation_view(call, co_await require_pending(call, *member.invitation_id));
}

template <class Body>
Task<atlas::OrganizationInvitation> change(Call& call, store::Member member, Body const& body) {
  if (body.roles && body.roles->empty())
    co_return fail(Code::validation_error, "roles must hold at least one role");
  co_await apply_grants(call, member, body);
  auto event = call.event("USER_ROLES_CHANGED_AUDIT");
  event.target_username = member.username;
  co_await store::insert_event(call.tx, event);
  co_return invitation_view(call, co_await require_pending(call, *member.invitation_id));
}

Task<atlas::OrganizationInvitation> update_organization_invitation(
    Call& call, Input<ops::update_organization_invitation> const& input) {
  std::string const username = atlas::lower_ascii(input.body.username);
  auto member =
      co_await store::find_member_by_username(call.tx, call.organization.org_id, username);
  if (!member || !store::is_pending(*member, call.now()))
    co_return fail(Code::username_not_found, username);
  co_return co_await as_result(change(call, std::move(*member), input.body));
}

Task<atlas::OrganizationInvitation> get_organization_invitation(
    Call& call, Input<ops::get_organization_invitation> const& input) {
  co_return invitation_view(call, co_await require_pending(call, input.path.invitation_id));
}

Task<atlas::OrganizationInvitation> update_organization_invitation_by_id(
    Call& call, Input<ops::update_organization_invitation_by_id> const& input) {
  auto member = co_await require_pending(call, input.path.invitation_id);
  co_return co_await as_result(change(call, std::move(member), input.body));
}

Task<atlas::NoBody> delete_organization_invitation(
    Call& call, Input<ops::delete_organization_invitation> const& input) {
  auto const& id = input.path.invitation_id;
  auto const member =
      co_await store::find_member_by_invitation(call.tx, call.organization.org_id, id);
  // An expired invitation may be cancelled, a rejected one is gone already.
  if (!member || member->standing != store::Standing::invited)
    co_return fail(Code::invalid_invitation_id, id);
  co_await store::delete_member(call.tx, *member);
  auto event = call.event("ORG_INVITATION_DELETED");
  event.target_username = member->username;
  co_await store::insert_event(call.tx, event);
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
