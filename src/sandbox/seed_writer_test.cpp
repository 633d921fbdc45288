// What a seed makes of an empty store, and what it refuses before it has made anything.
#include "sandbox/seed_writer.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "api/digest_hash.hpp"
#include "sandbox/seed_completion.hpp"
#include "sandbox/seeded_store.hpp"
#include "security/digest.hpp"
#include "store/access_tokens.hpp"
#include "store/api_keys.hpp"
#include "store/organizations.hpp"
#include "store/people.hpp"
#include "store/service_accounts.hpp"

namespace orgd::sandbox {
namespace {

constexpr auto rich_org = store::OrgId::of("600000000000000000000e10");

TEST(SeedWriter, WritesPeopleOfAllStandings) {
  SeededStore store;
  ASSERT_EQ(store.seed(rich_seed), "");
  std::map<std::string, store::Member> people;
  std::optional<store::Account> account;
  ASSERT_TRUE(store.read([&](Transaction& tx) -> Task<Done> {
    store::MemberFilter const all{.pending = true, .expired = true, .rejected = true};
    store::Slice const slice{};
    auto const members = co_await store::list_members(tx, rich_org, all, SeededStore::now, slice);
    for (auto const& member : members) people.emplace(member.username, member);
    account = co_await store::find_account(tx, people.at("dana@example.org").user_id);
    co_return Done{};
  }));
  EXPECT_EQ(people.size(), 5U);
  auto const& dana = people.at("dana@example.org");
  EXPECT_EQ(dana.status, store::Standing::active);
  EXPECT_EQ(dana.spelling, "Dana@example.org");
  EXPECT_EQ(dana.joined_at, SeededStore::now);
  EXPECT_EQ(dana.team_ids.size(), 1U);
  EXPECT_TRUE(account->password_hash.value().starts_with("$argon2id$"));
  auto const& ines = people.at("ines@example.org");
  EXPECT_TRUE(store::is_pending(ines, SeededStore::now));
  EXPECT_EQ(ines.token_hash, hash_token("hello-ines"));
  EXPECT_EQ(ines.inviter, "Dana@example.org");
  EXPECT_EQ(people.at("noah@example.org").status, store::Standing::rejected);
  EXPECT_EQ(people.at("zoe@example.org").status, store::Standing::invited);
  EXPECT_FALSE(store::is_pending(people.at("zoe@example.org"), SeededStore::now));
}

TEST(SeedWriter, WritesCredentialsThatWork) {
  SeededStore store;
  ASSERT_EQ(store.seed(rich_seed), "");
  std::optional<store::ApiKeyRecord> key;
  std::vector<store::ServiceAccount> accounts;
  std::vector<store::SecretHash> secrets;
  ASSERT_TRUE(store.read([&](Transaction& tx) -> Task<Done> {
    key = co_await store::find_credential(tx, "abcdefgh");
    store::Slice const slice{};
    accounts = co_await store::list_service_accounts(tx, rich_org, slice);
    secrets = co_await store::list_secret_hashes(tx, rich_org, accounts.at(0).account_id);
    co_return Done{};
  }));
  auto const ha1 = DigestHash(DigestAlgorithm::md5)
                       .ha1("abcdefgh", digest_realm, "5ebbb82c-1d2d-4b7f-a1a0-c6c1a5b0d3e4");
  EXPECT_EQ(store.vault().open(key->ha1_md5, key->key_id), ha1);
  EXPECT_EQ(key->private_key_tail, "c6c1a5b0d3e4");
  ASSERT_EQ(secrets.size(), 2U);
  auto const hash = hash_token("mdb_sa_sk_aaaabbbbccccdddd");
  EXPECT_TRUE(secrets[0].secret_hash == hash || secrets[1].secret_hash == hash);
}

TEST(SeedWriter, DerivesTheSameFromTheSameNumber) {
  constexpr std::string_view text = R"({"organizations": [{"name": "A", "apiKeys": [{"desc": "a"}],
      "serviceAccounts": [{"name": "b"}], "people": [{"email": "a@example.org",
      "roles": ["ORG_OWNER"]}]}], "generate": {"organizations": 2}})";
  auto const file = read_seed(text).value();
  auto const one = complete_seed(file, 1, SeededStore::now);
  EXPECT_EQ(to_json(one), to_json(complete_seed(file, 1, SeededStore::now)));
  EXPECT_EQ(to_json(one), to_json(complete_seed(one, 2, SeededStore::now)));
  EXPECT_NE(to_json(one), to_json(complete_seed(file, 2, SeededStore::now)));
  ASSERT_EQ(one.organizations.size(), 3U);
  EXPECT_NE(one.organizations[0].api_keys[0].public_key,
            one.organizations[1].api_keys[0].public_key);
}

struct Refused {
  std::string_view text;  ///< of an organization's members, from line 3 on
  std::string_view error;
};

