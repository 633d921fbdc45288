// Sending an invitation again, and following the invitations that were sent.
#include <array>

#include "sent_invitation_calls.hpp"

namespace conformance::resending {
namespace {

using namespace sent;

constexpr std::chrono::hours month(24 * 31);

std::string invite(World& w, std::string_view name) {
  return w.invite(w.person(name)).find("id")->text;
}

Answer accept(World& w, std::string const& link) {
  return w.send(w.link_request(link, account_body()));
}

void a_new_link(World& w) {
  Node const invitation = w.invite(w.person("dana"));
  std::string const id = invitation.find("id")->text;
  std::string const old = w.link_of(id);
  Answer const answer = resend(w, id);
  Node const sent = expect_ok(answer, 200, json_type);
  expect_members(answer, sent, {"expiresAt", "invitationId", "outcome", "username"});
  expect_text(answer, sent, "invitationId", id);
  expect_text(answer, sent, "outcome", "INVITED");
  expect_text(answer, sent, "username", w.person("dana"));
  std::string const renewed = w.link_of(id);
  expect(answer, renewed != old, "another link");
  expect_error_on(accept(w, old), 404, "INVALID_INVITATION_ID", id);
  expect_ok(accept(w, renewed), 200, json_type);
}

void the_time_begins_anew(World& w) {
  std::string const id = invite(w, "dana");
  w.door().advance_clock(std::chrono::hours(24));
  Answer const before = w.get(w.org("/invites/" + id));
  Node const invitation = expect_ok(before);
  Answer const answer = resend(w, id);
  auto const expires = expect_date(answer, expect_ok(answer, 200, json_type), "expiresAt");
  auto const moved = expires - expect_date(before, invitation, "expiresAt");
  expect(answer, moved >= 24 * 3600 && moved < 24 * 3600 + 60, "a day more");
  Answer const after = w.get(w.org("/invites/" + id));
  expect(after, expect_date(after, expect_ok(after), "expiresAt") == expires, "the same time");
  expect_text(after, json_of(after), "createdAt", text_of(before, invitation, "createdAt"));
}

void by_hand(World& w) {
  std::string const id = invite(w, "dana");
  std::string const old = w.link_of(id);
  Answer const answer = resend(w, id, "?sendEmail=false");
  std::string const link = text_of(answer, expect_ok(answer, 200, json_type), "acceptLink");
  expect(answer, followed(w).children.at(0).find("mailState") == nullptr,
         "that the mail with the old link is gone");
  expect_error_on(accept(w, old), 404, "INVALID_INVITATION_ID", id);
  expect_ok(accept(w, called_by(link)), 200, json_type);
}

void who_answered(World& w) {
  std::string const accepted = invite(w, "dana");
  expect_ok(accept(w, w.link_of(accepted)), 200, json_type);
  std::string const rejected = invite(w, "lea");
  expect_status(w.send(w.link_request(w.link_of(rejected, "reject"))), 204);
  std::string const cancelled = invite(w, "zoe");
  expect_no_content(w.remove(w.org("/invites/" + cancelled)));
  for (auto const& id : {accepted, rejected, cancelled, std::string(nobody_id)})
    expect_error_on(resend(w, id), 404, "INVALID_INVITATION_ID", id);
}

void mails_in_an_hour(World& w) {
  std::string const id = invite(w, "dana");
  for (int i = 0; i < 3; ++i) expect_ok(resend(w, id), 200, json_type);
  std::string const link = w.link_of(id);
  Answer const refused = resend(w, id);
  expect_code(refused, 429, "TOO_MANY_MAILS");
  int const wait = std::stoi(refused.header("Retry-After"));
  expect(refused, wait > 3500 && wait <= 3600, "Retry-After in about an hour");
  expect_equal(refused, "the link", w.link_of(id), link);
  expect_ok(resend(w, invite(w, "lea")), 200, json_type);
  expect_ok(resend(w, id, "?sendEmail=false"), 200, json_type);
}

void an_hour_later(World& w) {
  std::string const id = invite(w, "dana");
  for (int i = 0; i < 3; ++i) expect_ok(resend(w, id), 200, json_type);
  expect_code(resend(w, id), 429, "TOO_MANY_MAILS");
  w.door().advance_clock(std::chrono::hours(1));
  expect_ok(resend(w, id), 200, json_type);
}

void from_the_dead(World& w) {
  std::string const id = invite(w, "dana");
  std::string const old = w.link_of(id);
  w.door().advance_clock(month);
  expect_error_on(accept(w, old), 404, "INVALID_INVITATION_ID", id);
  Answer const answer = resend(w, id);
  expect_ok(answer, 200, json_type);
  expect_text(answer, followed(w).children.at(0), "state", "PENDING");
  expect_error_on(accept(w, old), 404, "INVALID_INVITATION_ID", id);
  expect_ok(accept(w, w.link_of(id)), 200, json_type);
}

void seats(World& w) {
  std::string const id = invite(w, "dana");
  auto const server = w.door().backstage().server_with({{"max_users_per_org", "1"}});
  auto const request = as_owner(w, "POST", fmt::format("/{}:resend", id));
  expect_ok(w.send_to(*server, request), 200, json_type);  // it has its seat
  w.door().advance_clock(month);
  expect_error(w.send_to(*server, request), 400, "MAX_USERS_PER_ORG_EXCEEDED",
               fmt::format(R"([1,"{}"])", w.id()));
  expect_ok(w.send(request), 200, json_type);
}

void seats_on_projects(World& w) {
  std::string const project = w.new_project("Full");
  std::string const roles =
      array({object({{"groupId", quoted(project)}, {"roles", texts({"GROUP_READ_ONLY"})}})});
  auto const invite_to_it = [&](std::string_view name) {
    Answer const answer = invite_many(w, {to(w.person(name), {{"groupRoleAssignments", roles}})});
    return text_of(answer, expect_ok(answer, 200, json_type).children.at(0), "invitationId");
  };
  std::string const id = invite_to_it("dana");
  w.door().advance_clock(month);
  invite_to_it("lea");
  auto const server = w.door().backstage().server_with({{"max_users_per_project", "1"}});
  auto const request = as_owner(w, "POST", fmt::format("/{}:resend", id));
  expect_error(w.send_to(*server, request), 400, "MAX_USERS_PER_GROUP_EXCEEDED", "[1]");
}

void an_event(World& w) {
  std::string const id = invite(w, "dana");
  auto const before = w.event_types().size();
  Answer const answer = resend(w, id);
  auto const types = w.event_types();
  expect(answer, types.size() == before + 1 && types.back() == "INVITED_TO_ORG",
         "one INVITED_TO_ORG more");
}

void what_is_shown(World& w) {
  Node const invitation = w.invite(w.person("dana"), "ORG_READ_ONLY");
  std::string const token = token_of(w.link_of(invitation.find("id")->text));
  Answer const answer = w.send(as_owner(w, "GET"));
  Node const page = expect_ok(answer, 200, json_type);
  expect_member(answer, page, "totalCount", "1");
  Node const& shown = member(answer, page, "results").children.at(0);
  expect_members(answer, shown,
                 {"createdAt", "expiresAt", "groupRoleAssignments", "id", "inviterUsername",
                  "mailState", "roles", "state", "teamIds", "username"});
  for (auto const* name : {"createdAt", "expiresAt", "id", "inviterUsername", "username"})
    expect_text(answer, shown, name, invitation.find(name)->text);
  expect_member(answer, shown, "roles", R"(["ORG_READ_ONLY"])");
  expect_member(answer, shown, "teamIds", "[]");
  expect_text(answer, shown, "mailState", "WAITING");
  expect_text(answer, shown, "state", "PENDING");
  expect(answer, !answer.body.contains(token), "no token");
}

void expect_followed(World& w, std::string_view query, std::vector<std::string> const& ids) {
  Answer const answer = w.send(as_owner(w, "GET", query));
  Node const page = expect_ok(answer, 200, json_type);
  expect_equal(
      answer, "the invitations",
      fmt::format("{}", fmt::join(column(answer, member(answer, page, "results"), "id"), " ")),
      fmt::format("{}", fmt::join(ids, " ")));
  expect_member(answer, page, "totalCount", std::to_string(ids.size()));
}

void states(World& w) {
  w.stay_on_one_server();
  w.new_member(w.person("member"));
  std::string const expired = invite(w, "dana");
  w.door().advance_clock(month);
  std::string const rejected = invite(w, "lea");
  expect_status(w.send(w.link_request(w.link_of(rejected, "reject"))), 204);
  std::string const pending = invite(w, "zoe");
  expect_followed(w, "", {expired, rejected, pending});
  expect_followed(w, "?state=PENDING", {pending});
  expect_followed(w, "?state=EXPIRED", {expired});
  expect_followed(w, "?state=REJECTED", {rejected});
  Node const shown = followed(w, "?state=REJECTED").children.at(0);
  Answer const answer = w.send(as_owner(w, "GET"));
  expect_text(answer, shown, "state", "REJECTED");
  expect(answer, !shown.find("expiresAt") && !shown.find("mailState"),
         "neither a time nor a mail of a rejected one");
  expect_error_on(w.send(as_owner(w, "GET", "?state=ACCEPTED")), 400, "INVALID_QUERY_PARAMETER",
                  "state");
}

void pages(World& w) {
  w.stay_on_one_server();
  std::vector<std::string> ids;
  for (auto const* name : {"a", "b", "c"}) ids.push_back(invite(w, name));
  Answer const answer = w.send(as_owner(w, "GET", "?itemsPerPage=2&pageNum=2"));
  Node const page = expect_ok(answer, 200, json_type);
  Node const& results = member(answer, page, "results");
  expect(answer, results.children.size() == 1, "the third alone");
  expect_text(answer, results.children.at(0), "id", ids.back());
  expect_text(answer, results.children.at(0), "mailState", "WAITING");
  expect_member(answer, page, "totalCount", "3");
  expect(answer, !href_of(page, "previous").empty() && href_of(page, "next").empty(),
         "a page before it and none behind");
}

constexpr std::array cases{
    Case{"an invitation that is sent again has a new link, and the old one is dead", a_new_link},
    Case{"an invitation that is sent again is open for as long as a new one", the_time_begins_anew},
    Case{"an invitation can be sent again without a mail", by_hand},
    Case{"who has answered an invitation gets it no more", who_answered},
    Case{"an invitation is mailed again three times an hour", mails_in_an_hour},
    Case{"after an hour an invitation is mailed again", an_hour_later},
    Case{"an invitation that has expired is open again once it is sent", from_the_dead},
    Case{"an expired invitation needs a seat to be sent again", seats},
    Case{"an expired invitation needs its places on projects", seats_on_projects},
    Case{"sending an invitation again is an event", an_event},
    Case{"invitations are followed with their mails, and without their links", what_is_shown},
    Case{"invitations are followed by their states", states},
    Case{"invitations are followed page by page, the oldest first", pages},
};

}  // namespace
}  // namespace conformance::resending

std::span<conformance::Case const> conformance::resending_cases() { return resending::cases; }
