// The pipeline in its order: authenticate, access list, route, rate limit, media types, then the
// bound operation (transact.cpp). Whatever goes wrong becomes an answer here and nowhere else.
#include "service/service.hpp"

#include <fmt/format.h>

#include <limits>
#include <stdexcept>

#include "service/call.hpp"
#include "service/companions.hpp"
#include "service/console.hpp"
#include "service/failure.hpp"
#include "service/oauth.hpp"
#include "service/operations/bind_all.hpp"
#include "service/tap.hpp"

namespace orgd {
namespace {

constexpr std::string_view api_prefix = "/api/atlas/v2";
constexpr std::string_view server_methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

bool under_api(std::string_view path) {
  return path.starts_with(api_prefix) &&
         (path.size() == api_prefix.size() || path[api_prefix.size()] == '/');
}

constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();

// The permission class of what the request is for, where that lies outside the API's prefix.
std::optional<atlas::Access> access_beside_api(Exchange const& exchange) {
  auto const match = exchange.environment().router.match(exchange.path);
  if (!match) return std::nullopt;
  for (Endpoint const& row : match->node->endpoints)
    if (atlas::name_of(row.info->method) == exchange.request.method ||
        (row.info->method == atlas::Method::get && exchange.request.method == "HEAD"))
      return row.info->access;
  return std::nullopt;
}

// Whether nothing is written on the way to the answer.
bool reads_alone(atlas::OperationInfo const& info) {
  return info.method == atlas::Method::get && !atlas::leaves_trace(info.access);
}

// What needs a caller: everything under the API's prefix, and most beside it. A read
// is judged and answered in one transaction; only a tap comes between the two, and then all is
// judged again: time may have passed.
Task<Done> serve_api(Exchange& exchange) {
  if (!read_credentials(exchange)) co_return Done{};
  bool const tapped = exchange.environment().tap != nullptr;
  bool answers = !tapped;
  auto const answer = [&](Transaction& tx) -> Task<Done> {
    exchange.start_over();
    auto const serve = [&]() -> Task<Done> {
      co_await find_route(exchange);
      RateLimit const* limit = &limit_of(exchange);
      bool const counts = exchange.environment().options.rate_limits;
      bool const asks = counts && limit->scope == RateLimit::Scope::group;
      if (asks) {
        bool const own = co_await names_own_project(exchange, tx);
        if (!own) limit = &unrouted_rate_limit();
      }
      co_await prepare(exchange, limit);
      if (!reads_alone(*exchange.endpoint->info) || !answers) co_return Done{};
      co_return co_await exchange.endpoint->run(exchange, &tx);
    };
    co_return co_await authenticate(exchange, tx, serve);
  };
  co_await exchange.worker.session->read(answer, exchange.until);
  if (!exchange.endpoint) co_return Done{};
  bool const reads = reads_alone(*exchange.endpoint->info);
  if (reads && answers) co_return Done{};
  bool const takes_body = exchange.endpoint->has_body && exchange.request.incoming;
  if (takes_body) co_await receive_body(exchange, no_limit);
  if (exchange.abandoned) co_return Done{};
  if (tapped) {
    bool const answered = co_await tap_before(exchange);
    if (answered) co_return Done{};
  }
  answers = true;
  if (reads) co_return co_await exchange.worker.session->read(answer, exchange.until);
  co_return co_await exchange.endpoint->run(exchange, nullptr);
}

Task<Done> serve_link(Exchange& exchange) {
  co_await find_route(exchange);
  co_await prepare(exchange, nullptr);
  // Where no body is taken, one that is still to come is dropped.
  bool const dropped = exchange.request.incoming && !exchange.endpoint->has_body;
  if (!dropped) co_await receive_short_body(exchange);
  if (exchange.abandoned) co_return Done{};
  if (exchange.environment().tap) {
    bool const answered = co_await tap_before(exchange);
    if (answered) co_return Done{};
  }
  co_return co_await exchange.endpoint->run(exchange, nullptr);
}

void answer_options(Exchange& exchange) {
  // RFC 9110, 9.3.7: the question is about the server, which is there.
  if (exchange.path == "*") return render_options(exchange, server_methods);
  auto const match = exchange.environment().router.match(exchange.path);
  if (!match)
    return render_error(exchange,
                        atlas::make_error(Code::resource_not_found, {std::string(exchange.path)}));
  render_options(exchange, match->node->allow());
}

Task<Done> dispatch(Exchange& exchange) {
  exchange.path = atlas::split_target(exchange.request.target).path;
  bool api = under_api(exchange.path);
  bool const console = !api && under_console(exchange.path);
  if (exchange.request.method == "OPTIONS" && !console) {
    answer_options(exchange);
    co_return Done{};
  }
  if (console) {
    auto const pages = exchange.environment().options.console ? ConsolePages::of_people
                                                              : ConsolePages::of_mail_links;
    auto const shown = serve_console(pages, exchange.request, exchange.path, exchange.response);
    if (!shown) render_error(exchange, shown.error());
    co_return Done{};
  }
  auto const* companion = find_companion(exchange.path);
  auto const* token_endpoint = find_token_endpoint(exchange.path);
  if (!companion && !token_endpoint && !api) {
    auto const access = access_beside_api(exchange);
    using enum atlas::Access;
    exchange.for_people =
        access && (atlas::needs_session(*access) || access == sign_in || access == anybody);
    exchange.for_half_signed_in = access == own_session;
    api = access && !atlas::needs_no_credential(*access);
  }
  // GCC 12 destroys the operands of a conditional inside co_await twice: keep them apart.
  auto served = companion        ? serve_companion(exchange, *companion)
                : token_endpoint ? serve_token_endpoint(exchange, *token_endpoint)
                : api            ? serve_api(exchange)
                                 : serve_link(exchange);
  auto const outcome = co_await as_result(std::move(served));
  if (outcome) {
    if (exchange.results.count > 0) co_await write_results(exchange);
    co_return Done{};
  }
  if (exchange.challenge) {
    render_unknown(exchange);
    co_return Done{};
  }
  // Whoever is known and got no further sees the limit of calls about nothing in particular.
  auto counted = Result<Done>();
  if (api && exchange.caller && !exchange.rate_told)
    counted = limit_rate(exchange, unrouted_rate_limit());
  render_error(exchange, counted ? outcome.error() : counted.error());
  co_return Done{};
}

void answer_exception(Exchange& exchange, std::exception_ptr const& exception) {
  Response& response = exchange.response;
  response.clear();
  auto const failure = failure_of(exchange, exception);
  if (!failure.retry_after.empty()) response.add_field("Retry-After", failure.retry_after);
  if (failure.unexpected) response.add_field("X-Request-Id", exchange.request_id);
  render_error(exchange, failure.error);
}

void count_and_log(Exchange const& exchange) {
  auto& environment = exchange.environment();
  // The clock of sockets, which no test sets.
  auto const spent = std::chrono::steady_clock::now() - exchange.request.received;
  exchange.worker.metrics.requests.count(exchange.endpoint ? exchange.endpoint->operation : 0,
                                         exchange.response.status, spent);
  if (!environment.log.wants(LogLevel::info)) return;
  bool const by_name = exchange.caller && (exchange.credentials || exchange.token);
  environment.log.request(
      {.request_id = exchange.request_id,
       .operation = exchange.endpoint ? exchange.endpoint->info->id : "-",
       .method = exchange.request.method,
       .path = exchange.path,
       .caller = by_name ? std::string_view(exchange.caller->identity.name) : "-",
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
  Exchange exchange(Facts{.worker = worker,
                          .request = request,
                          .response = response,
                          .started = worker.environment.platform.now(),
                          .request_id = ids.next(),
                          .until = worker.session->deadline()});
  std::exception_ptr exception;
  try {
    co_await dispatch(exchange);
    bool const shown = exchange.challenge && worker.environment.tap;
    if (shown) co_await tap_before(exchange);
  } catch (...) {
    exception = std::current_exception();
  }
  if (exception) answer_exception(exchange, exception);
  if (exception && find_token_endpoint(exchange.path)) tell_server_error(exchange);
  // Who tries a client out does not want to see what the console loads.
  bool const seen = worker.environment.tap && !under_console(exchange.path);
  if (seen) co_await tap_after(exchange);
  count_and_log(exchange);
  co_return Done{};
}

}  // namespace

void bind_all(Router& router) {
  bind_root(router);
  bind_organizations(router);
  bind_settings(router);
  bind_project_settings(router);
  bind_project_limits(router);
  bind_beside_identity(router);
  bind_users(router);
  bind_cloud_users(router);
  bind_org_users(router);
  bind_invitations(router);
  bind_sent_invitations(router);
  bind_acceptance(router);
  bind_api_keys(router);
  bind_access_lists(router);
  bind_service_accounts(router);
  bind_service_account_access_lists(router);
  bind_projects(router);
  bind_project_migration(router);
  bind_project_api_keys(router);
  bind_project_service_accounts(router);
  bind_events(router);
  bind_rate_limits(router);
  bind_project_invitations(router);
  bind_project_users(router);
  bind_teams(router);
  bind_team_people(router);
  bind_project_teams(router);
  bind_sessions(router);
  bind_me(router);
  bind_factors(router);
  bind_second_step(router);
  bind_passwords(router);
  bind_operators(router);
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
