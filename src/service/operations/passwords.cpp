// Forgotten passwords: a mail with a link, and the password that is set by it. Addresses that no
// account has go the same way as others, and write as much.
#include "api/email.hpp"
#include "security/password_link_token.hpp"
#include "service/account_mail.hpp"
#include "service/bind.hpp"
#include "service/browser.hpp"
#include "service/operations/bind_all.hpp"
#include "service/sign_in.hpp"
#include "store/password_links.hpp"
#include "store/sessions.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

constexpr std::int64_t mails_of_account = 3;  // in an hour
constexpr std::chrono::hours mails_counted_for{1};

Task<Done> prepare_reset(Exchange& exchange, Input<ops::reset_password>&) {
  co_await judge_page(exchange);
  co_return co_await count_asking(exchange);
}

// Who gets the mail. What nobody gets is written for somebody who is not there.
struct AddresseeOfLink {
  store::Addressee to{};
  bool exists = false;
};

Task<AddresseeOfLink> find_addressee(Call& call, std::string_view key) {
  auto const nobody = call.new_id<store::UserId>();
  auto const known_id = co_await store::find_user_id(call.tx, key);
  auto const user_id = known_id.value_or(nobody);
  auto const account = co_await store::find_account(call.tx, user_id);
  auto const mailed = co_await store::count_mails_to(call.tx, user_id, account_mail::password_reset,
                                                     call.now() - mails_counted_for);
  bool const gets_it = account && account->proven && mailed < mails_of_account;
  if (!gets_it) co_return AddresseeOfLink{.to = {.user_id = nobody}};
  co_return AddresseeOfLink{.to = {.user_id = user_id, .address = account->spelling},
                            .exists = true};
}

Task<Done> mail_password_link(Call& call, AddresseeOfLink const& addressee) {
  auto const& [to, exists] = addressee;
  auto const token = new_password_link_token(call.environment().platform, to.user_id.view());
  store::PasswordLink const link{.user_id = to.user_id,
                                 .token_hash = sha256_of(token),
                                 .created_at = call.now(),
                                 .expires_at = call.now() + mailed_link_life,
                                 .made_by = store::LinkMaker::mail};
  auto const by = mail_writing(call);
  auto mail = co_await new_account_mail(by, to, account_mail::password_reset);
  mail.sealed_token = call.environment().vault.seal(token, mail.mail_id);
  if (!exists) {
    mail.state = store::MailState::not_to_be_sent;
    mail.due_at += mails_counted_for;
  }
  co_await store::insert_password_link(call.tx, link);
  co_return co_await store::insert_account_mail(call.tx, mail);
}

Task<atlas::NoBody> reset_password(Call& call, Input<ops::reset_password> const& input) {
  auto const key = atlas::email_key(input.body.username);
  co_await count_asking_for(call.tx, key, call.now());
  auto const addressee = co_await find_addressee(call, key);
  co_await mail_password_link(call, addressee);
  co_return atlas::NoBody{};
}

// Whose password a link sets, and what that must not be made of.
struct HolderOfLink {
  store::Account account{};
  std::vector<std::string> words{};
};

Task<HolderOfLink> find_holder(Transaction& tx, std::string_view token, store::Seconds now) {
  auto const id = account_in_password_link(token);
  if (!id) co_return fail(Code::invalid_password_link);
  auto const user_id = store::UserId::of(*id);
  auto const hash = sha256_of(token);
  auto const link = co_await store::find_password_link(tx, user_id, hash, now);
  auto account = co_await store::find_account(tx, user_id);
  bool const fits = link && account && account->proven;
  if (!fits) co_return fail(Code::invalid_password_link);
  HolderOfLink holder{.account = std::move(*account)};
  holder.words = words_of(holder.account);
  auto const organizations = co_await store::list_organizations_of(tx, user_id);
  for (auto const& organization : organizations) holder.words.push_back(organization.name);
  co_return std::move(holder);
}

// The password becomes its hash. One that is refused leaves the link as it was.
Task<Done> prepare_set(Exchange& exchange, Input<ops::set_password>& input) {
  co_await judge_page(exchange);
  HolderOfLink holder;
  auto const look = [&](Transaction& tx) -> Task<Done> {
    holder = co_await find_holder(tx, input.body.token, exchange.now());
    co_return Done{};
  };
  co_await exchange.worker.session->read(look, exchange.until);
  Offload::Turn const turn =
      Offload::Turn::of_client(counted_address(exchange.request.remote_address), false);
  std::string const wanted = std::exchange(input.body.password, {});
  input.body.password =
      co_await hash_new_password_of_person(exchange, wanted, std::move(holder.words), turn);
  co_return Done{};
}

Task<atlas::NoBody> set_password(Call& call, Input<ops::set_password> const& input) {
  auto const holder = co_await find_holder(call.tx, input.body.token, call.now());
  auto const& account = holder.account;
  auto const hash = sha256_of(input.body.token);
  bool const used = co_await store::use_password_link(call.tx, account.user_id, hash, call.now());
  if (!used) co_return fail(Code::invalid_password_link);
  store::SessionId const none_stays;
  co_await store::change_password(call.tx, account.user_id, input.body.password, none_stays);
  co_await store::forget_devices(call.tx, account.user_id);
  co_await store::withdraw_links_to(call.tx, account.user_id, call.now());
  co_await tell_password_changed(call, account);
  co_return atlas::NoBody{};
}

}  // namespace

void bind_passwords(Router& router) {
  bind<ops::reset_password, reset_password, prepare_reset>(router);
  bind<ops::set_password, set_password, prepare_set>(router);
}

}  // namespace orgd
