// API keys of an organization.
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/key_views.hpp"
#include "service/operations/names.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

Task<PageListing<atlas::ApiKey>> list_api_keys(Call& call, Input<ops::list_api_keys> const& input) {
  auto const& org_id = call.organization.org_id;
  auto [total, keys] = co_await both(store::count_api_keys(call.tx, org_id),
                                     store::list_api_keys(call.tx, org_id, slice_of(input.query)));
  co_return page_of(
      call, input.query, total, std::move(keys),
      [&exchange = call.exchange](auto const& key) { return api_key_view(exchange, key); },
      Lasts::until_changed);
}

Task<atlas::ApiKey> create_api_key(Call& call, Input<ops::create_api_key> const& input) {
  co_await require_room_for_key(call);
  auto const created =
      co_await create_key(call.tx, call.environment(), call.locked(), input.body, call.now());
  co_await record_new_key(call, created.record);
  co_await store::touch_authorization(call.tx, call.locked());
  call.exchange.secret = true;
  co_return api_key_view(call.exchange, created.record, created.private_key);
}

Task<atlas::ApiKey> get_api_key(Call& call, Input<ops::get_api_key> const& input) {
  auto const key = co_await call.require_api_key(store::KeyId::of(input.path.api_user_id));
  co_return api_key_view(call.exchange, key);
}

Task<atlas::ApiKey> update_api_key(Call& call, Input<ops::update_api_key> const& input) {
  auto key = co_await call.require_api_key(store::KeyId::of(input.path.api_user_id));
  auto const before = key;
  key.description = input.body.desc.value_or(key.description);
  if (input.body.roles) key.roles = unique_names(names_of(*input.body.roles));
  co_await store::update_api_key(call.tx, call.locked(), key);
  if (key.description != before.description)
    co_await record_key_event(call, "API_KEY_DESCRIPTION_CHANGED", key);
  if (key.roles != before.roles) co_await record_key_event(call, "API_KEY_ROLES_CHANGED", key);
  co_await store::touch_authorization(call.tx, call.locked());
  co_return api_key_view(call.exchange, key);
}

Task<atlas::NoBody> delete_api_key(Call& call, Input<ops::delete_api_key> const& input) {
  auto const key = co_await call.require_api_key(store::KeyId::of(input.path.api_user_id));
  co_await store::delete_api_key(call.tx, call.locked(), key);
  co_await record_key_event(call, "API_KEY_DELETED", key);
  co_await store::touch_authorization(call.tx, call.locked());
  co_return atlas::NoBody{};
}

}  // namespace

void bind_api_keys(Router& router) {
  bind<ops::list_api_keys, list_api_keys>(router);
  bind<ops::create_api_key, create_api_key>(router);
  bind<ops::get_api_key, get_api_key>(router);
  bind<ops::update_api_key, update_api_key>(router);
  bind<ops::delete_api_key, delete_api_key>(router);
}

}  // namespace orgd
