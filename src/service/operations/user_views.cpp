// People of an organization as the API shows them.
#include "service/operations/user_views.hpp"

#include <algorithm>

#include "api/email.hpp"
#include "service/operations/names.hpp"

namespace orgd {

atlas::MembershipStatus standing_of(store::Member const& member, store::Seconds now) {
  using Status = atlas::MembershipStatus;
  if (member.status == store::Standing::active) return Status::active;
  if (member.status == store::Standing::rejected) return Status::invitation_rejected;
  return store::is_pending(member, now) ? Status::pending : Status::invitation_expired;
}

bool is_wanted(store::Member const& member, atlas::PersonQuery const& query, store::Seconds now) {
  auto const& wanted = query.org_membership_statuses;
  if (wanted.empty()) return store::is_seated(member, now);
  auto const standing = static_cast<std::size_t>(standing_of(member, now));
  return std::ranges::find(wanted, atlas::membership_status_names[standing]) != wanted.end();
}

Task<bool> is_shown(Call& call, store::UserId user_id) {
  auto const hidden = co_await store::is_brought_in(call.tx, call.organization.org_id, user_id);
  co_return !hidden;
}

Task<Done> require_shown(Call& call, store::UserId user_id) {
  auto const shown = co_await is_shown(call, user_id);
  if (!shown) co_return fail(Code::user_not_found, std::string(user_id));
  co_return Done{};
}

Result<store::MemberFilter> filter_of(std::optional<std::string> const& username,
                                      std::optional<std::string> const& standing,
                                      store::Names const& standings) {
  if (standing && !standings.empty())
    return fail(Code::mutually_exclusive_query_parameters, "orgMembershipStatus",
                "orgMembershipStatuses");
  store::Names wanted = standings;
  if (standing) wanted.push_back(*standing);
  // Whom only a project invites shows here once they accept.
  store::MemberFilter filter{.active = true, .pending = true, .brought_in = false};
  if (username) filter.username = atlas::email_key(*username);
  if (wanted.empty()) return filter;
  auto const asks = [&](atlas::MembershipStatus status) {
    auto const name = atlas::membership_status_names[static_cast<std::size_t>(status)];
    return std::ranges::find(wanted, name) != wanted.end();
  };
  filter.active = asks(atlas::MembershipStatus::active);
  filter.pending = asks(atlas::MembershipStatus::pending);
  filter.expired = asks(atlas::MembershipStatus::invitation_expired);
  filter.rejected = asks(atlas::MembershipStatus::invitation_rejected);
  return filter;
}

namespace {

// What both forms of 2025-02-19 tell of a person.
template <class View>
View person_view(store::Member const& member, store::Seconds now) {
  auto const standing = standing_of(member, now);
  View view;
  view.id = member.user_id;
  view.username = member.spelling;
  view.org_membership_status = atlas::membership_status_names[static_cast<std::size_t>(standing)];
  if (standing == atlas::MembershipStatus::active) {
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

}  // namespace

atlas::CloudAppUser cloud_user_view(Exchange& exchange, store::Member const& member) {
  atlas::CloudAppUser view{
      .country = member.country.value_or(""),
      .created_at = member.account_created_at.value_or(store::Seconds{}),
      .email_address = member.spelling,
      .first_name = member.first_name.value_or(""),
      .id = std::string(member.user_id),
      .last_auth = member.last_auth_at,
      .last_name = member.last_name.value_or(""),
      .links = {exchange.self_link(atlas::ops::get_user.info, {member.user_id})},
      .mobile_number = member.mobile_number};
  view.roles = role_assignments(member.org_id, member.roles, member.project_roles);
  view.team_ids.assign(member.team_ids.begin(), member.team_ids.end());
  view.username = member.spelling;
  return view;
}

atlas::OrgUserResponse org_user_view(store::Member const& member, store::Seconds now) {
  auto view = person_view<atlas::OrgUserResponse>(member, now);
  view.roles.org_roles = roles_of(member.roles);
  for (auto const& on_project : member.project_roles.by_project())
    view.roles.group_role_assignments.push_back({.group_id = std::string(on_project.project_id),
                                                 .group_roles = roles_of(on_project.roles())});
  view.team_ids.assign(member.team_ids.begin(), member.team_ids.end());
  return view;
}

atlas::GroupUserResponse project_user_view(store::Member const& member, store::ProjectId project_id,
                                           store::Seconds now) {
  auto view = person_view<atlas::GroupUserResponse>(member, now);
  view.roles = roles_of(member.project_roles.on(project_id));
  return view;
}

}  // namespace orgd
