// The roles of the people of an organization: one more, one less, all others, and the last owner.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"
#include "later_people.hpp"

namespace conformance::org_user_roles {
namespace {

using namespace later;

void one_role_more_or_less(World& w) {
  for (auto const& user : {active(w, "dana"), pending(w, "zoe")}) {
    std::string const path = at(w, user);
    Answer const more = send(w, "POST", path + ":addRole", one_role("ORG_READ_ONLY"));
    expect_member(more, expect_ok(more, 200, v2025), "roles",
                  roles_of({"ORG_MEMBER", "ORG_READ_ONLY"}));
    expect_error(send(w, "POST", path + ":addRole", one_role("ORG_MEMBER")), 409,
                 "ROLES_SPECIFIED_FOR_USER", texts({user, "ORG_MEMBER"}));
    Answer const fewer = send(w, "POST", path + ":removeRole", one_role("ORG_MEMBER"));
    expect_member(fewer, expect_ok(fewer, 200, v2025), "roles", roles_of({"ORG_READ_ONLY"}));
    expect_code(send(w, "POST", path + ":removeRole", one_role("ORG_MEMBER")), 400,
                "VALIDATION_ERROR");
    expect_error(send(w, "POST", path + ":removeRole", one_role("ORG_READ_ONLY")), 403,
                 "CANNOT_REMOVE_ALL_USER_ROLES", "[]");
    expect_body(send(w, "GET", path), fewer.body);
  }
  for (auto const* verb : {":addRole", ":removeRole"}) {
    expect_not_found(send(w, "POST", at(w, nobody_id) + verb, one_role("ORG_MEMBER")), nobody_id);
    expect_code(send(w, "POST", at(w, w.owner_id()) + verb, one_role("GROUP_OWNER")), 400,
                "INVALID_ROLE_FOR_ORG");
    expect_error_on(send(w, "POST", at(w, w.owner_id()) + verb, "{}"), 400, "MISSING_ATTRIBUTE",
                    "orgRole");
  }
}

void replace_roles(World& w) {
  std::string const dana = active(w, "dana");
  std::string const path = at(w, dana) + "/roles";
  auto const put = [&](std::string const& to, std::string body) {
    return w.send(w.request("PUT", to, std::move(body)));
  };
  std::string const wanted =
      R"({"orgRoles":["ORG_READ_ONLY","ORG_GROUP_CREATOR","ORG_READ_ONLY"]})";
  Answer const answer = put(path, wanted);
  Node const shown = expect_ok(answer);
  expect_members(answer, shown, {"links", "orgRoles"});
  expect_member(answer, shown, "orgRoles", texts({"ORG_READ_ONLY", "ORG_GROUP_CREATOR"}));
  expect_equal(answer, "self", href_of(shown, "self"), w.url(path));
  expect_body(put(path, wanted), answer.body);
  Answer const user = send(w, "GET", at(w, dana));
  expect_member(user, expect_ok(user, 200, v2025), "roles",
                roles_of({"ORG_READ_ONLY", "ORG_GROUP_CREATOR"}));
  for (auto const* none : {R"({"orgRoles":[]})", "{}"})
    expect_code(put(path, none), 403, "NO_ROLES_IN_ASSIGNMENT");
  expect_code(put(path, R"({"orgRoles":["GROUP_OWNER"]})"), 400, "INVALID_ROLE_FOR_ORG");
  std::string const zoe = pending(w, "zoe");
  expect_not_found(put(at(w, zoe) + "/roles", wanted), zoe);
}

constexpr std::string_view to_member = R"({"orgRoles":["ORG_MEMBER"]})";

void last_owner(World& w) {
  std::string const path = at(w, w.owner_id());
  RequestSpec const put = w.request("PUT", path + "/roles", std::string(to_member));
  std::string const patch = fmt::format(R"({{"roles":{}}})", to_member);
  // A key that owns the organization is no person, and who is invited may never come.
  send(w, "POST", w.org("/users"), new_user(w.person("zoe"), "ORG_OWNER"));
  auto const refused = [&](Answer const& answer) {
    expect_error(answer, 403, "CANNOT_DEMOTE_LAST_ORG_OWNER", "[]");
  };
  refused(w.send(put));
  refused(send(w, "PATCH", path, patch));
  refused(send(w, "POST", path + ":removeRole", one_role("ORG_OWNER")));
  expect_error(w.remove(path), 403, "CANNOT_DELETE_LAST_ADMIN", "[]");
  expect_error(send(w, "DELETE", path), 403, "CANNOT_DELETE_LAST_ADMIN", "[]");
  active(w, "dana", "ORG_OWNER");
  expect_ok(send(w, "PATCH", path, patch), 200, v2025);
  expect_ok(send(w, "POST", path + ":addRole", one_role("ORG_OWNER")), 200, v2025);
  expect_ok(w.send(put));
  expect_no_content(send(w, "DELETE", path), v2025);
}

constexpr std::array cases{
    Case{"one role is given or taken", one_role_more_or_less},
    Case{"the roles of an active person are replaced", replace_roles},
    Case{"the last owner who is a person stays one", last_owner},
};

}  // namespace
}  // namespace conformance::org_user_roles

std::span<conformance::Case const> conformance::org_user_role_cases() {
  return org_user_roles::cases;
}
