// What is due is found over all organizations, marked in one, and then no longer found.
#include "store/expiry.hpp"

#include "test_database.hpp"

namespace orgd {
namespace {

using store::Told;

constexpr std::string_view first_org = "aaaaaaaaaaaaaaaaaaaaaaaa";
constexpr std::string_view second_org = "bbbbbbbbbbbbbbbbbbbbbbbb";

constexpr std::array two_organizations{
    Statement("INSERT INTO organization (org_id, name, name_folded, created_at) VALUES "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', 'A', 'a', 1), "
              "('bbbbbbbbbbbbbbbbbbbbbbbb', 'B', 'b', 1)"),
    Statement("INSERT INTO service_account (org_id, account_id, name, description, roles, "
              "created_at) VALUES "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', '111111111111111111111111', 'A', '', '', 1), "
              "('bbbbbbbbbbbbbbbbbbbbbbbb', '222222222222222222222222', 'B', '', '', 1)"),
    Statement("INSERT INTO service_account_secret (org_id, account_id, secret_id, secret_hash, "
              "secret_tail, created_at, expires_at) VALUES "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', '111111111111111111111111', 's1', 'h', 't', 1, 20), "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', '111111111111111111111111', 's2', 'h', 't', 1, 40), "
              "('bbbbbbbbbbbbbbbbbbbbbbbb', '222222222222222222222222', 's3', 'h', 't', 1, 10)"),
    Statement("INSERT INTO access_token (org_id, account_id, token_id, token_hash, issued_at, "
              "expires_at) VALUES "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', '111111111111111111111111', 't1', 'h', 1, 30), "
              "('bbbbbbbbbbbbbbbbbbbbbbbb', '222222222222222222222222', 't2', 'h', 1, 20)")};

store::Seconds moment(int seconds) { return store::Seconds(std::chrono::seconds(seconds)); }

class ExpiryTest : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  ExpiryTest() {
    auto const schema = store_->schema();
    migrate(*schema, store_migrations(), std::chrono::sys_seconds{});
    for (auto const statement : two_organizations) schema->query(statement);
    session_ = store_->database().connect(loop_);
  }

  // Their ids one after the other.
  std::string to_tell(Told told, int until, std::int64_t limit = 10) {
    std::string found;
    read([&](Transaction& tx) -> Task<Done> {
      found.clear();
      auto const organizations =
          co_await store::list_organizations_to_tell(tx, told, moment(until), limit);
      for (auto const& org_id : organizations) found += org_id.view().front();
      co_return Done{};
    });
    return found;
  }
  bool mark(Told told, int from, int until) {
    bool marked = false;
    EXPECT_TRUE(loop_.run(session_->write([&](Transaction& tx) -> Task<Done> {
      auto const locked = co_await store::lock_organization(tx, store::OrgId::of(first_org));
      marked =
          co_await store::mark_told(tx, locked.value().lock, told, moment(from), moment(until));
      co_return Done{};
    })));
    return marked;
  }
  store::ToldStates states(std::string_view org_id) {
    store::ToldStates found;
    read([&](Transaction& tx) -> Task<Done> {
      found = co_await store::told_states(tx, store::OrgId::of(org_id));
      co_return Done{};
    });
    return found;
  }
  std::string holders(int before, std::int64_t limit = 10) {
    std::string found;
    read([&](Transaction& tx) -> Task<Done> {
      found.clear();
      auto const holders = co_await store::list_holders_of_dead_tokens(tx, moment(before), limit);
      for (auto const& holder : holders) {
        found += holder.org_id.view().front();
        found += holder.account_id.view().front();
      }
      co_return Done{};
    });
    return found;
  }

 private:
  void read(Work const& work) { EXPECT_TRUE(loop_.run(session_->read(work))); }

  std::unique_ptr<TestDatabase> store_ = GetParam().make();
  BlockingLoop loop_;
  std::unique_ptr<Session> session_;
};

INSTANTIATE_TEST_SUITE_P(Every, ExpiryTest, ::testing::ValuesIn(every_database()), name_of);

TEST_P(ExpiryTest, IsFoundInTheOrderOfTimeAPageAtOnce) {
  EXPECT_EQ(to_tell(Told::nothing, 9), "");
  EXPECT_EQ(to_tell(Told::nothing, 10), "b");
  EXPECT_EQ(to_tell(Told::nothing, 40), "baa");
  EXPECT_EQ(to_tell(Told::nothing, 40, 2), "ba");
  EXPECT_EQ(to_tell(Told::expiring, 40), "");
}

TEST_P(ExpiryTest, IsMarkedOnceInItsOrganization) {
  EXPECT_FALSE(mark(Told::expiring, 20, 39));
  EXPECT_TRUE(mark(Told::expiring, 19, 39));
  EXPECT_FALSE(mark(Told::expiring, 19, 39));
  EXPECT_EQ(to_tell(Told::nothing, 40), "ba");
  EXPECT_EQ(to_tell(Told::expiring, 40), "a");
  EXPECT_TRUE(mark(Told::expired, 0, 20));
  EXPECT_FALSE(mark(Told::expired, 0, 20));
  EXPECT_FALSE(mark(Told::expiring, 0, 20)) << "it has expired, and that was told";
  EXPECT_EQ(to_tell(Told::expiring, 40), "");
}

TEST_P(ExpiryTest, IsSummedUpForAnOrganization) {
  EXPECT_FALSE(states(first_org).expiring || states(first_org).expired);
  mark(Told::expiring, 20, 40);
  EXPECT_TRUE(states(first_org).expiring);
  EXPECT_FALSE(states(first_org).expired);
  mark(Told::expired, 0, 20);
  EXPECT_TRUE(states(first_org).expiring);
  EXPECT_TRUE(states(first_org).expired);
  EXPECT_FALSE(states(second_org).expiring || states(second_org).expired);
}

TEST_P(ExpiryTest, NamesWhoHoldsDeadTokens) {
  EXPECT_EQ(holders(20), "");
  EXPECT_EQ(holders(21), "b2");
  EXPECT_EQ(holders(31), "b2a1");
  EXPECT_EQ(holders(31, 1), "b2");
}

}  // namespace
}  // namespace orgd
