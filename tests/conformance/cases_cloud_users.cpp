// People's accounts: making one, with invitations to its roles.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::cloud_users {
namespace {

constexpr std::string_view plain = "application/json";

std::string org_role(std::string_view org_id, std::string_view role) {
  return object({{"orgId", quoted(org_id)}, {"roleName", quoted(role)}});
}

std::string project_role(std::string_view project, std::string_view role = "GROUP_READ_ONLY") {
  return object({{"groupId", quoted(project)}, {"roleName", quoted(role)}});
}

std::vector<Member> members_of(std::string_view username) {
  return {{"username", quoted(username)},
          {"password", quoted("correct horse")},
          {"firstName", quoted("Dana")},
          {"lastName", quoted("Doe")},
          {"country", quoted("DE")}};
}

// With these roles.
std::string newcomer(std::string_view username, std::vector<std::string> const& roles = {}) {
  auto members = members_of(username);
  if (!roles.empty()) members.push_back({"roles", array(roles)});
  return object(members);
}

Answer create(World& w, std::string_view username, std::vector<std::string> const& roles = {}) {
  return w.post("/users", newcomer(username, roles));
}

Answer named(World& w, std::string_view username) {
  return w.get(fmt::format("/users/byName/{}", username));
}

KeyPair key_on(World& w, std::string_view project, std::string_view role) {
  Key const key = w.new_key("ORG_MEMBER");
  expect_ok(w.patch(fmt::format("/groups/{}/apiKeys/{}", project, key.id),
                    object({{"roles", texts({role})}})));
  return key.pair;
}

Answer accept(World& w, std::string const& invitation_id, std::string body = account_body()) {
  return w.send(w.link_request(w.link_of(invitation_id), std::move(body)));
}

// The id of the only invitation of a list.
std::string only_invitation(World& w, std::string const& path) {
  Answer const answer = w.get(path);
  Node const list = expect_ok(answer);
  expect(answer, list.children.size() == 1, "one invitation");
  return text_of(answer, list.children.front(), "id");
}

void without_roles(World& w) {
  std::string const dana = w.person("Dana");
  auto members = members_of(dana);
  members.push_back({"mobileNumber", quoted("+49 30 901820")});
  members.push_back({"emailAddress", quoted("ignored")});
  Answer const answer = w.post("/users", object(members));
  Node const user = expect_ok(answer, 201);
  expect_members(answer, user,
                 {"country", "createdAt", "emailAddress", "firstName", "id", "lastName", "links",
                  "mobileNumber", "roles", "teamIds", "username"});
  expect_text(answer, user, "username", dana);
  expect_text(answer, user, "emailAddress", dana);
  expect_text(answer, user, "mobileNumber", "+49 30 901820");
  expect_member(answer, user, "roles", "[]");
  expect_member(answer, user, "teamIds", "[]");
  expect_date(answer, user, "createdAt");
  expect(answer, !answer.body.contains("password"), "no password in the answer");
  std::string const id = text_of(answer, user, "id");
  expect_object_id(answer, id);
  expect_equal(answer, "self", href_of(user, "self"), w.url("/users/" + id));
  expect_header(answer, "Location", w.url("/users/" + id));
  Answer const events = w.get(w.org("/events?eventType=USER_CREATED"));
  Node const page = expect_ok(events);
  expect_text(events, member(events, page, "results").children.at(0), "targetUsername", dana);
  expect_body(w.get(w.org("/invites")), "[]");
}

void with_roles(World& w) {
  std::string const dana = w.person("dana");
  std::string const project = w.new_project("Shared");
  Answer const made = create(w, dana,
                             {org_role(w.id(), "ORG_READ_ONLY"), org_role(w.id(), "ORG_MEMBER"),
                              project_role(project), project_role(project, "GROUP_OWNER")});
  Node const user = expect_ok(made, 201);
  expect_member(made, user, "roles", "[]");
  std::string const id = text_of(made, user, "id");
  expect_error(w.get("/users/" + id), 401, "USER_UNAUTHORIZED", "[]");
  Answer const asked = w.get("/groups/" + project + "/invites");
  Node const list = expect_ok(asked);
  expect(asked, list.children.size() == 1, "one invitation to the project");
  expect_member(asked, list.children.front(), "roles", texts({"GROUP_READ_ONLY", "GROUP_OWNER"}));
  std::string const invitation = only_invitation(w, w.org("/invites"));
  Answer const accepted = accept(w, invitation);
  Node const joined = expect_ok(accepted, 200, plain);
  expect_text(accepted, joined, "id", id);
  expect_text(accepted, joined, "firstName", "Dana");
  Answer const shown = w.get("/users/" + id);
  expect_member(shown, expect_ok(shown), "roles",
                array({org_role(w.id(), "ORG_READ_ONLY"), org_role(w.id(), "ORG_MEMBER"),
                       project_role(project), project_role(project, "GROUP_OWNER")}));
}

void to_a_project(World& w) {
  std::string const dana = w.person("dana");
  std::string const project = w.new_project("Shared");
  expect_ok(create(w, dana, {project_role(project)}), 201);
  Answer const invited = w.get(w.org("/invites"));
  Node const list = expect_ok(invited);
  expect_member(invited, element_with(invited, list, "username", dana), "roles",
                texts({"ORG_MEMBER"}));
  Answer const accepted = accept(w, only_invitation(w, "/groups/" + project + "/invites"));
  expect_text(accepted, expect_ok(accepted, 200, plain), "orgMembershipStatus", "ACTIVE");
  Answer const shown = named(w, dana);
  expect_member(shown, expect_ok(shown), "roles",
                array({org_role(w.id(), "ORG_MEMBER"), project_role(project)}));
}

// Whoever makes an account has not shown to be its person.
void names_are_the_persons(World& w) {
  std::string const dana = w.person("dana");
  Organization const other = w.another_organization();
  auto members = members_of(dana);
  members.at(2).second = quoted("Mallory");
  members.push_back({"mobileNumber", quoted("+49 30 901820")});
  Answer const made = w.send(w.request("POST", "/users", object(members)).by(other.key.pair));
  std::string const id = text_of(made, expect_ok(made, 201), "id");
  std::string const invitation = w.invite(dana).find("id")->text;
  expect_error_on(accept(w, invitation, "{}"), 400, "MISSING_ATTRIBUTE", "firstName");
  Answer const accepted = accept(w, invitation);
  expect_text(accepted, expect_ok(accepted, 200, plain), "firstName", "Dana");
  Answer const shown = w.get("/users/" + id);
  Node const user = expect_ok(shown);
  expect_text(shown, user, "firstName", "Dana");
  expect(shown, !user.find("mobileNumber"), "the number was not the person's");
  Answer const invited = w.send(
      w.request("POST", "/orgs/" + other.id + "/invites", object({{"username", quoted(dana)}}))
          .by(other.key.pair));
  Answer const again = accept(w, text_of(invited, expect_ok(invited), "id"), "{}");
  expect_text(again, expect_ok(again, 200, plain), "firstName", "Dana");
}

void bad_values(World& w) {
  std::string const dana = w.person("dana");
  auto const refuse = [&](std::string_view name, std::string_view value, std::string_view code) {
    auto members = members_of(dana);
    for (auto& [known, json] : members)
      if (known == name) json = quoted(value);
    expect_code(w.post("/users", object(members)), 400, code);
  };
  refuse("username", "nobody", "INVALID_USERNAME");
  refuse("password", "1234567", "WEAK_PASSWORD");
  refuse("password", "QwertyUiop", "COMMON_PASSWORD");
  refuse("country", "de", "INVALID_COUNTRY_CODE");
  refuse("firstName", std::string(65, 'n'), "FIRST_NAME_EXCEEDS_MAX_LENGTH");
  refuse("lastName", std::string(65, 'n'), "LAST_NAME_EXCEEDS_MAX_LENGTH");
  auto members = members_of(dana);
  members.push_back({"mobileNumber", quoted("call me")});
  expect_error_on(w.post("/users", object(members)), 400, "INVALID_ATTRIBUTE", "mobileNumber");
  members.back().second = quoted("");
  Answer const answer = w.post("/users", object(members));
  expect(answer, !expect_ok(answer, 201).find("mobileNumber"), "no mobile number");
}

void bad_roles(World& w) {
  std::string const dana = w.person("dana");
  std::string const project = w.new_project("Shared");
  auto const refuse = [&](std::string const& role, int status, std::string_view code,
                          std::string_view parameter) {
    expect_error_on(create(w, dana, {role}), status, code, parameter);
  };
  auto const both = [&](std::string_view role) {
    return object(
        {{"groupId", quoted(project)}, {"orgId", quoted(w.id())}, {"roleName", quoted(role)}});
  };
  auto const neither = [](std::string_view role) { return object({{"roleName", quoted(role)}}); };
  refuse(neither("ORG_OWNER"), 400, "ROLE_NEEDS_ORG_ID", "ORG_OWNER");
  refuse(both("ORG_OWNER"), 400, "ROLE_NEEDS_NO_GROUP_ID", "ORG_OWNER");
  refuse(neither("GROUP_OWNER"), 400, "ROLE_NEEDS_GROUP_ID", "GROUP_OWNER");
  refuse(both("GROUP_OWNER"), 400, "ROLE_NEEDS_NO_ORG_ID", "GROUP_OWNER");
  refuse(org_role(w.id(), "ORG_KING"), 400, "UNSUPPORTED_ROLE", "ORG_KING");
  refuse(neither("GLOBAL_OWNER"), 403, "CANNOT_ADD_GLOBAL_ROLE", "GLOBAL_OWNER");
  refuse(org_role(nobody_id, "ORG_MEMBER"), 404, "ORG_NOT_FOUND", nobody_id);
  refuse(project_role(nobody_id), 404, "GROUP_NOT_FOUND", nobody_id);
  expect_ok(create(w, dana), 201);
}

void own_roles_alone(World& w) {
  std::string const dana = w.person("dana");
  std::string const project = w.new_project("Shared");
  Organization const other = w.another_organization();
  auto const by = [&](KeyPair const& key, std::string const& role) {
    return w.send(w.request("POST", "/users", newcomer(dana, {role})).by(key));
  };
  auto const refuse = [&](KeyPair const& key, std::string const& role) {
    expect_error(by(key, role), 401, "USER_UNAUTHORIZED", "[]");
  };
  KeyPair const member = w.new_key("ORG_GROUP_CREATOR").pair;
  KeyPair const owner = key_on(w, project, "GROUP_OWNER");
  refuse(member, org_role(w.id(), "ORG_MEMBER"));
  refuse(member, project_role(project));
  refuse(key_on(w, project, "GROUP_ACCESS_MANAGER"), project_role(project));
  refuse(owner, org_role(w.id(), "ORG_MEMBER"));
  refuse(w.key(), org_role(other.id, "ORG_MEMBER"));
  refuse(other.key.pair, project_role(project));
  expect_ok(by(owner, project_role(project, "GROUP_OWNER")), 201);
  expect_ok(w.send(w.request("POST", "/users", newcomer(w.person("zoe"))).by(member)), 201);
}

void known_people(World& w) {
  std::string const dana = w.person("dana");
  std::string const zoe = w.person("zoe");
  std::string const project = w.new_project("Shared");
  expect_ok(create(w, dana), 201);
  expect_error_on(create(w, dana), 409, "USER_ALREADY_EXISTS", dana);
  std::string const shouted = w.person("DANA");
  expect_error_on(create(w, shouted), 409, "USER_ALREADY_EXISTS", shouted);
  w.invite(zoe);
  expect_error_on(create(w, zoe, {org_role(w.id(), "ORG_OWNER")}), 400,
                  "DEFAULT_INVITATION_EXCEPTION", zoe);
  std::string const asked = object({{"username", quoted(zoe)}, {"roles", texts({"GROUP_OWNER"})}});
  std::string const invites = "/groups/" + project + "/invites";
  Answer const first = w.post(invites, asked);
  std::string const id = text_of(first, expect_ok(first), "id");
  expect_error_on(create(w, zoe, {project_role(project)}), 400, "DEFAULT_INVITATION_EXCEPTION",
                  zoe);
  expect_no_content(w.remove(invites + "/" + id));
  expect_ok(create(w, zoe, {project_role(project)}), 201);
  only_invitation(w, w.org("/invites"));
  expect_ok(accept(w, only_invitation(w, invites)), 200, plain);
}

void limits(World& w) {
  std::string const dana = w.person("dana");
  std::string const project = w.new_project("Full");
  RequestSpec const request = w.request("POST", "/users", newcomer(dana, {project_role(project)}));
  auto const refused_by = [&](std::string const& setting, std::string const& value,
                              std::string_view code, std::string const& parameters) {
    auto const server = w.door().backstage().server_with({{setting, value}});
    expect_error(w.send_to(*server, request), 400, code, parameters);
  };
  refused_by("max_users_per_project", "1", "MAX_USERS_PER_GROUP_EXCEEDED", "[1]");
  refused_by("max_users_per_org", "1", "MAX_USERS_PER_ORG_EXCEEDED",
             fmt::format(R"([1,"{}"])", w.id()));
  refused_by("allowed_domains", "example.net", "DOMAIN_NOT_IN_ALLOW_LIST", texts({dana}));
  expect_ok(w.send(request), 201);
}

// Whoever needs no credentials owns every organization.
void by_everybody(World& w) {
  auto const server = w.door().backstage().server_with({{"examples", "true"}});
  auto const send = [&](std::string method, std::string_view path, std::string body = {}) {
    return w.send_to(
        *server,
        w.request(std::move(method), path, std::move(body)).by_nobody().with("Host", "localhost"));
  };
  std::string const dana = w.person("dana");
  Answer const made = send("POST", "/users", newcomer(dana, {org_role(w.id(), "ORG_READ_ONLY")}));
  std::string const id = text_of(made, expect_ok(made, 201), "id");
  Answer const pending = send("GET", "/users/" + id);
  expect_member(pending, expect_ok(pending), "roles", "[]");
  expect_ok(accept(w, only_invitation(w, w.org("/invites"))), 200, plain);
  Answer const active = send("GET", "/users/byName/" + dana);
  expect_member(active, expect_ok(active), "roles", array({org_role(w.id(), "ORG_READ_ONLY")}));
  expect_ok(send("POST", "/users", newcomer(w.person("zoe"))), 201);
}

constexpr std::array cases{
    Case{"an account is made and its password never shown", without_roles},
    Case{"roles of a new account are invitations", with_roles},
    Case{"a role on a project invites to its organization as well", to_a_project},
    Case{"what is said of a person holds until the person accepts", names_are_the_persons},
    Case{"what is said of a new person follows its rules", bad_values},
    Case{"a role says on what it is", bad_roles},
    Case{"nobody gives roles that are not his own to give", own_roles_alone},
    Case{"a person has one account, and one invitation to each place", known_people},
    Case{"a new person needs room and an allowed domain", limits},
    Case{"the demo's examples make and find people", by_everybody},
};

}  // namespace
}  // namespace conformance::cloud_users

std::span<conformance::Case const> conformance::cloud_user_cases() { return cloud_users::cases; }
