// API keys of a project: those of its organization that have roles on it.
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/key_views.hpp"
#include "service/operations/names.hpp"
#include "store/projects.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

Task<PageListing<atlas::ApiKey>> list_project_api_keys(
    Call& call, Input<ops::list_project_api_keys> const& input) {
  auto const& org_id = call.organization.org_id;
  auto [total, keys] = co_await both(
      store::count_keys_of_project(call.tx, org_id, call.project_id),
      store::list_keys_of_project(call.tx, org_id, call.project_id, slice_of(input.query)));
  co_return page_of(
      call, input.query, total, std::move(keys),
      [&exchange = call.exchange](auto const& key) { return api_key_view(exchange, key); },
      Lasts::until_changed);
}

Task<atlas::ApiKey> create_project_api_key(Call& call,
                                           Input<ops::create_project_api_key> const& input) {
  store::ProjectRoles const given{.project_id = call.project_id,
                                  .roles = unique_names(names_of(input.body.roles))};
  co_await require_may_give(call, given.roles);
  co_await require_room_for_key(call);
  atlas::CreateApiKey const request{.desc = input.body.desc, .roles = {atlas::OrgRole::org_member}};
  auto const created =
      co_await create_key(call.tx, call.environment(), call.locked(), request, call.now());
  auto const& key = created.record;
  co_await store::insert_project_roles(call.tx, call.locked(), key.key_id, given);
  co_await record_new_key(call, key, call.project_id);
  co_await record_key_event(call, "API_KEY_ADDED_TO_GROUP", key, call.project_id);
  co_await store::touch_authorization(call.tx, call.locked());
  call.exchange.secret = true;
  auto const made = co_await call.require_api_key(key.key_id);
  co_return api_key_view(call.exchange, made, created.private_key);
}

// A key of the organization, whether it is on the project or not.
Task<store::ApiKeyRecord> require_key_of_org(Call& call, store::KeyId key_id) {
  auto key = co_await store::find_api_key(call.tx, call.organization.org_id, key_id);
  if (key) co_return std::move(*key);
  auto const elsewhere = co_await store::find_org_of_key(call.tx, key_id);
  co_return fail(elsewhere ? Code::api_key_can_only_belong_to_one_org : Code::api_key_not_found,
                 std::string(key_id));
}

Task<atlas::ApiKey> add_project_api_key(Call& call, Input<ops::add_project_api_key> const& input) {
  auto const key = co_await require_key_of_org(call, store::KeyId::of(input.path.api_user_id));
  auto const before = key.project_roles.on(call.project_id);
  auto all = before;
  for (auto const& assignment : input.body)
    for (auto const& role : assignment.roles) all.push_back(role.name());
  store::ProjectRoles const given{.project_id = call.project_id,
                                  .roles = unique_names(std::move(all))};
  co_await store::put_project_roles(call.tx, call.locked(), key.key_id, given);
  if (before.empty())
    co_await record_key_event(call, "API_KEY_ADDED_TO_GROUP", key, call.project_id);
  else if (given.roles != before)
    co_await record_key_event(call, "API_KEY_ROLES_CHANGED", key, call.project_id);
  co_await store::touch_authorization(call.tx, call.locked());
  auto const changed = co_await call.require_api_key(key.key_id);
  co_return api_key_view(call.exchange, changed);
}

Task<atlas::ApiKey> update_project_api_key(Call& call,
                                           Input<ops::update_project_api_key> const& input) {
  auto key = co_await call.require_api_key(store::KeyId::of(input.path.api_user_id));
  auto const before = key.project_roles.on(call.project_id);
  store::ProjectRoles given{.project_id = call.project_id, .roles = before};
  if (input.body.roles) given.roles = unique_names(names_of(*input.body.roles));
  if (given.roles.empty()) co_return fail(Code::api_key_not_found, input.path.api_user_id);
  if (!gives_ownership(before)) co_await require_may_give(call, given.roles);
  auto const description = input.body.desc.value_or(key.description);
  if (description != key.description) {
    key.description = description;
    co_await store::update_api_key(call.tx, call.locked(), key);
    co_await record_key_event(call, "API_KEY_DESCRIPTION_CHANGED", key);
  }
  if (given.roles != before) {
    co_await store::put_project_roles(call.tx, call.locked(), key.key_id, given);
    co_await record_key_event(call, "API_KEY_ROLES_CHANGED", key, call.project_id);
  }
  co_await store::touch_authorization(call.tx, call.locked());
  auto const changed = co_await call.require_api_key(key.key_id);
  co_return api_key_view(call.exchange, changed);
}

Task<atlas::NoBody> remove_project_api_key(Call& call,
                                           Input<ops::remove_project_api_key> const& input) {
  auto const key = co_await call.require_api_key(store::KeyId::of(input.path.api_user_id));
  if (key.project_roles.on(call.project_id).empty())
    co_return fail(Code::api_key_not_found, input.path.api_user_id);
  co_await store::remove_project_roles(call.tx, call.locked(), key.key_id, call.project_id);
  co_await record_key_event(call, "API_KEY_REMOVED_FROM_GROUP", key, call.project_id);
  co_await store::touch_authorization(call.tx, call.locked());
  co_return atlas::NoBody{};
}

}  // namespace

void bind_project_api_keys(Router& router) {
  bind<ops::list_project_api_keys, list_project_api_keys>(router);
  bind<ops::create_project_api_key, create_project_api_key>(router);
  bind<ops::add_project_api_key, add_project_api_key>(router);
  bind<ops::update_project_api_key, update_project_api_key>(router);
  bind<ops::remove_project_api_key, remove_project_api_key>(router);
}

}  // namespace orgd
