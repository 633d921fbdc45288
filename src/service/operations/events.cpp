// The audit trail as members of an organization read it.
#include <algorithm>
#include <array>
#include <ranges>
#include <set>

#include "api/query_write.hpp"
#include "api/text.hpp"
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "store/audit.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

// "API_KEY_CREATED" is "API key created".
std::string in_words(std::string_view type) {
  std::string text;
  while (!type.empty()) {
    auto const end = std::min(type.find('_'), type.size());
    std::string const word(type.substr(0, end));
    type.remove_prefix(std::min(end + 1, type.size()));
    std::size_t const first = text.empty() ? 1 : 0;
    std::size_t const capitals = word == "API" || word == "AI" ? word.size() : first;
    if (!text.empty()) text += ' ';
    text += word.substr(0, capitals) + atlas::lower_ascii(word.substr(capitals));
  }
  return text;
}

// What all events of one answer are shown with.
struct EventFrame {
  std::string org_name;
  bool of_project = false;
  bool raw = false;
};

EventFrame frame_of(Call const& call, bool raw) {
  return {.org_name = call.organization.name, .of_project = !call.project_id.empty(), .raw = raw};
}

void show_actor(atlas::Event& view, store::Event const& event) {
  auto const id = event.actor_id.transform([](auto const& known) { return std::string(known); });
  view.is_global_admin = event.actor_kind == store::ActorKind::operator_;
  if (event.actor_kind == store::ActorKind::person) {
    view.user_id = id;
    view.username = event.actor_name;
  } else {
    view.api_key_id = id;
    view.public_key = event.actor_name;
  }
}

atlas::Link link_to(Exchange& exchange, store::Event const& event, bool of_project) {
  if (of_project)
    return exchange.self_link(ops::get_project_event.info, {*event.project_id, event.event_id});
  return exchange.self_link(ops::get_organization_event.info, {event.org_id, event.event_id});
}

atlas::Event event_view(Exchange& exchange, store::Event const& event, EventFrame const& frame) {
  auto const text_of = [](auto const& id) { return std::string(id); };
  atlas::Event view{.created = event.created_at,
                    .event_type_name = event.type,
                    .group_id = event.project_id.transform(text_of),
                    .id = event.event_id,
                    .links = {link_to(exchange, event, frame.of_project)},
                    .org_id = std::string(event.org_id),
                    .remote_address = event.remote_address,
                    .target_public_key = event.target_public_key,
                    .target_username = event.target_username,
                    .team_id = event.team_id.transform(text_of),
                    .whitelist_entry = event.access_list_block};
  show_actor(view, event);
  if (frame.raw)
    view.raw = atlas::RawEvent{.cid = view.group_id,
                               .cre = event.created_at,
                               .description = in_words(event.type),
                               .id = event.event_id,
                               .org_id = view.org_id,
                               .org_name = frame.org_name};
  return view;
}

// Documented, but of what does not happen here: whoever asks for them gets no event, not a refusal.
constexpr std::array<std::string_view, 7> types_of_elsewhere{
    "BECAME_PAYING_ORG",
    "JOIN_GROUP_REQUEST_APPROVED_AUDIT",
    "JOIN_GROUP_REQUEST_DENIED_AUDIT",
    "ORG_UNLINKED_FROM_PAYING_ORG",
    "REQUESTED_TO_JOIN_GROUP",
    "TAGS_MODIFIED",
    "TEAM_UPDATED",
};

std::set<std::string_view> make_known_types() {
  std::set<std::string_view> types(store::event_type_names.begin(), store::event_type_names.end());
  types.insert(types_of_elsewhere.begin(), types_of_elsewhere.end());
  return types;
}

// By name.
std::set<std::string_view> const& known_types() {
  static std::set<std::string_view> const types = make_known_types();
  return types;
}

Result<store::Names> types_of(std::vector<std::string> const& names) {
  for (auto const& name : names)
    if (!known_types().contains(name)) return fail(Code::invalid_enum_value, name);
  return names;
}

// What both lists can be narrowed by.
template <class Query>
Result<store::EventFilter> filter_by(Query const& query) {
  store::EventFilter filter;
  auto types = types_of(query.event_type);
  if (!types) return std::unexpected(types.error());
  filter.types = std::move(*types);
  auto const read = [](std::optional<std::string> const& text, store::Seconds& out) {
    auto const date = text ? atlas::parse_date(*text) : Result<atlas::Date>(out);
    if (date) out = *date;
    return date;
  };
  if (auto const date = read(query.min_date, filter.from); !date)
    return std::unexpected(date.error());
  if (auto const date = read(query.max_date, filter.until); !date)
    return std::unexpected(date.error());
  if (filter.from > filter.until)
    return fail(Code::invalid_date_range, query.min_date.value_or(""), query.max_date.value_or(""));
  return filter;
}

