// What the hosted service's own command line asks beside the API: the address it calls from, and
// somewhere to leave the reports of its use.
#include <array>

#include "cases.hpp"

namespace conformance::companions {
namespace {

constexpr std::string_view plain = "application/json";
constexpr std::string_view ipinfo = "/api/private/ipinfo";
constexpr std::string_view reports = "/api/private/v1.0/telemetry/events";
constexpr std::string_view unknown_reports = "/api/private/unauth/telemetry/events";

RequestSpec request(std::string_view method, std::string_view path, std::string body = {}) {
  RequestSpec made{.method = std::string(method), .target = std::string(path)};
  made.headers.push_back({"Accept", std::string(plain)});
  if (!body.empty()) made.headers.push_back({"Content-Type", std::string(plain)});
  made.body = std::move(body);
  return made;
}

void own_address(World& w) {
  expect_challenge(w.send(request("GET", ipinfo)));
  Answer const answer = w.send(request("GET", ipinfo).by(w.key()));
  Node const body = expect_ok(answer, 200, plain);
  expect_members(answer, body, {"currentIpv4Address"});
  expect_text(answer, body, "currentIpv4Address", w.address());
  expect_ok(w.send(request("GET", ipinfo).by(w.new_key("ORG_MEMBER").pair)), 200, plain);
}

void own_address_in_an_access_list(World& w) {
  Answer const told = w.send(request("GET", ipinfo).by(w.key()));
  std::string const address = text_of(told, expect_ok(told, 200, plain), "currentIpv4Address");
  expect_ok(w.post(w.org("/apiKeys/" + w.mine().key.id + "/accessList"),
                   array({object({{"ipAddress", quoted(address)}})})));
  expect_ok(w.get(w.org()));
}

void reports_are_thrown_away(World& w) {
  std::string const events = R"([{"source":"cli","properties":{"command":"orgs-list"}}])";
  expect_challenge(w.send(request("POST", reports, events)));
  for (auto const& spec :
       {request("POST", reports, events).by(w.key()), request("POST", unknown_reports, events),
        request("POST", unknown_reports, "what is no JSON")}) {
    Answer const answer = w.send(spec);
    expect_ok(answer, 202, plain);
    expect_body(answer, "{}");
  }
}

void other_methods(World& w) {
  for (auto const& [path, allowed] : {std::pair{ipinfo, "GET"}, std::pair{reports, "POST"}}) {
    Answer const answer = w.send(request("DELETE", path).by(w.key()));
    expect_code(answer, 405, "METHOD_NOT_ALLOWED");
    expect_words(answer, "Allow", {allowed});
  }
}

void no_login_of_people(World& w) {
  for (std::string const path : {"account/device/authorize", "account/device/token"})
    expect_code(w.send(request("POST", "/api/private/unauth/" + path, "{}")), 404,
                "RESOURCE_NOT_FOUND");
  expect_code(w.send(request("GET", "/api/private/unauth/nds/defaultMongoDBMajorVersion")), 404,
              "RESOURCE_NOT_FOUND");
}

constexpr std::array cases{
    Case{"a key is told from which address it calls", own_address},
    Case{"the address that it is told fits its access list", own_address_in_an_access_list},
    Case{"reports of use are taken and thrown away", reports_are_thrown_away},
    Case{"the login of people and what is about clusters are not found", no_login_of_people},
    Case{"other methods on these paths are 405", other_methods},
};

}  // namespace
}  // namespace conformance::companions

std::span<conformance::Case const> conformance::companion_cases() { return companions::cases; }
