// Bodies: syntax, kinds, unknown and repeated members, what is read-only, absent and null.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::json {
namespace {

void malformed(World& w) {
  for (auto const* body :
       {"{", "}", "nonsense", R"({"name":})", R"({"name":"A",})", R"({"name":"A"} x)",
        R"({'name':'A'})", R"({name:"A"})", R"({"name":"A)", R"({"name":"A\q"})",
        R"({"name":"\ud800"})", "{\"name\":\"a\nb\"}", R"({"name":"A"} {})", "nul"})
    expect_error(w.patch(w.org(), body), 400, "MALFORMED_JSON", "[]");
}

void missing_body(World& w) {
  expect_error(w.send(w.request("PATCH", w.org())), 400, "MALFORMED_JSON", "[]");
  expect_error(w.send(w.request("POST", "/orgs")), 400, "MALFORMED_JSON", "[]");
  expect_error(w.patch(w.org(), "  \r\n"), 400, "MALFORMED_JSON", "[]");
}

void repeated_members(World& w) {
  expect_error(w.patch(w.org(), R"({"name":"A","name":"A"})"), 400, "MALFORMED_JSON", "[]");
  expect_error(w.patch(w.org(), R"({"name":"A","n\u0061me":"B"})"), 400, "MALFORMED_JSON", "[]");
  expect_error(w.patch(w.org(), R"({"name":"A","links":[{"rel":"a","rel":"a"}]})"), 400,
               "MALFORMED_JSON", "[]");
}

void wrong_kind(World& w) {
  for (auto const* body : {"[]", "\"text\"", "1", "null", "true", "[{}]"})
    expect_error(w.patch(w.org(), body), 400, "INVALID_JSON", "[]");
  std::string const list = w.org("/apiKeys/" + w.mine().key.id + "/accessList");
  for (auto const* body : {R"({"ipAddress":"192.0.2.1"})", "\"192.0.2.1\"", "null"})
    expect_error(w.post(list, body), 400, "INVALID_JSON", "[]");
}

void wrong_type_of_a_member(World& w) {
  for (auto const* value : {"1", "true", "[]", "{}"})
    expect_error_on(w.patch(w.org(), fmt::format(R"({{"name":{}}})", value)), 400,
                    "INVALID_JSON_ATTRIBUTE", "name");
  for (auto const* value : {"1", "\"true\"", "[]"})
    expect_error_on(
        w.patch(w.org("/settings"), fmt::format(R"({{"apiAccessListRequired":{}}})", value)), 400,
        "INVALID_JSON_ATTRIBUTE", "apiAccessListRequired");
  expect_error_on(w.post(w.org("/invites"), R"({"username":"d@example.org","roles":"ORG_OWNER"})"),
                  400, "INVALID_JSON_ATTRIBUTE", "roles");
  expect_code(w.post(w.org("/invites"), R"({"username":"d@example.org","roles":[1]})"), 400,
              "INVALID_JSON_ATTRIBUTE");
  expect_error_on(w.patch(w.org("/settings"), R"({"maxServiceAccountSecretValidityInHours":"9"})"),
                  400, "INVALID_JSON_ATTRIBUTE", "maxServiceAccountSecretValidityInHours");
}

void nested_names(World& w) {
  auto const create = [&](std::string_view key) {
    return w.post("/orgs", object({{"name", quoted("Nested")},
                                   {"orgOwnerId", quoted(w.owner_id())},
                                   {"apiKey", std::string(key)}}));
  };
  expect_error_on(create(R"({"desc":1,"roles":["ORG_OWNER"]})"), 400, "INVALID_JSON_ATTRIBUTE",
                  "apiKey.desc");
  expect_error_on(create(R"({"desc":"d","roles":["ORG_OWNER"],"more":1})"), 400,
                  "INVALID_ATTRIBUTE", "apiKey.more");
  expect_error_on(create("[]"), 400, "INVALID_JSON_ATTRIBUTE", "apiKey");
}

void unknown_members(World& w) {
  expect_error_on(w.patch(w.org(), R"({"name":"A","colour":"red"})"), 400, "INVALID_ATTRIBUTE",
                  "colour");
  expect_error_on(w.post(w.org("/invites"), R"({"username":"d@example.org","Roles":[]})"), 400,
                  "INVALID_ATTRIBUTE", "Roles");
  expect_error_on(w.patch(w.org("/settings"), R"({"surprise":null})"), 400, "INVALID_ATTRIBUTE",
                  "surprise");
  expect_error_on(w.post(w.org("/apiKeys"), R"({"desc":"d","roles":["ORG_OWNER"],"x":1})"), 400,
                  "INVALID_ATTRIBUTE", "x");
  expect_error_on(w.post("/groups", object({{"name", quoted("P")},
                                            {"orgId", quoted(w.id())},
                                            {"regionUsageRestrictions", quoted("GOV")}})),
                  400, "INVALID_ATTRIBUTE", "regionUsageRestrictions");
}

