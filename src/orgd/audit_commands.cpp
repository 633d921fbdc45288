// Reading the audit trail.
#include "orgd/audit_commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <map>
#include <stdexcept>

#include "api/json_write.hpp"
#include "store/audit.hpp"
#include "store/operators.hpp"

namespace orgd {
namespace {

std::string kind_name(store::ActorKind kind) {
  switch (kind) {
    case store::ActorKind::system:
      return "SYSTEM";
    case store::ActorKind::api_key:
      return "API_KEY";
    case store::ActorKind::person:
      return "PERSON";
    case store::ActorKind::operator_:
      return "OPERATOR";
    case store::ActorKind::service_account:
      return "SERVICE_ACCOUNT";
  }
  return "UNKNOWN";  // written by a newer server
}

struct EventView {
  std::optional<std::string> access_list_block{};
  std::optional<std::string> actor{};
  std::string actor_kind{};
  std::string created_at{};
  std::optional<std::string> group_id{};
  std::string id{};
  std::optional<std::string> org_id{};
  std::optional<std::string> remote_address{};
  std::optional<std::string> target_public_key{};
  std::optional<std::string> target_username{};
  std::optional<std::string> team_id{};
  std::string type{};
};
BOOST_DESCRIBE_STRUCT(EventView, (),
                      (access_list_block, actor, actor_kind, created_at, group_id, id, org_id,
                       remote_address, target_public_key, target_username, team_id, type))

[[noreturn]] void refuse_since(std::string const& text) {
  throw std::runtime_error(fmt::format(
      "--since: \"{}\" is neither a time ago (90m, 36h, 7d) nor a date (2026-01-31)", text));
}

template <class T>
T digits(std::string_view text, std::string const& whole) {
  T number{};
  auto const [at, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || at != text.data() + text.size()) refuse_since(whole);
  return number;
}

// "2026-01-31", and the same with "T10:00:00Z".
store::Seconds date_of(std::string const& text) {
  std::string_view const view = text;
  bool const whole =
      view.size() == 20 && view[10] == 'T' && view[13] == ':' && view[16] == ':' && view[19] == 'Z';
  if ((view.size() != 10 && !whole) || view[4] != '-' || view[7] != '-') refuse_since(text);
  auto const two = [&](std::size_t at) { return digits<unsigned>(view.substr(at, 2), text); };
  std::chrono::year_month_day const day{std::chrono::year(digits<int>(view.substr(0, 4), text)),
                                        std::chrono::month(two(5)), std::chrono::day(two(8))};
  if (!day.ok()) refuse_since(text);
  store::Seconds at = std::chrono::sys_days(day);
  if (whole)
    at +=
        std::chrono::hours(two(11)) + std::chrono::minutes(two(14)) + std::chrono::seconds(two(17));
  return at;
}

store::Seconds since_of(std::string const& text, store::Seconds now) {
  if (text.empty()) return {};
  constexpr std::array<std::pair<char, int>, 4> units{
      {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}}};
  auto const unit = std::ranges::find(units, text.back(), &std::pair<char, int>::first);
  if (unit == units.end()) return date_of(text);
  auto const count = digits<std::uint32_t>(std::string_view(text).substr(0, text.size() - 1), text);
  return now - std::chrono::seconds(std::int64_t{count} * unit->second);
}

// The least id of that second.
std::string first_id_of(store::Seconds since) {
  auto const seconds = std::max<std::int64_t>(0, since.time_since_epoch().count());
  return fmt::format("{:08x}", seconds);
}

constexpr auto as_text = [](std::string_view id) { return std::string(id); };

EventView view_of(store::Event const& event, bool people) {
  EventView view{.created_at = atlas::format_date(event.created_at), .id = event.event_id};
  view.type = event.type;
  view.org_id.emplace(event.org_id);
  view.group_id = event.project_id.transform(as_text);
  view.team_id = event.team_id.transform(as_text);
  view.target_public_key = event.target_public_key;
  view.access_list_block = event.access_list_block;
  view.actor_kind = kind_name(event.actor_kind);
  if (people || event.actor_kind != store::ActorKind::person) view.actor = event.actor_name;
  if (people) view.target_username = event.target_username;
  if (people) view.remote_address = event.remote_address;
  return view;
}

EventView view_of(store::StoreEvent const& event) {
  auto const space = event.text.find(' ');
  std::int64_t seconds = 0;
  if (space != std::string::npos)
    std::from_chars(event.text.data() + space + 1, event.text.data() + event.text.size(), seconds);
  EventView view{.created_at = atlas::format_date(store::Seconds(std::chrono::seconds(seconds))),
                 .id = event.event_id};
  view.actor_kind = kind_name(store::ActorKind::operator_);
  view.type = event.text.substr(0, space);
  return view;
}

// Where it came from is told of what operators do; on the machine it was done to one.
EventView view_of(store::OperatorEvent const& event) {
  EventView view{.created_at = atlas::format_date(event.created_at), .id = event.event_id};
  view.type = event.type;
  bool const looked = event.remote_address.has_value();
  view.actor_kind = kind_name(looked ? store::ActorKind::person : store::ActorKind::operator_);
  (looked ? view.actor : view.target_username) = event.username;
  view.remote_address = event.remote_address;
  return view;
}

std::string line_of(EventView const& view) {
  auto line = fmt::format("{}  {}  {}  {}", view.created_at, view.org_id.value_or("(the store)"),
                          view.type, view.actor_kind);
  if (view.actor) line += " " + *view.actor;
  if (view.remote_address) line += " from " + *view.remote_address;
  for (auto const* part : {&view.target_username, &view.target_public_key, &view.group_id,
                           &view.team_id, &view.access_list_block})
    if (*part) line += "  " + **part;
  return line;
}

// Of one organization, or of all and the store itself.
Task<std::vector<EventView>> find_events(Transaction& tx, store::OrgId org_id,
                                         EventsWanted const& wanted, store::Seconds now) {
  auto const first = first_id_of(since_of(wanted.since, now));
  auto const events = co_await store::last_events(tx, org_id, first, wanted.last);
  std::map<store::OrgId, bool> visible;
  std::vector<EventView> views;
  for (auto const& event : events) {
    if (!visible.contains(event.org_id))
      visible[event.org_id] = co_await people_visible(tx, event.org_id, now);
    views.push_back(view_of(event, visible[event.org_id]));
  }
  if (org_id.empty()) {
    auto const own = co_await store::last_store_events(tx, first, wanted.last);
    for (auto const& event : own) views.push_back(view_of(event));
    auto const of_operators = co_await store::last_operator_events(tx, first, wanted.last);
    for (auto const& event : of_operators) views.push_back(view_of(event));
    std::ranges::stable_sort(views, std::greater(), &EventView::id);
    if (std::ssize(views) > wanted.last) views.resize(static_cast<std::size_t>(wanted.last));
  }
  std::ranges::reverse(views);
  co_return views;
}

}  // namespace

