// Invitations to an organization: list, create, return, change, cancel.
#include <unordered_map>

#include "api/email.hpp"
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/names.hpp"
#include "service/operations/team_views.hpp"
#include "store/projects.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

constexpr std::size_t token_bytes = 32;

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
  for (auto const& on_project : member.project_roles.by_project())
    for (auto const& role : on_project.roles())
      view.group_role_assignments.push_back(
          {.group_id = std::string(on_project.project_id), .group_role = role});
  return view;
}

// What an invitation grants, its references judged. What is absent stays as it is.
struct Grants {
  std::optional<store::Names> roles{};
  std::optional<std::vector<store::TeamId>> team_ids{};
  std::optional<std::vector<store::ProjectRoles>> project_roles{};
};

// The roles on each project, one entry for each, in the order in which projects are first named.
std::vector<store::ProjectRoles> project_roles_in(
    std::vector<atlas::GroupRoleAssignmentRequest> const& requested) {
  std::vector<store::ProjectRoles> all;
  std::unordered_map<std::string, std::size_t> places;
  for (auto const& [group_id, roles] : requested) {
    auto const [at, fresh] = places.try_emplace(group_id, all.size());
    if (fresh) all.push_back({.project_id = store::ProjectId::of(group_id), .roles = {}});
    auto& together = all[at->second].roles;
    for (auto const& role : roles) together.push_back(role.name());
  }
  for (auto& one : all) one.roles = unique_names(std::move(one.roles));
  return all;
}

Task<Done> require_projects(Call& call, std::vector<store::ProjectRoles> const& wanted) {
  std::vector<store::ProjectId> ids;
  for (auto const& one : wanted) ids.push_back(one.project_id);
  auto const known = co_await store::known_projects(call.tx, call.organization.org_id, ids);
  for (auto const& id : ids)
    if (!known.contains(id)) co_return fail(Code::group_not_found, std::string(id));
  co_return Done{};
}

template <class Body>
Task<Grants> require_grants(Call& call, Body const& body) {
  Grants grants;
  if (body.roles) grants.roles = unique_names(names_of(*body.roles));
  if (body.team_ids) {
    auto& team_ids = grants.team_ids.emplace();
    for (auto const& id : unique_names(*body.team_ids)) team_ids.push_back(store::TeamId::of(id));
    co_await require_teams(call, *grants.team_ids);
  }
  if (body.group_role_assignments) {
    grants.project_roles = project_roles_in(*body.group_role_assignments);
    co_await require_projects(call, *grants.project_roles);
  }
  co_return grants;
}

// Teams and projects; roles on the organization are the membership's own.
Task<Done> apply_places(Call& call, store::UserId user_id, Grants const& grants) {
  auto const& org = call.locked();
  if (grants.team_ids) co_await store::set_member_teams(call.tx, org, user_id, *grants.team_ids);
  if (grants.project_roles)
    co_await store::set_project_roles(call.tx, org, user_id, *grants.project_roles);
  co_return Done{};
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

bool allowed_domain(Environment const& environment, std::string_view email_key) {
  auto const& domains = environment.options.allowed_domains;
  auto const domain = email_key.substr(email_key.find('@') + 1);
  return domains.empty() || domains.contains(std::string(domain));
}

// Nobody of that address stands in the way; an expired or rejected invitation makes room.
Task<Done> make_room(Call& call, std::string const& username, std::string const& email_key) {
  auto const& org_id = call.organization.org_id;
  if (!allowed_domain(call.environment(), email_key))
    co_return fail(Code::domain_not_in_allow_list, username);
  auto const known = co_await store::find_member_by_username(call.tx, org_id, email_key);
  if (known && known->status == store::Standing::active)
    co_return fail(Code::user_already_in_org, username, std::string(org_id));
  if (known && store::is_pending(*known, call.now()))
    co_return fail(Code::default_invitation_exception, username);
  if (known) co_await store::delete_member(call.tx, call.locked(), known->user_id);
  store::MemberFilter const seated{.active = true, .pending = true};
  auto const seats = co_await store::count_members(call.tx, org_id, seated, call.now());
  if (seats >= call.limits().users_per_org)
    co_return fail(Code::max_users_per_org_exceeded, call.limits().users_per_org,
                   std::string(org_id));
  co_return Done{};
}

Task<Done> announce(Call& call, store::Member const& invited, Grants const& grants,
                    std::string const& token) {
  auto const invitation_id = invited.invitation_id.value();
  store::Mail const mail{.mail_id = call.new_id(),
                         .created_at = call.now(),
                         .recipient = invited.spelling,
                         .kind = "organization invitation",
                         .invitation_id = invitation_id,
                         .sealed_token = call.environment().vault.seal(token, invitation_id)};
  co_await store::insert_mail(call.tx, call.locked(), mail);
  auto event = call.event("INVITED_TO_ORG");
  event.target_username = invited.spelling;
  co_await store::insert_event(call.tx, call.locked(), event);
  std::vector<store::Event> teams;
  for (auto const& team_id : grants.team_ids.value_or(std::vector<store::TeamId>())) {
    auto& of_team = teams.emplace_back(call.event("INVITED_TO_TEAM"));
    of_team.target_username = invited.spelling;
    of_team.team_id = team_id;
  }
  co_return co_await store::insert_alike_events(call.tx, call.locked(), teams);
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
  auto body = input.body;
  std::string const key = atlas::email_key(body.username);
  if (!body.roles || body.roles->empty()) body.roles = {atlas::OrgRole::org_member};
  // References are judged before the state of the organization.
  auto const grants = co_await require_grants(call, body);
  co_await make_room(call, body.username, key);

  std::string const token = random_hex(call.environment().platform, token_bytes);
  auto const new_id = call.new_id<store::UserId>();
  auto const user_id = co_await store::claim_user_id(call.tx, key, new_id);
  store::Member const invited{.org_id = call.organization.org_id,
                              .user_id = user_id,
                              .spelling = body.username,
                              .username = key,
                              .status = store::Standing::invited,
                              .roles = *grants.roles,
                              .invitation_id = call.new_id<store::InvitationId>(),
                              .invited_at = call.now(),
                              .expires_at = call.now() + store::invitation_life,
                              .inviter = call.caller().identity.name,
                              .token_hash = hash_token(token)};
  co_await store::insert_invitation(call.tx, call.locked(), invited);
  co_await apply_places(call, user_id, grants);
  co_await announce(call, invited, grants, token);
  if (!grants.team_ids && !grants.project_roles)
    co_return invitation_view(call.organization.name, invited);
  co_return invitation_view(call.organization.name,
                            co_await require_pending(call, *invited.invitation_id));
}

template <class Body>
Task<atlas::OrganizationInvitation> change(Call& call, store::Member const& member,
                                           Body const& body) {
  if (body.roles && body.roles->empty())
    co_return fail(Code::validation_error, "roles must hold at least 1 element");
  auto const grants = co_await require_grants(call, body);
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
  if (!member || member->status != store::Standing::invited)
    co_return fail(Code::invalid_invitation_id, std::string(id));
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
