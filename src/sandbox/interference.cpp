// Rules are asked once for each request: before the operation where that is possible, or else, for
// what the service answers without it, when the answer is there.
#include "sandbox/interference.hpp"

#include <algorithm>

#include "api/json_write.hpp"
#include "sandbox/reshape.hpp"

namespace orgd::sandbox {
namespace {

atlas::Date world_time(WorldClock& clock) {
  return std::chrono::floor<std::chrono::seconds>(clock.now());
}

// A real time on the loop.
struct Delay {
  Loop& loop;
  std::chrono::milliseconds time;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiter) const {
    loop.after(time, [waiter] { waiter.resume(); });
  }
  void await_resume() const noexcept {}
};

// The operation of a request that got no further than its challenge.
std::string_view operation_of(Exchange const& exchange) {
  if (exchange.endpoint) return exchange.endpoint->info->id;
  auto const match = exchange.environment().router.match(exchange.path);
  if (!match) return {};
  std::string_view method = exchange.request.method;
  if (method == "HEAD") method = "GET";
  for (Endpoint const& row : match->node->endpoints)
    if (atlas::name_of(row.info->method) == method) return row.info->id;
  return {};
}

// What the path names, or else where the caller is at home.
std::string_view org_of(Exchange const& exchange) {
  auto const& [node, values] = exchange.route;
  if (node)
    for (std::size_t at = 0; at < values.size(); ++at)
      if (node->names[at] == "orgId") return values[at];
  return exchange.caller ? exchange.caller->home_id() : std::string_view();
}

Seen seen_of(Exchange const& exchange) {
  return {.operation = operation_of(exchange),
          .method = exchange.request.method,
          .path = exchange.path,
          .org_id = org_of(exchange),
          .caller = exchange.caller ? std::string_view(exchange.caller->identity.name) : "",
          .request = &exchange.request,
          .body = exchange.request.body,
          .challenge = exchange.challenge && !exchange.caller};
}

bool is_set(std::optional<std::string> const& moment, std::string_view wanted) {
  return moment && *moment == wanted;
}

bool answers_before(Effect const& effect) {
  if (is_set(effect.disconnect, "before")) return true;
  return status_of(effect) && !is_set(effect.when, "after");
}

// The id of what was made, as the answer tells it; "" when it was nothing.
std::string made_by(Exchange const& exchange) {
  if (exchange.request.method != "POST") return {};
  auto const& location = exchange.location;
  if (!location.empty()) return location.substr(location.rfind('/') + 1);
  auto const body = atlas::parse_json(exchange.response.body);
  if (!body) return {};
  auto const* const content = exchange.envelope ? body->find("content") : &*body;
  auto const* const id = content ? content->find("id") : nullptr;
  return id ? id->text : "";
}

std::optional<std::string> error_code_of(Response const& response) {
  if (response.status < 400) return std::nullopt;
  auto const body = atlas::parse_json(response.body);
  auto const* code = body ? body->find("errorCode") : nullptr;
  if (!code) return std::nullopt;
  return code->text;
}

// Of the answer's body, before secrets are struck out of it: what a connection is given to send.
std::size_t size_on_the_wire(Exchange const& exchange) {
  Response const& response = exchange.response;
  bool const silent = response.fault && response.fault->disconnect;
  if (silent || exchange.request.method == "HEAD") return 0;
  auto const cut = response.fault ? response.fault->cut_body_at : std::nullopt;
  return std::min(cut.value_or(response.body.size()), response.body.size());
}

Entry entry_of(Exchange const& exchange, Seen const& seen, std::optional<Hit> const& hit) {
  auto const& request = exchange.request;
  auto const spent = std::chrono::steady_clock::now() - request.received;
  bool const timed = request.received != std::chrono::steady_clock::time_point();
  bool const unanswered = hit && is_set(hit->effect->disconnect, "before");
  Entry entry{.time = std::chrono::floor<std::chrono::seconds>(exchange.started),
              .operation = std::string(seen.operation),
              .method = request.method,
              .path = std::string(seen.path),
              .query = std::string(atlas::split_target(request.target).query),
              .org_id = std::string(seen.org_id),
              .caller = std::string(seen.caller),
              .challenge = seen.challenge,
              .status = unanswered ? 0 : exchange.response.status,
              .error_code = error_code_of(exchange.response),
              .request_headers = fields_of(request),
              .request_body = request.body,
              .request_body_size = std::ssize(request.body),
              .response_headers = fields_of(exchange.response),
              .response_body = exchange.response.body,
              .response_body_size = static_cast<std::int64_t>(size_on_the_wire(exchange))};
  if (timed) entry.took_us = std::chrono::floor<std::chrono::microseconds>(spent).count();
  if (hit) entry.rule = hit->rule_id;
  if (hit) entry.delayed_ms = hit->delay.count();
  return entry;
}

}  // namespace

Interference::Interference(WorldClock& clock, FaultRules& rules, Journal& journal,
                           Loop* const& loop, Past past)
    : clock_(clock),
      rules_(rules),
      journal_(journal),
      loop_(loop),
      past_(std::move(past)),
      tap_{.before = [this](Exchange& exchange) { return before(exchange); },
           .after = [this](Exchange& exchange) { return after(exchange); }} {}

std::shared_ptr<void> Interference::overlook(Request const& request) {
  overlooked_.insert(&request);
  return {nullptr, [this, of = &request](void*) { overlooked_.erase(of); }};
}

Task<bool> Interference::before(Exchange& exchange) {
  if (overlooked_.contains(&exchange.request)) co_return false;
  auto& way = under_way_[&exchange] = {};
  way.hit = rules_.first_match(seen_of(exchange), world_time(clock_));
  if (!way.hit) co_return false;
  Hit const hit = *way.hit;
  if (hit.delay.count() > 0) co_await Delay{*loop_, hit.delay};
  exchange.most_on_page = hit.effect->page_size;
  bool const answers = answers_before(*hit.effect);
  // The map may have grown while this waited.
  if (!answers && hit.effect->stale_reads_ms)
    under_way_[&exchange].past = past_.keep(exchange.environment());
  if (!answers) co_return false;
  give_status(exchange, *hit.effect);
  under_way_[&exchange].answered = true;
  co_return true;
}

// What the service has refused by itself is asked about now: nothing was done.
Interference::UnderWay Interference::take(Exchange& exchange) {
  auto found = under_way_.extract(&exchange);
  if (found) return std::move(found.mapped());
  return {.hit = rules_.first_match(seen_of(exchange), world_time(clock_))};
}

void Interference::show_past(Exchange const& exchange, UnderWay const& way) {
  bool const is_done = exchange.response.status < 400;
  if (!way.past || !is_done) return;
  past_.show(exchange.environment(),
             {.before = *way.past,
              .object = ChangedObject(exchange.path, made_by(exchange)),
              .span = std::chrono::milliseconds(*way.hit->effect->stale_reads_ms),
              .rule_id = way.hit->rule_id});
}

Task<Done> Interference::after(Exchange& exchange) {
  if (overlooked_.contains(&exchange.request)) co_return Done{};
  bool const asked_before = under_way_.contains(&exchange);
  auto const way = take(exchange);
  bool const waits = way.hit && !asked_before && way.hit->delay.count() > 0;
  if (waits) co_await Delay{*loop_, way.hit->delay};
  show_past(exchange, way);
  if (way.hit) {
    if (!way.answered) give_status(exchange, *way.hit->effect);
    reshape(exchange, *way.hit);
  }
  journal_.add(entry_of(exchange, seen_of(exchange), way.hit));
  co_return Done{};
}

}  // namespace orgd::sandbox
