// A COMMIT whose answer is lost, and a database that shows what was committed one part after the
// other, as a cluster does whose nodes commit in two phases: here a row is out of sight until it is
// brought back by hand.
#include <fmt/format.h>

#include "store/api_keys.hpp"
#include "store/journal.hpp"
#include "store/lost_commits.hpp"
#include "store/organizations.hpp"
#include "store/people.hpp"
#include "wired_postgres.hpp"

namespace orgd {
namespace {

using namespace std::chrono_literals;
using store::Event;

constexpr auto parent = store::OrgId::of("aaaaaaaaaaaaaaaaaaaaaaaa");
constexpr std::string_view any_id = "bbbbbbbbbbbbbbbbbbbbbbbb";  // the id of anything else

class LostCommit : public WiredPostgres {
 protected:
  void SetUp() override {
    options_.patience.attempts = servers::patience;
    WiredPostgres::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(loop_.run(session_->write([](Transaction& tx) -> Task<Done> {
      store::NewOrganization const organization{.org_id = parent, .name = "Parent"};
      co_await store::insert_organization(tx, organization);
      co_return Done{};
    })));
    options_.find_trace = [this](Transaction& tx, Evidence const& evidence) -> Task<Trace> {
      if (before_look_) before_look_(++looks_);
      auto const trace = co_await store::find_trace(tx, evidence);
      co_return trace;
    };
    open();
  }
  std::span<Migration const> migrations() const override { return store_migrations(); }

  // An organization with a key, linked to one that the write locks, as the API makes it.
  Work creating() {
    return [this](Transaction& tx) -> Task<Done> {
      auto const number = std::to_string(++runs_);
      auto const locked = co_await store::lock_organization(tx, parent);
      auto const id = store::OrgId::of(fmt::format("{:0>24}", number));
      store::NewOrganization const child{.org_id = id, .name = "Child"};
      auto const org = co_await store::insert_organization(tx, child);
      Event const made{.event_id = "a" + number, .type = "made"};
      co_await store::insert_event(tx, org, made);
      Event const linked{.event_id = "b" + number, .type = "linked"};
      co_await store::insert_event(tx, locked.value().lock, linked);
      store::ApiKeyRecord const key{.key_id = store::KeyId::of(any_id),
                                    .public_key = "public" + number};
      co_await store::claim_public_key(tx, org, key);
      co_await store::insert_api_key(tx, org, key);
      co_return Done{};
    };
  }
  std::string count(std::string const& table) { return execute("SELECT count(*) FROM " + table); }

