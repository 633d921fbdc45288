// Each step is a write of its own, and between any two of them the process may end: then the lease
// runs out, and the mail is tried again.
#include "mail/sender.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace orgd::mail {
namespace {

constexpr std::int64_t most_at_once = 20;
constexpr std::chrono::seconds first_pause{10};
constexpr std::chrono::hours longest_pause{6};
constexpr std::chrono::minutes longest_pause_of_route{5};
constexpr std::size_t random_bytes = 8;

}  // namespace

std::chrono::seconds backoff(std::int64_t attempts) {
  std::chrono::seconds pause = first_pause;
  for (std::int64_t i = 1; i < attempts && pause < longest_pause; ++i) pause *= 3;
  return std::min<std::chrono::seconds>(pause, longest_pause);
}

Sender::Sender(Environment& environment, ComposingOptions options, Templates templates,
               std::unique_ptr<Route> route, std::function<bool()> ends)
    : environment_(environment),
      options_(std::move(options)),
      templates_(std::move(templates)),
      route_(std::move(route)),
      ends_(std::move(ends)) {
  environment_.mail.sends = true;
}

store::Seconds Sender::now() const {
  return std::chrono::floor<std::chrono::seconds>(environment_.platform.now());
}

std::chrono::seconds Sender::pause() const {
  auto const failures = static_cast<std::int64_t>(environment_.mail.route_failures.value());
  if (failures == 0) return std::chrono::seconds(0);
  return std::min<std::chrono::seconds>(backoff(failures), longest_pause_of_route);
}

Sender::Trial Sender::trial_of(AnyMail const& mail) {
  return std::visit(
      [](auto const& of) {
        return Trial{.mail_id = of.mail_id,
                     .created_at = of.created_at,
                     .attempts = of.attempts,
                     .last_error = of.last_error};
      },
      mail);
}

// The lease is committed before anything leaves: the Message-ID stands from then on.
template <class Queued>
Task<std::optional<Sender::Taken>> Sender::take(Session& session, typename Queued::Key const& key) {
  auto const at = now();
  store::MailLease const lease{
      .until = at + lease_time,
      .message_id =
          fmt::format("<{}.{}@{}>", key.mail_id, random_hex(environment_.platform, random_bytes),
                      options_.from.domain())};
  std::optional<Taken> taken;
  auto const work = [&](Transaction& tx) -> Task<Done> {
    taken.reset();
    auto mail = co_await store::take_mail<Queued>(tx, key, at, lease);
    if (!mail) co_return Done{};
    auto facts = co_await facts_of(tx, *mail, at);
    taken = Taken{.mail = std::move(*mail), .facts = std::move(facts)};
    co_return Done{};
  };
  co_await session.write(work);
  co_return std::move(taken);
}

Outcome Sender::attempt(Taken const& taken) {
  auto const gone = [](std::string const& why) {
    return Outcome{.verdict = Verdict::never, .why = why, .summary = why};
  };
  auto const mail = trial_of(taken.mail);
  if (taken.facts.obsolete) return {.verdict = Verdict::obsolete};
  if (mail.created_at + store::mail_patience < now())
    return gone(mail.last_error.value_or("it was more than three days old when it could be sent"));
  auto const letter = compose(taken.mail, taken.facts, options_, templates_, environment_.vault);
  if (!letter) return gone("its link cannot be read, or this program knows no such mail");
  return route_->carry({.name = mail.mail_id,
                        .from = letter->from.address,
                        .to = letter->to,
                        .text = written(*letter)});
}

void Sender::count_and_tell(Trial const& mail, Outcome const& outcome, bool over) const {
  auto& figures = environment_.mail;
  if (outcome.verdict == Verdict::sent) return figures.sent.add();
  if (outcome.verdict == Verdict::obsolete) return;
  (over ? figures.given_up : figures.failed).add();
  auto const then = over ? std::string("it is given up")
                         : fmt::format("next try in {} s", backoff(mail.attempts).count());
  environment_.log.message(LogLevel::warning,
                           fmt::format("mail {} was not sent at attempt {}: {}; {}", mail.mail_id,
                                       mail.attempts, outcome.summary, then));
}

