// The scene is built through the API, except for what the API cannot make: see scene_store.cpp.
#include "scene.hpp"

#include <fmt/format.h>

#include "api/uri.hpp"
#include "in_process_platform.hpp"
#include "text_samples.hpp"

namespace contract {
namespace {

using conformance::Key;
using conformance::World;

constexpr std::string_view listed_address = "203.0.113.7";

std::string text_in(conformance::Node const& node, std::string_view name) {
  return node.find(name)->text;
}

// That the project was made, which its organization tells as well.
std::string event_of(World& world, std::string const& project_id) {
  auto const page = conformance::expect_ok(
      world.get("/groups/" + project_id + "/events?eventType=GROUP_CREATED"));
  return text_in(page.find("results")->children.front(), "id");
}

}  // namespace

Scene::Scene()
    : service_([this](orgd::Database& inner) {
        auto trial = std::make_unique<TrialDatabase>(inner);
        trial_ = trial.get();
        return trial;
      }),
      source_(service_.door(), service_.key()),
      mine_(source_),
      other_(source_),
      empty_(source_),
      own_(make_place("own", mine_)),
      foreign_(make_place("foreign", other_)),
      unknown_(own_) {
  unknown_.name = "unknown";
  for (auto const* id : {"orgId", "groupId", "invitationId", "apiUserId", "eventId", "userId"})
    unknown_.texts[id] = conformance::nobody_id;
  unknown_.texts["secretId"] = conformance::nobody_id;
  unknown_.texts["sessionId"] = conformance::nobody_id;
  unknown_.texts["factorId"] = conformance::nobody_id;
  unknown_.texts["clientId"] = fmt::format("mdb_sa_id_{}", conformance::nobody_id);
  for (auto const* name : {"endpointSetId", "groupName", "teamName", "userName"})
    unknown_.texts[name] = "Nowhere";
  make_callers();
  make_people();
  add_sessions_to(own_);
}

Scene& Scene::shared() {
  static Scene scene;
  return scene;
}

Key Scene::new_key(World& world, std::string_view role) {
  Key key = world.new_key(role);
  // One entry lets the tests in, the other is there to be returned and removed.
  conformance::expect_ok(world.post(world.org("/apiKeys/" + key.id + "/accessList"),
                                    fmt::format(R"([{{"ipAddress":"{}"}},{{"ipAddress":"{}"}}])",
                                                world.address(), listed_address)));
  return key;
}

// One that is there to be returned and removed.
void Scene::list_address_of_account(Place const& place, World& world) {
  std::string const type = atlas::media_type_of(atlas::v2024_08_05);
  std::string const path = "/serviceAccounts/" + place.texts.at("clientId") + "/accessList";
  std::string const body = fmt::format(R"([{{"ipAddress":"{}"}}])", listed_address);
  auto const request = world.request("POST", world.org(path), body);
  conformance::expect_ok(world.send(request.with("Accept", type).with("Content-Type", type)), 200,
                         type);
}

Place Scene::make_place(std::string const& name, World& world) {
  Place place{.name = name};
  Texts& texts = place.texts;
  texts["orgId"] = world.id();
  texts["orgOwnerId"] = texts["projectOwnerId"] = world.owner_id();
  texts["groupName"] = "Standing";
  texts["groupId"] = world.new_project(texts["groupName"]);
  texts["eventId"] = event_of(world, texts["groupId"]);
  texts["apiUserId"] = new_key(world, "ORG_READ_ONLY").id;
  conformance::expect_ok(
      world.patch(fmt::format("/groups/{}/apiKeys/{}", texts["groupId"], texts["apiUserId"]),
                  R"({"roles":["GROUP_READ_ONLY"]})"));
  add_service_account_to(place, world);
  list_address_of_account(place, world);
  texts["ipAddress"] = listed_address;
  texts["limitName"] = "atlas.project.deployment.clusters";
  texts["username"] = world.person("invited");
  texts["orgInvitation"] = texts["invitationId"] = text_in(world.invite(texts["username"]), "id");
  texts["token"] = conformance::token_of(world.link_of(texts["invitationId"]));
  std::string const body = R"({"roles":["GROUP_OWNER"],"username":")" + texts["username"] + R"("})";
  auto const asked = world.post("/groups/" + texts["groupId"] + "/invites", body);
  texts["projectInvitation"] = text_in(conformance::expect_ok(asked), "id");
  // In a request for one more it is an owner, who is in no team.
  texts["id"] = world.owner_id();
  texts["usernames"] = texts["username"];
  texts["userId"] = text_in(world.new_member(world.person("member")), "id");
  texts.insert({{"userName", world.person("member")},
                {"passwordToken", world.door().backstage().person_link(world.person("member"))},
                {"endpointSetId", "ORG"},
                {"destinationOrgId", empty_.id()},
                {"destinationOrgPublicApiKey", empty_.key().public_key},
                {"destinationOrgPrivateApiKey", empty_.key().private_key}});
  add_teams_to(place);
  return place;
}

// With one secret, so that there is room for another, and a role on the project.
void Scene::add_service_account_to(Place& place, World& world) {
  Texts& texts = place.texts;
  std::string const type = atlas::media_type_of(atlas::v2024_08_05);
  auto const send = [&](std::string const& path, int status, std::string const& body) {
    auto const request = world.request("POST", path, body);
    return conformance::expect_ok(
        world.send(request.with("Accept", type).with("Content-Type", type)), status, type);
  };
  auto const made = send(world.org("/serviceAccounts"), 201,
                         R"({"name":"sa","description":"d","roles":["ORG_MEMBER"],)"
                         R"("secretExpiresAfterHours":8})");
  texts["clientId"] = text_in(made, "clientId");
  texts["secretId"] = text_in(made.find("secrets")->children.front(), "id");
  send(fmt::format("/groups/{}/serviceAccounts/{}:invite", texts["groupId"], texts["clientId"]),
       200, R"({"roles":["GROUP_READ_ONLY"]})");
}

void Scene::make_callers() {
  for (std::size_t i = 0; i < atlas::org_role_names.size(); ++i) {
    auto const role = static_cast<atlas::OrgRole>(i);
    Key const key = new_key(mine_, atlas::name_of(role));
    callers_.push_back({.name = std::string(atlas::name_of(role)),
                        .key = key.pair,
                        .key_id = key.id,
                        .rights = {.inside = true, .org_roles = {role}}});
  }
  for (std::size_t i = 0; i < atlas::group_role_names.size(); ++i) {
    auto const role = static_cast<atlas::GroupRole>(i);
    Key const key = new_key(mine_, "ORG_MEMBER");
    bind_to_project(key, role);
    callers_.push_back({.name = std::string(atlas::name_of(role)) + " of the project",
                        .key = key.pair,
                        .key_id = key.id,
                        .rights = {.inside = true, .group_roles = {role}}});
  }
}

Place Scene::self(CallerKind const& caller) const {
  Place place = own_;
  place.name = "its own key";
  place.texts["apiUserId"] = caller.key_id;
  return place;
}

RequestSpec Scene::request(Row const& row, Variant const& variant) const {
  // An organization can be deleted only when it has no projects.
  bool const whole_org = row.info->method == atlas::Method::remove && row.path.parts.size() == 1 &&
                         row.path_part("orgId");
  if (!whole_org) return request(row, own_, variant);
  Place place = own_;
  place.texts["orgId"] = empty_.id();
  return request(row, place, variant).by(empty_.key());
}

RequestSpec Scene::request(Row const& row, Place const& place, Variant const& variant) const {
  Texts texts = place.texts;
  // A team or invitation that is addressed by a project is one of it, unless a test names another.
  bool const on_project = row.path_part("groupId") && row.path_part("teamId");
  if (on_project && texts["teamId"] == texts["teamIds"]) texts["teamId"] = texts["teamOnProject"];
  if (row.path_part("groupId") && texts["invitationId"] == texts["orgInvitation"])
    texts["invitationId"] = texts["projectInvitation"];
  RequestSpec const request = example_request(row, texts, variant);
  if (atlas::needs_no_credential(row.info->access)) return request;
  if (row.info->access == atlas::Access::server_operator) return by(request, proven_operator_);
  if (atlas::needs_session(row.info->access)) return by(request, {.token = token_of_member_});
  return request.by(mine_.key());
}

RequestSpec Scene::by(RequestSpec const& request, CallerKind const& caller) {
  if (caller.token.empty()) return request.without("Authorization").by(caller.key);
  return request.by_nobody().with("Authorization", "Bearer " + caller.token);
}

void Scene::make_people() {
  std::size_t number = 0;
  for (auto const name : atlas::org_role_names) {
    CallerKind person = make_person(number++, {std::string(name)}, {});
    person.name = fmt::format("a person with {}", name);
    person.rights = {.inside = true, .org_roles = {*atlas::parse_org_role(name)}, .person = true};
    people_.push_back(std::move(person));
  }
  for (auto const name : atlas::group_role_names) {
    CallerKind person = make_person(number++, {}, {std::string(name)});
    person.name = fmt::format("a person with {} on the project", name);
    person.rights = {
        .inside = true, .group_roles = {*atlas::parse_group_role(name)}, .person = true};
    people_.push_back(std::move(person));
  }
  proven_operator_ = make_operator(number++, orgd::StandingPlatform::start);
  unproven_operator_ = make_operator(number, {});
}

Answer Scene::try_out(RequestSpec const& request) {
  trial_->keep(false);
  Answer answer = send(request);
  trial_->keep(true);
  return answer;
}

}  // namespace contract
