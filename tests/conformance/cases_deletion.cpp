// Deleting an organization: what must be gone before, what is gone afterwards.
#include <array>

#include "cases.hpp"

namespace conformance::deletion {
namespace {

void life_and_death(World& w) {
  std::string const project = w.new_project("Last one");
  expect_error_on(w.remove(w.org()), 409, "ORG_NOT_EMPTY", w.id());
  expect_ok(w.get(w.org()));
  expect_accepted(w.remove("/groups/" + project));
  expect_no_content(w.send(w.request("DELETE", w.org()).with("Accept", "application/json")));
  expect_challenge(w.get("/orgs"));
}

void all_keys_die(World& w) {
  KeyPair const other_key = w.new_key("ORG_MEMBER").pair;
  expect_no_content(w.remove(w.org()));
  expect_challenge(w.send(w.request("GET", "/orgs").by(other_key)));
  expect_challenge(w.remove(w.org()));
}

void unknown_afterwards(World& w) {
  Organization const other = w.another_organization();
  expect_no_content(w.send(w.request("DELETE", "/orgs/" + other.id).by(other.key.pair)));
  expect_error_on(w.get("/orgs/" + other.id), 404, "ORG_NOT_FOUND", other.id);
  expect_error_on(w.remove("/orgs/" + other.id), 404, "ORG_NOT_FOUND", other.id);
}

void invitations_die(World& w) {
  Organization const other = w.another_organization();
  Answer const invited = w.send(
      w.request("POST", "/orgs/" + other.id + "/invites", R"({"username":"dana@example.org"})")
          .by(other.key.pair));
  std::string const id = text_of(invited, expect_ok(invited), "id");
  std::string const link = w.link_of(id);
  expect_no_content(w.send(w.request("DELETE", "/orgs/" + other.id).by(other.key.pair)));
  expect_error_on(w.send(w.link_request(link, account_body())), 404, "INVALID_INVITATION_ID", id);
}

void money_owed(World& w) {
  w.operate({"billing", "--org", w.id(), "--owes", "true"});
  expect_code(w.remove(w.org()), 402, "CANNOT_DELETE_ORG_FAILED_PAYMENTS");
  expect_ok(w.get(w.org()));
  w.operate({"billing", "--org", w.id(), "--owes", "false"});
  expect_no_content(w.remove(w.org()));
}

void access_list(World& w) {
  expect_ok(w.patch(w.org("/settings"), R"({"apiAccessListRequired":true})"));
  expect_error_on(w.remove(w.org()), 403, "ORG_REQUIRES_ACCESS_LIST", w.address());
}

void linked_ones_stay(World& w) {
  std::string const body = object({{"name", quoted("Child")},
                                   {"orgOwnerId", quoted(w.owner_id())},
                                   {"apiKey", R"({"desc":"d","roles":["ORG_OWNER"]})"}});
  Answer const answer = w.post("/orgs", body);
  Node const created = expect_ok(answer, 201);
  Node const& key = member(answer, created, "apiKey");
  KeyPair const pair{text_of(answer, key, "publicKey"), text_of(answer, key, "privateKey")};
  std::string const id = text_of(answer, member(answer, created, "organization"), "id");
  expect_no_content(w.remove(w.org()));
  expect_ok(w.send(w.request("GET", "/orgs/" + id).by(pair)));
  expect_no_content(w.send(w.request("DELETE", "/orgs/" + id).by(pair)));
}

void queries(World& w) {
  expect_error_on(w.remove(w.org("?envelope=perhaps")), 400, "INVALID_QUERY_PARAMETER", "envelope");
  expect_no_content(w.remove(w.org("?envelope=true&pretty=perhaps")));
}

constexpr std::array cases{
    Case{"with a project 409, then 204, then its key is unknown", life_and_death},
    Case{"all keys of it die with it", all_keys_die},
    Case{"others find it unknown afterwards", unknown_afterwards},
    Case{"its invitations cannot be accepted any more", invitations_die},
    Case{"one that owes money is 402 until it is paid", money_owed},
    Case{"an access list stands before it as 403", access_list},
    Case{"organizations linked to it stay", linked_ones_stay},
    Case{"only envelope is a parameter of it", queries},
};

}  // namespace
}  // namespace conformance::deletion

std::span<conformance::Case const> conformance::deletion_cases() { return deletion::cases; }
