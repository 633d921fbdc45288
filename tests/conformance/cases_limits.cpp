// How many there may be of each thing (contract 6.1). Slow: each case fills something up.
#include <fmt/format.h>

#include <array>

#include "account_calls.hpp"
#include "cases.hpp"

namespace conformance::limits {
namespace {

void users(World& w) {
  for (int i = 1; i < 500; ++i) w.invite(fmt::format("user{}@example.org", i));
  auto const limit = [&] { return fmt::format(R"([500,"{}"])", w.id()); };
  expect_error(w.post(w.org("/invites"), R"({"username":"last@example.org"})"), 400,
               "MAX_USERS_PER_ORG_EXCEEDED", limit());
  Answer const all = w.get_2025(w.org("/users?itemsPerPage=500"));
  Node const page = expect_ok(all, 200, v2025);
  expect_member(all, page, "totalCount", "500");
  expect(all, member(all, page, "results").children.size() == 500, "500 people on one page");
  std::string const id = w.get(w.org("/invites?username=user7@example.org")).body;
  auto const invitation = parse_json(id);
  expect_no_content(w.remove(w.org("/invites/" + invitation->children.at(0).find("id")->text)));
  w.invite("last@example.org");
}

void projects(World& w) {
  for (int i = 0; i < 250; ++i) w.new_project(fmt::format("Project {}", i));
  expect_error(w.post("/groups", object({{"name", quoted("Last")}, {"orgId", quoted(w.id())}})),
               400, "MAX_GROUPS_PER_ORG_EXCEEDED", fmt::format(R"([250,"{}"])", w.id()));
  Answer const answer = w.get(w.org("/groups?itemsPerPage=100&pageNum=3"));
  Node const page = expect_ok(answer);
  expect_member(answer, page, "totalCount", "250");
  expect(answer, member(answer, page, "results").children.size() == 50, "the last 50");
}

void api_keys(World& w) {
  for (int i = 1; i < 500; ++i) w.new_key("ORG_MEMBER");
  expect_code(w.post(w.org("/apiKeys"), R"({"desc":"last","roles":["ORG_MEMBER"]})"), 400,
              "MAX_API_KEYS_PER_ORG_EXCEEDED");
  expect_code(w.post("/groups/" + w.new_project("Full") + "/apiKeys",
                     R"({"desc":"last","roles":["GROUP_READ_ONLY"]})"),
              400, "MAX_API_KEYS_PER_ORG_EXCEEDED");
}

void service_accounts(World& w) {
  for (int i = 0; i < 200; ++i) accounts::new_account(w);
  std::string const limit = fmt::format(R"([200,"{}"])", w.id());
  expect_error(accounts::send(w, "POST", w.org("/serviceAccounts"), accounts::wanted()), 400,
               "MAX_SERVICE_ACCOUNTS_PER_ORG_EXCEEDED", limit);
  expect_error(accounts::send(w, "POST", "/groups/" + w.new_project("Full") + "/serviceAccounts",
                              accounts::wanted("GROUP_READ_ONLY")),
               400, "MAX_SERVICE_ACCOUNTS_PER_ORG_EXCEEDED", limit);
}

void access_list_entries(World& w) {
  std::string const path = w.org("/apiKeys/" + w.new_key("ORG_MEMBER").id + "/accessList");
  std::vector<std::string> entries;
  for (int i = 0; i < 201; ++i)
    entries.push_back(fmt::format(R"({{"ipAddress":"198.51.100.{}"}})", i));
  expect_code(w.post(path, array(entries)), 400, "VALIDATION_ERROR");
  entries.pop_back();
  Answer const answer = w.post(path, array(entries));
  expect_member(answer, expect_ok(answer), "totalCount", "200");
  expect_code(w.post(path, R"([{"ipAddress":"192.0.2.1"}])"), 400, "VALIDATION_ERROR");
}

void access_list_entries_of_an_account(World& w) {
  std::string const path = accounts::at(w, accounts::new_account(w).client_id, "/accessList");
  std::vector<std::string> entries;
  for (int i = 0; i < 200; ++i)
    entries.push_back(fmt::format(R"({{"ipAddress":"198.51.100.{}"}})", i));
  Answer const answer = accounts::send(w, "POST", path, array(entries));
  expect_member(answer, expect_ok(answer, 200, v2024), "totalCount", "200");
  expect_code(accounts::send(w, "POST", path, R"([{"ipAddress":"192.0.2.1"}])"), 400,
              "VALIDATION_ERROR");
}

void linked_organizations(World& w) {
  std::vector<KeyPair> keys;
  std::vector<std::string> ids;
  std::string const body = object({{"name", quoted("Linked")},
                                   {"orgOwnerId", quoted(w.owner_id())},
                                   {"apiKey", R"({"desc":"d","roles":["ORG_OWNER"]})"}});
  for (int i = 0; i < 50; ++i) {
    Answer const answer = w.post("/orgs", body);
    Node const created = expect_ok(answer, 201);
    Node const& key = member(answer, created, "apiKey");
    keys.push_back({text_of(answer, key, "publicKey"), text_of(answer, key, "privateKey")});
    ids.push_back(text_of(answer, member(answer, created, "organization"), "id"));
  }
  Answer const refused = w.post("/orgs", body);
  for (std::size_t i = 0; i < ids.size(); ++i)
    expect_no_content(w.send(w.request("DELETE", "/orgs/" + ids[i]).by(keys[i])));
  expect_code(refused, 400, "VALIDATION_ERROR");
}

constexpr std::array cases{
    Case{"an organization has at most 500 active and invited users", users, true},
    Case{"an organization has at most 250 projects", projects, true},
    Case{"an organization has at most 500 API keys", api_keys, true},
    Case{"an organization has at most 200 service accounts", service_accounts, true},
    Case{"a key's access list has at most 200 entries", access_list_entries, true},
    Case{"a service account's access list has at most 200 entries",
         access_list_entries_of_an_account, true},
    Case{"an organization has at most 50 linked to it", linked_organizations, true},
};

}  // namespace
}  // namespace conformance::limits

std::span<conformance::Case const> conformance::limit_cases() { return limits::cases; }
