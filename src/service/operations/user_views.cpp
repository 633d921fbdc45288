// People of an organization as the API shows them.
#include "service/operations/user_views.hpp"

#include "service/operations/names.hpp"

namespace orgd {
namespace {

atlas::MembershipStatus status_of(store::Member const& member, store::Seconds now) {
  using Status = atlas::MembershipStatus;
  if (member.status == store::Standing::active) return Status::active;
  if (member.status == store::Standing::rejected) return Status::invitation_rejected;
  return store::is_pending(member, now) ? Status::pending : Status::invitation_expired;
}

}  // namespace

atlas::CloudAppUser cloud_user_view(Exchange& exchange, store::Member const& member) {
  // The user's own resource has no row yet; its address is the documented one.
  std::string const self = exchange.url_of(atlas::ops::get_system_status.info, {}) + "/users/" +
                           std::string(member.user_id);
  atlas::CloudAppUser view{.country = member.country.value_or(""),
                           .created_at = member.account_created_at.value_or(store::Seconds{}),
                           .email_address = member.spelling,
                           .first_name = member.first_name.value_or(""),
                           .id = std::string(member.user_id),
                           .last_auth = member.last_auth_at,
                           .last_name = member.last_name.value_or(""),
                           .links = {{.href = self, .rel = "self"}},
                           .mobile_number = member.mobile_number};
  view.roles = role_assignments(member.org_id, member.roles, member.project_roles);
  view.team_ids.assign(member.team_ids.begin(), member.team_ids.end());
  view.username = member.spelling;
  return view;
}

atlas::OrgUserResponse org_user_view(store::Member const& member, store::Seconds now) {
  auto const status = status_of(member, now);
  atlas::OrgUserResponse view;
  view.id = member.user_id;
  view.username = member.spelling;
  view.org_membership_status = atlas::membership_status_names[static_cast<std::size_t>(status)];
  view.roles.org_roles = roles_of(member.roles);
  for (auto const& on_project : member.project_roles.by_project())
    view.roles.group_role_assignments.push_back({.group_id = std::string(on_project.project_id),
                                                 .group_roles = roles_of(on_project.roles())});
  view.team_ids.assign(member.team_ids.begin(), member.team_ids.end());
  if (status == atlas::MembershipStatus::active) {
    view.country = member.country;
    view.created_at = member.account_created_at;
    view.first_name = member.first_name;
    view.last_name = member.last_name;
    view.last_auth = member.last_auth_at;
    view.mobile_number.emplace(member.mobile_number);
  } else {
    view.invitation_created_at = member.invited_at;
    view.invitation_expires_at.emplace(member.expires_at);
    view.inviter_username = member.inviter;
  }
  return view;
}

}  // namespace orgd
