// What somebody tries who wants another person's session: cookies that are planted or stolen,
// pages of other sites, names that are not the server's, and guesses from everywhere.
#include <array>

#include "session_calls.hpp"

namespace conformance::attacks {
namespace {

using namespace sessions;

constexpr std::string_view cookie_name = "orgd_session_8080=";
constexpr std::string_view device_name = "orgd_device_8080=";
constexpr std::string_view wrong = "a wrong horse";

std::string new_person(World& w, std::string_view name) {
  std::string const username = w.person(name);
  w.new_member(username);
  return username;
}

// As the person's browser asks.
RequestSpec with_cookie(RequestSpec const& request, std::string const& cookie) {
  return request.by_nobody().with("Host", std::string(host)).with("Cookie", cookie);
}

std::string token_in(std::string const& cookie) { return cookie.substr(cookie_name.size()); }

std::string username_of(World& w, std::string const& cookie) {
  Answer const answer = w.send(with_cookie(plain("GET", me), cookie));
  return text_of(answer, expect_ok(answer, 200, json_type), "username");
}

// A session is made by the server alone: what a browser brings is neither taken nor left alive.
void fixation(World& w) {
  std::string const dana = new_person(w, "dana");
  std::string const eve = new_person(w, "eve");
  std::string const planted = std::string(cookie_name) + sign_in(w, eve);
  std::string const cookie = cookie_in(sign_in_by_page(w, dana, planted), cookie_name);
  expect(w.send(with_cookie(plain("GET", me), cookie)), cookie != planted, "another cookie");
  expect_equal(w.send(with_cookie(plain("GET", me), cookie)), "whose it is", username_of(w, cookie),
               dana);
  expect_signed_out(w.send(by(plain("GET", current), token_in(planted))));
  // Nor does a token that was altered end or become one.
  std::string altered = cookie;
  altered.back() = altered.back() == 'A' ? 'E' : 'A';
  std::string const later = cookie_in(sign_in_by_page(w, dana, altered), cookie_name);
  expect_signed_out(w.send(by(plain("GET", current), token_in(altered))));
  expect_equal(w.send(plain("GET", me)), "whose it still is", username_of(w, cookie), dana);
  std::string const again = cookie_in(sign_in_by_page(w, dana, later), cookie_name);
  expect_signed_out(w.send(by(plain("GET", current), token_in(later))));
  expect_equal(w.send(plain("GET", me)), "whose the last is", username_of(w, again), dana);
}

// Twice each, so that of two servers both are asked.
void theft(World& w) {
  std::string const dana = new_person(w, "dana");
  std::string const cookie = cookie_in(sign_in_by_page(w, dana), cookie_name);
  for (auto const& request : {plain("GET", me), w.request("GET", w.org())}) {
    Answer const answer = w.send(with_cookie(request, cookie));
    expect_status(answer, 200);
    expect_header(answer, "Cache-Control", "no-store");
    expect_header(w.send(by(request, token_in(cookie))), "Cache-Control", "no-store");
  }
  expect_no_content(w.send(with_cookie(from_page(plain("DELETE", current)), cookie)), json_type);
  for (int i = 0; i < 2; ++i) {
    for (auto const& request : {plain("GET", me), plain("GET", path), w.request("GET", w.org()),
                                w.request("GET", "/orgs")}) {
      expect_signed_out(w.send(with_cookie(request, cookie)));
      expect_signed_out(w.send(by(request, token_in(cookie))));
    }
    expect_signed_out(w.send(
        with_cookie(from_page(w.request("PATCH", w.org(), R"({"name":"Stolen"})")), cookie)));
    expect_signed_out(w.send(with_cookie(from_page(plain("DELETE", current)), cookie)));
  }
}

// Whoever is signed in by another site's page works for somebody else without knowing.
void cross_site_sign_in(World& w) {
  std::string const dana = new_person(w, "dana");
  RequestSpec const request = from_page(sign_in_request(dana, wrong, false));
  for (int i = 0; i < 3; ++i) {
    for (RequestSpec const& foreign :
         {request.without("Origin"), request.with("Origin", "null"),
          request.with("Origin", "http://localhost:8081"), request.without("X-Orgd"),
          request.plus("Origin", "http://evil.example"), request.without("Content-Type")}) {
      Answer const answer = w.send(foreign);
      expect_error_on(answer, 403, "CROSS_SITE_REQUEST", origin);
      expect_no_header(answer, "Set-Cookie");
    }
    // What forms can send is not even read.
    for (auto const* type : {"text/plain", "multipart/form-data; boundary=b"})
      expect_status(w.send(request.with("Content-Type", type)), 415);
  }
  // A cookie that is carried is one that may be used: then a token is not handed out, either.
  for (auto const* cookies : {"orgd_session_8080=a", "orgd_session_8080=a; orgd_session_8080=b"})
    expect_code(w.send(with_cookie(sign_in_request(dana, wrong), cookies)), 403,
                "CROSS_SITE_REQUEST");
  // No password was looked at, and so none counted.
  expect_ok(sign_in_by_page(w, dana), 201, json_type);
}

void no_window(World& w) {
  std::string const cookie = cookie_in(sign_in_by_page(w, new_person(w, "dana")), cookie_name);
  Answer const answer = w.send(with_cookie(w.request("GET", w.org()), cookie + "; " + cookie));
  expect_code(answer, 401, "USER_UNAUTHORIZED");
  expect_header(answer, "WWW-Authenticate", "Orgd-Session");
}

// That a browser asks whether it may is answered like any other question.
void preflight(World& w) {
  for (auto const& target : {std::string(path), std::string(me), "/api/atlas/v2" + w.org(),
                             std::string("/api/atlas/v2/orgs")}) {
    RequestSpec const request = plain("OPTIONS", target)
                                    .by_nobody()
                                    .with("Origin", "https://evil.example")
                                    .with("Access-Control-Request-Method", "PATCH")
                                    .with("Access-Control-Request-Headers", "x-orgd,content-type");
    Answer const answer = w.send(request);
    for (Header const& field : answer.headers)
      expect(answer, !same_name(field.name.substr(0, 15), "Access-Control-"),
             "no leave for others");
  }
}

void other_hosts(World& w) {
  std::string const dana = new_person(w, "dana");
  auto const server =
      w.door().backstage().server_with({{"public_url", "https://orgd.example.org"}});
  auto const posing = [](RequestSpec const& request) {
    return request.with("Host", "evil.example")
        .with("X-Forwarded-Host", "evil.example")
        .with("X-Forwarded-Proto", "http")
        .with("Forwarded", "host=evil.example;proto=http");
  };
  RequestSpec const request = posing(from_page(sign_in_request(dana, password, false)));
  for (auto const* foreign : {"http://evil.example", "https://evil.example", "null"})
    expect_error_on(w.send_to(*server, request.with("Origin", foreign)), 403, "CROSS_SITE_REQUEST",
                    "https://orgd.example.org");
  Answer const answer = w.send_to(*server, request.with("Origin", "https://orgd.example.org"));
  expect_ok(answer, 201, json_type);
  auto const lines = answer.all("Set-Cookie");
  expect_equal(answer, "how many cookies", std::to_string(lines.size()), "2");
  for (auto const& line : lines)
    expect(answer, line.starts_with("__Host-") && line.contains("; Path=/; Secure; HttpOnly"),
           "attributes of " + line);
  for (auto const& asked :
       {w.request("GET", w.org()), w.request("GET", "/orgs"),
        w.request("POST", "/groups",
                  object({{"name", quoted("Linked")}, {"orgId", quoted(w.id())}}))}) {
    Answer const linked = w.send_to(*server, posing(asked));
    expect(linked, linked.body.contains("\"https://orgd.example.org/api/"), "links to the server");
    expect(linked, !linked.body.contains("evil"), "no link elsewhere");
    auto const location = linked.header("Location");
    expect(linked, location.empty() || location.starts_with("https://orgd.example.org/api/"),
           "a Location of the server");
  }
}

// Guesses at one account from everywhere slow strangers alone.
void whole_account(World& w) {
  using namespace std::chrono_literals;
  std::string const dana = new_person(w, "dana");
  std::string const eve = new_person(w, "eve");
  std::string const device = cookie_in(sign_in_by_page(w, dana), device_name);
  std::string const of_eve = cookie_in(sign_in_by_page(w, eve), device_name);
  w.door().advance_clock(0s);  // what follows needs a clock that stands
  for (int i = 0; i < 20; ++i)
    expect_code(w.send(sign_in_request(dana, wrong).from(fmt::format("198.51.100.{}", i))), 401,
                "SIGN_IN_FAILED");
  expect_error(w.send(sign_in_request(dana).from("203.0.113.1")), 429, "TOO_MANY_TRIES", "[1]");
  expect_code(sign_in_by_page(w, dana, of_eve), 429, "TOO_MANY_TRIES");
  expect_code(sign_in_by_page(w, dana, std::string(device_name) + std::string(43, 'A')), 429,
              "TOO_MANY_TRIES");
  expect_ok(sign_in_by_page(w, dana, device), 201, json_type);
  // A device that was stolen guesses no faster than anybody.
  auto const guess = from_page(sign_in_request(dana, wrong, false)).with("Cookie", device);
  for (int i = 0; i < 5; ++i) expect_code(w.send(guess), 401, "SIGN_IN_FAILED");
  expect_error(w.send(guess), 429, "TOO_MANY_TRIES", "[1]");
  expect_header(w.send(guess), "Retry-After", "1");
}

void refused_new_passwords(World& w) {
  std::string const token = sign_in(w, new_person(w, "dana"));
  w.door().advance_clock(std::chrono::seconds(0));  // what follows needs a clock that stands
  auto const change = [&](std::string_view to) {
    return w.send(
        by(plain("POST", "/orgd/v1/me:changePassword",
                 object({{"currentPassword", quoted(password)}, {"newPassword", quoted(to)}})),
           token));
  };
  for (int i = 0; i < 6; ++i) expect_code(change("Password123!"), 400, "COMMON_PASSWORD");
  expect_no_content(change("battery staple 7"), json_type);
}

constexpr std::array cases{
    Case{"a session that a browser brings is not taken over by signing in", fixation},
    Case{"a cookie that was stolen is worth nothing once its person has signed out", theft},
    Case{"no other site's page signs anybody in", cross_site_sign_in},
    Case{"a browser that carries a cookie twice is not asked for a key, either", no_window},
    Case{"no page of another site is given leave to read", preflight},
    Case{"who says to ask another host gets neither cookies nor links of it", other_hosts},
    Case{"guesses at an account from everywhere delay no browser that is known", whole_account},
    Case{"a new password that is refused is no wrong guess at the present one",
         refused_new_passwords},
};

}  // namespace
}  // namespace conformance::attacks

std::span<conformance::Case const> conformance::attack_cases() { return attacks::cases; }
