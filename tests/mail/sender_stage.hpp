// A store with invitations whose mails wait, a clock that moves when told, and a route that
// remembers what it carried and fails as a test wants.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <mutex>
#include <vector>

#include "in_process_platform.hpp"
#include "mail/sender.hpp"
#include "store/organizations.hpp"
#include "store/people.hpp"
#include "test_database.hpp"

namespace orgd::mail {

/// What a route was given. Shared by the routes of several senders.
class Carried {
 public:
  Outcome take(Parcel const& parcel) {
    std::function<Outcome(Parcel const&)> answer;
    {
      std::lock_guard const lock(mutex_);
      parcels_.push_back(parcel);
      answer = answer_;
    }
    return answer ? answer(parcel) : Outcome{.verdict = Verdict::sent};
  }
  void answer_with(std::function<Outcome(Parcel const&)> answer) {
    std::lock_guard const lock(mutex_);
    answer_ = std::move(answer);
  }
  void answer_with(Outcome const& outcome) {
    answer_with([outcome](Parcel const&) { return outcome; });
  }
  std::vector<Parcel> const& parcels() const { return parcels_; }

 private:
  std::mutex mutex_;
  std::vector<Parcel> parcels_;
  std::function<Outcome(Parcel const&)> answer_;
};

class TestRoute final : public Route {
 public:
  explicit TestRoute(Carried& carried) : carried_(carried) {}
  Outcome carry(Parcel const& parcel) override { return carried_.take(parcel); }
  std::string describe() const override { return "a test"; }

 private:
  Carried& carried_;
};

inline std::string message_id_of(Parcel const& parcel) {
  auto const at = parcel.text.find("Message-ID: ");
  return parcel.text.substr(at, parcel.text.find('\r', at) - at);
}

class Stage {
 public:
  static constexpr std::string_view org = "aaaaaaaaaaaaaaaaaaaaaaaa";

  explicit Stage(DatabaseKind const& kind) : store_(kind.make()) {
    migrate(*store_->schema(), store_migrations(), std::chrono::sys_seconds{});
    session_ = store_->database().connect(loop_);
    store::NewOrganization const made{.org_id = store::OrgId::of(org),
                                      .name = "Acme <b>",
                                      .name_folded = "acme <b>",
                                      .created_at = now()};
    write([&](Transaction& tx) -> Task<Done> {
      co_await store::insert_organization(tx, made);
      co_return Done{};
    });
  }

  /// Invites somebody; the mail's id, which is the invitation's too.
  std::string invite(int number) {
    auto const id = fmt::format("{:024x}", number);
    auto const address = fmt::format("p{}@example.org", number);
    auto const invitation_id = store::InvitationId::of(id);
    store::Member const invited{.user_id = store::UserId::of(id),
                                .spelling = address,
                                .username = address,
                                .status = store::Standing::invited,
                                .roles = {"ORG_MEMBER"},
                                .invitation_id = invitation_id,
                                .invited_at = now(),
                                .expires_at = now() + store::invitation_life,
                                .inviter = "Olga",
                                .token_hash = "hash"};
    store::Mail const mail{.mail_id = id,
                           .created_at = now(),
                           .recipient = address,
                           .kind = "organization invitation",
                           .invitation_id = invitation_id,
                           .sealed_token = vault_.seal(fmt::format("token{}", number), id),
                           .due_at = now()};
    write([&](Transaction& tx) -> Task<Done> {
      auto const locked = co_await store::lock_organization(tx, store::OrgId::of(org));
      auto const& lock = locked.value().lock;
      co_await store::insert_invitation(tx, lock, invited);
      co_return co_await store::insert_mail(tx, lock, mail);
    });
    return id;
  }

  /// Writes the person a mail with a link, as one who forgot a password gets it; its id.
  std::string remind(int number) {
    auto const id = fmt::format("{:024x}", 0x100000 + number);
    store::AccountMail const mail{.user_id = store::UserId::of(id),
                                  .mail_id = id,
                                  .created_at = now(),
                                  .recipient = fmt::format("a{}@example.org", number),
                                  .kind = "password reset",
                                  .facts = "{}",
                                  .sealed_token = vault_.seal(fmt::format("reset{}", number), id),
                                  .due_at = now()};
    add(mail);
    return id;
  }
  /// Another one, without a link.
  std::string tell(int number, std::string const& kind, std::string const& facts) {
    auto const id = fmt::format("{:024x}", 0x200000 + number);
    store::AccountMail const mail{.user_id = store::UserId::of(id),
                                  .mail_id = id,
                                  .created_at = now(),
                                  .recipient = fmt::format("a{}@example.org", number),
                                  .kind = kind,
                                  .facts = facts,
                                  .due_at = now(),
                                  .language = "de"};
    add(mail);
    return id;
  }
  void add(store::AccountMail const& mail) {
    write([&](Transaction& tx) { return store::insert_account_mail(tx, mail); });
  }

  Sender sender(std::function<bool()> ends = [] { return false; }) {
    return {environment_,
            {.from = {"Acme", "mail@acme.org"}, .base_url = "https://orgs.acme.org/base"},
            Templates({}),
            std::make_unique<TestRoute>(carried),
            std::move(ends)};
  }
  /// A page by a sender of its own, as after a crash.
  bool send_due(Database& database) {
    BlockingLoop loop;
    auto const session = database.connect(loop);
    auto fresh = sender();
    return loop.run(fresh.send_due(*session)).value();
  }
  bool send_due() { return send_due(database()); }

  std::vector<store::Mail> mails() {
    std::vector<store::Mail> all;
    read([&](Transaction& tx) -> Task<Done> {
      store::OrgId const first;
      all = co_await store::list_mails(tx, first, "", 1000);
      co_return Done{};
    });
    return all;
  }
  store::Mail mail(std::string const& mail_id) {
    auto const all = mails();
    auto const at = std::ranges::find(all, mail_id, &store::Mail::mail_id);
    return at == all.end() ? store::Mail{} : *at;
  }
  store::AccountMail account_mail(std::string const& mail_id) {
    std::vector<store::AccountMail> all;
    read([&](Transaction& tx) -> Task<Done> {
      store::UserId const first;
      all = co_await store::list_account_mails(tx, first, "", 1000);
      co_return Done{};
    });
    auto const at = std::ranges::find(all, mail_id, &store::AccountMail::mail_id);
    return at == all.end() ? store::AccountMail{} : *at;
  }
  void write(Work const& work) { EXPECT_TRUE(loop_.run(session_->write(work))); }
  void read(Work const& work) { EXPECT_TRUE(loop_.run(session_->read(work))); }
  store::Seconds now() { return std::chrono::floor<std::chrono::seconds>(platform.now()); }
  Database& database() { return store_->database(); }
  MailFigures& figures() { return environment_.mail; }

  StandingPlatform platform;
  Carried carried;

 private:
  std::unique_ptr<TestDatabase> store_;
  BlockingLoop loop_;
  std::unique_ptr<Session> session_;
  Vault vault_{Vault::Key{}};
  Log log_{2, LogLevel::off, LogFormat::text};
  Environment environment_{{}, platform, vault_, log_};
};

}  // namespace orgd::mail
