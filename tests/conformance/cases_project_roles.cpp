// Roles on projects, whichever operation gives them.
#include <fmt/format.h>

#include <array>

#include "account_calls.hpp"
#include "cases.hpp"
#include "later_people.hpp"

namespace conformance::project_roles {
namespace {

// The bodies are judged before what they name is looked for, so nothing else need be there.
void role_of_the_other_kind(World& w) {
  std::string const project = w.new_project("Given");
  std::string const on_it = "/groups/" + project;
  std::string const nobody(nobody_id);
  std::string const account = accounts::nobody();
  std::string const roles = R"("roles":["ORG_OWNER"])";
  std::string const alone = "{" + roles + "}";
  std::string const person = fmt::format(R"({{"username":"dana@example.org",{}}})", roles);
  std::string const assigned = fmt::format(R"([{{"groupId":"{}",{}}}])", project, roles);
  std::string const invitation =
      fmt::format(R"({{"username":"dana@example.org","groupRoleAssignments":{}}})", assigned);
  std::string const in_org =
      object({{"roles", fmt::format(R"({{"orgRoles":["ORG_MEMBER"],"groupRoleAssignments":)"
                                    R"([{{"groupId":"{}","groupRoles":["ORG_OWNER"]}}]}})",
                                    project)}});
  auto const refuse = [](Answer const& answer) {
    expect_error_on(answer, 400, "INVALID_ROLE_FOR_GROUP", "ORG_OWNER");
  };
  refuse(w.post(w.org("/invites"), invitation));
  refuse(w.patch(w.org("/invites"), invitation));
  refuse(w.patch(w.org("/invites/" + nobody),
                 fmt::format(R"({{"groupRoleAssignments":{}}})", assigned)));
  refuse(w.post(on_it + "/invites", person));
  refuse(w.patch(on_it + "/invites", person));
  refuse(w.patch(on_it + "/invites/" + nobody, alone));
  refuse(w.post(on_it + "/apiKeys", fmt::format(R"({{"desc":"d",{}}})", roles)));
  refuse(w.post(on_it + "/apiKeys/" + nobody, "[" + alone + "]"));
  refuse(w.patch(on_it + "/apiKeys/" + nobody, alone));
  std::string const team = R"("roleNames":["ORG_OWNER"])";
  refuse(w.post(on_it + "/teams", fmt::format(R"([{{"teamId":"{}",{}}}])", nobody, team)));
  refuse(w.patch(on_it + "/teams/" + nobody, "{" + team + "}"));
  refuse(w.send(w.request("PUT", fmt::format("{}/users/{}/roles", on_it, nobody),
                          R"({"groupRoles":["ORG_OWNER"]})")));
  std::string const invited_person =
      fmt::format(R"({{"username":"dana@example.org",{}}})", in_org.substr(1, in_org.size() - 2));
  refuse(later::send(w, "POST", w.org("/users"), invited_person));
  refuse(later::send(w, "PATCH", w.org("/users/" + nobody), in_org));
  refuse(later::send(w, "POST", on_it + "/users", person));
  for (auto const* verb : {"addRole", "removeRole"})
    refuse(later::send(w, "POST", fmt::format("{}/users/{}:{}", on_it, nobody, verb),
                       R"({"groupRole":"ORG_OWNER"})"));
  refuse(accounts::send(w, "POST", on_it + "/serviceAccounts", accounts::wanted("ORG_OWNER")));
  refuse(accounts::send(w, "PATCH", accounts::on(project, account), alone));
  refuse(accounts::send(w, "POST", accounts::on(project, account, ":invite"), alone));
}

constexpr std::array cases{
    Case{"a role of an organization is none on a project", role_of_the_other_kind},
};

}  // namespace
}  // namespace conformance::project_roles

std::span<conformance::Case const> conformance::project_role_cases() {
  return project_roles::cases;
}
