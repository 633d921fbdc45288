// A caller by token is the same record on every database, and tokens come and go.
#include "store/access_tokens.hpp"

#include "test_database.hpp"

namespace orgd {
namespace {

constexpr std::string_view owner_id = "aaaaaaaaaaaaaaaaaaaaaaaa";
constexpr std::string_view account_id = "111111111111111111111111";
constexpr std::string_view secret_id = "555555555555555555555555";
constexpr std::string_view client_id = "mdb_sa_id_111111111111111111111111";

constexpr std::array account_with_a_secret{
    Statement("INSERT INTO organization (org_id, name, name_folded, created_at, auth_version) "
              "VALUES ('aaaaaaaaaaaaaaaaaaaaaaaa', 'Acme', 'acme', 1, 7)"),
    Statement("INSERT INTO project (org_id, project_id, name, name_folded, created_at) VALUES "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', '333333333333333333333333', 'P', 'p', 1)"),
    Statement("INSERT INTO credential (public_key, org_id, key_id) VALUES "
              "('mdb_sa_id_111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaa', "
              "'111111111111111111111111')"),
    Statement("INSERT INTO service_account (org_id, account_id, name, description, roles, "
              "created_at) VALUES ('aaaaaaaaaaaaaaaaaaaaaaaa', '111111111111111111111111', 'A', "
              "'', 'ORG_OWNER ORG_MEMBER', 1)"),
    Statement("INSERT INTO service_account_secret (org_id, account_id, secret_id, secret_hash, "
              "secret_tail, created_at, expires_at) VALUES ('aaaaaaaaaaaaaaaaaaaaaaaa', "
              "'111111111111111111111111', '555555555555555555555555', 'secret', 'cret', 1, 99)"),
    Statement("INSERT INTO project_role (org_id, project_id, principal_id, roles) VALUES "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', '333333333333333333333333', "
              "'111111111111111111111111', 'GROUP_OWNER GROUP_READ_ONLY')"),
    Statement("INSERT INTO access_list_entry (org_id, key_id, block, entry_id, created_at) VALUES "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', '111111111111111111111111', '10.0.0.0/8', 'e2', 1), "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', '111111111111111111111111', '::/0', 'e1', 1)")};

store::Seconds at(int seconds) { return store::Seconds(std::chrono::seconds(seconds)); }

store::AccountId account() { return store::AccountId::of(account_id); }

store::TokenId token_id(char digit) { return store::TokenId::of(std::string(24, digit)); }

class AccessTokensTest : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  AccessTokensTest() {
    auto const schema = store_->schema();
    migrate(*schema, store_migrations(), std::chrono::sys_seconds{});
    for (auto const statement : account_with_a_secret) schema->query(statement);
    session_ = store_->database().connect(loop_);
  }

  std::optional<store::TokenCallerRecord> find(char digit, std::string_view client = client_id) {
    std::optional<store::TokenCallerRecord> found;
    store::TokenPlace const place{client, account(), token_id(digit)};
    EXPECT_TRUE(loop_.run(session_->read([&](Transaction& tx) -> Task<Done> {
      found = co_await store::find_token_caller(tx, place);
      co_return Done{};
    })));
    return found;
  }

  std::optional<store::ClientRecord> find_client(std::string_view client) {
    std::optional<store::ClientRecord> found;
    EXPECT_TRUE(loop_.run(session_->read([&](Transaction& tx) -> Task<Done> {
      found = co_await store::find_client(tx, client, account());
      co_return Done{};
    })));
    return found;
  }

  using Change = std::function<Task<Done>(Transaction&, store::LockedOrg const&)>;
  void change(Change const& act) {
    EXPECT_TRUE(loop_.run(session_->write([&](Transaction& tx) -> Task<Done> {
      auto const locked = co_await store::lock_organization(tx, store::OrgId::of(owner_id));
      co_return co_await act(tx, locked.value().lock);
    })));
  }

  void issue(char digit, int expires_at) {
    store::AccessToken const token{.account_id = account(),
                                   .token_id = token_id(digit),
                                   .token_hash = std::string("hash") + digit,
                                   .issued_at = at(2),
                                   .expires_at = at(expires_at)};
    change([&](Transaction& tx, store::LockedOrg const& org) -> Task<Done> {
      co_return co_await store::insert_access_token(tx, org, token);
    });
  }

  std::int64_t live_besides(char digit, int now) {
    std::int64_t live = 0;
    change([&](Transaction& tx, store::LockedOrg const& org) -> Task<Done> {
      live = co_await store::keep_live_tokens(tx, org, account(), token_id(digit), at(now));
      co_return Done{};
    });
    return live;
  }

 private:
  std::unique_ptr<TestDatabase> store_ = GetParam().make();
  BlockingLoop loop_;
  std::unique_ptr<Session> session_;
};

INSTANTIATE_TEST_SUITE_P(Every, AccessTokensTest, ::testing::ValuesIn(every_database()), name_of);

TEST_P(AccessTokensTest, LeadToTheirAccountWithAllThatItMayDo) {
  issue('6', 50);
  auto const found = find('6');
  ASSERT_TRUE(found);
  auto const& [token, organization] = *found;
  EXPECT_EQ(token.org_id.view(), owner_id);
  EXPECT_EQ(token.account_id.view(), account_id);
  EXPECT_EQ(token.token_hash, "hash6");
  EXPECT_EQ(token.expires_at, at(50));
  EXPECT_EQ(token.roles, (store::Names{"ORG_OWNER", "ORG_MEMBER"}));
  auto const projects = token.project_roles.by_project();
  ASSERT_EQ(projects.size(), 1U);
  EXPECT_EQ(projects[0].roles(), (store::Names{"GROUP_OWNER", "GROUP_READ_ONLY"}));
  EXPECT_EQ(token.access_list, (store::Names{"::/0", "10.0.0.0/8"}));
  EXPECT_EQ(organization.name, "Acme");
  EXPECT_EQ(organization.auth_version, 7);
  EXPECT_FALSE(find('7'));
  EXPECT_FALSE(find('6', "mdb_sa_id_222222222222222222222222"));
}

TEST_P(AccessTokensTest, AreIssuedOnceWhenTheAnswerWasLost) {
  issue('6', 50);
  issue('6', 50);
  EXPECT_TRUE(find('6'));
  EXPECT_EQ(live_besides('7', 2), 1);
  EXPECT_EQ(live_besides('6', 2), 0);
}

TEST_P(AccessTokensTest, AreCountedWhileTheyLive) {
  issue('6', 50);
  issue('7', 60);
  issue('8', 70);
  EXPECT_EQ(live_besides('9', 60), 1);
  EXPECT_FALSE(find('7'));
  EXPECT_TRUE(find('8'));
}

TEST_P(AccessTokensTest, AreDeletedByWhoeverHasTheirHash) {
  issue('6', 50);
  bool other = true;
  bool own = false;
  change([&](Transaction& tx, store::LockedOrg const& org) -> Task<Done> {
    other = co_await store::delete_access_token(tx, org, account(), token_id('6'), "hash7");
    own = co_await store::delete_access_token(tx, org, account(), token_id('6'), "hash6");
    co_return Done{};
  });
  EXPECT_FALSE(other);
  EXPECT_TRUE(own);
  EXPECT_FALSE(find('6'));
}

TEST_P(AccessTokensTest, AreGivenToClientsThatAreThere) {
  auto const found = find_client(client_id);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->org_id.view(), owner_id);
  ASSERT_EQ(found->secrets.size(), 1U);
  EXPECT_EQ(found->secrets[0].secret_id.view(), secret_id);
  EXPECT_EQ(found->secrets[0].secret_hash, "secret");
  EXPECT_EQ(found->secrets[0].expires_at, at(99));
  EXPECT_FALSE(find_client("mdb_sa_id_222222222222222222222222"));
}

}  // namespace
}  // namespace orgd
