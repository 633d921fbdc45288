// The form of answers: envelope, pretty, query values, links, headers.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::common_form {
namespace {

void envelope_of_object(World& w) {
  std::string const bare = w.get(w.org()).body;
  Answer const answer = w.get(w.org("?envelope=true"));
  expect_ok(answer);
  expect_body(answer, fmt::format(R"({{"content":{},"status":200}})", bare));
}

void envelope_of_page(World& w) {
  Answer const answer = w.get("/orgs?envelope=true");
  Node const page = expect_ok(answer);
  expect_members(answer, page, {"links", "results", "status", "totalCount"});
  expect_member(answer, page, "status", "200");
}

void envelope_of_array(World& w) {
  std::string const bare = w.get(w.org("/invites")).body;
  Answer const answer = w.get(w.org("/invites?envelope=true"));
  expect_ok(answer);
  expect_body(answer, fmt::format(R"({{"content":{},"status":200}})", bare));
}

void envelope_of_created(World& w) {
  Answer const answer = w.post("/groups?envelope=true",
                               object({{"name", quoted("Enveloped")}, {"orgId", quoted(w.id())}}));
  Node const body = expect_ok(answer, 201);
  expect_members(answer, body, {"content", "status"});
  expect_member(answer, body, "status", "201");
  std::string const id = text_of(answer, member(answer, body, "content"), "id");
  expect_accepted(w.remove("/groups/" + id));
}

void envelope_of_error(World& w) {
  std::string const path = fmt::format("/orgs/{}", nobody_id);
  std::string const bare = w.get(path).body;
  Answer const answer = w.get(path + "?envelope=true");
  expect_status(answer, 404);
  expect_header(answer, "Content-Type", "application/json");
  expect_body(answer, fmt::format(R"({{"content":{},"status":404}})", bare));
}

void envelope_of_nothing(World& w) {
  std::string const id = w.invite("dana@example.org").find("id")->text;
  expect_no_content(w.remove(w.org("/invites/" + id + "?envelope=true")));
}

void pretty_flat(World& w) {
  Answer const bare = w.get(w.org("/settings"));
  Answer const answer = w.get(w.org("/settings?pretty=true"));
  expect_ok(answer);
  expect_body(answer, pretty_flat_object(expect_ok(bare)));
}

void pretty_nested(World& w) {
  std::string const bare = w.get(w.org()).body;
  Answer const answer = w.get(w.org("?pretty=true"));
  expect_equal(answer, "its compact form", show(expect_ok(answer)), bare);
  expect(answer, answer.body.starts_with("{\n  \"id\" : \"" + w.id() + "\",\n"),
         "two spaces, one member a line, a space on both sides of the colon");
  expect(answer, answer.body.ends_with("\n}"), "no newline at the end");
}

void pretty_error(World& w) {
  Answer const answer = w.get(fmt::format("/orgs/{}?pretty=true", nobody_id));
  expect_error_on(answer, 404, "ORG_NOT_FOUND", nobody_id);
  expect(answer, answer.body.starts_with("{\n  \"detail\" : \""), "a pretty error");
}

void pretty_where_not_declared(World& w) {
  std::string const id = w.invite("dana@example.org").find("id")->text;
  Answer const bare = w.get(w.org("/invites/" + id));
  expect_ok(bare);
  for (auto const* query : {"?pretty=true", "?pretty=perhaps"}) {
    Answer const answer = w.get(w.org("/invites/" + id + query));
    expect_ok(answer);
    expect_body(answer, bare.body);
  }
}

void boolean_values(World& w) {
  for (auto const* value : {"true", "TRUE", "True", "tRUE", "trUe"}) {
    Answer const answer = w.get(w.org(fmt::format("?envelope={}", value)));
    expect_members(answer, expect_ok(answer), {"content", "status"});
    Answer const pretty = w.get(w.org(fmt::format("?pretty={}", value)));
    expect(pretty, pretty.body.starts_with("{\n"), "a pretty answer");
  }
  for (auto const* value : {"false", "FALSE"}) {
    Answer const answer = w.get(w.org(fmt::format("?envelope={}", value)));
    expect(answer, !expect_ok(answer).find("content"), "no envelope");
  }
  for (auto const* value : {"yes", "1", "", "truee"})
    expect_error_on(w.get(w.org(fmt::format("?envelope={}", value))), 400,
                    "INVALID_QUERY_PARAMETER", "envelope");
  expect_error_on(w.get(w.org("?pretty=maybe")), 400, "INVALID_QUERY_PARAMETER", "pretty");
}

void unknown_parameters(World& w) { expect_ok(w.get(w.org("?surprise=1&x&="))); }

void repeated_parameters(World& w) {
  Answer const answer = w.get(w.org("?envelope=true&envelope=false"));
  expect(answer, !expect_ok(answer).find("content"), "the last value to win");
  Answer const other = w.get(w.org("?envelope=false&envelope=true"));
  expect_members(other, expect_ok(other), {"content", "status"});
}

void no_links_on_invitations(World& w) {
  Node const invitation = w.invite("dana@example.org");
  expect(w.get(w.org("/invites")), !invitation.find("links"), "no links in an invitation");
}

void common_headers(World& w) {
  Answer const answer = w.get("/orgs");
  expect_ok(answer);
  expect_header(answer, "Strict-Transport-Security", "max-age=31536000; includeSubdomains;");
  expect_header(answer, "X-Content-Type-Options", "nosniff");
  expect_header(answer, "X-Frame-Options", "DENY");
  expect_header(answer, "X-Permitted-Cross-Domain-Policies", "none");
  expect_header(answer, "Referrer-Policy", "strict-origin-when-cross-origin");
  expect_header(answer, "Vary", "Accept, Accept-Encoding");
  for (auto const* name : {"RateLimit-Limit", "RateLimit-Remaining"})
    expect(answer, answer.all(name).size() == 1, fmt::format("one {}", name));
}

constexpr std::array cases{
    Case{"an enveloped object stands beside its status", envelope_of_object},
    Case{"an enveloped page has a status of its own", envelope_of_page},
    Case{"an enveloped array stands beside its status", envelope_of_array},
    Case{"an enveloped 201 says 201", envelope_of_created},
    Case{"an enveloped error keeps its HTTP status", envelope_of_error},
    Case{"204 has no envelope", envelope_of_nothing},
    Case{"pretty prints a flat object exactly so", pretty_flat},
    Case{"pretty changes nothing but blanks", pretty_nested},
    Case{"pretty errors are pretty", pretty_error},
    Case{"pretty is ignored where it is not declared", pretty_where_not_declared},
    Case{"booleans are true or false in any case", boolean_values},
    Case{"unknown query parameters are ignored", unknown_parameters},
    Case{"of a repeated parameter the last value wins", repeated_parameters},
    Case{"invitations have no links", no_links_on_invitations},
    Case{"every answer carries the common headers", common_headers},
};

}  // namespace
}  // namespace conformance::common_form

std::span<conformance::Case const> conformance::form_cases() { return common_form::cases; }
