// Access lists at work: who gets in from where, and the ways to lock oneself out and in again.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::access_lists {
namespace {

std::string list_of(World& w, std::string_view key_id) {
  return w.org(fmt::format("/apiKeys/{}/accessList", key_id));
}

std::string mine(World& w) { return list_of(w, w.mine().key.id); }

std::string entry(std::string_view block) {
  return fmt::format(R"([{{"{}":"{}"}}])", block.contains('/') ? "cidrBlock" : "ipAddress", block);
}

void other_address_only(World& w) {
  expect_ok(w.post(mine(w), entry("192.0.2.1")));
  for (auto const* path : {"/orgs", "", "/nowhere"})
    expect_error_on(w.get(path), 403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", w.address());
}

void required_and_other_address(World& w) {
  KeyPair const other = w.new_key("ORG_OWNER").pair;
  expect_ok(w.patch(w.org("/settings"), R"({"apiAccessListRequired":true})"));
  expect_error_on(w.get(w.org()), 403, "ORG_REQUIRES_ACCESS_LIST", w.address());
  expect_error_on(w.send(w.request("GET", w.org()).by(other)), 403, "ORG_REQUIRES_ACCESS_LIST",
                  w.address());
}

void required_and_own_address(World& w) {
  expect_ok(w.post(mine(w), entry("127.0.0.1")));
  expect_ok(w.patch(w.org("/settings"), R"({"apiAccessListRequired":true})"));
  expect_ok(w.get(w.org()));
  Key const other = w.new_key("ORG_OWNER");
  expect_error_on(w.send(w.request("GET", w.org()).by(other.pair)), 403, "ORG_REQUIRES_ACCESS_LIST",
                  w.address());
  expect_ok(w.post(list_of(w, other.id), entry("192.0.2.1")));
  expect_error_on(w.send(w.request("GET", w.org()).by(other.pair)), 403,
                  "IP_ADDRESS_NOT_ON_ACCESS_LIST", w.address());
  expect_ok(w.post(list_of(w, other.id), entry("127.0.0.0/8")));
  expect_ok(w.send(w.request("GET", w.org()).by(other.pair)));
}

void lists_are_of_one_key(World& w) {
  Key const other = w.new_key("ORG_OWNER");
  expect_ok(w.post(list_of(w, other.id), entry("192.0.2.1")));
  expect_ok(w.get(w.org()));
  expect_error_on(w.send(w.request("GET", w.org()).by(other.pair)), 403,
                  "IP_ADDRESS_NOT_ON_ACCESS_LIST", w.address());
}

void last_entry_opens(World& w) {
  Key const other = w.new_key("ORG_MEMBER");
  expect_ok(w.post(list_of(w, other.id), entry("192.0.2.1")));
  RequestSpec const request = w.request("GET", w.org()).by(other.pair);
  expect_status(w.send(request), 403);
  expect_no_content(w.remove(list_of(w, other.id) + "/192.0.2.1"));
  expect_ok(w.send(request));
}

void options_are_free(World& w) {
  expect_ok(w.post(mine(w), entry("192.0.2.1")));
  expect_status(w.send(w.request("OPTIONS", "/orgs").by_nobody()), 200);
}

void unlock(World& w) {
  expect_ok(w.patch(w.org("/settings"), R"({"apiAccessListRequired":true})"));
  expect_status(w.get(w.org()), 403);
  w.operate({"unlock", "--org", w.id()});
  expect_ok(w.get(w.org()));
  Answer const answer = w.get(w.org("/settings"));
  expect_member(answer, expect_ok(answer), "apiAccessListRequired", "false");
}

void unlock_of_a_list(World& w) {
  expect_ok(w.post(mine(w), entry("192.0.2.1")));
  expect_status(w.get(w.org()), 403);
  w.operate({"unlock", "--org", w.id()});
  expect_ok(w.get(w.org()));
}

void caller_stays(World& w) {
  expect_ok(w.post(mine(w), entry("127.0.0.1")));
  for (auto const* name : {"/127.0.0.1", "/127.0.0.1%2F32", "/127.0.0.1%2f32"})
    expect_code(w.remove(mine(w) + name), 400, "CANNOT_REMOVE_CALLER_FROM_ACCESS_LIST");
  expect_ok(w.get(mine(w) + "/127.0.0.1"));
}

void other_entries_may_go(World& w) {
  expect_ok(w.post(mine(w), R"([{"ipAddress":"127.0.0.1"},{"ipAddress":"192.0.2.1"}])"));
  expect_no_content(w.remove(mine(w) + "/192.0.2.1"));
  expect_code(w.remove(mine(w) + "/127.0.0.1"), 400, "CANNOT_REMOVE_CALLER_FROM_ACCESS_LIST");
}

void use_is_counted(World& w) {
  w.stay_on_one_server();
  Key const other = w.new_key("ORG_MEMBER");
  std::string const path = list_of(w, other.id);
  expect_ok(w.post(path, R"([{"ipAddress":"127.0.0.1"},{"ipAddress":"192.0.2.1"}])"));
  for (int i = 0; i < 3; ++i) expect_ok(w.send(w.request("GET", w.org()).by(other.pair)));
  Answer const used = w.get(path + "/127.0.0.1");
  Node const body = expect_ok(used);
  expect_members(
      used, body,
      {"cidrBlock", "count", "created", "ipAddress", "lastUsed", "lastUsedAddress", "links"});
  expect_member(used, body, "count", "3");
  expect_text(used, body, "lastUsedAddress", w.address());
  expect_date(used, body, "lastUsed");
  Answer const unused = w.get(path + "/192.0.2.1");
  Node const idle = expect_ok(unused);
  expect_members(unused, idle, {"cidrBlock", "count", "created", "ipAddress", "links"});
  expect_member(unused, idle, "count", "0");
}

void from_other_addresses(World& w) {
  Key const other = w.new_key("ORG_MEMBER");
  expect_ok(w.post(list_of(w, other.id),
                   R"([{"cidrBlock":"198.51.100.0/24"},{"cidrBlock":"2001:db8::/32"}])"));
  RequestSpec const request = w.request("GET", w.org()).by(other.pair);
  for (auto const* address : {"198.51.100.0", "198.51.100.255", "2001:db8::1", "2001:db8:ffff::"})
    expect_ok(w.send(request.from(address)));
  for (auto const* address : {"198.51.101.0", "198.51.99.255", "2001:db9::1", "127.0.0.1"})
    expect_error_on(w.send(request.from(address)), 403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", address);
}

void everybody(World& w) {
  Key const other = w.new_key("ORG_MEMBER");
  expect_ok(w.post(list_of(w, other.id), entry("0.0.0.0/0")));
  expect_ok(w.send(w.request("GET", w.org()).by(other.pair)));
}

// A proxy that tells no readable address: the client might be anybody.
void unknown_address(World& w) {
  Key const other = w.new_key("ORG_MEMBER");
  RequestSpec const request = w.request("GET", w.org()).by(other.pair).from("unknown");
  expect_ok(w.send(request));
  expect_ok(w.post(list_of(w, other.id), R"([{"cidrBlock":"0.0.0.0/0"},{"cidrBlock":"::/0"}])"));
  expect_error_on(w.send(request), 403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "unknown");
}

constexpr std::array cases{
    Case{"an entry for another address shuts the key out everywhere", other_address_only},
    Case{"a required list that is empty shuts every key out", required_and_other_address},
    Case{"with the setting on, each key needs its own address", required_and_own_address},
    Case{"a list counts for its own key alone", lists_are_of_one_key},
    Case{"a list whose last entry goes is open again", last_entry_opens},
    Case{"OPTIONS is never checked", options_are_free},
    Case{"the operator lets a locked-out organization in again", unlock},
    Case{"the operator empties a list that locks its key out", unlock_of_a_list},
    Case{"a key cannot remove the entry it comes from", caller_stays},
    Case{"a key may remove its other entries", other_entries_may_go},
    Case{"an entry counts its use", use_is_counted},
    Case{"blocks of both families match by prefix", from_other_addresses},
    Case{"the block of all addresses lets everybody in", everybody},
    Case{"an address that cannot be told is in no list", unknown_address},
};

}  // namespace
}  // namespace conformance::access_lists

std::span<conformance::Case const> conformance::access_list_cases() { return access_lists::cases; }
