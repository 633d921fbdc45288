// What the server tells of its rate limits, and links to what happened lately.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cases.hpp"

namespace conformance::rate_limits {
namespace {

Answer ask(World& w, std::string_view path) {
  return w.send(w.request("GET", path).with("Accept", std::string(v2025_03)));
}

std::vector<std::string> ids_of(World& w, std::string_view query) {
  Answer const answer = ask(w, fmt::format("/rateLimits{}", query));
  return column(answer, member(answer, expect_ok(answer, 200, v2025_03), "results"),
                "endpointSetId");
}

void all(World& w) {
  Answer const answer = ask(w, "/rateLimits");
  Node const page = expect_ok(answer, 200, v2025_03);
  expect_members(answer, page, {"links", "results", "totalCount"});
  Node const& results = member(answer, page, "results");
  auto const names = column(answer, results, "endpointSetName");
  expect(answer, std::ranges::is_sorted(names), "by name");
  Node const& settings = element_with(answer, results, "endpointSetId", "ORG_SETTINGS");
  expect_members(answer, settings,
                 {"capacity", "endpointSetId", "endpointSetName", "endpoints",
                  "refillDurationSeconds", "refillRate", "scope"});
  expect_member(answer, settings, "capacity", R"({"defaultValue":10,"value":10})");
  expect_member(answer, settings, "refillRate", R"({"defaultValue":5,"value":5})");
  expect_member(answer, settings, "refillDurationSeconds", R"({"defaultValue":60,"value":60})");
  expect_text(answer, settings, "scope", "ORGANIZATION");
  expect_member(answer, settings, "endpoints",
                R"([{"method":"GET","path":"/api/atlas/v2/orgs/{orgId}/settings"},)"
                R"({"method":"PATCH","path":"/api/atlas/v2/orgs/{orgId}/settings"}])");
  Node const& teams = element_with(answer, results, "endpointSetId", "ORG_TEAMS");
  expect_member(answer, teams, "capacity", R"({"defaultValue":1200,"value":1200})");
  expect_member(answer, teams, "refillRate", R"({"defaultValue":500,"value":500})");
  Answer const alone = ask(w, "/rateLimits/ORG_SETTINGS");
  expect_equal(alone, "the set", show(expect_ok(alone, 200, v2025_03)), show(settings));
  expect_error_on(ask(w, "/rateLimits/NONE"), 404, "RESOURCE_NOT_FOUND", "NONE");
}

void narrowed(World& w) {
  auto const with = [&](std::string_view query, std::string_view id) {
    auto const ids = ids_of(w, query);
    return std::ranges::find(ids, id) != ids.end();
  };
  auto const check = [&](std::string_view query, std::string_view has, std::string_view lacks) {
    Answer const answer = ask(w, fmt::format("/rateLimits{}", query));
    expect(answer, with(query, has), fmt::format("{} to be there", has));
    expect(answer, !with(query, lacks), fmt::format("{} not to be there", lacks));
  };
  check(fmt::format("?orgId={}", w.id()), "ORG", "USERS");
  check(fmt::format("?userId={}", w.owner_id()), "USERS", "ORG");
  check(fmt::format("?groupId={}", nobody_id), "GROUP", "ORG");
  check("?name=ORG%20s", "ORG_SETTINGS", "ORG");
  check("?endpointPath=byName", "GROUPS", "ORG_SETTINGS");
  expect(ask(w, "/rateLimits"), ids_of(w, "?ipAddress=192.0.2.1").empty(),
         "no limits of addresses");
  expect(ask(w, "/rateLimits"), ids_of(w, "?itemsPerPage=1&pageNum=2").size() == 1, "one");
}

void by_anybody(World& w) {
  KeyPair const member = w.new_key("ORG_MEMBER").pair;
  RequestSpec const request =
      w.request("GET", "/rateLimits").with("Accept", std::string(v2025_03)).by(member);
  expect_ok(w.send(request), 200, v2025_03);
}

std::string link_in(World& w, std::string const& path) {
  Answer const answer = ask(w, path);
  Node const shown = expect_ok(answer, 200, v2025_03);
  expect_members(answer, shown, {"link"});
  return text_of(answer, shown, "link");
}

void feeds(World& w) {
  std::string const project = w.new_project("Shared");
  Answer const any = w.get(w.org());
  for (std::string const& place : {w.org(), "/groups/" + project}) {
    expect_equal(any, "the link", link_in(w, place + "/activityFeed"), w.url(place + "/events"));
    std::string const query =
        "?eventType=ORG_CREATED&eventType=GROUP_CREATED"
        "&minDate=2025-01-01T00%3A00%3A00Z&maxDate=2100-01-01T00%3A00%3A00Z";
    std::string const link = link_in(w, place + "/activityFeed" + query);
    expect_equal(any, "the link", link, w.url(place + "/events" + query));
    Answer const led = w.get(link.substr(w.url("").size()));
    expect(led, !member(led, expect_ok(led), "results").children.empty(), "an event");
    expect_error_on(ask(w, place + "/activityFeed?eventType=NEVER"), 400, "INVALID_ENUM_VALUE",
                    "NEVER");
    expect_code(ask(w, place + "/activityFeed?minDate=now"), 400, "INVALID_DATE_FORMAT");
    expect_code(ask(w, place + "/activityFeed?minDate=2025-01-02&maxDate=2025-01-01"), 400,
                "INVALID_DATE_RANGE");
  }
}

constexpr std::array cases{
    Case{"rate limits are listed with their operations", all},
    Case{"the list of rate limits is narrowed by whose they are, name and path", narrowed},
    Case{"any member may see the rate limits", by_anybody},
    Case{"the activity feed is a link to the events", feeds},
};

}  // namespace
}  // namespace conformance::rate_limits

std::span<conformance::Case const> conformance::rate_limit_cases() { return rate_limits::cases; }
