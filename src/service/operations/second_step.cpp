// The second step of a sign-in, or a proof anew.
#include "service/second_step.hpp"

#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/session_views.hpp"
#include "service/passkeys.hpp"
#include "service/sign_in.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

Result<Done> require_one_proof(atlas::SecondStep const& shown) {
  int const count =
      (shown.code ? 1 : 0) + (shown.recovery_code ? 1 : 0) + (shown.assertion ? 1 : 0);
  if (count == 0) return fail(Code::missing_attribute, "code");
  if (count > 1)
    return fail(Code::validation_error, "code, recoveryCode and assertion exclude each other");
  return Done{};
}

std::optional<FittingProof> fitting_assertion(Exchange const& exchange,
                                              std::vector<store::Factor> const& confirmed,
                                              atlas::PasskeyAssertion const& shown) {
  auto const& session = exchange.caller->session()->session;
  auto passkey =
      fitting_passkey(exchange, purpose_of_second_step(session.session_id), confirmed, shown);
  if (!passkey) return std::nullopt;
  return FittingProof{.factor_id = passkey->factor_id, .passkey = std::move(passkey)};
}

// SECOND_FACTOR_MISSING when there is nothing that could fit: recovery codes take the place of a
// factor, and of nothing else.
Task<std::optional<FittingProof>> find_fitting(Transaction& tx, Exchange const& exchange,
                                               store::UserId user_id,
                                               atlas::SecondStep const& shown) {
  auto [factors, codes] =
      co_await both(store::list_factors(tx, user_id), store::list_recovery_codes(tx, user_id));
  auto const confirmed = confirmed_of(std::move(factors));
  if (confirmed.empty()) co_return fail(Code::second_factor_missing);
  auto found = std::optional<FittingProof>();
  if (shown.code)
    found = fitting_factor(exchange.environment(), confirmed, *shown.code, exchange.now());
  else if (shown.assertion)
    found = fitting_assertion(exchange, confirmed, *shown.assertion);
  else
    found = fitting_recovery_code(codes, *shown.recovery_code);
  co_return std::move(found);
}

// Judging is no part of the transaction that answers: what failed is to stay counted.
Task<Done> prepare_second_step(Exchange& exchange, Input<ops::verify_session>& input) {
  auto const* const session = exchange.caller->session();
  if (!session) co_return fail(Code::user_unauthorized);
  co_await require_one_proof(input.body);
  auto const user_id = session->session.user_id;
  auto const judge = [&](Transaction& tx) -> Task<bool> {
    auto const found = co_await find_fitting(tx, exchange, user_id, input.body);
    co_return found.has_value();
  };
  co_return co_await try_second_step(exchange, judge);
}

// Of several requests that show the same, on whatever servers, one is told that it is used up.
Task<bool> use_up(Call& call, store::UserId user_id, FittingProof const& proof) {
  store::FactorUse const use{
      .user_id = user_id, .factor_id = proof.factor_id, .step = proof.step, .at = call.now()};
  if (proof.passkey) co_return co_await use_passkey(call, user_id, *proof.passkey);
  auto using_it = proof.recovery_hash.empty()
                      ? store::use_factor(call.tx, use)
                      : store::use_recovery_code(call.tx, user_id, proof.recovery_hash);
  bool const used = co_await std::move(using_it);
  co_return used;
}

// The person is signed in only now.
Task<Done> sign_in(Call& call, store::UserId user_id) {
  co_await store::keep_newest_sessions(call.tx, user_id, store::SessionState::active,
                                       sessions_of_one - 1);
  auto const account = co_await store::find_account(call.tx, user_id);
  if (!account) co_return fail(Code::user_unauthorized);
  auto const by = call.exchange.by_cookie ? SignsInBy::cookie : SignsInBy::token;
  co_return co_await complete_sign_in(call, *account, by);
}

Task<atlas::PersonSession> verify_session(Call& call, Input<ops::verify_session> const& input) {
  auto const user_id = own_id(call);
  co_await store::forgive_try(call.tx, counters_of_second_step(user_id));
  auto const proof = co_await find_fitting(call.tx, call.exchange, user_id, input.body);
  // Another request may have shown it since it was judged.
  if (!proof) co_return fail(Code::second_factor_failed);
  bool const used = co_await use_up(call, user_id, *proof);
  if (!used) co_return fail(Code::second_factor_failed);
  auto session = call.caller().session()->session;
  bool const signs_in = session.state == store::SessionState::second_factor_required;
  if (signs_in) co_await sign_in(call, user_id);
  session.state = store::SessionState::active;
  session.factor_at = call.now();
  co_await store::save_proof(call.tx, session);
  call.exchange.secret = true;
  auto const factors = co_await store::list_factors(call.tx, user_id);
  session.last_used_at = call.now();
  co_return session_view(call, session, factor_types_of(confirmed_of(factors)));
}

// Options for a passkey as the second step. Nothing is written: whoever asks leaves nothing behind.
Task<atlas::PasskeyRequest> challenge_session(Call& call, Input<ops::challenge_session> const&) {
  auto const party = co_await relying_party_for(call.exchange);
  auto factors = co_await store::list_factors(call.tx, own_id(call));
  std::erase_if(factors, [](store::Factor const& factor) { return !factor.credential_id; });
  if (factors.empty()) co_return fail(Code::second_factor_missing);
  auto const purpose = purpose_of_second_step(call.caller().session()->session.session_id);
  co_return passkey_request(call.exchange, party, purpose, Verification::preferred, factors);
}

}  // namespace

void bind_second_step(Router& router) {
  bind<ops::challenge_session, challenge_session>(router);
  bind<ops::verify_session, verify_session, prepare_second_step>(router);
}

}  // namespace orgd
