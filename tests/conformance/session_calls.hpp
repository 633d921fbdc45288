// What cases of people's sessions share: signing in, and requests by whoever has.
#pragma once

#include <fmt/format.h>

#include "cases.hpp"

namespace conformance::sessions {

inline constexpr std::string_view json_type = "application/json";
inline constexpr std::string_view password = "correct horse";
inline constexpr std::string_view path = "/orgd/v1/sessions";
inline constexpr std::string_view current = "/orgd/v1/sessions/current";
inline constexpr std::string_view me = "/orgd/v1/me";
// A browser on the server's own machine, whatever the door calls the server.
inline constexpr std::string_view host = "localhost:8080";
inline constexpr std::string_view origin = "http://localhost:8080";

/// A request outside the API's prefix, by nobody.
inline RequestSpec plain(std::string method, std::string_view target, std::string body = {}) {
  RequestSpec request{
      .method = std::move(method), .target = std::string(target), .body = std::move(body)};
  return request.body.empty() ? request : request.with("Content-Type", std::string(json_type));
}

inline RequestSpec sign_in_request(std::string_view username, std::string_view shown = password,
                                   bool bearer = true) {
  return plain("POST", path,
               object({{"username", quoted(username)},
                       {"password", quoted(shown)},
                       {"bearer", bearer ? "true" : "false"}}));
}

/// The token of a new session.
inline std::string sign_in(World& w, std::string_view username, std::string_view shown = password) {
  Answer const answer = w.send(sign_in_request(username, shown));
  return text_of(answer, expect_ok(answer, 201, json_type), "token");
}

inline RequestSpec by(RequestSpec const& request, std::string_view token) {
  return request.by_nobody().with("Authorization", fmt::format("Bearer {}", token));
}

/// The same as a page of this server sends it.
inline RequestSpec from_page(RequestSpec const& request) {
  return request.by_nobody()
      .with("Host", std::string(host))
      .with("Origin", std::string(origin))
      .with("X-Orgd", "1")
      .with("Content-Type", std::string(json_type));
}

/// Signing in from such a page.
inline Answer sign_in_by_page(World& w, std::string_view username, std::string const& kept = {}) {
  RequestSpec request = from_page(sign_in_request(username, password, false));
  if (!kept.empty()) request = request.with("Cookie", kept);
  return w.send(request);
}

/// "name=value" of the cookie that the answer sets whose name begins so.
inline std::string cookie_in(Answer const& answer, std::string_view name) {
  for (auto const& line : answer.all("Set-Cookie"))
    if (line.starts_with(name)) return line.substr(0, line.find(';'));
  fail(answer, fmt::format("a cookie {}", name));
}

inline void expect_signed_out(Answer const& answer) {
  expect_status(answer, 401);
  auto const asked = answer.header("WWW-Authenticate");
  bool const of_people = asked == "Orgd-Session" || asked.starts_with("Bearer");
  expect(answer, of_people, "no challenge of a key");
}

}  // namespace conformance::sessions
