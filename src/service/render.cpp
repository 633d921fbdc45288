// Answers: envelope, pretty printing, media types, and the fields that every answer carries.
#include <fmt/format.h>

#include "api/append.hpp"
#include "api/json_write.hpp"
#include "async/next_turn.hpp"
#include "service/browser.hpp"
#include "service/call.hpp"
#include "service/deprecation.hpp"
#include "service/hardening.hpp"
#include "service/service.hpp"

namespace orgd {
namespace {

constexpr std::string_view api_fields =
    "Referrer-Policy: strict-origin-when-cross-origin\r\n"
    "Vary: Accept, Accept-Encoding\r\n";

// The hosted service prints it over several lines whatever the query says.
constexpr std::string_view challenge_body =
    "{\n"
    "  \"error\" : 401,\n"
    "  \"reason\" : \"Unauthorized\",\n"
    "  \"detail\" : \"You are not authorized for this resource.\",\n"
    "  \"errorCode\" : \"UNEXPECTED_ERROR\"\n"
    "}";

void add_common_fields(Response& response, std::optional<RateTold> const& rate = {}) {
  static std::string const fields =
      fmt::format("{}{}X-MongoDB-Service-Version: gitHash={}; versionString={}\r\n",
                  hardening_fields, api_fields, build_commit(), build_version());
  if (!rate) return atlas::append(response.fields, fields);
  atlas::append(response.fields, fields, "RateLimit-Limit: ", rate->limit,
                "\r\nRateLimit-Remaining: ", rate->remaining, "\r\n");
}

std::string wrapped(std::string json, int status, Shape shape) {
  if (shape != Shape::page) return fmt::format(R"({{"content":{},"status":{}}})", json, status);
  // A list keeps its own members; "status" stands where their order puts it.
  auto const total = json.rfind(R"(,"totalCount":)");
  json.insert(total == std::string::npos ? json.size() - 1 : total,
              fmt::format(R"(,"status":{})", status));
  return json;
}

void finish_body(Exchange& exchange, int status, Shape shape) {
  std::string& body = exchange.response.body;
  if (exchange.envelope) body = wrapped(std::move(body), status, shape);
  if (exchange.pretty && exchange.results.count == 0) body = atlas::pretty_json(body);
}

constexpr std::size_t bytes_per_turn = std::size_t{256} * 1024;

// The turns of one list. So many are under way at once that the memory they hold is bounded:
// nobody has charged it yet.
class LongList {
 public:
  explicit LongList(Exchange& exchange) : exchange_(exchange) {}
  LongList(LongList const&) = delete;
  LongList& operator=(LongList const&) = delete;
  ~LongList() {
    if (counted_) --exchange_.worker.long_lists;
  }

  bool is_over(std::size_t written) const { return written >= end_; }
  NextTurn next() {
    end_ += bytes_per_turn;
    if (!counted_) enter();
    return NextTurn(exchange_.worker.loop);
  }

 private:
  static constexpr int most_at_once = 8;

  // What has changed something is told at any rate.
  void enter() {
    bool const reads = exchange_.endpoint->info->method == atlas::Method::get;
    if (reads && exchange_.worker.long_lists >= most_at_once)
      throw Overload("too many long lists are being written");
    ++exchange_.worker.long_lists;
    counted_ = true;
  }

