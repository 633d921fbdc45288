// Writes the rows of a plan in the order of their organizations.
#include "orgd/seed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <vector>

#include "api/text.hpp"
#include "async/blocking_loop.hpp"
#include "orgd/seed_plan.hpp"
#include "service/operations/key_views.hpp"
#include "store/organizations.hpp"
#include "store/projects.hpp"
#include "store/teams.hpp"

namespace orgd {
namespace {

// Many enough for a disk, few enough for a database that is some way off.
constexpr std::int64_t rows_per_commit = 1000;
constexpr std::chrono::seconds events_span = std::chrono::days(180);

// A row of a plan: the organization's own, then those of its parts.
struct SeedPlace {
  std::int64_t organization = 0;
  std::int64_t row = 0;
};

// What one transaction writes.
struct SeedBatch {
  SeedPlace next{};
  std::int64_t rows = 0;
  std::vector<SeededOwner> owners{};
};

class Seeder {
 public:
  Seeder(SeedPlan const& plan, Vault const& vault) : plan_(plan), vault_(vault) {}

  bool is_end(SeedPlace const& place) const {
    return place.organization >= plan_.wanted().organizations;
  }
  Task<Done> fill(Transaction& tx, SeedBatch& batch) const;

 private:
  // One of a part of an organization.
  struct Item {
    store::LockedOrg const& org;
    std::int64_t organization;
    std::int64_t index;
    store::Seconds created_at;
  };

  Task<store::LockedOrg> enter(Transaction& tx, SeedPlace const& place) const;
  Task<std::int64_t> add_row(Transaction& tx, store::LockedOrg const& org, SeedBatch& batch) const;
  Task<Done> add(Transaction& tx, SeedPart part, Item const& item, SeedBatch& batch) const;
  Task<Done> add_member(Transaction& tx, Item const& item) const;
  Task<Done> add_project(Transaction& tx, Item const& item) const;
  Task<Done> add_team(Transaction& tx, Item const& item) const;
  Task<Done> add_key(Transaction& tx, Item const& item, SeedBatch& batch) const;
  Task<Done> add_event(Transaction& tx, Item const& item) const;
  void tell(store::Event& event, Item const& item) const;

