// The pipeline in its order: authenticate, access list, route, rate limit, media types, then the
// bound operation (transact.cpp). Whatever goes wrong becomes an answer here and nowhere else.
#include "server/service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "api/media_type.hpp"
#include "server/call.hpp"
#include "server/handlers/bind_all.hpp"

namespace orgd {
namespace {

constexpr std::string_view api_prefix = "/api/atlas/v2";

bool under_api(std::string_view path) {
  return path.starts_with(api_prefix) &&
         (path.size() == api_prefix.size() || path[api_prefix.size()] == '/');
}

std::optional<atlas::Method> method_of(std::string_view name) {
  if (name == "HEAD") return atlas::Method::get;
  for (auto method : {atlas::Method::get, atlas::Method::post, atlas::Method::put,
                      atlas::Method::patch, atlas::Method::remove})
    if (atlas::name_of(method) == name) return method;
  return std::nullopt;
}

// Steps 4 and 5: the path, then the method.
Result<Done> find_route(Exchange& exchange) {
  auto match = exchange.environment().router.match(exchange.path);
  if (!match) return fail(Code::resource_not_found, std::string(exchange.path));
  exchange.route = std::move(*match);
  auto const method = method_of(exchange.request.method);
  if (method && !exchange.route.node->of(*method).empty()) return Done{};
  exchange.response.add_field("Allow", exchange.route.node->allow());
  return fail(Code::method_not_allowed);
}

Result<Done> limit_rate(Exchange& exchange, RateLimit const& limit) {
  auto& environment = exchange.environment();
  if (!exchange.rate && environment.options.rate_limits) {
    bool const by_user = limit.scope == RateLimit::Scope::user || exchange.route.values.empty();
    std::string_view const scope =
        by_user ? std::string_view(exchange.caller->key_id) : exchange.route.values.front();
    exchange.rate = environment.rate_limiter.take(limit, scope, exchange.started);
  }
  auto const outcome = exchange.rate.value_or(RateLimiter::Outcome{true, limit.capacity, 0});
  auto& fields = exchange.rate_fields;
  fields.clear();
  fields.reserve(64);
  fields.append("RateLimit-Limit: ").append(fmt::format_int(limit.capacity).c_str());
  fields.append("\r\nRateLimit-Remaining: ").append(fmt::format_int(outcome.remaining).c_str());
  fields.append("\r\n");
  if (outcome.allowed) return Done{};
  exchange.response.add_field("Retry-After", fmt::to_string(outcome.retry_after_s));
  return fail(Code::rate_limited_token_bucket, std::string(exchange.path), outcome.retry_after_s,
              limit.capacity, limit.refill, std::int64_t{60});
}

// Step 6: which version answers, and whether the body can be read.
Result<Done> negotiate_types(Exchange& exchange, std::span<Endpoint const> rows) {
  std::string joined;
  auto const accept = exchange.request.list_field("accept", joined);
  auto const exact = std::ranges::find(rows, accept, &Endpoint::media_type);
  auto const today = atlas::Version(std::chrono::floor<std::chrono::days>(exchange.started));
  if (exact != rows.end() && !exact->has_body && exact->info->version <= today) {
    exchange.endpoint = &*exact;  // the usual case, without parsing
    return Done{};
  }
  std::vector<atlas::Version> versions;
  versions.reserve(rows.size());
  for (Endpoint const& row : rows) versions.push_back(row.info->version);
  bool const strict = exchange.environment().options.fidelity == Fidelity::hosted &&
                      rows.front().info->method != atlas::Method::remove;
  auto version =
      atlas::negotiate(accept, versions, today,
                       strict ? atlas::Unversioned::refused : atlas::Unversioned::is_oldest);
  if (!version) return std::unexpected(std::move(version.error()));
  exchange.endpoint =
      &*std::ranges::find(rows, *version, [](Endpoint const& row) { return row.info->version; });
  if (!exchange.endpoint->has_body || exchange.request.body.empty()) return Done{};
  return atlas::check_content_type(exchange.request.field("content-type"), versions, today);
}

// The two parameters that shape every answer, errors included. Their values are judged with the
// operation's other parameters.
void read_shape(Exchange& exchange, Endpoint const& row) {
  for (auto const& [name, value] : exchange.query) {
    bool const yes = value == "true" || value == "True" || value == "TRUE";
    if (name == "envelope") exchange.envelope = yes;
    if (name == "pretty" && row.takes_pretty) exchange.pretty = yes;
  }
}

Result<Done> prepare(Exchange& exchange) {
  if (auto routed = find_route(exchange); !routed) return routed;
  auto const rows = exchange.route.node->of(*method_of(exchange.request.method));
  auto pairs = atlas::parse_query(atlas::split_target(exchange.request.target).query);
  if (pairs) exchange.query = std::move(*pairs);
  read_shape(exchange, rows.front());
  if (exchange.caller->kind != Caller::Kind::link_holder)
    if (auto limited = limit_rate(exchange, rate_limit_of(*rows.front().info)); !limited)
      return limited;
  if (auto negotiated = negotiate_types(exchange, rows); !negotiated) return negotiated;
  if (!pairs) return std::unexpected(std::move(pairs.error()));
  return Done{};
}

// What needs a caller: everything under the API's prefix.
Task<Done> serve_api(Exchange& exchange) {
  if (!read_credentials(exchange)) co_return Done{};
  co_await exchange.worker.session->read([&](Transaction& tx) -> Task<Done> {
    exchange.start_over();
    auto const serve = [&]() -> Task<Done> {
      co_await prepare(exchange);
      if (exchange.endpoint->info->method != atlas::Method::get) co_return Done{};
      co_return co_await as_result(exchange.endpoint->run(exchange, &tx));
    };
    co_return co_await as_result(authenticate(exchange, tx, serve));
  });
  if (!exchange.endpoint || exchange.endpoint->info->method == atlas::Method::get)
    co_return Done{};
  co_return co_await as_result(exchange.endpoint->run(exchange, nullptr));
}

Task<Done> serve_link(Exchange& exchange) {
  static auto const link_holder =
      std::make_shared<Caller const>(Caller{.kind = Caller::Kind::link_holder});
  exchange.caller = link_holder;
  co_await prepare(exchange);
  co_return co_await as_result(exchange.endpoint->run(exchange, nullptr));
}

void answer_options(Exchange& exchange) {
  auto const match = exchange.environment().router.match(exchange.path);
  if (!match)
    return render_error(exchange,
                        atlas::make_error(Code::resource_not_found, {std::string(exchange.path)}));
  render_options(exchange, match->node->allow());
}

Task<Done> dispatch(Exchange& exchange) {
  exchange.path = atlas::split_target(exchange.request.target).path;
  if (exchange.request.method == "OPTIONS") {
    answer_options(exchange);
    co_return Done{};
  }
  bool const api = under_api(exchange.path);
  // GCC 12 destroys the operands of a conditional inside co_await twice: keep them apart.
  auto served = api ? serve_api(exchange) : serve_link(exchange);
  auto const outcome = co_await as_result(std::move(served));
  if (outcome) co_return Done{};
  if (exchange.challenge) {
    render_challenge(exchange, false);
    co_return Done{};
  }
  // Whoever is known and got no further sees the limit of calls about nothing in particular.
  auto counted = Result<Done>();
  if (api && exchange.caller && exchange.rate_fields.empty())
    counted = limit_rate(exchange, unrouted_rate_limit());
  render_error(exchange, counted ? outcome.error() : counted.error());
  co_return Done{};
}

void count_failure(Exchange& exchange, DatabaseError const& failure) {
  exchange.worker.metrics.store_errors.at(static_cast<std::size_t>(failure.kind)).add();
}

void answer_exception(Exchange& exchange, std::exception_ptr const& exception) {
  Response& response = exchange.response;
  response.clear();
  auto& log = exchange.environment().log;
  try {
    std::rethrow_exception(exception);
  } catch (Overload const& overload) {
    count_failure(exchange, overload);
    log.message(LogLevel::warning, overload.what(), exchange.request_id);
    response.add_field("Retry-After", "1");
    render_error(exchange, atlas::make_error(Code::service_unavailable));
  } catch (OutcomeUnknown const& unknown) {
    count_failure(exchange, unknown);
    log.message(LogLevel::error, unknown.what(), exchange.request_id);
    render_error(exchange, atlas::make_error(Code::outcome_unknown));
  } catch (std::exception const& error) {
    if (auto const* failure = dynamic_cast<DatabaseError const*>(&error))
      count_failure(exchange, *failure);
    log.message(LogLevel::error, error.what(), exchange.request_id);
    response.add_field("X-Request-Id", exchange.request_id);
    render_error(exchange, atlas::make_error(Code::unexpected_error));
  }
}

void count_and_log(Exchange const& exchange) {
  auto& environment = exchange.environment();
  auto const spent = environment.platform.steady_now() - exchange.request.received;
  exchange.worker.metrics.requests.count(exchange.endpoint ? exchange.endpoint->operation : 0,
                                         exchange.response.status, spent);
  if (!environment.log.wants(LogLevel::info)) return;
  std::string_view const caller =
      exchange.caller ? std::string_view(name_of(*exchange.caller)) : std::string_view();
  environment.log.request(
      {.request_id = exchange.request_id,
       .operation = exchange.endpoint ? exchange.endpoint->info->id : "-",
       .method = exchange.request.method,
       .path = exchange.path,
       .caller = caller.empty() ? "-" : caller,
       .address = exchange.request.remote_address,
       .status = exchange.response.status,
       .microseconds = std::chrono::floor<std::chrono::microseconds>(spent).count()},
      exchange.started + spent);
}

// Step numbers of one loop's requests, unique in the log together with its prefix.
class RequestIds {
 public:
  explicit RequestIds(Platform& platform) : prefix_(random_hex(platform, 4) + "-") {}
  std::string next() { return prefix_ + fmt::format_int(count_++).c_str(); }

