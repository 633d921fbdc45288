// The control of a sandbox's worlds, against the real one: a world for each test.
#include "atlas/testing/world.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <memory>

#include "atlas/organizations_api.hpp"
#include "atlas/projects_api.hpp"
#include "atlas/testing/local_server.hpp"

namespace client_test {
namespace {

using atlas::testing::LocalServer;
using atlas::testing::Person;
using atlas::testing::World;

class InWorld : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto started = LocalServer::start({.program = ORGD_PROGRAM});
    ASSERT_TRUE(started) << started.error();
    server = std::make_unique<LocalServer>(std::move(*started));
  }
  static void TearDownTestSuite() { server.reset(); }

  static World own_world() {
    std::string name = ::testing::UnitTest::GetInstance()->current_test_info()->name();
    for (char& c : name) c = static_cast<char>(std::tolower(c));
    return server->make_world(name).value();
  }

  std::string name_now() const { return api_.get_organization(org_)->name; }
  void invite(std::string const& email) const {
    ASSERT_TRUE(api_.create_organization_invitation(
        org_, {.username = email, .roles = {atlas::OrgRole::org_member}}));
  }
  std::size_t people_now() const { return api_.list_organization_users(org_)->results.size(); }

  static std::unique_ptr<LocalServer> server;
  World world_ = own_world();
  atlas::OrganizationsApi api_{world_.configuration()};
  atlas::ProjectsApi projects_{world_.configuration()};
  std::string org_ = server->org_id();
};

std::unique_ptr<LocalServer> InWorld::server;

TEST_F(InWorld, WorldsNeverMeet) {
  ASSERT_TRUE(api_.rename_organization(org_, {.name = "Mine"}));
  EXPECT_EQ(name_now(), "Mine");
  atlas::OrganizationsApi const others(server->configuration());
  EXPECT_EQ(others.get_organization(org_)->name, "Sandbox");
}

TEST_F(InWorld, IsGoneWhenItIsRemoved) {
  ASSERT_TRUE(world_.remove());
  EXPECT_EQ(api_.get_organization(org_).status(), 404);
  auto const clock = world_.clock();
  ASSERT_FALSE(clock);
  EXPECT_TRUE(clock.error().is(atlas::Code::resource_not_found)) << clock.error().message();
  EXPECT_EQ(clock.error().operation, "getClock");
}

TEST_F(InWorld, GoesBackToItsBeginning) {
  auto const frozen = server->make_world("frozen", R"({"clock": {"mode": "frozen"}})");
  ASSERT_TRUE(frozen) << frozen.error().message();
  atlas::ProjectsApi const projects(frozen->configuration());
  auto const first = projects.create_project({.name = "P", .org_id = org_});
  ASSERT_TRUE(first) << first.error().message();
  ASSERT_TRUE(frozen->reset());
  EXPECT_EQ(projects.get_project(first->id).status(), 404);
  EXPECT_EQ(projects.create_project({.name = "P", .org_id = org_})->id, first->id);
}

TEST_F(InWorld, GoesBackToWhatWasKept) {
  ASSERT_TRUE(api_.rename_organization(org_, {.name = "Kept"}));
  ASSERT_TRUE(world_.snapshot("kept"));
  ASSERT_TRUE(api_.rename_organization(org_, {.name = "Later"}));
  ASSERT_TRUE(world_.restore("kept"));
  EXPECT_EQ(name_now(), "Kept");
  EXPECT_EQ(world_.restore("never").status(), 404);
}

TEST_F(InWorld, TakesSeedsAndGivesThem) {
  constexpr auto file = R"(
organizations:
  - id: 600000000000000000000e10
    name: Seeded
    apiKeys:
      - {id: 600000000000000000000e11, desc: k, roles: [ORG_OWNER], publicKey: abcdefgh,
         privateKey: a-secret-for-trials-alone}
)";
  auto const seeded = world_.seed(file);
  ASSERT_TRUE(seeded) << seeded.error().message();
  auto const exported = world_.export_seed();
  ASSERT_TRUE(exported);
  EXPECT_NE(exported->find("600000000000000000000e10"), std::string::npos);
  auto const again = server->make_world("taken", R"({"seed": )" + *exported + "}");
  ASSERT_TRUE(again) << again.error().message();
  auto configuration = again->configuration();
  configuration.credentials = atlas::ApiKeyCredentials{"abcdefgh", "a-secret-for-trials-alone"};
  atlas::OrganizationsApi const api(configuration);
  EXPECT_EQ(api.get_organization("600000000000000000000e10")->name, "Seeded");
}

TEST_F(InWorld, SaysWhereASeedIsWrong) {
  auto const refused = world_.seed("organizations:\n  - nme: Wrong\n");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.status(), 400);
  EXPECT_NE(refused.error().message().find("nme"), std::string::npos) << refused.error().message();
}

