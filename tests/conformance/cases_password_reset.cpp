// Forgotten passwords: who gets a link, what it does, and when it does nothing any more.
#include <algorithm>
#include <array>
#include <set>

#include "session_calls.hpp"

namespace conformance::password_reset {
namespace {

using namespace sessions;
using namespace std::chrono_literals;

constexpr std::string_view next = "battery staple 7";
constexpr std::string_view kind = "password reset";

RequestSpec ask_request(std::string_view username) {
  return plain("POST", "/orgd/v1/passwords:reset", object({{"username", quoted(username)}}));
}

RequestSpec set_request(std::string_view token, std::string_view wanted) {
  return plain("POST", "/orgd/v1/passwords:set",
               object({{"token", quoted(token)}, {"password", quoted(wanted)}}));
}

std::set<std::string> links_to(World& w, std::string const& username) {
  std::set<std::string> tokens;
  for (auto const& mail : w.door().backstage().mails_to(username))
    if (mail.kind == kind && !mail.token.empty()) tokens.insert(mail.token);
  return tokens;
}

std::int64_t asked_mails(World& w, std::string const& username) {
  auto const mails = w.door().backstage().mails_to(username);
  return std::ranges::count(mails, kind, &SeenMail::kind);
}

/// The token of the mail that is asked for now.
std::string new_link(World& w, std::string const& username) {
  auto const before = links_to(w, username);
  Answer const answer = w.send(ask_request(username));
  expect_ok(answer, 202, json_type);
  for (auto const& token : links_to(w, username))
    if (!before.contains(token)) return token;
  fail(answer, "a mail with a link");
}

void expect_set(World& w, std::string_view token, std::string_view wanted = next) {
  expect_no_content(w.send(set_request(token, wanted)), json_type);
}

void expect_dead(World& w, std::string_view token) {
  expect_code(w.send(set_request(token, "another staple 8")), 400, "INVALID_PASSWORD_LINK");
}

void sets_a_password(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  std::string const session = sign_in(w, dana);
  std::string const token = new_link(w, dana);
  expect_ok(w.send(by(plain("GET", me), session)), 200, json_type);
  expect_code(w.send(set_request(token, "Password123!")), 400, "COMMON_PASSWORD");
  expect_code(w.send(set_request(token, "short")), 400, "WEAK_PASSWORD");
  expect_code(w.send(set_request(token, dana)), 400, "COMMON_PASSWORD");
  Answer const set = w.send(set_request(token, next));
  expect_no_content(set, json_type);
  expect(set, set.all("Set-Cookie").empty(), "nobody to be signed in");
  expect_signed_out(w.send(by(plain("GET", me), session)));
  expect_code(w.send(sign_in_request(dana)), 401, "SIGN_IN_FAILED");
  sign_in(w, dana, next);
  expect_dead(w, token);
  auto const mails = w.door().backstage().mails_to(dana);
  expect(set, std::ranges::find(mails, "password changed", &SeenMail::kind) != mails.end(),
         "a mail that tells of it");
}

void answers_alike(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  Answer const known = w.send(ask_request(dana));
  Answer const unknown = w.send(ask_request(w.person("nobody")));
  Answer const no_address = w.send(ask_request("no address at all"));
  for (Answer const* answer : {&known, &unknown, &no_address}) {
    expect_ok(*answer, 202, json_type);
    expect_equal(*answer, "the body", answer->body, known.body);
  }
  expect_error_on(w.send(plain("POST", "/orgd/v1/passwords:reset", "{}")), 400, "MISSING_ATTRIBUTE",
                  "username");
  expect_error_on(w.send(plain("POST", "/orgd/v1/passwords:set", R"({"token":"x"})")), 400,
                  "MISSING_ATTRIBUTE", "password");
  // Whoever never accepted has no account yet.
  std::string const invited = w.person("invited");
  w.invite(invited);
  Answer const pending = w.send(ask_request(invited));
  expect_ok(pending, 202, json_type);
  expect(pending, links_to(w, invited).empty(), "no mail to who never accepted");
}

void few_mails(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  for (int i = 0; i < 3; ++i) new_link(w, dana);
  Answer const fourth = w.send(ask_request(dana));
  expect_ok(fourth, 202, json_type);
  expect_equal(fourth, "mails", std::to_string(asked_mails(w, dana)), "3");
  w.door().advance_clock(1h);
  new_link(w, dana);
}

void asks_too_often(World& w) {
  w.door().advance_clock(0s);  // what follows needs a clock that stands
  auto const ask = [&] { return w.send(ask_request(w.person("nobody")).from("198.51.100.77")); };
  for (int i = 0; i < 20; ++i) expect_ok(ask(), 202, json_type);
  Answer const slowed = ask();
  expect_error(slowed, 429, "TOO_MANY_TRIES", "[1]");
  expect_header(slowed, "Retry-After", "1");
  expect_ok(w.send(ask_request(w.person("nobody")).from("198.51.100.78")), 202, json_type);
}

void ends(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  std::string const late = new_link(w, dana);
  w.door().advance_clock(30min);
  expect_dead(w, late);
  std::string const in_time = new_link(w, dana);
  w.door().advance_clock(30min - 1s);
  expect_set(w, in_time);
  for (auto const* wrong : {"nonsense", "222222222222222222222222.short"}) expect_dead(w, wrong);
  std::string other = in_time;
  other.back() = other.back() == 'A' ? 'B' : 'A';
  expect_dead(w, other);
}

void ends_with_another(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  std::string const older = new_link(w, dana);
  expect_set(w, new_link(w, dana));
  expect_dead(w, older);
  std::string const third = new_link(w, dana);
  std::string const session = sign_in(w, dana, next);
  expect_no_content(
      w.send(
          by(plain("POST", "/orgd/v1/me:changePassword",
                   object({{"currentPassword", quoted(next)}, {"newPassword", quoted(password)}})),
             session)),
      json_type);
  expect_dead(w, third);
}

void forgets_devices(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  std::string const device = cookie_in(sign_in_by_page(w, dana), "orgd_device_8080=");
  w.door().advance_clock(0s);
  expect_set(w, new_link(w, dana));
  auto const guess = [&] { return w.send(sign_in_request(dana, "a wrong horse")); };
  for (int i = 0; i < 5; ++i) expect_code(guess(), 401, "SIGN_IN_FAILED");
  expect_code(guess(), 429, "TOO_MANY_TRIES");
  expect_code(sign_in_by_page(w, dana, device), 429, "TOO_MANY_TRIES");
}

void only_own_pages(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  std::string const token = new_link(w, dana);
  for (auto const& request : {ask_request(dana), set_request(token, next)}) {
    expect_code(w.send(from_page(request).with("Origin", "https://evil.example")), 403,
                "CROSS_SITE_REQUEST");
    expect_code(w.send(from_page(request).without("X-Orgd")), 403, "CROSS_SITE_REQUEST");
  }
  expect_no_content(w.send(from_page(set_request(token, next))), json_type);
}

void by_an_operator(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  w.stay_on_one_server();
  std::string const token = w.door().backstage().person_link(dana);
  auto const types = w.event_types();
  Answer const answer = w.send(set_request(token, "short"));
  expect(answer, std::ranges::count(types, "USER_PASSWORD_LINK_CREATED") == 1,
         "the organization to be told of it");
  w.door().advance_clock(24h - 1s);
  expect_set(w, token);
  std::string const late = w.door().backstage().person_link(dana);
  w.door().advance_clock(24h);
  expect_dead(w, late);
  // What has expired is forgotten, and so is what nobody was sent.
  w.door().backstage().keep_up_with_expiry();
  sign_in(w, dana, next);
}

constexpr std::array cases{
    Case{"a link sets a password once, and ends all sessions", sets_a_password},
    Case{"nobody learns whether an address has an account", answers_alike},
    Case{"an account gets three mails an hour", few_mails},
    Case{"a client that asks too often has to wait", asks_too_often},
    Case{"a link works for half an hour", ends},
    Case{"a new password ends all other links", ends_with_another},
    Case{"a browser that was known is a stranger after a reset", forgets_devices},
    Case{"no page of another site asks for a mail or sets a password", only_own_pages},
    Case{"an operator's link works for a day, and owners see that it was made", by_an_operator},
};

}  // namespace
}  // namespace conformance::password_reset

std::span<conformance::Case const> conformance::password_reset_cases() {
  return password_reset::cases;
}
