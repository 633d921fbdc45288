// Steps 4 to 6 of the pipeline: path and method, rate limit, media types. All that can be refused
// before a body is read.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "api/media_type.hpp"
#include "api/parameters.hpp"
#include "api/text.hpp"
#include "service/exchange.hpp"
#include "store/projects.hpp"

namespace orgd {
namespace {

std::optional<atlas::Method> method_of(std::string_view name) {
  if (name == "HEAD") return atlas::Method::get;
  for (auto method : {atlas::Method::get, atlas::Method::post, atlas::Method::put,
                      atlas::Method::patch, atlas::Method::remove})
    if (atlas::name_of(method) == name) return method;
  return std::nullopt;
}

// Bodies are read as they are: what was compressed on the way here cannot be.
bool is_plain(std::string_view content_encoding) {
  return content_encoding.empty() || atlas::equal_ignoring_case(content_encoding, "identity");
}

// The day that parts the versions from the future. A clock that has not reached the newest version
// is wrong, and must not shut out everybody who asks for one.
atlas::Version today_of(Exchange const& exchange) {
  static atlas::Version const newest = [&] {
    atlas::Version found{};
    for (PathNode const& node : exchange.environment().router.nodes())
      for (Endpoint const& row : node.endpoints) found = std::max(found, row.info->version);
    return found;
  }();
  auto const today = atlas::Version(std::chrono::floor<std::chrono::days>(exchange.started));
  return today < newest ? atlas::Version(std::chrono::year(9999) / 12 / 31) : today;
}

// Step 6: which version answers, and whether the body can be read.
Result<Done> negotiate_types(Exchange& exchange) {
  auto const rows = exchange.rows;
  std::string joined;
  auto const accept = exchange.request.list_field("Accept", joined);
  auto const exact = std::ranges::find(rows, accept, &Endpoint::media_type);
  if (exact != rows.end() && !exact->has_body) {
    exchange.endpoint = &*exact;  // the usual case, without parsing; no row is of the future
    return Done{};
  }
  auto const today = today_of(exchange);
  std::vector<atlas::Version> versions;
  versions.reserve(rows.size());
  for (Endpoint const& row : rows) versions.push_back(row.info->version);
  bool const strict = exchange.environment().options.as_hosted(Difference::version) &&
                      rows.front().info->method != atlas::Method::remove;
  auto version =
      atlas::negotiate(accept, versions, today,
                       strict ? atlas::Unversioned::refused : atlas::Unversioned::is_oldest);
  if (!version) return std::unexpected(std::move(version.error()));
  exchange.endpoint =
      &*std::ranges::find(rows, *version, [](Endpoint const& row) { return row.info->version; });
  if (!exchange.endpoint->has_body || !exchange.request.has_body()) return Done{};
  if (!is_plain(exchange.request.field("content-encoding"))) {
    exchange.response.add_field("Accept-Encoding", "identity");
    return fail(Code::unsupported_media_type);
  }
  return atlas::check_content_type(exchange.request.field("content-type"), versions, today);
}

// The two parameters that shape every answer, errors included. Their values are judged with the
// operation's other parameters.
void read_shape(Exchange& exchange, Endpoint const& row) {
  auto const is_true = [](std::string_view text) {
    bool yes = false;
    return atlas::detail::read_parameter(text, {.field = ""}, yes) && yes;
  };
  for (auto const& [name, value] : exchange.query) {
    if (name == "envelope") exchange.envelope = is_true(value);
    if (name == "pretty" && row.takes_pretty) exchange.pretty = is_true(value);
  }
}

}  // namespace

Result<Done> find_route(Exchange& exchange) {
  auto match = exchange.environment().router.match(exchange.path);
  if (!match) return fail(Code::resource_not_found, std::string(exchange.path));
  exchange.route = std::move(*match);
  auto const method = method_of(exchange.request.method);
  if (method) exchange.rows = exchange.route.node->of(*method);
  if (!exchange.rows.empty()) return Done{};
  exchange.response.add_field("Allow", exchange.route.node->allow());
  return fail(Code::method_not_allowed);
}

Result<Done> limit_rate(Exchange& exchange, RateLimit const& limit) {
  auto& environment = exchange.environment();
  if (!exchange.rate && environment.options.rate_limits) {
    bool const by_user = limit.scope == RateLimit::Scope::user;
    std::string_view const scope =
        by_user ? std::string_view(exchange.caller->identity.id) : exchange.route.values.front();
    exchange.rate = environment.rate_limiter.take(limit, scope, environment.platform.steady_now());
  }
  auto const outcome = exchange.rate.value_or(RateLimiter::Outcome{true, limit.capacity, 0});
  exchange.rate_told = {.limit = limit.capacity, .remaining = outcome.remaining};
  if (outcome.allowed) return Done{};
  exchange.response.add_field("Retry-After", fmt::to_string(outcome.retry_after_s));
  return fail(Code::rate_limited_token_bucket, std::string(exchange.path), outcome.retry_after_s,
              limit.capacity, limit.refill, std::int64_t{60});
}

RateLimit const& limit_of(Exchange const& exchange) {
  RateLimit const& limit = *exchange.rows.front().limit;
  if (limit.scope != RateLimit::Scope::organization) return limit;
  auto const named = store::OrgId::parse(exchange.route.values.front());
  bool const inside = exchange.caller->rights_in(named.value_or(store::OrgId()), {}).inside;
  return inside ? limit : unrouted_rate_limit();
}

Task<bool> names_own_project(Exchange& exchange, Transaction& tx) {
  auto const project_id = store::ProjectId::parse(exchange.route.values.front());
  if (!project_id) co_return false;
  auto const org_id = co_await store::find_org_of_project(tx, *project_id);
  co_return org_id&& exchange.caller->rights_in(*org_id, {}).inside;
}

namespace {

// Of several the last one counts; what is no number is refused as it always is.
void make_pages_smaller(std::vector<atlas::NamedText>& pairs, std::int32_t most) {
  constexpr std::string_view name = "itemsPerPage";
  std::int32_t asked = std::numeric_limits<std::int32_t>::max();
  for (auto const& [given, value] : pairs)
    if (given == name) {
      auto const* const end = value.data() + value.size();
      if (std::from_chars(value.data(), end, asked).ptr != end) return;
    }
  if (asked > most) pairs.emplace_back(name, std::to_string(most));
}

}  // namespace

Result<Done> prepare(Exchange& exchange, RateLimit const* limit) {
  auto pairs = atlas::parse_query(atlas::split_target(exchange.request.target).query);
  if (pairs && exchange.most_on_page) make_pages_smaller(*pairs, *exchange.most_on_page);
  if (pairs) exchange.query = std::move(*pairs);
  read_shape(exchange, exchange.rows.front());
  if (limit)
    if (auto limited = limit_rate(exchange, *limit); !limited) return limited;
  if (auto negotiated = negotiate_types(exchange); !negotiated) return negotiated;
  if (!pairs) return std::unexpected(std::move(pairs.error()));
  return Done{};
}

}  // namespace orgd
