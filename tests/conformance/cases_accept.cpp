// The link in an invitation's mail: accepting, rejecting, and all the ways it is dead.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::accept {
namespace {

constexpr std::string_view plain = "application/json";

std::string invite(World& w, std::string_view name, std::string_view role = "ORG_MEMBER") {
  return w.invite(w.person(name), role).find("id")->text;
}

Answer accept(World& w, std::string const& link, std::string body = account_body()) {
  return w.send(w.link_request(link, std::move(body)));
}

Node user_named(World& w, std::string_view username, std::string_view query = {}) {
  Node const users = w.users_2025(query);
  for (Node const& user : users.children)
    if (user.find("username")->text == username) return user;
  throw Failure{fmt::format("{} is not among the users: {}", username, show(users))};
}

void by_a_new_person(World& w) {
  std::string const id = invite(w, "dana", "ORG_READ_ONLY");
  std::string const user_id = user_named(w, w.person("dana")).find("id")->text;
  Answer const answer = accept(w, w.link_of(id));
  Node const user = expect_ok(answer, 200, plain);
  expect_members(answer, user,
                 {"country", "createdAt", "firstName", "id", "lastName", "mobileNumber",
                  "orgMembershipStatus", "roles", "teamIds", "username"});
  expect_text(answer, user, "id", user_id);
  expect_text(answer, user, "orgMembershipStatus", "ACTIVE");
  expect_text(answer, user, "firstName", "Dana");
  expect_text(answer, user, "lastName", "Doe");
  expect_text(answer, user, "country", "DE");
  expect_text(answer, user, "username", w.person("dana"));
  expect_member(answer, user, "mobileNumber", "null");
  expect_member(answer, user, "roles",
                R"({"groupRoleAssignments":[],"orgRoles":["ORG_READ_ONLY"]})");
  expect(answer, !answer.body.contains("password"), "no password in the answer");
  expect_equal(answer, "the listed user", show(user_named(w, w.person("dana"))), show(user));
}

void the_invitation_is_over(World& w) {
  std::string const id = invite(w, "dana");
  std::string const link = w.link_of(id);
  std::string const reject_link = w.link_of(id, "reject");
  expect_ok(accept(w, link), 200, plain);
  expect_error_on(w.get(w.org("/invites/" + id)), 404, "INVALID_INVITATION_ID", id);
  expect_error_on(w.remove(w.org("/invites/" + id)), 404, "INVALID_INVITATION_ID", id);
  expect_body(w.get(w.org("/invites")), "[]");
  expect_error_on(accept(w, link), 404, "INVALID_INVITATION_ID", id);
  expect_error_on(w.send(w.link_request(reject_link)), 404, "INVALID_INVITATION_ID", id);
  expect_error(w.post(w.org("/invites"), object({{"username", quoted(w.person("dana"))}})), 400,
               "USER_ALREADY_IN_ORG", texts({w.person("dana"), w.id()}));
}

void by_a_known_person(World& w) {
  Node const first = w.new_member(w.person("dana"));
  Organization const other = w.another_organization();
  Answer const invited = w.send(w.request("POST", "/orgs/" + other.id + "/invites",
                                          object({{"username", quoted(w.person("dana"))}}))
                                    .by(other.key.pair));
  std::string const id = text_of(invited, expect_ok(invited), "id");
  Answer const answer = accept(w, w.link_of(id), "{}");
  Node const second = expect_ok(answer, 200, plain);
  expect_text(answer, second, "id", first.find("id")->text);
  expect_text(answer, second, "firstName", "Dana");
}

void names_are_required(World& w) {
  std::string const link = w.link_of(invite(w, "dana"));
  expect_error_on(accept(w, link, "{}"), 400, "MISSING_ATTRIBUTE", "firstName");
  expect_error_on(accept(w, link, R"({"firstName":"D"})"), 400, "MISSING_ATTRIBUTE", "lastName");
  expect_error_on(accept(w, link, R"({"firstName":"D","lastName":"D"})"), 400, "MISSING_ATTRIBUTE",
                  "country");
  expect_error_on(accept(w, link, R"({"firstName":"D","lastName":"D","country":"DE"})"), 400,
                  "MISSING_ATTRIBUTE", "password");
  expect_ok(accept(w, link), 200, plain);
}

void bad_values(World& w) {
  std::string const link = w.link_of(invite(w, "dana"));
  auto const refuse = [&](std::string_view member, std::string_view value, std::string_view code) {
    std::vector<Member> members{{"firstName", quoted("D")},
                                {"lastName", quoted("D")},
                                {"country", quoted("DE")},
                                {"password", quoted("long enough")}};
    for (auto& [name, json] : members)
      if (name == member) json = quoted(value);
    expect_code(accept(w, link, object(members)), 400, code);
  };
  refuse("firstName", std::string(65, 'a'), "FIRST_NAME_EXCEEDS_MAX_LENGTH");
  refuse("lastName", std::string(65, 'a'), "LAST_NAME_EXCEEDS_MAX_LENGTH");
  refuse("country", "de", "INVALID_COUNTRY_CODE");
  refuse("country", "DEU", "INVALID_COUNTRY_CODE");
  refuse("password", "1234567", "WEAK_PASSWORD");
  refuse("password", "Password1", "COMMON_PASSWORD");
  expect_error_on(accept(w, link, R"({"surprise":1})"), 400, "INVALID_ATTRIBUTE", "surprise");
  expect_code(accept(w, link, "{"), 400, "MALFORMED_JSON");
  expect_ok(accept(w, link), 200, plain);
}

void wrong_tokens(World& w) {
  std::string const id = invite(w, "dana");
  std::string const link = w.link_of(id);
  std::string const other = w.link_of(invite(w, "zoe"));
  std::string const path = link.substr(0, link.find('#'));
  std::string const right = token_of(link);
  std::string changed = right;
  changed.front() = changed.front() == 'a' ? 'b' : 'a';
  for (std::string const& token :
       {changed, right + "a", right.substr(1), std::string("nonsense"), token_of(other)}) {
    std::string const wrong = fmt::format("{}#token={}", path, token);
    expect_error_on(accept(w, wrong), 404, "INVALID_INVITATION_ID", id);
    // Whoever lacks the token learns nothing about the rest of what he sent.
    expect_error_on(accept(w, wrong, R"({"surprise":1,"country":"nowhere"})"), 404,
                    "INVALID_INVITATION_ID", id);
  }
  expect_error_on(accept(w, path), 400, "MISSING_ATTRIBUTE", "token");
  expect_error_on(accept(w, path, R"({"token":""})"), 400, "MISSING_ATTRIBUTE", "token");
  expect_error_on(accept(w, path, R"({"token":1})"), 400, "INVALID_JSON_ATTRIBUTE", "token");
  expect_ok(accept(w, link), 200, plain);
}

// An address ends up in logs and histories: a token that stands there counts for nothing.
void token_in_the_address(World& w) {
  std::string const link = w.link_of(invite(w, "dana"));
  std::string const path = link.substr(0, link.find('#'));
  expect_error_on(accept(w, fmt::format("{}?token={}", path, token_of(link))), 400,
                  "MISSING_ATTRIBUTE", "token");
  expect_ok(accept(w, link), 200, plain);
}

void large_body(World& w) {
  std::string const link = w.link_of(invite(w, "dana"));
  std::string const padded = account_body() + std::string(std::size_t{16} * 1024, ' ');
  expect_error(accept(w, link, padded), 413, "REQUEST_ENTITY_TOO_LARGE", "[16384]");
  expect_ok(accept(w, link, account_body() + std::string(15'000, ' ')), 200, plain);
}

void unknown_invitation(World& w) {
  expect_error_on(
      accept(w, fmt::format("/orgd/v1/invitations/{}:accept#token=nonsense", nobody_id)), 404,
      "INVALID_INVITATION_ID", nobody_id);
  std::string const bad = "/orgd/v1/invitations/nothex:accept";
  expect_error_on(accept(w, bad + "#token=a"), 400, "PATH_PARAM_PARSE_ERROR", bad);
}

void encoded_colon(World& w) {
  std::string link = w.link_of(invite(w, "dana"));
  link.replace(link.find(":accept"), 1, "%3A");
  expect_ok(accept(w, link), 200, plain);
}

void cancelled(World& w) {
  std::string const id = invite(w, "dana");
  std::string const link = w.link_of(id);
  expect_no_content(w.remove(w.org("/invites/" + id)));
  expect_error_on(accept(w, link), 404, "INVALID_INVITATION_ID", id);
}

void rejected(World& w) {
  std::string const id = invite(w, "dana");
  std::string const accept_link = w.link_of(id);
  expect_no_content(w.send(w.link_request(w.link_of(id, "reject"))), plain);
  expect_error_on(w.get(w.org("/invites/" + id)), 404, "INVALID_INVITATION_ID", id);
  expect_error_on(accept(w, accept_link), 404, "INVALID_INVITATION_ID", id);
  Node const users = w.users_2025();
  expect(w.get(w.org("/users")), users.children.size() == 1, "nobody pending");
  Node const user = user_named(w, w.person("dana"), "?orgMembershipStatuses=INVITATION_REJECTED");
  Answer const shown = w.get(w.org("/invites"));
  expect_members(shown, user,
                 {"id", "invitationCreatedAt", "invitationExpiresAt", "inviterUsername",
                  "orgMembershipStatus", "roles", "teamIds", "username"});
  expect_member(shown, user, "invitationExpiresAt", "null");
  expect(shown, invite(w, "dana") != id, "a new invitation with a new id");
}

void expired(World& w) {
  std::string const id = invite(w, "dana");
  std::string const link = w.link_of(id);
  w.door().advance_clock(std::chrono::hours(24 * 30) - std::chrono::seconds(5));
  expect_ok(w.get(w.org("/invites/" + id)));
  w.door().advance_clock(std::chrono::seconds(5));
  expect_error_on(w.get(w.org("/invites/" + id)), 404, "INVALID_INVITATION_ID", id);
  expect_error_on(accept(w, link), 404, "INVALID_INVITATION_ID", id);
  expect_error_on(w.patch(w.org("/invites/" + id), "{}"), 404, "INVALID_INVITATION_ID", id);
  expect_body(w.get(w.org("/invites")), "[]");
  Node const user = user_named(w, w.person("dana"), "?orgMembershipStatuses=INVITATION_EXPIRED");
  expect_text(w.get(w.org("/invites")), user, "orgMembershipStatus", "INVITATION_EXPIRED");
  expect(w.get(w.org("/invites")), invite(w, "dana") != id, "a new invitation with a new id");
}

void expired_can_be_deleted(World& w) {
  std::string const id = invite(w, "dana");
  w.door().advance_clock(std::chrono::hours(24 * 31));
  expect_no_content(w.remove(w.org("/invites/" + id)));
  Node const users = w.users_2025("?orgMembershipStatuses=INVITATION_EXPIRED");
  expect(w.get(w.org("/invites")), users.children.empty(), "nobody expired");
}

void projects_are_granted(World& w) {
  std::string const kept = w.new_project("Kept");
  std::string const gone = w.new_project("Gone");
  auto const grant = [](std::string const& id, std::string_view role) {
    return object({{"groupId", quoted(id)}, {"roles", texts({role})}});
  };
  Answer const answer =
      w.post(w.org("/invites"),
             object({{"username", quoted(w.person("dana"))},
                     {"groupRoleAssignments",
                      array({grant(kept, "GROUP_READ_ONLY"), grant(gone, "GROUP_OWNER")})}}));
  std::string const id = text_of(answer, expect_ok(answer), "id");
  expect_accepted(w.remove("/groups/" + gone));
  Answer const accepted = accept(w, w.link_of(id));
  std::string const assigned =
      array({object({{"groupId", quoted(kept)}, {"groupRoles", texts({"GROUP_READ_ONLY"})}})});
  expect_member(accepted, expect_ok(accepted, 200, plain), "roles",
                object({{"groupRoleAssignments", assigned}, {"orgRoles", texts({"ORG_MEMBER"})}}));
}

constexpr std::array cases{
    Case{"a new person becomes an active user with the id of the invited one", by_a_new_person},
    Case{"an accepted invitation is over", the_invitation_is_over},
    Case{"a person with an account needs to give nothing", by_a_known_person},
    Case{"a person without an account gives name, country and password", names_are_required},
    Case{"what a person gives follows its rules", bad_values},
    Case{"a wrong token is 404 and uses nothing up", wrong_tokens},
    Case{"a token in the address counts for nothing", token_in_the_address},
    Case{"a link's body is at most 16 KiB", large_body},
    Case{"an unknown invitation is 404 whatever the token", unknown_invitation},
    Case{"the colon of the verb may be encoded", encoded_colon},
    Case{"the link of a cancelled invitation is dead", cancelled},
    Case{"a rejected invitation is over and may be made anew", rejected},
    Case{"an invitation is dead from the second it expires", expired},
    Case{"an expired invitation may be deleted", expired_can_be_deleted},
    Case{"projects that still exist are granted", projects_are_granted},
};

}  // namespace
}  // namespace conformance::accept

std::span<conformance::Case const> conformance::accept_cases() { return accept::cases; }