void invitation_update_has_no_username(World& w) {
  std::string const id = w.invite("dana@example.org").find("id")->text;
  expect_error_on(w.patch(w.org("/invites/" + id), R"({"username":"dana@example.org"})"), 400,
                  "INVALID_ATTRIBUTE", "username");
}

void order_of_problems(World& w) {
  expect_error_on(w.post("/orgs", R"({"zzz":1,"orgOwnerId":"x"})"), 400, "MISSING_ATTRIBUTE",
                  "name");
  expect_error_on(w.post("/orgs", R"({"zzz":1,"orgOwnerId":"x","name":"A"})"), 400,
                  "INVALID_ATTRIBUTE", "orgOwnerId");
  expect_error_on(w.post(w.org("/invites"), R"({"roles":["KING"],"username":"no address"})"), 400,
                  "INVALID_EMAIL_ADDRESS", "no address");
  expect_error_on(w.patch(w.org(), R"({"zzz":1})"), 400, "MISSING_ATTRIBUTE", "name");
}

void read_only_members(World& w) {
  Answer const answer = w.patch(
      w.org(),
      R"({"id":"32b6e34b3d91647abb20e7b8","isDeleted":true,"links":[{"href":"a","rel":"b"}],)"
      R"("name":"Still mine"})");
  Node const body = expect_ok(answer);
  expect_text(answer, body, "id", w.id());
  expect_text(answer, body, "name", "Still mine");
  expect_member(answer, body, "isDeleted", "false");
  expect_equal(answer, "self", href_of(body, "self"), w.url(w.org()));
}

void read_only_members_of_a_project(World& w) {
  Answer const answer = w.post("/groups", object({{"name", quoted("Mine")},
                                                  {"orgId", quoted(w.id())},
                                                  {"id", texts({})},
                                                  {"clusterCount", "7"},
                                                  {"created", quoted("2020-01-01T00:00:00Z")},
                                                  {"links", "[]"}}));
  Node const body = expect_ok(answer, 201);
  expect_member(answer, body, "clusterCount", "0");
  expect_accepted(w.remove("/groups/" + text_of(answer, body, "id")));
}

void null_for_required(World& w) {
  expect_error_on(w.patch(w.org(), R"({"name":null})"), 400, "MISSING_ATTRIBUTE", "name");
  expect_error_on(w.patch(w.org(), R"({"name":""})"), 400, "MISSING_ATTRIBUTE", "name");
  expect_error_on(w.post(w.org("/invites"), R"({"username":null})"), 400, "MISSING_ATTRIBUTE",
                  "username");
  expect_error_on(w.post(w.org("/invites"), R"({"username":""})"), 400, "MISSING_ATTRIBUTE",
                  "username");
}

void deep_nesting(World& w) {
  std::string const deep = std::string(2000, '[') + std::string(2000, ']');
  expect_error(w.patch(w.org(), R"({"name":"A","links":)" + deep + "}"), 400, "MALFORMED_JSON",
               "[]");
}

void blanks_and_escapes(World& w) {
  Answer const answer = w.patch(w.org(), " {\n\t\"n\\u0061me\" :\r \"A\\u00e4\\u0042\" } \n");
  expect_text(answer, expect_ok(answer), "name",
              "A\xC3\xA4"
              "B");
}

void byte_order_mark(World& w) {
  Answer const answer = w.patch(w.org(), "\xef\xbb\xbf{\"name\":\"Marked\"}");
  expect_text(answer, expect_ok(answer), "name", "Marked");
  expect_error(w.patch(w.org(), "\xef\xbb\xbf"), 400, "MALFORMED_JSON", "[]");
  expect_error(w.patch(w.org(), "\xef\xbb\xbf\xef\xbb\xbf{\"name\":\"Marked\"}"), 400,
               "MALFORMED_JSON", "[]");
}

constexpr std::array cases{
    Case{"a byte order mark before the JSON is skipped", byte_order_mark},
    Case{"bad syntax is refused as a whole", malformed},
    Case{"a missing body is refused where one is required", missing_body},
    Case{"a repeated member is refused at any depth", repeated_members},
    Case{"JSON of the wrong kind at the top is refused", wrong_kind},
    Case{"a member of the wrong type is named", wrong_type_of_a_member},
    Case{"nested members are named with dots", nested_names},
    Case{"unknown members are refused and named", unknown_members},
    Case{"an invitation's person cannot be changed by its id", invitation_update_has_no_username},
    Case{"the first problem in schema order decides", order_of_problems},
    Case{"read-only members are accepted and ignored", read_only_members},
    Case{"read-only members of a project are ignored", read_only_members_of_a_project},
    Case{"null and empty are absent where a value is required", null_for_required},
    Case{"absurdly deep nesting is refused", deep_nesting},
    Case{"blanks and escapes are read as JSON says", blanks_and_escapes},
};

}  // namespace
}  // namespace conformance::json

std::span<conformance::Case const> conformance::json_cases() { return json::cases; }
