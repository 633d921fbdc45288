// The scene is built through the API, except for what the API cannot make: teams and people with
// given ids, and keys without a role in their organization.
#include "scene.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "api/uri.hpp"
#include "async/blocking_loop.hpp"
#include "store/api_keys.hpp"
#include "store/organizations.hpp"
#include "store/projects.hpp"
#include "store/teams.hpp"
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

void write(orgd::Database& database, orgd::Work const& work) {
  orgd::BlockingLoop loop;
  if (!loop.run(database.connect(loop)->write(work)))
    throw std::runtime_error("cannot set the scene");
}

orgd::store::OrgId org_id_of(Place const& place) {
  return orgd::store::OrgId::of(place.texts.at("orgId"));
}

// The query that a row cannot do without, or with `all`, every parameter.
std::string query_of(Row const& row, Texts const& texts, Variant const& variant) {
  bool const all = variant.texts.contains("every parameter");
  std::string query;
  Variant const plain;
  for (Shape const& part : row.query.parts) {
    bool const needed = !part.optional && part.kind == Shape::Kind::text;
    if ((!needed && !all) || variant.without.contains(part.name)) continue;
    Sample sample = sample_of(part, texts, plain);
    if (part.kind == Shape::Kind::list) sample = sample.children.front();
    std::string value = print(sample);
    if (value.starts_with('"')) value = value.substr(1, value.size() - 2);
    query +=
        fmt::format("{}{}={}", query.empty() ? "?" : "&", part.name, atlas::percent_encode(value));
  }
  return query;
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
  unknown_.texts["groupName"] = "Nowhere";
  unknown_.texts["teamName"] = "Nowhere";
  make_callers();
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

Place Scene::make_place(std::string const& name, World& world) {
  Place place{.name = name};
  Texts& texts = place.texts;
  texts["orgId"] = world.id();
  texts["orgOwnerId"] = world.owner_id();
  texts["projectOwnerId"] = world.owner_id();
  texts["groupName"] = "Standing";
  texts["groupId"] = world.new_project(texts["groupName"]);
  texts["eventId"] = event_of(world, texts["groupId"]);
  texts["apiUserId"] = new_key(world, "ORG_READ_ONLY").id;
  conformance::expect_ok(
      world.patch(fmt::format("/groups/{}/apiKeys/{}", texts["groupId"], texts["apiUserId"]),
                  R"({"roles":["GROUP_READ_ONLY"]})"));
  texts["ipAddress"] = listed_address;
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
  add_teams_to(place);
  return place;
}

// One on no project, which can be deleted, and one on the project. A member has two roles
// there, too, and two in the organization.
void Scene::add_teams_to(Place& place) {
  namespace store = orgd::store;
  Texts& texts = place.texts;
  // No id that is given out later.
  std::string const shared =
      texts["groupId"].substr(0, 16) + (place.name == "own" ? "feed00a" : "feed00b");
  texts["teamIds"] = texts["teamId"] = shared + "0";
  texts["teamOnProject"] = shared + "1";
  texts["teamName"] = "Team";
  write(service_.database(), [&](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
    auto const locked = co_await store::lock_organization(tx, org_id_of(place));
    auto const& org = locked.value().lock;
    auto const team_id = store::TeamId::of(texts.at("teamId"));
    co_await store::insert_team(tx, org, team_id, "Team");
    std::vector<store::UserId> const people{store::UserId::of(texts.at("userId"))};
    co_await store::insert_team_members(tx, org, team_id, people);
    store::Names const org_roles{"ORG_MEMBER", "ORG_READ_ONLY"};
    co_await store::set_member_roles(tx, org, people.front(), org_roles);
    auto const on_project = store::TeamId::of(texts.at("teamOnProject"));
    co_await store::insert_team(tx, org, on_project, "Team on a project");
    store::ProjectRoles const roles{.project_id = store::ProjectId::of(texts.at("groupId")),
                                    .roles = {"GROUP_READ_ONLY"}};
    auto two_roles = roles;
    two_roles.roles.emplace_back("GROUP_CLUSTER_MANAGER");
    co_await store::insert_project_roles(tx, org, people.front(), two_roles);
    co_return co_await store::insert_project_roles(tx, org, on_project, roles);
  });
}

std::vector<std::string> Scene::add_teams(std::size_t count) {
  std::vector<std::string> ids;
  write(service_.database(), [&](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
    auto const org = co_await orgd::store::lock_organization(tx, org_id_of(own_));
    for (std::size_t i = 0; i < count; ++i) {
      std::string id = fmt::format("7ea{:021x}", i);
      co_await orgd::store::insert_team(tx, org.value().lock, orgd::store::TeamId::of(id),
                                        fmt::format("Team {}", i));
      ids.push_back(std::move(id));
    }
    co_return orgd::Done{};
  });
  return ids;
}

std::vector<orgd::store::Account> Scene::add_people(std::size_t count) {
  std::vector<orgd::store::Account> people;
  write(service_.database(), [&](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
    auto const org = co_await orgd::store::lock_organization(tx, org_id_of(own_));
    for (std::size_t i = 0; i < count; ++i) {
      std::string const username = fmt::format("member{}@example.org", i);
      orgd::store::Account const person{
          .user_id = orgd::store::UserId::of(fmt::format("9e0{:021x}", i)),
          .spelling = username,
          .username = username,
          .first_name = "Dana",
          .last_name = "Doe",
          .country = "DE"};
      orgd::store::Names const roles{"ORG_MEMBER"};
      orgd::store::Seconds const now{};
      co_await orgd::store::insert_member(tx, org.value().lock, person, roles, now);
      people.push_back(person);
    }
    co_return orgd::Done{};
  });
  return people;
}

std::vector<std::string> Scene::add_projects(std::size_t count) {
  std::vector<std::string> ids;
  write(service_.database(), [&](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
    auto const org = co_await orgd::store::lock_organization(tx, org_id_of(own_));
    for (std::size_t i = 0; i < count; ++i) {
      orgd::store::Project const project{
          .project_id = orgd::store::ProjectId::of(fmt::format("9a0{:021x}", i)),
          .name = fmt::format("Project {}", i),
          .name_folded = fmt::format("project {}", i)};
      co_await orgd::store::insert_project(tx, org.value().lock, project);
      ids.emplace_back(project.project_id);
    }
    co_return orgd::Done{};
  });
  return ids;
}

void Scene::bind_to_project(Key const& key, atlas::GroupRole role) {
  write(service_.database(), [&](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
    namespace store = orgd::store;
    auto const locked = co_await store::lock_organization(tx, org_id_of(own_));
    auto const& org = locked.value().lock;
    auto const key_id = store::KeyId::of(key.id);
    auto record = co_await store::find_api_key(tx, org.id(), key_id);
    record->roles.clear();
    co_await store::update_api_key(tx, org, *record);
    store::ProjectRoles const roles{.project_id = store::ProjectId::of(own_.texts["groupId"]),
                                    .roles = {std::string(atlas::name_of(role))}};
    co_await store::insert_project_roles(tx, org, key_id, roles);
    co_return co_await store::touch_authorization(tx, org);
  });
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
  return row.info->access == atlas::Access::link ? request : request.by(mine_.key());
}

Answer Scene::try_out(RequestSpec const& request) {
  trial_->keep(false);
  Answer answer = send(request);
  trial_->keep(true);
  return answer;
}

RequestSpec example_request(Row const& row, Texts const& texts, Variant const& variant) {
  std::vector<std::string_view> values;
  for (Shape const& part : row.path.parts) values.push_back(texts.at(part.name));
  RequestSpec request{
      .method = std::string(atlas::name_of(row.info->method)),
      .target = atlas::expand_template(row.info->path, values) + query_of(row, texts, variant)};
  std::string const type = atlas::media_type_of(row.info->version);
  request.headers.push_back({"Accept", type});
  if (!row.has_body) return request;
  request.headers.push_back({"Content-Type", type});
  request.body = print(sample_of(row.body, texts, variant));
  return request;
}

}  // namespace contract
