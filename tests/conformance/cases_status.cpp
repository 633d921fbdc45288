// The root of the API: who am I, is the server well.
#include <array>

#include "cases.hpp"

namespace conformance::status {
namespace {

void status(World& w) {
  Answer const answer = w.get("");
  Node const body = expect_ok(answer);
  expect_members(answer, body, {"apiKey", "appName", "build", "ipAddress", "links", "throttling"});
  expect_text(answer, body, "appName", "MongoDB Atlas");
  expect_text(answer, body, "ipAddress", w.address());
  expect_member(answer, body, "throttling", "false");
  std::string const build = text_of(answer, body, "build");
  expect(answer,
         build.size() == 40 && build.find_first_not_of("0123456789abcdef") == std::string::npos,
         "a build of 40 hex digits");
  expect(answer, member(answer, body, "links").kind == Node::Kind::array, "links");
  Node const& key = member(answer, body, "apiKey");
  expect_members(answer, key, {"accessList", "id", "publicKey", "roles"});
  expect_text(answer, key, "id", w.mine().key.id);
  expect_text(answer, key, "publicKey", w.key().public_key);
  expect_member(answer, key, "accessList", "[]");
  expect_member(answer, key, "roles",
                array({object({{"orgId", quoted(w.id())}, {"roleName", quoted("ORG_OWNER")}})}));
}

void access_list_in_status(World& w) {
  expect_ok(w.post(w.org("/apiKeys/" + w.mine().key.id + "/accessList"),
                   R"([{"ipAddress":"127.0.0.1"}])"));
  Answer const answer = w.get("");
  expect_member(answer, member(answer, expect_ok(answer), "apiKey"), "accessList",
                R"([{"cidrBlock":"127.0.0.1/32","ipAddress":"127.0.0.1"}])");
}

void any_role(World& w) {
  for (auto const* role : {"ORG_MEMBER", "ORG_READ_ONLY", "ORG_BILLING_ADMIN"})
    expect_ok(w.send(w.request("GET", "").by(w.new_key(role).pair)));
}

void with_trailing_slash(World& w) { expect_ok(w.get("/")); }

constexpr std::array cases{
    Case{"the status names the calling key and its roles", status},
    Case{"the status shows the key's access list", access_list_in_status},
    Case{"every role may ask for the status", any_role},
    Case{"the status is at the prefix with a slash, too", with_trailing_slash},
};

}  // namespace
}  // namespace conformance::status

std::span<conformance::Case const> conformance::status_cases() { return status::cases; }