void print_events(StoreDirectory const& directory, Platform& platform, EventsWanted const& wanted,
                  Output output) {
  std::vector<EventView> views;
  OperatorSession(directory).read([&](Transaction& tx) -> Task<Done> {
    store::OrgId org_id;
    if (!wanted.org_id.empty()) org_id = co_await org_id_of(wanted.org_id);
    auto const organization = co_await store::find_organization(tx, org_id);
    if (!org_id.empty() && !organization) co_return fail(Code::org_not_found, wanted.org_id);
    views = co_await find_events(tx, org_id, wanted, now_in_seconds(platform));
    co_return Done{};
  });
  if (output == Output::json) {
    std::string json;
    atlas::write_json(json, views);
    print(json);
  } else {
    for (auto const& view : views) print(line_of(view));
  }
  if (std::ssize(views) == wanted.last)
    fmt::print(stderr, "the last {} events; --last N shows more\n", wanted.last);
}

void record_store_event(StoreDirectory const& directory, Platform& platform,
                        std::string_view type) {
  IdSource ids(platform);
  store::StoreEvent const event{
      ids.next(IdKind::event),
      fmt::format("{} {}", type, now_in_seconds(platform).time_since_epoch().count())};
  try {
    OperatorSession(directory).write([&](Transaction& tx) -> Task<Done> {
      co_return co_await store::insert_store_event(tx, event);
    });
  } catch (std::exception const& failure) {
    fmt::print(stderr, "orgd: no audit event could be written: {}\n", failure.what());
  }
}

}  // namespace orgd