TEST_F(InWorld, InvitationsExpireWhenTheClockMovesOn) {
  invite("dana@example.org");
  auto const frozen = world_.set_clock({.mode = "frozen", .advance = "31d"});
  ASSERT_TRUE(frozen) << frozen.error().message();
  EXPECT_EQ(frozen->mode, "frozen");
  EXPECT_EQ(world_.clock()->at, frozen->at);
  EXPECT_EQ(api_.list_organization_invitations(org_)->size(), 0U);
}

TEST_F(InWorld, FaultsActUntilTheyAreCleared) {
  auto const rule =
      world_.add_fault(R"({"match": {"operation": "getOrganization"}, "do": {"status": 418}})");
  ASSERT_TRUE(rule) << rule.error().message();
  EXPECT_EQ(api_.get_organization(org_).status(), 418);
  EXPECT_EQ(world_.faults()->at(0).hits, 1);
  ASSERT_TRUE(world_.remove_fault(rule->id));
  EXPECT_TRUE(api_.get_organization(org_));
  ASSERT_TRUE(world_.add_fault(R"({"do": {"status": 418}})"));
  ASSERT_TRUE(world_.clear_faults());
  EXPECT_TRUE(api_.get_organization(org_));
  EXPECT_EQ(world_.add_fault(R"({"do": {"teapot": true}})").status(), 400);
}

TEST_F(InWorld, ALostAnswerIsNoLostChange) {
  ASSERT_TRUE(world_.add_fault(
      R"({"match": {"operation": "createProject"}, "do": {"disconnect": "after"}, "times": 1})"));
  auto const lost = projects_.create_project({.name = "P", .org_id = org_});
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().failure, atlas::Failure::interrupted) << lost.error().message();
  EXPECT_TRUE(projects_.get_project_by_name("P"));
  EXPECT_TRUE(
      world_.verify(R"({"match": {"operation": "createProject"}, "exactly": 1})")->verified);
}

TEST_F(InWorld, TheJournalHoldsWhatWasAsked) {
  ASSERT_TRUE(api_.get_organization(org_));
  ASSERT_TRUE(api_.rename_organization(org_, {.name = "A"}));
  auto const waited = world_.wait_for_requests(1, {{"operation", "renameOrganization"}});
  ASSERT_TRUE(waited) << waited.error().message();
  EXPECT_TRUE(waited->reached);
  auto const renames = world_.requests({{"operation", "renameOrganization"}});
  ASSERT_EQ(renames->size(), 1U);
  EXPECT_EQ(renames->at(0).method, "PATCH");
  EXPECT_EQ(renames->at(0).status, 200);
  EXPECT_EQ(renames->at(0).org_id, org_);
  EXPECT_NE(renames->at(0).request_body.find(R"("A")"), std::string::npos);
  auto const verdict =
      world_.verify(R"({"match": {"operation": "renameOrganization"}, "body": {"name": "B"}})");
  EXPECT_FALSE(verdict->verified);
  EXPECT_TRUE(verdict->reason);
  ASSERT_TRUE(world_.clear_requests());
  EXPECT_EQ(world_.requests()->size(), 0U);
}

TEST_F(InWorld, AWaitThatIsNotMetSaysSo) {
  auto const waited = world_.wait_for_requests(1, {}, std::chrono::seconds(0));
  ASSERT_TRUE(waited) << waited.error().message();
  EXPECT_FALSE(waited->reached);
}

TEST_F(InWorld, InvitedPeopleAcceptAndReject) {
  auto const before = people_now();
  invite("dana@example.org");
  invite("kim@example.org");
  auto const mails = world_.mails();
  ASSERT_EQ(mails->size(), 2U);
  std::string const first = mails->at(0).id;
  EXPECT_TRUE(mails->at(0).link);
  auto const unnamed = world_.accept(first);
  EXPECT_EQ(unnamed.status(), 400);
  auto const accepted = world_.accept(first, Person{.first_name = "Dana",
                                                    .last_name = "Doe",
                                                    .country = "DE",
                                                    .password = "correct horse battery"});
  ASSERT_TRUE(accepted) << accepted.error().message();
  ASSERT_TRUE(world_.reject(mails->at(1).id));
  EXPECT_EQ(people_now(), before + 1);
  EXPECT_EQ(api_.list_organization_invitations(org_)->size(), 0U);
}

TEST(LocalServerStart, SaysHowToGetAProgramThatIsNotThere) {
  auto const started = LocalServer::start({.program = "/nowhere/orgd"});
  ASSERT_FALSE(started);
  EXPECT_NE(started.error().find("ORGD"), std::string::npos) << started.error();
}

TEST(LocalServerStart, SaysThatItCouldNot) {
  auto const started = LocalServer::start({.program = ORGD_PROGRAM, .flags = {"--nonsense"}});
  ASSERT_FALSE(started);
  EXPECT_NE(started.error().find("did not start"), std::string::npos) << started.error();
}

}  // namespace
}  // namespace client_test
