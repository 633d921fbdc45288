// Service accounts of a project: making them for it, putting those of the organization on it, and
// what of an account stays when it leaves.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "account_calls.hpp"
#include "cases.hpp"

namespace conformance::project_service_accounts {
namespace {

using namespace accounts;

constexpr std::string_view reader = R"({"roles":["GROUP_READ_ONLY"]})";

std::string accounts_of(std::string_view project) {
  return fmt::format("/groups/{}/serviceAccounts", project);
}

Account make(World& w, std::string_view project, std::string_view role = "GROUP_READ_ONLY") {
  return account_of(send(w, "POST", accounts_of(project), wanted(role)));
}

// A key that owns the project and is no more than a member of the organization.
KeyPair owner_of(World& w, std::string_view project) {
  Key const key = w.new_key("ORG_MEMBER");
  expect_ok(w.patch(fmt::format("/groups/{}/apiKeys/{}", project, key.id),
                    R"({"roles":["GROUP_OWNER"]})"));
  return key.pair;
}

// The account as this path shows it has exactly these roles.
void expect_roles(World& w, std::string const& path, std::string const& roles) {
  Answer const answer = send(w, "GET", path);
  expect_member(answer, expect_ok(answer, 200, v2024), "roles", roles);
}

std::vector<std::string> ids_in(Answer const& answer) {
  Node const page = expect_ok(answer, 200, v2024);
  return column(answer, member(answer, page, "results"), "clientId");
}

void create(World& w) {
  std::string const project = w.new_project("Served");
  Answer const answer = send(w, "POST", accounts_of(project),
                             R"({"name":"sa","description":"d","roles":["GROUP_READ_ONLY",)"
                             R"("GROUP_OWNER","GROUP_READ_ONLY"],"secretExpiresAfterHours":24})");
  Node const shown = expect_ok(answer, 201, v2024);
  expect_account(answer, shown);
  expect_member(answer, shown, "roles", texts({"GROUP_READ_ONLY", "GROUP_OWNER"}));
  expect_header(answer, "Cache-Control", "no-store");
  Account const account = account_of(answer);
  expect_header(answer, "Location", w.url(on(project, account.client_id)));
  expect_roles(w, at(w, account.client_id), texts({"ORG_MEMBER"}));
  Answer const again = send(w, "GET", on(project, account.client_id));
  Node const read = expect_ok(again, 200, v2024);
  expect_member(again, read, "roles", texts({"GROUP_READ_ONLY", "GROUP_OWNER"}));
  expect(again, !again.body.contains(account.secret), "no secret in the clear");
}

void list(World& w) {
  w.stay_on_one_server();
  std::string const project = w.new_project("Listed");
  std::vector<std::string> const ids{make(w, project).client_id, make(w, project).client_id};
  make(w, w.new_project("Other"));
  Answer const answer = send(w, "GET", accounts_of(project));
  expect(answer, ids_in(answer) == ids, "the accounts of the project by creation");
  expect_member(answer, json_of(answer), "totalCount", "2");
  expect_member(answer, member(answer, json_of(answer), "results").children.at(0), "roles",
                texts({"GROUP_READ_ONLY"}));
  Answer const second =
      send(w, "GET", accounts_of(project) + "?itemsPerPage=1&pageNum=2&includeSystemManaged=true");
  expect(second, ids_in(second) == std::vector{ids[1]}, "the second");
  expect_error_on(send(w, "GET", accounts_of(nobody_id)), 404, "GROUP_NOT_FOUND", nobody_id);
}

void invite(World& w) {
  std::string const project = w.new_project("Joined");
  std::string const id = new_account(w, "ORG_READ_ONLY").client_id;
  std::string const path = on(project, id);
  Answer const answer = send(w, "POST", path + ":invite", std::string(reader));
  Node const shown = expect_ok(answer, 200, v2024);
  expect_account(answer, shown);
  expect_text(answer, shown, "clientId", id);
  expect_member(answer, shown, "roles", texts({"GROUP_READ_ONLY"}));
  expect(answer, !answer.body.contains("\"secret\""), "no secret in the clear");
  Answer const listed =
      send(w, "POST", path + ":invite",
           R"([{"roles":["GROUP_OWNER"]},{"roles":["GROUP_READ_ONLY","GROUP_BACKUP_MANAGER"]}])");
  expect_member(listed, expect_ok(listed, 200, v2024), "roles",
                texts({"GROUP_READ_ONLY", "GROUP_OWNER", "GROUP_BACKUP_MANAGER"}));
  expect_roles(w, at(w, id), texts({"ORG_READ_ONLY"}));
  expect_code(
      w.send(as_2024(w, "POST", path + ":invite", std::string(reader)).by(owner_of(w, project))),
      401, "USER_UNAUTHORIZED");
}

void bad_invitations(World& w) {
  std::string const path = on(w.new_project("Strict"), new_account(w).client_id, ":invite");
  for (auto const* body : {"[]", "null", "1"})
    expect_code(send(w, "POST", path, body), 400, "INVALID_JSON");
  for (auto const* body : {"{}", R"({"roles":[]})", R"([{}])", R"([{"roles":[]}])"})
    expect_code(send(w, "POST", path, body), 400, "MISSING_ATTRIBUTE");
  for (auto const* body : {R"({"roles":["ORG_OWNER"]})", R"([{"roles":["ORG_OWNER"]}])"})
    expect_error_on(send(w, "POST", path, body), 400, "INVALID_ROLE_FOR_GROUP", "ORG_OWNER");
  expect_code(send(w, "POST", path, R"({"roles":["GROUP_OWNER"],"king":1})"), 400,
              "INVALID_ATTRIBUTE");
}

void update(World& w) {
  std::string const project = w.new_project("Updated");
  std::string const id = make(w, project, "GROUP_OWNER").client_id;
  std::string const path = on(project, id);
  std::string const before = send(w, "GET", path).body;
  expect_body(send(w, "PATCH", path, "{}"), before);
  Answer const answer =
      send(w, "PATCH", path, R"({"description":"new","roles":["GROUP_BACKUP_MANAGER"]})");
  Node const shown = expect_ok(answer, 200, v2024);
  expect_text(answer, shown, "description", "new");
  expect_member(answer, shown, "roles", texts({"GROUP_BACKUP_MANAGER"}));
  expect_body(send(w, "GET", path), answer.body);
  expect_roles(w, at(w, id), texts({"ORG_MEMBER"}));
  expect_error_on(send(w, "PATCH", path, R"({"roles":["ORG_OWNER"]})"), 400,
                  "INVALID_ROLE_FOR_GROUP", "ORG_OWNER");
  expect_error_on(send(w, "PATCH", path, R"({"roles":[]})"), 400, "MISSING_ATTRIBUTE", "roles");
}

void leave(World& w) {
  std::string const project = w.new_project("Left");
  Account const account = make(w, project);
  std::string const path = on(project, account.client_id);
  expect_no_content(send(w, "DELETE", path), v2024);
  expect_not_found(send(w, "GET", path), account.client_id);
  Answer const answer = send(w, "GET", at(w, account.client_id));
  Node const shown = expect_ok(answer, 200, v2024);
  expect_text(answer, member(answer, shown, "secrets").children.at(0), "id", account.secret_id);
}

void not_on_the_project(World& w) {
  std::string const project = w.new_project("Without");
  Account const account = new_account(w);
  for (std::string const& id : {account.client_id, nobody()}) {
    std::string const path = on(project, id);
    expect_not_found(send(w, "GET", path), id);
    expect_not_found(send(w, "PATCH", path, R"({"name":"renamed"})"), id);
    expect_not_found(send(w, "DELETE", path), id);
    expect_not_found(send(w, "POST", path + "/secrets", hours(8)), id);
    expect_not_found(send(w, "DELETE", path + "/secrets/" + account.secret_id), id);
  }
  expect_not_found(send(w, "POST", on(project, nobody(), ":invite"), std::string(reader)),
                   nobody());
  Answer const answer = send(w, "GET", at(w, account.client_id));
  expect(answer, !answer.body.contains("renamed"), "its name to stay");
}

void secrets(World& w) {
  std::string const project = w.new_project("Secret");
  Account const account = make(w, project);
  std::string const path = on(project, account.client_id, "/secrets");
  KeyPair const owner = owner_of(w, project);
  Answer const made = w.send(as_2024(w, "POST", path, hours(48)).by(owner));
  Node const secret = expect_ok(made, 201, v2024);
  expect_text(made, secret, "maskedSecretValue", masked(text_of(made, secret, "secret")));
  expect_header(made, "Cache-Control", "no-store");
  expect_code(send(w, "POST", path, hours(8)), 400, "VALIDATION_ERROR");
  std::string const unknown = fmt::format("{}/{}", path, nobody_id);
  expect_error_on(send(w, "DELETE", unknown), 404, "RESOURCE_NOT_FOUND", "/api/atlas/v2" + unknown);
  std::string const first = path + "/" + account.secret_id;
  expect_no_content(w.send(as_2024(w, "DELETE", first).by(owner)), v2024);
  expect_ok(w.patch(w.org("/settings"), R"({"maxServiceAccountSecretValidityInHours":9})"));
  expect_code(send(w, "POST", path, hours(10)), 400, "VALIDATION_ERROR");
  expect_code(send(w, "POST", accounts_of(project), wanted("GROUP_READ_ONLY", 10)), 400,
              "VALIDATION_ERROR");
}

// With a secret of an account one can do whatever the account may do, and without one it can do
// nothing anywhere.
void owners_of_projects_gain_nothing(World& w) {
  std::string const project = w.new_project("Guarded");
  std::string const other = w.new_project("Beyond");
  KeyPair const owner = owner_of(w, project);
  std::string const mighty = new_account(w, "ORG_OWNER").client_id;
  std::string const wide = make(w, project).client_id;
  expect_ok(send(w, "POST", on(project, mighty, ":invite"), std::string(reader)), 200, v2024);
  expect_ok(send(w, "POST", on(other, wide, ":invite"), std::string(reader)), 200, v2024);
  for (std::string const& id : {mighty, wide}) {
    expect_error(w.send(as_2024(w, "POST", on(project, id, "/secrets"), hours(8)).by(owner)), 401,
                 "USER_UNAUTHORIZED", "[]");
    Answer const made = send(w, "POST", on(project, id, "/secrets"), hours(8));
    std::string const secret = text_of(made, expect_ok(made, 201, v2024), "id");
    expect_header(made, "Location", w.url(on(project, id, "/secrets/" + secret)));
  }
}

// Roles on the project are its own; the rest of an account is the whole organization's.
void owners_of_projects_break_nothing(World& w) {
  std::string const project = w.new_project("Shared");
  KeyPair const owner = owner_of(w, project);
  Account const mighty = new_account(w, "ORG_OWNER");
  std::string const path = on(project, mighty.client_id);
  expect_ok(send(w, "POST", path + ":invite", std::string(reader)), 200, v2024);
  auto const by_owner = [&](std::string_view method, std::string const& rest, std::string body) {
    return w.send(as_2024(w, std::string(method), path + rest, std::move(body)).by(owner));
  };
  std::string const secret = "/secrets/" + mighty.secret_id;
  for (Answer const& answer :
       {by_owner("DELETE", secret, {}), by_owner("PATCH", {}, R"({"name":"Mine"})"),
        by_owner("PATCH", {}, R"({"description":"mine","roles":["GROUP_OWNER"]})")})
    expect_error(answer, 401, "USER_UNAUTHORIZED", "[]");
  expect_roles(w, path, texts({"GROUP_READ_ONLY"}));
  // The same texts are no change of them.
  expect_ok(by_owner("PATCH", {}, R"({"name":"An account","roles":["GROUP_BACKUP_MANAGER"]})"), 200,
            v2024);
  expect_no_content(send(w, "DELETE", path + secret), v2024);
}

void projects_of_an_account(World& w) {
  std::string const id = new_account(w).client_id;
  std::vector<std::string> projects{w.new_project("First"), w.new_project("Second")};
  std::string const path = at(w, id, "/groups");
  Answer const none = send(w, "GET", path);
  expect_member(none, expect_ok(none, 200, v2024), "totalCount", "0");
  for (std::string const& project : projects)
    expect_ok(send(w, "POST", on(project, id, ":invite"), std::string(reader)), 200, v2024);
  if (projects[1] < projects[0]) std::swap(projects[0], projects[1]);
  Answer const answer = send(w, "GET", path);
  Node const page = expect_ok(answer, 200, v2024);
  expect_members(answer, page, {"links", "results", "totalCount"});
  Node const& results = member(answer, page, "results");
  expect(answer, column(answer, results, "groupId") == projects, "both projects");
  expect_members(answer, results.children.at(0), {"groupId", "roles"});
  expect_member(answer, results.children.at(0), "roles", texts({"GROUP_READ_ONLY"}));
  Answer const second = send(w, "GET", path + "?itemsPerPage=1&pageNum=2");
  Node const one = expect_ok(second, 200, v2024);
  expect_member(second, one, "totalCount", "2");
  expect(second,
         column(second, member(second, one, "results"), "groupId") == std::vector{projects[1]},
         "the second");
  expect_not_found(send(w, "GET", at(w, nobody(), "/groups")), nobody());
}

void deletions(World& w) {
  std::string const project = w.new_project("Ended");
  std::string const id = make(w, project).client_id;
  std::string const other = make(w, project).client_id;
  expect_no_content(send(w, "DELETE", at(w, other)), v2024);
  expect_not_found(send(w, "GET", on(project, other)), other);
  expect_accepted(w.remove("/groups/" + project));
  Answer const groups = send(w, "GET", at(w, id, "/groups"));
  expect_member(groups, expect_ok(groups, 200, v2024), "results", "[]");
}

void events(World& w) {
  w.stay_on_one_server();
  std::string const project = w.new_project("Told");
  std::string const path = on(project, new_account(w).client_id);
  expect_ok(send(w, "POST", path + ":invite", std::string(reader)), 200, v2024);
  expect_ok(send(w, "POST", path + ":invite", std::string(reader)), 200, v2024);
  expect_ok(send(w, "PATCH", path, R"({"name":"New","roles":["GROUP_OWNER"]})"), 200, v2024);
  expect_no_content(send(w, "DELETE", path), v2024);
  make(w, project);
  Answer const answer = w.get(fmt::format("/groups/{}/events?itemsPerPage=7", project));
  auto types = column(answer, member(answer, expect_ok(answer), "results"), "eventTypeName");
  std::ranges::sort(types);
  expect(answer,
         types ==
             std::vector<std::string>{
                 "SERVICE_ACCOUNT_ADDED_TO_GROUP", "SERVICE_ACCOUNT_ADDED_TO_GROUP",
                 "SERVICE_ACCOUNT_CREATED", "SERVICE_ACCOUNT_DETAILS_CHANGED",
                 "SERVICE_ACCOUNT_REMOVED_FROM_GROUP", "SERVICE_ACCOUNT_ROLES_CHANGED",
                 "SERVICE_ACCOUNT_SECRET_ADDED"},
         "an event for each change");
}

constexpr std::array cases{
    Case{"an account made by a project is a member of its organization", create},
    Case{"the list of a project shows its accounts by creation", list},
    Case{"an account of the organization gets roles beside those it has", invite},
    Case{"an invitation is one body or a list of them", bad_invitations},
    Case{"a change replaces the roles on the project alone", update},
    Case{"an account that leaves a project stays in the organization", leave},
    Case{"an account that is not on the project is 404", not_on_the_project},
    Case{"owners of a project make and delete secrets of its accounts", secrets},
    Case{"owners of a project make no secrets of accounts that may do more",
         owners_of_projects_gain_nothing},
    Case{"owners of a project take nothing from accounts that may do more",
         owners_of_projects_break_nothing},
    Case{"an account tells of its projects", projects_of_an_account},
    Case{"accounts outlive projects, and are nowhere when they are deleted", deletions},
    Case{"a project tells what was done with its accounts", events},
};

}  // namespace
}  // namespace conformance::project_service_accounts

std::span<conformance::Case const> conformance::project_service_account_cases() {
  return project_service_accounts::cases;
}
