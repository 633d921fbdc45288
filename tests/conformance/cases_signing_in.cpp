// Browsers and their cookies, guesses at passwords, and a person's own account.
#include <array>

#include "session_calls.hpp"

namespace conformance::signing_in {
namespace {

using namespace sessions;

void cookies(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  Answer const answer = sign_in_by_page(w, dana);
  Node const session = expect_ok(answer, 201, json_type);
  expect(answer, !session.find("token"), "no token beside the cookie");
  auto const lines = answer.all("Set-Cookie");
  expect_equal(answer, "how many cookies", std::to_string(lines.size()), "2");
  for (auto const& line : lines)
    expect(answer, line.contains("; Path=/; HttpOnly; SameSite=Strict"), "attributes of " + line);
  std::string const cookie = cookie_in(answer, "orgd_session_8080=");
  auto const with_cookie = [&](RequestSpec const& request) {
    return request.by_nobody().with("Host", std::string(host)).with("Cookie", cookie);
  };
  expect_ok(w.send(with_cookie(w.request("GET", "/orgs"))));
  // A page of another port, a form, an image.
  RequestSpec const change = with_cookie(from_page(plain("PATCH", me, R"({"firstName":"Eve"})")));
  for (auto const* without : {"Origin", "Content-Type", "X-Orgd"})
    expect_error_on(w.send(change.without(without)), 403, "CROSS_SITE_REQUEST", origin);
  for (auto const& [name, value] : std::initializer_list<std::pair<char const*, char const*>>{
           {"Origin", "http://localhost:8081"},
           {"Origin", "null"},
           {"Content-Type", "text/plain"},
           {"Content-Type", "application/x-www-form-urlencoded"},
           {"X-Orgd", "0"}})
    expect_error_on(w.send(change.with(name, value)), 403, "CROSS_SITE_REQUEST", origin);
  expect_ok(w.send(change), 200, json_type);
  // Another field of who calls is all that counts.
  expect_signed_out(w.send(change.with("Authorization", "Bearer nonsense")));
  Answer const out = w.send(with_cookie(from_page(plain("DELETE", current))));
  expect_no_content(out, json_type);
  expect(out, out.header("Set-Cookie").contains("Max-Age=0"), "a cookie that ends");
  Answer const after = w.send(with_cookie(plain("GET", me)));
  expect_code(after, 401, "USER_UNAUTHORIZED");
  expect_header(after, "WWW-Authenticate", "Orgd-Session");
}

void no_window(World& w) {
  Answer const answer = w.send(w.request("GET", w.org()).by_nobody().with("X-Orgd", "1"));
  expect_code(answer, 401, "USER_UNAUTHORIZED");
  expect_header(answer, "WWW-Authenticate", "Orgd-Session");
  Answer const with_cookie = w.send(w.request("GET", w.org())
                                        .by_nobody()
                                        .with("Host", std::string(host))
                                        .with("Cookie", "a=b; orgd_session_8080=nonsense"));
  expect_code(with_cookie, 401, "USER_UNAUTHORIZED");
  expect_header(with_cookie, "WWW-Authenticate", "Orgd-Session");
  expect_challenge(w.send(w.request("GET", w.org()).by_nobody().with("Cookie", "a=b")));
}

void asks_for_a_cookie(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  RequestSpec const request = sign_in_request(dana, password, false);
  expect_code(w.send(from_page(request).without("X-Orgd")), 403, "CROSS_SITE_REQUEST");
  // A server that knows its address does not ask the request for it.
  if (w.door().base_url() != origin)
    expect_code(w.send(from_page(request).with("Host", "orgd.example.org")), 400,
                "COOKIE_NEEDS_HTTPS");
  // A cookie that stands there twice may be somebody else's.
  std::string const cookie = cookie_in(sign_in_by_page(w, dana), "orgd_session_8080=");
  expect_code(
      w.send(
          plain("GET", me).with("Host", std::string(host)).with("Cookie", cookie + "; " + cookie)),
      401, "USER_UNAUTHORIZED");
}

void own_account(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  std::string const token = sign_in(w, dana);
  Answer const answer = w.send(by(plain("GET", me), token));
  Node const account = expect_ok(answer, 200, json_type);
  expect_members(answer, account,
                 {"country", "createdAt", "firstName", "hasPassword", "hasSecondFactor", "id",
                  "isOperator", "lastAuth", "lastName", "recoveryCodesLeft", "username"});
  expect_text(answer, account, "username", dana);
  expect_member(answer, account, "hasPassword", "true");
  auto const change = [&](std::string body) {
    return w.send(by(plain("PATCH", me, std::move(body)), token));
  };
  Answer const changed = change(R"({"firstName":"Daniela","mobileNumber":"+49 30 901820"})");
  Node const now = expect_ok(changed, 200, json_type);
  expect_text(changed, now, "firstName", "Daniela");
  expect_text(changed, now, "lastName", "Doe");
  expect_text(changed, now, "mobileNumber", "+49 30 901820");
  Answer const people = w.get_2025(w.org("/users"));
  Node const list = member(people, expect_ok(people, 200, v2025), "results");
  Node const& listed = element_with(people, list, "username", dana);
  expect_text(people, listed, "firstName", "Daniela");
  expect(people, listed.find("lastAuth") != nullptr, "when the person signed in");
  Answer const cleared = change(R"({"mobileNumber":null})");
  expect(cleared, !expect_ok(cleared, 200, json_type).find("mobileNumber"), "no number");
  std::string const long_name(65, 'n');
  expect_code(change(object({{"firstName", quoted(long_name)}})), 400,
              "FIRST_NAME_EXCEEDS_MAX_LENGTH");
  expect_code(change(object({{"lastName", quoted(long_name)}})), 400,
              "LAST_NAME_EXCEEDS_MAX_LENGTH");
  expect_code(change(R"({"country":"Germany"})"), 400, "INVALID_COUNTRY_CODE");
}

void new_password(World& w) {
  constexpr std::string_view next = "battery staple 7";
  std::string const dana = w.person("dana");
  w.new_member(dana);
  std::string const token = sign_in(w, dana);
  std::string const other = sign_in(w, dana);
  auto const change = [&](std::string_view from, std::string_view to) {
    return w.send(
        by(plain("POST", "/orgd/v1/me:changePassword",
                 object({{"currentPassword", quoted(from)}, {"newPassword", quoted(to)}})),
           token));
  };
  expect_error_on(w.send(by(plain("POST", "/orgd/v1/me:changePassword", "{}"), token)), 400,
                  "MISSING_ATTRIBUTE", "currentPassword");
  expect_code(change("another horse", next), 403, "WRONG_PASSWORD");
  expect_code(change(password, "Password123!"), 400, "COMMON_PASSWORD");
  expect_code(change(password, dana), 400, "COMMON_PASSWORD");
  expect_code(change(password, "short"), 400, "WEAK_PASSWORD");
  expect_no_content(change(password, next), json_type);
  expect_ok(w.send(by(plain("GET", me), token)), 200, json_type);
  expect_signed_out(w.send(by(plain("GET", me), other)));
  expect_code(w.send(sign_in_request(dana)), 401, "SIGN_IN_FAILED");
  sign_in(w, dana, next);
  w.door().advance_clock(std::chrono::seconds(0));  // what follows needs a clock that stands
  for (int i = 0; i < 5; ++i) expect_code(change("another horse", password), 403, "WRONG_PASSWORD");
  expect_code(change(next, password), 429, "TOO_MANY_TRIES");
}

constexpr std::array cases{
    Case{"a browser is known by a cookie that no other site's page can use", cookies},
    Case{"a browser is never asked for the credentials of a key", no_window},
    Case{"only a page of this server gets a cookie, and only over HTTPS or on one machine",
         asks_for_a_cookie},
    Case{"a person sees and changes her own account", own_account},
    Case{"a new password ends all other sessions", new_password},
};

}  // namespace
}  // namespace conformance::signing_in

std::span<conformance::Case const> conformance::signing_in_cases() { return signing_in::cases; }
