// Tries to sign in, as whoever guesses sees them: what an address costs and tells must not say
// whether somebody has it. What is counted is work, for time would prove nothing here.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <latch>

#include "async/blocking_loop.hpp"
#include "scene.hpp"
#include "service/environment.hpp"
#include "session_calls.hpp"
#include "stored_rows.hpp"

namespace contract {
namespace {

using conformance::World;
using conformance::sessions::sign_in_request;

constexpr std::string_view wrong_password = "another horse";

struct Seen {
  int status = 0;
  std::string body{};
  std::vector<std::string> headers{};
  std::int64_t statements = 0;
  std::uint64_t hashes = 0;
  std::ptrdiff_t rows = 0;
  bool operator==(Seen const&) const = default;
};

void PrintTo(Seen const& seen, std::ostream* out) {
  *out << fmt::format("{} {}, {} statements, {} hashes, {} rows", seen.status, seen.body,
                      seen.statements, seen.hashes, seen.rows);
}

class Guess : public ::testing::Test {
 protected:
  std::ptrdiff_t rows() { return std::ranges::count(dump_of(service_.stored_at()), '\n'); }

  // Each from an address of its own, as none of the counters is to be one that was begun before.
  Seen guess(std::string const& username) {
    auto const statements = service_.statements();
    auto const hashes = service_.offload().done();
    auto const before = rows();
    Answer const answer = world_.send(
        sign_in_request(username, wrong_password).from(fmt::format("198.51.100.{}", ++addresses_)));
    Seen seen{.status = answer.status,
              .body = answer.body,
              .statements = service_.statements() - statements,
              .hashes = service_.offload().done() - hashes,
              .rows = rows() - before};
    for (auto const& [name, value] : answer.headers)
      seen.headers.push_back(fmt::format("{}: {}", name, value));
    return seen;
  }

  conformance::FreshService service_;
  conformance::OrganizationSource source_{service_.door(), service_.key()};
  World world_{source_};
  int addresses_ = 0;
};

TEST_F(Guess, CostsAndTellsTheSameWhoeverHasTheAddress) {
  world_.new_member("dana@example.org");
  world_.invite("invited@example.org");
  Seen const unknown = guess("nobody@example.org");
  EXPECT_EQ(unknown.status, 401);
  EXPECT_EQ(unknown.hashes, 1U);
  EXPECT_EQ(unknown.rows, 3) << "one for each counter";
  for (auto const* username : {"dana@example.org", "invited@example.org", "no address", ""})
    EXPECT_EQ(guess(username), unknown) << username;
}

TEST_F(Guess, WaitsForTheSameTimeWhoeverHasTheAddress) {
  world_.new_member("dana@example.org");
  auto const told = [&](std::string const& username) {
    std::vector<std::string> answers;
    for (int i = 0; i < 7; ++i) {
      auto const hashes = service_.offload().done();
      Answer const answer =
          world_.send(sign_in_request(username, wrong_password).from("192.0.2.1"));
      answers.push_back(fmt::format("{} {} {} {} hashes", answer.status, answer.body,
                                    answer.header("Retry-After"),
                                    service_.offload().done() - hashes));
    }
    return answers;
  };
  auto const of_known = told("dana@example.org");
  EXPECT_EQ(of_known, told("nobody@example.org"));
  EXPECT_TRUE(of_known.back().starts_with("429 ")) << of_known.back();
  EXPECT_TRUE(of_known.back().ends_with(" 1 0 hashes")) << of_known.back();
}

// So many tries that cannot be judged that each must be refused for nothing.
TEST_F(Guess, WritesNothingWhereItCannotBeJudged) {
  constexpr char const* crowded = "192.0.2.9";
  world_.new_member("dana@example.org");
  auto const threads = orgd::ServiceOptions{}.hashes_at_once;
  std::latch begun(static_cast<std::ptrdiff_t>(threads));
  std::latch open(1);
  orgd::BlockingLoop loop;
  std::vector<orgd::Task<std::string>> waiting;
  auto const begin = [&](std::function<std::string()> what, orgd::Offload::Turn turn) {
    waiting.push_back(service_.offload().work(loop, std::move(what), std::move(turn)));
    waiting.back().handle().resume();
  };
  auto const held = [&] {
    begun.count_down();
    open.wait();
    return std::string();
  };
  for (std::size_t i = 0; i < threads; ++i) begin(held, {});
  begun.wait();
  for (std::size_t i = 0; i < orgd::Offload::Turn::max_of_client; ++i)
    begin([] { return std::string(); }, orgd::Offload::Turn::of_client(crowded, false));
  std::string const before = dump_of(service_.stored_at());
  for (auto const* username : {"dana@example.org", "nobody@example.org"}) {
    Answer const answer = world_.send(sign_in_request(username, wrong_password).from(crowded));
    EXPECT_EQ(answer.status, 503) << conformance::describe(answer);
    EXPECT_EQ(answer.header("Retry-After"), "1");
  }
  EXPECT_EQ(difference(before, dump_of(service_.stored_at())), "");
  open.count_down();
  auto const all = [&]() -> orgd::Task<orgd::Done> {
    for (auto& one : waiting) co_await end_of(one);
    co_return orgd::Done{};
  };
  EXPECT_TRUE(loop.run(all()));
  EXPECT_EQ(world_.send(sign_in_request("dana@example.org").from(crowded)).status, 201);
}

}  // namespace
}  // namespace contract
