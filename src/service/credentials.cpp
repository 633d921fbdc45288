// Step 2 of the pipeline without the store: whom a request says that it comes from.
#include <fmt/format.h>

#include <algorithm>

#include "api/text.hpp"
#include "http/host.hpp"
#include "security/session_token.hpp"
#include "service/browser.hpp"
#include "service/exchange.hpp"

namespace orgd {
namespace {

enum class Scheme : std::uint8_t { none, digest, bearer };

// The scheme of an Authorization value; what the API does not know counts as none.
Scheme take_scheme(std::string_view& value) {
  auto const blank = value.find_first_of(" \t");
  if (blank == std::string_view::npos) return Scheme::none;
  std::string_view const name = value.substr(0, blank);
  value.remove_prefix(blank + 1);
  if (atlas::equal_ignoring_case(name, "Digest")) return Scheme::digest;
  return atlas::equal_ignoring_case(name, "Bearer") ? Scheme::bearer : Scheme::none;
}

bool read_token(Exchange& exchange, std::string_view text) {
  if (auto const place = place_of_session_token(text)) {
    exchange.token = {.place = *place, .hash = sha256_of(text), .of_session = true};
    return true;
  }
  if (auto const place = place_of_token(text)) {
    exchange.token = {.place = *place, .hash = hash_token(text)};
    return true;
  }
  render_unknown(exchange);
  return false;
}

// What is found instead of an Authorization field. Nothing: no session's cookie.
std::optional<bool> read_cookie(Exchange& exchange) {
  Request const& request = exchange.request;
  if (request.count("Cookie") == 0) return std::nullopt;
  auto const site = site_of(exchange.environment().options, request);
  auto const cookie = site ? cookie_of(request, site->session_cookie) : std::string_view();
  if (cookie.empty()) return std::nullopt;
  exchange.by_cookie = true;
  if (auto const own = judge_same_site(request, *site); !own) {
    render_error(exchange, own.error());
    return false;
  }
  if (auto const place = place_of_session_token(cookie)) {
    exchange.token = {.place = *place, .hash = sha256_of(cookie), .of_session = true};
    return true;
  }
  render_unknown(exchange);
  return false;
}

bool read_digest_of(Exchange& exchange, std::string_view value) {
  Request const& request = exchange.request;
  auto const& options = exchange.environment().options;
  auto const refuse = [&](Code code, std::vector<atlas::Parameter> parameters) {
    render_error(exchange, atlas::make_error(code, std::move(parameters)));
    return false;
  };
  auto const reading = read_digest(value, exchange.unescaped_credentials);
  if (!reading.repeated.empty())
    return refuse(Code::repeated_credentials, {shown_of_request(reading.repeated)});
  exchange.credentials = reading.credentials;
  if (!exchange.credentials) {
    render_unknown(exchange);
    return false;
  }
  auto const& uri = exchange.credentials->uri;
  auto const& before_target = request.prefix.empty() ? options.public_url : request.prefix;
  exchange.covered = covers(uri, request.target, before_target);
  if (exchange.covered || !options.as_hosted(Difference::uri)) return true;
  return refuse(Code::credentials_for_other_uri,
                {shown_of_request(uri), shown_of_request(request.target)});
}

}  // namespace

// Text of a request for people: visible ASCII, and no more of it than helps.
std::string shown_of_request(std::string_view text) {
  constexpr std::size_t limit = 256;
  std::string out;
  for (char const c : text) {
    if (out.size() >= limit) return out + "...";
    if (c > ' ' && c < '\x7f')
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

bool read_credentials(Exchange& exchange) {
  Request const& request = exchange.request;
  auto const& options = exchange.environment().options;
  std::size_t const fields = request.count("Authorization");
  if (fields > 1) {
    render_error(exchange, atlas::make_error(Code::repeated_credentials, {"Authorization"}));
    return false;
  }
  // What a request says in this field is all that counts.
  if (fields == 0)
    if (auto const read = read_cookie(exchange)) return *read;
  std::string_view value = request.field("Authorization");
  Scheme const scheme = take_scheme(value);
  if (scheme == Scheme::bearer) {
    exchange.shows_bearer = true;
    value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
    return read_token(exchange, value);
  }
  if (scheme == Scheme::digest) return read_digest_of(exchange, value);
  // A browser adds no credentials of its own to what a foreign page sends, but here none are
  // needed.
  if (options.examples && is_meant_for_loopback(request)) return true;
  render_unknown(exchange);
  return false;
}

}  // namespace orgd
