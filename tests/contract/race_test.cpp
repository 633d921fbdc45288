// Two requests at the same moment, of which only one may have its way, many times over.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <functional>
#include <latch>
#include <thread>

#include "expect.hpp"
#include "factor_calls.hpp"
#include "passkey_calls.hpp"
#include "scene.hpp"
#include "session_calls.hpp"
#include "stored_rows.hpp"

namespace contract {
namespace {

using conformance::World;

constexpr int rounds = 200;
constexpr int rounds_with_passwords = 10;  // to hash one takes as long as a hundred calls

class Race : public ::testing::Test {
 protected:
  struct Finish {
    Answer first{};
    Answer second{};
  };

  // Neither is sent before both threads are there.
  Finish race(RequestSpec const& first, RequestSpec const& second) {
    Finish finish;
    std::latch start(2);
    auto const run = [&](conformance::Door& door, RequestSpec const& request, Answer& answer) {
      start.arrive_and_wait();
      answer = door.send(request);
    };
    std::jthread other([&] { run(*second_door_, second, finish.second); });
    run(*first_door_, first, finish.first);
    other.join();
    return finish;
  }

  conformance::FreshService service_;
  conformance::OrganizationSource source_{service_.door(), service_.key()};
  std::unique_ptr<conformance::Door> first_door_ = service_.another_door();
  std::unique_ptr<conformance::Door> second_door_ = service_.another_door();
};

std::string both(Answer const& a, Answer const& b) {
  return conformance::describe(a) + conformance::describe(b);
}

TEST_F(Race, OfTwoInvitationsOfOnePersonOneWins) {
  World world(source_);
  int first_wins = 0;
  for (int i = 0; i < rounds; ++i) {
    auto const invite = world.request("POST", world.org("/invites"),
                                      fmt::format(R"({{"username":"p{}@example.org"}})", i));
    auto const [first, second] = race(invite, invite);
    bool const first_won = first.status == 200;
    Answer const& winner = first_won ? first : second;
    Answer const& loser = first_won ? second : first;
    ASSERT_EQ(winner.status, 200) << both(first, second);
    ASSERT_EQ(code_of(loser), "DEFAULT_INVITATION_EXCEPTION") << both(first, second);
    first_wins += first_won ? 1 : 0;
  }
  RecordProperty("first_wins", first_wins);
  EXPECT_EQ(rows_of(service_.stored_at(),
                    "SELECT COUNT(*) FROM membership WHERE username LIKE 'p%@example.org'"),
            std::vector{std::to_string(rounds)});
}

TEST_F(Race, AnOrganizationIsDeletedOrGetsAProject) {
  int deleted = 0;
  for (int i = 0; i < rounds; ++i) {
    World world(source_);
    auto const create = world.request("POST", "/groups",
                                      fmt::format(R"({{"name":"Last","orgId":"{}"}})", world.id()));
    auto const [creation, deletion] = race(create, world.request("DELETE", world.org()));
    if (deletion.status == 204) {
      ++deleted;
      // The key went with its organization: its request meets nobody, or no organization.
      ASSERT_TRUE(creation.status == 401 || creation.status == 404) << both(creation, deletion);
      continue;
    }
    ASSERT_EQ(code_of(deletion), "ORG_NOT_EMPTY") << both(creation, deletion);
    ASSERT_EQ(creation.status, 201) << both(creation, deletion);
    auto const project = conformance::parse_json(creation.body)->find("id")->text;
    ASSERT_EQ(world.remove("/groups/" + project).status, 202);
  }
  RecordProperty("deleted", deleted);
  EXPECT_EQ(rows_of(service_.stored_at(),
                    "SELECT p.org_id FROM project p JOIN organization o ON o.org_id = p.org_id "
                    "WHERE o.deleted_at IS NOT NULL"),
            std::vector<std::string>{});
}

TEST_F(Race, OfTwoProjectsOfOneNameOneIsMade) {
  World world(source_);
  for (int i = 0; i < rounds; ++i) {
    auto const create = world.request(
        "POST", "/groups", fmt::format(R"({{"name":"P {}","orgId":"{}"}})", i, world.id()));
    auto const [first, second] = race(create, create);
    bool const first_won = first.status == 201;
    Answer const& winner = first_won ? first : second;
    ASSERT_EQ(winner.status, 201) << both(first, second);
    ASSERT_EQ(code_of(first_won ? second : first), "GROUP_ALREADY_EXISTS") << both(first, second);
  }
}

TEST_F(Race, OfTwoOwnersWhoAreLoweredOneStays) {
  World world(source_);
  std::string const other = world.new_member(world.person("second"), "ORG_OWNER").find("id")->text;
  auto const change = [&](std::string const& id, std::string_view role) {
    return world.request("PUT", world.org("/users/" + id + "/roles"),
                         fmt::format(R"({{"orgRoles":["{}"]}})", role));
  };
  for (int i = 0; i < rounds; ++i) {
    auto const [first, second] =
        race(change(world.owner_id(), "ORG_MEMBER"), change(other, "ORG_MEMBER"));
    bool const first_won = first.status == 200;
    Answer const& winner = first_won ? first : second;
    ASSERT_EQ(winner.status, 200) << both(first, second);
    ASSERT_EQ(code_of(first_won ? second : first), "CANNOT_DEMOTE_LAST_ORG_OWNER")
        << both(first, second);
    auto const raise = change(first_won ? world.owner_id() : other, "ORG_OWNER");
    ASSERT_EQ(world.send(raise).status, 200);
  }
}

namespace signing = conformance::sessions;

TEST_F(Race, OfTwoSignOutsBothEndTheSession) {
  World world(source_);
  world.new_member("dana@example.org");
  for (int i = 0; i < rounds_with_passwords; ++i) {
    std::string const token = signing::sign_in(world, "dana@example.org");
    auto const out = signing::by(signing::plain("DELETE", signing::current), token);
    auto const [first, second] = race(out, out);
    for (auto const& answer : {first, second})
      ASSERT_TRUE(answer.status == 204 || answer.status == 401) << both(first, second);
    ASSERT_TRUE(first.status == 204 || second.status == 204) << both(first, second);
    auto const asked = signing::by(world.request("GET", world.org()), token);
    for (auto* const door : {first_door_.get(), second_door_.get()})
      ASSERT_EQ(door->send(asked).status, 401);
  }
  EXPECT_EQ(rows_of(service_.stored_at(), "SELECT COUNT(*) FROM person_session"),
            std::vector<std::string>{"0"});
}

TEST_F(Race, APersonSignsOutOrCalls) {
  World world(source_);
  world.new_member("dana@example.org", "ORG_OWNER");
  for (int i = 0; i < rounds_with_passwords; ++i) {
    std::string const token = signing::sign_in(world, "dana@example.org");
    std::string const name = fmt::format("Round {}", i);
    auto const rename = signing::by(
        world.request("PATCH", world.org(), fmt::format(R"({{"name":"{}"}})", name)), token);
    auto const out = signing::by(signing::plain("DELETE", signing::current), token);
    auto const [renaming, signing_out] = race(rename, out);
    ASSERT_EQ(signing_out.status, 204) << both(renaming, signing_out);
    ASSERT_TRUE(renaming.status == 200 || renaming.status == 401) << both(renaming, signing_out);
    bool const renamed = world.get(world.org()).body.contains(name);
    ASSERT_EQ(renamed, renaming.status == 200) << both(renaming, signing_out);
    for (auto* const door : {first_door_.get(), second_door_.get()})
      ASSERT_EQ(door->send(rename).status, 401);
  }
}

TEST_F(Race, APersonLosesARoleWhileItCalls) {
  World world(source_);
  std::string const id = world.new_member("dana@example.org", "ORG_OWNER").find("id")->text;
  std::string const token = signing::sign_in(world, "dana@example.org");
  auto const change = [&](std::string_view role) {
    return world.request("PUT", world.org("/users/" + id + "/roles"),
                         fmt::format(R"({{"orgRoles":["{}"]}})", role));
  };
  auto const rename =
      signing::by(world.request("PATCH", world.org(), R"({"name":"By Dana"})"), token);
  for (int i = 0; i < rounds; ++i) {
    auto const [renaming, lowering] = race(rename, change("ORG_MEMBER"));
    ASSERT_EQ(lowering.status, 200) << both(renaming, lowering);
    ASSERT_TRUE(renaming.status == 200 || code_of(renaming) == "USER_UNAUTHORIZED")
        << both(renaming, lowering);
    for (auto* const door : {first_door_.get(), second_door_.get()})
      ASSERT_EQ(code_of(door->send(rename)), "USER_UNAUTHORIZED");
    ASSERT_EQ(world.send(change("ORG_OWNER")).status, 200);
    ASSERT_EQ(second_door_->send(rename).status, 200);
  }
}

TEST_F(Race, APersonsTwoNamesAreBothKept) {
  World world(source_);
  world.new_member("dana@example.org");
  std::string const token = signing::sign_in(world, "dana@example.org");
  auto const change = [&](std::string_view field, int i) {
    return signing::by(
        signing::plain("PATCH", "/orgd/v1/me", fmt::format(R"({{"{}":"Dana {}"}})", field, i)),
        token);
  };
  auto const show = signing::by(signing::plain("GET", "/orgd/v1/me"), token);
  for (int i = 0; i < rounds; ++i) {
    auto const [first, last] = race(change("firstName", i), change("lastName", i));
    ASSERT_EQ(first.status, 200) << both(first, last);
    ASSERT_EQ(last.status, 200) << both(first, last);
    auto const kept = conformance::json_of(first_door_->send(show));
    for (auto const* const field : {"firstName", "lastName"})
      ASSERT_EQ(kept.find(field)->text, fmt::format("Dana {}", i)) << both(first, last);
  }
}

TEST_F(Race, NoSessionByTheOldPasswordOutlivesIt) {
  World world(source_);
  world.new_member("dana@example.org");
  std::string const token = signing::sign_in(world, "dana@example.org");
  std::string old(signing::password);
  for (int i = 0; i < rounds_with_passwords; ++i) {
    std::string const next = fmt::format("battery staple {}", i);
    auto const change = signing::by(
        signing::plain("POST", "/orgd/v1/me:changePassword",
                       fmt::format(R"({{"currentPassword":"{}","newPassword":"{}"}})", old, next)),
        token);
    auto const [changing, signing_in] =
        race(change, signing::sign_in_request("dana@example.org", old)
                         .from(fmt::format("198.51.100.{}", i)));  // none is to be slowed
    ASSERT_EQ(changing.status, 204) << both(changing, signing_in);
    ASSERT_TRUE(signing_in.status == 201 || signing_in.status == 401) << both(changing, signing_in);
    ASSERT_EQ(rows_of(service_.stored_at(), "SELECT COUNT(*) FROM person_session"),
              std::vector<std::string>{"1"});
    old = next;
  }
}

TEST_F(Race, OfTwoRequestsWithOneCodeOneIsLetIn) {
  namespace factors = conformance::factors;
  World world(source_);
  auto dana = factors::new_holder(world);
  for (int i = 0; i < 20; ++i) {
    service_.advance_clock(std::chrono::seconds(conformance::code_seconds));
    dana.factor.at += conformance::code_seconds;
    auto const showing =
        factors::by(factors::second_step(dana.factor.app.code_at(dana.factor.at)), dana.token);
    auto const [first, second] = race(showing, showing);
    bool const first_won = first.status == 200;
    ASSERT_EQ((first_won ? first : second).status, 200) << both(first, second);
    ASSERT_EQ(code_of(first_won ? second : first), "SECOND_FACTOR_FAILED") << both(first, second);
  }
}

TEST_F(Race, OfTwoSignInsWithOneChallengeOneIsLetIn) {
  namespace passkeys = conformance::passkeys;
  World world(source_);
  auto dana = passkeys::new_holder(world);
  for (int i = 0; i < 20; ++i) {
    auto const shown = dana.passkey.get(passkeys::sign_in_prompt(world));
    auto const signing_in = passkeys::passkey_sign_in(shown, dana.factor.user_handle);
    auto const [first, second] = race(signing_in, signing_in);
    bool const first_won = first.status == 201;
    ASSERT_EQ((first_won ? first : second).status, 201) << both(first, second);
    ASSERT_EQ(code_of(first_won ? second : first), "SIGN_IN_FAILED") << both(first, second);
  }
}

}  // namespace
}  // namespace contract
