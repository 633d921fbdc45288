// What is due is read without a lock, over all organizations, and judged again organization by
// organization with its lock: of two servers that see the same, the second finds nothing to do.
#include "service/expiry.hpp"

#include <map>
#include <set>

#include "store/access_tokens.hpp"
#include "store/expiry.hpp"
#include "store/journal.hpp"
#include "store/nonces.hpp"
#include "store/organizations.hpp"
#include "store/outbox.hpp"
#include "store/password_links.hpp"
#include "store/sessions.hpp"
#include "store/sign_ins.hpp"

namespace orgd {
namespace {

// Each organization is a write, and whoever stops the server waits for all of a page.
constexpr std::int64_t most_at_once = 50;
// An account that asks for tokens is rid of its dead ones with each; the rest has time.
constexpr std::chrono::days kept_dead{1};

// Organizations where there is something to do, and those of their accounts that hold dead tokens.
struct DueWork {
  std::map<store::OrgId, std::set<store::AccountId>> holders{};
  bool more = false;
  /// Sessions, devices, failures, challenges, links or mails that are over.
  bool of_people = false;
};

Task<Done> find_due(Transaction& tx, store::Seconds now, store::Seconds nonces_now, DueWork& due) {
  due = {};
  auto const expired =
      co_await store::list_organizations_to_tell(tx, store::Told::expiring, now, most_at_once);
  auto const untold = co_await store::list_organizations_to_tell(
      tx, store::Told::nothing, now + store::expires_soon, most_at_once);
  auto const holders =
      co_await store::list_holders_of_dead_tokens(tx, now - kept_dead, most_at_once);
  for (auto const& org_id : expired) due.holders[org_id];
  for (auto const& org_id : untold) due.holders[org_id];
  for (auto const& holder : holders) due.holders[holder.org_id].insert(holder.account_id);
  auto const is_full = [](auto const& page) { return std::ssize(page) == most_at_once; };
  bool const sessions = co_await store::any_session_over(tx, now);
  bool const devices = co_await store::any_device_over(tx, now);
  bool const failures = co_await store::any_failure_over(tx, now);
  bool const challenges = co_await store::any_nonce_over(tx, nonces_now);
  bool const links = co_await store::any_password_link_over(tx, now);
  bool const mails = co_await store::any_account_mail_over(tx, now);
  due.of_people = sessions || devices || failures || challenges || links || mails;
  due.more = is_full(expired) || is_full(untold) || is_full(holders);
  co_return Done{};
}

Task<Done> tell(Transaction& tx, Environment& environment, store::LockedOrg const& org,
                store::EventType type, store::Seconds now) {
  store::Event const event{.event_id = environment.ids.next(IdKind::event),
                           .type = std::string(type.name()),
                           .created_at = now,
                           .actor_kind = store::ActorKind::system};
  co_return co_await store::insert_event(tx, org, event);
}

Task<Done> settle(Transaction& tx, Environment& environment, store::OrgId org_id,
                  std::set<store::AccountId> const& holders, store::Seconds now) {
  auto const found = co_await store::lock_organization(tx, org_id);
  if (!found) co_return Done{};
  auto const& org = found->lock;
  auto const soon = now + store::expires_soon;
  auto const expiring = co_await store::mark_told(tx, org, store::Told::expiring, now, soon);
  if (expiring) co_await tell(tx, environment, org, "ORG_SERVICE_ACCOUNT_SECRETS_EXPIRING", now);
  auto const expired =
      co_await store::mark_told(tx, org, store::Told::expired, store::Seconds::min(), now);
  if (expired) co_await tell(tx, environment, org, "ORG_SERVICE_ACCOUNT_SECRETS_EXPIRED", now);
  store::TokenId const no_other;
  for (auto const& account_id : holders)
    co_await store::keep_live_tokens(tx, org, account_id, no_other, now);
  co_return Done{};
}

// What nobody can show any more. On a page full of sessions there is more.
Task<Done> forget_the_dead(Transaction& tx, store::Seconds now, store::Seconds nonces_now,
                           bool& more) {
  constexpr std::int64_t sessions_at_once = 500;
  auto const dropped = co_await store::drop_sessions(tx, now, sessions_at_once);
  more = more || dropped == sessions_at_once;
  co_await store::drop_devices(tx, now);
  co_await store::drop_password_links(tx, now);
  co_await store::drop_account_mails(tx, now);
  co_await store::drop_nonces(tx, nonces_now);
  co_return co_await store::drop_failures(tx, now);
}

}  // namespace

Task<bool> keep_up_with_expiry(Session& session, Environment& environment) {
  auto const now = std::chrono::floor<std::chrono::seconds>(environment.platform.now());
  // Nonces go by a time of their own, which nobody sets.
  store::Seconds const nonces_now = environment.nonces.now();
  DueWork due;
  auto const look = [now, nonces_now, &due](Transaction& tx) {
    return find_due(tx, now, nonces_now, due);
  };
  co_await session.read(look);
  for (auto const& [org_id, holders] : due.holders) {
    auto const work = [&environment, now, org = org_id, &of = holders](Transaction& tx) {
      return settle(tx, environment, org, of, now);
    };
    co_await session.write(work);
  }
  bool more = due.more;
  if (!due.of_people) co_return more;
  auto const forget = [now, nonces_now, &more](Transaction& tx) {
    return forget_the_dead(tx, now, nonces_now, more);
  };
  co_await session.write(forget);
  co_return more;
}

}  // namespace orgd
