// A list that was read is sent again from memory, and never when the store would say otherwise.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <functional>

#include "in_process_service.hpp"
#include "world.hpp"

namespace contract {
namespace {

using conformance::Answer;
using conformance::World;

class KeptList : public ::testing::Test {
 protected:
  void SetUp() override {
    if (service_.stored_at().starts_with("postgres"))
      GTEST_SKIP() << "PostgreSQL cannot tell that nothing has changed";
    service_.tell_changes();
  }

  // The answer, and whether the store was asked anything.
  std::pair<Answer, bool> ask(conformance::RequestSpec const& request) {
    auto const before = service_.statements();
    auto answer = world_.send(request);
    EXPECT_EQ(answer.status, 200) << answer.sent;
    return {std::move(answer), service_.statements() > before};
  }
  conformance::RequestSpec list(std::string_view of) const {
    return world_.request("GET", world_.org(of)).with("Accept", std::string(conformance::v2025));
  }
  // Whether the same is sent again without the store.
  void expect_kept(std::string_view of) {
    auto const [first, read] = ask(list(of));
    auto const [second, read_again] = ask(list(of));
    EXPECT_FALSE(read_again) << of;
    EXPECT_EQ(second.body, first.body);
  }

  conformance::FreshService service_;
  conformance::OrganizationSource source_{service_.door(), service_.key()};
  World world_{source_};
};

TEST_F(KeptList, AsksTheStoreOnce) {
  world_.new_project("Apollo");
  world_.invite(world_.person("dana"));
  for (auto const* of :
       {"/users", "/groups", "/apiKeys", "/invites", "/events", "/users?envelope=true&pretty=true"})
    expect_kept(of);
  auto const [compact, _] = ask(list("/groups"));
  auto const [wrapped, __] = ask(list("/groups?envelope=true"));
  EXPECT_NE(compact.body, wrapped.body);
}

TEST_F(KeptList, ShowsEachChange) {
  std::string const project = world_.new_project("Apollo");
  std::string const key = world_.org("/apiKeys/" + world_.new_key("ORG_MEMBER").id);
  std::string const id = world_.invite(world_.person("dana")).find("id")->text;
  std::string const invitation = world_.org("/invites/" + id);
  std::string const eve = R"({"username":")" + world_.person("eve") + R"("})";
  auto const remove = [&](std::string const& path) { return world_.remove(path); };
  auto const patch = [&](std::string const& path, std::string body) {
    return world_.patch(path, std::move(body));
  };
  auto const accept = [&] {
    return world_.send(world_.link_request(world_.link_of(id), conformance::account_body()));
  };
  struct Change {
    std::vector<std::string> seen_in;
    std::function<Answer()> make;
  };
  std::vector<Change> const changes{
      {{"/groups"},
       [&] {
         return world_.post("/groups", R"({"name":"Gemini","orgId":")" + world_.id() + R"("})");
       }},
      {{"/groups"}, [&] { return remove("/groups/" + project); }},
      {{"/apiKeys"}, [&] { return patch(key, R"({"desc":"renamed"})"); }},
      {{"/apiKeys"}, [&] { return remove(key); }},
      {{"/users", "/invites"}, [&] { return world_.post(world_.org("/invites"), eve); }},
      {{"/users", "/invites"}, [&] { return patch(invitation, R"({"roles":["ORG_OWNER"]})"); }},
      {{"/users", "/invites"}, accept}};
  for (auto const& change : changes) {
    std::vector<std::string> before;
    for (auto const& of : change.seen_in) {
      expect_kept(of);
      before.push_back(ask(list(of)).first.body);
    }
    auto const made = change.make();
    ASSERT_LT(made.status, 300) << made.sent << made.body;
    for (std::size_t i = 0; i < before.size(); ++i) {
      auto const [after, read] = ask(list(change.seen_in[i]));
      EXPECT_TRUE(read) << made.sent;
      EXPECT_NE(after.body, before[i]) << made.sent;
    }
  }
}

TEST_F(KeptList, IsOfOneCallerAlone) {
  world_.new_project("Apollo");
  auto const stranger = world_.new_key("ORG_MEMBER");
  auto const [all, _] = ask(list("/groups"));
  auto const [none, __] = ask(list("/groups").by(stranger.pair));
  EXPECT_TRUE(all.body.contains("Apollo"));
  EXPECT_FALSE(none.body.contains("Apollo"));
}

TEST_F(KeptList, HasTheLinksOfItsHost) {
  auto const [here, _] = ask(list("/groups"));
  auto const [there, __] = ask(list("/groups").with("Host", "other.example.org"));
  EXPECT_TRUE(there.body.contains("http://other.example.org/"));
  EXPECT_FALSE(here.body.contains("other.example.org"));
}

TEST_F(KeptList, DoesNotOutliveAnInvitation) {
  world_.invite(world_.person("dana"));
  expect_kept("/users");
  expect_kept("/invites");
  service_.advance_clock(std::chrono::days(31));
  for (auto const* of : {"/users", "/invites"}) {
    auto const [after, _] = ask(list(of));
    EXPECT_FALSE(after.body.contains(world_.person("dana"))) << of;
  }
}

// Uses of an entry are counted in memory, which no change of the organization tells.
TEST_F(KeptList, IsNotMadeOfCountedUses) {
  auto const key = world_.new_key("ORG_MEMBER");
  std::string const of = "/apiKeys/" + key.id + "/accessList";
  ASSERT_EQ(world_.post(world_.org(of), R"([{"ipAddress":"10.0.0.1"}])").status, 200);
  ask(list(of));
  EXPECT_TRUE(ask(list(of)).second);
}

}  // namespace
}  // namespace contract
