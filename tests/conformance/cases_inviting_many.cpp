// Inviting many people at once: each has an outcome of its own.
#include <array>
#include <set>

#include "sent_invitation_calls.hpp"

namespace conformance::inviting_many {
namespace {

using namespace sent;

// "INVITED" or the code with which it was refused, of each.
std::vector<std::string> outcomes_of(Answer const& answer) {
  Node const all = expect_ok(answer, 200, json_type);
  std::vector<std::string> outcomes;
  for (Node const& one : all.children) {
    std::string outcome = text_of(answer, one, "outcome");
    if (outcome == "REFUSED") outcome = text_of(answer, one, "errorCode");
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

void expect_outcomes(Answer const& answer, std::vector<std::string> const& expected) {
  expect_equal(answer, "the outcomes", fmt::format("{}", fmt::join(outcomes_of(answer), " ")),
               fmt::format("{}", fmt::join(expected, " ")));
}

void an_outcome_each(World& w) {
  w.stay_on_one_server();  // which knows who was invited first
  std::string const member = w.new_member(w.person("member")).find("username")->text;
  w.invite(w.person("invited"));
  Answer const answer = invite_many(
      w,
      {to(w.person("dana")), to("nobody"), to(w.person("lea"), {{"roles", texts({"ORG_OWNER"})}}),
       to(member), to(w.person("invited")), to(w.person("zoe"), {{"roles", texts({"KING"})}}),
       to(w.person("zoe"), {{"roles", texts({"GROUP_OWNER"})}}),
       to(w.person("zoe"), {{"teamIds", texts({nobody_id})}}),
       to(w.person("zoe"), {{"teamIds", texts({"x"})}}), to(""), to(w.person("ines"))});
  expect_outcomes(answer,
                  {"INVITED", "INVALID_EMAIL_ADDRESS", "INVITED", "USER_ALREADY_IN_ORG",
                   "DEFAULT_INVITATION_EXCEPTION", "INVALID_ENUM_VALUE", "INVALID_ROLE_FOR_ORG",
                   "TEAM_NOT_FOUND", "INVALID_ATTRIBUTE", "MISSING_ATTRIBUTE", "INVITED"});
  Node const all = json_of(answer);
  Node const& first = all.children.at(0);
  expect_members(answer, first, {"expiresAt", "invitationId", "outcome", "username"});
  expect_text(answer, first, "username", w.person("dana"));
  expect_date(answer, first, "expiresAt");
  expect_members(answer, all.children.at(1), {"detail", "errorCode", "outcome", "username"});
  expect_text(answer, all.children.at(1), "username", "nobody");
  std::string const id = text_of(answer, first, "invitationId");
  Node const user =
      expect_ok(w.send(w.link_request(w.link_of(id), account_body())), 200, json_type);
  expect_text(answer, user, "username", w.person("dana"));
  Answer const others = w.get(w.org("/invites"));
  expect_equal(others, "who is invited still",
               fmt::format("{}", fmt::join(column(others, expect_ok(others), "username"), " ")),
               fmt::format("{} {} {}", w.person("invited"), w.person("lea"), w.person("ines")));
  expect_member(others, element_with(others, json_of(others), "username", w.person("lea")), "roles",
                R"(["ORG_OWNER"])");
}

void twice_in_one_list(World& w) {
  std::string const dana = w.person("dana");
  std::string shouted = dana;
  shouted.front() = 'D';
  Answer const answer = invite_many(w, {to(dana), to(shouted), to(w.person("lea")), to(dana)});
  expect_outcomes(answer, {"INVITED", "DEFAULT_INVITATION_EXCEPTION", "INVITED",
                           "DEFAULT_INVITATION_EXCEPTION"});
}

void links_by_hand(World& w) {
  Answer const answer = invite_many(w, {to(w.person("dana")), to("nobody")}, "?sendEmail=false");
  expect_outcomes(answer, {"INVITED", "INVALID_EMAIL_ADDRESS"});
  Node const all = json_of(answer);
  Node const& dana = all.children.at(0);
  expect_members(answer, dana, {"acceptLink", "expiresAt", "invitationId", "outcome", "username"});
  std::string const link = text_of(answer, dana, "acceptLink");
  std::string const id = text_of(answer, dana, "invitationId");
  expect(answer, link.contains("/console/accept/" + id + "#token="), "a link to the page of mails");
  expect(answer, token_of(link).size() >= 32, "a token of 256 bits");
  Answer const seen = w.send(as_owner(w, "GET"));
  expect(seen, !seen.body.contains(token_of(link)), "no token in any other answer");
  Node const one = member(seen, expect_ok(seen, 200, json_type), "results").children.at(0);
  expect(seen, one.find("mailState") == nullptr, "no mail");
  Node const user =
      expect_ok(w.send(w.link_request(called_by(link), account_body())), 200, json_type);
  expect_text(answer, user, "orgMembershipStatus", "ACTIVE");
}

void places(World& w) {
  std::string const project = w.new_project("Shared");
  std::string const on_project =
      array({object({{"groupId", quoted(project)}, {"roles", texts({"GROUP_READ_ONLY"})}})});
  std::string const wrong_role =
      array({object({{"groupId", quoted(project)}, {"roles", texts({"ORG_OWNER"})}})});
  std::string const nowhere =
      array({object({{"groupId", quoted(nobody_id)}, {"roles", texts({"GROUP_OWNER"})}})});
  Answer const answer =
      invite_many(w, {to(w.person("dana"), {{"groupRoleAssignments", on_project}, {"roles", "[]"}}),
                      to(w.person("lea"), {{"groupRoleAssignments", wrong_role}}),
                      to(w.person("lea"), {{"groupRoleAssignments", nowhere}})});
  expect_outcomes(answer, {"INVITED", "INVALID_ROLE_FOR_GROUP", "GROUP_NOT_FOUND"});
  Node const shown = followed(w).children.at(0);
  expect_member(answer, shown, "roles", R"(["ORG_MEMBER"])");
  expect_member(
      answer, shown, "groupRoleAssignments",
      array({object({{"groupId", quoted(project)}, {"groupRole", quoted("GROUP_READ_ONLY")}})}));
}

// The organization has room for 500, and one is there.
void five_hundred(World& w) {
  std::vector<std::string> invitations;
  for (int i = 0; i < 500; ++i) invitations.push_back(to(w.person(fmt::format("p{}", i))));
  Answer const answer = invite_many(w, invitations);
  auto const outcomes = outcomes_of(answer);
  expect(answer, outcomes.size() == 500, "500 outcomes");
  for (std::size_t i = 0; i < 499; ++i)
    expect(answer, outcomes.at(i) == "INVITED", fmt::format("that number {} is invited", i));
  expect(answer, outcomes.back() == "MAX_USERS_PER_ORG_EXCEEDED", "no seat for the last");
  std::set<std::string> ids;
  Node const all = json_of(answer);
  for (Node const& one : all.children) {
    auto const at = static_cast<std::size_t>(&one - all.children.data());
    expect_text(answer, one, "username", w.person(fmt::format("p{}", at)));
    if (auto const* id = one.find("invitationId")) ids.insert(id->text);
  }
  expect(answer, ids.size() == 499, "an id each");
  Answer const page = w.send(as_owner(w, "GET", "?itemsPerPage=1"));
  expect_member(page, expect_ok(page, 200, json_type), "totalCount", "499");
}

void bounds(World& w) {
  std::vector<std::string> const too_many(501, to(w.person("dana")));
  expect_error(invite_many(w, too_many), 400, "VALIDATION_ERROR",
               R"(["the list must hold at most 500 elements"])");
  expect_error(invite_many(w, {}), 400, "VALIDATION_ERROR",
               R"(["the list must hold at least 1 element"])");
  expect_code(w.send(as_owner(w, "POST", {}, to(w.person("dana")))), 400, "INVALID_JSON");
  expect_code(invite_many(w, {to(w.person("dana")), "1"}), 400, "INVALID_JSON_ATTRIBUTE");
  expect_code(invite_many(w, {to(w.person("dana")), to(w.person("lea"), {{"rolls", "[]"}})}), 400,
              "INVALID_ATTRIBUTE");
  expect_body(w.get(w.org("/invites")), "[]");
}

void no_seat(World& w) {
  auto const server = w.door().backstage().server_with({{"max_users_per_org", "2"}});
  Answer const answer = w.send_to(
      *server,
      as_owner(w, "POST", {}, array({to("nobody"), to(w.person("dana")), to(w.person("lea"))})));
  expect_outcomes(answer, {"INVALID_EMAIL_ADDRESS", "INVITED", "MAX_USERS_PER_ORG_EXCEEDED"});
}

// An invitation that has expired makes room for a new one, but not before there is one.
void who_is_refused_keeps_what_was(World& w) {
  w.invite(w.person("dana"));
  w.door().advance_clock(std::chrono::hours(24 * 31));
  auto const server = w.door().backstage().server_with({{"max_users_per_org", "1"}});
  Answer const answer = w.send_to(*server, as_owner(w, "POST", {}, array({to(w.person("dana"))})));
  expect_outcomes(answer, {"MAX_USERS_PER_ORG_EXCEEDED"});
  expect(answer, followed(w, "?state=EXPIRED").children.size() == 1, "the expired invitation");
  expect_outcomes(invite_many(w, {to(w.person("dana"))}), {"INVITED"});
  expect(answer, followed(w, "?state=EXPIRED").children.empty(), "one invitation in its place");
}

void domains(World& w) {
  auto const server = w.door().backstage().server_with({{"allowed_domains", "example.org"}});
  Answer const answer = w.send_to(
      *server, as_owner(w, "POST", {}, array({to("dana@example.com"), to(w.person("dana"))})));
  expect_outcomes(answer, {"DOMAIN_NOT_IN_ALLOW_LIST", "INVITED"});
}

void events(World& w) {
  auto const before = w.event_types().size();
  invite_many(w, {to(w.person("dana")), to("nobody"), to(w.person("lea"))});
  auto const types = w.event_types();
  Answer const answer = w.get(w.org("/invites"));
  expect(answer, types.size() == before + 2, "an event of each who is invited");
  expect(answer, types.back() == "INVITED_TO_ORG" && types.at(before) == "INVITED_TO_ORG",
         "INVITED_TO_ORG");
}

void owners_alone(World& w) {
  Key const key = w.new_key("ORG_READ_ONLY");
  auto const requests = {as_owner(w, "POST", {}, array({to(w.person("dana"))})), as_owner(w, "GET"),
                         as_owner(w, "POST", fmt::format("/{}:resend", nobody_id))};
  for (auto const& request : requests)
    expect_code(w.send(request.by(key.pair)), 401, "USER_UNAUTHORIZED");
  expect_body(w.get(w.org("/invites")), "[]");
}

constexpr std::array cases{
    Case{"of many invitations each has an outcome, and hinders no other", an_outcome_each},
    Case{"who stands twice in a list is invited once", twice_in_one_list},
    Case{"without mails the answer has the links", links_by_hand},
    Case{"many are invited to teams and projects as one is", places},
    Case{"500 are invited at once, as long as there are seats", five_hundred},
    Case{"a list of none or of too many invites nobody", bounds},
    Case{"the seats of an organization are given in the order of the list", no_seat},
    Case{"who is refused keeps the invitation that has expired", who_is_refused_keeps_what_was},
    Case{"of a list only allowed domains are invited", domains},
    Case{"each of many invitations is an event", events},
    Case{"inviting many, following them and sending again is for owners", owners_alone},
};

}  // namespace
}  // namespace conformance::inviting_many

std::span<conformance::Case const> conformance::inviting_many_cases() {
  return inviting_many::cases;
}
