// What time and tries do to second factors, and what a factor that was shown is good for.
#include <array>

#include "factor_calls.hpp"

namespace conformance::factor_rules {
namespace {

using namespace factors;
using namespace std::chrono_literals;

// The server's time from now on is this far behind the moment at which the factor was added.
void pass(World& w, Holder& holder, std::chrono::seconds by) {
  w.door().advance_clock(by);
  holder.factor.at += by.count();
}

void skew(World& w) {
  Holder dana = new_holder(w);
  pass(w, dana, 10min);
  auto const try_at = [&](std::int64_t steps) {
    return show(w, sign_in(w, dana.username),
                dana.factor.app.code_at(dana.factor.at + steps * code_seconds));
  };
  for (auto const steps : {-2, 2}) expect_code(try_at(steps), 403, "SECOND_FACTOR_FAILED");
  for (auto const steps : {-1, 0, 1}) expect_ok(try_at(steps), 200, json_type);
  // What was shown before a later one is of no use any more.
  for (auto const steps : {-1, 0, 1}) expect_code(try_at(steps), 403, "SECOND_FACTOR_FAILED");
}

void five_tries(World& w) {
  Holder dana = new_holder(w);
  pass(w, dana, 1min);
  std::string const token = sign_in(w, dana.username);
  for (int i = 0; i < 5; ++i) expect_code(show(w, token, "12345"), 403, "SECOND_FACTOR_FAILED");
  expect_signed_out(show(w, token, dana.next_code()));
  expect_signed_out(w.send(by(plain("GET", current), token)));
  // The right one forgives those before.
  for (int i = 0; i < 4; ++i)
    expect_code(show(w, dana.token, "12345"), 403, "SECOND_FACTOR_FAILED");
  expect_ok(show(w, dana.token, dana.next_code()), 200, json_type);
  for (int i = 0; i < 4; ++i)
    expect_code(show(w, dana.token, "12345"), 403, "SECOND_FACTOR_FAILED");
  expect_ok(w.send(by(plain("GET", me), dana.token)), 200, json_type);
}

void twenty_an_hour(World& w) {
  Holder dana = new_holder(w);
  pass(w, dana, 1min);
  for (int i = 0; i < 4; ++i) {
    std::string const token = sign_in(w, dana.username);
    for (int k = 0; k < 5; ++k) expect_code(show(w, token, "12345"), 403, "SECOND_FACTOR_FAILED");
  }
  Answer const closed = show(w, sign_in(w, dana.username), dana.next_code());
  expect_error(closed, 429, "TOO_MANY_TRIES", "[3600]");
  expect_header(closed, "Retry-After", "3600");
  pass(w, dana, 1h - 1s);
  expect_error(show(w, sign_in(w, dana.username), dana.next_code()), 429, "TOO_MANY_TRIES", "[1]");
  pass(w, dana, 1s);
  expect_ok(show(w, sign_in(w, dana.username), dana.next_code()), 200, json_type);
}

void confirmations_count(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  w.door().advance_clock(0s);  // what follows needs a clock that stands
  std::string const first = sign_in(w, dana);
  Added const factor = add(w, first);
  for (int i = 0; i < 4; ++i) {
    std::string const token = sign_in(w, dana);
    for (int k = 0; k < 5; ++k)
      expect_code(confirm(w, token, factor.id, "12345"), 403, "SECOND_FACTOR_FAILED");
    expect_signed_out(w.send(by(plain("GET", current), token)));
  }
  expect_error(confirm(w, first, factor.id, factor.app.code_at(factor.at)), 429, "TOO_MANY_TRIES",
               "[3600]");
}

void fresh_proof(World& w) {
  Holder dana = new_holder(w);
  Added const pending = add(w, dana.token);
  pass(w, dana, 15min);
  auto const all = [&] {
    return std::array{
        ask_to_add(w, dana.token),
        confirm(w, dana.token, pending.id, pending.app.code_at(dana.factor.at)),
        w.send(by(plain("DELETE", fmt::format("{}/{}", own_factors, dana.factor.id)), dana.token)),
        w.send(by(plain("POST", recovery_codes), dana.token))};
  };
  for (Answer const& answer : all()) expect_error(answer, 403, "FRESH_PROOF_REQUIRED", "[15]");
  expect_ok(w.send(by(plain("GET", own_factors), dana.token)), 200, json_type);
  expect_ok(show(w, dana.token, dana.factor.app.code_at(dana.factor.at)), 200, json_type);
  pass(w, dana, 15min - 1s);
  new_recovery_codes(w, dana.token);
  expect_ok(confirm(w, dana.token, pending.id, pending.app.code_at(dana.factor.at)), 200,
            json_type);
}

void demanded(World& w) {
  Holder const dana = new_holder(w, "ORG_OWNER");
  expect_ok(w.patch(w.org("/settings"), R"({"multiFactorAuthRequired":true})"));
  expect_ok(w.send(by(w.request("GET", w.org()), dana.token)));
  expect_ok(w.send(by(w.request("PATCH", w.org(), R"({"name":"By Dana"})"), dana.token)));
  std::string const token = sign_in(w, dana.username);
  expect_code(w.send(by(w.request("GET", w.org()), token)), 403, "SECOND_FACTOR_REQUIRED");
  expect_ok(show(w, token, dana.next_code()), 200, json_type);
  expect_ok(w.send(by(w.request("GET", w.org()), token)));
  expect_no_content(
      w.send(by(plain("DELETE", fmt::format("{}/{}", own_factors, dana.factor.id)), token)),
      json_type);
  // Nothing is left that the session could have shown.
  expect_error_on(w.send(by(w.request("GET", w.org()), token)), 403, "MFA_REQUIRED", w.id());
}

void half_sessions_end_nobody(World& w) {
  Holder const dana = new_holder(w);
  for (int i = 0; i < 110; ++i) sign_in(w, dana.username);
  expect_ok(w.send(by(plain("GET", me), dana.token)), 200, json_type);
}

constexpr std::array cases{
    Case{"a clock may be one step wrong, and each step counts once", skew},
    Case{"the fifth wrong code ends the session", five_tries},
    Case{"after twenty wrong codes none is taken until the hour is over", twenty_an_hour},
    Case{"codes that confirm a factor are counted, too", confirmations_count},
    Case{"factors change by a proof of the last quarter of an hour", fresh_proof},
    Case{"a second step satisfies who demands one", demanded},
    Case{"whoever knows the password alone ends no session", half_sessions_end_nobody, true},
};

}  // namespace
}  // namespace conformance::factor_rules

std::span<conformance::Case const> conformance::factor_rule_cases() { return factor_rules::cases; }
