// URLs, events and pages for handlers.
#include "service/call.hpp"

#include <fmt/format.h>

#include "api/append.hpp"
#include "api/language.hpp"

namespace orgd {

void Exchange::append_url(std::string& out, atlas::OperationInfo const& info,
                          std::initializer_list<std::string_view> values) const {
  append_base_url(out);
  atlas::expand_template(out, info.path, std::span(values));
}

std::optional<std::string> Call::language() const {
  return atlas::wanted_language(exchange.request.field("Accept-Language"));
}

store::Event Call::event(store::EventType type) const { return event_by(caller(), type); }

store::Event Call::event_by(Caller const& by, store::EventType type) const {
  Identity const& actor = by.identity;
  store::Event event{.event_id = new_id(IdKind::event),
                     .type = std::string(type.name()),
                     .created_at = now(),
                     .actor_kind = actor.kind,
                     .remote_address = exchange.request.remote_address};
  if (!by.is_everyone()) {
    event.actor_id = actor.id;
    event.actor_name = actor.name;
  }
  return event;
}

store::Event Call::project_event(store::EventType type) const {
  auto event = this->event(type);
  event.project_id = project_id;
  return event;
}

store::Slice slice_of(WantedPage page) {
  return {.limit = page.size, .offset = std::int64_t{page.number - 1} * page.size};
}

namespace {

// The request's query without its paging parameters.
std::string query_without_page(std::string_view query) {
  std::string kept;
  while (!query.empty()) {
    auto const end = query.find('&');
    std::string_view const pair = query.substr(0, end);
    query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    std::string_view const name = pair.substr(0, pair.find('='));
    if (pair.empty() || name == "pageNum" || name == "itemsPerPage") continue;
    kept.append(pair).append("&");
  }
  return kept;
}

}  // namespace

std::vector<atlas::Link> page_links(Exchange& exchange, WantedPage page, std::int64_t total) {
  auto const [path, given] = atlas::split_target(exchange.request.target);
  std::string base;
  exchange.append_base_url(base);
  atlas::append(base, path, "?", query_without_page(given));
  auto const neighbour = [&](int number) {
    return fmt::format("{}itemsPerPage={}&pageNum={}", base, page.size, number);
  };
  std::vector<atlas::Link> links{
      {fmt::format("{}pageNum={}&itemsPerPage={}", base, page.number, page.size), "self"}};
  if (page.number > 1) links.push_back({neighbour(page.number - 1), "previous"});
  if (std::int64_t{page.number} * page.size < total)
    links.push_back({neighbour(page.number + 1), "next"});
  return links;
}

}  // namespace orgd
