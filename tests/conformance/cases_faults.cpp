// A database that fails: every operation answers 500 wherever its statements break, and nothing of
// it remains.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::faults {
namespace {

// What an owner sees of the whole organization.
std::string snapshot(World& w) {
  std::string text;
  for (auto const* rest : {"", "/settings", "/groups", "/invites", "/apiKeys"})
    text += w.get(w.org(rest)).body + "\n";
  return text + w.get_2025(w.org("/users")).body;
}

// Breaks the first, second, ... statement of the request until it succeeds.
void break_each_statement(World& w, RequestSpec const& request) {
  std::string const before = snapshot(w);
  constexpr int more_than_any = 60;
  for (int n = 1; n < more_than_any; ++n) {
    w.door().fail_statement(n);
    Answer const answer = w.send(request);
    w.door().fail_statement(0);
    if (answer.status / 100 == 2) {
      expect(answer, n > 1, "at least one statement");
      return;
    }
    expect_error(answer, 500, "UNEXPECTED_ERROR", "[]");
    expect_equal(answer, "the organization", snapshot(w), before);
  }
  throw Failure{"the request never succeeds:\n" + describe(request)};
}

void reads(World& w) {
  std::string const id = w.invite("dana@example.org").find("id")->text;
  std::string const key = "/apiKeys/" + w.mine().key.id;
  for (std::string const& path :
       {std::string("/orgs"), w.org(), w.org("/settings"), w.org("/groups"), w.org("/users"),
        w.org("/invites"), w.org("/invites/" + id), w.org("/apiKeys"), w.org(key),
        w.org(key + "/accessList")})
    break_each_statement(w, w.request("GET", path));
  break_each_statement(w, w.request("GET", w.org("/users")).with("Accept", std::string(v2025)));
}

void organizations(World& w) {
  break_each_statement(
      w, w.request("POST", "/orgs",
                   object({{"name", quoted("Made")}, {"orgOwnerId", quoted(w.owner_id())}})));
  break_each_statement(w, w.request("PATCH", w.org(), R"({"name":"Broken"})"));
  break_each_statement(
      w, w.request("PATCH", w.org("/settings"), R"({"multiFactorAuthRequired":true})"));
}

void invitations(World& w) {
  std::string const invites = w.org("/invites");
  std::string const id = w.invite("dana@example.org").find("id")->text;
  break_each_statement(w, w.request("POST", invites, R"({"username":"zoe@example.org"})"));
  break_each_statement(
      w, w.request("PATCH", invites, R"({"username":"dana@example.org","roles":["ORG_OWNER"]})"));
  break_each_statement(w, w.request("PATCH", invites + "/" + id, R"({"roles":["ORG_READ_ONLY"]})"));
  break_each_statement(w, w.request("DELETE", invites + "/" + id));
}

void acceptance(World& w) {
  std::string const id = w.invite(w.person("dana")).find("id")->text;
  break_each_statement(w, w.link_request(w.link_of(id), account_body()));
  std::string const other = w.invite(w.person("zoe")).find("id")->text;
  break_each_statement(w, w.link_request(w.link_of(other, "reject")));
}

void keys(World& w) {
  std::string const path = w.org("/apiKeys/" + w.new_key("ORG_MEMBER").id);
  break_each_statement(
      w, w.request("POST", w.org("/apiKeys"), R"({"desc":"d","roles":["ORG_MEMBER"]})"));
  break_each_statement(w, w.request("PATCH", path, R"({"roles":["ORG_READ_ONLY"]})"));
  break_each_statement(w,
                       w.request("POST", path + "/accessList", R"([{"ipAddress":"192.0.2.1"}])"));
  break_each_statement(w, w.request("GET", path + "/accessList/192.0.2.1"));
  break_each_statement(w, w.request("DELETE", path + "/accessList/192.0.2.1"));
  break_each_statement(w, w.request("DELETE", path));
}

void projects(World& w) {
  break_each_statement(w,
                       w.request("POST", "/groups",
                                 object({{"name", quoted("Broken")}, {"orgId", quoted(w.id())}})));
  std::string const id = w.new_project("Kept");
  break_each_statement(w, w.request("DELETE", "/groups/" + id));
}

void deletion(World& w) {
  for (int n = 1; n < 60; ++n) {
    std::string const before = snapshot(w);
    w.door().fail_statement(n);
    Answer const answer = w.remove(w.org());
    w.door().fail_statement(0);
    if (answer.status == 204) return;
    expect_error(answer, 500, "UNEXPECTED_ERROR", "[]");
    expect_equal(answer, "the organization", snapshot(w), before);
  }
  throw Failure{"the organization is never deleted"};
}

constexpr std::array cases{
    Case{"reads answer 500 wherever the database fails", reads},
    Case{"changes of organizations leave nothing half done", organizations},
    Case{"changes of invitations leave nothing half done", invitations},
    Case{"acceptance leaves nothing half done", acceptance},
    Case{"changes of keys leave nothing half done", keys},
    Case{"changes of projects leave nothing half done", projects},
    Case{"a deletion leaves nothing half done", deletion},
};

}  // namespace
}  // namespace conformance::faults

std::span<conformance::Case const> conformance::fault_cases() { return faults::cases; }
