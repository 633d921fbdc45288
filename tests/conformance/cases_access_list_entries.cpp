// The entries of an access list: their forms, their rules, who may read and write them.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::access_list_entries {
namespace {

// Each case works on a key that does not call, so that nothing is locked out.
struct Subject {
  Key key;
  std::string path;
};

Subject subject(World& w) {
  Key key = w.new_key("ORG_MEMBER");
  std::string path = w.org("/apiKeys/" + key.id + "/accessList");
  return {std::move(key), std::move(path)};
}

void add(World& w) {
  Subject const s = subject(w);
  Answer const answer =
      w.post(s.path, R"([{"ipAddress":"192.0.2.1"},{"cidrBlock":"198.51.100.0/24"}])");
  Node const page = expect_ok(answer);
  expect_members(answer, page, {"links", "results", "totalCount"});
  expect_member(answer, page, "totalCount", "2");
  Node const& results = member(answer, page, "results");
  Node const& single = element_with(answer, results, "cidrBlock", "192.0.2.1/32");
  expect_members(answer, single, {"cidrBlock", "count", "created", "ipAddress", "links"});
  expect_text(answer, single, "ipAddress", "192.0.2.1");
  expect_member(answer, single, "count", "0");
  expect_date(answer, single, "created");
  expect_equal(answer, "self", href_of(single, "self"), w.url(s.path + "/192.0.2.1"));
  Node const& block = element_with(answer, results, "cidrBlock", "198.51.100.0/24");
  expect_members(answer, block, {"cidrBlock", "count", "created", "links"});
  expect_equal(answer, "self", href_of(block, "self"), w.url(s.path + "/198.51.100.0%2F24"));
}

void answer_is_the_whole_list(World& w) {
  w.stay_on_one_server();
  Subject const s = subject(w);
  expect_ok(w.post(s.path, R"([{"ipAddress":"192.0.2.1"}])"));
  Answer const answer = w.post(s.path, R"([{"ipAddress":"192.0.2.2"}])");
  expect(answer,
         column(answer, member(answer, expect_ok(answer), "results"), "ipAddress") ==
             std::vector<std::string>{"192.0.2.1", "192.0.2.2"},
         "both entries in the order of creation");
}

void list(World& w) {
  w.stay_on_one_server();
  Subject const s = subject(w);
  Answer const none = w.get(s.path);
  Node const empty = expect_ok(none);
  expect_member(none, empty, "results", "[]");
  expect_member(none, empty, "totalCount", "0");
  for (auto const* address : {"192.0.2.9", "192.0.2.1", "192.0.2.5"})
    expect_ok(w.post(s.path, fmt::format(R"([{{"ipAddress":"{}"}}])", address)));
  Answer const answer = w.get(s.path);
  expect(answer,
         column(answer, member(answer, expect_ok(answer), "results"), "ipAddress") ==
             std::vector<std::string>{"192.0.2.9", "192.0.2.1", "192.0.2.5"},
         "the order of creation");
  Answer const page = w.get(s.path + "?itemsPerPage=1&pageNum=3");
  expect(page,
         column(page, member(page, expect_ok(page), "results"), "ipAddress") ==
             std::vector<std::string>{"192.0.2.5"},
         "the third entry");
}

void same_entry_by_two_names(World& w) {
  Subject const s = subject(w);
  expect_ok(w.post(s.path, R"([{"cidrBlock":"192.0.2.1/32"},{"cidrBlock":"10.0.0.0/8"}])"));
  Answer const answer = w.get(s.path + "/192.0.2.1");
  expect_text(answer, expect_ok(answer), "ipAddress", "192.0.2.1");
  for (auto const* name : {"/192.0.2.1%2F32", "/192.0.2.1%2f32"})
    expect_body(w.get(s.path + name), answer.body);
  Answer const block = w.get(s.path + "/10.0.0.0%2F8");
  expect_text(block, expect_ok(block), "cidrBlock", "10.0.0.0/8");
}

void normal_forms(World& w) {
  Subject const s = subject(w);
  Answer const answer =
      w.post(s.path, R"([{"cidrBlock":"198.51.100.77/24"},{"ipAddress":"2001:DB8:0:0:0:0:0:1"},)"
                     R"({"cidrBlock":"2001:db8:0:0:8::/48"}])");
  Node const page = expect_ok(answer);
  expect(answer,
         column(answer, member(answer, page, "results"), "cidrBlock") ==
             std::vector<std::string>{"198.51.100.0/24", "2001:db8::1/128", "2001:db8::/48"},
         "host bits cleared, IPv6 in its shortest form");
  Answer const read = w.get(s.path + "/2001:db8::1");
  expect_text(read, expect_ok(read), "ipAddress", "2001:db8::1");
}

void bad_elements(World& w) {
  Subject const s = subject(w);
  auto const refuse = [&](std::string_view body, std::string_view code) {
    expect_code(w.post(s.path, std::string(body)), 400, code);
  };
  refuse(R"([{"ipAddress":"192.0.2.1","cidrBlock":"192.0.2.1/32"}])",
         "BAD_ACCESS_LIST_ADD_REQUEST");
  refuse("[{}]", "MISSING_ONE_OF_ATTRIBUTES");
  for (auto const* address : {"300.0.0.1", "1.2.3", "nonsense", "192.0.2.1/24", "1::2::3"})
    refuse(fmt::format(R"([{{"ipAddress":"{}"}}])", address),
           "INVALID_IP_ADDRESS_OR_CIDR_NOTATION");
  for (auto const* block : {"192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0", "2001:db8::/129", "x/8"})
    refuse(fmt::format(R"([{{"cidrBlock":"{}"}}])", block), "INVALID_CIDR_BLOCK");
  refuse(R"([{"ipAddress":"192.0.2.1"},{"cidrBlock":"192.0.2.1/32"}])",
         "DUPLICATE_ADDRESSES_IN_INPUT");
  refuse(R"([{"ipAddress":1}])", "INVALID_JSON_ATTRIBUTE");
  refuse(R"([{"address":"192.0.2.1"}])", "INVALID_ATTRIBUTE");
  Answer const answer = w.get(s.path);
  expect_member(answer, expect_ok(answer), "totalCount", "0");
}

void twice(World& w) {
  Subject const s = subject(w);
  expect_ok(w.post(s.path, R"([{"ipAddress":"192.0.2.1"}])"));
  expect_error_on(w.post(s.path, R"([{"ipAddress":"192.0.2.7"},{"cidrBlock":"192.0.2.1/32"}])"),
                  409, "ADDRESS_ALREADY_IN_ACCESS_LIST", "192.0.2.1/32");
  Answer const answer = w.get(s.path);
  expect_member(answer, expect_ok(answer), "totalCount", "1");
}

void remove(World& w) {
  Subject const s = subject(w);
  expect_ok(w.post(s.path, R"([{"ipAddress":"192.0.2.1"},{"cidrBlock":"198.51.100.0/24"}])"));
  expect_no_content(w.remove(s.path + "/198.51.100.0%2F24"));
  expect_no_content(w.remove(s.path + "/192.0.2.1%2F32"));
  expect_code(w.remove(s.path + "/192.0.2.1"), 404, "API_KEY_ACCESS_LIST_NOT_FOUND");
  expect_error_on(w.remove(s.path + "/300.0.0.1"), 400, "INVALID_IP_ADDRESS_OR_CIDR_NOTATION",
                  "300.0.0.1");
  Answer const answer = w.get(s.path);
  expect_member(answer, expect_ok(answer), "totalCount", "0");
}

void unknown(World& w) {
  Subject const s = subject(w);
  expect_code(w.get(s.path + "/192.0.2.1"), 404, "API_KEY_ACCESS_LIST_NOT_FOUND");
  expect_status(w.get(s.path + "/nonsense"), 400);
  std::string const other = w.org(fmt::format("/apiKeys/{}/accessList", nobody_id));
  expect_error_on(w.get(other), 400, "API_KEY_NOT_FOUND", nobody_id);
  expect_error_on(w.post(other, R"([{"ipAddress":"192.0.2.1"}])"), 400, "API_KEY_NOT_FOUND",
                  nobody_id);
  expect_error_on(w.get(other + "/192.0.2.1"), 400, "API_KEY_NOT_FOUND", nobody_id);
  expect_error_on(w.remove(other + "/192.0.2.1"), 400, "API_KEY_NOT_FOUND", nobody_id);
}

void own_list(World& w) {
  Subject const s = subject(w);
  RequestSpec const request = w.request("POST", s.path, R"([{"ipAddress":"127.0.0.1"}])");
  expect_ok(w.send(request.by(s.key.pair)));
  expect_ok(w.send(w.request("POST", s.path, R"([{"ipAddress":"192.0.2.1"}])").by(s.key.pair)));
  expect_no_content(w.send(w.request("DELETE", s.path + "/192.0.2.1").by(s.key.pair)));
}

void list_of_another(World& w) {
  Subject const s = subject(w);
  KeyPair const caller = w.new_key("ORG_READ_ONLY").pair;
  expect_ok(w.post(s.path, R"([{"ipAddress":"192.0.2.1"}])"));
  expect_code(w.send(w.request("POST", s.path, R"([{"ipAddress":"192.0.2.2"}])").by(caller)), 401,
              "API_KEY_ACCESS_LIST_ACCESS_DENIED");
  expect_code(w.send(w.request("DELETE", s.path + "/192.0.2.1").by(caller)), 401,
              "API_KEY_ACCESS_LIST_ACCESS_DENIED");
  expect_ok(w.send(w.request("GET", s.path).by(caller)));
  expect_ok(w.send(w.request("GET", s.path + "/192.0.2.1").by(caller)));
}

void gone_with_the_key(World& w) {
  Subject const s = subject(w);
  expect_ok(w.post(s.path, R"([{"ipAddress":"192.0.2.1"}])"));
  expect_no_content(w.remove(w.org("/apiKeys/" + s.key.id)));
  expect_error_on(w.get(s.path), 400, "API_KEY_NOT_FOUND", s.key.id);
}

constexpr std::array cases{
    Case{"addresses and blocks have exactly the documented members", add},
    Case{"adding answers the whole list", answer_is_the_whole_list},
    Case{"the list is in order of creation and has pages", list},
    Case{"an address and its block of one are the same entry", same_entry_by_two_names},
    Case{"addresses are stored in their normal form", normal_forms},
    Case{"elements follow their rules, and none is added when one does not", bad_elements},
    Case{"an entry that exists is 409 and nothing is added", twice},
    Case{"a removed entry is gone", remove},
    Case{"unknown entries are 404, unknown keys 400", unknown},
    Case{"a key may write its own list", own_list},
    Case{"a key that is no owner may read but not write another's list", list_of_another},
    Case{"a list goes with its key", gone_with_the_key},
};

}  // namespace
}  // namespace conformance::access_list_entries

std::span<conformance::Case const> conformance::access_list_entry_cases() {
  return access_list_entries::cases;
}
