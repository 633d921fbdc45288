// In how many organizations and on how many projects a person may be, by whichever way they come
// there. A second server on the same store has other limits than the one that fills them.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"
#include "later_people.hpp"

namespace conformance::person_limits {
namespace {

constexpr std::string_view plain = "application/json";

std::unique_ptr<Door> with_one_project(World& w) {
  return w.door().backstage().server_with({{"max_projects_per_user", "1"}});
}

std::unique_ptr<Door> with_organizations(World& w, std::string_view count) {
  return w.door().backstage().server_with({{"max_orgs_per_user", std::string(count)}});
}

void expect_too_many_projects(Answer const& answer) {
  expect_error(answer, 400, "MAX_GROUPS_PER_USER_EXCEEDED", "[1]");
}

void expect_too_many_organizations(Answer const& answer) {
  expect_error(answer, 400, "MAX_ORGS_PER_USER_EXCEEDED", "[1]");
}

RequestSpec adding(World& w, std::string_view project, std::string_view username) {
  return later::as_2025(
      w, "POST", fmt::format("/groups/{}/users", project),
      object({{"username", quoted(username)}, {"roles", texts({"GROUP_READ_ONLY"})}}));
}

// The acceptance of the invitation that this request makes.
RequestSpec acceptance(World& w, RequestSpec const& inviting) {
  Answer const invited = w.send(inviting);
  return w.link_request(w.link_of(text_of(invited, expect_ok(invited), "id")), account_body());
}

RequestSpec inviting_to(World& w, Organization const& to, std::string_view username) {
  return w.request("POST", "/orgs/" + to.id + "/invites", object({{"username", quoted(username)}}))
      .by(to.key.pair);
}

RequestSpec inviting_to_project(World& w, std::string_view project, std::string_view username) {
  return w.request("POST", fmt::format("/groups/{}/invites", project),
                   object({{"username", quoted(username)}, {"roles", texts({"GROUP_READ_ONLY"})}}));
}

// The same assignment as the older and as the later operations have it.
std::string on_projects(std::initializer_list<std::string_view> projects,
                        std::string const& roles) {
  std::vector<std::string> all;
  for (auto const project : projects)
    all.push_back(object({{"groupId", quoted(project)}, {roles, texts({"GROUP_READ_ONLY"})}}));
  return array(all);
}

// An invitation that is open somewhere else takes up nothing.
void joins_organizations(World& w) {
  Organization const other = w.another_organization();
  std::string const dana = w.person("dana");
  RequestSpec const first = acceptance(w, inviting_to(w, w.mine(), dana));
  RequestSpec const second = acceptance(w, inviting_to(w, other, dana));
  auto const server = with_organizations(w, "1");
  expect_ok(w.send_to(*server, first), 200, plain);
  expect_too_many_organizations(w.send_to(*server, second));
  expect_ok(w.send(second), 200, plain);
}

void joins_by_a_project(World& w) {
  Organization const other = w.another_organization();
  std::string const dana = w.person("dana");
  expect_ok(w.send(acceptance(w, inviting_to(w, other, dana))), 200, plain);
  RequestSpec const joining = acceptance(w, inviting_to_project(w, w.new_project("Alpha"), dana));
  auto const server = with_organizations(w, "1");
  expect_too_many_organizations(w.send_to(*server, joining));
  expect_ok(w.send(joining), 200, plain);
}

void is_given_an_organization(World& w) {
  Organization const other = w.another_organization();
  std::string const dana = w.person("dana");
  std::string const id = w.new_member(dana).find("id")->text;
  expect_ok(w.send(inviting_to(w, other, dana)));
  RequestSpec const creation =
      w.request("POST", "/orgs",
                object({{"name", quoted("Made")},
                        {"orgOwnerId", quoted(id)},
                        {"apiKey", R"({"desc":"owner","roles":["ORG_OWNER"]})"}}));
  auto const one = with_organizations(w, "1");
  expect_too_many_organizations(w.send_to(*one, creation));
  auto const two = with_organizations(w, "2");
  Answer const made = w.send_to(*two, creation);
  Node const created = expect_ok(made, 201);
  Node const& key = member(made, created, "apiKey");
  KeyPair const pair{text_of(made, key, "publicKey"), text_of(made, key, "privateKey")};
  std::string const path = "/orgs/" + text_of(made, member(made, created, "organization"), "id");
  expect_no_content(w.send(w.request("DELETE", path).by(pair)));
}

void is_added_to_projects(World& w) {
  std::string const first = w.new_project("First");
  std::string const second = w.new_project("Second");
  std::string const dana = w.person("dana");
  std::string const id = w.new_member(dana).find("id")->text;
  auto const server = with_one_project(w);
  expect_ok(w.send_to(*server, adding(w, first, dana)), 201, v2025);
  expect_too_many_projects(w.send_to(*server, adding(w, second, dana)));
  // What is given on a project where the person is already takes up nothing.
  std::string const adding_role = fmt::format("/groups/{}/users/{}:addRole", first, id);
  expect_ok(w.send_to(*server, later::as_2025(w, "POST", adding_role,
                                              object({{"groupRole", quoted("GROUP_OWNER")}}))),
            200, v2025);
  std::string const roles = fmt::format("/groups/{}/users/{}/roles", first, id);
  expect_ok(w.send_to(*server, w.request("PUT", roles, R"({"groupRoles":["GROUP_READ_ONLY"]})")));
  expect_ok(w.send(adding(w, second, dana)), 201, v2025);
}

void joins_projects(World& w) {
  std::string const first = w.new_project("First");
  std::string const second = w.new_project("Second");
  std::string const dana = w.person("dana");
  w.new_member(dana);
  RequestSpec const joining = acceptance(w, inviting_to_project(w, second, dana));
  expect_ok(w.send(adding(w, first, dana)), 201, v2025);
  auto const server = with_one_project(w);
  expect_too_many_projects(w.send_to(*server, joining));
  expect_ok(w.send(joining), 200, plain);
}

void is_invited_with_projects(World& w) {
  std::string const first = w.new_project("First");
  std::string const second = w.new_project("Second");
  std::string const dana = w.person("dana");
  auto const server = with_one_project(w);
  auto const send = [&](std::string method, std::string const& path,
                        std::initializer_list<std::string_view> projects) {
    std::string const body = object({{"username", quoted(dana)},
                                     {"roles", texts({"ORG_MEMBER"})},
                                     {"groupRoleAssignments", on_projects(projects, "roles")}});
    return w.send_to(*server, w.request(std::move(method), path, body));
  };
  expect_too_many_projects(send("POST", w.org("/invites"), {first, second}));
  Answer const invited = send("POST", w.org("/invites"), {first});
  std::string const id = text_of(invited, expect_ok(invited), "id");
  expect_too_many_projects(send("PATCH", w.org("/invites"), {first, second}));
  expect_ok(send("PATCH", w.org("/invites"), {second}));
  std::string const by_id = w.org("/invites/" + id);
  auto const change = [&](std::initializer_list<std::string_view> projects) {
    std::string const body = object({{"groupRoleAssignments", on_projects(projects, "roles")}});
    return w.send_to(*server, w.request("PATCH", by_id, body));
  };
  expect_too_many_projects(change({first, second}));
  expect_ok(change({first}));
}

void is_given_projects_later(World& w) {
  std::string const first = w.new_project("First");
  std::string const second = w.new_project("Second");
  auto const server = with_one_project(w);
  auto const roles = [&](std::initializer_list<std::string_view> projects) {
    return later::roles_of({"ORG_MEMBER"}, on_projects(projects, "groupRoles"));
  };
  auto const creation = [&](std::initializer_list<std::string_view> projects) {
    std::string const body =
        object({{"username", quoted(w.person("dana"))}, {"roles", roles(projects)}});
    return later::as_2025(w, "POST", w.org("/users"), body);
  };
  expect_too_many_projects(w.send_to(*server, creation({first, second})));
  Answer const made = w.send_to(*server, creation({first}));
  std::string const id = text_of(made, expect_ok(made, 201, v2025), "id");
  auto const change = [&](std::initializer_list<std::string_view> projects) {
    std::string const body = object({{"roles", roles(projects)}});
    return later::as_2025(w, "PATCH", later::at(w, id), body);
  };
  expect_too_many_projects(w.send_to(*server, change({first, second})));
  expect_ok(w.send_to(*server, change({second})), 200, v2025);
  // Who has more than may be keeps them, and may have fewer.
  expect_ok(w.send(change({first, second})), 200, v2025);
  expect_ok(w.send_to(*server, change({first, second})), 200, v2025);
  expect_ok(w.send_to(*server, change({second})), 200, v2025);
}

// Who has a role on a project that moves, goes with it.
void is_brought_by_a_project(World& w) {
  Organization const other = w.another_organization();
  std::string const project = w.new_project("Wandering");
  std::string const dana = w.person("dana");
  w.new_member(dana);
  expect_ok(w.send(adding(w, project, dana)), 201, v2025);
  RequestSpec const moving =
      w.request("POST", fmt::format("/groups/{}:migrate", project),
                object({{"destinationOrgId", quoted(other.id)},
                        {"destinationOrgPublicApiKey", quoted(other.key.pair.public_key)},
                        {"destinationOrgPrivateApiKey", quoted(other.key.pair.private_key)}}))
          .with("Accept", std::string(v2024_05))
          .with("Content-Type", std::string(v2024_05));
  auto const of_one_organization = with_organizations(w, "1");
  expect_too_many_organizations(w.send_to(*of_one_organization, moving));
  expect_ok(w.send(acceptance(w, inviting_to(w, other, dana))), 200, plain);
  Answer const made = w.send(
      w.request("POST", "/groups", object({{"name", quoted("Full")}, {"orgId", quoted(other.id)}}))
          .by(other.key.pair));
  std::string const full = text_of(made, expect_ok(made, 201), "id");
  expect_ok(w.send(adding(w, full, dana).by(other.key.pair)), 201, v2025);
  auto const of_one_project = with_one_project(w);
  expect_too_many_projects(w.send_to(*of_one_project, moving));
  expect_ok(w.send(moving), 200, v2024_05);
  for (std::string const& id : {project, full})
    expect_accepted(w.send(w.request("DELETE", "/groups/" + id).by(other.key.pair)));
}

constexpr std::array cases{
    Case{"max_orgs_per_user bounds where a person joins, not where one is invited",
         joins_organizations},
    Case{"max_orgs_per_user bounds whom an invitation to a project brings in", joins_by_a_project},
    Case{"max_orgs_per_user bounds who is given a new organization", is_given_an_organization},
    Case{"max_projects_per_user bounds to what a person is added", is_added_to_projects},
    Case{"max_projects_per_user bounds what a person accepts", joins_projects},
    Case{"max_projects_per_user bounds what an invitation gives", is_invited_with_projects},
    Case{"max_projects_per_user bounds what a person is given at once", is_given_projects_later},
    Case{"the limits of a person bound what a project that moves brings", is_brought_by_a_project},
};

}  // namespace
}  // namespace conformance::person_limits

std::span<conformance::Case const> conformance::person_limit_cases() {
  return person_limits::cases;
}
