// What a handler sees of the request it serves: the open transaction, who calls, the organization
// that the request addresses, and sources of time, ids and secrets. Handlers start no transaction,
// check no role of the table, read no header and write no JSON.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "api/uri.hpp"
#include "atlas/operations.hpp"
#include "service/exchange.hpp"
#include "service/id_kinds.hpp"
#include "store/api_keys.hpp"
#include "store/journal.hpp"
#include "store/organizations.hpp"
#include "store/people.hpp"
#include "store/project_invitations.hpp"

namespace orgd {

/// The request's parameters and body, decoded by the types of its row.
template <auto const& Row>
struct Input {
  using Op = std::remove_cvref_t<decltype(Row)>;
  typename Op::Path path{};
  typename Op::Query query{};
  typename Op::Body body{};
};

struct Call {
  Transaction& tx;
  Exchange& exchange;
  store::OrganizationRecord organization{};        ///< of the row's scope
  std::optional<store::LockedOrg> lock{};          ///< of the same, when the method writes
  store::ProjectId project_id{};                   ///< of the path
  std::unique_ptr<store::Member const> invited{};  ///< whose link the caller holds
  /// Of that link, unless it is that of an invitation to the organization.
  std::unique_ptr<store::ProjectInvitation const> project_invitation{};
  bool in_handler = false;

  Caller const& caller() const { return *exchange.caller; }
  Environment& environment() const { return exchange.environment(); }
  store::LockedOrg const& locked() const { return lock.value(); }
  Limits const& limits() const { return environment().options.limits; }
  store::Seconds now() const { return exchange.now(); }
  /// Of mails, as far as the caller's browser tells.
  std::optional<std::string> language() const;
  std::string new_id(IdKind kind) const { return environment().ids.next(kind); }
  template <class Id>
  Id new_id() const {
    return Id::of(new_id(kind_of_id<Id>));
  }

  /// An event with the caller as its actor; the rest is the handler's.
  store::Event event(store::EventType type) const;
  /// The same with another actor than the caller.
  store::Event event_by(Caller const& by, store::EventType type) const;
  /// One by the caller, of the call's project.
  store::Event project_event(store::EventType type) const;

  /// The organization's API key, or API_KEY_NOT_FOUND.
  Task<store::ApiKeyRecord> require_api_key(store::KeyId key_id);
};

/// The page that the query of some list asks for.
struct WantedPage {
  template <class Query>
    requires requires(Query query) { query.items_per_page, query.page_num; }
  WantedPage(Query const& query) : size(query.items_per_page), number(query.page_num) {}

  std::int32_t size;
  std::int32_t number;
};

/// The slice of the store that a page shows, and its links.
store::Slice slice_of(WantedPage page);
std::vector<atlas::Link> page_links(Exchange& exchange, WantedPage page, std::int64_t total);

/// The answer of a list: everything but its results, and what makes them. A full page can have tens
/// of megabytes, so it is written after the transaction, result by result; see write_results.
template <class Reply, class Result>
struct Listing {
  Reply frame{};
  std::size_t count = 0;
  std::function<Result(std::size_t index)> result{};
  Lasts lasts{};
};
template <class T>
using PageListing = Listing<atlas::Page<T>, T>;
template <class T>
using ArrayListing = Listing<std::vector<T>, T>;

namespace detail {

// A list without that parameter is always counted.
template <class Query>
bool wants_count(Query const& query) {
  if constexpr (requires { query.include_count; })
    return query.include_count;
  else
    return true;
}

template <class Record, class View>
auto results_of(std::vector<Record> records, View view) {
  return [records = std::make_shared<std::vector<Record> const>(std::move(records)),
          view = std::move(view)](std::size_t index) { return view((*records)[index]); };
}

}  // namespace detail

/// The page that a list answers: each of the records that the store gave for it as `view` shows it.
/// `view` is called when the call is gone; it may keep its exchange. `lasts` says how long the page
/// stands as far as `view` and what chose the records go.
template <class Query, class Record, class View>
auto page_of(Call& call, Query const& query, std::int64_t total, std::vector<Record> records,
             View view, Lasts lasts = Lasts::not_at_all) {
  PageListing<decltype(view(records.front()))> page{.count = records.size(), .lasts = lasts};
  page.frame.links = page_links(call.exchange, query, total);
  if (detail::wants_count(query)) page.frame.total_count = static_cast<std::int32_t>(total);
  page.result = detail::results_of(std::move(records), std::move(view));
  return page;
}

/// The same for a list that has no pages.
template <class Record, class View>
auto array_of(std::vector<Record> records, View view, Lasts lasts = Lasts::not_at_all) {
  ArrayListing<decltype(view(records.front()))> array{.count = records.size(), .lasts = lasts};
  array.result = detail::results_of(std::move(records), std::move(view));
  return array;
}

}  // namespace orgd
