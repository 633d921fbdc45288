// The people of an organization, in the forms of both versions.
#include "api/email.hpp"
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/user_views.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

Task<PageListing<atlas::CloudAppUser>> list_organization_users(
    Call& call, Input<ops::list_organization_users> const& input) {
  auto const& query = input.query;
  auto const& org_id = call.organization.org_id;
  store::MemberFilter const active;
  auto [total, members] =
      co_await both(store::count_members(call.tx, org_id, active, call.now()),
                    store::list_members(call.tx, org_id, active, call.now(), slice_of(query)));
  co_return page_of(
      call, query, total, std::move(members),
      [&exchange = call.exchange](auto const& member) { return cloud_user_view(exchange, member); },
      Lasts::until_changed);
}

Result<store::MemberFilter> filter_of(atlas::OrgUsersQuery const& query) {
  if (query.org_membership_status && !query.org_membership_statuses.empty())
    return fail(Code::mutually_exclusive_query_parameters, "orgMembershipStatus",
                "orgMembershipStatuses");
  store::Names wanted = query.org_membership_statuses;
  if (query.org_membership_status) wanted.push_back(*query.org_membership_status);
  store::MemberFilter filter{.active = true, .pending = true};
  if (query.username) filter.username = atlas::email_key(*query.username);
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

Task<PageListing<atlas::OrgUserResponse>> list_organization_users_2025(
    Call& call, Input<ops::list_organization_users_2025> const& input) {
  auto const& query = input.query;
  auto const& org_id = call.organization.org_id;
  auto const filter = co_await filter_of(query);
  auto [total, members] =
      co_await both(store::count_members(call.tx, org_id, filter, call.now()),
                    store::list_members(call.tx, org_id, filter, call.now(), slice_of(query)));
  co_return page_of(
      call, query, total, std::move(members),
      [now = call.now()](auto const& member) { return org_user_view(member, now); },
      Lasts::this_second);
}

}  // namespace

void bind_users(Router& router) {
  bind<ops::list_organization_users, list_organization_users>(router);
  bind<ops::list_organization_users_2025, list_organization_users_2025>(router);
}

}  // namespace orgd
