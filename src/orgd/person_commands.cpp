// Each is one transaction, with its audit events.
#include "orgd/person_commands.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "api/email.hpp"
#include "api/json_write.hpp"
#include "security/password_link_token.hpp"
#include "service/account_mail.hpp"
#include "service/link.hpp"
#include "service/second_step.hpp"
#include "store/password_links.hpp"
#include "store/sessions.hpp"

namespace orgd {
namespace {

Task<store::Account> require_account(Transaction& tx, std::string const& email) {
  auto const user_id = co_await store::find_user_id(tx, atlas::email_key(email));
  auto const id = user_id.value_or(store::UserId());
  auto account = co_await store::find_account(tx, id);
  if (!account || !account->proven)
    throw std::runtime_error(
        fmt::format("{} has no account; one begins when an invitation is accepted", email));
  co_return std::move(*account);
}

// Owners are to see that somebody could take over one of their people. An open invitation is
// nobody's business there.
Task<Done> tell_organizations(Transaction& tx, IdSource& ids, store::Account const& account,
                              store::EventType type, store::Seconds now) {
  auto const organizations = co_await store::organizations_of(tx, account.user_id);
  for (auto const& org_id : organizations) {
    auto const found = co_await store::lock_organization(tx, org_id);
    if (!found || found->record.deleted_at) continue;
    auto const member = co_await store::find_member(tx, org_id, account.user_id);
    if (!member || member->status != store::Standing::active) continue;
    auto event = operator_event(ids.next(IdKind::event), type, now);
    event.target_username = account.spelling;
    co_await store::insert_event(tx, found->lock, event);
  }
  co_return Done{};
}

}  // namespace

Task<std::string> insert_operator_link(Transaction& tx, Platform& platform, store::UserId user_id) {
  auto const now = now_in_seconds(platform);
  auto token = new_password_link_token(platform, user_id.view());
  store::PasswordLink const link{.user_id = user_id,
                                 .token_hash = sha256_of(token),
                                 .created_at = now,
                                 .expires_at = now + operator_link_life,
                                 .made_by = store::LinkMaker::operator_};
  co_await store::insert_password_link(tx, link);
  co_return std::move(token);
}

std::string make_password_link(StoreDirectory const& directory, Platform& platform,
                               std::string const& email) {
  IdSource ids(platform);
  std::string token;
  OperatorSession(directory).write([&](Transaction& tx) -> Task<Done> {
    auto const account = co_await require_account(tx, email);
    token = co_await insert_operator_link(tx, platform, account.user_id);
    co_return co_await tell_organizations(tx, ids, account, "USER_PASSWORD_LINK_CREATED",
                                          now_in_seconds(platform));
  });
  return token;
}

void print_password_link(StoreDirectory const& directory, Platform& platform,
                         std::string const& email, std::string const& base_url, Output output) {
  auto const token = make_password_link(directory, platform, email);
  auto const link = password_link(base_url, token);
  auto const until = atlas::format_date(now_in_seconds(platform) + operator_link_life);
  if (output == Output::json)
    return print(atlas::json_object({{"expiresAt", until}, {"link", link}, {"username", email}}));
  print(link);
  print(fmt::format("sets the password of {}, once, until {}", email, until));
}

void reset_factors(StoreDirectory const& directory, Platform& platform, std::string const& email) {
  IdSource ids(platform);
  std::int64_t removed = 0;
  OperatorSession(directory).write([&](Transaction& tx) -> Task<Done> {
    auto const account = co_await require_account(tx, email);
    auto const user_id = account.user_id;
    co_await tell_organizations(tx, ids, account, "USER_SECOND_FACTORS_RESET",
                                now_in_seconds(platform));
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
