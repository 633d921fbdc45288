// Invitations: making, reading, listing and cancelling them.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::invitations {
namespace {

constexpr std::int64_t thirty_days = 30 * 24 * 3600;

void create(World& w) {
  Answer const answer = w.post(
      w.org("/invites"),
      R"({"username":"dana@example.org","roles":["ORG_GROUP_CREATOR","ORG_MEMBER"],"teamIds":[]})");
  Node const body = expect_ok(answer);
  expect_members(answer, body,
                 {"createdAt", "expiresAt", "groupRoleAssignments", "id", "inviterUsername",
                  "orgId", "orgName", "roles", "teamIds", "username"});
  auto const created = expect_date(answer, body, "createdAt");
  expect(answer, expect_date(answer, body, "expiresAt") - created == thirty_days,
         "exactly 30 days of life");
  expect_object_id(answer, text_of(answer, body, "id"));
  expect_text(answer, body, "inviterUsername", w.key().public_key);
  expect_text(answer, body, "orgId", w.id());
  expect_text(answer, body, "orgName", w.mine().name);
  expect_member(answer, body, "roles", R"(["ORG_GROUP_CREATOR","ORG_MEMBER"])");
  expect_member(answer, body, "teamIds", "[]");
  expect_member(answer, body, "groupRoleAssignments", "[]");
  expect_text(answer, body, "username", "dana@example.org");
}

void read_back(World& w) {
  Answer const created = w.post(w.org("/invites"), R"({"username":"dana@example.org"})");
  std::string const id = text_of(created, expect_ok(created), "id");
  Answer const read = w.get(w.org("/invites/" + id));
  expect_ok(read);
  expect_body(read, created.body);
}

void no_token(World& w) {
  Answer const answer = w.post(w.org("/invites"), R"({"username":"dana@example.org"})");
  std::string const link = w.link_of(text_of(answer, expect_ok(answer), "id"));
  std::string const token = token_of(link);
  expect(answer, token.size() >= 32, "a token of 256 bits in the mail");
  std::string const seen =
      answer.body + w.get(w.org("/invites")).body + w.get_2025(w.org("/users")).body;
  expect(answer, !seen.contains(token), "no token in any answer of the API");
}

void default_role(World& w) {
  for (auto const* body :
       {R"({"username":"a@example.org"})", R"({"username":"b@example.org","roles":[]})"}) {
    Answer const answer = w.post(w.org("/invites"), body);
    expect_member(answer, expect_ok(answer), "roles", R"(["ORG_MEMBER"])");
  }
}

void roles_are_a_set(World& w) {
  Answer const answer = w.post(
      w.org("/invites"),
      R"({"username":"a@example.org","roles":["ORG_READ_ONLY","ORG_MEMBER","ORG_READ_ONLY"]})");
  expect_member(answer, expect_ok(answer), "roles", R"(["ORG_READ_ONLY","ORG_MEMBER"])");
}

void bad_addresses(World& w) {
  for (auto const* name :
       {"username_example", "a@b", "@example.org", "a@", "a b@example.org", "a@-example.org",
        "a@example..org", "a.@example.org", "ä@example.org", "a@b@example.org"})
    expect_error_on(w.post(w.org("/invites"), object({{"username", quoted(name)}})), 400,
                    "INVALID_EMAIL_ADDRESS", name);
  std::string const long_name = std::string(250, 'a') + "@example.org";
  expect_code(w.post(w.org("/invites"), object({{"username", quoted(long_name)}})), 400,
              "INVALID_EMAIL_ADDRESS");
}

void bad_roles(World& w) {
  auto const invite = [&](std::string_view role) {
    return w.post(w.org("/invites"),
                  object({{"username", quoted("a@example.org")}, {"roles", texts({role})}}));
  };
  expect_error_on(invite("GROUP_OWNER"), 400, "INVALID_ROLE_FOR_ORG", "GROUP_OWNER");
  expect_error_on(invite("KING"), 400, "INVALID_ENUM_VALUE", "KING");
  expect_error_on(invite("org_owner"), 400, "INVALID_ENUM_VALUE", "org_owner");
}

void missing_username(World& w) {
  expect_error_on(w.post(w.org("/invites"), "{}"), 400, "MISSING_ATTRIBUTE", "username");
}

void twice(World& w) {
  w.invite("dana@example.org");
  expect_code(w.post(w.org("/invites"), R"({"username":"DANA@example.org"})"), 400,
              "DEFAULT_INVITATION_EXCEPTION");
}

void active_member(World& w) {
  std::string const name = w.users_2025().children.at(0).find("username")->text;
  expect_error(w.post(w.org("/invites"), object({{"username", quoted(name)}})), 400,
               "USER_ALREADY_IN_ORG", texts({name, w.id()}));
}

void teams_and_projects(World& w) {
  std::string const project = w.new_project("Shared");
  Answer const answer =
      w.post(w.org("/invites"),
             object({{"username", quoted("a@example.org")},
                     {"groupRoleAssignments",
                      array({object({{"groupId", quoted(project)},
                                     {"roles", texts({"GROUP_READ_ONLY", "GROUP_OWNER"})}})})}}));
  auto const role = [&](std::string_view name) {
    return object({{"groupId", quoted(project)}, {"groupRole", quoted(name)}});
  };
  expect_member(answer, expect_ok(answer), "groupRoleAssignments",
                array({role("GROUP_READ_ONLY"), role("GROUP_OWNER")}));
  expect_error_on(w.post(w.org("/invites"), object({{"username", quoted("b@example.org")},
                                                    {"teamIds", texts({nobody_id})}})),
                  404, "TEAM_NOT_FOUND", nobody_id);
  expect_error_on(
      w.post(w.org("/invites"), object({{"username", quoted("b@example.org")},
                                        {"groupRoleAssignments",
                                         array({object({{"groupId", quoted(nobody_id)},
                                                        {"roles", texts({"GROUP_OWNER"})}})})}})),
      404, "GROUP_NOT_FOUND", nobody_id);
}

void bad_nested_values(World& w) {
  auto const invite = [&](std::string_view assignments) {
    return w.post(w.org("/invites"), object({{"username", quoted("a@example.org")},
                                             {"groupRoleAssignments", std::string(assignments)}}));
  };
  expect_status(invite(R"([{"groupId":"x","roles":["GROUP_OWNER"]}])"), 400);
  expect_code(invite(fmt::format(R"([{{"groupId":"{}","roles":["KING"]}}])", nobody_id)), 400,
              "INVALID_ENUM_VALUE");
  expect_code(w.post(w.org("/invites"), R"({"username":"a@example.org","teamIds":["x"]})"), 400,
              "INVALID_ATTRIBUTE");
}

void list(World& w) {
  w.stay_on_one_server();
  Answer const none = w.get(w.org("/invites"));
  expect_ok(none);
  expect_body(none, "[]");
  for (auto const* name : {"zoe@example.org", "adam@example.org", "mia@example.org"})
    w.invite(name);
  Answer const answer = w.get(w.org("/invites"));
  Node const body = expect_ok(answer);
  expect(answer, body.kind == Node::Kind::array, "a bare array");
  expect(answer,
         column(answer, body, "username") ==
             std::vector<std::string>{"zoe@example.org", "adam@example.org", "mia@example.org"},
         "the oldest first");
}

void list_of_one_person(World& w) {
  w.invite("zoe@example.org");
  w.invite("adam@example.org");
  for (auto const* name : {"adam@example.org", "ADAM@Example.org", "adam%40example.org"}) {
    Answer const answer = w.get(w.org(std::string("/invites?username=") + name));
    expect(answer,
           column(answer, expect_ok(answer), "username") ==
               std::vector<std::string>{"adam@example.org"},
           "the one invitation");
  }
  expect_body(w.get(w.org("/invites?username=nobody@example.org")), "[]");
  expect_body(w.get(w.org("/invites?username=dam@example.org")), "[]");
  expect_error_on(w.get(w.org("/invites?username=username_example")), 400,
                  "INVALID_QUERY_PARAMETER", "username");
}

void cancel(World& w) {
  std::string const id = w.invite("dana@example.org").find("id")->text;
  expect_no_content(
      w.send(w.request("DELETE", w.org("/invites/" + id)).with("Accept", "application/json")));
  expect_error_on(w.get(w.org("/invites/" + id)), 404, "INVALID_INVITATION_ID", id);
  expect_error_on(w.remove(w.org("/invites/" + id)), 404, "INVALID_INVITATION_ID", id);
  expect_body(w.get(w.org("/invites")), "[]");
  Node const users = w.users_2025();
  expect(w.get(w.org("/users")), users.children.size() == 1, "the pending person to be gone");
  w.invite("dana@example.org");
}

void unknown(World& w) {
  std::string const path = w.org(fmt::format("/invites/{}", nobody_id));
  expect_error_on(w.get(path), 404, "INVALID_INVITATION_ID", nobody_id);
  expect_error_on(w.remove(path), 404, "INVALID_INVITATION_ID", nobody_id);
  expect_error_on(w.patch(path, "{}"), 404, "INVALID_INVITATION_ID", nobody_id);
}

void of_another_organization(World& w) {
  std::string const id = w.invite("dana@example.org").find("id")->text;
  Organization const other = w.another_organization();
  std::string const path = "/orgs/" + other.id + "/invites/" + id;
  for (auto const* method : {"GET", "DELETE"})
    expect_error_on(w.send(w.request(method, path).by(other.key.pair)), 404,
                    "INVALID_INVITATION_ID", id);
  expect_ok(w.get(w.org("/invites/" + id)));
}

void renamed_organization(World& w) {
  std::string const id = w.invite("dana@example.org").find("id")->text;
  expect_ok(w.patch(w.org(), R"({"name":"Renamed"})"));
  Answer const answer = w.get(w.org("/invites/" + id));
  expect_text(answer, expect_ok(answer), "orgName", "Renamed");
}

void inviter_is_gone(World& w) {
  Key const key = w.new_key("ORG_OWNER");
  Answer const answer =
      w.send(w.request("POST", w.org("/invites"), R"({"username":"a@example.org"})").by(key.pair));
  std::string const id = text_of(answer, expect_ok(answer), "id");
  expect_no_content(w.remove(w.org("/apiKeys/" + key.id)));
  Answer const later = w.get(w.org("/invites/" + id));
  expect_text(later, expect_ok(later), "inviterUsername", key.pair.public_key);
}

void foreign_teams(World& w) {
  auto const& backstage = w.door().backstage();
  std::string const own = backstage.make_team(w.id());
  std::string const foreign = backstage.make_team(w.another_organization().id);
  std::string const invited = w.person("dana");
  std::string const id = w.invite(invited).find("id")->text;
  auto const body = [&](std::string_view username) {
    return object({{"username", quoted(username)}, {"teamIds", texts({own, foreign})}});
  };
  for (Answer const& answer :
       {w.post(w.org("/invites"), body(w.person("zoe"))), w.patch(w.org("/invites"), body(invited)),
        w.patch(w.org("/invites/" + id), object({{"teamIds", texts({own, foreign})}}))})
    expect_error_on(answer, 404, "TEAM_NOT_IN_ORG", foreign);
  Answer const all = w.get(w.org("/invites"));
  expect(all, json_of(all).children.size() == 1, "nobody else to be invited");
  expect_member(all, json_of(all).children.front(), "teamIds", "[]");
  Answer const taken = w.patch(w.org("/invites/" + id), object({{"teamIds", texts({own})}}));
  expect_member(taken, expect_ok(taken), "teamIds", texts({own}));
}

constexpr std::array cases{
    Case{"a new invitation lives exactly 30 days and has exactly its members", create},
    Case{"an invitation reads back as it was answered", read_back},
    Case{"its token is in the mail alone", no_token},
    Case{"without roles it is for a member", default_role},
    Case{"roles are a set in the order received", roles_are_a_set},
    Case{"what is no e-mail address is refused", bad_addresses},
    Case{"roles of projects and unknown roles are refused", bad_roles},
    Case{"a username is required", missing_username},
    Case{"a second invitation of the same person is refused", twice},
    Case{"an active member cannot be invited", active_member},
    Case{"a team of another organization is refused", foreign_teams},
    Case{"projects are granted by role, unknown teams and projects are 404", teams_and_projects},
    Case{"nested values follow their rules", bad_nested_values},
    Case{"the list is a bare array, oldest first", list},
    Case{"the list is filtered by the whole address", list_of_one_person},
    Case{"a cancelled invitation is gone with its person", cancel},
    Case{"an unknown invitation is 404", unknown},
    Case{"an invitation of another organization is unknown", of_another_organization},
    Case{"a renamed organization shows in its invitations", renamed_organization},
    Case{"an invitation outlives the key that made it", inviter_is_gone},
};

}  // namespace
}  // namespace conformance::invitations

std::span<conformance::Case const> conformance::invitation_cases() { return invitations::cases; }
