// Inviting one person to the organization, and what an invitation to it shows.
#pragma once

#include "service/operations/inviting.hpp"

namespace orgd {

/// What a body grants. Its teams and projects are of the organization, or see require_places.
template <class Body>
Task<Grants> require_grants(Call& call, Body const& body) {
  Grants grants;
  if (body.roles) grants.roles = unique_names(names_of(*body.roles));
  if (body.team_ids) grants.team_ids = distinct_team_ids(*body.team_ids);
  if (body.group_role_assignments)
    grants.project_roles = distinct_project_roles(*body.group_role_assignments);
  co_await require_places(call, grants);
  co_return grants;
}

/// Judges what is wanted, and invites; the codes are those of createOrganizationInvitation. All is
/// judged before anything is written, so that an error leaves nothing behind.
Task<NewInvitation> invite_to_organization(Call& call,
                                           atlas::OrganizationInvitationRequest const& wanted,
                                           Delivery delivery, Seats& seats);

/// Project roles as an invitation shows them.
std::vector<atlas::InvitationGroupRole> group_roles_of(store::Member const& member);

}  // namespace orgd
