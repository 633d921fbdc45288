// Wires the service's own parts together, without sockets.
#include "in_process_service.hpp"

#include <fmt/format.h>

#include <list>
#include <utility>

#include "answering_nodes.hpp"
#include "fresh_database.hpp"
#include "in_process_door.hpp"
#include "in_process_platform.hpp"
#include "operators_behind.hpp"
#include "orgd/commands.hpp"
#include "orgd/organization_commands.hpp"
#include "orgd/person_commands.hpp"
#include "orgd/settings.hpp"
#include "process.hpp"
#include "service/expiry.hpp"
#include "service/service.hpp"
#include "store/failing_database.hpp"
#include "store/journal.hpp"
#include "store/organizations.hpp"
#include "store/outbox.hpp"
#include "store/projects.hpp"

namespace conformance {
namespace {

// What no operation makes is written straight into the store.
void write(orgd::Database& database, orgd::Work const& work) {
  orgd::BlockingLoop loop;
  if (!loop.run(database.connect(loop)->write(work)))
    throw Failure{"the store refuses what the case needs"};
}

std::vector<std::string> event_types_of(orgd::Database& database, orgd::store::OrgId org_id) {
  orgd::BlockingLoop loop;
  std::vector<std::string> types;
  auto const search = [&](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
    orgd::store::Slice const all{.limit = 1000};
    auto const events = co_await orgd::store::list_events(tx, org_id, all);
    for (auto const& event : events) types.insert(types.begin(), event.type);
    co_return orgd::Done{};
  };
  if (!loop.run(database.connect(loop)->read(search))) throw Failure{"no events to be read"};
  return types;
}

std::vector<SeenMail> mails_to(orgd::StoreDirectory const& store, std::string const& address) {
  orgd::BlockingLoop loop;
  std::vector<SeenMail> seen;
  auto const search = [&](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
    orgd::store::AccountMail last;
    for (bool more = true; more;) {
      auto const mails =
          co_await orgd::store::list_account_mails(tx, last.user_id, last.mail_id, 500);
      for (auto const& mail : mails) {
        last = mail;
        if (mail.recipient != address) continue;
        auto const token = store.vault().open(mail.sealed_token.value_or(""), mail.mail_id);
        seen.push_back({.kind = mail.kind, .facts = mail.facts, .token = token.value_or("")});
      }
      more = mails.size() == 500;
    }
    co_return orgd::Done{};
  };
  if (!loop.run(store.database().connect(loop)->read(search))) throw Failure{"no mails to be read"};
  return seen;
}

void keep_up(orgd::Database& database, orgd::Environment& environment) {
  orgd::BlockingLoop loop;
  auto const session = database.connect(loop);
  for (bool more = true; more;)
    more = loop.run(orgd::keep_up_with_expiry(*session, environment)).value();
}

class WatchedLoop final : public orgd::Loop {
 public:
  WatchedLoop(orgd::Loop& inner, std::function<void()> on_post)
      : inner_(inner), on_post_(std::move(on_post)) {}

  void post(std::function<void()> action) override {
    on_post_();
    inner_.post(std::move(action));
  }
  void at_turn_end(std::function<void()> action) override { inner_.at_turn_end(std::move(action)); }
  void after(std::chrono::milliseconds delay, std::function<void()> action) override {
    inner_.after(delay, std::move(action));
  }
  std::unique_ptr<orgd::Watch> watch(int descriptor) override { return inner_.watch(descriptor); }

 private:
  orgd::Loop& inner_;
  std::function<void()> on_post_;
};

}  // namespace

struct FreshService::Parts {
  TemporaryDirectory directory;
  std::unique_ptr<servers::FreshDatabase> postgres = servers::FreshDatabase::make_if_possible();
  orgd::StandingPlatform platform;
  orgd::StoreDirectory store = orgd::StoreDirectory::create(
      {.path = directory.path() + "/store",
       .database = {.url = postgres ? postgres->url() : "", .timeout = servers::patience}},
      platform);
  orgd::FirstCredentials first = orgd::make_first_organization(
      store, platform, {.name = "Acme", .owner_email = "owner@example.org"});
  std::unique_ptr<orgd::Database> between;
  orgd::FailingDatabase database;
  orgd::Log log{2, orgd::LogLevel::off, orgd::LogFormat::text};
  orgd::Environment environment{{}, platform, store.vault(), log};
  orgd::AnsweringNodes nodes{platform};
  std::list<orgd::Environment> otherwise_set;
  KeyPair key{first.public_key, first.private_key};
  std::unique_ptr<Door> door;