TEST(SeedWriter, RefusesWithTheLineAndWritesNothing) {
  constexpr std::string_view dana = "  people: [{email: dana@example.org, roles: [ORG_OWNER]}]\n";
  constexpr std::array refused{
      Refused{"  teams: [{name: A}, {name: A}]",
              "line 4, column 29: organizations[0].teams[1].name"},
      Refused{
          "  teams:\n  - name: A\n    members:\n    - kim@example.org",
          "line 7, column 7: organizations[0].teams[0].members[0]: expected the address of one"},
      Refused{"  projects: [{name: A}, {name: A}]", "organizations[0].projects[1].name"},
      Refused{"  projects: [{name: A, roles: [{person: kim@example.org, roles: [GROUP_OWNER]}]}]",
              "organizations[0].projects[0].roles[0].person"},
      Refused{"  projects: [{name: A, roles: [{team: B, roles: [GROUP_OWNER]}]}]",
              "expected the name of a team"},
      Refused{"  projects: [{name: A, roles: [{apiKey: B, roles: [GROUP_OWNER]}]}]",
              "expected the public key"},
      Refused{"  projects: [{name: A, roles: [{roles: [GROUP_OWNER]}]}]", "exactly one of"},
      Refused{"  apiKeys: [{desc: a, publicKey: same}, {desc: b, publicKey: same}]",
              "organizations[0].apiKeys[1].publicKey"},
      Refused{"  apiKeys: [{desc: a, id: 32b6e34b3d91647abb20e701}, {desc: b, id: "
              "32b6e34b3d91647abb20e701}]",
              "organizations[0].apiKeys[1].id"},
      Refused{"  apiKeys: [{desc: a, accessList: [{cidrBlock: here}]}]", "expected a block"},
      Refused{"  apiKeys: [{desc: a, accessList: [{cidrBlock: 192.0.2.1}, {cidrBlock: "
              "192.0.2.1/32}]}]",
              "accessList[1].cidrBlock"},
      Refused{"  serviceAccounts: [{name: a, secrets: [{}, {}, {}]}]", "at most 2 secrets"},
      Refused{"  linkedTo: 32b6e34b3d91647abb20e701", "expected the id of an organization"},
      Refused{"  deletedAt: 2025-01-01T00:00:00Z", "expected nothing in a deleted organization"},
      Refused{"  settings: {customSessionTimeouts: {absoluteSessionTimeoutInSeconds: 3600, "
              "idleSessionTimeoutInSeconds: 7200}}",
              "line 4, column 13: organizations[0].settings"}};
  for (auto const& [text, error] : refused) {
    SeededStore store;
    auto const said =
        store.seed(fmt::format("organizations:\n- name: Example\n{}{}\n", dana, text));
    EXPECT_TRUE(said.contains(error) && said.contains("line ")) << text << "\n" << said;
    EXPECT_TRUE(store.exported().organizations.empty()) << text;
    EXPECT_TRUE(store.exported().people.empty()) << text;
  }
}

TEST(SeedWriter, RefusesPeopleWhoDoNotFit) {
  constexpr std::array refused{
      Refused{
          "{email: a@example.org, roles: [ORG_OWNER]}, {email: A@EXAMPLE.org, roles: [ORG_OWNER]}",
          "organizations[0].people[1].email: expected each once"},
      Refused{
          "{email: a@example.org, roles: [ORG_OWNER], state: invited, password: 'horse battery'}",
          "organizations[0].people[0].password"},
      Refused{"{email: a@example.org, roles: [ORG_OWNER], token: hello-there}",
              "expected no part of an invitation"},
      Refused{"{email: a@example.org, roles: [ORG_OWNER], state: expired, expiresAt: "
              "2099-01-01T00:00:00Z}",
              "expected a time that has passed"},
      Refused{"{email: a@example.org, roles: [ORG_OWNER], id: 32b6e34b3d91647abb20e701}, {email: "
              "b@example.org, roles: [ORG_OWNER], id: 32b6e34b3d91647abb20e701}",
              "expected an id that nobody else has"}};
  for (auto const& [text, error] : refused) {
    SeededStore store;
    auto const said =
        store.seed(fmt::format("organizations: [{{name: Example, people: [{}]}}]", text));
    EXPECT_TRUE(said.contains(error)) << text << "\n" << said;
  }
}

TEST(SeedWriter, RefusesMoreThanAServerTakes) {
  SeededStore store;
  std::string people;
  for (int i = 0; i < 501; ++i)
    people += fmt::format("  - {{email: p{}@example.org, roles: [ORG_MEMBER]}}\n", i);
  auto const said = store.seed("organizations:\n- name: Example\n  people:\n" + people);
  EXPECT_TRUE(said.contains("organizations[0].people: expected at most 500 active")) << said;
  EXPECT_TRUE(store.seed("generate: {organizations: 10000, membersEach: 500}")
                  .contains("generate: expected at most 200000"));
}

TEST(SeedWriter, RefusesWhatTheStoreHas) {
  SeededStore store;
  ASSERT_EQ(store.seed(rich_seed), "");
  auto const before = to_json(store.exported());
  auto const again = store.seed(rich_seed);
  EXPECT_TRUE(again.contains("organizations[0].id: expected one that the store has not")) << again;
  auto const key =
      store.seed("organizations: [{name: B, apiKeys: [{desc: a,\n publicKey: abcdefgh}]}]", 2);
  EXPECT_TRUE(key.contains("line 2, column 13: organizations[0].apiKeys[0].publicKey")) << key;
  EXPECT_EQ(to_json(store.exported()), before);
  EXPECT_EQ(store.seed("organizations: [{name: B, people: [{email: dana@example.org, roles: "
                       "[ORG_OWNER]}]}]",
                       2),
            "");
}

}  // namespace
}  // namespace orgd::sandbox
