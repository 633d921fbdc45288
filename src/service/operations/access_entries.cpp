// The rules of access lists.
#include "service/operations/access_entries.hpp"

#include <unordered_set>

namespace orgd {
namespace {

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

// One event for each entry.
Task<Done> record_entries(Call& call, store::EventType type, ListOwner const& owner,
                          store::Names const& blocks) {
  std::vector<store::Event> events;
  for (auto const& block : blocks) {
    auto& event = events.emplace_back(call.event(type));
    event.access_list_block = block;
    event.target_public_key = owner.name;
    if (!call.project_id.empty()) event.project_id = call.project_id;
  }
  co_return co_await store::insert_alike_events(call.tx, call.locked(), events);
}

}  // namespace

std::optional<std::string> single_address(std::string_view block) {
  auto const parsed = atlas::Block::parse(block).value();
  bool const single = atlas::Block(parsed.address()) == parsed;
  return single ? std::optional(parsed.address().text()) : std::nullopt;
}

Task<std::optional<store::AccessEntry>> find_entry_of_path(Call& call, store::PrincipalId owner,
                                                           std::string const& ip_address) {
  auto const block = atlas::Block::parse(ip_address);
  if (!block) co_return fail(Code::invalid_ip_address_or_cidr_notation, ip_address);
  std::string const text = block->text();
  auto entry = co_await store::find_access_entry(call.tx, call.organization.org_id, owner, text);
  co_return std::move(entry);
}

Task<Done> add_access_entries(Call& call, ListOwner const& owner,
                              std::vector<atlas::AccessListEntryRequest> const& requested,
                              store::EventType type) {
  auto const& org_id = call.organization.org_id;
  auto const blocks = co_await blocks_of(requested);
  auto const count = co_await store::count_access_entries(call.tx, org_id, owner.id);
  if (count + std::ssize(blocks) > call.limits().access_list_entries)
    co_return fail(Code::validation_error, "the access list would hold too many entries");
  auto const known = co_await store::known_blocks(call.tx, org_id, owner.id, blocks);
  std::vector<store::NewAccessEntry> entries;
  for (auto const& block : blocks) {
    if (known.contains(block)) co_return fail(Code::address_already_in_access_list, block);
    entries.push_back({.key_id = owner.id,
                       .block = block,
                       .entry_id = call.new_id(IdKind::access_entry),
                       .created_at = call.now()});
  }
  co_await store::insert_access_entries(call.tx, call.locked(), entries);
  co_await record_entries(call, type, owner, blocks);
  co_return co_await store::touch_authorization(call.tx, call.locked());
}

Task<Done> remove_access_entry(Call& call, ListOwner const& owner, std::string const& block,
                               store::EventType type) {
  auto const& address = call.exchange.request.remote_address;
  auto const from = atlas::Address::parse(address);
  bool const own = owner.id == call.caller().identity.id;
  if (own && from && atlas::Block::parse(block).value().contains(*from))
    co_return fail(Code::cannot_remove_caller_from_access_list, address);
  co_await store::delete_access_entry(call.tx, call.locked(), owner.id, block);
  store::Names const blocks{block};
  co_await record_entries(call, type, owner, blocks);
  co_return co_await store::touch_authorization(call.tx, call.locked());
}

}  // namespace orgd
