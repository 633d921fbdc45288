// API keys of a project: making keys for it, putting keys of the organization on it, and what of a
// key stays when it leaves.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cases.hpp"

namespace conformance::project_api_keys {
namespace {

constexpr std::string_view reader = R"({"roles":["GROUP_READ_ONLY"]})";

std::string keys_of(std::string_view project) { return fmt::format("/groups/{}/apiKeys", project); }

std::string key_on(std::string_view project, std::string_view key) {
  return fmt::format("{}/{}", keys_of(project), key);
}

std::string on_project(std::string_view project, std::string_view role) {
  return object({{"groupId", quoted(project)}, {"roleName", quoted(role)}});
}

std::string in_org(World& w, std::string_view role) {
  return object({{"orgId", quoted(w.id())}, {"roleName", quoted(role)}});
}

// The key as its organization shows it has exactly these roles.
void expect_roles(World& w, std::string_view key, std::vector<std::string> const& roles) {
  Answer const answer = w.get(w.org(fmt::format("/apiKeys/{}", key)));
  expect_member(answer, expect_ok(answer), "roles", array(roles));
}

// Makes a key by the project, which the case needs.
Key make_key(World& w, std::string_view project, std::string_view role) {
  Answer const answer =
      w.post(keys_of(project), object({{"desc", quoted("made")}, {"roles", texts({role})}}));
  Node const made = expect_ok(answer);
  return {.id = text_of(answer, made, "id"),
          .pair = {text_of(answer, made, "publicKey"), text_of(answer, made, "privateKey")}};
}

void create(World& w) {
  std::string const project = w.new_project("Keyed");
  Answer const answer =
      w.post(keys_of(project),
             R"({"desc":"ci","roles":["GROUP_READ_ONLY","GROUP_OWNER","GROUP_READ_ONLY"]})");
  Node const key = expect_ok(answer);
  expect_members(answer, key, {"desc", "id", "links", "privateKey", "publicKey", "roles"});
  expect_text(answer, key, "desc", "ci");
  expect_member(answer, key, "roles",
                array({in_org(w, "ORG_MEMBER"), on_project(project, "GROUP_READ_ONLY"),
                       on_project(project, "GROUP_OWNER")}));
  std::string const id = text_of(answer, key, "id");
  expect_equal(answer, "self", href_of(key, "self"), w.url(w.org("/apiKeys/" + id)));
  expect_header(answer, "Cache-Control", "no-store");
  KeyPair const pair{text_of(answer, key, "publicKey"), text_of(answer, key, "privateKey")};
  Answer const list = w.send(w.request("GET", keys_of(project)).by(pair));
  expect_member(list, expect_ok(list), "totalCount", "2");  // and the one that made the project
  expect(list, !list.body.contains(pair.private_key), "no private key in the clear");
}

void list(World& w) {
  std::string const project = w.new_project("Listed");
  std::string const other = w.new_project("Other");
  std::array const keys{make_key(w, project, "GROUP_OWNER"),
                        make_key(w, project, "GROUP_READ_ONLY"),
                        make_key(w, project, "GROUP_READ_ONLY")};
  make_key(w, other, "GROUP_OWNER");
  expect_ok(w.patch(key_on(other, keys[0].id), std::string(reader)));
  Answer const answer = w.get(keys_of(project));
  Node const page = expect_ok(answer);
  expect_members(answer, page, {"links", "results", "totalCount"});
  expect_member(answer, page, "totalCount", "4");
  Node const& results = member(answer, page, "results");
  expect(answer, std::ranges::is_sorted(column(answer, results, "publicKey")),
         "the order of public keys");
  for (Key const& key : keys)
    expect_equal(answer, "the key", show(element_with(answer, results, "id", key.id)),
                 show(expect_ok(w.get(w.org("/apiKeys/" + key.id)))));
  expect(answer, answer.body.contains(on_project(other, "GROUP_READ_ONLY")),
         "roles on other projects as well");
  Answer const second = w.get(keys_of(project) + "?itemsPerPage=1&pageNum=2");
  Node const one = expect_ok(second);
  expect(second, member(second, one, "results").children.size() == 1, "one key");
  expect(second, !href_of(one, "next").empty(), "a page behind it");
}

void list_of_nobody(World& w) {
  std::string const project = w.new_project("Empty");
  Answer const made = w.get(keys_of(project));
  Node const page_before = expect_ok(made);
  Node const& maker = member(made, page_before, "results").children.at(0);
  expect_no_content(w.remove(key_on(project, text_of(made, maker, "id"))));
  Answer const answer = w.get(keys_of(project));
  Node const page = expect_ok(answer);
  expect_member(answer, page, "totalCount", "0");
  expect_member(answer, page, "results", "[]");
  expect_error_on(w.get(keys_of(nobody_id)), 404, "GROUP_NOT_FOUND", nobody_id);
}

void add(World& w) {
  std::string const project = w.new_project("Added");
  Key const key = w.new_key("ORG_READ_ONLY");
  Answer const answer = w.post(
      key_on(project, key.id),
      fmt::format(R"([{{"roles":["GROUP_OWNER"],"apiUserId":"{}"}},{}])", nobody_id, reader));
  std::vector<std::string> roles{in_org(w, "ORG_READ_ONLY"), on_project(project, "GROUP_OWNER"),
                                 on_project(project, "GROUP_READ_ONLY")};
  expect_member(answer, expect_ok(answer), "roles", array(roles));
  expect_roles(w, key.id, roles);
  Answer const again =
      w.post(key_on(project, key.id), R"([{"roles":["GROUP_OWNER","GROUP_BACKUP_MANAGER"]}])");
  roles.push_back(on_project(project, "GROUP_BACKUP_MANAGER"));
  expect_member(again, expect_ok(again), "roles", array(roles));
}

void update(World& w) {
  std::string const project = w.new_project("Updated");
  Key const key = w.new_key("ORG_MEMBER");
  std::string const path = key_on(project, key.id);
  Answer const assigned =
      w.patch(path, R"({"roles":["GROUP_OWNER","GROUP_BACKUP_MANAGER"],"desc":"assigned"})");
  Node const shown = expect_ok(assigned);
  expect_text(assigned, shown, "desc", "assigned");
  expect_member(assigned, shown, "roles",
                array({in_org(w, "ORG_MEMBER"), on_project(project, "GROUP_OWNER"),
                       on_project(project, "GROUP_BACKUP_MANAGER")}));
  expect_ok(w.patch(path, std::string(reader)));
  expect_roles(w, key.id, {in_org(w, "ORG_MEMBER"), on_project(project, "GROUP_READ_ONLY")});
  Answer const renamed = w.patch(path, R"({"desc":"renamed"})");
  expect_text(renamed, expect_ok(renamed), "desc", "renamed");
  expect_roles(w, key.id, {in_org(w, "ORG_MEMBER"), on_project(project, "GROUP_READ_ONLY")});
  Answer const unchanged = w.patch(path, "{}");
  expect_equal(unchanged, "the key", show(expect_ok(unchanged)), show(json_of(renamed)));
}

void other_projects_stay(World& w) {
  std::string const first = w.new_project("First");
  std::string const second = w.new_project("Second");
  std::string const third = w.new_project("Third");
  Key const key = make_key(w, first, "GROUP_OWNER");
  expect_ok(w.post(key_on(second, key.id), array({std::string(reader)})));
  expect_ok(w.patch(key_on(third, key.id), std::string(reader)));
  expect_ok(w.patch(key_on(second, key.id), R"({"roles":["GROUP_BACKUP_MANAGER"]})"));
  expect_no_content(w.remove(key_on(third, key.id)));
  std::vector<std::string> projects{on_project(first, "GROUP_OWNER"),
                                    on_project(second, "GROUP_BACKUP_MANAGER")};
  if (second < first) std::ranges::reverse(projects);
  expect_roles(w, key.id, {in_org(w, "ORG_MEMBER"), projects[0], projects[1]});
}

void remove(World& w) {
  std::string const project = w.new_project("Left");
  Key const key = make_key(w, project, "GROUP_OWNER");
  expect_no_content(w.send(w.request("DELETE", key_on(project, key.id)).by(key.pair)));
  expect_roles(w, key.id, {in_org(w, "ORG_MEMBER")});
  expect_error_on(w.remove(key_on(project, key.id)), 400, "API_KEY_NOT_FOUND", key.id);
  Answer const list = w.get(keys_of(project));
  expect_member(list, expect_ok(list), "totalCount", "1");
  expect(list, !list.body.contains(key.id), "the one that made the project alone");
  expect_code(w.send(w.request("GET", keys_of(project)).by(key.pair)), 401, "USER_UNAUTHORIZED");
}

void not_on_the_project(World& w) {
  std::string const project = w.new_project("Without");
  Key const key = w.new_key("ORG_MEMBER");
  std::string const path = key_on(project, key.id);
  expect_error_on(w.patch(path, R"({"desc":"renamed"})"), 400, "API_KEY_NOT_FOUND", key.id);
  expect_error_on(w.remove(path), 400, "API_KEY_NOT_FOUND", key.id);
  Answer const answer = w.get(w.org("/apiKeys/" + key.id));
  expect(answer, !answer.body.contains("renamed"), "its description to stay");
}

void unknown(World& w) {
  std::string const path = key_on(w.new_project("Known"), nobody_id);
  expect_error_on(w.post(path, array({std::string(reader)})), 400, "API_KEY_NOT_FOUND", nobody_id);
  expect_error_on(w.patch(path, std::string(reader)), 400, "API_KEY_NOT_FOUND", nobody_id);
  expect_error_on(w.remove(path), 400, "API_KEY_NOT_FOUND", nobody_id);
}

void of_another_organization(World& w) {
  Organization const other = w.another_organization();
  std::string const& key = other.key.id;
  std::string const path = key_on(w.new_project("Ours"), key);
  expect_error_on(w.post(path, array({std::string(reader)})), 400,
                  "API_KEY_CAN_ONLY_BELONG_TO_ONE_ORG", key);
  expect_error_on(w.patch(path, std::string(reader)), 400, "API_KEY_NOT_FOUND", key);
  expect_error_on(w.remove(path), 400, "API_KEY_NOT_FOUND", key);
}

void bad_values(World& w) {
  std::string const project = w.new_project("Strict");
  std::string const path = key_on(project, w.new_key("ORG_MEMBER").id);
  auto const create = [&](std::string const& body) { return w.post(keys_of(project), body); };
  expect_code(create(R"({"roles":["GROUP_OWNER"]})"), 400, "API_KEY_REQUIRES_DESCRIPTION");
  expect_code(create(R"({"desc":"d"})"), 400, "MISSING_API_KEY_ROLES");
  expect_code(create(R"({"desc":"d","roles":[]})"), 400, "MISSING_API_KEY_ROLES");
  std::string const long_desc(251, 'd');
  expect_code(create(object({{"desc", quoted(long_desc)}, {"roles", texts({"GROUP_OWNER"})}})), 400,
              "INVALID_API_KEY_DESC");
  expect_code(w.patch(path, object({{"desc", quoted(long_desc)}})), 400, "INVALID_API_KEY_DESC");
  expect_error_on(create(R"({"desc":"d","roles":["ORG_OWNER"]})"), 400, "INVALID_ROLE_FOR_GROUP",
                  "ORG_OWNER");
  expect_error_on(w.patch(path, R"({"roles":["KING"]})"), 400, "INVALID_ENUM_VALUE", "KING");
  expect_code(w.patch(path, R"({"roles":[]})"), 400, "MISSING_API_KEY_ROLES");
  expect_error_on(w.post(path, R"([{"roles":["ORG_OWNER"]}])"), 400, "INVALID_ROLE_FOR_GROUP",
                  "ORG_OWNER");
  for (auto const* body : {"[]", "[{}]", R"([{"roles":[]}])"})
    expect_code(w.post(path, body), 400, "MISSING_API_KEY_ROLES");
}

// Who manages access gives every role but the one that would make more of him.
void managers_of_access(World& w) {
  std::string const project = w.new_project("Managed");
  KeyPair const manager = make_key(w, project, "GROUP_ACCESS_MANAGER").pair;
  Key const key = w.new_key("ORG_MEMBER");
  std::string const path = key_on(project, key.id);
  auto const send = [&](std::string const& method, std::string const& to, std::string body) {
    return w.send(w.request(method, to, std::move(body)).by(manager));
  };
  expect_error(send("POST", keys_of(project), R"({"desc":"d","roles":["GROUP_OWNER"]})"), 401,
               "USER_UNAUTHORIZED", "[]");
  expect_error(send("PATCH", path, R"({"roles":["GROUP_READ_ONLY","GROUP_OWNER"]})"), 401,
               "USER_UNAUTHORIZED", "[]");
  expect_error(send("POST", path, array({std::string(reader)})), 401, "USER_UNAUTHORIZED", "[]");
  expect_roles(w, key.id, {in_org(w, "ORG_MEMBER")});
  expect_ok(send("POST", keys_of(project), R"({"desc":"d","roles":["GROUP_ACCESS_MANAGER"]})"));
  expect_ok(send("PATCH", path, std::string(reader)));
  expect_no_content(send("DELETE", path, ""));
}

void rights_begin_and_end(World& w) {
  std::string const project = w.new_project("Guarded");
  Key const key = w.new_key("ORG_MEMBER");
  std::string const path = key_on(project, key.id);
  auto const look = [&] {
    return w.send(w.request("GET", fmt::format("/groups/{}", project)).by(key.pair));
  };
  expect_code(look(), 401, "USER_UNAUTHORIZED");
  expect_ok(w.post(path, array({std::string(reader)})));
  expect_ok(look());
  expect_code(w.send(w.request("PATCH", path, R"({"roles":["GROUP_OWNER"]})").by(key.pair)), 401,
              "USER_UNAUTHORIZED");
  expect_ok(w.patch(path, R"({"roles":["GROUP_OWNER"]})"));
  expect_ok(w.send(w.request("PATCH", path, std::string(reader)).by(key.pair)));
  expect_no_content(w.remove(path));
  expect_code(look(), 401, "USER_UNAUTHORIZED");
}

constexpr std::array cases{
    Case{"a key made by a project is a member of its organization and shows its secret", create},
    Case{"the list of a project shows its keys by public key, each with all its roles", list},
    Case{"a project without keys has an empty list, an unknown one none", list_of_nobody},
    Case{"a key of the organization gets roles beside those it has", add},
    Case{"a change replaces the roles on the project, which a key may get by it", update},
    Case{"what a key is on other projects stays", other_projects_stay},
    Case{"a key that leaves a project stays in the organization", remove},
    Case{"a key without a role on the project cannot leave it, nor be renamed there",
         not_on_the_project},
    Case{"an unknown key is 400", unknown},
    Case{"a key belongs to one organization alone", of_another_organization},
    Case{"description and roles follow their rules", bad_values},
    Case{"managers of access do not make owners", managers_of_access},
    Case{"rights on the project begin and end with the roles", rights_begin_and_end},
};

}  // namespace
}  // namespace conformance::project_api_keys

std::span<conformance::Case const> conformance::project_api_key_cases() {
  return project_api_keys::cases;
}
