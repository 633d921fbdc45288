// Wires the service's own parts together, without sockets.
#include "in_process_service.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "fresh_database.hpp"
#include "in_process_door.hpp"
#include "in_process_platform.hpp"
#include "process.hpp"
#include "server/commands.hpp"
#include "server/service.hpp"
#include "store/failing_database.hpp"
#include "store/journal.hpp"

namespace conformance {

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
  KeyPair key{first.public_key, first.private_key};
  std::unique_ptr<Door> door;

  explicit Parts(Between const& wrap);
  std::unique_ptr<Door> make_door();
  std::string mail_link(std::string const& invitation_id);
  void operate(std::vector<std::string> const& command);
};

FreshService::Parts::Parts(Between const& wrap)
    : between(wrap ? wrap(store.database()) : nullptr),
      database(between ? *between : store.database()) {
  orgd::bind_all(environment.router);
  door = make_door();
}

std::unique_ptr<Door> FreshService::Parts::make_door() {
  auto const loop = std::make_shared<orgd::BlockingLoop>();
  return make_in_process_door(
      {.loop = loop,
       .handler = orgd::make_service(environment, database)(*loop),
       .advance_clock = [this](std::chrono::seconds by) { platform.advance(by); },
       .set_clock = [this](std::chrono::seconds by) { platform.set_clock(by); },
       .fail_statement = [this](int n) { database.set_fail_at(n); },
       .mail_link = [this](std::string const& id) { return mail_link(id); },
       .operator_command = [this](std::vector<std::string> const& command) { operate(command); }});
}

std::string FreshService::Parts::mail_link(std::string const& invitation_id) {
  orgd::BlockingLoop reading;
  auto const session = store.database().connect(reading);
  std::string token;
  auto const search = [&](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
    orgd::store::Mail last;
    for (bool more = true; more;) {
      auto const mails = co_await orgd::store::list_mails(tx, last.org_id, last.mail_id, 500);
      for (auto const& mail : mails) {
        if (mail.invitation_id == invitation_id)
          token = store.vault().open(mail.sealed_token.value_or(""), invitation_id).value_or("");
        last = mail;
      }
      more = mails.size() == 500;
    }
    co_return orgd::Done{};
  };
  if (!reading.run(session->read(search)) || token.empty())
    throw Failure{"the outbox has no mail for " + invitation_id};
  return fmt::format("{}/orgd/v1/invitations/{}:accept#token={}", door->base_url(), invitation_id,
                     token);
}

void FreshService::Parts::operate(std::vector<std::string> const& command) {
  std::string const line = fmt::format("{}", fmt::join(command, " "));
  if (command.size() < 3) throw Skip{"no local command " + line};
  std::string const& org = command[2];
  if (line.starts_with("unlock --org "))
    orgd::unlock_organization(store, platform, org);
  else if (line.starts_with("billing --org "))
    orgd::set_owes_money(store, platform, org, line.ends_with("--owes true"));
  else
    throw Skip{"this door does not capture what " + command.front() + " prints"};
}

FreshService::FreshService(Between const& between) : parts_(std::make_unique<Parts>(between)) {}
FreshService::~FreshService() = default;

Door& FreshService::door() { return *parts_->door; }

KeyPair const& FreshService::key() const { return parts_->key; }

std::unique_ptr<Door> FreshService::another_door() { return parts_->make_door(); }

void FreshService::enforce_rates() { parts_->environment.options.rate_limits = true; }

void FreshService::advance_clock(std::chrono::seconds by) { parts_->platform.advance(by); }

orgd::Database& FreshService::database() { return parts_->store.database(); }

std::int64_t FreshService::statements() const { return parts_->database.statements(); }

std::string FreshService::stored_at() const {
  if (parts_->postgres) return parts_->postgres->url();
  return parts_->store.path() / "orgd.db";
}

}  // namespace conformance
