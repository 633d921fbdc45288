// Moving a project to another organization.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cases.hpp"

namespace conformance::project_migration {
namespace {

std::string destination(std::string_view org_id, KeyPair const& key) {
  return object({{"destinationOrgId", quoted(org_id)},
                 {"destinationOrgPublicApiKey", quoted(key.public_key)},
                 {"destinationOrgPrivateApiKey", quoted(key.private_key)}});
}

RequestSpec moving(World& w, std::string_view project, std::string body) {
  return w.request("POST", fmt::format("/groups/{}:migrate", project), std::move(body))
      .with("Accept", std::string(v2024_05))
      .with("Content-Type", std::string(v2024_05));
}

Answer move(World& w, std::string_view project, std::string body) {
  return w.send(moving(w, project, std::move(body)));
}

Answer move(World& w, std::string_view project, Organization const& to) {
  return move(w, project, destination(to.id, to.key.pair));
}

Answer as(World& w, Organization const& caller, std::string const& path) {
  return w.send(w.request("GET", path).by(caller.key.pair));
}

void give_role(World& w, std::string const& project, std::string_view username) {
  expect_ok(w.send(w.request("POST", "/groups/" + project + "/users",
                             object({{"username", quoted(username)},
                                     {"roles", texts({"GROUP_CLUSTER_MANAGER"})}}))
                       .with("Accept", std::string(v2025))
                       .with("Content-Type", std::string(v2025))),
            201, v2025);
}

// So that its organization can be deleted.
void drop(World& w, std::string const& project, Organization const& owner) {
  expect_accepted(w.send(w.request("DELETE", "/groups/" + project).by(owner.key.pair)));
}

std::vector<std::string> usernames(Answer const& answer) {
  return column(answer, member(answer, expect_ok(answer), "results"), "username");
}

void moved(World& w) {
  Organization const other = w.another_organization();
  std::string const project = w.new_project("Wandering");
  std::string const path = "/groups/" + project;
  expect_ok(w.patch(path, R"({"tags":[{"key":"a","value":"b"}]})"));
  expect_ok(w.patch(path + "/settings", R"({"isDataExplorerEnabled":false})"));
  std::string const limit = "/limits/atlas.project.deployment.clusters";
  expect_ok(w.patch(path + limit, R"({"value":30})"));
  expect_no_content(w.send(w.request("POST", path + "/managedSlowMs/enable")));
  Answer const answer = move(w, project, other);
  Node const group = expect_ok(answer, 200, v2024_05);
  expect_text(answer, group, "id", project);
  expect_text(answer, group, "name", "Wandering");
  expect_text(answer, group, "orgId", other.id);
  expect_member(answer, group, "tags", R"([{"key":"a","value":"b"}])");
  expect_error(w.get(path), 401, "USER_UNAUTHORIZED", "[]");
  Answer const there = as(w, other, path);
  expect_equal(there, "the project", show(expect_ok(there)), show(group));
  Answer const settings = as(w, other, path + "/settings");
  expect_member(settings, expect_ok(settings), "isDataExplorerEnabled", "false");
  Answer const limited = as(w, other, path + limit);
  expect_member(limited, expect_ok(limited), "value", "30");
  expect_body(as(w, other, path + "/managedSlowMs"), "true");
  auto const event_of = [&](Answer const& list) {
    Node const page = expect_ok(list);
    Node const& results = member(list, page, "results");
    expect(list, results.children.size() == 1, "one event");
    expect_text(list, results.children.front(), "groupId", project);
  };
  event_of(w.get(w.org("/events?eventType=GROUP_MOVED_FROM_ORG")));
  event_of(as(w, other, "/orgs/" + other.id + "/events?eventType=GROUP_MOVED"));
  event_of(as(w, other, path + "/events?eventType=GROUP_MOVED"));
  drop(w, project, other);
}

void with_its_people(World& w) {
  Organization const other = w.another_organization();
  std::string const project = w.new_project("Wandering");
  std::string const path = "/groups/" + project;
  std::string const dana = w.person("dana");
  std::string const zoe = w.person("zoe");
  w.new_member(dana);
  give_role(w, project, dana);
  give_role(w, project, zoe);  // who is only invited
  Key const key = w.new_key("ORG_MEMBER");
  expect_ok(w.patch(path + "/apiKeys/" + key.id, R"({"roles":["GROUP_OWNER"]})"));
  expect_ok(move(w, project, other), 200, v2024_05);
  Answer const people = as(w, other, path + "/users");
  auto const names = usernames(people);
  expect(people, names.size() == 2 && std::ranges::count(names, dana) == 1,
         "the owner and the one member");
  Answer const members = as(w, other, "/orgs/" + other.id + "/users");
  Node const page = expect_ok(members);
  Node const& one = element_with(members, member(members, page, "results"), "username", dana);
  auto const role = [](std::string_view of, std::string_view id, std::string_view name) {
    return object({{std::string(of), quoted(id)}, {"roleName", quoted(name)}});
  };
  expect_member(members, one, "roles",
                array({role("orgId", other.id, "ORG_MEMBER"),
                       role("groupId", project, "GROUP_CLUSTER_MANAGER")}));
  expect_error(w.send(w.request("GET", path).by(key.pair)), 401, "USER_UNAUTHORIZED", "[]");
  expect_body(as(w, other, path + "/invites"), "[]");
  Answer const old = w.get(w.org("/users"));
  expect(old, std::ranges::count(usernames(old), dana) == 1, "still a member of the first");
  drop(w, project, other);
}

// Each organization sees its own key: the other's would tell it nothing.
void told_to_both(World& w) {
  Organization const other = w.another_organization();
  std::string const project = w.new_project("Wandering");
  std::string const dana = w.person("dana");
  w.new_member(dana);
  give_role(w, project, dana);
  expect_ok(move(w, project, other), 200, v2024_05);
  auto const expect_actor = [&](Organization const& reader, std::string_view type,
                                std::string_view member_name, std::string_view about) {
    Answer const list = as(w, reader, fmt::format("/orgs/{}/events?eventType={}", reader.id, type));
    Node const page = expect_ok(list);
    Node const& event = element_with(list, member(list, page, "results"), member_name, about);
    expect_text(list, event, "apiKeyId", reader.key.id);
    expect_text(list, event, "publicKey", reader.key.pair.public_key);
  };
  expect_actor(w.mine(), "GROUP_MOVED_FROM_ORG", "groupId", project);
  expect_actor(other, "GROUP_MOVED", "groupId", project);
  expect_actor(other, "JOINED_ORG", "targetUsername", dana);
  drop(w, project, other);
}

void without_who_refused(World& w) {
  Organization const other = w.another_organization();
  std::string const project = w.new_project("Wandering");
  std::string const dana = w.person("dana");
  w.new_member(dana);
  give_role(w, project, dana);
  Answer const invited = w.send(
      w.request("POST", "/orgs/" + other.id + "/invites", object({{"username", quoted(dana)}}))
          .by(other.key.pair));
  std::string const id = text_of(invited, expect_ok(invited), "id");
  expect_no_content(w.send(w.link_request(w.link_of(id, "reject"))), "application/json");
  expect_ok(move(w, project, other), 200, v2024_05);
  Answer const people = as(w, other, "/groups/" + project + "/users");
  expect(people, usernames(people).size() == 1, "the owner alone");
  Answer const members = as(w, other, "/orgs/" + other.id + "/users");
  expect(members, std::ranges::count(usernames(members), dana) == 0, "who refused is no member");
  drop(w, project, other);
}

void needs_a_key_from_there(World& w) {
  Organization const other = w.another_organization();
  std::string const project = w.new_project("Staying");
  auto const refuse = [&](KeyPair const& key) {
    expect_error(move(w, project, destination(other.id, key)), 401, "USER_UNAUTHORIZED", "[]");
  };
  refuse(w.key());
  refuse({.public_key = other.key.pair.public_key, .private_key = w.key().private_key});
  refuse({.public_key = "nobodyis", .private_key = w.key().private_key});
  std::string const keys = "/orgs/" + other.id + "/apiKeys";
  auto const key_with = [&](std::string_view role) {
    Answer const made =
        w.send(w.request("POST", keys, object({{"desc", quoted("d")}, {"roles", texts({role})}}))
                   .by(other.key.pair));
    Node const key = expect_ok(made);
    return Key{.id = text_of(made, key, "id"),
               .pair = {.public_key = text_of(made, key, "publicKey"),
                        .private_key = text_of(made, key, "privateKey")}};
  };
  refuse(key_with("ORG_GROUP_CREATOR").pair);
  Key const listed = key_with("ORG_OWNER");
  expect_ok(w.send(
      w.request("POST", keys + "/" + listed.id + "/accessList", R"([{"ipAddress":"192.0.2.1"}])")
          .by(other.key.pair)));
  expect_code(move(w, project, destination(other.id, listed.pair)), 403,
              "IP_ADDRESS_NOT_ON_ACCESS_LIST");
  expect_error_on(move(w, project, object({{"destinationOrgId", quoted(other.id)}})), 400,
                  "MISSING_ATTRIBUTE", "destinationOrgPublicApiKey");
  expect_error_on(move(w, project,
                       object({{"destinationOrgId", quoted(other.id)},
                               {"destinationOrgPublicApiKey", quoted(w.key().public_key)}})),
                  400, "MISSING_ATTRIBUTE", "destinationOrgPrivateApiKey");
  expect_ok(w.send(
      w.request("PATCH", "/orgs/" + other.id + "/settings", R"({"apiAccessListRequired":true})")
          .by(other.key.pair)));
  expect_code(move(w, project, other), 403, "ORG_REQUIRES_ACCESS_LIST");
  expect_text(w.get("/groups/" + project), expect_ok(w.get("/groups/" + project)), "orgId", w.id());
}

void bad_destinations(World& w) {
  Organization const other = w.another_organization();
  std::string const project = w.new_project("Twice");
  expect_error_on(move(w, project, destination(nobody_id, w.key())), 404, "ORG_NOT_FOUND",
                  nobody_id);
  expect_error_on(move(w, nobody_id, other), 404, "GROUP_NOT_FOUND", nobody_id);
  expect_code(move(w, project, w.mine()), 400, "VALIDATION_ERROR");
  KeyPair const reader = w.new_key("ORG_READ_ONLY").pair;
  expect_error(w.send(moving(w, project, destination(other.id, other.key.pair)).by(reader)), 401,
               "USER_UNAUTHORIZED", "[]");
  Answer const made = w.send(
      w.request("POST", "/groups", object({{"name", quoted("Twice")}, {"orgId", quoted(other.id)}}))
          .by(other.key.pair));
  std::string const twin = text_of(made, expect_ok(made, 201), "id");
  expect_error_on(move(w, project, other), 409, "GROUP_ALREADY_EXISTS", "Twice");
  drop(w, twin, other);
}

void limits(World& w) {
  Organization const other = w.another_organization();
  std::string const project = w.new_project("Staying");
  w.new_member(w.person("dana"));
  give_role(w, project, w.person("dana"));
  RequestSpec const request = moving(w, project, destination(other.id, other.key.pair));
  auto const refused_by = [&](std::string const& setting, std::string_view limit,
                              std::string_view code) {
    auto const server = w.door().backstage().server_with({{setting, std::string(limit)}});
    expect_error(w.send_to(*server, request), 400, code,
                 fmt::format(R"([{},"{}"])", limit, other.id));
  };
  refused_by("max_users_per_org", "1", "MAX_USERS_PER_ORG_EXCEEDED");
  Answer const made = w.send(
      w.request("POST", "/groups", object({{"name", quoted("Full")}, {"orgId", quoted(other.id)}}))
          .by(other.key.pair));
  std::string const first = text_of(made, expect_ok(made, 201), "id");
  refused_by("max_projects_per_org", "1", "MAX_GROUPS_PER_ORG_EXCEEDED");
  drop(w, first, other);
}

constexpr std::array cases{
    Case{"a project moves with its id, name, tags, settings and limits", moved},
    Case{"who has a role on a project that moves comes with it", with_its_people},
    Case{"a project that moves is told to both organizations as what their own keys did",
         told_to_both},
    Case{"who refused to come is not brought by a project that moves", without_who_refused},
    Case{"a project moves by an owner of both organizations alone", needs_a_key_from_there},
    Case{"a project moves to where its name is free", bad_destinations},
    Case{"a project moves to where there is room", limits},
};

}  // namespace
}  // namespace conformance::project_migration

std::span<conformance::Case const> conformance::project_migration_cases() {
  return project_migration::cases;
}
