// The order of checks (contract 1.10): each case breaks two neighbouring steps at once and expects
// the earlier refusal.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::order {
namespace {

RequestSpec unacceptable(RequestSpec const& request) { return request.with("Accept", "text/html"); }

void authentication_first(World& w) {
  expect_challenge(w.send(w.request("GET", "/nowhere").by_nobody()));
  expect_challenge(w.send(w.request("PUT", "/orgs", "{}").by_nobody()));
  expect_challenge(w.send(unacceptable(w.request("GET", "/orgs")).by_nobody()));
  expect_challenge(w.send(w.request("GET", "/orgs/nothex").by_nobody()));
  expect_challenge(w.send(w.request("POST", "/orgs", "{").by_nobody()));
}

// Shuts the key out by an entry for an address that is never ours.
void shut_out(World& w) {
  expect_ok(w.post(w.org("/apiKeys/" + w.mine().key.id + "/accessList"),
                   R"([{"ipAddress":"192.0.2.1"}])"));
}

void access_list_before_routing(World& w) {
  shut_out(w);
  for (auto const& [method, path] :
       {std::pair{"GET", "/nowhere"}, {"PUT", "/orgs"}, {"GET", "/orgs/nothex"}})
    expect_error_on(w.send(w.request(method, path)), 403, "IP_ADDRESS_NOT_ON_ACCESS_LIST",
                    w.address());
}

void authentication_before_access_list(World& w) {
  shut_out(w);
  expect_challenge(w.send(w.request("GET", "/orgs").by({w.key().public_key, "wrong"})));
}

void routing_before_media_types(World& w) {
  expect_code(w.send(unacceptable(w.request("GET", "/nowhere"))), 404, "RESOURCE_NOT_FOUND");
  expect_code(w.send(unacceptable(w.request("PUT", "/orgs", "{}"))), 405, "METHOD_NOT_ALLOWED");
}

void media_types_before_path(World& w) {
  expect_code(w.send(unacceptable(w.request("GET", "/orgs/nothex"))), 406, "INVALID_VERSION_DATE");
  expect_code(w.send(w.request("PATCH", "/orgs/nothex", "{}").with("Content-Type", "text/plain")),
              415, "UNSUPPORTED_MEDIA_TYPE");
}

void media_types_before_parents(World& w) {
  expect_code(w.send(unacceptable(w.request("GET", fmt::format("/orgs/{}", nobody_id)))), 406,
              "INVALID_VERSION_DATE");
}

void path_before_parents(World& w) {
  std::string const path = fmt::format("/orgs/{}/invites/nothex", nobody_id);
  expect_error_on(w.get(path), 400, "PATH_PARAM_PARSE_ERROR", "/api/atlas/v2" + path);
}

void parents_before_permission(World& w) {
  KeyPair const member_key = w.new_key("ORG_MEMBER").pair;
  expect_error_on(
      w.send(w.request("GET", fmt::format("/orgs/{}/settings", nobody_id)).by(member_key)), 404,
      "ORG_NOT_FOUND", nobody_id);
}

void permission_before_query(World& w) {
  KeyPair const member_key = w.new_key("ORG_MEMBER").pair;
  expect_error(w.send(w.request("GET", w.org("/invites?pretty=maybe")).by(member_key)), 401,
               "USER_UNAUTHORIZED", "[]");
  Organization const other = w.another_organization();
  expect_error(w.get("/orgs/" + other.id + "/users?itemsPerPage=0"), 401, "USER_UNAUTHORIZED",
               "[]");
}

void permission_before_body(World& w) {
  KeyPair const member_key = w.new_key("ORG_MEMBER").pair;
  for (auto const* body : {"{", "[]", "{}"})
    expect_error(w.send(w.request("POST", w.org("/invites"), body).by(member_key)), 401,
                 "USER_UNAUTHORIZED", "[]");
}

void query_before_body(World& w) {
  expect_error_on(w.post(w.org("/invites?envelope=perhaps"), "{"), 400, "INVALID_QUERY_PARAMETER",
                  "envelope");
}

void body_syntax_before_fields(World& w) {
  expect_code(w.post(w.org("/invites"), R"({"username":"no address","roles":[})"), 400,
              "MALFORMED_JSON");
}

void fields_before_sub_objects(World& w) {
  expect_error_on(w.patch(w.org(fmt::format("/invites/{}", nobody_id)), R"({"roles":["KING"]})"),
                  400, "INVALID_ENUM_VALUE", "KING");
  expect_code(w.patch(w.org(fmt::format("/apiKeys/{}", nobody_id)), R"({"roles":[]})"), 400,
              "MISSING_API_KEY_ROLES");
}

void sub_objects_before_state(World& w) {
  w.invite("dana@example.org");
  std::string const body = object({{"username", quoted("dana@example.org")},
                                   {"roles", texts({"ORG_MEMBER"})},
                                   {"teamIds", texts({nobody_id})}});
  expect_error_on(w.post(w.org("/invites"), body), 404, "TEAM_NOT_FOUND", nobody_id);
}

void refused_requests_change_nothing(World& w) {
  std::string const before = w.get(w.org()).body + w.get(w.org("/invites")).body;
  expect_code(w.patch(w.org(), R"({"name":"Never","surprise":1})"), 400, "INVALID_ATTRIBUTE");
  expect_code(w.post(w.org("/invites"), R"({"username":"d@example.org","roles":["KING"]})"), 400,
              "INVALID_ENUM_VALUE");
  Answer const answer = w.get(w.org());
  expect_equal(answer, "what is stored", answer.body + w.get(w.org("/invites")).body, before);
}

constexpr std::array cases{
    Case{"credentials are looked at before everything else", authentication_first},
    Case{"credentials are looked at before the access list", authentication_before_access_list},
    Case{"the access list is looked at before the path", access_list_before_routing},
    Case{"path and method are looked at before media types", routing_before_media_types},
    Case{"media types are looked at before path parameters", media_types_before_path},
    Case{"media types are looked at before the organization", media_types_before_parents},
    Case{"path parameters are looked at before the organization", path_before_parents},
    Case{"an unknown organization comes before permission", parents_before_permission},
    Case{"permission comes before the query", permission_before_query},
    Case{"permission comes before the body", permission_before_body},
    Case{"the query comes before the body", query_before_body},
    Case{"the body's syntax comes before its fields", body_syntax_before_fields},
    Case{"the body's fields come before what they refer to", fields_before_sub_objects},
    Case{"what a body refers to comes before rules of state", sub_objects_before_state},
    Case{"a refused request changes nothing", refused_requests_change_nothing},
};

}  // namespace
}  // namespace conformance::order

std::span<conformance::Case const> conformance::order_cases() { return order::cases; }
