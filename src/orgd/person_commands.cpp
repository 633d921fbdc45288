// The way back in for whoever has lost the second factor and the recovery codes.
#include "orgd/person_commands.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "api/email.hpp"
#include "service/second_step.hpp"
#include "store/sessions.hpp"

namespace orgd {
namespace {

Task<store::UserId> require_person(Transaction& tx, std::string const& email) {
  auto const user_id = co_await store::find_user_id(tx, atlas::email_key(email));
  auto const id = user_id.value_or(store::UserId());
  auto const account = co_await store::find_account(tx, id);
  if (!account) throw std::runtime_error(fmt::format("nobody has an account for {}", email));
  co_return account->user_id;
}

// Where the person is a member; an open invitation is nobody's business there.
Task<Done> tell_organizations(Transaction& tx, IdSource& ids, store::UserId user_id,
                              store::Seconds now) {
  auto const organizations = co_await store::organizations_of(tx, user_id);
  for (auto const& org_id : organizations) {
    auto const locked = co_await store::lock_organization(tx, org_id);
    if (!locked || locked->record.deleted_at) continue;
    auto const member = co_await store::find_member(tx, org_id, user_id);
    if (!member || member->status != store::Standing::active) continue;
    auto event = operator_event(ids.next(IdKind::event), "USER_SECOND_FACTORS_RESET", now);
    event.target_username = member->username;
    co_await store::insert_event(tx, locked->lock, event);
  }
  co_return Done{};
}

}  // namespace

void reset_factors(StoreDirectory const& directory, Platform& platform, std::string const& email) {
  IdSource ids(platform);
  std::int64_t removed = 0;
  OperatorSession(directory).write([&](Transaction& tx) -> Task<Done> {
    auto const user_id = co_await require_person(tx, email);
    co_await tell_organizations(tx, ids, user_id, now_in_seconds(platform));
    removed = co_await store::delete_factors(tx, user_id);
    co_await store::delete_recovery_codes(tx, user_id);
    // Whoever tried codes an hour long does not keep the person from adding a factor anew.
    co_await store::forgive_try(tx, counters_of_second_step(user_id));
    store::SessionId const none;
    co_return co_await store::end_other_sessions(tx, user_id, none);
  });
  print(
      fmt::format("{} has no second factor any more ({} removed), and no session", email, removed));
}

}  // namespace orgd