  Exchange& exchange_;
  std::size_t end_ = bytes_per_turn;
  bool counted_ = false;
};

}  // namespace

void Exchange::append_base_url(std::string& out) const {
  auto const& configured = environment().options.public_url;
  if (!configured.empty()) return atlas::append(out, configured);
  auto const host = request.field("Host");
  // Any host that is there has passed the request parser: it is harmless in a link.
  atlas::append(out, request.secure ? "https://" : "http://",
                host.empty() ? std::string_view("localhost") : host, request.prefix);
}

void Exchange::start_over() {
  response.clear();
  static_cast<Attempt&>(*this) = {};
}

void render(Exchange& exchange, int status, Shape shape) {
  Response& response = exchange.response;
  response.status = status;
  response.content_type = exchange.endpoint->media_type;
  ServiceOptions const& options = exchange.environment().options;
  if (options.as_hosted(Difference::media_type)) response.content_type += ";charset=utf-8";
  if (options.as_hosted(Difference::deprecation)) add_deprecation(exchange);
  add_common_fields(response, exchange.rate_told);
  bool const of_person = exchange.token && exchange.token->of_session;
  if (exchange.secret || of_person) response.add_field("Cache-Control", "no-store");
  if (!exchange.location.empty()) response.add_field("Location", exchange.location);
  for (auto const& cookie : exchange.cookies) response.add_field("Set-Cookie", cookie);
  if (shape != Shape::none) finish_body(exchange, status, shape);
}

void render_error(Exchange& exchange, atlas::ApiError const& error) {
  exchange.response.status = error.error;
  exchange.response.content_type = "application/json";
  if (error.error == 401 && speaks_browser(exchange))
    exchange.response.add_field("WWW-Authenticate", session_challenge);
  add_common_fields(exchange.response, exchange.rate_told);
  exchange.response.body.clear();
  atlas::write_json(exchange.response.body, error);
  finish_body(exchange, error.error, Shape::object);
}

Task<Done> write_results(Exchange& exchange) {
  // Taken away, so that a refusal on the way is rendered as any other answer.
  Results const results = std::exchange(exchange.results, {});
  std::string& body = exchange.response.body;
  std::string const frame = std::exchange(body, {});
  // Nothing but a number follows the list.
  auto const gap = frame.rfind("[]") + 1;
  std::size_t level = 0;
  auto const add = [&](std::string_view part) {
    if (exchange.pretty)
      atlas::pretty_json(body, part, level);
    else
      body.append(part);
  };
  add(std::string_view(frame).substr(0, gap));
  std::string result;
  LongList turns(exchange);
  for (std::size_t i = 0; i < results.count; ++i) {
    if (i > 0) add(",");
    result.clear();
    results.write(result, i);
    add(result);
    if (turns.is_over(body.size())) co_await turns.next();
  }
  add(std::string_view(frame).substr(gap));
  if (exchange.keep && body.size() <= bytes_per_turn) {
    exchange.keep->body = body;
    exchange.worker.lists.insert(std::move(*exchange.keep));
  }
  co_return Done{};
}

void render_plain(Exchange& exchange, int status, std::string json) {
  exchange.response.status = status;
  exchange.response.content_type = "application/json";
  exchange.response.body = std::move(json);
  add_common_fields(exchange.response);
}

void render_challenge(Exchange& exchange, bool stale) {
  exchange.challenge = true;
  if (speaks_browser(exchange))
    return render_error(exchange, atlas::make_error(Code::user_unauthorized));
  Response& response = exchange.response;
  response.status = 401;
  response.content_type = "application/json";
  response.body = challenge_body;
  response.add_field(
      "WWW-Authenticate",
      fmt::format(R"(Digest realm="{}", domain="", nonce="{}", algorithm={}, qop="auth", stale={})",
                  digest_realm, exchange.environment().nonces.mint(),
                  name_of(exchange.worker.hash.algorithm()), stale));
  add_common_fields(response);
}

namespace {

void render_bearer_refusal(Exchange& exchange) {
  exchange.challenge = true;
  exchange.response.status = 401;
  exchange.response.add_field("WWW-Authenticate", R"(Bearer error="invalid_token")");
  add_common_fields(exchange.response);
}

}  // namespace

void render_unknown(Exchange& exchange) {
  if (exchange.shows_bearer && !speaks_browser(exchange)) return render_bearer_refusal(exchange);
  render_challenge(exchange, false);
}

void render_options(Exchange& exchange, std::string_view allow) {
  exchange.response.status = 200;
  exchange.response.add_field("Allow", allow);
  add_common_fields(exchange.response);
}

Response protocol_error(atlas::ApiError const& error) {
  Response response;
  response.status = error.error;
  response.content_type = "application/json";
  add_common_fields(response);
  atlas::write_json(response.body, error);
  return response;
}

}  // namespace orgd
