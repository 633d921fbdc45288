// Projects: making and deleting them, and the listing below an organization.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::projects {
namespace {

std::string body(World& w, std::string_view name, std::vector<Member> more = {}) {
  std::vector<Member> members{{"name", quoted(name)}, {"orgId", quoted(w.id())}};
  members.insert(members.end(), more.begin(), more.end());
  return object(members);
}

std::vector<std::string> listed(Answer const& answer) {
  Node const page = expect_ok(answer);
  return column(answer, member(answer, page, "results"), "name");
}

void create(World& w) {
  Answer const answer = w.post("/groups", body(w, "First"));
  Node const created = expect_ok(answer, 201);
  expect_members(
      answer, created,
      {"clusterCount", "created", "id", "links", "name", "orgId", "withDefaultAlertsSettings"});
  expect_member(answer, created, "withDefaultAlertsSettings", "true");
  std::string const id = text_of(answer, created, "id");
  expect_object_id(answer, id);
  expect_text(answer, created, "name", "First");
  expect_text(answer, created, "orgId", w.id());
  expect_member(answer, created, "clusterCount", "0");
  expect_date(answer, created, "created");
  expect_equal(answer, "self", href_of(created, "self"), w.url("/groups/" + id));
  expect_header(answer, "Location", w.url("/groups/" + id));
  expect_accepted(w.remove("/groups/" + id));
}

void get(World& w) {
  constexpr std::string_view tags = R"([{"key":"team","value":"core"}])";
  Answer const made = w.post("/groups", body(w, "First", {{"tags", std::string(tags)}}));
  Node const created = expect_ok(made, 201);
  std::string const path = "/groups/" + text_of(made, created, "id");
  Answer const answer = w.get(path);
  expect_equal(answer, "the project", show(expect_ok(answer)), show(created));
  // Whoever has a role on it, or reads all of the organization; its members without one do not.
  expect_equal(answer, "what a reader sees",
               w.send(w.request("GET", path).by(w.new_key("ORG_READ_ONLY").pair)).body,
               answer.body);
  expect_code(w.send(w.request("GET", path).by(w.new_key("ORG_MEMBER").pair)), 401,
              "USER_UNAUTHORIZED");
  expect_accepted(w.remove(path));
  expect_error_on(w.get(path), 404, "GROUP_NOT_FOUND", text_of(made, created, "id"));
}

void create_with_tags(World& w) {
  constexpr std::string_view tags = R"([{"key":"team","value":"core 1"},{"key":"b","value":"c"}])";
  Answer const answer = w.post("/groups", body(w, "Tagged", {{"tags", std::string(tags)}}));
  Node const created = expect_ok(answer, 201);
  expect_member(answer, created, "tags", tags);
  Answer const list = w.get(w.org("/groups"));
  Node const page = expect_ok(list);
  expect_member(list, member(list, page, "results").children.at(0), "tags", tags);
  expect_accepted(w.remove("/groups/" + text_of(answer, created, "id")));
}

void bad_tags(World& w) {
  for (auto const* tags :
       {R"([{"key":"","value":"v"}])", R"([{"key":"k","value":""}])", R"([{"key":"k"}])",
        R"([{"key":"k","value":"a/b"}])", R"([{"key":"k","value":"a"},{"key":"k","value":"b"}])"})
    expect_status(w.post("/groups", body(w, "Tagged", {{"tags", tags}})), 400);
  Answer const marks =
      w.post("/groups", body(w, "Tagged", {{"tags", R"([{"key":"a/b","value":"v"}])"}}));
  expect_error_on(marks, 400, "INVALID_ATTRIBUTE", "tags[0].key");
  expect(marks, marks.body.contains("contains invalid characters; allowable characters are"),
         "the allowable characters");
  std::string const tag = object({{"key", quoted("k")}, {"value", quoted(std::string(256, 'v'))}});
  Answer const length = w.post("/groups", body(w, "Tagged", {{"tags", "[" + tag + "]"}}));
  expect(length, length.body.contains("exceeded the maximum allowed length of 255 characters"),
         "the maximum length");
}

void fifty_tags(World& w) {
  auto const tags = [](int count) {
    std::string list;
    for (int i = 0; i < count; ++i)
      list += fmt::format(R"({}{{"key":"k{}","value":"v"}})", i ? "," : "", i);
    return "[" + list + "]";
  };
  Answer const answer = w.post("/groups", body(w, "Fifty", {{"tags", tags(50)}}));
  Node const created = expect_ok(answer, 201);
  expect_member(answer, created, "tags", tags(50));
  expect_error_on(w.post("/groups", body(w, "More", {{"tags", tags(51)}})), 400, "VALIDATION_ERROR",
                  "tags must hold at most 50 elements");
}

void in_lists(World& w) {
  std::string const id = w.new_project("Listed");
  Answer const answer = w.get(w.org("/groups"));
  Node const page = expect_ok(answer);
  Node const& one = member(answer, page, "results").children.at(0);
  expect_members(answer, one,
                 {"clusterCount", "created", "id", "links", "name", "orgId", "tags",
                  "withDefaultAlertsSettings"});
  expect_member(answer, one, "tags", "[]");
  expect_member(answer, one, "withDefaultAlertsSettings", "true");
  expect_member(
      answer, one, "links",
      array({object({{"href", quoted(w.url("/groups/" + id))}, {"rel", quoted("self")}})}));
}

void without_default_alerts(World& w) {
  Answer const answer =
      w.post("/groups", body(w, "Quiet", {{"withDefaultAlertsSettings", "false"}}));
  std::string const id = text_of(answer, expect_ok(answer, 201), "id");
  expect_member(answer, json_of(answer), "withDefaultAlertsSettings", "false");
  Answer const list = w.get(w.org("/groups"));
  Node const page = expect_ok(list);
  expect_member(list, member(list, page, "results").children.at(0), "withDefaultAlertsSettings",
                "false");
  expect_accepted(w.remove("/groups/" + id));
}

void order_and_prefix(World& w) {
  for (auto const* name : {"beta", "Alpha", "alps", "Beta 2"}) w.new_project(name);
  Answer const all = w.get(w.org("/groups"));
  expect(all, listed(all) == std::vector<std::string>{"Alpha", "Beta 2", "alps", "beta"},
         "byte order of names");
  Answer const some = w.get(w.org("/groups?name=aL"));
  expect(some, listed(some) == std::vector<std::string>{"Alpha", "alps"}, "the prefix in any case");
  Answer const none = w.get(w.org("/groups?name=lpha"));
  expect(none, listed(none).empty(), "no match inside a name");
  Answer const empty = w.get(w.org("/groups?name="));
  expect(empty, listed(empty).size() == 4, "no filter by an empty name");
}

void names_are_unique(World& w) {
  w.new_project("Taken");
  expect_error_on(w.post("/groups", body(w, "Taken")), 409, "GROUP_ALREADY_EXISTS", "Taken");
  w.new_project("taken");
  Organization const other = w.another_organization();
  Answer const answer = w.send(
      w.request("POST", "/groups", object({{"name", quoted("Taken")}, {"orgId", quoted(other.id)}}))
          .by(other.key.pair));
  std::string const id = text_of(answer, expect_ok(answer, 201), "id");
  expect_accepted(w.send(w.request("DELETE", "/groups/" + id).by(other.key.pair)));
}

void names_are_free_again(World& w) {
  std::string const id = w.new_project("Again");
  expect_accepted(w.remove("/groups/" + id));
  w.new_project("Again");
}

void bad_values(World& w) {
  expect_error_on(w.post("/groups", object({{"orgId", quoted(w.id())}})), 400, "MISSING_ATTRIBUTE",
                  "name");
  expect_error_on(w.post("/groups", object({{"name", quoted("A")}})), 400, "MISSING_ATTRIBUTE",
                  "orgId");
  for (std::string const& name : {std::string("a/b"), std::string(" a"), std::string(65, 'n')})
    expect_error_on(w.post("/groups", body(w, name)), 400, "INVALID_GROUP_NAME", name);
  expect_error_on(w.post("/groups", R"({"name":"A","orgId":"x"})"), 400, "INVALID_ATTRIBUTE",
                  "orgId");
}

void longest_name(World& w) { w.new_project(std::string(64, 'n')); }

void unknown_organization(World& w) {
  expect_error_on(w.post("/groups", object({{"name", quoted("A")}, {"orgId", quoted(nobody_id)}})),
                  404, "ORG_NOT_FOUND", nobody_id);
}

void chosen_owner(World& w) {
  Node const dana = w.new_member(w.person("dana"));
  std::string const dana_id = dana.find("id")->text;
  Answer const answer = w.post("/groups?projectOwnerId=" + dana_id, body(w, "Dana's"));
  std::string const id = text_of(answer, expect_ok(answer, 201), "id");
  Answer const people = w.get_2025(w.org("/users"));
  Node const users = member(people, expect_ok(people, 200, v2025), "results");
  std::string const mine = show(element_with(people, users, "id", dana_id));
  expect(people,
         mine.contains(object({{"groupId", quoted(id)}, {"groupRoles", texts({"GROUP_OWNER"})}})),
         "the chosen owner to own the project");
  std::string const others = show(element_with(people, users, "id", w.owner_id()));
  expect(people, !others.contains(id), "nobody else to own it");
  expect_accepted(w.remove("/groups/" + id));
}

void bad_owners(World& w) {
  expect_error_on(w.post(fmt::format("/groups?projectOwnerId={}", nobody_id), body(w, "A")), 404,
                  "USER_NOT_FOUND", nobody_id);
  expect_error_on(w.post("/groups?projectOwnerId=x", body(w, "A")), 400, "INVALID_QUERY_PARAMETER",
                  "projectOwnerId");
  Organization const other = w.another_organization();
  std::string const stranger = w.new_member(w.person("dana")).find("id")->text;
  std::string const elsewhere = object({{"name", quoted("A")}, {"orgId", quoted(other.id)}});
  expect_code(
      w.send(w.request("POST", "/groups?projectOwnerId=" + stranger, elsewhere).by(other.key.pair)),
      404, "USER_NOT_IN_ORG");
}

void filtered_by_right(World& w) {
  w.new_project("Not yours");
  KeyPair const creator = w.new_key("ORG_GROUP_CREATOR").pair;
  Answer const answer = w.send(w.request("POST", "/groups", body(w, "Yours")).by(creator));
  std::string const id = text_of(answer, expect_ok(answer, 201), "id");
  auto const seen_by = [&](KeyPair const& key) {
    return listed(w.send(w.request("GET", w.org("/groups")).by(key)));
  };
  expect(answer, seen_by(creator) == std::vector<std::string>{"Yours"}, "its own project alone");
  expect(answer, seen_by(w.new_key("ORG_MEMBER").pair).empty(), "no project for a member");
  expect(answer, seen_by(w.new_key("ORG_READ_ONLY").pair).size() == 2, "all for a reader");
  expect(answer, seen_by(w.key()).size() == 2, "all for an owner");
  Answer const counted = w.send(w.request("GET", w.org("/groups")).by(creator));
  expect_member(counted, expect_ok(counted), "totalCount", "1");
  expect_accepted(w.remove("/groups/" + id));
}

void remove(World& w) {
  std::string const id = w.new_project("Short");
  expect_accepted(w.remove("/groups/" + id));
  expect_error_on(w.remove("/groups/" + id), 404, "GROUP_NOT_FOUND", id);
  Answer const list = w.get(w.org("/groups"));
  expect_member(list, expect_ok(list), "totalCount", "0");
  expect_error_on(w.remove(fmt::format("/groups/{}", nobody_id)), 404, "GROUP_NOT_FOUND",
                  nobody_id);
}

void removal_keeps_people_and_keys(World& w) {
  KeyPair const creator = w.new_key("ORG_GROUP_CREATOR").pair;
  Answer const answer = w.send(w.request("POST", "/groups", body(w, "Brief")).by(creator));
  std::string const id = text_of(answer, expect_ok(answer, 201), "id");
  expect_accepted(w.remove("/groups/" + id));
  expect_ok(w.send(w.request("GET", w.org()).by(creator)));
  std::string const people = w.get_2025(w.org("/users")).body;
  expect(answer, !people.contains(id) && people.contains(w.owner_id()),
         "people to stay, their role on it to go");
}

constexpr std::array cases{
    Case{"a project has at most 50 tags", fifty_tags},
    Case{"a new project has exactly the documented members", create},
    Case{"one is returned as it was made, to whoever may see it", get},
    Case{"tags are kept in their order", create_with_tags},
    Case{"tags follow their rules", bad_tags},
    Case{"in a list a project has exactly the documented members", in_lists},
    Case{"withDefaultAlertsSettings is kept", without_default_alerts},
    Case{"the list is in byte order and filtered by prefix in any case", order_and_prefix},
    Case{"names are unique in an organization, not beyond", names_are_unique},
    Case{"a deleted project's name is free again", names_are_free_again},
    Case{"name and organization follow their rules", bad_values},
    Case{"a name of 64 characters is fine", longest_name},
    Case{"an unknown organization is 404", unknown_organization},
    Case{"the owner may be chosen", chosen_owner},
    Case{"an owner must be a member", bad_owners},
    Case{"the list shows what the caller may see", filtered_by_right},
    Case{"a deleted project is gone", remove},
    Case{"deleting a project keeps people and keys", removal_keeps_people_and_keys},
};

}  // namespace
}  // namespace conformance::projects

std::span<conformance::Case const> conformance::project_cases() { return projects::cases; }
