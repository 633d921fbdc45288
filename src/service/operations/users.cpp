// The people of an organization, in the forms of both versions.
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

Task<PageListing<atlas::OrgUserResponse>> list_organization_users_2025(
    Call& call, Input<ops::list_organization_users_2025> const& input) {
  auto const& query = input.query;
  auto const& org_id = call.organization.org_id;
  auto const filter = co_await filter_of(query.username, query.org_membership_status,
                                         query.org_membership_statuses);
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
