// Many clients at once, each on a thread and loop of its own, calling every operation of the table
// on organizations they share. Whatever they do, the store stays whole and acknowledged things
// stay.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <thread>

#include "invariants.hpp"
#include "known_things.hpp"
#include "scene.hpp"
#include "session_calls.hpp"
#include "stored_rows.hpp"

namespace contract {
namespace {

using conformance::World;
using Random = std::mt19937_64;

constexpr int clients = 32;
constexpr int steps = 40;
constexpr int sessions_of_one = 6;

// The kinds of things by the parameter that names them.
constexpr std::string_view projects = "groupId", invitations = "invitationId", keys = "apiUserId",
                           organizations = "orgId", teams = "teamId", accounts = "clientId",
                           sessions = "sessionId";

class Crowd {
 public:
  explicit Crowd(std::vector<World*> worlds) : worlds_(std::move(worlds)) {}

  // What the client does next, and on which of the organizations.
  struct Step {
    Row const* row = nullptr;
    World* world = nullptr;
    Texts texts{};
    RequestSpec request{};
    Known session{};  // of the person who calls, instead of a key
  };

  Step choose(Random& random) const {
    Step step;
    step.row = &all_rows()[random() % all_rows().size()];
    step.world = worlds_[random() % worlds_.size()];
    std::string const& org = step.world->id();
    Known const invitation = things_.any(kind(invitations, org), random);
    Texts& texts = step.texts;
    texts = {{"orgId", org},
             {"orgOwnerId", step.world->owner_id()},
             {"projectOwnerId", step.world->owner_id()},
             {"groupId", things_.any(kind(projects, org), random).id},
             {"groupName", fmt::format("Name {}", random() % 50)},
             {"apiUserId", things_.any(kind(keys, org), random).id},
             {"endpointSetId", "ORG"},
             {"teamId", things_.any(kind(teams, org), random).id},
             {"teamName", fmt::format("Name {}", random() % 50)},
             {"clientId", things_.any(kind(accounts, org), random).id},
             {"secretId", std::string(conformance::nobody_id)},
             {"sessionId", things_.any(kind(sessions, org), random).id},
             {"factorId", std::string(conformance::nobody_id)},
             {"userId", step.world->owner_id()},
             {"userName", fmt::format("person{}@example.org", random() % 40)},
             {"id", step.world->owner_id()},
             {"usernames", fmt::format("person{}@example.org", random() % 40)},
             {"invitationId", invitation.id},
             {"eventId", std::string(conformance::nobody_id)},
             {"token", invitation.secret},
             {"username", fmt::format("person{}@example.org", random() % 40)},
             {"name", fmt::format("Name {}", random() % 50)},
             {"limitName", "atlas.project.deployment.clusters"},
             {"ipAddress", fmt::format("198.51.100.{}", random() % 20)}};
    KeyPair caller = step.world->key();
    if (step.row->info->id == "deleteOrganization") {
      Known const spare = things_.any(std::string(organizations), random);
      texts["orgId"] = spare.id;
      caller = {.public_key = spare.name, .private_key = spare.secret};
    }
    step.request =
        example_request(*step.row, texts, variant_of(*step.row, texts, random() % 3 == 0));
    if (atlas::needs_no_credential(step.row->info->access)) return step;
    bool const own = step.row->info->access == atlas::Access::person;
    if (own || (step.row->info->id != "deleteOrganization" && random() % 3 == 0)) {
      step.session = things_.any(kind(sessions, org), random);
      step.request = conformance::sessions::by(step.request, step.session.secret);
    } else {
      step.request.credentials = caller;
    }
    return step;
  }

  // An owner who has signed in from several places.
  void add_person(World& world) {
    std::string const username = world.person("owner");
    world.new_member(username, "ORG_OWNER");
    for (int i = 0; i < sessions_of_one; ++i) {
      Known session{.secret = conformance::sessions::sign_in(world, username)};
      Answer const shown = world.send(conformance::sessions::by(
          conformance::sessions::plain("GET", conformance::sessions::current), session.secret));
      session.id = conformance::parse_json(shown.body)->find("id")->text;
      things_.add(kind(sessions, world.id()), session);
    }
  }

