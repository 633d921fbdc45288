// The people of an organization one by one, in their later form.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"
#include "later_people.hpp"

namespace conformance::org_users {
namespace {

using namespace later;

void invite(World& w) {
  std::string const project = w.new_project("Read");
  std::string const team = new_team(w, "core");
  std::string const dana = w.person("dana");
  std::string const roles =
      object({{"orgRoles", texts({"ORG_READ_ONLY", "ORG_MEMBER", "ORG_READ_ONLY"})},
              {"groupRoleAssignments", read_only_on(project)}});
  Answer const answer = send(
      w, "POST", w.org("/users"),
      object({{"username", quoted(dana)}, {"roles", roles}, {"teamIds", texts({team, team})}}));
  Node const user = expect_ok(answer, 201, v2025);
  expect_members(answer, user,
                 {"id", "invitationCreatedAt", "invitationExpiresAt", "inviterUsername",
                  "orgMembershipStatus", "roles", "teamIds", "username"});
  expect_text(answer, user, "orgMembershipStatus", "PENDING");
  expect_text(answer, user, "username", dana);
  expect_member(answer, user, "roles",
                roles_of({"ORG_READ_ONLY", "ORG_MEMBER"}, read_only_on(project)));
  expect_member(answer, user, "teamIds", texts({team}));
  std::int64_t const life = expect_date(answer, user, "invitationExpiresAt") -
                            expect_date(answer, user, "invitationCreatedAt");
  expect(answer, life == 30 * 24 * 3600, "exactly 30 days of life");
  expect_header(answer, "Location", w.url(at(w, text_of(answer, user, "id"))));
  expect_body(send(w, "GET", at(w, text_of(answer, user, "id"))), answer.body);
  // It is an invitation like any other.
  Answer const invitations = w.get(w.org("/invites?username=" + dana));
  std::string const id = expect_ok(invitations).children.at(0).find("id")->text;
  expect_ok(w.send(w.link_request(w.link_of(id), account_body())), 200, "application/json");
  Answer const joined = send(w, "GET", at(w, text_of(answer, user, "id")));
  expect_text(joined, expect_ok(joined, 200, v2025), "orgMembershipStatus", "ACTIVE");
}

void invite_again(World& w) {
  std::string const dana = w.person("dana");
  std::string const zoe = w.person("zoe");
  w.new_member(dana);
  w.invite(zoe);
  for (auto const& username : {dana, zoe})
    expect_error(send(w, "POST", w.org("/users"), new_user(username)), 409, "USER_ALREADY_IN_ORG",
                 texts({username, w.id()}));
  std::string const mia = rejected(w, "mia");
  Answer const answer = send(w, "POST", w.org("/users"), new_user(w.person("mia")));
  expect_text(answer, expect_ok(answer, 201, v2025), "id", mia);
  Node const people = w.users_2025("?orgMembershipStatuses=INVITATION_REJECTED");
  expect(answer, people.children.empty(), "no rejected invitation any more");
}

void bad_invitations(World& w) {
  auto const create = [&](std::string body) {
    return send(w, "POST", w.org("/users"), std::move(body));
  };
  std::string const dana = w.person("dana");
  auto const with = [&](std::string const& roles, std::string const& team_ids) {
    return create(object({{"username", quoted(dana)}, {"roles", roles}, {"teamIds", team_ids}}));
  };
  expect_error_on(create(object({{"username", quoted(dana)}})), 400, "MISSING_ATTRIBUTE", "roles");
  expect_code(with(R"({"orgRoles":[]})", "[]"), 400, "MISSING_ATTRIBUTE");
  expect_code(with("{}", "[]"), 400, "MISSING_ATTRIBUTE");
  expect_code(create(new_user("nobody")), 400, "INVALID_EMAIL_ADDRESS");
  expect_code(create(new_user(dana, "GROUP_OWNER")), 400, "INVALID_ROLE_FOR_ORG");
  expect_code(create(new_user(dana, "ORG_KING")), 400, "INVALID_ENUM_VALUE");
  std::string const member = R"({"orgRoles":["ORG_MEMBER"]})";
  expect_error_on(with(member, texts({nobody_id})), 404, "TEAM_NOT_FOUND", nobody_id);
  std::string const nowhere = object(
      {{"orgRoles", texts({"ORG_MEMBER"})}, {"groupRoleAssignments", read_only_on(nobody_id)}});
  expect_error_on(with(nowhere, "[]"), 404, "GROUP_NOT_FOUND", nobody_id);
  expect(w.get(w.org("/invites")), w.users_2025("?orgMembershipStatuses=PENDING").children.empty(),
         "nobody invited");
}

// A team of another organization, which only a door into the store can make.
void foreign_teams(World& w) {
  Organization const other = w.another_organization();
  std::string const team = w.door().backstage().make_team(other.id);
  std::string const body = object({{"username", quoted(w.person("dana"))},
                                   {"roles", R"({"orgRoles":["ORG_MEMBER"]})"},
                                   {"teamIds", texts({team})}});
  expect_error_on(send(w, "POST", w.org("/users"), body), 404, "TEAM_NOT_IN_ORG", team);
  expect_error_on(send(w, "PATCH", at(w, active(w, "zoe")), object({{"teamIds", texts({team})}})),
                  404, "TEAM_NOT_IN_ORG", team);
}

void get(World& w) {
  std::string const dana = active(w, "dana");
  Answer const answer = send(w, "GET", at(w, dana));
  Node const user = expect_ok(answer, 200, v2025);
  expect_text(answer, user, "id", dana);
  expect_text(answer, user, "orgMembershipStatus", "ACTIVE");
  expect_member(answer, user, "roles", roles_of({"ORG_MEMBER"}));
  expect_body(w.send(as_2025(w, "GET", at(w, dana)).by(w.new_key("ORG_MEMBER").pair)), answer.body);
  expect_ok(send(w, "GET", at(w, dana) + "?orgMembershipStatuses=ACTIVE"), 200, v2025);
  expect_not_found(send(w, "GET", at(w, dana) + "?orgMembershipStatuses=PENDING"), dana);
  expect_not_found(send(w, "GET", at(w, nobody_id)), nobody_id);
  std::string const zoe = rejected(w, "zoe");
  expect_not_found(send(w, "GET", at(w, zoe)), zoe);
  Answer const gone = send(w, "GET", at(w, zoe) + "?orgMembershipStatuses=INVITATION_REJECTED");
  expect_member(gone, expect_ok(gone, 200, v2025), "invitationExpiresAt", "null");
}

void update(World& w) {
  std::string const project = w.new_project("Read");
  std::string const team = new_team(w, "core");
  for (auto const& user : {active(w, "dana"), pending(w, "zoe")}) {
    std::string const roles = object(
        {{"orgRoles", texts({"ORG_READ_ONLY"})}, {"groupRoleAssignments", read_only_on(project)}});
    Answer const answer =
        send(w, "PATCH", at(w, user), object({{"roles", roles}, {"teamIds", texts({team})}}));
    Node const changed = expect_ok(answer, 200, v2025);
    expect_member(answer, changed, "roles", roles_of({"ORG_READ_ONLY"}, read_only_on(project)));
    expect_member(answer, changed, "teamIds", texts({team}));
    // What is left out stays.
    Answer const again = send(w, "PATCH", at(w, user), R"({"roles":{"orgRoles":["ORG_MEMBER"]}})");
    Node const kept = expect_ok(again, 200, v2025);
    expect_member(again, kept, "roles", roles_of({"ORG_MEMBER"}, read_only_on(project)));
    expect_member(again, kept, "teamIds", texts({team}));
    Answer const empty =
        send(w, "PATCH", at(w, user),
             R"({"roles":{"orgRoles":["ORG_MEMBER"],"groupRoleAssignments":[]},"teamIds":[]})");
    Node const emptied = expect_ok(empty, 200, v2025);
    expect_member(empty, emptied, "roles", roles_of({"ORG_MEMBER"}));
    expect_member(empty, emptied, "teamIds", "[]");
    expect_body(send(w, "GET", at(w, user)), empty.body);
  }
}

void bad_updates(World& w) {
  std::string const dana = active(w, "dana");
  auto const change = [&](std::string body) {
    return send(w, "PATCH", at(w, dana), std::move(body));
  };
  expect_code(change(R"({"roles":{"orgRoles":[]}})"), 400, "MISSING_ATTRIBUTE");
  expect_code(change(R"({"roles":{"orgRoles":["GROUP_OWNER"]}})"), 400, "INVALID_ROLE_FOR_ORG");
  expect_error_on(change(object({{"teamIds", texts({nobody_id})}})), 404, "TEAM_NOT_FOUND",
                  nobody_id);
  std::string const nowhere = object(
      {{"orgRoles", texts({"ORG_MEMBER"})}, {"groupRoleAssignments", read_only_on(nobody_id)}});
  expect_error_on(change(object({{"roles", nowhere}})), 404, "GROUP_NOT_FOUND", nobody_id);
  expect_not_found(send(w, "PATCH", at(w, nobody_id), "{}"), nobody_id);
  std::string const mia = rejected(w, "mia");
  expect_not_found(send(w, "PATCH", at(w, mia), "{}"), mia);
}

void remove(World& w) {
  std::string const project = w.new_project("Left");
  std::string const team = new_team(w, "core");
  for (auto const& user : {active(w, "dana"), pending(w, "zoe")}) {
    std::string const roles = object(
        {{"orgRoles", texts({"ORG_MEMBER"})}, {"groupRoleAssignments", read_only_on(project)}});
    std::string const body = object({{"roles", roles}, {"teamIds", texts({team})}});
    expect_ok(send(w, "PATCH", at(w, user), body), 200, v2025);
    expect_no_content(send(w, "DELETE", at(w, user)), v2025);
    expect_not_found(send(w, "GET", at(w, user)), user);
    expect_not_found(send(w, "DELETE", at(w, user)), user);
  }
  Answer const users = w.get(w.org("/teams/" + team + "/users"));
  expect_member(users, expect_ok(users), "totalCount", "0");
  expect(users, w.users_2025("?username=" + w.person("zoe")).children.empty(), "no invitation");
  // Who was removed may be invited again, and comes back with nothing.
  Answer const again = send(w, "POST", w.org("/users"), new_user(w.person("dana")));
  Node const back = expect_ok(again, 201, v2025);
  expect_member(again, back, "roles", roles_of({"ORG_MEMBER"}));
  expect_member(again, back, "teamIds", "[]");
}

void remove_in_both_versions(World& w) {
  std::string const zoe = pending(w, "zoe");
  expect_not_found(w.remove(at(w, zoe)), zoe);
  std::string const dana = active(w, "dana");
  expect_no_content(w.remove(at(w, dana)));
  expect_not_found(w.remove(at(w, dana)), dana);
  expect_no_content(send(w, "DELETE", at(w, zoe)), v2025);
}

void removed_links_are_dead(World& w) {
  std::string const username = w.person("zoe");
  std::string const id = w.invite(username).find("id")->text;
  std::string const link = w.link_of(id);
  Node const people = w.users_2025("?username=" + username);
  expect_no_content(send(w, "DELETE", at(w, people.children.at(0).find("id")->text)), v2025);
  expect_error_on(w.send(w.link_request(link, account_body())), 404, "INVALID_INVITATION_ID", id);
}

constexpr std::array cases{
    Case{"a person is invited with roles and teams", invite},
    Case{"who is there is not invited again, who rejected is", invite_again},
    Case{"an invitation of a person is checked", bad_invitations},
    Case{"nobody enters a team of another organization", foreign_teams},
    Case{"one person is shown by standing", get},
    Case{"a person's roles and teams are replaced", update},
    Case{"a change of a person is checked", bad_updates},
    Case{"who is removed leaves projects and teams, too", remove},
    Case{"invited people are removed in 2025 alone", remove_in_both_versions},
    Case{"the link of a removed invitation is dead", removed_links_are_dead},
};

}  // namespace
}  // namespace conformance::org_users

std::span<conformance::Case const> conformance::org_user_cases() { return org_users::cases; }
