// Organizations: reading, listing and renaming.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::organizations {
namespace {

void read_one(World& w) {
  Answer const answer = w.get(w.org());
  Node const body = expect_ok(answer);
  expect_members(answer, body, {"id", "isDeleted", "links", "name", "skipDefaultAlertsSettings"});
  expect_text(answer, body, "id", w.id());
  expect_text(answer, body, "name", w.mine().name);
  expect_member(answer, body, "isDeleted", "false");
  expect_member(answer, body, "skipDefaultAlertsSettings", "false");
}

void links_of_one(World& w) {
  Answer const answer = w.get(w.org());
  Node const& links = member(answer, expect_ok(answer), "links");
  std::vector<std::string> expected;
  auto const link = [&](std::string_view rel, std::string_view rest) {
    expected.push_back(object({{"href", quoted(w.url(w.org(rest)))}, {"rel", quoted(rel)}}));
  };
  link("self", "");
  link("https://cloud.mongodb.com/groups", "/groups");
  link("https://cloud.mongodb.com/teams", "/teams");
  link("https://cloud.mongodb.com/users", "/users");
  expect_equal(answer, "links", show(links), array(expected));
}

void list(World& w) {
  Answer const answer = w.get("/orgs");
  Node const page = expect_ok(answer);
  expect_members(answer, page, {"links", "results", "totalCount"});
  expect_member(answer, page, "totalCount", "1");
  Node const& one = member(answer, page, "results").children.at(0);
  expect_members(answer, one, {"id", "isDeleted", "links", "name", "skipDefaultAlertsSettings"});
  expect_member(answer, one, "links",
                array({object({{"href", quoted(w.url(w.org()))}, {"rel", quoted("self")}})}));
}

void list_by_name(World& w) {
  for (auto const* query : {"?name=", "?name=C", "?name=case", "?name=CASE", "?name=cas"}) {
    Answer const answer = w.get(std::string("/orgs") + query);
    expect_member(answer, expect_ok(answer), "totalCount", "1");
  }
  for (auto const* query : {"?name=x", "?name=ase", "?name=cases", "?name=%25"}) {
    Answer const answer = w.get(std::string("/orgs") + query);
    Node const page = expect_ok(answer);
    expect_member(answer, page, "totalCount", "0");
    expect_member(answer, page, "results", "[]");
  }
}

void rename(World& w) {
  Answer const answer = w.patch(w.org(), R"({"name":"New name"})");
  Node const body = expect_ok(answer);
  expect_members(answer, body, {"id", "isDeleted", "links", "name", "skipDefaultAlertsSettings"});
  expect_text(answer, body, "name", "New name");
  expect_text(answer, body, "id", w.id());
  expect_body(w.get(w.org()), answer.body);
  Answer const listed = w.get("/orgs?name=new");
  expect_member(listed, expect_ok(listed), "totalCount", "1");
  Answer const old = w.get("/orgs?name=case");
  expect_member(old, expect_ok(old), "totalCount", "0");
}

void rename_to_the_same(World& w) {
  Answer const answer = w.patch(w.org(), object({{"name", quoted(w.mine().name)}}));
  expect_text(answer, expect_ok(answer), "name", w.mine().name);
}

void rename_to_anothers_name(World& w) {
  Organization const other = w.another_organization("Namesake");
  Answer const answer = w.patch(w.org(), object({{"name", quoted(other.name)}}));
  expect_text(answer, expect_ok(answer), "name", other.name);
}

void rename_alert_settings(World& w) {
  Answer const answer = w.patch(w.org(), R"({"name":"Case","skipDefaultAlertsSettings":true})");
  expect_member(answer, expect_ok(answer), "skipDefaultAlertsSettings", "true");
  Answer const later = w.patch(w.org(), R"({"name":"Case"})");
  expect_member(later, expect_ok(later), "skipDefaultAlertsSettings", "true");
}

void bad_names(World& w) {
  expect_error_on(w.patch(w.org(), "{}"), 400, "MISSING_ATTRIBUTE", "name");
  expect_error_on(w.patch(w.org(), R"({"name":"a/b"})"), 400, "INVALID_ORG_NAME", "a/b");
}

void unknown(World& w) {
  std::string const path = fmt::format("/orgs/{}", nobody_id);
  expect_error_on(w.get(path), 404, "ORG_NOT_FOUND", nobody_id);
  expect_error_on(w.patch(path, R"({"name":"A"})"), 404, "ORG_NOT_FOUND", nobody_id);
}

void identifiers_tell_time(World& w) {
  Node const invitation = w.invite("dana@example.org");
  Answer const answer = w.get(w.org("/invites"));
  auto const created = expect_date(answer, invitation, "createdAt");
  std::string const id = invitation.find("id")->text;
  auto const second = std::stoll(id.substr(0, 8), nullptr, 16);
  expect(answer, second >= created - 5 && second <= created + 5,
         "the second of creation in an identifier's first eight digits");
}

constexpr std::array cases{
    Case{"one organization has exactly the documented members", read_one},
    Case{"one organization links to what belongs to it", links_of_one},
    Case{"the list shows organizations with their self link", list},
    Case{"the list is filtered by prefix in any case", list_by_name},
    Case{"a new name is seen everywhere at once", rename},
    Case{"renaming to the same name is fine", rename_to_the_same},
    Case{"names need not be unique", rename_to_anothers_name},
    Case{"skipDefaultAlertsSettings changes and stays", rename_alert_settings},
    Case{"a rename needs a name that follows the rule", bad_names},
    Case{"an unknown organization is 404", unknown},
    Case{"identifiers begin with the second of their creation", identifiers_tell_time},
};

}  // namespace
}  // namespace conformance::organizations

std::span<conformance::Case const> conformance::organization_cases() {
  return organizations::cases;
}