  void note(Step const& step, Answer const& answer, conformance::Door& door) {
    if (answer.status != step.row->info->success) return;
    auto const id = step.row->info->id;
    std::string const& org = step.world->id();
    auto const node = conformance::parse_json(answer.body).value_or(conformance::Node{});
    auto const* made = node.find("id");
    if (id == "createProject") things_.add(kind(projects, org), {.id = made->text});
    if (id == "createTeam") things_.add(kind(teams, org), {.id = made->text});
    if (id == "createApiKey") things_.add(kind(keys, org), {.id = made->text});
    if (id == "createOrgServiceAccount")
      things_.add(kind(accounts, org), {.id = node.find("clientId")->text});
    if (id == "createOrganizationInvitation") note_invitation(org, made->text, door);
    if (id == "createOrganization")
      things_.add(std::string(organizations),
                  {.id = node.find("organization")->find("id")->text,
                   .secret = node.find("apiKey")->find("privateKey")->text,
                   .name = node.find("apiKey")->find("publicKey")->text});
    // What a successful call on one thing removes: itself, or the invitation that it settles.
    if (id == "deleteProject") things_.remove(kind(projects, org), step.texts.at("groupId"));
    if (id == "deleteTeam") things_.remove(kind(teams, org), step.texts.at("teamId"));
    if (id == "deleteApiKey") things_.remove(kind(keys, org), step.texts.at("apiUserId"));
    if (id == "deleteOrgServiceAccount")
      things_.remove(kind(accounts, org), step.texts.at("clientId"));
    if (id == "deleteOrganization")
      things_.remove(std::string(organizations), step.texts.at("orgId"));
    if (id == "deleteCurrentSession") end_session(org, step.session);
    if (id == "changePassword")
      for (Known const& session : things_.all(kind(sessions, org)))
        if (session.id != step.session.id) end_session(org, session);
    if (id == "deleteSession") end_session(org, {.id = step.texts.at("sessionId")});
    if (id == "deleteOrganizationInvitation" || id == "acceptInvitation" ||
        id == "rejectInvitation")
      settled_.add(kind(invitations, org), {.id = step.texts.at("invitationId")});
  }

  std::vector<World*> const& worlds() const { return worlds_; }
  // Ended, and answered so.
  std::vector<Known> ended_sessions(std::string const& org) const {
    return settled_.all(kind(sessions, org));
  }

  // Acknowledged and never removed.
  std::vector<Known> standing(std::string_view of, std::string const& org) const {
    auto found = things_.all(kind(of, org));
    for (Known const& settled : settled_.all(kind(of, org)))
      std::erase_if(found, [&](Known const& known) { return known.id == settled.id; });
    return found;
  }
  std::vector<Known> spare_organizations() const { return things_.all(std::string(organizations)); }

 private:
  void end_session(std::string const& org, Known const& session) {
    things_.remove(kind(sessions, org), session.id);
    settled_.add(kind(sessions, org), session);
  }

  static std::string kind(std::string_view parameter, std::string const& org) {
    return fmt::format("{}/{}", parameter, org);
  }

  static Variant variant_of(Row const& row, Texts const& texts, bool owner) {
    Variant variant = variants_of(row).front();
    for (auto const* name : {"username", "name", "ipAddress"}) variant.texts[name] = texts.at(name);
    // An invitation is to name no team that somebody deletes, and a demanded access list would end
    // the test for everybody.
    variant.without.insert({"teamIds", "apiAccessListRequired"});
    // The roles on projects have the same name and another kind of value.
    if (owner) {
      variant.texts["roles"] = "ORG_OWNER";
      variant.without.insert("groupRoleAssignments");
    }
    return variant;
  }

