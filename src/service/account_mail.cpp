// What mails to holders of accounts say. Whoever is written to about what others did gets no link.
#include "service/account_mail.hpp"

#include <algorithm>

#include "api/json_write.hpp"
#include "service/browser.hpp"

namespace orgd {
namespace {

// More would make a change cost more than it is worth.
constexpr std::int64_t most_owners = 20;
// Where there is nothing to name.
constexpr std::string_view dash = "–";

std::string_view or_dash(std::string_view text) { return text.empty() ? dash : text; }

store::Addressee addressee_of(store::Account const& account) {
  return {.user_id = account.user_id, .address = account.spelling};
}

}  // namespace

MailWriting mail_writing(Call& call) {
  return {.tx = call.tx,
          .environment = call.environment(),
          .now = call.now(),
          .language = call.language()};
}

Task<std::optional<std::string>> language_of(MailWriting const& by, store::UserId user_id) {
  auto own = co_await store::find_language(by.tx, user_id);
  if (!own) own = by.language;
  co_return std::move(own);
}

Task<store::AccountMail> new_account_mail(MailWriting const& by, store::Addressee const& to,
                                          std::string_view kind) {
  auto language = co_await language_of(by, to.user_id);
  store::AccountMail mail{.user_id = to.user_id,
                          .mail_id = by.environment.ids.next(IdKind::mail),
                          .created_at = by.now,
                          .recipient = to.address,
                          .kind = std::string(kind),
                          .facts = "{}",
                          .due_at = by.now,
                          .language = std::move(language)};
  co_return std::move(mail);
}

namespace {

Task<Done> mail_account(MailWriting const& by, store::Addressee const& to, std::string_view kind,
                        std::string facts) {
  auto mail = co_await new_account_mail(by, to, kind);
  mail.facts = std::move(facts);
  co_return co_await store::insert_account_mail(by.tx, mail);
}

}  // namespace

Task<Done> tell_password_changed(Call& call, store::Account const& account) {
  auto const by = mail_writing(call);
  auto const to = addressee_of(account);
  auto const facts = atlas::json_object({{"address", call.exchange.request.remote_address}});
  co_return co_await mail_account(by, to, account_mail::password_changed, facts);
}

Task<Done> tell_factors_changed(Call& call, store::Account const& account, std::string_view added,
                                std::string_view removed) {
  auto const by = mail_writing(call);
  auto const to = addressee_of(account);
  auto const facts = atlas::json_object({{"address", call.exchange.request.remote_address},
                                         {"added", or_dash(added)},
                                         {"removed", or_dash(removed)}});
  co_return co_await mail_account(by, to, account_mail::factors_changed, facts);
}

Task<Done> tell_passkey_counter(Call& call, store::Account const& account, std::string_view name) {
  auto const by = mail_writing(call);
  auto const to = addressee_of(account);
  auto const facts = atlas::json_object(
      {{"address", call.exchange.request.remote_address}, {"passkey", or_dash(name)}});
  co_return co_await mail_account(by, to, account_mail::passkey_counter, facts);
}

Task<Done> tell_new_sign_in(Call& call, store::Account const& account) {
  auto const& request = call.exchange.request;
  auto const by = mail_writing(call);
  auto const to = addressee_of(account);
  auto const browser = user_agent_of(request);
  auto const facts =
      atlas::json_object({{"address", request.remote_address}, {"browser", or_dash(browser)}});
  co_return co_await mail_account(by, to, account_mail::new_sign_in, facts);
}

Task<Done> tell_key_created(MailWriting const& by, store::OrgId org_id, MadeKey const& key) {
  auto const owners = co_await store::list_owners(by.tx, org_id, most_owners);
  auto const facts = atlas::json_object({{"description", or_dash(key.description)},
                                         {"key", key.public_key},
                                         {"maker", or_dash(key.maker)},
                                         {"organization", key.organization}});
  for (auto const& owner : owners)
    co_await mail_account(by, owner, account_mail::key_created, facts);
  co_return Done{};
}

namespace {

enum class Ownership : std::uint8_t { begins, ends };

Task<Done> tell_owner_changed(Call& call, store::Member const& member, Ownership ownership) {
  store::Addressee const person{.user_id = member.user_id, .address = member.spelling};
  auto const by = mail_writing(call);
  auto to = co_await store::list_owners(call.tx, call.organization.org_id, most_owners);
  auto const at = std::ranges::find(to, person.user_id, &store::Addressee::user_id);
  if (at == to.end()) to.push_back(person);
  bool const begins = ownership == Ownership::begins;
  std::string_view const name = person.address;
  auto const facts = atlas::json_object({{"added", begins ? name : dash},
                                         {"maker", or_dash(call.caller().identity.name)},
                                         {"organization", call.organization.name},
                                         {"removed", begins ? dash : name}});
  for (auto const& one : to) co_await mail_account(by, one, account_mail::owner_changed, facts);
  co_return Done{};
}

bool has_owner_role(store::Names const& roles) {
  return std::ranges::find(roles, store::owner_role) != roles.end();
}

}  // namespace

Task<Done> tell_roles_changed(Call& call, store::Member const& before, store::Names const& roles) {
  bool const changes = before.status == store::Standing::active &&
                       has_owner_role(before.roles) != has_owner_role(roles);
  if (!changes) co_return Done{};
  auto const ownership = has_owner_role(roles) ? Ownership::begins : Ownership::ends;
  co_return co_await tell_owner_changed(call, before, ownership);
}

Task<Done> tell_owner_joined(Call& call, store::Member const& invited) {
  if (!has_owner_role(invited.roles)) co_return Done{};
  co_return co_await tell_owner_changed(call, invited, Ownership::begins);
}

}  // namespace orgd
