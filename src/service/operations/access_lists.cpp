// The addresses from which an API key may call.
#include "service/bind.hpp"
#include "service/operations/access_entries.hpp"
#include "service/operations/bind_all.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

atlas::AccessListEntry entry_view(Exchange& exchange, store::OrgId org_id,
                                  store::AccessEntry entry) {
  auto const single = single_address(entry.block);
  std::string const name = single.value_or(entry.block);
  return {.cidr_block = entry.block,
          .count = static_cast<std::int32_t>(entry.use_count),
          .created = entry.created_at,
          .ip_address = single,
          .last_used = entry.last_used_at,
          .last_used_address = entry.last_used_address,
          .links = {
              exchange.self_link(ops::get_api_key_access_list.info, {org_id, entry.key_id, name})}};
}

// Of a key's list, and the key.
struct KeyEntry {
  ListOwner owner{};
  store::AccessEntry entry{};
};

Task<KeyEntry> require_entry(Call& call, atlas::AccessListPath const& path) {
  // The key is judged before the address, and both before the entry is missed.
  auto const key_id = store::KeyId::of(path.api_user_id);
  auto [key, entry] = co_await both(call.require_api_key(key_id),
                                    find_entry_of_path(call, key_id, path.ip_address));
  if (!entry) co_return fail(Code::api_key_access_list_not_found, path.ip_address);
  KeyEntry found;
  found.owner.id = key_id;
  found.owner.name = key.public_key;
  found.entry = std::move(*entry);
  co_return found;
}

Task<PageListing<atlas::AccessListEntry>> list_api_key_access_list(
    Call& call, Input<ops::list_api_key_access_list> const& input) {
  auto const key_id = store::KeyId::of(input.path.api_user_id);
  auto const [known, page] = co_await both(call.require_api_key(key_id),
                                           entries_of(call, key_id, input.query, entry_view));
  co_return page;
}

Task<PageListing<atlas::AccessListEntry>> create_api_key_access_list(
    Call& call, Input<ops::create_api_key_access_list> const& input) {
  auto const key_id = store::KeyId::of(input.path.api_user_id);
  auto const key = co_await call.require_api_key(key_id);
  ListOwner const owner{.id = key_id, .name = key.public_key};
  co_await add_access_entries(call, owner, input.body, "API_KEY_ACCESS_LIST_ENTRY_ADDED");
  co_return co_await entries_of(call, key_id, input.query, entry_view);
}

Task<atlas::AccessListEntry> get_api_key_access_list(
    Call& call, Input<ops::get_api_key_access_list> const& input) {
  auto found = co_await require_entry(call, input.path);
  auto const& org_id = call.organization.org_id;
  call.environment().usage.add_pending(org_id, found.entry);
  co_return entry_view(call.exchange, org_id, std::move(found.entry));
}

Task<atlas::NoBody> delete_api_key_access_list(
    Call& call, Input<ops::delete_api_key_access_list> const& input) {
  auto const [owner, entry] = co_await require_entry(call, input.path);
  co_await remove_access_entry(call, owner, entry.block, "API_KEY_ACCESS_LIST_ENTRY_DELETED");
  co_return atlas::NoBody{};
}

}  // namespace

void bind_access_lists(Router& router) {
  bind<ops::list_api_key_access_list, list_api_key_access_list>(router);
  bind<ops::create_api_key_access_list, create_api_key_access_list>(router);
  bind<ops::get_api_key_access_list, get_api_key_access_list>(router);
  bind<ops::delete_api_key_access_list, delete_api_key_access_list>(router);
}

}  // namespace orgd