  void note_invitation(std::string const& org, std::string const& id, conformance::Door& door) {
    std::string token = "gone";
    try {
      token = conformance::token_of(door.mail_link(id));
    } catch (conformance::Failure const&) {  // NOLINT(bugprone-empty-catch)
      // Somebody may have cancelled it already.
    }
    things_.add(kind(invitations, org), {.id = id, .secret = token});
  }

  std::vector<World*> worlds_;
  KnownThings things_;
  KnownThings settled_;
};

void run_client(conformance::FreshService& service, Crowd& crowd, unsigned seed) {
  auto const door = service.another_door();
  Random random(seed);
  for (int i = 0; i < steps; ++i) {
    Crowd::Step const step = crowd.choose(random);
    Answer const answer = door->send(step.request);
    // Of one client few sign in at once.
    bool const crowded = answer.status == 503 && step.row->info->id == "createSession";
    EXPECT_TRUE(answer.status < 500 || crowded) << answer.sent << conformance::describe(answer);
    if (answer.header("WWW-Authenticate").empty()) {
      EXPECT_EQ(broken_rules_of(*step.row, step.request, answer), "");
    }
    crowd.note(step, answer, *door);
  }
}

void expect_standing(std::string const& store, std::string const& query,
                     std::vector<Known> things) {
  auto const stored = rows_of(store, query);
  for (Known const& thing : things)
    EXPECT_TRUE(std::ranges::find(stored, thing.id) != stored.end())
        << thing.id << " was acknowledged and is not in: " << query;
}

void expect_total(World& world, std::string_view path, std::string const& store,
                  std::string_view query) {
  auto const page = conformance::expect_ok(world.get(world.org(path)));
  auto const counted = rows_of(store, fmt::format("{} WHERE org_id = '{}'", query, world.id()));
  EXPECT_EQ(std::to_string(page.find("totalCount")->integer), counted.front()) << path;
}

TEST(Clients, LeaveTheStoreWhole) {
  conformance::FreshService service;
  conformance::OrganizationSource source(service.door(), service.key());
  World first(source), second(source), third(source);
  Crowd crowd({&first, &second, &third});
  // With a project that nobody knows of, none of the shared organizations can be deleted.
  for (World* world : crowd.worlds()) world->new_project("Standing");
  for (World* world : crowd.worlds()) crowd.add_person(*world);
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < clients; ++i)
      threads.emplace_back([&, i] { run_client(service, crowd, 20250601 + i); });
  }
  std::string const store = service.stored_at();
  for (auto const& [name, violations] : invariants)
    EXPECT_EQ(rows_of(store, violations), std::vector<std::string>{}) << name;
  expect_standing(store, "SELECT org_id FROM organization WHERE deleted_at IS NULL",
                  crowd.spare_organizations());
  for (World* world : crowd.worlds()) {
    expect_standing(store, "SELECT project_id FROM project", crowd.standing(projects, world->id()));
    expect_standing(store, "SELECT team_id FROM team", crowd.standing(teams, world->id()));
    expect_standing(store, "SELECT key_id FROM api_key", crowd.standing(keys, world->id()));
    expect_standing(store, "SELECT 'mdb_sa_id_' || account_id FROM service_account",
                    crowd.standing(accounts, world->id()));
    expect_standing(store, "SELECT invitation_id FROM membership WHERE status = 1",
                    crowd.standing(invitations, world->id()));
    expect_standing(store, "SELECT session_id FROM person_session",
                    crowd.standing(sessions, world->id()));
    auto const left = rows_of(store, "SELECT session_id FROM person_session");
    for (Known const& ended : crowd.ended_sessions(world->id()))
      EXPECT_TRUE(std::ranges::find(left, ended.id) == left.end())
          << ended.id << " was ended, and is there";
    expect_total(*world, "/groups", store, "SELECT COUNT(*) FROM project");
    expect_total(*world, "/apiKeys", store, "SELECT COUNT(*) FROM api_key");
    expect_total(*world, "/users", store,
                 "SELECT COUNT(CASE WHEN status = 0 THEN 1 END) FROM membership");
  }
}

}  // namespace
}  // namespace contract