 private:
  std::string prefix_;
  std::uint64_t count_ = 1;
};

Task<Done> handle(Worker& worker, RequestIds& ids, Request const& request, Response& response) {
  Exchange exchange{.worker = worker,
                    .request = request,
                    .response = response,
                    .started = worker.environment.platform.now(),
                    .request_id = ids.next()};
  std::exception_ptr exception;
  try {
    co_await dispatch(exchange);
  } catch (...) {
    exception = std::current_exception();
  }
  if (exception) answer_exception(exchange, exception);
  count_and_log(exchange);
  co_return Done{};
}

}  // namespace

void bind_all(Router& router) {
  bind_root(router);
  bind_organizations(router);
  bind_settings(router);
  bind_users(router);
  bind_invitations(router);
  bind_acceptance(router);
  bind_api_keys(router);
  bind_access_lists(router);
  bind_projects(router);
  router.seal();
}

HandlerFactory make_service(Environment& environment, Database& database) {
  return [&environment, &database](Loop& loop) -> Handler {
    auto const worker = std::make_shared<Worker>(environment, loop, database);
    auto const ids = std::make_shared<RequestIds>(environment.platform);
    return [worker, ids](Request const& request, Response& response) {
      return handle(*worker, *ids, request, response);
    };
  };
}

}  // namespace orgd
