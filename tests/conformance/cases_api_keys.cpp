// API keys of an organization.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cases.hpp"

namespace conformance::api_keys {
namespace {

std::string key_path(World& w, std::string_view id) {
  return w.org(fmt::format("/apiKeys/{}", id));
}

std::string redacted(std::string_view private_key) {
  return fmt::format("********-****-****-{}", private_key.substr(private_key.size() - 12));
}

void create(World& w) {
  Answer const answer =
      w.post(w.org("/apiKeys"), R"({"desc":"ci","roles":["ORG_READ_ONLY","ORG_MEMBER"]})");
  Node const key = expect_ok(answer);
  expect_members(answer, key, {"desc", "id", "links", "privateKey", "publicKey", "roles"});
  expect_text(answer, key, "desc", "ci");
  auto const role = [&](std::string_view name) {
    return object({{"orgId", quoted(w.id())}, {"roleName", quoted(name)}});
  };
  expect_member(answer, key, "roles", array({role("ORG_READ_ONLY"), role("ORG_MEMBER")}));
  std::string const id = text_of(answer, key, "id");
  expect_object_id(answer, id);
  expect_member(
      answer, key, "links",
      array({object({{"href", quoted(w.url(key_path(w, id)))}, {"rel", quoted("self")}})}));
  expect_header(answer, "Cache-Control", "no-store");
}

void read_back(World& w) {
  Key const key = w.new_key("ORG_MEMBER");
  Answer const answer = w.get(key_path(w, key.id));
  Node const shown = expect_ok(answer);
  expect_members(answer, shown, {"desc", "id", "links", "privateKey", "publicKey", "roles"});
  expect_text(answer, shown, "privateKey", redacted(key.pair.private_key));
  expect_text(answer, shown, "publicKey", key.pair.public_key);
}

void list(World& w) {
  std::array const keys{w.new_key("ORG_MEMBER"), w.new_key("ORG_MEMBER"), w.new_key("ORG_OWNER")};
  Answer const answer = w.get(w.org("/apiKeys"));
  Node const page = expect_ok(answer);
  expect_members(answer, page, {"links", "results", "totalCount"});
  expect_member(answer, page, "totalCount", "4");
  Node const& results = member(answer, page, "results");
  auto const names = column(answer, results, "publicKey");
  expect(answer, names.size() == 4 && std::ranges::is_sorted(names), "four in order");
  for (Key const& key : keys) {
    expect(answer, !answer.body.contains(key.pair.private_key), "no private key in the clear");
    Node const& one = element_with(answer, results, "id", key.id);
    expect_text(answer, one, "privateKey", redacted(key.pair.private_key));
  }
}

void pages(World& w) {
  w.new_key("ORG_MEMBER");
  Answer const answer = w.get(w.org("/apiKeys?itemsPerPage=1&pageNum=2"));
  Node const page = expect_ok(answer);
  expect(answer, member(answer, page, "results").children.size() == 1, "one key");
  expect_equal(answer, "next", href_of(page, "next"), "");
}

void update(World& w) {
  Key const key = w.new_key("ORG_MEMBER");
  Answer const answer = w.patch(key_path(w, key.id), R"({"desc":"new words"})");
  Node const changed = expect_ok(answer);
  expect_text(answer, changed, "desc", "new words");
  expect_text(answer, changed, "privateKey", redacted(key.pair.private_key));
  expect(answer, show(changed).contains("\"ORG_MEMBER\""), "its role to stay");
  Answer const roles = w.patch(key_path(w, key.id), R"({"roles":["ORG_OWNER","ORG_READ_ONLY"]})");
  Node const again = expect_ok(roles);
  expect_text(roles, again, "desc", "new words");
  expect(roles, !show(again).contains("\"ORG_MEMBER\"") && show(again).contains("\"ORG_OWNER\""),
         "its roles to be replaced");
  expect_body(w.get(key_path(w, key.id)), roles.body);
}

void empty_update(World& w) {
  Key const key = w.new_key("ORG_MEMBER");
  std::string const before = w.get(key_path(w, key.id)).body;
  Answer const answer = w.patch(key_path(w, key.id), "{}");
  expect_ok(answer);
  expect_body(answer, before);
}

void project_roles_stay(World& w) {
  Key const key = w.new_key("ORG_GROUP_CREATOR");
  Answer const made = w.send(
      w.request("POST", "/groups", object({{"name", quoted("P")}, {"orgId", quoted(w.id())}}))
          .by(key.pair));
  std::string const project = text_of(made, expect_ok(made, 201), "id");
  Answer const answer = w.patch(key_path(w, key.id), R"({"roles":["ORG_READ_ONLY"]})");
  std::string const roles = show(*expect_ok(answer).find("roles"));
  expect(
      answer,
      roles.contains(object({{"groupId", quoted(project)}, {"roleName", quoted("GROUP_OWNER")}})),
      "its role on the project to stay");
  expect_accepted(w.remove("/groups/" + project));
}

void bad_values(World& w) {
  Key const key = w.new_key("ORG_MEMBER");
  auto const create = [&](std::string const& body) { return w.post(w.org("/apiKeys"), body); };
  expect_code(create(R"({"roles":["ORG_OWNER"]})"), 400, "API_KEY_REQUIRES_DESCRIPTION");
  expect_code(create(R"({"desc":"d"})"), 400, "MISSING_API_KEY_ROLES");
  expect_code(create(R"({"desc":"d","roles":[]})"), 400, "MISSING_API_KEY_ROLES");
  std::string const long_desc(251, 'd');
  expect_code(create(object({{"desc", quoted(long_desc)}, {"roles", texts({"ORG_OWNER"})}})), 400,
              "INVALID_API_KEY_DESC");
  expect_code(w.patch(key_path(w, key.id), object({{"desc", quoted(long_desc)}})), 400,
              "INVALID_API_KEY_DESC");
  expect_error_on(create(R"({"desc":"d","roles":["GROUP_OWNER"]})"), 400, "INVALID_ROLE_FOR_ORG",
                  "GROUP_OWNER");
  expect_error_on(create(R"({"desc":"d","roles":["ORG_OWNER","KING"]})"), 400, "INVALID_ENUM_VALUE",
                  "KING");
  expect_error_on(w.patch(key_path(w, key.id), R"({"roles":["GROUP_OWNER"]})"), 400,
                  "INVALID_ROLE_FOR_ORG", "GROUP_OWNER");
  expect_error_on(w.patch(key_path(w, key.id), R"({"roles":["KING"]})"), 400, "INVALID_ENUM_VALUE",
                  "KING");
}

void every_role(World& w) {
  for (auto const* role : {"ORG_OWNER", "ORG_MEMBER", "ORG_GROUP_CREATOR", "ORG_BILLING_ADMIN",
                           "ORG_BILLING_READ_ONLY", "ORG_READ_ONLY", "ORG_STREAM_PROCESSING_ADMIN",
                           "ORG_TEAM_MEMBERS_ADMIN"})
    w.new_key(role);
}

void unknown(World& w) {
  expect_error_on(w.get(key_path(w, nobody_id)), 400, "API_KEY_NOT_FOUND", nobody_id);
  expect_error_on(w.patch(key_path(w, nobody_id), "{}"), 400, "API_KEY_NOT_FOUND", nobody_id);
  expect_error_on(w.remove(key_path(w, nobody_id)), 400, "API_KEY_NOT_FOUND", nobody_id);
}

void of_another_organization(World& w) {
  Organization const other = w.another_organization();
  expect_error_on(w.get(key_path(w, other.key.id)), 400, "API_KEY_NOT_FOUND", other.key.id);
  expect_error_on(w.remove(key_path(w, other.key.id)), 400, "API_KEY_NOT_FOUND", other.key.id);
  expect_ok(w.send(w.request("GET", "/orgs").by(other.key.pair)));
}

void remove(World& w) {
  Key const key = w.new_key("ORG_OWNER");
  expect_no_content(w.remove(key_path(w, key.id)));
  expect_error_on(w.get(key_path(w, key.id)), 400, "API_KEY_NOT_FOUND", key.id);
  Answer const answer = w.get(w.org("/apiKeys"));
  expect_member(answer, expect_ok(answer), "totalCount", "1");
}

void remove_oneself(World& w) {
  Key const key = w.new_key("ORG_OWNER");
  expect_no_content(w.send(w.request("DELETE", key_path(w, key.id)).by(key.pair)));
  expect_challenge(w.send(w.request("GET", "/orgs").by(key.pair)));
}

void keys_are_no_owners(World& w) {
  expect_ok(w.patch(key_path(w, w.mine().key.id), R"({"roles":["ORG_MEMBER"]})"));
  expect_error(w.get(w.org("/invites")), 401, "USER_UNAUTHORIZED", "[]");
}

constexpr std::array cases{
    Case{"a new key shows its secret and is never to be stored", create},
    Case{"a key reads back redacted", read_back},
    Case{"the list is ordered by public key and redacted", list},
    Case{"the list has pages", pages},
    Case{"description and roles change apart", update},
    Case{"an empty change changes nothing", empty_update},
    Case{"new roles leave roles on projects alone", project_roles_stay},
    Case{"description and roles follow their rules", bad_values},
    Case{"every role of an organization can be given", every_role},
    Case{"an unknown key is 400", unknown},
    Case{"a key of another organization is unknown", of_another_organization},
    Case{"a deleted key is gone", remove},
    Case{"a key may delete itself", remove_oneself},
    Case{"a key may give up its own rights", keys_are_no_owners},
};

}  // namespace
}  // namespace conformance::api_keys

std::span<conformance::Case const> conformance::api_key_cases() { return api_keys::cases; }
