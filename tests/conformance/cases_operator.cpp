// Operators: who is one, what they see of the whole server, and what is told of it.
#include <algorithm>

#include "factor_calls.hpp"

namespace conformance::operators {
namespace {

using namespace sessions;

constexpr std::string_view organizations = "/orgd/v1/operator/organizations";
constexpr std::string_view outbox = "/orgd/v1/operator/outbox";
constexpr std::string_view health = "/orgd/v1/operator/health";

void mark(World& w, std::string const& username) {
  w.operate({"person", "operator", "--email", username});
}

// Has shown a second factor.
factors::Holder new_operator(World& w) {
  auto holder = factors::new_holder(w);
  mark(w, holder.username);
  return holder;
}

Answer look(World& w, std::string_view token, std::string_view target) {
  return w.send(by(plain("GET", target), token));
}

Node rows_of(Answer const& answer) {
  return member(answer, expect_ok(answer, 200, json_type), "results");
}

// The organization under a name that no other has, as the list has it.
std::string listed_name(World& w) {
  std::string const name = fmt::format("Operated {}", w.id());
  expect_ok(w.patch(w.org(), object({{"name", quoted(name)}})));
  return fmt::format("{}?name=operated%20{}", organizations, w.id());
}

void others_see_nothing(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana, "ORG_OWNER");
  std::string const token = sign_in(w, dana);
  for (auto const target : {organizations, outbox, health}) {
    expect_code(look(w, token, target), 401, "USER_UNAUTHORIZED");
    expect_code(w.send(plain("GET", target).by(w.key())), 401, "USER_UNAUTHORIZED");
    expect_signed_out(w.send(plain("GET", target)));
  }
}

void needs_a_second_factor(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  std::string const token = sign_in(w, dana);
  mark(w, dana);
  for (auto const target : {organizations, outbox, health})
    expect_error_on(look(w, token, target), 403, "MFA_REQUIRED", "operators");
  w.operate({"person", "operator", "--email", dana, "--remove"});
  expect_code(look(w, token, health), 401, "USER_UNAUTHORIZED");
}

void expect_operator(World& w, std::string_view token, std::string_view is_one) {
  Answer const answer = look(w, token, me);
  expect_member(answer, expect_ok(answer, 200, json_type), "isOperator", is_one);
}

void ends_at_once(World& w) {
  auto const [dana, token, factor] = factors::new_holder(w);
  expect_operator(w, token, "false");
  mark(w, dana);
  expect_operator(w, token, "true");
  expect_ok(look(w, token, health), 200, json_type);
  w.operate({"person", "operator", "--email", dana, "--remove"});
  expect_code(look(w, token, health), 401, "USER_UNAUTHORIZED");
  expect_operator(w, token, "false");
}

void sees_all_organizations(World& w) {
  Organization const other = w.another_organization("Other");
  std::string const token = new_operator(w).token;
  std::string const target = listed_name(w);
  w.new_project("Apollo");
  w.invite(w.person("invited"));
  Answer const answer = look(w, token, target);
  Node const rows = rows_of(answer);
  expect(answer, rows.children.size() == 1, "one organization");
  Node const& row = rows.children.front();
  expect_member(answer, row, "id", w.id());
  expect_member(answer, row, "apiKeyCount", "1");
  expect_member(answer, row, "peopleCount", "2");  // the owner and the operator
  expect_member(answer, row, "projectCount", "1");
  expect_member(answer, row, "serviceAccountCount", "0");
  Answer const paged = look(w, token, fmt::format("{}?itemsPerPage=1", organizations));
  Node const first = expect_ok(paged, 200, json_type);
  expect(paged, member(paged, first, "results").children.size() == 1, "one on a page");
  // To see that there is one is all.
  expect_code(w.send(by(w.request("GET", "/orgs/" + other.id), token)), 401, "USER_UNAUTHORIZED");
  expect_code(w.send(by(w.request("DELETE", "/orgs/" + other.id), token)), 401,
              "USER_UNAUTHORIZED");
}

// The mail to this person, wherever in the list it stands; its members, or none.
std::string mail_to(World& w, std::string_view token, std::string_view recipient) {
  for (int page = 1;; ++page) {
    auto const target = fmt::format("{}?state=WAITING&itemsPerPage=100&pageNum={}", outbox, page);
    Answer const answer = look(w, token, target);
    Node const rows = rows_of(answer);
    for (Node const& row : rows.children) {
      auto const* const to = row.find("recipient");
      if (to && to->text == recipient) return text_of(answer, row, "orgId");
    }
    expect(answer, !answer.body.contains("token"), "no link");
    if (rows.children.size() < 100) return "";
  }
}

void sees_mails_without_links(World& w) {
  std::string const token = new_operator(w).token;
  std::string const invited = w.person("invited");
  w.invite(invited);
  expect(look(w, token, outbox), mail_to(w, token, invited) == w.id(), "the mail");
  Answer const answer = look(w, token, fmt::format("{}?state=WAITING", outbox));
  expect(answer, !answer.body.contains("/console/") && !answer.body.contains("sealed"), "no link");
  expect_code(look(w, token, fmt::format("{}?state=LOST", outbox)), 400, "INVALID_ENUM_VALUE");
  expect_ok(w.patch(w.org("/settings"), R"({"restrictEmployeeAccess":true})"));
  expect(answer, mail_to(w, token, invited).empty(), "nobody named of who hides its people");
  expect_ok(w.patch(w.org("/settings"), R"({"restrictEmployeeAccess":false})"));
}

void sees_health(World& w) {
  std::string const token = new_operator(w).token;
  w.invite(w.person("invited"));
  Answer const answer = look(w, token, health);
  Node const node = expect_ok(answer, 200, json_type);
  expect_member(answer, node, "deadMails", "0");
  expect_member(answer, node, "sendsMails", "false");
  expect(answer, member(answer, node, "waitingMails").text != "0", "a mail that waits");
  w.door().advance_clock(std::chrono::minutes(16));
  Answer const late = look(w, token, health);
  expect(late, late.body.contains("MAILS_WAIT_LONG"), "that a mail waits for long");
}

void leaves_a_trail(World& w) {
  auto const [dana, token, factor] = new_operator(w);
  Answer const answer = look(w, token, health);
  look(w, token, outbox);
  look(w, token, organizations);
  expect_code(look(w, token, fmt::format("{}?state=LOST", outbox)), 400, "INVALID_ENUM_VALUE");
  mark(w, dana);  // is one already
  w.operate({"person", "operator", "--email", dana, "--remove"});
  auto told = w.door().backstage().operator_events();
  std::erase_if(told, [&](auto const& event) { return !event.ends_with(" " + dana); });
  std::ranges::sort(told);
  std::vector<std::string> expected{"OPERATOR_ADDED", "OPERATOR_LISTED_ORGANIZATIONS",
                                    "OPERATOR_LISTED_OUTBOX", "OPERATOR_READ_HEALTH",
                                    "OPERATOR_REMOVED"};
  for (auto& type : expected) type += " " + dana;
  expect(answer, told == expected, fmt::format("these events of operators: {}", told.size()));
  // It is no organization's business.
  for (auto const& type : w.event_types())
    expect(answer, !type.starts_with("OPERATOR_"), "no event of operators in an organization");
}

constexpr Case cases[] = {
    {"what operators see is hidden from people, owners and keys", others_see_nothing},
    {"an operator's session without a second factor sees nothing", needs_a_second_factor},
    {"an account is an operator's, or is no longer, with the next request", ends_at_once},
    {"operators see all organizations and what is in each, and no further", sees_all_organizations},
    {"operators see mails without links, and no people of who hides them",
     sees_mails_without_links},
    {"operators see which mails wait for long", sees_health},
    {"each look of an operator is an event of no organization", leaves_a_trail},
};

}  // namespace
}  // namespace conformance::operators

namespace conformance {

std::span<Case const> operator_cases() { return operators::cases; }

}  // namespace conformance
