// Access lists of service accounts: their entries, by the organization and by a project, and what
// they let in.
#include <fmt/format.h>

#include <array>

#include "account_calls.hpp"
#include "cases.hpp"
#include "client_calls.hpp"

namespace conformance::service_account_access_lists {
namespace {

using accounts::Account;
using accounts::as_2024;

struct Subject {
  Account account;
  std::string parent;  // of the organization or a project
  std::string path;    // of the list
};

Subject subject(World& w, std::string const& parent, std::string_view role) {
  Account account = accounts::account_of(
      accounts::send(w, "POST", parent + "/serviceAccounts", accounts::wanted(role)));
  std::string path = parent + "/serviceAccounts/" + account.client_id + "/accessList";
  return {std::move(account), parent, std::move(path)};
}

// By each of the two paths, accounts that may change their own lists there.
std::vector<Subject> subjects(World& w) {
  std::string const project = "/groups/" + w.new_project("Project");
  return {subject(w, w.org(), "ORG_OWNER"), subject(w, project, "GROUP_OWNER")};
}

constexpr std::string_view one = R"([{"ipAddress":"192.0.2.1"}])";

Answer list(World& w, Subject const& s, std::string const& rest = {}) {
  return accounts::send(w, "GET", s.path + rest);
}

Answer add(World& w, Subject const& s, std::string_view body) {
  return accounts::send(w, "POST", s.path, std::string(body));
}

Answer remove(World& w, Subject const& s, std::string const& entry) {
  return accounts::send(w, "DELETE", s.path + entry);
}

std::string new_token(World& w, Subject const& s) {
  return clients::new_token(
      w, {.id = s.account.client_id, .secret_id = s.account.secret_id, .secret = s.account.secret});
}

// The same request by whoever has the token.
RequestSpec by_token(RequestSpec const& request, std::string const& token) {
  return request.by_nobody().with("Authorization", "Bearer " + token);
}

void expect_ok_2024(Answer const& answer) { expect_ok(answer, 200, v2024); }

void expect_count(World& w, Subject const& s, std::string_view count) {
  Answer const answer = list(w, s);
  expect_member(answer, expect_ok(answer, 200, v2024), "totalCount", count);
}

void expect_addresses(Answer const& answer, std::vector<std::string> const& addresses) {
  Node const page = expect_ok(answer, 200, v2024);
  expect(answer, column(answer, member(answer, page, "results"), "ipAddress") == addresses,
         fmt::format("{} entries in the order of creation", addresses.size()));
}

void adding(World& w) {
  for (Subject const& s : subjects(w)) {
    Answer const answer = add(w, s, R"([{"ipAddress":"192.0.2.1"},{"cidrBlock":"10.9.0.0/8"}])");
    Node const page = expect_ok(answer, 200, v2024);
    expect_members(answer, page, {"links", "results", "totalCount"});
    expect_member(answer, page, "totalCount", "2");
    Node const& results = member(answer, page, "results");
    Node const& single = element_with(answer, results, "cidrBlock", "192.0.2.1/32");
    expect_members(answer, single, {"cidrBlock", "createdAt", "ipAddress", "requestCount"});
    expect_text(answer, single, "ipAddress", "192.0.2.1");
    expect_member(answer, single, "requestCount", "0");
    expect_date(answer, single, "createdAt");
    Node const& block = element_with(answer, results, "cidrBlock", "10.0.0.0/8");
    expect_members(answer, block, {"cidrBlock", "createdAt", "requestCount"});
  }
}

void listing(World& w) {
  w.stay_on_one_server();
  for (Subject const& s : subjects(w)) {
    expect_count(w, s, "0");
    expect_ok_2024(add(w, s, R"([{"ipAddress":"192.0.2.9"}])"));
    expect_addresses(add(w, s, one), {"192.0.2.9", "192.0.2.1"});
    expect_addresses(list(w, s), {"192.0.2.9", "192.0.2.1"});
    expect_addresses(list(w, s, "?itemsPerPage=1&pageNum=2"), {"192.0.2.1"});
  }
}

void bad_elements(World& w) {
  for (Subject const& s : subjects(w)) {
    auto const refuse = [&](std::string_view body, std::string_view code) {
      expect_code(add(w, s, body), 400, code);
    };
    refuse(R"([{"ipAddress":"192.0.2.1","cidrBlock":"192.0.2.1/32"}])",
           "BAD_ACCESS_LIST_ADD_REQUEST");
    refuse("[{}]", "MISSING_ONE_OF_ATTRIBUTES");
    refuse(R"([{"ipAddress":"300.0.0.1"}])", "INVALID_IP_ADDRESS_OR_CIDR_NOTATION");
    refuse(R"([{"cidrBlock":"192.0.2.0/33"}])", "INVALID_CIDR_BLOCK");
    refuse(R"([{"ipAddress":"192.0.2.1"},{"cidrBlock":"192.0.2.1/32"}])",
           "DUPLICATE_ADDRESSES_IN_INPUT");
    std::vector<std::string> entries;
    for (int i = 0; i < 201; ++i)
      entries.push_back(fmt::format(R"({{"ipAddress":"198.51.100.{}"}})", i));
    refuse(array(entries), "VALIDATION_ERROR");
    expect_count(w, s, "0");
  }
}

void twice(World& w) {
  for (Subject const& s : subjects(w)) {
    expect_ok_2024(add(w, s, one));
    expect_error_on(add(w, s, R"([{"ipAddress":"192.0.2.7"},{"cidrBlock":"192.0.2.1/32"}])"), 409,
                    "ADDRESS_ALREADY_IN_ACCESS_LIST", "192.0.2.1/32");
    expect_count(w, s, "1");
  }
}

void removing(World& w) {
  for (Subject const& s : subjects(w)) {
    expect_ok_2024(add(w, s, R"([{"ipAddress":"192.0.2.1"},{"cidrBlock":"198.51.100.0/24"}])"));
    expect_no_content(remove(w, s, "/198.51.100.0%2F24"), v2024);
    expect_no_content(remove(w, s, "/192.0.2.1%2F32"), v2024);
    expect_error_on(remove(w, s, "/192.0.2.1"), 404, "RESOURCE_NOT_FOUND",
                    "/api/atlas/v2" + s.path + "/192.0.2.1");
    expect_error_on(remove(w, s, "/300.0.0.1"), 400, "INVALID_IP_ADDRESS_OR_CIDR_NOTATION",
                    "300.0.0.1");
    expect_count(w, s, "0");
  }
}

void expect_unknown(World& w, std::string const& parent, std::string const& client_id) {
  Subject const s{.account = {},
                  .parent = parent,
                  .path = parent + "/serviceAccounts/" + client_id + "/accessList"};
  for (Answer const& answer : {list(w, s), add(w, s, one), remove(w, s, "/192.0.2.1")})
    accounts::expect_not_found(answer, client_id);
}

void unknown_accounts(World& w) {
  std::string const project = "/groups/" + w.new_project("Project");
  std::string const elsewhere = accounts::new_account(w).client_id;
  for (auto const& parent : {w.org(), project}) {
    expect_unknown(w, parent, accounts::nobody());
    std::string const malformed = parent + "/serviceAccounts/mdb_sa_id_1/accessList";
    expect_error_on(accounts::send(w, "GET", malformed), 400, "PATH_PARAM_PARSE_ERROR",
                    "/api/atlas/v2" + malformed);
  }
  expect_unknown(w, project, elsewhere);
}

void who_may_write(World& w) {
  Subject const s = subject(w, w.org(), "ORG_MEMBER");
  KeyPair const reader = w.new_key("ORG_READ_ONLY").pair;
  expect_ok_2024(w.send(as_2024(w, "GET", s.path).by(reader)));
  expect_code(w.send(as_2024(w, "POST", s.path, std::string(one)).by(reader)), 401,
              "USER_UNAUTHORIZED");
  KeyPair const member = w.new_key("ORG_MEMBER").pair;
  expect_code(w.send(as_2024(w, "GET", s.path).by(member)), 401, "USER_UNAUTHORIZED");
}

// The list holds for an account wherever it calls.
void managers_of_projects(World& w) {
  std::string const project = w.new_project("Managed");
  std::string const parent = "/groups/" + project;
  Key const key = w.new_key("ORG_MEMBER");
  expect_ok(w.patch(parent + "/apiKeys/" + key.id, R"({"roles":["GROUP_ACCESS_MANAGER"]})"));
  auto const by_manager = [&](std::string_view method, std::string const& path, std::string body) {
    return w.send(as_2024(w, std::string(method), path, std::move(body)).by(key.pair));
  };
  std::string const invited = R"({"roles":["GROUP_READ_ONLY"]})";
  auto const invite = [&](std::string const& to, std::string const& id) {
    expect_ok_2024(accounts::send(w, "POST", accounts::on(to, id, ":invite"), invited));
  };
  std::string const mighty = accounts::new_account(w, "ORG_OWNER").client_id;
  invite(project, mighty);
  std::string const wide = subject(w, parent, "GROUP_READ_ONLY").account.client_id;
  invite(w.new_project("Beyond"), wide);
  std::string const owner = subject(w, parent, "GROUP_OWNER").account.client_id;
  for (std::string const& id : {mighty, wide, owner}) {
    std::string const path = accounts::on(project, id, "/accessList");
    expect_error(by_manager("POST", path, std::string(one)), 401, "USER_UNAUTHORIZED", "[]");
    expect_ok_2024(accounts::send(w, "POST", path, std::string(one)));
    expect_error(by_manager("DELETE", path + "/192.0.2.1", {}), 401, "USER_UNAUTHORIZED", "[]");
    Answer const listed = by_manager("GET", path, {});
    expect_member(listed, expect_ok(listed, 200, v2024), "totalCount", "1");
  }
  Subject const modest = subject(w, parent, "GROUP_READ_ONLY");
  expect_ok_2024(by_manager("POST", modest.path, std::string(one)));
  expect_no_content(by_manager("DELETE", modest.path + "/192.0.2.1", {}), v2024);
}

void telling(World& w) {
  for (Subject const& s : subjects(w)) {
    expect_ok_2024(add(w, s, one));
    expect_no_content(remove(w, s, "/192.0.2.1"), v2024);
    for (auto const* type :
         {"SERVICE_ACCOUNT_ACCESS_LIST_ENTRY_ADDED", "SERVICE_ACCOUNT_ACCESS_LIST_ENTRY_DELETED"})
      for (auto const& parent : {w.org(), s.parent}) {
        Answer const answer = w.get(fmt::format("{}/events?eventType={}", parent, type));
        Node const page = expect_ok(answer);
        Node const& event = element_with(answer, member(answer, page, "results"), "targetPublicKey",
                                         s.account.client_id);
        expect_text(answer, event, "whitelistEntry", "192.0.2.1/32");
      }
  }
}

void going_with_the_account(World& w) {
  Subject const s = subject(w, w.org(), "ORG_MEMBER");
  expect_ok_2024(add(w, s, one));
  expect_no_content(accounts::send(w, "DELETE", accounts::at(w, s.account.client_id)), v2024);
  accounts::expect_not_found(list(w, s), s.account.client_id);
}

void caller_stays(World& w) {
  for (Subject const& s : subjects(w)) {
    expect_ok_2024(add(w, s, R"([{"ipAddress":"127.0.0.1"},{"ipAddress":"192.0.2.1"}])"));
    std::string const token = new_token(w, s);
    auto const remove_own = [&](std::string const& entry) {
      return w.send(by_token(as_2024(w, "DELETE", s.path + entry), token));
    };
    expect_error_on(remove_own("/127.0.0.1"), 400, "CANNOT_REMOVE_CALLER_FROM_ACCESS_LIST",
                    w.address());
    expect_no_content(remove_own("/192.0.2.1"), v2024);
    expect_count(w, s, "1");
    expect_no_content(remove(w, s, "/127.0.0.1"), v2024);
  }
}

void other_address_only(World& w) {
  Subject const s = subject(w, w.org(), "ORG_MEMBER");
  RequestSpec const request = by_token(w.request("GET", w.org()), new_token(w, s));
  expect_ok(w.send(request));
  expect_ok_2024(add(w, s, one));
  expect_error_on(w.send(request), 403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", w.address());
  // Tokens are given out to any address.
  new_token(w, s);
  expect_no_content(remove(w, s, "/192.0.2.1"), v2024);
  expect_ok(w.send(request));
}

void use_is_counted(World& w) {
  w.stay_on_one_server();
  Subject const s = subject(w, w.org(), "ORG_MEMBER");
  expect_ok_2024(add(w, s, R"([{"ipAddress":"127.0.0.1"}])"));
  RequestSpec const request = by_token(w.request("GET", w.org()), new_token(w, s));
  for (int i = 0; i < 3; ++i) expect_ok(w.send(request));
  Answer const answer = list(w, s);
  Node const page = expect_ok(answer, 200, v2024);
  Node const& entry =
      element_with(answer, member(answer, page, "results"), "ipAddress", w.address());
  expect_members(
      answer, entry,
      {"cidrBlock", "createdAt", "ipAddress", "lastUsedAddress", "lastUsedAt", "requestCount"});
  expect_member(answer, entry, "requestCount", "3");
  expect_text(answer, entry, "lastUsedAddress", w.address());
  expect_date(answer, entry, "lastUsedAt");
}

constexpr std::array cases{
    Case{"addresses and blocks have exactly the documented members", adding},
    Case{"the list is in order of creation and has pages; adding answers the whole of it", listing},
    Case{"elements follow their rules, and none is added when one does not", bad_elements},
    Case{"an entry that exists is 409 and nothing is added", twice},
    Case{"a removed entry is gone", removing},
    Case{"accounts that are unknown, or not on the project, are 404", unknown_accounts},
    Case{"who reads the whole organization may read a list, and owners alone write it",
         who_may_write},
    Case{"managers of a project change the lists of accounts that may do nothing more",
         managers_of_projects},
    Case{"changes are told, by the project as well", telling},
    Case{"a list goes with its account", going_with_the_account},
    Case{"an account cannot remove the entry it comes from", caller_stays},
    Case{"an entry for another address shuts the account out, and not from its tokens",
         other_address_only},
    Case{"an entry counts its use", use_is_counted},
};

}  // namespace
}  // namespace conformance::service_account_access_lists

std::span<conformance::Case const> conformance::account_access_list_cases() {
  return service_account_access_lists::cases;
}
