// Access lists, whosever they are: what requests show of them, add to them and remove from them,
// and the events that tell of it.
#pragma once

#include "service/call.hpp"

namespace orgd {

/// Whose list it is.
struct ListOwner {
  store::PrincipalId id{};
  std::string name{};  ///< as events tell it: a public key or a client id
};

/// The address of a block that is a single one; nothing for others.
std::optional<std::string> single_address(std::string_view block);

/// One entry of the organization's as it is answered.
template <class Entry>
using EntryView = Entry (*)(Exchange& exchange, store::OrgId org_id, store::AccessEntry entry);

/// The page of an owner's list. What is counted of an entry's use but not yet written is added.
template <class Entry>
Task<PageListing<Entry>> entries_of(Call& call, store::PrincipalId owner,
                                    atlas::PageQuery const& query, EntryView<Entry> view) {
  auto const& org_id = call.organization.org_id;
  auto [total, entries] =
      co_await both(store::count_access_entries(call.tx, org_id, owner),
                    store::list_access_entries(call.tx, org_id, owner, slice_of(query)));
  co_return page_of(call, query, total, std::move(entries),
                    [&exchange = call.exchange, org_id, view](store::AccessEntry entry) {
                      exchange.environment().usage.add_pending(org_id, entry);
                      return view(exchange, org_id, std::move(entry));
                    });
}

/// The entry that a path names by an address or a block, if there is one; an error when the path
/// names neither. `ip_address` lives until the task has ended.
Task<std::optional<store::AccessEntry>> find_entry_of_path(Call& call, store::PrincipalId owner,
                                                           std::string const& ip_address);

/// Adds what is requested and an event for each entry; or nothing, when one of them cannot be.
Task<Done> add_access_entries(Call& call, ListOwner const& owner,
                              std::vector<atlas::AccessListEntryRequest> const& requested,
                              store::EventType type);

/// Removes the entry, unless the caller owns it and calls from there.
Task<Done> remove_access_entry(Call& call, ListOwner const& owner, std::string const& block,
                               store::EventType type);

}  // namespace orgd
