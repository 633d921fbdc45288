// How many organizations a person is in, counted no further than somebody wants to know.
#include "store/people.hpp"
#include "test_database.hpp"

namespace orgd {
namespace {

constexpr std::string_view dana = "222222222222222222222222";
constexpr std::string_view zoe = "333333333333333333333333";

class JoinedOrganizationsTest : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  JoinedOrganizationsTest() {
    migrate(*store_->schema(), store_migrations(), std::chrono::sys_seconds{});
    session_ = store_->database().connect(loop_);
    for (auto const status : {0, 2, 0, 1, 0}) enter(dana, status);
    enter(zoe, 0);
  }

  void enter(std::string_view user_id, std::int64_t status) {
    auto const org_id = "11111111111111111111111" + std::to_string(++organizations_);
    EXPECT_TRUE(loop_.run(session_->write([&](Transaction& tx) -> Task<Done> {
      co_await tx.query(
          "INSERT INTO organization (org_id, name, name_folded, created_at) "
          "VALUES ($1, 'Acme', 'acme', 1)",
          org_id);
      co_await tx.query(
          "INSERT INTO membership (org_id, user_id, username, status, roles, is_owner) "
          "VALUES ($1, $2, $2, $3, 'ORG_MEMBER', 0)",
          org_id, user_id, status);
      co_await tx.query("INSERT INTO user_org (user_id, org_id) VALUES ($1, $2)", user_id, org_id);
      co_return Done{};
    })));
  }

  using Count = decltype(store::count_joined_organizations);

  std::int64_t counted(Count& count, std::int64_t most) {
    std::int64_t found = -1;
    EXPECT_TRUE(loop_.run(session_->read([&](Transaction& tx) -> Task<Done> {
      found = co_await count(tx, store::UserId::of(dana), most);
      co_return Done{};
    })));
    return found;
  }

  std::unique_ptr<TestDatabase> store_ = GetParam().make();
  BlockingLoop loop_;
  std::unique_ptr<Session> session_;
  int organizations_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Every, JoinedOrganizationsTest, ::testing::ValuesIn(every_database()),
                         name_of);

TEST_P(JoinedOrganizationsTest, AreThoseWhereThePersonAccepted) {
  EXPECT_EQ(counted(store::count_joined_organizations, 10), 3);
  EXPECT_EQ(counted(store::count_organizations_of, 10), 5);
}

TEST_P(JoinedOrganizationsTest, AreCountedNoFurtherThanWanted) {
  EXPECT_EQ(counted(store::count_joined_organizations, 2), 2);
  EXPECT_EQ(counted(store::count_organizations_of, 2), 2);
}

}  // namespace
}  // namespace orgd
