// One invitation to the organization, whether it comes alone or as one of many.
#include "service/operations/organization_inviting.hpp"

#include "api/email.hpp"

namespace orgd {
namespace {

// Nobody of that address stands in the way. An invitation that has expired or was rejected does
// not: it is what is returned.
Task<std::optional<store::Member>> require_stranger(Call& call, std::string const& username,
                                                    std::string const& email_key) {
  auto const& org_id = call.organization.org_id;
  co_await require_allowed_domain(call, username, email_key);
  auto known = co_await store::find_member_by_username(call.tx, org_id, email_key);
  if (known && known->status == store::Standing::active)
    co_return fail(Code::user_already_in_org, username, std::string(org_id));
  if (known && store::is_pending(*known, call.now()))
    co_return fail(Code::default_invitation_exception, username);
  co_return std::move(known);
}

}  // namespace

Task<NewInvitation> invite_to_organization(Call& call,
                                           atlas::OrganizationInvitationRequest const& wanted,
                                           Delivery delivery, Seats& seats) {
  auto body = wanted;
  std::string const key = atlas::email_key(body.username);
  if (!body.roles || body.roles->empty()) body.roles = {atlas::OrgRole::org_member};
  // References are judged before the state of the organization.
  auto const grants = co_await require_grants(call, body);
  auto const former = co_await require_stranger(call, body.username, key);
  co_await require_seat(call, call.organization.org_id, seats);
  // Whose invitation has ended has places in teams that are still theirs, but counts on no project.
  store::Member standing;
  if (former) standing.team_ids = former->team_ids;
  co_await require_room_in_places(call, grants, standing);
  if (former) co_await store::delete_member(call.tx, call.locked(), former->user_id);
  auto invited = co_await invite_by(call, body.username, key, grants, delivery);
  seats.taken = seats.taken.value() + 1;
  co_return std::move(invited);
}

std::vector<atlas::InvitationGroupRole> group_roles_of(store::Member const& member) {
  std::vector<atlas::InvitationGroupRole> shown;
  for (auto const& on_project : member.project_roles.by_project())
    for (auto const& role : on_project.roles())
      shown.push_back({.group_id = std::string(on_project.project_id), .group_role = role});
  return shown;
}

}  // namespace orgd