  explicit Parts(Between const& wrap);
  InProcessService make_node(orgd::Environment& served);
  std::unique_ptr<Door> make_door(orgd::Environment& served);
  Backstage make_backstage();
  std::unique_ptr<Door> server_with(ServerSettings const& settings);
  std::string mail_link(std::string const& invitation_id);
};

FreshService::Parts::Parts(Between const& wrap)
    : between(wrap ? wrap(store.database()) : nullptr),
      database(between ? *between : store.database()) {
  orgd::bind_all(environment.router);
  door = make_door(environment);
}

InProcessService FreshService::Parts::make_node(orgd::Environment& served) {
  auto const loop = std::make_shared<orgd::BlockingLoop>();
  return {.loop = loop,
          .handler = orgd::make_service(served, database)(*loop),
          .advance_clock = [this](std::chrono::seconds by) { platform.advance(by); },
          .set_clock = [this](std::chrono::seconds by) { platform.set_clock(by); },
          .fail_statement = [this](int n) { database.set_fail_at(n); },
          .mail_link = [this](std::string const& id) { return mail_link(id); },
          .operator_command =
              [this](std::vector<std::string> const& command, std::string const& secret) {
                operate(store, platform, command, secret);
              },
          .backstage = make_backstage()};
}

std::unique_ptr<Door> FreshService::Parts::make_door(orgd::Environment& served) {
  InProcessService service = make_node(served);
  service.handler = [this, &served, handler = service.handler](orgd::Request& request,
                                                               orgd::Response& response) {
    nodes.next(served.ids);
    return handler(request, response);
  };
  service.take_turns = [this, &served](bool taken) { nodes.take_turns(taken, served.ids); };
  return make_in_process_door(std::move(service));
}

Backstage FreshService::Parts::make_backstage() {
  return {.make_team =
              [this](std::string const& org_id) {
                std::string const id = environment.ids.next(orgd::IdKind::team);
                write(store.database(), [&](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
                  auto const org =
                      co_await orgd::store::lock_organization(tx, orgd::store::OrgId::of(org_id));
                  co_return co_await orgd::store::insert_team(tx, org.value().lock,
                                                              orgd::store::TeamId::of(id), "Team");
                });
                return id;
              },
          .stop_paying =
              [this](std::string const& org_id) {
                write(store.database(), [&](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
                  auto const org =
                      co_await orgd::store::lock_organization(tx, orgd::store::OrgId::of(org_id));
                  co_await tx.query("UPDATE organization SET is_paying = 0 WHERE org_id = $1",
                                    org_id);
                  co_return co_await orgd::store::touch_authorization(tx, org.value().lock);
                });
              },
          .operator_events = [this] { return operator_events(store.database()); },
          .event_types =
              [this](std::string const& org_id) {
                return event_types_of(store.database(), orgd::store::OrgId::of(org_id));
              },
          .mails_to = [this](std::string const& address) { return mails_to(store, address); },
          .person_link =
              [this](std::string const& address) {
                return orgd::make_password_link(store, platform, address);
              },
          .keep_up_with_expiry = [this] { keep_up(store.database(), environment); },
          .server_with = [this](ServerSettings const& settings) { return server_with(settings); }};
}

std::unique_ptr<Door> FreshService::Parts::server_with(ServerSettings const& settings) {
  auto given = settings;
  bool const examples = !given.extract("examples").empty();
  auto options = orgd::resolve_settings(given, {}).service;
  options.examples = examples;
  auto& served = otherwise_set.emplace_back(options, platform, store.vault(), log);
  orgd::bind_all(served.router);
  return make_door(served);
}

std::string FreshService::Parts::mail_link(std::string const& invitation_id) {
  orgd::BlockingLoop reading;
  auto const session = store.database().connect(reading);
  std::string token;
  auto const id = orgd::store::InvitationId::of(invitation_id);
  auto const search = [&](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
    orgd::store::Mail last;
    for (bool more = true; more;) {
      auto const mails = co_await orgd::store::list_mails(tx, last.org_id, last.mail_id, 500);
      for (auto const& mail : mails) {
        if (mail.invitation_id == id)
          token = store.vault().open(mail.sealed_token.value_or(""), invitation_id).value_or("");
        last = mail;
      }
      more = mails.size() == 500;
    }
    co_return orgd::Done{};
  };
  if (!reading.run(session->read(search)) || token.empty())
    throw Failure{"the outbox has no mail for " + invitation_id};
  return fmt::format("{}/console/accept/{}#token={}", door->base_url(), invitation_id, token);
}

FreshService::FreshService(Between const& between) : parts_(std::make_unique<Parts>(between)) {}
FreshService::~FreshService() = default;

Door& FreshService::door() { return *parts_->door; }

KeyPair const& FreshService::key() const { return parts_->key; }

std::unique_ptr<Door> FreshService::another_door() {
  return make_in_process_door(parts_->make_node(parts_->environment));
}

std::unique_ptr<Door> FreshService::watched_door(std::function<void()> on_post) {
  auto const loop = std::make_shared<orgd::BlockingLoop>();
  auto const watched = std::make_shared<WatchedLoop>(*loop, std::move(on_post));
  auto handler = orgd::make_service(parts_->environment, parts_->database)(*watched);
  return make_in_process_door(
      {.loop = loop,
       .handler = [watched, handler](orgd::Request& request, orgd::Response& response) {
         return handler(request, response);
       }});
}

void FreshService::enforce_rates() { parts_->environment.options.rate_limits = true; }

void FreshService::tell_changes() { parts_->database.tell_changes(); }

void FreshService::use_tap(orgd::Tap const* tap) { parts_->environment.tap = tap; }

void FreshService::advance_clock(std::chrono::seconds by) { parts_->platform.advance(by); }

std::set<std::string> FreshService::event_types() const {
  orgd::BlockingLoop loop;
  std::set<std::string> types;
  auto const search = [&](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
    auto const rows = co_await tx.query("SELECT DISTINCT type FROM event");
    for (std::size_t i = 0; i < rows.size(); ++i) types.emplace(rows[i].text(0));
    co_return orgd::Done{};
  };
  if (!loop.run(parts_->store.database().connect(loop)->read(search)))
    throw Failure{"no events to be read"};
  return types;
}

orgd::Database& FreshService::database() { return parts_->store.database(); }

std::int64_t FreshService::statements() const { return parts_->database.statements(); }

orgd::Offload& FreshService::offload() { return *parts_->environment.offload; }

std::string FreshService::stored_at() const {
  if (parts_->postgres) return parts_->postgres->url();
  return parts_->store.path() / "orgd.db";
}

}  // namespace conformance
