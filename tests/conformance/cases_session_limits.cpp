// What time does to sessions and to guesses at passwords, and what organizations ask of sessions.
#include <array>

#include "session_calls.hpp"

namespace conformance::session_limits {
namespace {

using namespace sessions;

void ends_by_itself(World& w) {
  using namespace std::chrono_literals;
  std::string const dana = w.person("dana");
  w.new_member(dana);
  std::string const token = sign_in(w, dana);
  std::string const idle = sign_in(w, dana);
  auto const ask = [&](std::string const& of) { return w.send(by(plain("GET", current), of)); };
  w.door().advance_clock(30min - 1s);
  expect_ok(ask(token), 200, json_type);
  w.door().advance_clock(1s);
  expect_signed_out(ask(idle));
  for (int i = 0; i < 23; ++i) {
    expect_ok(ask(token), 200, json_type);
    w.door().advance_clock(29min);
  }
  expect_ok(ask(token), 200, json_type);
  w.door().advance_clock(29min);
  expect_signed_out(ask(token));
}

void limits_of_an_organization(World& w) {
  using namespace std::chrono_literals;
  std::string const dana = w.person("dana");
  w.new_member(dana, "ORG_OWNER");
  std::string const old = sign_in(w, dana);
  expect_ok(w.patch(w.org("/settings"),
                    R"({"customSessionTimeouts":{"absoluteSessionTimeoutInSeconds":3600,)"
                    R"("idleSessionTimeoutInSeconds":600}})"));
  auto const ask = [&](std::string const& token) {
    return w.send(by(w.request("GET", w.org()), token));
  };
  expect_ok(ask(old));
  w.door().advance_clock(11min);
  // Whoever was away for too long stays out, also when he asks again.
  for (int i = 0; i < 2; ++i) expect_error_on(ask(old), 401, "SESSION_EXPIRED_FOR_ORG", w.id());
  expect_ok(w.send(by(plain("GET", me), old)), 200, json_type);
  Answer const list = w.send(by(w.request("GET", "/orgs"), old));
  expect_member(list, expect_ok(list), "totalCount", "1");
  expect_error_on(w.send(by(w.request("PATCH", w.org(), R"({"name":"Late"})"), old)), 401,
                  "SESSION_EXPIRED_FOR_ORG", w.id());
  std::string const fresh = sign_in(w, dana);
  for (int i = 0; i < 7; ++i) {
    expect_ok(ask(fresh));
    w.door().advance_clock(9min);
  }
  expect_error_on(ask(fresh), 401, "SESSION_EXPIRED_FOR_ORG", w.id());
}

void second_factor(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana, "ORG_OWNER");
  std::string const token = sign_in(w, dana);
  expect_ok(w.patch(w.org("/settings"), R"({"multiFactorAuthRequired":true})"));
  expect_error_on(w.send(by(w.request("GET", w.org()), token)), 403, "MFA_REQUIRED", w.id());
  expect_error_on(w.send(by(w.request("PATCH", w.org(), R"({"name":"X"})"), token)), 403,
                  "MFA_REQUIRED", w.id());
  Answer const list = w.send(by(w.request("GET", "/orgs"), token));
  expect_member(list, expect_ok(list), "totalCount", "1");
  expect_ok(w.patch(w.org("/settings"), R"({"multiFactorAuthRequired":false})"));
  expect_ok(w.send(by(w.request("GET", w.org()), token)));
}

void guesses(World& w) {
  using namespace std::chrono_literals;
  std::string const dana = w.person("dana");
  w.new_member(dana);
  std::string const device = cookie_in(sign_in_by_page(w, dana), "orgd_device_8080=");
  auto const guess = [&] { return w.send(sign_in_request(dana, "a wrong horse")); };
  w.door().advance_clock(0s);  // what follows needs a clock that stands
  for (int i = 0; i < 5; ++i) expect_code(guess(), 401, "SIGN_IN_FAILED");
  Answer const slowed = guess();
  expect_error(slowed, 429, "TOO_MANY_TRIES", "[1]");
  expect_header(slowed, "Retry-After", "1");
  expect_code(w.send(sign_in_request(dana)), 429, "TOO_MANY_TRIES");
  // Neither somebody else here, nor the person elsewhere or in a known browser.
  expect_code(w.send(sign_in_request(w.person("eve"))), 401, "SIGN_IN_FAILED");
  expect_ok(w.send(sign_in_request(dana).from("198.51.100.7")), 201, json_type);
  expect_ok(sign_in_by_page(w, dana, device), 201, json_type);
  w.door().advance_clock(1s);
  expect_code(guess(), 401, "SIGN_IN_FAILED");
  expect_error(guess(), 429, "TOO_MANY_TRIES", "[2]");
  w.door().advance_clock(2s);
  sign_in(w, dana);
  // The right password has ended it.
  for (int i = 0; i < 5; ++i) expect_code(guess(), 401, "SIGN_IN_FAILED");
  w.door().advance_clock(15min);
  for (int i = 0; i < 5; ++i) expect_code(guess(), 401, "SIGN_IN_FAILED");
}

void networks(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  auto const guess = [&](std::string address) {
    return w.send(sign_in_request(dana, "a wrong horse").from(std::move(address)));
  };
  for (auto const* address : {"2001:db8:0:1::1", "2001:db8:0:1::2", "2001:db8:0:1:ffff::3",
                              "2001:db8:0:1::4", "2001:db8:0:1::5"})
    expect_code(guess(address), 401, "SIGN_IN_FAILED");
  expect_code(guess("2001:db8:0:1::6"), 429, "TOO_MANY_TRIES");
  expect_code(guess("2001:db8:0:2::1"), 401, "SIGN_IN_FAILED");
}

constexpr std::array cases{
    Case{"a session ends half an hour after its last use, and after twelve hours", ends_by_itself},
    Case{"an organization's own limits hold for it alone", limits_of_an_organization},
    Case{"where a second factor is demanded, a password is not enough", second_factor},
    Case{"guesses wait ever longer, and delay nobody else", guesses},
    Case{"guesses from one network of IPv6 count together", networks},
};

}  // namespace
}  // namespace conformance::session_limits

std::span<conformance::Case const> conformance::session_limit_cases() {
  return session_limits::cases;
}
