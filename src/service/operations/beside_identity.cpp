// What a project without clusters says of them, and who chooses its threshold of slow operations.
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "store/projects.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

Task<atlas::ProjectIpAddresses> get_project_ip_addresses(
    Call&, Input<ops::get_project_ip_addresses> const& input) {
  co_return atlas::ProjectIpAddresses{.group_id = input.path.group_id};
}

Task<PageListing<atlas::Cluster>> list_project_clusters(
    Call& call, Input<ops::list_project_clusters> const& input) {
  std::vector<atlas::Cluster> none;
  co_return page_of(call, input.query, 0, std::move(none),
                    [](atlas::Cluster const& cluster) { return cluster; });
}

Task<bool> require_managed_slow_ms(Call& call) {
  auto const managed =
      co_await store::find_managed_slow_ms(call.tx, call.organization.org_id, call.project_id);
  if (!managed) co_return fail(Code::group_not_found, std::string(call.project_id));
  co_return *managed;
}

Task<bool> get_managed_slow_ms(Call& call, Input<ops::get_managed_slow_ms> const&) {
  return require_managed_slow_ms(call);
}

Task<atlas::NoBody> change_managed_slow_ms(Call& call, bool managed) {
  bool const before = co_await require_managed_slow_ms(call);
  if (before != managed) {
    co_await store::save_managed_slow_ms(call.tx, call.locked(), call.project_id, managed);
    auto const event = call.project_event("GROUP_SETTINGS_MODIFIED");
    co_await store::insert_event(call.tx, call.locked(), event);
  }
  co_return atlas::NoBody{};
}

Task<atlas::NoBody> enable_managed_slow_ms(Call& call, Input<ops::enable_managed_slow_ms> const&) {
  return change_managed_slow_ms(call, true);
}

Task<atlas::NoBody> disable_managed_slow_ms(Call& call,
                                            Input<ops::disable_managed_slow_ms> const&) {
  return change_managed_slow_ms(call, false);
}

}  // namespace

void bind_beside_identity(Router& router) {
  bind<ops::get_project_ip_addresses, get_project_ip_addresses>(router);
  bind<ops::list_project_clusters, list_project_clusters>(router);
  bind<ops::get_managed_slow_ms, get_managed_slow_ms>(router);
  bind<ops::enable_managed_slow_ms, enable_managed_slow_ms>(router);
  bind<ops::disable_managed_slow_ms, disable_managed_slow_ms>(router);
}

}  // namespace orgd
