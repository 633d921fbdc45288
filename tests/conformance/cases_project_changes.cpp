// Projects: the list of all that a caller sees, and changing one.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::project_changes {
namespace {

std::vector<std::string> listed(Answer const& answer) {
  Node const page = expect_ok(answer);
  return column(answer, member(answer, page, "results"), "name");
}

std::string tagged(std::string_view key) {
  return array({object({{"key", quoted(key)}, {"value", quoted("v")}})});
}

void rename(World& w) {
  std::string const id = w.new_project("Before");
  w.new_project("Taken");
  std::string const path = "/groups/" + id;
  Answer const answer = w.patch(path, object({{"name", quoted("After")}}));
  Node const renamed = expect_ok(answer);
  expect_text(answer, renamed, "name", "After");
  expect_members(answer, renamed,
                 {"clusterCount", "created", "id", "links", "name", "orgId", "tags",
                  "withDefaultAlertsSettings"});
  expect_equal(answer, "the project", w.get(path).body, answer.body);
  expect_error_on(w.patch(path, object({{"name", quoted("Taken")}})), 409, "GROUP_ALREADY_EXISTS",
                  "Taken");
  expect_error_on(w.patch(path, object({{"name", quoted("a/b")}})), 400, "INVALID_GROUP_NAME",
                  "a/b");
  expect_text(answer, expect_ok(w.patch(path, object({{"name", quoted("After")}}))), "name",
              "After");
  w.new_project("Before");
}

void retag(World& w) {
  std::string const path = "/groups/" + w.new_project("Labels");
  Answer const first = w.patch(path, object({{"tags", tagged("a")}}));
  expect_member(first, expect_ok(first), "tags", tagged("a"));
  Answer const kept = w.patch(path, object({{"name", quoted("Labelled")}}));
  expect_member(kept, expect_ok(kept), "tags", tagged("a"));
  std::string const twice = R"([{"key":"k","value":"a"},{"key":"k","value":"b"}])";
  expect_error_on(w.patch(path, object({{"tags", twice}})), 400, "INVALID_ATTRIBUTE", "tags");
  Answer const none = w.patch(path, object({{"tags", "[]"}}));
  expect_member(none, expect_ok(none), "tags", "[]");
}

void switch_alerts(World& w) {
  std::string const path = "/groups/" + w.new_project("Loud");
  Answer const answer = w.patch(path, object({{"withDefaultAlertsSettings", "false"}}));
  expect_member(answer, expect_ok(answer), "withDefaultAlertsSettings", "false");
  Answer const same = w.patch(path, "{}");
  expect_equal(same, "what an empty change answers", same.body, answer.body);
}

void changed_by_its_owners(World& w) {
  std::string const path = "/groups/" + w.new_project("Theirs");
  std::string const change = object({{"name", quoted("Mine")}});
  for (auto const* role : {"ORG_MEMBER", "ORG_READ_ONLY", "ORG_GROUP_CREATOR"})
    expect_code(w.send(w.request("PATCH", path, change).by(w.new_key(role).pair)), 401,
                "USER_UNAUTHORIZED");
  expect_error_on(w.patch(fmt::format("/groups/{}", nobody_id), change), 404, "GROUP_NOT_FOUND",
                  nobody_id);
}

void list_own(World& w) {
  w.new_project("b");
  KeyPair const creator = w.new_key("ORG_GROUP_CREATOR").pair;
  Answer const made = w.send(
      w.request("POST", "/groups", object({{"name", quoted("a")}, {"orgId", quoted(w.id())}}))
          .by(creator));
  std::string const id = text_of(made, expect_ok(made, 201), "id");
  Answer const all = w.get("/groups");
  expect(all, listed(all) == std::vector<std::string>{"a", "b"}, "byte order of names");
  expect_equal(all, "results", show(member(all, json_of(all), "results")),
               show(member(all, json_of(w.get(w.org("/groups"))), "results")));
  Answer const own = w.send(w.request("GET", "/groups").by(creator));
  expect(own, listed(own) == std::vector<std::string>{"a"}, "its own project alone");
  Answer const page = w.get("/groups?itemsPerPage=1&pageNum=2");
  expect(page, listed(page) == std::vector<std::string>{"b"}, "the second page");
  expect_member(page, json_of(page), "totalCount", "2");
  Organization const other = w.another_organization();
  Answer const elsewhere = w.send(w.request("GET", "/groups").by(other.key.pair));
  expect(elsewhere, listed(elsewhere).empty(), "nothing of other organizations");
  expect_accepted(w.remove("/groups/" + id));
}

void by_name(World& w) {
  std::string const id = w.new_project("One & only");
  Answer const answer = w.get("/groups/byName/One%20%26%20only");
  expect_ok(answer);
  expect_equal(answer, "the project", answer.body, w.get("/groups/" + id).body);
  expect_error_on(w.get("/groups/byName/one%20%26%20only"), 404, "GROUP_NAME_NOT_FOUND",
                  "one & only");
  auto const asked_by = [&](KeyPair const& key) {
    return w.send(w.request("GET", "/groups/byName/One%20%26%20only").by(key));
  };
  expect_code(asked_by(w.new_key("ORG_MEMBER").pair), 404, "GROUP_NAME_NOT_FOUND");
  expect_equal(answer, "what a reader sees", asked_by(w.new_key("ORG_READ_ONLY").pair).body,
               answer.body);
  expect_code(asked_by(w.another_organization().key.pair), 404, "GROUP_NAME_NOT_FOUND");
}

constexpr std::array on{"isAtlasHomePageAiAssistantEnabled",
                        "isClusterAiAssistantEnabled",
                        "isCollectDatabaseSpecificsStatisticsEnabled",
                        "isDataExplorerEnabled",
                        "isDataExplorerGenAIFeaturesEnabled",
                        "isDataValidationEnabled",
                        "isPerformanceAdvisorEnabled",
                        "isRealtimePerformancePanelEnabled",
                        "isSchemaAdvisorEnabled"};
constexpr std::array off{"isDataExplorerGenAISampleDocumentPassingEnabled",
                         "isExtendedStorageSizesEnabled", "isNativeRerankingEnabled"};

void settings(World& w) {
  std::string const path = fmt::format("/groups/{}/settings", w.new_project("Set"));
  Answer const fresh = w.get(path);
  Node const before = expect_ok(fresh);
  for (auto const* name : on) expect_member(fresh, before, name, "true");
  for (auto const* name : off) expect_member(fresh, before, name, "false");
  for (auto const* name : on) {
    Answer const answer = w.patch(path, fmt::format(R"({{"{}":false}})", name));
    expect_member(answer, expect_ok(answer), name, "false");
    expect_equal(answer, "what is kept", w.get(path).body, answer.body);
  }
  for (auto const* name : off) expect_ok(w.patch(path, fmt::format(R"({{"{}":true}})", name)));
  Answer const changed = w.get(path);
  Node const after = expect_ok(changed);
  for (auto const* name : on) expect_member(changed, after, name, "false");
  for (auto const* name : off) expect_member(changed, after, name, "true");
  Answer const same = w.patch(path, "{}");
  expect_equal(same, "what an empty change answers", same.body, changed.body);
  Answer const other = w.get(fmt::format("/groups/{}/settings", w.new_project("Unset")));
  expect_equal(other, "those of another project", other.body, fresh.body);
}

void settings_by_right(World& w) {
  std::string const path = fmt::format("/groups/{}/settings", w.new_project("Set"));
  KeyPair const reader = w.new_key("ORG_READ_ONLY").pair;
  expect_ok(w.send(w.request("GET", path).by(reader)));
  expect_code(w.send(w.request("PATCH", path, R"({"isDataExplorerEnabled":false})").by(reader)),
              401, "USER_UNAUTHORIZED");
  expect_code(w.send(w.request("GET", path).by(w.new_key("ORG_MEMBER").pair)), 401,
              "USER_UNAUTHORIZED");
  expect_error_on(w.patch(path, R"({"isDataExplorerEnabled":1})"), 400, "INVALID_JSON_ATTRIBUTE",
                  "isDataExplorerEnabled");
}

constexpr std::array cases{
    Case{"a project is found by its exact name, by whoever may see it", by_name},
    Case{"the settings of a project are kept one by one", settings},
    Case{"owners change the settings of a project, readers read them", settings_by_right},
    Case{"all projects of the caller in one list", list_own},
    Case{"a project is renamed, to a name that is free", rename},
    Case{"tags are replaced as a whole", retag},
    Case{"default alerts are switched off and on", switch_alerts},
    Case{"only owners change a project", changed_by_its_owners},
};

}  // namespace
}  // namespace conformance::project_changes

std::span<conformance::Case const> conformance::project_change_cases() {
  return project_changes::cases;
}