  std::function<void(int look)> before_look_;
  int looks_ = 0;
};

TEST_F(LostCommit, AnOrganizationIsMadeOnceThoughOnlyItsParentShowsIt) {
  before_look_ = [this](int look) {
    if (look == 1) execute("UPDATE event SET event_id = 'hidden' WHERE event_id = 'a1'");
    if (look == 2) execute("UPDATE event SET event_id = 'a1' WHERE event_id = 'hidden'");
  };
  wire_->next_commit(Wire::Fault::unanswered);
  EXPECT_TRUE(loop_.run(session_->write(creating())));
  EXPECT_EQ(runs_, 1);
  EXPECT_EQ(count("organization"), "2");
}

TEST_F(LostCommit, AnOrganizationIsMadeOnceThoughItsParentShowsItLater) {
  before_look_ = [this](int look) {
    if (look == 1) execute("UPDATE event SET event_id = 'hidden' WHERE event_id = 'b1'");
    if (look == 2) execute("UPDATE event SET event_id = 'b1' WHERE event_id = 'hidden'");
  };
  wire_->next_commit(Wire::Fault::unanswered);
  EXPECT_TRUE(loop_.run(session_->write(creating())));
  EXPECT_EQ(runs_, 1);
  EXPECT_EQ(looks_, 2);
}

TEST_F(LostCommit, AKeyIsToldOnceItCanBeUsed) {
  before_look_ = [this](int look) {
    if (look == 1) execute("UPDATE credential SET public_key = 'hidden'");
    if (look == 3) execute("UPDATE credential SET public_key = 'public1'");
  };
  wire_->next_commit(Wire::Fault::doubtful);
  EXPECT_TRUE(loop_.run(session_->write(creating())));
  EXPECT_EQ(looks_, 3);
  EXPECT_EQ(runs_, 1);
}

TEST_F(LostCommit, AKeyThatAnotherDeletedSinceIsNotWaitedFor) {
  before_look_ = [this](int) { execute("DELETE FROM credential; DELETE FROM api_key"); };
  wire_->next_commit(Wire::Fault::unanswered);
  EXPECT_TRUE(loop_.run(session_->write(creating())));
  EXPECT_EQ(looks_, 1);
}

TEST_F(LostCommit, WhatStaysOutOfSightIsUnknown) {
  options_.patience.outcome = 500ms;
  open();
  before_look_ = [this](int) { execute("UPDATE credential SET public_key = 'hidden'"); };
  wire_->next_commit(Wire::Fault::unanswered);
  EXPECT_THROW((void)loop_.run(session_->write(creating())), OutcomeUnknown);
  EXPECT_EQ(runs_, 1);
  EXPECT_EQ(metric("orgd_store_commit_lookups_total", "unknown"), 1);
}

TEST_F(LostCommit, WhatNobodyShowsIsMadeAgain) {
  wire_->next_commit(Wire::Fault::lost);
  EXPECT_TRUE(loop_.run(session_->write(creating())));
  EXPECT_EQ(runs_, 2);
  EXPECT_EQ(count("organization"), "2");
  EXPECT_EQ(count("credential"), "1");
}

// The transaction in doubt may still be at work on the server.
TEST_F(LostCommit, WhatIsNotDecidedIsWaitedFor) {
  options_.connection.lock = 50ms;
  open();
  execute("BEGIN");
  execute("UPDATE organization SET version = version + 1");
  execute(
      "INSERT INTO event (org_id, event_id, type, created_at, actor_kind) "
      "SELECT org_id, 'e', 'made', 0, 0 FROM organization");
  std::string const org_id(parent);
  Evidence const evidence{.locked = {org_id}, .witnesses = {{org_id, "e"}}};
  Trace trace{};
  Work const look = [&](Transaction& tx) -> Task<Done> {
    trace = co_await store::find_trace(tx, evidence);
    co_return Done{};
  };
  EXPECT_THROW((void)loop_.run(session_->write(look)), Overload) << "it looked past the lock";
  execute("COMMIT");
  EXPECT_TRUE(loop_.run(session_->write(look)));
  EXPECT_EQ(trace, Trace::all);
}

TEST_F(LostCommit, EveryDirectoryIsLookedAt) {
  struct Kind {
    Directory directory;
    std::string entry;
    std::string table;
  };
  ASSERT_TRUE(loop_.run(session_->write([](Transaction& tx) -> Task<Done> {
    auto const locked = co_await store::lock_organization(tx, parent);
    auto const& org = locked.value().lock;
    store::Member const invited{.user_id = store::UserId::of(any_id),
                                .spelling = "u@example.org",
                                .username = "u@example.org",
                                .invitation_id = store::InvitationId::of(any_id)};
    co_await store::insert_invitation(tx, org, invited);
    co_await store::insert_team(tx, org, store::TeamId::of(any_id), "Team");
    Event const made{.event_id = "e", .type = "made"};
    co_await store::insert_event(tx, org, made);
    store::ApiKeyRecord const key{.key_id = store::KeyId::of(any_id), .public_key = "public"};
    co_await store::claim_public_key(tx, org, key);
    co_await store::insert_api_key(tx, org, key);
    co_return Done{};
  })));
  execute("INSERT INTO project_directory SELECT user_id, org_id FROM membership");
  execute(
      "INSERT INTO project (org_id, project_id, name, name_folded, created_at) "
      "SELECT org_id, user_id, 'P', 'p', 0 FROM membership");
  std::string const org_id(parent);
  std::string const entry_id(any_id);
  for (auto const& [directory, entry, table] :
       {Kind{Directory::keys, "public", "credential"},
        Kind{Directory::people, entry_id, "user_org"},
        Kind{Directory::invitations, entry_id, "invitation_directory"},
        Kind{Directory::teams, entry_id, "team_directory"},
        Kind{Directory::projects, entry_id, "project_directory"}}) {
    Evidence const evidence{
        .locked = {org_id}, .witnesses = {{org_id, "e"}}, .entries = {{directory, org_id, entry}}};
    Trace trace{};
    Work const look = [&](Transaction& tx) -> Task<Done> {
      trace = co_await store::find_trace(tx, evidence);
      co_return Done{};
    };
    ASSERT_TRUE(loop_.run(session_->write(look)));
    EXPECT_EQ(trace, Trace::all) << table;
    execute("DELETE FROM " + table);
    ASSERT_TRUE(loop_.run(session_->write(look)));
    EXPECT_EQ(trace, Trace::some) << table;
  }
}

}  // namespace
}  // namespace orgd
