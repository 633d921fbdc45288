// A browser sends what a page asks for, but lets no page of another origin choose Host and Origin,
// and none of them set these fields without asking first. Reads are guarded as changes are: what is
// read holds secrets (an export, the links of mails), a wait can end another one, and which rows
// are harmless today nobody would think of tomorrow.
#include "sandbox/control_guard.hpp"

#include <fmt/format.h>

#include <string>

#include "api/text.hpp"
#include "http/host.hpp"
#include "security/vault.hpp"

namespace orgd::sandbox {
namespace {

using atlas::ApiError;

ApiError forbidden(std::string detail) {
  constexpr int status = 403;
  return {.detail = std::move(detail),
          .error = status,
          .error_code = wire_name(Code::user_unauthorized),
          .reason = std::string(atlas::reason_phrase(status))};
}

bool has_token(Request const& request, std::string_view token) {
  constexpr std::string_view scheme = "Bearer ";
  auto const value = request.field("Authorization");
  return request.count("Authorization") == 1 && value.size() > scheme.size() &&
         atlas::equal_ignoring_case(value.substr(0, scheme.size()), scheme) &&
         equal_secrets(value.substr(scheme.size()), token);
}

// The scheme's own where there is none.
std::string port_text(std::string_view given) { return given.empty() ? "80" : std::string(given); }

bool is_own_host(std::string_view text, ControlOptions const& options) {
  auto const host = read_host(text);
  if (!host || port_text(host->port) != std::to_string(options.port)) return false;
  auto const name = atlas::lower_ascii(host->name);
  return name == "localhost" || name == "127.0.0.1" || name == "::1" || name == options.host;
}

bool is_own_origin(Request const& request) {
  auto const origin = request.field("Origin");
  if (request.count("Origin") == 0) return true;
  auto const host = request.field("Host");
  if (request.count("Origin") > 1 || host.empty()) return false;
  return atlas::equal_ignoring_case(origin, fmt::format("http://{}", host));
}

// As the browser itself says, also where it sends no Origin: for images and links, say. A site is a
// host without its port, so that whatever else is served on this machine is of the same site: it is
// as much another origin as any page of the web. What no browser sends has no such field.
bool is_of_other_page(Request const& request) {
  if (request.count("Sec-Fetch-Site") == 0) return false;
  auto const from = request.field("Sec-Fetch-Site");
  bool const own = from == "same-origin" || from == "none";  // none: the person themselves
  return request.count("Sec-Fetch-Site") > 1 || !own;
}

bool is_safe(Request const& request) { return request.method == "GET" || request.method == "HEAD"; }

bool is_json(std::string_view content_type) {
  auto const type = content_type.substr(0, content_type.find_first_of("; \t"));
  return atlas::equal_ignoring_case(type, "application/json");
}

}  // namespace

std::optional<ApiError> refusal_of(Request const& request, ControlOptions const& options) {
  if (!options.token.empty() && !has_token(request, options.token))
    return atlas::make_error(Code::user_unauthorized);
  if (options.token.empty() && !is_own_host(request.field("Host"), options))
    return forbidden(
        fmt::format("The control plane is called as localhost:{0}, 127.0.0.1:{0} or "
                    "[::1]:{0}.",
                    options.port));
  if (!is_own_origin(request) || is_of_other_page(request))
    return forbidden("Pages of other origins may not use the control plane.");
  bool const marked = request.field("X-Orgd") == "1" || is_json(request.field("Content-Type"));
  if (!is_safe(request) && !marked)
    return forbidden("What changes something needs Content-Type: application/json, or X-Orgd: 1.");
  return std::nullopt;
}

}  // namespace orgd::sandbox
