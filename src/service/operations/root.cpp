// The server itself: the cheapest way for a client to test its credentials.
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/names.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

Task<atlas::SystemStatus> get_system_status(Call& call, Input<ops::get_system_status> const&) {
  atlas::SystemStatus status{.app_name = "MongoDB Atlas", .build = std::string(build_commit())};
  status.ip_address = call.exchange.request.remote_address;
  status.links.push_back(call.exchange.self_link(ops::get_system_status.info, {}));
  Caller const& caller = call.caller();
  // A service account has no member of its own here.
  if (caller.identity.kind == store::ActorKind::api_key) {
    auto const key = co_await store::find_api_key(call.tx, caller.home()->org_id(),
                                                  store::KeyId::of(caller.identity.id));
    auto& view = status.api_key.emplace();
    view.id = caller.identity.id;
    view.public_key = caller.identity.name;
    for (auto const& block : caller.access_list) {
      auto& item = view.access_list.emplace_back(block.text());
      if (atlas::Block(block.address()) == block) item.ip_address = block.address().text();
    }
    if (key) view.roles = role_assignments(key->org_id, key->roles, key->project_roles);
  }
  co_return status;
}

}  // namespace

void bind_root(Router& router) { bind<ops::get_system_status, get_system_status>(router); }

}  // namespace orgd
