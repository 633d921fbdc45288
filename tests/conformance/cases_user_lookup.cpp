// Looking people up by id or address, and who sees whom.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::user_lookup {
namespace {

Answer named(World& w, std::string_view username) {
  return w.get(fmt::format("/users/byName/{}", username));
}

std::string membership(World& w) {
  return object({{"orgId", quoted(w.id())}, {"roleName", quoted("ORG_MEMBER")}});
}

KeyPair key_on(World& w, std::string_view project, std::string_view role) {
  Key const key = w.new_key("ORG_MEMBER");
  expect_ok(w.patch(fmt::format("/groups/{}/apiKeys/{}", project, key.id),
                    object({{"roles", texts({role})}})));
  return key.pair;
}

void look_up(World& w) {
  Node const member = w.new_member(w.person("Dana"));
  std::string const id = member.find("id")->text;
  Answer const answer = w.get("/users/" + id);
  Node const user = expect_ok(answer);
  expect_text(answer, user, "username", w.person("Dana"));
  expect_member(answer, user, "roles", array({membership(w)}));
  expect_body(named(w, w.person("Dana")), answer.body);
  expect_body(named(w, w.person("dANA")), answer.body);
  std::string const nobody = w.person("nobody");
  expect_error_on(w.get(fmt::format("/users/{}", nobody_id)), 404, "USER_NOT_FOUND", nobody_id);
  expect_error_on(named(w, nobody), 404, "USERNAME_NOT_FOUND", nobody);
  expect_error_on(named(w, "nobody"), 404, "USERNAME_NOT_FOUND", "nobody");
}

void hidden_people(World& w) {
  w.invite(w.person("zoe"));
  std::string const zoe =
      w.users_2025("?username=" + w.person("zoe")).children.at(0).find("id")->text;
  std::string const dana = w.new_member(w.person("dana")).find("id")->text;
  auto const hidden = [&](KeyPair const& key, std::string const& id, std::string_view name) {
    for (std::string const& path : {"/users/" + id, "/users/byName/" + w.person(name)})
      expect_error(w.send(w.request("GET", path).by(key)), 401, "USER_UNAUTHORIZED", "[]");
  };
  hidden(w.key(), zoe, "zoe");
  hidden(w.another_organization().key.pair, dana, "dana");
  hidden(w.new_key("ORG_READ_ONLY").pair, dana, "dana");
}

void seen_by_owners_of_projects(World& w) {
  std::string const project = w.new_project("Shared");
  std::string const dana = w.new_member(w.person("dana")).find("id")->text;
  KeyPair const owner = key_on(w, project, "GROUP_OWNER");
  KeyPair const manager = key_on(w, project, "GROUP_ACCESS_MANAGER");
  auto const asked = [&](KeyPair const& key) {
    return w.send(w.request("GET", "/users/" + dana).by(key));
  };
  expect_error(asked(owner), 401, "USER_UNAUTHORIZED", "[]");
  expect_ok(w.send(w.request("POST", "/groups/" + project + "/users",
                             object({{"username", quoted(w.person("dana"))},
                                     {"roles", texts({"GROUP_READ_ONLY"})}}))
                       .with("Accept", std::string(v2025))
                       .with("Content-Type", std::string(v2025))),
            201, v2025);
  Answer const seen = asked(owner);
  expect_member(seen, expect_ok(seen), "roles",
                array({membership(w), object({{"groupId", quoted(project)},
                                              {"roleName", quoted("GROUP_READ_ONLY")}})}));
  expect_error(asked(manager), 401, "USER_UNAUTHORIZED", "[]");
}

constexpr std::array cases{
    Case{"an active person is found by id and by address", look_up},
    Case{"the invited and people of others are not shown", hidden_people},
    Case{"owners of a project see its people", seen_by_owners_of_projects},
};

}  // namespace
}  // namespace conformance::user_lookup

std::span<conformance::Case const> conformance::user_lookup_cases() { return user_lookup::cases; }
