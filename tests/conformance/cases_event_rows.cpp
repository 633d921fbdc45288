// The audit trail as operations show it: of an organization and of its projects.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "cases.hpp"

namespace conformance::event_rows {
namespace {

std::string project_path(std::string_view project, std::string_view rest) {
  return fmt::format("/groups/{}{}", project, rest);
}

// The types on a page, in its order.
std::string types_on(Answer const& answer) {
  Node const page = expect_ok(answer);
  auto const types = column(answer, member(answer, page, "results"), "eventTypeName");
  return fmt::format("{}", fmt::join(types, " "));
}

void expect_types(Answer const& answer, std::string_view types) {
  expect_equal(answer, "the types of the events", types_on(answer), std::string(types));
}

// The one event of a list.
Node only_event(Answer const& answer) {
  Node const page = expect_ok(answer);
  Node const& results = member(answer, page, "results");
  expect(answer, results.children.size() == 1, "one event");
  return results.children.front();
}

void rename(World& w) { expect_ok(w.patch(w.org(), R"({"name":"Renamed"})")); }

void of_an_organization(World& w) {
  rename(w);
  Answer const answer = w.get(w.org("/events?eventType=ORG_RENAMED"));
  expect_members(answer, expect_ok(answer), {"links", "results", "totalCount"});
  Node const event = only_event(answer);
  expect_members(answer, event,
                 {"apiKeyId", "created", "eventTypeName", "id", "isGlobalAdmin", "links", "orgId",
                  "publicKey", "remoteAddress"});
  std::string const id = text_of(answer, event, "id");
  expect_object_id(answer, id);
  expect_date(answer, event, "created");
  expect_text(answer, event, "apiKeyId", w.mine().key.id);
  expect_text(answer, event, "publicKey", w.key().public_key);
  expect_text(answer, event, "orgId", w.id());
  expect_text(answer, event, "remoteAddress", w.address());
  expect_member(answer, event, "isGlobalAdmin", "false");
  expect_equal(answer, "self", href_of(event, "self"), w.url(w.org("/events/" + id)));
  Answer const alone = w.get(w.org("/events/" + id));
  expect_equal(alone, "the event", show(expect_ok(alone)), show(event));
}

void of_keys(World& w) {
  Key const key = w.new_key("ORG_MEMBER");
  expect_ok(w.post(w.org("/apiKeys/" + key.id + "/accessList"), R"([{"ipAddress":"192.0.2.1"}])"));
  Answer const answer = w.get(w.org("/events?eventType=API_KEY_ACCESS_LIST_ENTRY_ADDED"));
  Node const event = only_event(answer);
  expect_text(answer, event, "targetPublicKey", key.pair.public_key);
  expect_text(answer, event, "whitelistEntry", "192.0.2.1/32");
}

void of_people(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  Answer const invited = w.get(w.org("/events?eventType=INVITED_TO_ORG"));
  expect_text(invited, only_event(invited), "targetUsername", dana);
  Answer const joined = w.get(w.org("/events?eventType=JOINED_ORG"));
  Node const page = expect_ok(joined);
  Node const& event = element_with(joined, member(joined, page, "results"), "username", dana);
  expect_object_id(joined, text_of(joined, event, "userId"));
  expect(joined, !event.find("apiKeyId") && !event.find("publicKey"), "one actor, not two");
}

// Within a second, events of one server alone are in their order.
void newest_first(World& w) {
  w.stay_on_one_server();
  std::vector<std::string> changed;
  for (int i = 0; i < 3; ++i) {
    Key const key = w.new_key("ORG_MEMBER");
    expect_ok(w.patch(w.org("/apiKeys/" + key.id), R"({"desc":"another"})"));
    changed.insert(changed.begin(), key.pair.public_key);
  }
  std::string const path = w.org("/events?eventType=API_KEY_DESCRIPTION_CHANGED");
  Answer const answer = w.get(path);
  Node const page = expect_ok(answer);
  auto const listed = column(answer, member(answer, page, "results"), "targetPublicKey");
  expect(answer, listed == changed, "the newest first");
  Answer const second = w.get(path + "&itemsPerPage=1&pageNum=2");
  expect_text(second, only_event(second), "targetPublicKey", changed[1]);
  expect_member(second, expect_ok(second), "totalCount", "3");
}

void by_type(World& w) {
  rename(w);
  std::string const path = w.org("/events");
  Answer const all = w.get(path);
  std::string const types = types_on(all);
  for (auto const* type : {"ORG_CREATED", "API_KEY_CREATED", "ORG_RENAMED"})
    expect(all, types.contains(type), type);
  for (auto const* query :
       {"?eventType=ORG_CREATED&eventType=ORG_RENAMED", "?eventType=ORG_CREATED,ORG_RENAMED"}) {
    Answer const answer = w.get(path + query);
    expect_member(answer, expect_ok(answer), "totalCount", "2");
  }
  expect_types(w.get(path + "?eventType=GROUP_DELETED"), "");
  // One that nothing here makes.
  expect_types(w.get(path + "?eventType=TEAM_UPDATED"), "");
}

// Encoded as clients encode it.
std::string dated(std::string_view name, std::string date) {
  for (auto at = date.find(':'); at != std::string::npos; at = date.find(':'))
    date.replace(at, 1, "%3A");
  return fmt::format("&{}={}", name, date);
}

void by_date(World& w) {
  rename(w);
  std::string const path = w.org("/events?eventType=ORG_RENAMED");
  Answer const answer = w.get(path);
  std::string const then = text_of(answer, only_event(answer), "created");
  std::string const before = "2001-01-01T00:00:00Z";
  std::string const after = "2101-01-01T00:00:00Z";
  expect_types(w.get(path + dated("minDate", then)), "ORG_RENAMED");
  expect_types(w.get(path + dated("maxDate", then)), "");
  expect_types(w.get(path + dated("minDate", then) + dated("maxDate", then)), "");
  expect_types(w.get(path + dated("minDate", before) + dated("maxDate", after)), "ORG_RENAMED");
  expect_types(w.get(path + dated("minDate", after)), "");
  expect_types(w.get(path + dated("maxDate", before)), "");
}

void refused_filters(World& w) {
  std::string const project = w.new_project("Watched");
  for (auto const& path : {w.org("/events"), project_path(project, "/events")}) {
    expect_error_on(w.get(path + "?eventType=NO_SUCH_TYPE"), 400, "INVALID_ENUM_VALUE",
                    "NO_SUCH_TYPE");
    for (auto const* name : {"minDate", "maxDate"})
      expect_code(w.get(fmt::format("{}?{}=yesterday", path, name)), 400, "INVALID_DATE_FORMAT");
    std::string const range =
        dated("minDate", "2025-01-02T00:00:00Z") + dated("maxDate", "2025-01-01T00:00:00Z");
    expect_code(w.get(path + "?eventType=ORG_CREATED" + range), 400, "INVALID_DATE_RANGE");
  }
  expect_code(w.get(project_path(project, "/events?excludedEventType=NO_SUCH_TYPE")), 400,
              "INVALID_ENUM_VALUE");
}

void of_a_project(World& w) {
  std::string const project = w.new_project("Watched");
  std::string const events = project_path(project, "/events");
  expect_member(w.get(events), expect_ok(w.get(events)), "totalCount", "2");
  expect_types(w.get(events + "?excludedEventType=GROUP_CREATED"), "JOINED_GROUP");
  Answer const answer = w.get(events + "?eventType=GROUP_CREATED&clusterNames=some");
  Node const event = only_event(answer);
  std::string const id = text_of(answer, event, "id");
  expect_text(answer, event, "groupId", project);
  expect_text(answer, event, "orgId", w.id());
  expect_equal(answer, "self", href_of(event, "self"), w.url(events + "/" + id));
  Answer const alone = w.get(events + "/" + id);
  expect_equal(alone, "the event", show(expect_ok(alone)), show(event));
}

void levels_apart(World& w) {
  std::string const project = w.new_project("Watched");
  std::string const other = w.new_project("Other");
  rename(w);
  Answer const joined = w.get(project_path(project, "/events?eventType=JOINED_GROUP"));
  std::string const inside = text_of(joined, only_event(joined), "id");
  expect_types(w.get(w.org("/events?eventType=JOINED_GROUP")), "");
  expect_error_on(w.get(w.org("/events/" + inside)), 404, "ORG_EVENT_NOT_FOUND", inside);
  expect_error_on(w.get(project_path(other, "/events/" + inside)), 404, "EVENT_NOT_FOUND", inside);
  Answer const renamed = w.get(w.org("/events?eventType=ORG_RENAMED"));
  std::string const outside = text_of(renamed, only_event(renamed), "id");
  expect_error_on(w.get(project_path(project, "/events/" + outside)), 404, "EVENT_NOT_FOUND",
                  outside);
  Organization const stranger = w.another_organization();
  expect_error_on(
      w.send(w.request("GET", "/orgs/" + stranger.id + "/events/" + outside).by(stranger.key.pair)),
      404, "ORG_EVENT_NOT_FOUND", outside);
}

// With the project its own list goes; that it was there and is gone stays.
void of_a_deleted_project(World& w) {
  std::string const project = w.new_project("Gone");
  expect_accepted(w.remove("/groups/" + project));
  expect_error_on(w.get(project_path(project, "/events")), 404, "GROUP_NOT_FOUND", project);
  for (auto const* type : {"GROUP_CREATED", "GROUP_DELETED"}) {
    Answer const answer = w.get(w.org("/events?eventType=") + type);
    expect_text(answer, only_event(answer), "groupId", project);
  }
}

void who_may_read(World& w) {
  std::string const project = w.new_project("Watched");
  std::string const events = project_path(project, "/events");
  KeyPair const member = w.new_key("ORG_MEMBER").pair;
  KeyPair const reader = w.new_key("ORG_READ_ONLY").pair;
  expect_ok(w.send(w.request("GET", w.org("/events")).by(member)));
  expect_code(w.send(w.request("GET", events).by(member)), 401, "USER_UNAUTHORIZED");
  expect_ok(w.send(w.request("GET", events).by(reader)));
  KeyPair const stranger = w.another_organization().key.pair;
  expect_code(w.send(w.request("GET", w.org("/events")).by(stranger)), 401, "USER_UNAUTHORIZED");
}

void raw(World& w) {
  std::string const project = w.new_project("Watched");
  Answer const answer =
      w.get(project_path(project, "/events?eventType=GROUP_CREATED&includeRaw=true"));
  Node const event = only_event(answer);
  Node const& more = member(answer, event, "raw");
  expect_members(answer, more, {"cid", "cre", "description", "id", "orgId", "orgName"});
  expect_text(answer, more, "cid", project);
  expect_text(answer, more, "cre", text_of(answer, event, "created"));
  expect_text(answer, more, "description", "Group created");
  expect_text(answer, more, "id", text_of(answer, event, "id"));
  expect_text(answer, more, "orgId", w.id());
  expect_text(answer, more, "orgName", w.mine().name);
  Answer const alone = w.get(w.org("/events/" + text_of(answer, event, "id") + "?includeRaw=true"));
  expect_equal(alone, "raw", show(member(alone, expect_ok(alone), "raw")), show(more));
}

void event_types(World& w) {
  Answer const answer = w.get("/eventTypes?itemsPerPage=500");
  Node const page = expect_ok(answer);
  Node const& results = member(answer, page, "results");
  expect_member(answer, page, "totalCount", std::to_string(results.children.size()));
  auto const names = column(answer, results, "eventType");
  expect(answer, std::ranges::is_sorted(names), "in order");
  Node const& one = element_with(answer, results, "eventType", "API_KEY_CREATED");
  expect_members(answer, one, {"alertable", "description", "eventType"});
  expect_member(answer, one, "alertable", "false");
  expect_text(answer, one, "description", "API key created");
  Answer const second = w.get("/eventTypes?itemsPerPage=1&pageNum=2");
  expect(second,
         column(second, member(second, expect_ok(second), "results"), "eventType") ==
             std::vector{names.at(1)},
         "the second of them");
  Answer const beyond = w.get("/eventTypes?itemsPerPage=500&pageNum=9");
  expect_member(beyond, expect_ok(beyond), "results", "[]");
}

constexpr std::array cases{
    Case{"an event of an organization has exactly the documented members", of_an_organization},
    Case{"an event of an API key names it, and the entry of its access list", of_keys},
    Case{"an event of a person names whom and who", of_people},
    Case{"events are listed in pages, the newest first", newest_first},
    Case{"events are filtered by any number of types", by_type},
    Case{"events are filtered from a moment on and until before another", by_date},
    Case{"a filter that is none is refused with what is wrong", refused_filters},
    Case{"a project tells its events, with types left out on request", of_a_project},
    Case{"events are shown on their own level and in their own place", levels_apart},
    Case{"an organization still tells of a project that is gone", of_a_deleted_project},
    Case{"every member reads an organization's events, a project's who may see it", who_may_read},
    Case{"with includeRaw an event says more of itself", raw},
    Case{"the types of events are listed in pages", event_types},
};

}  // namespace
}  // namespace conformance::event_rows

std::span<conformance::Case const> conformance::event_row_cases() { return event_rows::cases; }