template <class Query>
Task<PageListing<atlas::Event>> events_by(Call& call, Query const& query,
                                          store::EventFilter const& filter) {
  auto const& org_id = call.organization.org_id;
  auto [total, events] =
      co_await both(store::count_events(call.tx, org_id, filter),
                    store::list_events(call.tx, org_id, filter, slice_of(query)));
  co_return page_of(
      call, query, total, std::move(events),
      [&exchange = call.exchange, frame = frame_of(call, query.include_raw)](auto const& event) {
        return event_view(exchange, event, frame);
      },
      Lasts::until_changed);
}

Task<PageListing<atlas::Event>> list_organization_events(
    Call& call, Input<ops::list_organization_events> const& input) {
  auto const filter = co_await filter_by(input.query);
  co_return co_await events_by(call, input.query, filter);
}

Task<PageListing<atlas::Event>> list_project_events(Call& call,
                                                    Input<ops::list_project_events> const& input) {
  auto filter = co_await filter_by(input.query);
  filter.excluded_types = co_await types_of(input.query.excluded_event_type);
  filter.project_id = call.project_id;
  co_return co_await events_by(call, input.query, filter);
}

Task<atlas::Event> get_organization_event(Call& call,
                                          Input<ops::get_organization_event> const& input) {
  std::optional<store::ProjectId> const none;
  auto const event =
      co_await store::find_event(call.tx, call.organization.org_id, none, input.path.event_id);
  if (!event) co_return fail(Code::org_event_not_found, input.path.event_id);
  co_return event_view(call.exchange, *event, frame_of(call, input.query.include_raw));
}

Task<atlas::Event> get_project_event(Call& call, Input<ops::get_project_event> const& input) {
  std::optional const project_id = call.project_id;
  auto const event = co_await store::find_event(call.tx, call.organization.org_id, project_id,
                                                input.path.event_id);
  if (!event) co_return fail(Code::event_not_found, input.path.event_id);
  co_return event_view(call.exchange, *event, frame_of(call, input.query.include_raw));
}

// The link to a list that is narrowed as this query says.
template <auto const& List, class Query>
Result<atlas::ActivityFeedLink> feed_link(Call const& call, Query const& query,
                                          std::string_view place) {
  if (auto const filter = filter_by(query); !filter) return std::unexpected(filter.error());
  typename std::remove_cvref_t<decltype(List)>::Query narrowed;
  narrowed.event_type = query.event_type;
  narrowed.min_date = query.min_date;
  narrowed.max_date = query.max_date;
  return atlas::ActivityFeedLink{.link = call.exchange.url_of(List.info, {place}) +
                                         atlas::write_query(narrowed)};
}

Task<atlas::ActivityFeedLink> get_organization_activity_feed(
    Call& call, Input<ops::get_organization_activity_feed> const& input) {
  co_return feed_link<ops::list_organization_events>(call, input.query, input.path.org_id);
}

Task<atlas::ActivityFeedLink> get_project_activity_feed(
    Call& call, Input<ops::get_project_activity_feed> const& input) {
  co_return feed_link<ops::list_project_events>(call, input.query, input.path.group_id);
}

// Nothing here makes alerts.
Task<PageListing<atlas::EventTypeDetails>> list_event_types(
    Call& call, Input<ops::list_event_types> const& input) {
  auto const slice = slice_of(input.query);
  auto const total = std::ssize(known_types());
  std::vector<std::string_view> names;
  for (auto const& name :
       known_types() | std::views::drop(slice.offset) | std::views::take(slice.limit))
    names.push_back(name);
  co_return page_of(call, input.query, total, std::move(names), [](std::string_view name) {
    return atlas::EventTypeDetails{.description = in_words(name), .event_type = std::string(name)};
  });
}

}  // namespace

void bind_events(Router& router) {
  bind<ops::list_organization_events, list_organization_events>(router);
  bind<ops::get_organization_event, get_organization_event>(router);
  bind<ops::list_project_events, list_project_events>(router);
  bind<ops::get_project_event, get_project_event>(router);
  bind<ops::list_event_types, list_event_types>(router);
  bind<ops::get_organization_activity_feed, get_organization_activity_feed>(router);
  bind<ops::get_project_activity_feed, get_project_activity_feed>(router);
}

}  // namespace orgd
