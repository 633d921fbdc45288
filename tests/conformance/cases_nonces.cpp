// The life of a nonce: what may be used again, what is stale, and that a retry succeeds.
#include <array>
#include <set>

#include "cases.hpp"

namespace conformance::nonces {
namespace {

Answer ask(World& w, Challenge const& challenge, unsigned count) {
  RequestSpec const request = w.request("GET", "/orgs").by_nobody();
  return w.send(
      request.with("Authorization", authorization(challenge, w.key(), request, {.count = count})));
}

void counts_in_any_order(World& w) {
  Challenge const challenge = w.challenge();
  for (unsigned const count : {2U, 1U, 3U, 17U, 5U, 0U, 16U}) expect_ok(ask(w, challenge, count));
}

void repeated_count(World& w) {
  w.stay_where_nonces_are_used();
  Challenge const challenge = w.challenge();
  expect_ok(ask(w, challenge, 1));
  Answer const replay = ask(w, challenge, 1);
  expect_challenge(replay, "true");
  auto const next = parse_challenge(replay.header("WWW-Authenticate"));
  expect(replay, next && next->nonce != challenge.nonce, "a new nonce");
  expect_ok(ask(w, *next, 1));
}

void counts_taken_before(World& w) {
  w.stay_where_nonces_are_used();
  Challenge const challenge = w.challenge();
  for (unsigned const count : {5U, 3U, 4U}) expect_ok(ask(w, challenge, count));
  for (unsigned const count : {3U, 4U, 5U}) expect_challenge(ask(w, challenge, count), "true");
  expect_ok(ask(w, challenge, 6));
}

void count_below_the_window(World& w) {
  w.stay_where_nonces_are_used();
  Challenge const challenge = w.challenge();
  expect_ok(ask(w, challenge, 2000));
  expect_ok(ask(w, challenge, 2000 - 1024));
  expect_challenge(ask(w, challenge, 2000 - 1025), "true");
}

// Nobody is locked out by whoever sets the clock, in neither direction, and no replay gets in.
void clock_is_set(World& w) {
  constexpr std::chrono::seconds year(365 * 86400);
  for (auto const by : {std::chrono::seconds(301), std::chrono::seconds(-603), year, -2 * year,
                        -50 * year, 51 * year, std::chrono::seconds(302)}) {
    Challenge const before = w.challenge();
    expect_ok(ask(w, before, 1));
    w.door().set_clock(by);
    expect_ok(ask(w, before, 2));
    expect_challenge(ask(w, before, 1), "true");
    for (int i = 0; i < 4; ++i) {
      expect_ok(w.get("/orgs"));
      expect_ok(w.get_2025(w.org("/users")), 200, v2025);
      expect_ok(ask(w, w.challenge(), 1));
      w.door().advance_clock(std::chrono::seconds(100));
    }
    expect_challenge(ask(w, before, 3), "true");
  }
}

void old_nonce(World& w) {
  Challenge const challenge = w.challenge();
  w.door().advance_clock(std::chrono::seconds(299));
  expect_ok(ask(w, challenge, 1));
  w.door().advance_clock(std::chrono::seconds(2));
  Answer const late = ask(w, challenge, 2);
  expect_challenge(late, "true");
  expect_ok(ask(w, *parse_challenge(late.header("WWW-Authenticate")), 1));
}

void foreign_nonce(World& w) {
  Challenge challenge = w.challenge();
  challenge.nonce = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  Answer const answer = ask(w, challenge, 1);
  expect_status(answer, 401);
  auto const next = parse_challenge(answer.header("WWW-Authenticate"));
  expect(answer, next && next->nonce.size() == 32, "a fresh challenge");
  expect_ok(ask(w, *next, 1));
}

void changed_nonce(World& w) {
  Challenge challenge = w.challenge();
  challenge.nonce.front() = challenge.nonce.front() == 'A' ? 'B' : 'A';
  expect_status(ask(w, challenge, 1), 401);
}

void stale_only_for_the_right_secret(World& w) {
  Challenge const challenge = w.challenge();
  expect_ok(ask(w, challenge, 1));
  RequestSpec const request = w.request("GET", "/orgs").by_nobody();
  KeyPair const wrong{w.key().public_key, "00000000-0000-4000-8000-000000000000"};
  expect_challenge(w.send(request.with("Authorization", authorization(challenge, wrong, request))),
                   "false");
}

void nonces_differ(World& w) {
  std::set<std::string> seen;
  Answer last;
  for (int i = 0; i < 8; ++i) seen.insert(w.challenge().nonce);
  expect(w.get("/orgs"), seen.size() == 8, "eight different nonces");
}

constexpr std::array cases{
    Case{"a live nonce serves each count once, in any order", counts_in_any_order},
    Case{"a repeated count is stale and the retry succeeds", repeated_count},
    Case{"a count that was taken before is stale", counts_taken_before},
    Case{"a count too far below the highest is stale", count_below_the_window},
    Case{"a clock that is set locks nobody out", clock_is_set},
    Case{"a nonce is stale after 300 seconds", old_nonce},
    Case{"a nonce of somebody else is refused with a fresh one", foreign_nonce},
    Case{"a changed nonce is refused", changed_nonce},
    Case{"only who knows the secret learns that a nonce is stale", stale_only_for_the_right_secret},
    Case{"every challenge has a nonce of its own", nonces_differ},
};

}  // namespace
}  // namespace conformance::nonces

std::span<conformance::Case const> conformance::nonce_cases() { return nonces::cases; }
