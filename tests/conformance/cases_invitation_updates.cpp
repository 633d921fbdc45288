// Changing a pending invitation, by the person's address and by its identifier.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::invitation_updates {
namespace {

// What may not change beside what was asked for.
void expect_same_invitation(Answer const& answer, Node const& before, Node const& after) {
  for (auto const* name : {"id", "createdAt", "expiresAt", "inviterUsername", "username", "orgId"})
    expect_member(answer, after, name, show(*before.find(name)));
}

void by_address(World& w) {
  Node const before = w.invite("dana@example.org");
  Answer const answer =
      w.patch(w.org("/invites"), R"({"username":"Dana@example.org","roles":["ORG_OWNER"]})");
  Node const after = expect_ok(answer);
  expect_same_invitation(answer, before, after);
  expect_member(answer, after, "roles", R"(["ORG_OWNER"])");
  expect_body(w.get(w.org("/invites/" + before.find("id")->text)), answer.body);
}

void by_identifier(World& w) {
  Node const before = w.invite("dana@example.org");
  std::string const path = w.org("/invites/" + before.find("id")->text);
  Answer const answer = w.patch(path, R"({"roles":["ORG_READ_ONLY","ORG_BILLING_ADMIN"]})");
  Node const after = expect_ok(answer);
  expect_same_invitation(answer, before, after);
  expect_member(answer, after, "roles", R"(["ORG_READ_ONLY","ORG_BILLING_ADMIN"])");
  expect_body(w.get(path), answer.body);
}

void the_change_lasts_when_time_passes(World& w) {
  Node const before = w.invite("dana@example.org");
  w.door().advance_clock(std::chrono::hours(24 * 29));
  Answer const answer =
      w.patch(w.org("/invites"), R"({"username":"dana@example.org","roles":["ORG_OWNER"]})");
  expect_same_invitation(answer, before, expect_ok(answer));
}

void absent_members_stay(World& w) {
  Node const before = w.invite("dana@example.org", "ORG_READ_ONLY");
  std::string const id = before.find("id")->text;
  for (Answer const& answer : {w.patch(w.org("/invites"), R"({"username":"dana@example.org"})"),
                               w.patch(w.org("/invites/" + id), "{}"),
                               w.patch(w.org("/invites/" + id), R"({"teamIds":[]})")})
    expect_equal(answer, "the invitation", show(expect_ok(answer)), show(before));
}

void empty_roles(World& w) {
  std::string const id = w.invite("dana@example.org").find("id")->text;
  expect_code(w.patch(w.org("/invites"), R"({"username":"dana@example.org","roles":[]})"), 400,
              "VALIDATION_ERROR");
  expect_code(w.patch(w.org("/invites/" + id), R"({"roles":[]})"), 400, "VALIDATION_ERROR");
}

void bad_values(World& w) {
  std::string const id = w.invite("dana@example.org").find("id")->text;
  auto const refuse = [&](std::string const& members, int status, std::string_view code,
                          std::string_view parameter) {
    expect_error_on(
        w.patch(w.org("/invites"), R"({"username":"dana@example.org",)" + members + "}"), status,
        code, parameter);
    expect_error_on(w.patch(w.org("/invites/" + id), "{" + members + "}"), status, code, parameter);
  };
  refuse(R"("roles":["GROUP_OWNER"])", 400, "INVALID_ROLE_FOR_ORG", "GROUP_OWNER");
  refuse(R"("roles":["KING"])", 400, "INVALID_ENUM_VALUE", "KING");
  refuse(fmt::format(R"("teamIds":["{}"])", nobody_id), 404, "TEAM_NOT_FOUND", nobody_id);
  refuse(fmt::format(R"("groupRoleAssignments":[{{"groupId":"{}","roles":["GROUP_OWNER"]}}])",
                     nobody_id),
         404, "GROUP_NOT_FOUND", nobody_id);
}

void projects_are_replaced(World& w) {
  std::string const first = w.new_project("First");
  std::string const second = w.new_project("Second");
  std::string const id = w.invite("dana@example.org").find("id")->text;
  auto const change = [&](std::string const& project) {
    return w.patch(
        w.org("/invites/" + id),
        object({{"groupRoleAssignments", array({object({{"groupId", quoted(project)},
                                                        {"roles", texts({"GROUP_OWNER"})}})})}}));
  };
  expect_ok(change(first));
  Answer const answer = change(second);
  expect_member(
      answer, expect_ok(answer), "groupRoleAssignments",
      array({object({{"groupId", quoted(second)}, {"groupRole", quoted("GROUP_OWNER")}})}));
  Answer const cleared = w.patch(w.org("/invites/" + id), R"({"groupRoleAssignments":[]})");
  expect_member(cleared, expect_ok(cleared), "groupRoleAssignments", "[]");
}

void nobody_by_that_address(World& w) {
  expect_error_on(
      w.patch(w.org("/invites"), R"({"username":"Nobody@example.org","roles":["ORG_OWNER"]})"), 404,
      "USERNAME_NOT_FOUND", "Nobody@example.org");
  expect_error_on(w.patch(w.org("/invites"), R"({"roles":["ORG_OWNER"]})"), 400,
                  "MISSING_ATTRIBUTE", "username");
  expect_error_on(w.patch(w.org("/invites"), R"({"username":"username_example"})"), 400,
                  "INVALID_EMAIL_ADDRESS", "username_example");
}

void active_people_are_not_invited(World& w) {
  std::string const name = w.users_2025().children.at(0).find("username")->text;
  expect_error_on(w.patch(w.org("/invites"), object({{"username", quoted(name)}})), 404,
                  "USERNAME_NOT_FOUND", name);
}

void cancelled(World& w) {
  std::string const id = w.invite("dana@example.org").find("id")->text;
  expect_no_content(w.remove(w.org("/invites/" + id)));
  expect_error_on(w.patch(w.org("/invites/" + id), R"({"roles":["ORG_OWNER"]})"), 404,
                  "INVALID_INVITATION_ID", id);
  expect_error_on(w.patch(w.org("/invites"), R"({"username":"dana@example.org"})"), 404,
                  "USERNAME_NOT_FOUND", "dana@example.org");
}

constexpr std::array cases{
    Case{"by address: new roles, same id and dates", by_address},
    Case{"by identifier: new roles, same id and dates", by_identifier},
    Case{"a change does not prolong its life", the_change_lasts_when_time_passes},
    Case{"absent members stay", absent_members_stay},
    Case{"empty roles are refused", empty_roles},
    Case{"values follow the rules of a new invitation", bad_values},
    Case{"project roles are replaced as a whole", projects_are_replaced},
    Case{"an address without an invitation is 404", nobody_by_that_address},
    Case{"an active person has no invitation to change", active_people_are_not_invited},
    Case{"a cancelled invitation cannot be changed", cancelled},
};

}  // namespace
}  // namespace conformance::invitation_updates

std::span<conformance::Case const> conformance::invitation_update_cases() {
  return invitation_updates::cases;
}
