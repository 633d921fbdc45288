// The people of a project in the forms of both versions: listing, adding, their roles one by one.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cases.hpp"
#include "later_people.hpp"

namespace conformance::project_people {
namespace {

using namespace later;

std::string people_of(std::string_view project) { return fmt::format("/groups/{}/users", project); }

std::string one_of(std::string_view project, std::string_view user) {
  return fmt::format("/groups/{}/users/{}", project, user);
}

std::string newcomer(std::string_view username, std::string_view role = "GROUP_READ_ONLY") {
  return object({{"username", quoted(username)}, {"roles", texts({role})}});
}

std::string project_role(std::string_view role) { return object({{"groupRole", quoted(role)}}); }

std::string not_there(std::string_view user, std::string_view project) {
  return array({quoted(user), quoted(project)});
}

Answer add(World& w, std::string_view project, std::string_view username,
           std::string_view role = "GROUP_READ_ONLY") {
  return send(w, "POST", people_of(project), newcomer(username, role));
}

std::vector<std::string> names_in(Answer const& answer, std::string_view media_type) {
  Node const page = expect_ok(answer, 200, media_type);
  return column(answer, member(answer, page, "results"), "username");
}

// The calls of a key that manages access to the project and no more.
KeyPair manager_of(World& w, std::string_view project) {
  Key const key = w.new_key("ORG_MEMBER");
  expect_ok(w.patch(fmt::format("/groups/{}/apiKeys/{}", project, key.id),
                    R"({"roles":["GROUP_ACCESS_MANAGER"]})"));
  return key.pair;
}

std::size_t count_of(World& w, std::string const& path, std::string_view media_type) {
  Answer const answer = media_type == v2025 ? send(w, "GET", path) : w.get(path);
  return names_in(answer, media_type).size();
}

void add_somebody_active(World& w) {
  std::string const project = w.new_project("Shared");
  std::string const dana = active(w, "dana");
  Answer const answer = add(w, project, w.person("dana"));
  Node const user = expect_ok(answer, 201, v2025);
  expect_members(answer, user,
                 {"country", "createdAt", "firstName", "id", "lastName", "mobileNumber",
                  "orgMembershipStatus", "roles", "username"});
  expect_header(answer, "Location", w.url(one_of(project, dana)));
  expect_text(answer, user, "id", dana);
  expect_text(answer, user, "orgMembershipStatus", "ACTIVE");
  expect_member(answer, user, "roles", texts({"GROUP_READ_ONLY"}));
  expect_body(send(w, "GET", one_of(project, dana)), answer.body);
  expect_error(add(w, project, w.person("dana"), "GROUP_OWNER"), 400, "USER_ALREADY_IN_GROUP",
               array({quoted(w.person("dana")), quoted(project)}));
}

void add_somebody_invited(World& w) {
  std::string const project = w.new_project("Shared");
  std::string const zoe = pending(w, "zoe");
  Answer const answer = add(w, project, w.person("zoe"));
  Node const user = expect_ok(answer, 201, v2025);
  expect_members(answer, user,
                 {"id", "invitationCreatedAt", "invitationExpiresAt", "inviterUsername",
                  "orgMembershipStatus", "roles", "username"});
  expect_text(answer, user, "id", zoe);
  expect_text(answer, user, "orgMembershipStatus", "PENDING");
  expect_error(add(w, project, w.person("zoe")), 400, "USER_ALREADY_IN_GROUP",
               array({quoted(w.person("zoe")), quoted(project)}));
  Answer const invitations = w.get(w.org("/invites?username=" + w.person("zoe")));
  expect(invitations, expect_ok(invitations).children.size() == 1, "one invitation");
}

void add_somebody_new(World& w) {
  std::string const project = w.new_project("Shared");
  std::string const mia = rejected(w, "mia");
  for (std::string const& username : {w.person("dana"), w.person("mia")}) {
    Answer const answer = add(w, project, username);
    Node const user = expect_ok(answer, 201, v2025);
    expect_text(answer, user, "orgMembershipStatus", "PENDING");
    Answer const shown = send(w, "GET", at(w, text_of(answer, user, "id")));
    expect_member(shown, expect_ok(shown, 200, v2025), "roles",
                  roles_of({"ORG_MEMBER"}, read_only_on(project)));
    Answer const invitations = w.get(w.org("/invites?username=" + username));
    std::string const id = expect_ok(invitations).children.at(0).find("id")->text;
    expect_ok(w.send(w.link_request(w.link_of(id), account_body())), 200, "application/json");
    Answer const joined = send(w, "GET", one_of(project, text_of(answer, user, "id")));
    expect_text(joined, expect_ok(joined, 200, v2025), "orgMembershipStatus", "ACTIVE");
  }
  expect_ok(send(w, "GET", one_of(project, mia)), 200, v2025);
}

void bad_people(World& w) {
  std::string const project = w.new_project("Shared");
  std::string const dana = w.person("dana");
  expect_code(add(w, project, "nobody"), 400, "INVALID_EMAIL_ADDRESS");
  expect_code(add(w, project, dana, "ORG_OWNER"), 400, "INVALID_ROLE_FOR_GROUP");
  expect_error_on(
      send(w, "POST", people_of(project), object({{"username", quoted(dana)}, {"roles", "[]"}})),
      400, "MISSING_ATTRIBUTE", "roles");
  RequestSpec const owner = as_2025(w, "POST", people_of(project), newcomer(dana, "GROUP_OWNER"))
                                .by(manager_of(w, project));
  expect_error(w.send(owner), 401, "USER_UNAUTHORIZED", "[]");
}

void limits(World& w) {
  std::string const project = w.new_project("Full");
  std::string const dana = w.person("dana");
  RequestSpec const adding = as_2025(w, "POST", people_of(project), newcomer(dana));
  RequestSpec const inviting =
      w.request("POST", fmt::format("/groups/{}/invites", project), newcomer(dana));
  auto const refused_by = [&](std::string const& setting, std::string const& value,
                              std::string_view code, std::string const& parameters) {
    auto const server = w.door().backstage().server_with({{setting, value}});
    for (auto const& request : {adding, inviting})
      expect_error(w.send_to(*server, request), 400, code, parameters);
  };
  refused_by("max_users_per_project", "1", "MAX_USERS_PER_GROUP_EXCEEDED", "[1]");
  refused_by("max_users_per_org", "1", "MAX_USERS_PER_ORG_EXCEEDED",
             fmt::format(R"([1,"{}"])", w.id()));
  refused_by("allowed_domains", "example.net", "DOMAIN_NOT_IN_ALLOW_LIST", texts({dana}));
  expect_body(w.get(w.org("/invites")), "[]");
  // One place beside the owner's, and an invitation takes it.
  auto const server = w.door().backstage().server_with({{"max_users_per_project", "2"}});
  expect_ok(w.send_to(*server, w.request("POST", fmt::format("/groups/{}/invites", project),
                                         newcomer(w.person("erin")))));
  for (auto const& request : {adding, inviting})
    expect_error(w.send_to(*server, request), 400, "MAX_USERS_PER_GROUP_EXCEEDED", "[2]");
}

void list(World& w) {
  std::string const project = w.new_project("Shared");
  std::string const path = people_of(project);
  expect_ok(add(w, project, w.person("zoe")), 201, v2025);
  active(w, "reader", "ORG_READ_ONLY");
  // A team with one person who has no role of their own there.
  std::string const dana = active(w, "dana");
  Answer const made =
      w.post(w.org("/teams"),
             object({{"name", quoted("Core")}, {"usernames", texts({w.person("dana")})}}));
  std::string const team = text_of(made, expect_ok(made, 201), "id");
  expect_ok(w.post(
      fmt::format("/groups/{}/teams", project),
      array({object({{"teamId", quoted(team)}, {"roleNames", texts({"GROUP_READ_ONLY"})}})})));
  // The owner has a role of their own, and is shown once.
  for (auto const& [query, old_count, new_count] :
       {std::tuple("", 1U, 2U), std::tuple("?flattenTeams=true", 2U, 3U),
        std::tuple("?includeOrgUsers=true", 2U, 3U),
        std::tuple("?flattenTeams=true&includeOrgUsers=true", 3U, 4U)}) {
    Answer const answer = w.get(path);
    expect(answer, count_of(w, path + query, v2023) == old_count,
           fmt::format("{} active people for {}", old_count, query));
    expect(answer, count_of(w, path + query, v2025) == new_count,
           fmt::format("{} people for {}", new_count, query));
  }
  Answer const page = w.get(path + "?itemsPerPage=1&flattenTeams=true");
  expect_member(page, expect_ok(page), "totalCount", "2");
  Answer const named = send(w, "GET", path + "?username=" + w.person("zoe"));
  expect(named, names_in(named, v2025) == std::vector<std::string>{w.person("zoe")}, "one person");
  Answer const invited = send(w, "GET", path + "?orgMembershipStatuses=PENDING");
  expect(invited, names_in(invited, v2025) == std::vector<std::string>{w.person("zoe")},
         "who is invited");
  expect_code(send(w, "GET", path + "?orgMembershipStatuses=ACTIVE&orgMembershipStatus=ACTIVE"),
              400, "MUTUALLY_EXCLUSIVE_QUERY_PARAMETERS");
}

void get(World& w) {
  std::string const project = w.new_project("Shared");
  Answer const answer = send(w, "GET", one_of(project, w.owner_id()));
  expect_member(answer, expect_ok(answer, 200, v2025), "roles", texts({"GROUP_OWNER"}));
  std::string const dana = active(w, "dana");
  std::string const filtered = one_of(project, w.owner_id()) + "?orgMembershipStatuses=PENDING";
  expect_error(send(w, "GET", filtered), 404, "USER_NOT_IN_GROUP",
               not_there(w.owner_id(), project));
  for (std::string const& user : {dana, std::string(nobody_id)}) {
    std::string const path = one_of(project, user);
    std::string const parameters = not_there(user, project);
    expect_error(send(w, "GET", path), 404, "USER_NOT_IN_GROUP", parameters);
    for (auto const* verb : {":addRole", ":removeRole"})
      expect_error(send(w, "POST", path + verb, project_role("GROUP_READ_ONLY")), 404,
                   "USER_NOT_IN_GROUP", parameters);
    expect_error(send(w, "DELETE", path), 404, "USER_NOT_IN_GROUP", parameters);
  }
}

// In the list and one by one, by team too.
void expect_nowhere_on(World& w, std::string_view project, std::string_view user) {
  Answer const all = send(w, "GET", people_of(project) + "?flattenTeams=true");
  Node const page = expect_ok(all, 200, v2025);
  expect(all, std::ranges::count(column(all, member(all, page, "results"), "id"), user) == 0,
         "somebody who is not shown");
  std::string const path = one_of(project, user);
  std::string const role = project_role("GROUP_OWNER");
  for (Answer const& answer :
       {send(w, "GET", path), send(w, "POST", path + ":addRole", role),
        send(w, "POST", path + ":removeRole", role), send(w, "DELETE", path)})
    expect_error(answer, 404, "USER_NOT_IN_GROUP", not_there(user, project));
}

void add_somebody_hidden(World& w) {
  std::string const door = w.new_project("Door");
  std::string const other = w.new_project("Other");
  // A person's id outlives the invitation by which it is learned here.
  std::string const dana = pending(w, "dana");
  expect_no_content(send(w, "DELETE", at(w, dana)), v2025);
  expect_ok(w.post(fmt::format("/groups/{}/invites", door), newcomer(w.person("dana"))));
  for (auto const& project : {door, other}) expect_nowhere_on(w, project, dana);
  Answer const added = add(w, other, w.person("dana"));
  expect_text(added, expect_ok(added, 201, v2025), "orgMembershipStatus", "PENDING");
  expect_body(send(w, "GET", one_of(other, dana)), added.body);
  Answer const named = send(w, "GET", people_of(other) + "?username=" + w.person("dana"));
  expect(named, names_in(named, v2025) == std::vector{w.person("dana")}, "who was added");
  expect_ok(send(w, "GET", at(w, dana)), 200, v2025);
  expect_nowhere_on(w, door, dana);
}

void one_role_more_or_less(World& w) {
  std::string const project = w.new_project("Shared");
  std::string const path = one_of(project, w.owner_id());
  Answer const more = send(w, "POST", path + ":addRole", project_role("GROUP_READ_ONLY"));
  expect_member(more, expect_ok(more, 200, v2025), "roles",
                texts({"GROUP_OWNER", "GROUP_READ_ONLY"}));
  expect_error(send(w, "POST", path + ":addRole", project_role("GROUP_OWNER")), 409,
               "ROLES_SPECIFIED_FOR_USER", texts({w.owner_id(), "GROUP_OWNER"}));
  // Nobody has to own a project: those who own the organization do.
  Answer const fewer = send(w, "POST", path + ":removeRole", project_role("GROUP_OWNER"));
  expect_member(fewer, expect_ok(fewer, 200, v2025), "roles", texts({"GROUP_READ_ONLY"}));
  expect_code(send(w, "POST", path + ":removeRole", project_role("GROUP_OWNER")), 400,
              "VALIDATION_ERROR");
  expect_error(send(w, "POST", path + ":removeRole", project_role("GROUP_READ_ONLY")), 403,
               "CANNOT_REMOVE_ALL_USER_ROLES", "[]");
  RequestSpec const owner = as_2025(w, "POST", path + ":addRole", project_role("GROUP_OWNER"));
  expect_error(w.send(owner.by(manager_of(w, project))), 401, "USER_UNAUTHORIZED", "[]");
  expect_body(send(w, "GET", path), fewer.body);
}

void remove_in_both_versions(World& w) {
  std::string const project = w.new_project("Shared");
  Answer const added = add(w, project, w.person("zoe"));
  std::string const zoe = text_of(added, expect_ok(added, 201, v2025), "id");
  std::string const path = one_of(project, zoe);
  expect_error(w.remove(path), 404, "USER_NOT_IN_GROUP", not_there(zoe, project));
  expect_no_content(send(w, "DELETE", path), v2025);
  expect_error(send(w, "DELETE", path), 404, "USER_NOT_IN_GROUP", not_there(zoe, project));
  Answer const left = send(w, "GET", at(w, zoe));
  expect_member(left, expect_ok(left, 200, v2025), "roles", roles_of({"ORG_MEMBER"}));
  expect_no_content(send(w, "DELETE", one_of(project, w.owner_id())), v2025);
}

constexpr std::array cases{
    Case{"an active member is on a project at once", add_somebody_active},
    Case{"who is invited comes to a project by the same invitation", add_somebody_invited},
    Case{"anybody else is invited by way of a project", add_somebody_new},
    Case{"a new person of a project is checked", bad_people},
    Case{"settings bound the people of a project", limits},
    Case{"the people of a project are listed in both versions", list},
    Case{"one person of a project is shown", get},
    Case{"whom another project's invitation hides is shown where they are added",
         add_somebody_hidden},
    Case{"one role on a project is given or taken", one_role_more_or_less},
    Case{"invited people are taken from a project in 2025 alone", remove_in_both_versions},
};

}  // namespace
}  // namespace conformance::project_people

std::span<conformance::Case const> conformance::project_people_cases() {
  return project_people::cases;
}
