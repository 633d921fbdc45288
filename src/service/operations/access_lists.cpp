// The addresses from which an API key may call.
#include <unordered_set>

#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

atlas::AccessListEntry entry_view(Exchange& exchange, store::OrgId org_id,
                                  store::AccessEntry entry) {
  exchange.environment().usage.add_pending(org_id, entry);
  auto const block = atlas::Block::parse(entry.block).value();
  bool const single = atlas::Block(block.address()) == block;
  std::string const name = single ? block.address().text() : entry.block;
  return {.cidr_block = entry.block,
          .count = static_cast<std::int32_t>(entry.use_count),
          .created = entry.created_at,
          .ip_address = single ? std::optional(name) : std::nullopt,
          .last_used = entry.last_used_at,
          .last_used_address = entry.last_used_address,
          .links = {
              exchange.self_link(ops::get_api_key_access_list.info, {org_id, entry.key_id, name})}};
}

Task<PageListing<atlas::AccessListEntry>> entries_of(Call& call, store::KeyId key_id,
                                                     atlas::PageQuery const& query) {
  auto const& org_id = call.organization.org_id;
  auto [total, entries] =
      co_await both(store::count_access_entries(call.tx, org_id, key_id),
                    store::list_access_entries(call.tx, org_id, key_id, slice_of(query)));
  co_return page_of(call, query, total, std::move(entries),
                    [&exchange = call.exchange, org_id](auto const& entry) {
                      return entry_view(exchange, org_id, entry);
                    });
}

Task<store::AccessEntry> require_entry(Call& call, atlas::AccessListPath const& path) {
  // The path's rule has judged the address; the key is judged before the entry is missed.
  auto const block = atlas::Block::parse(path.ip_address);
  std::string const text = block ? block->text() : path.ip_address;
  auto const key_id = store::KeyId::of(path.api_user_id);
  auto [known, entry] =
      co_await both(call.require_api_key(key_id),
                    store::find_access_entry(call.tx, call.organization.org_id, key_id, text));
  if (!block) co_return fail(Code::invalid_ip_address_or_cidr_notation, path.ip_address);
  if (!entry) co_return fail(Code::api_key_access_list_not_found, path.ip_address);
  co_return std::move(*entry);
}

// The blocks of a request in their normal form, each once.
Result<store::Names> blocks_of(std::vector<atlas::AccessListEntryRequest> const& requested) {
  store::Names blocks;
  std::unordered_set<std::string> seen;
  for (auto const& [ip_address, cidr_block] : requested) {
    if (ip_address && cidr_block) return fail(Code::bad_access_list_add_request);
    if (!ip_address && !cidr_block) return fail(Code::missing_one_of_attributes);
    auto const block = atlas::Block::parse(ip_address ? *ip_address : *cidr_block).value();
    blocks.push_back(block.text());
    if (!seen.insert(blocks.back()).second)
      return fail(Code::duplicate_addresses_in_input, blocks.back());
  }
  return blocks;
}

// One event for each entry, all of one key.
Task<Done> record(Call& call, store::EventType type, store::KeyId key_id,
                  store::Names const& blocks) {
  auto const key = co_await store::find_api_key(call.tx, call.organization.org_id, key_id);
  std::vector<store::Event> events;
  for (auto const& block : blocks) {
    auto& event = events.emplace_back(call.event(type));
    event.access_list_block = block;
    if (key) event.target_public_key = key->public_key;
  }
  co_return co_await store::insert_alike_events(call.tx, call.locked(), events);
}

Task<PageListing<atlas::AccessListEntry>> list_api_key_access_list(
    Call& call, Input<ops::list_api_key_access_list> const& input) {
  auto const key_id = store::KeyId::of(input.path.api_user_id);
  auto const [known, page] =
      co_await both(call.require_api_key(key_id), entries_of(call, key_id, input.query));
  co_return page;
}

Task<PageListing<atlas::AccessListEntry>> create_api_key_access_list(
    Call& call, Input<ops::create_api_key_access_list> const& input) {
  auto const& org_id = call.organization.org_id;
  auto const key_id = store::KeyId::of(input.path.api_user_id);
  co_await call.require_api_key(key_id);
  auto const blocks = co_await blocks_of(input.body);
  auto const count = co_await store::count_access_entries(call.tx, org_id, key_id);
  if (count + std::ssize(blocks) > call.limits().access_list_entries)
    co_return fail(Code::validation_error, "the access list would hold too many entries");
  auto const known = co_await store::known_blocks(call.tx, org_id, key_id, blocks);
  std::vector<store::NewAccessEntry> entries;
  for (auto const& block : blocks) {
    if (known.contains(block)) co_return fail(Code::address_already_in_access_list, block);
    entries.push_back(
        {.key_id = key_id, .block = block, .entry_id = call.new_id(), .created_at = call.now()});
  }
  co_await store::insert_access_entries(call.tx, call.locked(), entries);
  co_await record(call, "API_KEY_ACCESS_LIST_ENTRY_ADDED", key_id, blocks);
  co_await store::touch_authorization(call.tx, call.locked());
  co_return co_await entries_of(call, key_id, input.query);
}

Task<atlas::AccessListEntry> get_api_key_access_list(
    Call& call, Input<ops::get_api_key_access_list> const& input) {
  co_return entry_view(call.exchange, call.organization.org_id,
                       co_await require_entry(call, input.path));
}

Task<atlas::NoBody> delete_api_key_access_list(
    Call& call, Input<ops::delete_api_key_access_list> const& input) {
  auto const entry = co_await require_entry(call, input.path);
  auto const& address = call.exchange.request.remote_address;
  auto const from = atlas::Address::parse(address);
  bool const own = entry.key_id == call.caller().identity.id;
  if (own && from && atlas::Block::parse(entry.block).value().contains(*from))
    co_return fail(Code::cannot_remove_caller_from_access_list, address);
  co_await store::delete_access_entry(call.tx, call.locked(), entry.key_id, entry.block);
  store::Names const blocks{entry.block};
  co_await record(call, "API_KEY_ACCESS_LIST_ENTRY_DELETED", entry.key_id, blocks);
  co_await store::touch_authorization(call.tx, call.locked());
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
