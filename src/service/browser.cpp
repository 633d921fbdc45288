// Sites, cookies and origins.
#include "service/browser.hpp"

#include <fmt/format.h>

#include "api/text.hpp"
#include "http/host.hpp"

namespace orgd {
namespace {

constexpr std::string_view secure_scheme = "https://";
constexpr std::string_view plain_scheme = "http://";

struct SiteParts {
  bool secure = false;
  std::string host{};  ///< in lower case, with the port unless it is the scheme's
  std::string path{};  ///< "" or "/below"
};

std::optional<SiteParts> parts_of_site(std::string_view url) {
  SiteParts parts;
  parts.secure = url.starts_with(secure_scheme);
  if (!parts.secure && !url.starts_with(plain_scheme)) return std::nullopt;
  url.remove_prefix(parts.secure ? secure_scheme.size() : plain_scheme.size());
  auto const slash = std::min(url.find('/'), url.size());
  parts.host = atlas::lower_ascii(url.substr(0, slash));
  parts.path = url.substr(slash);
  std::string_view const own_port = parts.secure ? ":443" : ":80";
  if (parts.host.ends_with(own_port)) parts.host.resize(parts.host.size() - own_port.size());
  return parts;
}

// Scheme, host and path under which the request's pages are; nothing where that is not known.
std::optional<SiteParts> parts_for(ServiceOptions const& options, Request const& request) {
  auto parts = std::optional<SiteParts>();
  if (!options.public_url.empty()) {
    parts = parts_of_site(options.public_url);
  } else {
    auto const host = read_host(request.field("Host"));
    if (!host || !is_loopback(atlas::lower_ascii(host->name))) return std::nullopt;
    parts = parts_of_site(
        fmt::format("{}{}", request.secure ? secure_scheme : plain_scheme, request.field("Host")));
  }
  if (parts && !parts->path.ends_with(request.prefix)) parts->path += request.prefix;
  return parts;
}

// Cookies of one host are shared by all its ports, so each port's have a name of their own.
std::string suffix_on_loopback(SiteParts const& parts, std::string_view prefix) {
  auto const host = read_host(parts.host);
  std::string suffix = fmt::format("_{}", !host || host->port.empty() ? "80" : host->port);
  if (!prefix.empty()) suffix += fmt::format("_{}", prefix.substr(prefix.rfind('/') + 1));
  return suffix;
}

BrowserSite secure_site(SiteParts const& parts) {
  std::string_view const kind = parts.path.empty() ? "__Host-" : "__Secure-";
  return {.origin = fmt::format("{}{}", secure_scheme, parts.host),
          .session_cookie = fmt::format("{}orgd_session", kind),
          .device_cookie = fmt::format("{}orgd_device", kind),
          .attributes = fmt::format("; Path={}/; Secure; HttpOnly; SameSite=Strict", parts.path)};
}

BrowserSite loopback_site(SiteParts const& parts, std::string_view prefix) {
  std::string const suffix = suffix_on_loopback(parts, prefix);
  return {.origin = fmt::format("{}{}", plain_scheme, parts.host),
          .session_cookie = "orgd_session" + suffix,
          .device_cookie = "orgd_device" + suffix,
          .attributes = fmt::format("; Path={}/; HttpOnly; SameSite=Strict", parts.path)};
}

// Plain JSON, or that of a version.
bool is_json_type(std::string_view content_type) {
  std::string const type =
      atlas::lower_ascii(atlas::without_blanks(content_type.substr(0, content_type.find(';'))));
  return type == "application/json" ||
         (type.starts_with("application/vnd.atlas.") && type.ends_with("+json"));
}

bool is_safe(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

}  // namespace

std::optional<BrowserSite> site_of(ServiceOptions const& options, Request const& request) {
  auto const parts = parts_for(options, request);
  if (!parts) return std::nullopt;
  if (parts->secure) return secure_site(*parts);
  auto const host = read_host(parts->host);
  if (!host || !is_loopback(host->name)) return std::nullopt;
  return loopback_site(*parts, request.prefix);
}

namespace {

struct Cookies {
  std::string_view last{};
  int count = 0;
};

Cookies cookies_of(Request const& request, std::string_view name) {
  Cookies found;
  for (auto [field, pairs] : request.all_fields()) {
    if (!atlas::equal_ignoring_case(field, "Cookie")) continue;
    while (!pairs.empty()) {
      auto const end = std::min(pairs.find(';'), pairs.size());
      auto const pair = atlas::without_blanks(pairs.substr(0, end));
      pairs.remove_prefix(std::min(end + 1, pairs.size()));
      auto const equals = pair.find('=');
      if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
      found.last = pair.substr(equals + 1);
      ++found.count;
    }
  }
  return found;
}

}  // namespace

std::string_view cookie_of(Request const& request, std::string_view name) {
  auto const found = cookies_of(request, name);
  return found.count == 1 ? found.last : std::string_view();
}

bool carries_cookie(Request const& request, std::string_view name) {
  return cookies_of(request, name).count > 0;
}

std::string set_cookie(BrowserSite const& site, std::string_view name, std::string_view value,
                       std::optional<std::chrono::seconds> life) {
  std::string text = fmt::format("{}={}{}", name, value, site.attributes);
  if (life) text += fmt::format("; Max-Age={}", life->count());
  return text;
}

// Lines and escapes of others would deceive whoever reads lists, mails or logs.
std::string user_agent_of(Request const& request) {
  constexpr std::size_t limit = 256;
  std::string out;
  bool blank = false;
  for (char const c : request.field("User-Agent").substr(0, limit)) {
    bool const visible = c > ' ' && c < '\x7f';
    if (visible && blank && !out.empty()) out += ' ';
    if (visible) out += c;
    blank = c == ' ' || c == '\t' || (blank && !visible);
  }
  return out;
}

Result<Done> judge_same_site(Request const& request, BrowserSite const& site) {
  if (is_safe(request.method)) return Done{};
  bool const own = request.count("Origin") == 1 && request.field("Origin") == site.origin &&
                   is_json_type(request.field("Content-Type")) && request.field("X-Orgd") == "1";
  if (own) return Done{};
  return fail(Code::cross_site_request, site.origin);
}

Result<Done> judge_page(Exchange const& exchange) {
  Request const& request = exchange.request;
  auto const site = site_of(exchange.environment().options, request);
  if (!site) return Done{};
  bool const of_browser =
      request.count("Origin") > 0 || !cookie_of(request, site->session_cookie).empty();
  return of_browser ? judge_same_site(request, *site) : Result<Done>();
}

bool speaks_browser(Exchange const& exchange) {
  Request const& request = exchange.request;
  if (exchange.for_people || request.count("X-Orgd") > 0) return true;
  if (request.count("Cookie") == 0) return false;
  auto const site = site_of(exchange.environment().options, request);
  return site && carries_cookie(request, site->session_cookie);
}

}  // namespace orgd
