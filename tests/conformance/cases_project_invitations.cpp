// Invitations to a project: of who is in the organization, and of who comes into it by them.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::project_invitations {
namespace {

constexpr std::string_view plain = "application/json";
constexpr std::int64_t thirty_days = 30LL * 24 * 60 * 60;

std::string invites(std::string_view project, std::string_view id = {}) {
  return fmt::format("/groups/{}/invites{}{}", project, id.empty() ? "" : "/", id);
}

std::string body_of(std::string_view username, std::string_view role = "GROUP_READ_ONLY") {
  return object({{"username", quoted(username)}, {"roles", texts({role})}});
}

// Returns the invitation's id.
std::string invite(World& w, std::string_view project, std::string_view username,
                   std::string_view role = "GROUP_READ_ONLY") {
  Answer const answer = w.post(invites(project), body_of(username, role));
  return text_of(answer, expect_ok(answer), "id");
}

// The one invitation to the organization, which was made with that to a project.
std::string invited_to_organization(World& w, std::string_view username) {
  Answer const answer = w.get(w.org("/invites"));
  Node const listed = expect_ok(answer);
  Node const& one = element_with(answer, listed, "username", username);
  expect_member(answer, one, "roles", texts({"ORG_MEMBER"}));
  expect_member(answer, one, "groupRoleAssignments", "[]");
  return text_of(answer, one, "id");
}

std::string roles_on(std::string_view project, std::initializer_list<std::string_view> roles) {
  std::string const on_project =
      object({{"groupId", quoted(project)}, {"groupRoles", texts(roles)}});
  return object(
      {{"groupRoleAssignments", array({on_project})}, {"orgRoles", texts({"ORG_MEMBER"})}});
}

Answer accept(World& w, std::string const& id, std::string body = account_body()) {
  return w.send(w.link_request(w.link_of(id), std::move(body)));
}

void expect_gone(World& w, std::string_view project, std::string const& id) {
  expect_error_on(w.get(invites(project, id)), 404, "INVALID_INVITATION_ID", id);
  expect_error_on(w.patch(invites(project, id), R"({"roles":["GROUP_OWNER"]})"), 404,
                  "INVALID_INVITATION_ID", id);
  expect_body(w.get(invites(project)), "[]");
}

std::size_t people_shown(World& w, std::string_view query = {}) {
  return w.users_2025(query).children.size();
}

void created(World& w) {
  std::string const project = w.new_project("Asked");
  std::string const dana = w.person("Dana");
  Answer const answer = w.post(
      invites(project),
      object({{"username", quoted(dana)},
              {"roles", texts({"GROUP_READ_ONLY", "GROUP_BACKUP_MANAGER", "GROUP_READ_ONLY"})}}));
  Node const shown = expect_ok(answer);
  expect_members(answer, shown,
                 {"createdAt", "expiresAt", "groupId", "groupName", "id", "inviterUsername",
                  "roles", "username"});
  expect(answer,
         expect_date(answer, shown, "expiresAt") - expect_date(answer, shown, "createdAt") ==
             thirty_days,
         "exactly 30 days of life");
  expect_object_id(answer, text_of(answer, shown, "id"));
  expect_text(answer, shown, "groupId", project);
  expect_text(answer, shown, "groupName", "Asked");
  expect_text(answer, shown, "inviterUsername", w.key().public_key);
  expect_text(answer, shown, "username", dana);
  expect_member(answer, shown, "roles", texts({"GROUP_READ_ONLY", "GROUP_BACKUP_MANAGER"}));
  expect_body(w.get(invites(project, text_of(answer, shown, "id"))), answer.body);
  expect(answer, invited_to_organization(w, dana) != text_of(answer, shown, "id"),
         "an invitation of its own");
}

void listed(World& w) {
  w.stay_on_one_server();
  std::string const project = w.new_project("Listed");
  std::string const first = invite(w, project, w.person("zoe"));
  std::string const second = invite(w, project, w.person("dana"));
  invite(w, w.new_project("Other"), w.person("dana"));
  Answer const all = w.get(invites(project));
  expect(all, column(all, expect_ok(all), "id") == std::vector{first, second},
         "the older one first");
  Answer const one = w.get(invites(project) + "?username=" + w.person("DANA"));
  expect(one, column(one, expect_ok(one), "id") == std::vector{second}, "one invitation");
  expect_body(w.get(invites(project) + "?username=" + w.person("nobody")), "[]");
}

void hidden(World& w) {
  std::string const project = w.new_project("Hidden");
  // A person's id outlives the invitation by which it is learned here.
  std::string const former = w.invite(w.person("dana")).find("id")->text;
  Node const shown = w.users_2025("?username=" + w.person("dana"));
  std::string const user_id = shown.children.front().find("id")->text;
  expect_no_content(w.remove(w.org("/invites/" + former)));
  std::string const id = invite(w, project, w.person("dana"));
  expect(w.get(invites(project)), people_shown(w) == 1, "the owner alone");
  expect_error_on(w.get_2025(w.org("/users/" + user_id)), 404, "USER_NOT_FOUND", user_id);
  expect_no_content(w.remove(invites(project, id)));
  expect(w.get(invites(project)), people_shown(w) == 2, "who is invited to the organization still");
  w.invite(w.person("zoe"));
  invite(w, project, w.person("zoe"));
  expect(w.get(invites(project)), people_shown(w) == 3, "who was invited to it before");
}

void member_accepts(World& w) {
  std::string const project = w.new_project("Joined");
  w.new_member(w.person("dana"));
  std::string const id = invite(w, project, w.person("dana"));
  expect_body(w.get(w.org("/invites")), "[]");
  Answer const before = w.get_2025(w.org("/users?username=" + w.person("dana")));
  Node const people = member(before, expect_ok(before, 200, v2025), "results");
  expect_member(before, member(before, people.children.front(), "roles"), "groupRoleAssignments",
                "[]");
  std::string const link = w.link_of(id);
  Answer const accepted = w.send(w.link_request(link));
  Node const person = expect_ok(accepted, 200, plain);
  expect_text(accepted, person, "orgMembershipStatus", "ACTIVE");
  expect_member(accepted, person, "roles", roles_on(project, {"GROUP_READ_ONLY"}));
  expect_gone(w, project, id);
  expect_error_on(w.send(w.link_request(link)), 404, "INVALID_INVITATION_ID", id);
  expect_error(w.post(invites(project), body_of(w.person("dana"))), 400, "USER_ALREADY_IN_GROUP",
               texts({w.person("dana"), project}));
}

void outsider_accepts(World& w) {
  for (bool const by_project : {true, false}) {
    std::string const dana = w.person(by_project ? "dana" : "zoe");
    std::string const project = w.new_project(by_project ? "By its own" : "By the other");
    std::string const id = invite(w, project, dana);
    std::string const other = invited_to_organization(w, dana);
    std::string const dead = w.link_of(by_project ? other : id);
    Answer const accepted = accept(w, by_project ? id : other);
    Node const person = expect_ok(accepted, 200, plain);
    expect_text(accepted, person, "orgMembershipStatus", "ACTIVE");
    expect_member(accepted, person, "roles", roles_on(project, {"GROUP_READ_ONLY"}));
    expect_gone(w, project, id);
    expect_body(w.get(w.org("/invites")), "[]");
    expect_code(w.send(w.link_request(dead, account_body())), 404, "INVALID_INVITATION_ID");
  }
}

void added_to_roles(World& w) {
  std::string const project = w.new_project("Both");
  std::string const assignment =
      object({{"groupId", quoted(project)}, {"roles", texts({"GROUP_BACKUP_MANAGER"})}});
  expect_ok(w.post(w.org("/invites"), object({{"username", quoted(w.person("dana"))},
                                              {"groupRoleAssignments", array({assignment})}})));
  std::string const id = invite(w, project, w.person("dana"));
  Answer const accepted = accept(w, id);
  expect_member(accepted, expect_ok(accepted, 200, plain), "roles",
                roles_on(project, {"GROUP_BACKUP_MANAGER", "GROUP_READ_ONLY"}));
}

void changed(World& w) {
  std::string const project = w.new_project("Changed");
  std::string const dana = w.person("dana");
  std::string const id = invite(w, project, dana);
  Answer const before = w.get(invites(project, id));
  std::string expires = text_of(before, expect_ok(before), "expiresAt");
  w.door().advance_clock(std::chrono::hours(24));
  Answer const by_name = w.patch(invites(project), body_of(dana, "GROUP_OWNER"));
  expect_member(by_name, expect_ok(by_name), "roles", texts({"GROUP_OWNER"}));
  expect_text(by_name, expect_ok(by_name), "expiresAt", expires);
  Answer const by_id =
      w.patch(invites(project, id), R"({"roles":["GROUP_READ_ONLY","GROUP_READ_ONLY"]})");
  expect_member(by_id, expect_ok(by_id), "roles", texts({"GROUP_READ_ONLY"}));
  expect_text(by_id, expect_ok(by_id), "expiresAt", expires);
  expect_body(w.get(invites(project, id)), by_id.body);
}

void refused(World& w) {
  std::string const project = w.new_project("Refusing");
  std::string const dana = w.person("dana");
  invite(w, project, dana);
  expect_error_on(w.post(invites(project), body_of(w.person("DANA"))), 400,
                  "DEFAULT_INVITATION_EXCEPTION", w.person("DANA"));
  expect_error_on(w.patch(invites(project), body_of(w.person("zoe"))), 404, "USERNAME_NOT_FOUND",
                  w.person("zoe"));
  for (auto const* method : {"POST", "PATCH"}) {
    auto const send = [&](std::string body) {
      return w.send(w.request(method, invites(project), std::move(body)));
    };
    expect_error_on(send(body_of("no address")), 400, "INVALID_EMAIL_ADDRESS", "no address");
    expect_error_on(send(body_of(dana, "ORG_OWNER")), 400, "INVALID_ROLE_FOR_GROUP", "ORG_OWNER");
    expect_error_on(send(object({{"username", quoted(dana)}, {"roles", "[]"}})), 400,
                    "MISSING_ATTRIBUTE", "roles");
    expect_error_on(send(R"({"roles":["GROUP_OWNER"]})"), 400, "MISSING_ATTRIBUTE", "username");
  }
}

void not_found(World& w) {
  std::string const project = w.new_project("Mine");
  std::string const other = invite(w, w.new_project("Other"), w.person("dana"));
  for (std::string const& id : {other, std::string(nobody_id)}) {
    expect_gone(w, project, id);
    expect_error_on(w.remove(invites(project, id)), 404, "INVALID_INVITATION_ID", id);
  }
}

void cancelled(World& w) {
  std::string const project = w.new_project("Cancelling");
  std::string const dana = w.person("dana");
  std::string const id = invite(w, project, dana);
  std::string const other = invited_to_organization(w, dana);
  std::string const link = w.link_of(id);
  expect_error_on(w.remove(invites(project, other)), 400, "CANNOT_DELETE_ORG_INVITATION", other);
  expect_error_on(w.remove(w.org("/invites/" + id)), 400, "CANNOT_DELETE_GROUP_INVITATION", id);
  expect_no_content(w.remove(invites(project, id)));
  expect_gone(w, project, id);
  expect_error_on(w.send(w.link_request(link, account_body())), 404, "INVALID_INVITATION_ID", id);
  expect_equal(w.get(w.org("/invites")), "what stays", invited_to_organization(w, dana), other);
  std::string const again = invite(w, project, dana);
  expect_no_content(w.remove(w.org("/invites/" + other)));
  expect_gone(w, project, again);
}

void rejected(World& w) {
  std::string const project = w.new_project("Rejected");
  std::string const dana = w.person("dana");
  std::string const id = invite(w, project, dana);
  std::string const other = invited_to_organization(w, dana);
  expect_no_content(w.send(w.link_request(w.link_of(id, "reject"))), plain);
  expect_gone(w, project, id);
  expect_equal(w.get(w.org("/invites")), "what stays", invited_to_organization(w, dana), other);
  std::string const again = invite(w, project, dana);
  expect_no_content(w.send(w.link_request(w.link_of(other, "reject"))), plain);
  expect_gone(w, project, again);
  invite(w, project, dana);
  expect(w.get(w.org("/invites")), invited_to_organization(w, dana) != other, "a new invitation");
}

void expired(World& w) {
  std::string const project = w.new_project("Expired");
  w.new_member(w.person("dana"));
  std::string const id = invite(w, project, w.person("dana"));
  std::string const link = w.link_of(id);
  w.door().advance_clock(std::chrono::hours(24 * 30));
  expect_gone(w, project, id);
  expect_error_on(w.send(w.link_request(link)), 404, "INVALID_INVITATION_ID", id);
  std::string const again = invite(w, project, w.person("dana"));
  w.door().advance_clock(std::chrono::hours(24 * 31));
  expect_no_content(w.remove(invites(project, again)));
}

// The project's invitation is of no use without the organization's.
void ends_with_the_other(World& w) {
  std::string const project = w.new_project("Late");
  Node const other = w.invite(w.person("dana"));
  w.door().advance_clock(std::chrono::hours(24 * 10));
  std::string const id = invite(w, project, w.person("dana"));
  Answer const answer = w.get(invites(project, id));
  expect_text(answer, expect_ok(answer), "expiresAt", other.find("expiresAt")->text);
}

void project_is_deleted(World& w) {
  std::string const project = w.new_project("Deleted");
  std::string const id = invite(w, project, w.person("dana"));
  std::string const link = w.link_of(id);
  std::string const other = invited_to_organization(w, w.person("dana"));
  expect_accepted(w.remove("/groups/" + project));
  expect_error_on(w.send(w.link_request(link, account_body())), 404, "INVALID_INVITATION_ID", id);
  expect_ok(accept(w, other), 200, plain);
}

constexpr std::array cases{
    Case{"an invitation to a project is made with one to the organization", created},
    Case{"pending invitations to a project are listed, oldest first", listed},
    Case{"who is invited for a project's sake alone is not among the users", hidden},
    Case{"a member has the roles once the invitation is accepted", member_accepts},
    Case{"an outsider accepts both invitations with either link", outsider_accepts},
    Case{"accepted roles are added to others on the project", added_to_roles},
    Case{"roles of an invitation to a project change, its dates stay", changed},
    Case{"bad and repeated invitations to a project are refused", refused},
    Case{"an invitation to a project is found in that project alone", not_found},
    Case{"a cancelled invitation to a project leaves that to the organization", cancelled},
    Case{"a rejected invitation to a project leaves that to the organization", rejected},
    Case{"an invitation to a project expires, and makes room", expired},
    Case{"an invitation to a project ends with that to the organization", ends_with_the_other},
    Case{"a deleted project's invitations are over", project_is_deleted},
};

}  // namespace
}  // namespace conformance::project_invitations

std::span<conformance::Case const> conformance::project_invitation_cases() {
  return project_invitations::cases;
}
