// Organizations for cases, and the calls that set a case's scene.
#include "world.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common_rules.hpp"

namespace conformance {
namespace {

constexpr std::string_view prefix = "/api/atlas/v2";

// An organization has at most 50 linked to it; the last place is for the next root.
constexpr int linked_per_root = 45;

RequestSpec owner_request(KeyPair const& key, std::string method, std::string_view path,
                          std::string body) {
  RequestSpec request{.method = std::move(method),
                      .target = fmt::format("{}{}", prefix, path),
                      .headers = {{"Accept", std::string(v2023)}},
                      .body = std::move(body),
                      .credentials = key};
  if (!request.body.empty()) request.headers.push_back({"Content-Type", std::string(v2023)});
  return request;
}

Key key_of(Answer const& answer, Node const& shown) {
  return {.id = text_of(answer, shown, "id"),
          .pair = {.public_key = text_of(answer, shown, "publicKey"),
                   .private_key = text_of(answer, shown, "privateKey")}};
}

}  // namespace

OrganizationSource::OrganizationSource(Door& door, KeyPair bootstrap) : door_(door) {
  Organization root{.id = {}, .name = {}, .owner_id = {}, .key = {{}, std::move(bootstrap)}};
  Answer const orgs = door_.send(owner_request(root.key.pair, "GET", "/orgs", {}));
  Node const page = expect_ok(orgs);
  Node const& results = member(orgs, page, "results");
  expect(orgs, results.children.size() == 1, "exactly the organization of the key");
  root.id = text_of(orgs, results.children.front(), "id");
  Answer const people =
      door_.send(owner_request(root.key.pair, "GET", "/orgs/" + root.id + "/users", {})
                     .with("Accept", std::string(v2025)));
  Node const users = expect_ok(people, 200, v2025);
  for (Node const& user : member(people, users, "results").children)
    if (root.owner_id.empty() && show(user).contains("\"ORG_OWNER\""))
      root.owner_id = text_of(people, user, "id");
  expect(people, !root.owner_id.empty(), "a person who owns the organization of the key");
  roots_.push_back(std::move(root));
}

Organization OrganizationSource::create(Organization const& parent, std::string const& name) {
  std::string const api_key = object({{"desc", quoted("owner")}, {"roles", texts({"ORG_OWNER"})}});
  Answer const answer = door_.send(owner_request(
      parent.key.pair, "POST", "/orgs",
      object(
          {{"name", quoted(name)}, {"orgOwnerId", quoted(parent.owner_id)}, {"apiKey", api_key}})));
  Node const created = expect_ok(answer, 201);
  return {.id = text_of(answer, member(answer, created, "organization"), "id"),
          .name = name,
          .owner_id = parent.owner_id,
          .key = key_of(answer, member(answer, created, "apiKey"))};
}

Organization OrganizationSource::make(std::string const& name) {
  if (linked_ >= linked_per_root) {
    roots_.push_back(create(roots_.back(), "Root"));
    linked_ = 0;
  }
  Organization made = create(roots_.back(), name);
  ++linked_;
  return made;
}

void OrganizationSource::drop(Organization const& organization) {
  door_.send(owner_request(organization.key.pair, "DELETE", "/orgs/" + organization.id, {}));
}

void OrganizationSource::note(RequestSpec const& request, Answer const& answer) {
  for (auto& [rule, example] : conformance::broken_rules(request, answer))
    broken_rules_.try_emplace(rule, example);
  if (answer.status < 400) return;
  auto const body = parse_json(answer.body);
  auto const* code = body ? body->find("errorCode") : nullptr;
  if (code) refusals_.insert({request.method, request.target, code->text});
}

World::World(OrganizationSource& source) : source_(source), mine_(source.make("Case")) {}

World::~World() {
  try {
    door().take_turns(true);
    for (std::string const& project : projects_) remove("/groups/" + project);
    for (Organization const& other : others_) source_.drop(other);
    source_.drop(mine_);
  } catch (...) {  // NOLINT(bugprone-empty-catch)
    // Cleaning up is a courtesy: the next case has an organization of its own.
  }
}

std::string World::url(std::string_view path) const {
  return fmt::format("{}{}{}", source_.door().base_url(), prefix, path);
}

RequestSpec World::request(std::string method, std::string_view path, std::string body) const {
  return owner_request(mine_.key.pair, std::move(method), path, std::move(body));
}

Answer World::send_to(Door& server, RequestSpec const& request) {
  Answer answer = server.send(request);
  source_.note(request, answer);
  return answer;
}

Organization World::another_organization(std::string const& name) {
  return others_.emplace_back(source_.make(name));
}

Key World::new_key(std::string_view role) {
  Answer const answer =
      post(org("/apiKeys"), object({{"desc", quoted(role)}, {"roles", texts({role})}}));
  return key_of(answer, expect_ok(answer));
}

Node World::invite(std::string_view username, std::string_view role) {
  return expect_ok(
      post(org("/invites"), object({{"username", quoted(username)}, {"roles", texts({role})}})));
}

std::string World::new_project(std::string_view name) {
  Answer const answer =
      post("/groups", object({{"name", quoted(name)}, {"orgId", quoted(mine_.id)}}));
  projects_.push_back(text_of(answer, expect_ok(answer, 201), "id"));
  return projects_.back();
}

Node World::new_member(std::string_view username, std::string_view role) {
  Node const invitation = invite(username, role);
  return expect_ok(send(link_request(link_of(invitation.find("id")->text), account_body())), 200,
                   "application/json");
}

std::string token_of(std::string_view link) {
  constexpr std::string_view mark = "#token=";
  auto const at = link.find(mark);
  return at == link.npos ? "" : std::string(link.substr(at + mark.size()));
}

std::string World::link_of(std::string const& invitation_id, std::string_view verb) {
  std::string const link = door().mail_link(invitation_id);
  std::string const page = fmt::format("/console/accept/{}#token=", invitation_id);
  if (!link.contains(page))
    throw Failure{"the mail's link is not one to .../console/accept/{id}#token=...: " + link};
  return fmt::format("/orgd/v1/invitations/{}:{}#token={}", invitation_id, verb, token_of(link));
}

RequestSpec World::link_request(std::string target, std::string body) const {
  std::string const token = token_of(target);
  if (!token.empty()) {
    target.resize(target.find('#'));
    if (body.empty()) body = "{}";
    body.insert(1, fmt::format(R"("token":"{}"{})", token, body == "{}" ? "" : ","));
  }
  RequestSpec request{.method = "POST", .target = std::move(target), .body = std::move(body)};
  if (request.body.empty()) return request;
  return request.with("Content-Type", "application/json");
}

std::string World::person(std::string_view name) const {
  return fmt::format("{}.{}@example.org", name, mine_.id);
}

Node World::users_2025(std::string_view query) {
  Answer const answer = get_2025(org("/users") + std::string(query));
  return member(answer, expect_ok(answer, 200, v2025), "results");
}

std::vector<std::string> World::event_types(std::string const& org_id) {
  stay_on_one_server();
  return door().backstage().event_types(org_id.empty() ? id() : org_id);
}

std::string World::operate(std::vector<std::string> const& command,
                           std::string const& private_key) {
  auto printed = door().operator_command(command, private_key);
  if (!printed) throw Failure{fmt::format("the command {} fails", fmt::join(command, " "))};
  return std::move(*printed);
}

Challenge World::challenge() {
  Answer const answer = send(request("GET", "").by_nobody());
  auto challenge = parse_challenge(answer.header("WWW-Authenticate"));
  if (!challenge) fail(answer, "a Digest challenge");
  return std::move(*challenge);
}

std::string account_body(std::string_view first_name, std::string_view last_name) {
  return object({{"firstName", quoted(first_name)},
                 {"lastName", quoted(last_name)},
                 {"country", quoted("DE")},
                 {"password", quoted("correct horse")}});
}

}  // namespace conformance
