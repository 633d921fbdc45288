// A person's own account.
#include "service/account_mail.hpp"
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/second_step.hpp"
#include "service/sign_in.hpp"
#include "store/password_links.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

Task<atlas::Me> me_view(Call& call, store::Account const& account) {
  auto const [factors, codes] = co_await both(store::list_factors(call.tx, account.user_id),
                                              store::list_recovery_codes(call.tx, account.user_id));
  atlas::Me view{.country = account.country,
                 .created_at = account.created_at,
                 .first_name = account.first_name,
                 .has_password = account.password_hash.has_value(),
                 .has_second_factor = !confirmed_of(factors).empty(),
                 .id = std::string(account.user_id),
                 .is_operator = call.caller().session()->account.operator_since.has_value(),
                 .language = account.language,
                 .last_auth = account.last_auth_at,
                 .last_name = account.last_name,
                 .mobile_number = account.mobile_number,
                 .recovery_codes_left = static_cast<std::int32_t>(codes.size()),
                 .username = account.spelling};
  co_return std::move(view);
}

Task<store::Account> own_account(Call& call) {
  auto account = co_await store::find_account(call.tx, call.caller().session()->session.user_id);
  co_return std::move(account.value());
}

Task<atlas::Me> get_me(Call& call, Input<ops::get_me> const&) {
  auto const account = co_await own_account(call);
  co_return co_await me_view(call, account);
}

Task<atlas::Me> update_me(Call& call, Input<ops::update_me> const& input) {
  auto account = co_await own_account(call);
  auto const& body = input.body;
  if (body.country) account.country = *body.country;
  if (body.first_name) account.first_name = *body.first_name;
  if (body.language) account.language = *body.language;
  if (body.last_name) account.last_name = *body.last_name;
  if (body.mobile_number) account.mobile_number = *body.mobile_number;
  co_await store::save_profile(call.tx, account);
  co_return co_await me_view(call, account);
}

// The handler gets the hash that was judged, and that of the new password.
Task<Done> prepare_change(Exchange& exchange, Input<ops::change_password>& input) {
  auto const* const session = exchange.caller->session();
  if (!session) co_return fail(Code::user_unauthorized);
  auto const begun = co_await begin_try_again(exchange, session->session.user_id);
  std::string const present = std::exchange(input.body.current_password, {});
  bool const fits = co_await judge_password(exchange, begun, present);
  if (!fits) co_return fail(Code::wrong_password);
  // Proven, whatever becomes of the new one.
  auto const forgive = [&](Transaction& tx) { return store::forgive_try(tx, begun.counters); };
  co_await exchange.worker.session->write(forgive, exchange.worker.session->deadline());
  input.body.current_password = begun.password_hash();
  auto words = words_of(*begun.account);
  for (auto const& seat : exchange.caller->seats) words.push_back(seat.organization.name);
  Offload::Turn const turn = Offload::Turn::of_person(std::string(session->session.user_id));
  std::string const wanted = std::exchange(input.body.new_password, {});
  input.body.new_password =
      co_await hash_new_password_of_person(exchange, wanted, std::move(words), turn);
  co_return Done{};
}

Task<atlas::NoBody> change_password(Call& call, Input<ops::change_password> const& input) {
  auto const account = co_await own_account(call);
  if (account.password_hash != input.body.current_password) co_return fail(Code::wrong_password);
  co_await store::change_password(call.tx, account.user_id, input.body.new_password,
                                  call.caller().session()->session.session_id);
  co_await store::forget_password_links(call.tx, account.user_id);
  co_await store::withdraw_links_to(call.tx, account.user_id, call.now());
  co_await tell_password_changed(call, account);
  co_return atlas::NoBody{};
}

}  // namespace

void bind_me(Router& router) {
  bind<ops::get_me, get_me>(router);
  bind<ops::update_me, update_me>(router);
  bind<ops::change_password, change_password, prepare_change>(router);
}

}  // namespace orgd