  SeedPlan const& plan_;
  Vault const& vault_;
};

Task<Done> Seeder::fill(Transaction& tx, SeedBatch& batch) const {
  std::optional<store::LockedOrg> org;
  std::int64_t left = rows_per_commit;
  while (left > 0 && !is_end(batch.next)) {
    if (!org) {
      auto const entered = co_await enter(tx, batch.next);
      org.emplace(entered);
    }
    auto const written = co_await add_row(tx, *org, batch);
    left -= written;
    ++batch.rows;
    if (++batch.next.row < plan_.rows_of(batch.next.organization)) continue;
    batch.next = {.organization = batch.next.organization + 1};
    org.reset();
  }
  co_return Done{};
}

Task<store::LockedOrg> Seeder::enter(Transaction& tx, SeedPlace const& place) const {
  auto const org_id = plan_.org_id(place.organization);
  if (place.row > 0) {
    auto const found = co_await store::lock_organization(tx, org_id);
    co_return found.value().lock;
  }
  std::string const name = plan_.values().organization_name(place.organization);
  store::NewOrganization const organization{.org_id = org_id,
                                            .name = name,
                                            .name_folded = atlas::fold_case(name),
                                            .created_at = SeedPlan::created_at(place.organization)};
  co_return co_await store::insert_organization(tx, organization);
}

// How much it was, in rows; the first is that of the organization, which entering it has written.
Task<std::int64_t> Seeder::add_row(Transaction& tx, store::LockedOrg const& org,
                                   SeedBatch& batch) const {
  auto const organization = batch.next.organization;
  Item item{.org = org,
            .organization = organization,
            .index = batch.next.row - 1,
            .created_at = SeedPlan::created_at(organization)};
  if (item.index < 0) co_return 1;
  for (auto const part : seed_parts) {
    auto const here = plan_.count(part, organization);
    if (item.index < here) {
      co_await add(tx, part, item, batch);
      co_return part == SeedPart::teams ? 1 + plan_.wanted().team_members : 1;
    }
    item.index -= here;
  }
  co_return 1;
}

Task<Done> Seeder::add(Transaction& tx, SeedPart part, Item const& item, SeedBatch& batch) const {
  switch (part) {
    case SeedPart::members:
      co_return co_await add_member(tx, item);
    case SeedPart::projects:
      co_return co_await add_project(tx, item);
    case SeedPart::teams:
      co_return co_await add_team(tx, item);
    case SeedPart::keys:
      co_return co_await add_key(tx, item, batch);
    case SeedPart::events:
      co_return co_await add_event(tx, item);
  }
  co_return Done{};
}

Task<Done> Seeder::add_member(Transaction& tx, Item const& item) const {
  auto const person = plan_.person(item.organization, item.index);
  auto const wanted = plan_.user_id(item.organization, item.index);
  auto const claimed = co_await store::claim_user_id(tx, person.address, wanted);
  if (claimed != wanted)
    throw std::runtime_error(
        fmt::format("somebody has the address {} already; give another --seed", person.address));
  store::Account const account{.user_id = wanted,
                               .spelling = person.address,
                               .username = person.address,
                               .first_name = person.first_name,
                               .last_name = person.last_name,
                               .country = person.country,
                               .created_at = item.created_at};
  co_await store::insert_account(tx, account);
  auto const role = item.index == 0 ? atlas::OrgRole::org_owner : atlas::OrgRole::org_member;
  store::Names const roles{std::string(atlas::name_of(role))};
  co_return co_await store::insert_member(tx, item.org, account, roles, item.created_at);
}

Task<Done> Seeder::add_project(Transaction& tx, Item const& item) const {
  std::string const name = SeedValues::project_name(item.index);
  store::Project const project{.project_id = plan_.project_id(item.organization, item.index),
                               .name = name,
                               .name_folded = atlas::fold_case(name),
                               .created_at = item.created_at};
  co_return co_await store::insert_project(tx, item.org, project);
}

// Each team begins one member after the one before, and is on one project.
Task<Done> Seeder::add_team(Transaction& tx, Item const& item) const {
  auto const organization = item.organization;
  auto const team_id = plan_.team_id(organization, item.index);
  std::string const name = SeedValues::team_name(item.index);
  co_await store::insert_team(tx, item.org, team_id, name);
  auto const members = plan_.count(SeedPart::members, organization);
  std::vector<store::UserId> users;
  for (std::int64_t i = 0; i < std::min(plan_.wanted().team_members, members); ++i)
    users.push_back(plan_.user_id(organization, (item.index + i) % members));
  co_await store::insert_team_members(tx, item.org, team_id, users);
  auto const projects = plan_.count(SeedPart::projects, organization);
  if (projects == 0) co_return Done{};
  store::TeamOnProject on;
  on.project_id = plan_.project_id(organization, item.index % projects);
  on.principal_id = team_id;
  on.roles = {std::string(atlas::name_of(atlas::GroupRole::group_read_only))};
  std::vector<store::TeamOnProject> const teams{on};
  co_return co_await store::insert_project_teams(tx, item.org, teams);
}

Task<Done> Seeder::add_key(Transaction& tx, Item const& item, SeedBatch& batch) const {
  using enum atlas::OrgRole;
  constexpr std::array others{org_member, org_read_only, org_group_creator};
  auto const organization = item.organization;
  auto const ordinal = plan_.first(SeedPart::keys, organization) + item.index;
  auto const other = others.at(static_cast<std::size_t>(item.index) % others.size());
  auto const role = item.index == 0 ? org_owner : other;
  store::ApiKeyRecord key;
  key.key_id = plan_.key_id(organization, item.index);
  key.description = fmt::format("seeded key {}", item.index + 1);
  key.roles = {std::string(atlas::name_of(role))};
  key.created_at = item.created_at;
  KeyPair pair;
  unsigned attempt = 0;
  // Another key may have the same eight letters: then this one gets its next ones.
  do {
    pair = plan_.values().key_pair(ordinal, attempt++);
    key.public_key = pair.public_key;
  } while (!co_await store::claim_public_key(tx, item.org, key));
  keep_secret(key, vault_, pair.private_key);
  co_await store::insert_api_key(tx, item.org, key);
  if (item.index == 0)
    batch.owners.push_back({.org_id = std::string(item.org.id()),
                            .organization = plan_.values().organization_name(organization),
                            .address = plan_.person(organization, 0).address,
                            .public_key = pair.public_key,
                            .private_key = pair.private_key});
  co_return Done{};
}

Task<Done> Seeder::add_event(Transaction& tx, Item const& item) const {
  auto const organization = item.organization;
  auto const count = plan_.count(SeedPart::events, organization);
  auto const ordinal = plan_.first(SeedPart::events, organization) + item.index;
  auto const created_at = item.created_at + (events_span * item.index / count);
  store::Event event{.event_id = plan_.values().id(SeedKind::event, created_at, ordinal),
                     .created_at = created_at,
                     .actor_kind = store::ActorKind::person,
                     .actor_id = plan_.user_id(organization, 0),
                     .actor_name = plan_.person(organization, 0).address,
                     .remote_address = fmt::format("192.0.2.{}", (item.index % 254) + 1)};
  tell(event, item);
  co_return co_await store::insert_event(tx, item.org, event);
}

// The first tells of the organization; the others take turns, each about one of its things.
void Seeder::tell(store::Event& event, Item const& item) const {
  auto const organization = item.organization;
  auto const turn = item.index % 4;
  auto const which = item.index / 4;
  auto const projects = plan_.count(SeedPart::projects, organization);
  auto const teams = plan_.count(SeedPart::teams, organization);
  auto const is = [&event](store::EventType type) { event.type = std::string(type.name()); };
  if (item.index == 0) return is("ORG_CREATED");
  if (turn == 1 && projects > 0) {
    event.project_id = plan_.project_id(organization, which % projects);
    return is("GROUP_CREATED");
  }
  if (turn == 2 && teams > 0) {
    event.team_id = plan_.team_id(organization, which % teams);
    return is("TEAM_CREATED");
  }
  auto const member = which % plan_.count(SeedPart::members, organization);
  event.target_username = plan_.person(organization, member).address;
  if (turn == 3) return is("USER_ROLES_CHANGED_AUDIT");
  is("JOINED_ORG");
}

void require_done(Result<Done> const& done) {
  if (!done) throw std::runtime_error(done.error().detail);
}

}  // namespace

void require_new(Database& database, SeedWanted const& wanted) {
  BlockingLoop loop;
  auto const session = database.connect(loop);
  auto const first = SeedPlan(wanted).org_id(0);
  bool is_new = true;
  require_done(loop.run(session->read([&](Transaction& tx) -> Task<Done> {
    auto const known = co_await store::find_organization(tx, first);
    is_new = !known;
    co_return Done{};
  })));
  if (!is_new)
    throw std::runtime_error(fmt::format(
        "the store was seeded with --seed {} already; give another number", wanted.number));
}

void seed(Database& database, Vault const& vault, SeedWanted const& wanted,
          SeedWitness const& witness) {
  SeedPlan const plan(wanted);
  Seeder const seeder(plan, vault);
  BlockingLoop loop;
  auto const session = database.connect(loop);
  SeedBatch batch;
  for (std::int64_t done = 0; !seeder.is_end(batch.next);) {
    auto const place = batch.next;
    require_done(loop.run(session->write([&](Transaction& tx) -> Task<Done> {
      batch = SeedBatch{};
      batch.next = place;
      co_return co_await seeder.fill(tx, batch);
    })));
    done += batch.rows;
    if (witness.owner) std::ranges::for_each(batch.owners, witness.owner);
    if (witness.progress) witness.progress(done, plan.rows());
  }
}

}  // namespace orgd
