// Creating an organization: what comes back once, who owns it, everything that is refused.
#include <fmt/format.h>

#include <array>

#include "account_calls.hpp"
#include "cases.hpp"
#include "client_calls.hpp"

namespace conformance::creation {
namespace {

std::string body(std::string_view name, std::string_view owner, std::vector<Member> more = {}) {
  std::vector<Member> members{{"name", quoted(name)}, {"orgOwnerId", quoted(owner)}};
  members.insert(members.end(), more.begin(), more.end());
  return object(members);
}

std::string with_key(World& w, std::string_view key) {
  return body("Made here", w.owner_id(), {{"apiKey", std::string(key)}});
}

KeyPair key_pair_of(Answer const& answer, Node const& created) {
  Node const& key = member(answer, created, "apiKey");
  return {text_of(answer, key, "publicKey"), text_of(answer, key, "privateKey")};
}

constexpr std::string_view owner_key = R"({"desc":"first key","roles":["ORG_OWNER"]})";

void with_first_key(World& w) {
  Answer const answer = w.post("/orgs", with_key(w, owner_key));
  Node const created = expect_ok(answer, 201);
  expect_members(answer, created, {"apiKey", "orgOwnerId", "organization"});
  expect_text(answer, created, "orgOwnerId", w.owner_id());
  Node const& org = member(answer, created, "organization");
  expect_members(answer, org, {"id", "isDeleted", "links", "name", "skipDefaultAlertsSettings"});
  expect_text(answer, org, "name", "Made here");
  std::string const id = text_of(answer, org, "id");
  expect_object_id(answer, id);
  Node const& key = member(answer, created, "apiKey");
  expect_members(answer, key, {"desc", "id", "links", "privateKey", "publicKey", "roles"});
  expect_text(answer, key, "desc", "first key");
  expect_member(answer, key, "roles",
                array({object({{"orgId", quoted(id)}, {"roleName", quoted("ORG_OWNER")}})}));
  expect_equal(answer, "the key's self link", href_of(key, "self"),
               w.url("/orgs/" + id + "/apiKeys/" + text_of(answer, key, "id")));
  expect_header(answer, "Location", w.url("/orgs/" + id));
  expect_header(answer, "Cache-Control", "no-store");
  expect_no_content(w.send(w.request("DELETE", "/orgs/" + id).by(key_pair_of(answer, created))));
}

void the_new_key_works_at_once(World& w) {
  Answer const answer = w.post("/orgs", with_key(w, owner_key));
  Node const created = expect_ok(answer, 201);
  std::string const id = text_of(answer, member(answer, created, "organization"), "id");
  KeyPair const key = key_pair_of(answer, created);
  Answer const settings =
      w.send(w.request("PATCH", "/orgs/" + id + "/settings", R"({"multiFactorAuthRequired":true})")
                 .by(key));
  expect_member(settings, expect_ok(settings), "apiAccessListRequired", "false");
  expect_error(w.get("/orgs/" + id), 401, "USER_UNAUTHORIZED", "[]");
  expect_no_content(w.send(w.request("DELETE", "/orgs/" + id).by(key)));
}

void the_owner_is_active(World& w) {
  Node const users = w.users_2025();
  Answer const answer = w.get_2025(w.org("/users"));
  expect(answer, users.children.size() == 1, "one person");
  Node const& owner = users.children.front();
  expect_text(answer, owner, "id", w.owner_id());
  expect_text(answer, owner, "orgMembershipStatus", "ACTIVE");
  expect_member(answer, owner, "roles", R"({"groupRoleAssignments":[],"orgRoles":["ORG_OWNER"]})");
}

// Nobody but its owner can enter it, so it stays behind; one is few.
void without_key(World& w) {
  Answer const answer =
      w.post("/orgs", body("Keyless", w.owner_id(), {{"skipDefaultAlertsSettings", "true"}}));
  Node const created = expect_ok(answer, 201);
  expect_members(answer, created, {"orgOwnerId", "organization", "skipDefaultAlertsSettings"});
  expect_member(answer, created, "skipDefaultAlertsSettings", "true");
  expect_member(answer, member(answer, created, "organization"), "skipDefaultAlertsSettings",
                "true");
}

void required_members(World& w) {
  expect_error_on(w.post("/orgs", "{}"), 400, "MISSING_ATTRIBUTE", "name");
  expect_error_on(w.post("/orgs", body("", w.owner_id())), 400, "MISSING_ATTRIBUTE", "name");
  expect_error_on(w.post("/orgs", R"({"name":"A"})"), 400, "MISSING_ATTRIBUTE", "orgOwnerId");
  expect_error_on(w.post("/orgs", R"({"name":"A","orgOwnerId":null})"), 400, "MISSING_ATTRIBUTE",
                  "orgOwnerId");
}

void bad_values(World& w) {
  expect_error_on(w.post("/orgs", body("a/b", w.owner_id())), 400, "INVALID_ORG_NAME", "a/b");
  for (auto const* id : {"x", "32B6E34B3D91647ABB20E7B8", "32b6e34b3d91647abb20e7b"})
    expect_error_on(w.post("/orgs", body("A", id)), 400, "INVALID_ATTRIBUTE", "orgOwnerId");
}

void bad_keys(World& w) {
  std::string const long_desc(251, 'd');
  auto const refuse = [&](std::string_view key, std::string_view code) {
    expect_code(w.post("/orgs", with_key(w, key)), 400, code);
  };
  refuse(R"({"roles":["ORG_OWNER"]})", "API_KEY_REQUIRES_DESCRIPTION");
  refuse(R"({"desc":"","roles":["ORG_OWNER"]})", "API_KEY_REQUIRES_DESCRIPTION");
  refuse(fmt::format(R"({{"desc":"{}","roles":["ORG_OWNER"]}})", long_desc),
         "INVALID_API_KEY_DESC");
  refuse(R"({"desc":"d"})", "MISSING_API_KEY_ROLES");
  refuse(R"({"desc":"d","roles":[]})", "MISSING_API_KEY_ROLES");
  expect_error_on(w.post("/orgs", with_key(w, R"({"desc":"d","roles":["GROUP_OWNER"]})")), 400,
                  "INVALID_ROLE_FOR_ORG", "GROUP_OWNER");
  expect_error_on(w.post("/orgs", with_key(w, R"({"desc":"d","roles":["KING"]})")), 400,
                  "INVALID_ENUM_VALUE", "KING");
}

void longest_description(World& w) {
  std::string const desc(250, 'd');
  Answer const answer =
      w.post("/orgs", with_key(w, fmt::format(R"({{"desc":"{}","roles":["ORG_OWNER"]}})", desc)));
  Node const created = expect_ok(answer, 201);
  std::string const id = text_of(answer, member(answer, created, "organization"), "id");
  expect_no_content(w.send(w.request("DELETE", "/orgs/" + id).by(key_pair_of(answer, created))));
}

void service_account(World& w) {
  Answer const answer = w.post(
      "/orgs",
      body("Made here", w.owner_id(), {{"serviceAccount", accounts::wanted("ORG_OWNER", 8760)}}));
  Node const created = expect_ok(answer, 201);
  expect_members(answer, created, {"orgOwnerId", "organization", "serviceAccount"});
  Node const& account = member(answer, created, "serviceAccount");
  accounts::expect_account(answer, account);
  expect_member(answer, account, "roles", texts({"ORG_OWNER"}));
  Node const& secret = member(answer, account, "secrets").children.at(0);
  expect_text(answer, secret, "maskedSecretValue",
              accounts::masked(text_of(answer, secret, "secret")));
  expect_header(answer, "Cache-Control", "no-store");
}

void bad_service_accounts(World& w) {
  auto const create = [&](std::vector<Member> more) {
    return w.post("/orgs", body("A", w.owner_id(), std::move(more)));
  };
  expect_error_on(create({{"serviceAccount", R"({"name":"sa"})"}}), 400, "MISSING_ATTRIBUTE",
                  "serviceAccount.description");
  expect_error_on(create({{"serviceAccount", accounts::wanted("GROUP_OWNER")}}), 400,
                  "INVALID_ROLE_FOR_ORG", "GROUP_OWNER");
  expect_code(create({{"apiKey", std::string(owner_key)}, {"serviceAccount", accounts::wanted()}}),
              400, "VALIDATION_ERROR");
}

void federation(World& w) {
  expect_code(
      w.post("/orgs", body("A", w.owner_id(), {{"federationSettingsId", quoted(nobody_id)}})), 404,
      "RESOURCE_NOT_FOUND");
}

void unknown_owner(World& w) {
  expect_error_on(w.post("/orgs", body("A", nobody_id)), 404, "USER_NOT_FOUND", nobody_id);
}

void owner_from_elsewhere(World& w) {
  Organization const other = w.another_organization();
  Node const stranger = w.new_member(w.person("stranger"));
  std::string const id = stranger.find("id")->text;
  Answer const answer = w.send(w.request("POST", "/orgs", body("A", id)).by(other.key.pair));
  expect_error_on(answer, 404, "USER_NOT_FOUND", id);
}

void pending_owner(World& w) {
  w.invite("pending@example.org");
  Node const users = w.users_2025("?orgMembershipStatuses=PENDING");
  std::string const id = users.children.at(0).find("id")->text;
  expect_error_on(w.post("/orgs", body("A", id)), 404, "USER_NOT_FOUND", id);
}

void another_member_as_owner(World& w) {
  Node const dana = w.new_member(w.person("dana"));
  std::string const id = dana.find("id")->text;
  Answer const answer = w.post("/orgs", body("Dana's", id, {{"apiKey", std::string(owner_key)}}));
  Node const created = expect_ok(answer, 201);
  std::string const org = text_of(answer, member(answer, created, "organization"), "id");
  KeyPair const key = key_pair_of(answer, created);
  Answer const people = w.send(w.request("GET", "/orgs/" + org + "/users").by(key));
  Node const page = expect_ok(people);
  expect(
      people,
      column(people, member(people, page, "results"), "username") == std::vector{w.person("dana")},
      "the one owner");
  expect_no_content(w.send(w.request("DELETE", "/orgs/" + org).by(key)));
}

void by_a_service_account(World& w) {
  w.new_member(w.person("dana"), "ORG_OWNER");
  std::string const token = clients::new_token(w, clients::new_client(w));
  std::string const unowned =
      object({{"name", quoted("Made here")}, {"apiKey", std::string(owner_key)}});
  Answer const answer = w.send(
      w.request("POST", "/orgs", unowned).by_nobody().with("Authorization", "Bearer " + token));
  Node const created = expect_ok(answer, 201);
  expect_text(answer, created, "orgOwnerId", w.owner_id());
  std::string const id = text_of(answer, member(answer, created, "organization"), "id");
  RequestSpec const listing = w.request("GET", "/orgs/" + id + "/users");
  Answer const people = w.send(listing.by(key_pair_of(answer, created)));
  Node const page = expect_ok(people);
  expect(people, column(people, member(people, page, "results"), "id") == std::vector{w.owner_id()},
         "the one owner");
  expect_no_content(w.send(w.request("DELETE", "/orgs/" + id).by(key_pair_of(answer, created))));
  expect_error_on(w.post("/orgs", unowned), 400, "MISSING_ATTRIBUTE", "orgOwnerId");
}

constexpr std::array cases{
    Case{"the answer has the key's secret, once, and its place", with_first_key},
    Case{"the new key works at once, the calling key does not", the_new_key_works_at_once},
    Case{"the owner is an active member without an invitation", the_owner_is_active},
    Case{"without apiKey there is none in the answer", without_key},
    Case{"name and owner are required", required_members},
    Case{"name and owner follow their rules", bad_values},
    Case{"the first key follows its rules", bad_keys},
    Case{"a description of 250 characters is fine", longest_description},
    Case{"a first service account shows its secret, once", service_account},
    Case{"the first service account follows its rules, and takes the place of a key",
         bad_service_accounts},
    Case{"there is no federation", federation},
    Case{"an unknown owner is 404", unknown_owner},
    Case{"an owner from elsewhere is 404", owner_from_elsewhere},
    Case{"an invited person is no owner yet", pending_owner},
    Case{"any active member may become the owner", another_member_as_owner},
    Case{"a service account names no owner: it is the oldest of its own", by_a_service_account},
};

}  // namespace
}  // namespace conformance::creation

std::span<conformance::Case const> conformance::organization_creation_cases() {
  return creation::cases;
}
