// Inviting a person, whichever operation does it, and what an invitation to an organization grants.
#include "service/operations/inviting.hpp"

#include <algorithm>

#include "service/account_mail.hpp"
#include "service/operations/team_views.hpp"
#include "store/project_invitations.hpp"
#include "store/projects.hpp"

namespace orgd {
namespace {

constexpr std::size_t token_bytes = 32;

Task<Done> require_projects(Call& call, std::vector<store::ProjectRoles> const& wanted) {
  std::vector<store::ProjectId> ids;
  for (auto const& one : wanted) ids.push_back(one.project_id);
  auto const known = co_await store::known_projects(call.tx, call.organization.org_id, ids);
  for (auto const& id : ids)
    if (!known.contains(id)) co_return fail(Code::group_not_found, std::string(id));
  co_return Done{};
}

Task<Done> record_invitation(Call& call, store::Member const& invited, Grants const& grants) {
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

}  // namespace

std::vector<store::TeamId> distinct_team_ids(std::vector<std::string> const& ids) {
  std::vector<store::TeamId> distinct;
  for (auto const& id : unique_names(ids)) distinct.push_back(store::TeamId::of(id));
  return distinct;
}

Task<Done> require_places(Call& call, Grants const& grants) {
  if (grants.team_ids) co_await require_teams(call, *grants.team_ids);
  if (grants.project_roles) co_await require_projects(call, *grants.project_roles);
  co_return Done{};
}

namespace {

Task<Done> require_room_in_teams(Call& call, Grants const& grants, store::Member const& person) {
  auto const& limits = call.limits();
  auto const& own = person.team_ids;
  auto entered = grants.team_ids.value_or(std::vector<store::TeamId>());
  auto const teams = std::ssize(entered);
  std::erase_if(entered, [&](auto const& id) { return std::ranges::find(own, id) != own.end(); });
  if (!entered.empty() && teams > limits.teams_per_user)
    co_return fail(Code::max_teams_per_user_exceeded, limits.teams_per_user);
  auto const full =
      co_await store::full_teams(call.tx, call.organization.org_id, entered, limits.users_per_team);
  if (!full.empty()) co_return fail(Code::max_users_per_team_exceeded, limits.users_per_team);
  co_return Done{};
}

// Who has more projects than may be keeps them, but gets no other one.
Task<Done> require_room_on_projects(Call& call, std::vector<store::ProjectRoles> const& given,
                                    store::Member const& person) {
  auto const& limits = call.limits();
  std::vector<store::ProjectId> entered;
  for (auto const& one : given)
    if (person.project_roles.on(one.project_id).empty()) entered.push_back(one.project_id);
  if (!entered.empty() && std::ssize(given) > limits.projects_per_user)
    co_return fail(Code::max_groups_per_user_exceeded, limits.projects_per_user);
  // A project that takes as many people as the organization has room for all of them.
  bool const roomy = limits.users_per_project >= limits.users_per_org;
  if (roomy) co_return Done{};
  for (auto const& project_id : entered) co_await require_room_on_project(call, project_id);
  co_return Done{};
}

}  // namespace

Task<Done> require_room_in_places(Call& call, Grants const& grants, store::Member const& person) {
  co_await require_room_in_teams(call, grants, person);
  if (grants.project_roles) co_await require_room_on_projects(call, *grants.project_roles, person);
  co_return Done{};
}

Task<Done> apply_places(Call& call, store::UserId user_id, Grants const& grants) {
  auto const& org = call.locked();
  if (grants.team_ids) co_await store::set_member_teams(call.tx, org, user_id, *grants.team_ids);
  if (grants.project_roles)
    co_await store::set_project_roles(call.tx, org, user_id, *grants.project_roles);
  co_return Done{};
}

Result<Done> require_allowed_domain(Call const& call, std::string const& username,
                                    std::string_view email_key) {
  auto const& domains = call.environment().options.allowed_domains;
  auto const domain = email_key.substr(email_key.find('@') + 1);
  if (domains.empty() || domains.contains(std::string(domain))) return Done{};
  return fail(Code::domain_not_in_allow_list, username);
}

Task<Done> make_room(Call& call, store::LockedOrg const& org,
                     std::optional<store::Member> const& former) {
  if (former) co_await store::delete_member(call.tx, org, former->user_id);
  Seats seats;
  co_return co_await require_seat(call, org.id(), seats);
}

Task<Done> require_seat(Call& call, store::OrgId org_id, Seats& seats) {
  store::MemberFilter const seated{.active = true, .pending = true};
  if (!seats.taken)
    seats.taken = co_await store::count_members(call.tx, org_id, seated, call.now());
  if (*seats.taken >= call.limits().users_per_org)
    co_return fail(Code::max_users_per_org_exceeded, call.limits().users_per_org,
                   std::string(org_id));
  co_return Done{};
}

Task<Done> require_room_on_project(Call& call, store::ProjectId project_id) {
  store::ProjectPeople const own{.project_id = project_id};
  store::MemberFilter const seated{.active = true, .pending = true};
  auto const& org_id = call.organization.org_id;
  auto const [people, invited] =
      co_await both(store::count_project_people(call.tx, org_id, own, seated, call.now()),
                    store::count_invited_to_project(call.tx, org_id, project_id, call.now()));
  if (people + invited >= call.limits().users_per_project)
    co_return fail(Code::max_users_per_group_exceeded, call.limits().users_per_project);
  co_return Done{};
}

Task<Done> require_fewer_projects(Call& call, store::OrgId org_id, store::UserId user_id) {
  auto const count = co_await store::count_projects_of(call.tx, org_id, user_id);
  if (count >= call.limits().projects_per_user)
    co_return fail(Code::max_groups_per_user_exceeded, call.limits().projects_per_user);
  co_return Done{};
}

Task<Done> require_fewer_organizations(Call& call, store::UserId user_id) {
  auto const limit = call.limits().orgs_per_user;
  auto const places = co_await store::count_organizations_of(call.tx, user_id, limit);
  if (places < limit) co_return Done{};
  // Only the organizations themselves know who has accepted. Few people get here.
  auto const joined = co_await store::count_joined_organizations(call.tx, user_id, limit);
  if (joined >= limit) co_return fail(Code::max_orgs_per_user_exceeded, limit);
  co_return Done{};
}

Task<NewInvitation> invite_by(Call& call, std::string const& username, std::string const& email_key,
                              Grants const& grants, Delivery delivery) {
  std::string const token = new_link_token(call);
  auto const new_id = call.new_id<store::UserId>();
  auto const user_id = co_await store::claim_user_id(call.tx, email_key, new_id);
  store::Member const invited{.org_id = call.organization.org_id,
                              .user_id = user_id,
                              .spelling = username,
                              .username = email_key,
                              .status = store::Standing::invited,
                              .roles = grants.roles.value(),
                              .invitation_id = call.new_id<store::InvitationId>(),
                              .invited_at = call.now(),
                              .expires_at = call.now() + store::invitation_life,
                              .inviter = call.caller().identity.name,
                              .token_hash = hash_token(token)};
  co_await store::insert_invitation(call.tx, call.locked(), invited);
  co_await apply_places(call, user_id, grants);
  if (delivery == Delivery::by_mail) {
    store::Mail mail{.recipient = username, .kind = std::string(organization_invitation)};
    MailedLink const link{user_id, invited.invitation_id.value(), token};
    co_await mail_link(call, std::move(mail), link);
  }
  co_await record_invitation(call, invited, grants);
  co_return NewInvitation{.member = invited, .token = token};
}

Task<store::Member> invite(Call& call, std::string const& username, std::string const& email_key,
                           Grants const& grants) {
  auto made = co_await invite_by(call, username, email_key, grants, Delivery::by_mail);
  co_return std::move(made.member);
}

Task<Done> require_not_invited(Call& call, std::string const& username,
                               std::string_view email_key) {
  auto const known = co_await store::find_project_invitation_of(call.tx, call.organization.org_id,
                                                                call.project_id, email_key);
  if (!known) co_return Done{};
  if (store::is_pending(*known, call.now()))
    co_return fail(Code::default_invitation_exception, username);
  co_return co_await store::delete_project_invitation(call.tx, call.locked(), known->invitation_id);
}

Task<store::ProjectInvitation> invite_to_project(Call& call, store::Member const& member,
                                                 std::string const& username, store::Names roles,
                                                 bool brings_in) {
  std::string const token = new_link_token(call);
  store::ProjectInvitation const invitation{
      .org_id = call.organization.org_id,
      .invitation_id = call.new_id<store::InvitationId>(),
      .project_id = call.project_id,
      .user_id = member.user_id,
      .spelling = username,
      .username = member.username,
      .roles = unique_names(std::move(roles)),
      .invited_at = call.now(),
      .expires_at = member.expires_at.value_or(call.now() + store::invitation_life),
      .inviter = call.caller().identity.name,
      .token_hash = hash_token(token),
      .brings_in = brings_in};
  co_await store::insert_project_invitation(call.tx, call.locked(), invitation);
  store::Mail mail{.recipient = username, .kind = "project invitation"};
  MailedLink const link{member.user_id, invitation.invitation_id, token};
  co_await mail_link(call, std::move(mail), link);
  auto event = call.project_event("INVITED_TO_GROUP");
  event.target_username = username;
  co_await store::insert_event(call.tx, call.locked(), event);
  co_return invitation;
}

std::string new_link_token(Call const& call) {
  return random_hex(call.environment().platform, token_bytes, Purpose::links);
}

Task<Done> mail_link(Call& call, store::Mail mail, MailedLink const& link) {
  auto const by = mail_writing(call);
  mail.mail_id = call.new_id(IdKind::mail);
  mail.created_at = call.now();
  mail.due_at = call.now();
  mail.language = co_await language_of(by, link.user_id);
  mail.invitation_id = link.invitation_id;
  mail.sealed_token = call.environment().vault.seal(link.token, link.invitation_id);
  co_return co_await store::insert_mail(call.tx, call.locked(), mail);
}

}  // namespace orgd
