// A caller is the same record on every database, however many statements it takes.
#include "store/callers.hpp"

#include "test_database.hpp"

namespace orgd {
namespace {

constexpr std::string_view acme_id = "aaaaaaaaaaaaaaaaaaaaaaaa";
constexpr std::string_view full_key = "111111111111111111111111";
constexpr std::string_view bare_key = "222222222222222222222222";
constexpr std::string_view project_p = "333333333333333333333333";
constexpr std::string_view project_q = "444444444444444444444444";

constexpr std::array what_is_stored{
    Statement("INSERT INTO organization (org_id, name, name_folded, created_at, auth_version) "
              "VALUES ('aaaaaaaaaaaaaaaaaaaaaaaa', 'Acme', 'acme', 1, 7)"),
    Statement("INSERT INTO project (org_id, project_id, name, name_folded, created_at) VALUES "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', '333333333333333333333333', 'P', 'p', 1), "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', '444444444444444444444444', 'Q', 'q', 1)"),
    Statement("INSERT INTO credential (public_key, org_id, key_id) VALUES "
              "('full', 'aaaaaaaaaaaaaaaaaaaaaaaa', '111111111111111111111111'), "
              "('bare', 'aaaaaaaaaaaaaaaaaaaaaaaa', '222222222222222222222222')"),
    Statement("INSERT INTO api_key (org_id, key_id, public_key, description, roles, ha1_md5, "
              "ha1_sha256, private_key_tail, created_at) VALUES "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', '111111111111111111111111', 'full', '', "
              "'ORG_OWNER ORG_MEMBER', 'md5', 'sha', '', 1), "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', '222222222222222222222222', 'bare', '', "
              "'ORG_MEMBER', 'm', 's', '', 1)"),
    Statement("INSERT INTO project_role (org_id, project_id, principal_id, roles) VALUES "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', '444444444444444444444444', "
              "'111111111111111111111111', 'GROUP_OWNER'), "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', '333333333333333333333333', "
              "'111111111111111111111111', 'GROUP_OWNER GROUP_READ_ONLY')"),
    Statement("INSERT INTO access_list_entry (org_id, key_id, block, entry_id, created_at) VALUES "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', '111111111111111111111111', '10.0.0.0/8', 'e2', 1), "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', '111111111111111111111111', '9.0.0.0/8', 'e3', 1), "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', '111111111111111111111111', '::/0', 'e1', 1)")};

class CallersTest : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  CallersTest() {
    auto const schema = store_->schema();
    migrate(*schema, store_migrations(), std::chrono::sys_seconds{});
    for (auto const statement : what_is_stored) schema->query(statement);
    session_ = store_->database().connect(loop_);
  }

  std::optional<store::CallerRecord> find(std::string_view public_key, store::Ha1 ha1) {
    std::optional<store::CallerRecord> found;
    EXPECT_TRUE(loop_.run(session_->read([&](Transaction& tx) -> Task<Done> {
      found = co_await store::find_caller(tx, public_key, ha1);
      co_return Done{};
    })));
    return found;
  }

  // What SQLite does for all but the organization.
  std::string plan() {
    std::array<Value, 2> const values{"full", std::int64_t{0}};
    auto const rows = store_->schema()->query(
        sql<"EXPLAIN QUERY PLAN SELECT ", store::columns_of<store::CallerKey>,
            " FROM api_key k WHERE k.public_key = $1">,
        values);
    std::string text;
    for (std::size_t i = 0; i < rows.size(); ++i) text.append(rows[i].text(3)).append("\n");
    return text;
  }

 private:
  std::unique_ptr<TestDatabase> store_ = GetParam().make();
  BlockingLoop loop_;
  std::unique_ptr<Session> session_;
};

INSTANTIATE_TEST_SUITE_P(Every, CallersTest, ::testing::ValuesIn(every_database()), name_of);

TEST_P(CallersTest, AreFoundWithAllThatTheyMayDo) {
  auto const found = find("full", store::Ha1::md5);
  ASSERT_TRUE(found);
  auto const& [key, organization] = *found;
  EXPECT_EQ(key.org_id.view(), acme_id);
  EXPECT_EQ(key.key_id.view(), full_key);
  EXPECT_EQ(key.ha1, "md5");
  EXPECT_EQ(key.roles, (store::Names{"ORG_OWNER", "ORG_MEMBER"}));
  auto const projects = key.project_roles.by_project();
  ASSERT_EQ(projects.size(), 2U);
  EXPECT_EQ(projects[0].project_id.view(), project_p);
  EXPECT_EQ(projects[0].roles(), (store::Names{"GROUP_OWNER", "GROUP_READ_ONLY"}));
  EXPECT_EQ(projects[1].project_id.view(), project_q);
  EXPECT_EQ(key.access_list, (store::Names{"::/0", "10.0.0.0/8", "9.0.0.0/8"}))
      << "the first block that holds an address counts its use";
  EXPECT_EQ(organization.org_id.view(), acme_id);
  EXPECT_EQ(organization.name, "Acme");
  EXPECT_EQ(organization.auth_version, 7);
}

TEST_P(CallersTest, HaveTheHashThatIsAskedFor) {
  EXPECT_EQ(find("full", store::Ha1::sha256)->key.ha1, "sha");
  EXPECT_EQ(find("bare", store::Ha1::sha256)->key.ha1, "s");
}

TEST_P(CallersTest, MayHaveNothingBesideTheirRoles) {
  auto const found = find("bare", store::Ha1::md5);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->key.key_id.view(), bare_key);
  EXPECT_TRUE(found->key.project_roles.by_project().empty());
  EXPECT_TRUE(found->key.access_list.empty());
}

TEST_P(CallersTest, AreReadFromTheIndexAlone) {
  if (GetParam().name == "postgres") GTEST_SKIP() << "has no such index";
  EXPECT_NE(plan().find("SEARCH k USING COVERING INDEX api_key_of_caller"), std::string::npos)
      << plan();
}

TEST_P(CallersTest, AreNobodyWithoutTheirKey) { EXPECT_FALSE(find("ful", store::Ha1::md5)); }

}  // namespace
}  // namespace orgd
