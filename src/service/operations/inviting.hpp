// Inviting a person, whichever operation does it, and what an invitation to an organization grants.
#pragma once

#include <unordered_map>

#include "service/call.hpp"
#include "service/operations/names.hpp"
#include "store/outbox.hpp"
#include "store/people.hpp"

namespace orgd {

/// What is granted to a person. What is absent stays as it is.
struct Grants {
  std::optional<store::Names> roles{};
  std::optional<std::vector<store::TeamId>> team_ids{};
  std::optional<std::vector<store::ProjectRoles>> project_roles{};
};

/// The first of each, in the order received.
std::vector<store::TeamId> distinct_team_ids(std::vector<std::string> const& ids);

/// The roles on each project, one entry for each, in the order in which projects are first named.
/// An assignment has a group_id and its roles.
template <class Assignment>
std::vector<store::ProjectRoles> distinct_project_roles(std::vector<Assignment> const& given) {
  std::vector<store::ProjectRoles> all;
  std::unordered_map<std::string_view, std::size_t> places;
  for (auto const& [group_id, roles] : given) {
    auto const [at, fresh] = places.try_emplace(group_id, all.size());
    if (fresh) all.push_back({.project_id = store::ProjectId::of(group_id), .roles = {}});
    auto& together = all[at->second].roles;
    for (auto const& role : roles) together.push_back(role.name());
  }
  for (auto& one : all) one.roles = unique_names(std::move(one.roles));
  return all;
}

/// Teams and projects are of the organization, or GROUP_NOT_FOUND, TEAM_NOT_FOUND, TEAM_NOT_IN_ORG.
Task<Done> require_places(Call& call, Grants const& grants);

/// What the person enters beside what `person` is in has room for one more, and the person for more
/// teams and projects, or MAX_USERS_PER_TEAM_EXCEEDED, MAX_USERS_PER_GROUP_EXCEEDED,
/// MAX_TEAMS_PER_USER_EXCEEDED, MAX_GROUPS_PER_USER_EXCEEDED.
Task<Done> require_room_in_places(Call& call, Grants const& grants, store::Member const& person);

/// Gives teams and projects; roles in the organization are the membership's own.
Task<Done> apply_places(Call& call, store::UserId user_id, Grants const& grants);

/// DOMAIN_NOT_IN_ALLOW_LIST unless people of the address's domain may be invited.
Result<Done> require_allowed_domain(Call const& call, std::string const& username,
                                    std::string_view email_key);

/// How many people an organization has and has invited, once somebody has counted.
struct Seats {
  std::optional<std::int64_t> taken{};
};
/// There is one left, or MAX_USERS_PER_ORG_EXCEEDED.
Task<Done> require_seat(Call& call, store::OrgId org_id, Seats& seats);

/// An invitation to `org` that has expired or was rejected, if this is one, makes room for somebody
/// new; there must be a seat, or MAX_USERS_PER_ORG_EXCEEDED.
Task<Done> make_room(Call& call, store::LockedOrg const& org,
                     std::optional<store::Member> const& former);

/// The project has room for one more person, or MAX_USERS_PER_GROUP_EXCEEDED.
Task<Done> require_room_on_project(Call& call, store::ProjectId project_id);

/// The person may have roles on one more project of the organization, or
/// MAX_GROUPS_PER_USER_EXCEEDED. As for the people of a project, roles of their own count: those of
/// their teams come and go with what others are given.
Task<Done> require_fewer_projects(Call& call, store::OrgId org_id, store::UserId user_id);

/// The person may be in one more organization, or MAX_ORGS_PER_USER_EXCEEDED. Invitations do not
/// count: anybody could keep a person out of everywhere by them.
Task<Done> require_fewer_organizations(Call& call, store::UserId user_id);

/// How the link gets to the person.
enum class Delivery : std::uint8_t { by_mail, by_hand };

/// An invitation with the secret of its link.
struct NewInvitation {
  store::Member member{};
  std::string token{};
};

/// Adds the invitation, its mail if it has one, and its events. Its teams and projects are not read
/// back.
Task<NewInvitation> invite_by(Call& call, std::string const& username, std::string const& email_key,
                              Grants const& grants, Delivery delivery);
/// The same by mail.
Task<store::Member> invite(Call& call, std::string const& username, std::string const& email_key,
                           Grants const& grants);

/// DEFAULT_INVITATION_EXCEPTION when the person is invited to the call's project; an invitation
/// that has expired makes room for a new one.
Task<Done> require_not_invited(Call& call, std::string const& username, std::string_view email_key);

/// Invites to the call's project somebody who is in the organization or invited to it; `brings_in`
/// says that the latter was done for its sake. Adds the invitation, its mail and its event.
Task<store::ProjectInvitation> invite_to_project(Call& call, store::Member const& member,
                                                 std::string const& username, store::Names roles,
                                                 bool brings_in);

/// The secret of a new link.
std::string new_link_token(Call const& call);
/// The kind of the mail of an invitation to the organization.
inline constexpr std::string_view organization_invitation = "organization invitation";

/// A link that is to be mailed.
struct MailedLink {
  store::UserId user_id{};  ///< whose language the mail speaks, where the person has said one
  store::InvitationId invitation_id{};
  std::string token{};
};
/// Completes the mail with the link and puts it into the outbox.
Task<Done> mail_link(Call& call, store::Mail mail, MailedLink const& link);

}  // namespace orgd