Task<Done> Sender::settle(Session& session) {
  if (!unsettled_) co_return Done{};
  auto const& outcome = unsettled_->outcome;
  auto const trial = trial_of(unsettled_->mail);
  auto const at = now();
  auto const next = at + backoff(trial.attempts);
  bool const over =
      outcome.verdict == Verdict::never || next > trial.created_at + store::mail_patience;
  auto const work = [&](Transaction& tx) {
    auto const mark = [&](auto const& mail) {
      if (outcome.verdict == Verdict::sent) return store::mark_sent(tx, mail, at);
      if (outcome.verdict == Verdict::obsolete) return store::drop_mail(tx, mail);
      if (over) return store::mark_dead(tx, mail, outcome.why);
      return store::mark_failed(tx, mail, next, outcome.why);
    };
    return std::visit(mark, unsettled_->mail);
  };
  co_await session.write(work);
  count_and_tell(trial, outcome, over);
  unsettled_.reset();
  co_return Done{};
}

template <class Queued>
Task<Done> Sender::try_all(Session& session, std::vector<typename Queued::Key> const& due,
                           bool& stopped) {
  auto& failures = environment_.mail.route_failures;
  for (auto const& key : due) {
    stopped = stopped || ends_();
    if (stopped) break;
    auto const taken = co_await take<Queued>(session, key);
    if (!taken) continue;
    unsettled_ = Attempted{.mail = taken->mail, .outcome = attempt(*taken)};
    stopped = unsettled_->outcome.of_route;
    if (stopped)
      failures.add();
    else if (unsettled_->outcome.verdict == Verdict::sent)
      failures.set(0);
    co_await settle(session);
  }
  co_return Done{};
}

// Mails to accounts first: somebody who forgot a password waits for one.
Task<bool> Sender::send_due(Session& session) {
  co_await settle(session);
  std::vector<store::AccountMailKey> to_accounts;
  std::vector<store::MailKey> of_organizations;
  auto const at = now();
  auto const look = [&](Transaction& tx) -> Task<Done> {
    to_accounts = co_await store::list_due_mails<store::AccountMail>(tx, at, most_at_once);
    of_organizations = co_await store::list_due_mails(tx, at, most_at_once);
    co_return Done{};
  };
  co_await session.read(look);
  bool stopped = false;
  co_await try_all<store::AccountMail>(session, to_accounts, stopped);
  co_await try_all<store::Mail>(session, of_organizations, stopped);
  bool const full =
      std::ssize(to_accounts) == most_at_once || std::ssize(of_organizations) == most_at_once;
  bool const more = full && !stopped;
  if (!more) route_->rest();
  co_return more;
}

namespace {

void add_count(store::MailCount& sum, store::MailCount const& other) {
  sum.count += other.count;
  if (other.oldest) sum.oldest = std::min(sum.oldest.value_or(*other.oldest), *other.oldest);
}

Task<store::MailCount> count_both(Transaction& tx, store::MailState state) {
  auto sum = co_await store::count_mails(tx, state);
  auto const to_accounts = co_await store::count_mails<store::AccountMail>(tx, state);
  add_count(sum, to_accounts);
  co_return sum;
}

}  // namespace

Task<Done> Sender::count(Session& session) {
  store::MailCount waiting;
  store::MailCount dead;
  auto const look = [&](Transaction& tx) -> Task<Done> {
    waiting = co_await count_both(tx, store::MailState::waiting);
    dead = co_await count_both(tx, store::MailState::dead);
    co_return Done{};
  };
  co_await session.read(look);
  auto& figures = environment_.mail;
  figures.waiting.set(static_cast<std::uint64_t>(waiting.count));
  figures.dead.set(static_cast<std::uint64_t>(dead.count));
  auto const age = waiting.oldest ? std::max(now() - *waiting.oldest, std::chrono::seconds(0))
                                  : std::chrono::seconds(0);
  figures.oldest_age.set(static_cast<std::uint64_t>(age.count()));
  co_return Done{};
}

Task<Done> Sender::forget_sent(Session& session) {
  auto const work = [at = now()](Transaction& tx) -> Task<Done> {
    co_await store::forget_sent_mails(tx, at);
    co_return co_await store::forget_sent_mails<store::AccountMail>(tx, at);
  };
  co_return co_await session.write(work);
}

}  // namespace orgd::mail
