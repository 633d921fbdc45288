// A person's second factors and recovery codes.
#include <algorithm>
#include <array>

#include "security/qr_code.hpp"
#include "security/recovery_code.hpp"
#include "security/totp.hpp"
#include "service/account_mail.hpp"
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/session_views.hpp"
#include "service/passkeys.hpp"
#include "service/second_step.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

constexpr std::string_view none;

constexpr std::int64_t factors_of_one = 10;
// In the order of FactorType.
constexpr std::array<std::string_view, 2> usual_names{"Authenticator app", "Passkey"};

// Of a name that its rule has judged.
store::FactorType type_named(std::string_view name) {
  auto const at = std::ranges::find(atlas::factor_type_names, name);
  return static_cast<store::FactorType>(at - atlas::factor_type_names.begin());
}

atlas::Factor factor_view(store::Factor const& factor) {
  return {.confirmed_at = factor.confirmed_at,
          .created_at = factor.created_at,
          .id = std::string(factor.factor_id),
          .last_used_at = factor.last_used_at,
          .name = factor.name,
          .type = std::string(atlas::factor_type_names.at(static_cast<std::size_t>(factor.type)))};
}

store::Factor const* find_factor(std::vector<store::Factor> const& factors, std::string_view id) {
  auto const at =
      std::ranges::find(factors, id, [](auto const& one) { return one.factor_id.view(); });
  return at == factors.end() ? nullptr : &*at;
}

store::PersonSession const& own_session(Call const& call) {
  return call.caller().session()->session;
}

// The caller's, which it may change now.
Task<std::vector<store::Factor>> own_factors(Call& call) {
  auto factors = co_await store::list_factors(call.tx, own_id(call));
  co_await require_fresh_proof(own_session(call), factors, call.now());
  co_return std::move(factors);
}

Task<ArrayListing<atlas::Factor>> list_factors(Call& call, Input<ops::list_factors> const&) {
  auto factors = co_await store::list_factors(call.tx, own_id(call));
  co_return array_of(std::move(factors), factor_view);
}

// Under which name an app shows the secret: the host that people know.
std::string issuer_of(Call const& call) {
  std::string base;
  call.exchange.append_base_url(base);
  auto const begin = base.find("://");
  std::string_view host = std::string_view(base).substr(begin == base.npos ? 0 : begin + 3);
  host = host.substr(0, host.find('/'));
  auto const port = host.rfind(':');
  bool const has_port = port != host.npos && host.find(']', port) == host.npos;
  return std::string(has_port ? host.substr(0, port) : host);
}

void show_secret(Call const& call, std::string_view secret, atlas::Factor& view) {
  view.secret = base32_of(secret);
  view.uri = totp_uri(secret, issuer_of(call), call.caller().identity.name);
  view.qr_code = qr_code_of(*view.uri);
}

Task<atlas::PasskeyCreation> creation_options(Call& call, RelyingParty const& party,
                                              store::FactorId factor_id,
                                              std::vector<store::Factor> const& present) {
  auto const& session = own_session(call);
  auto const account = co_await store::find_account(call.tx, session.user_id);
  auto options = passkey_creation(call.exchange, party,
                                  purpose_of_new_passkey(session.session_id, factor_id), present);
  options.user = {
      .display_name = account ? account->first_name + " " + account->last_name : std::string(),
      .id = user_handle_of(session.user_id),
      .name = call.caller().identity.name};
  co_return std::move(options);
}

Task<atlas::Factor> create_factor(Call& call, Input<ops::create_factor> const& input) {
  auto const factors = co_await own_factors(call);
  if (std::ssize(confirmed_of(factors)) >= factors_of_one)
    co_return fail(Code::max_factors_exceeded, factors_of_one);
  auto const type = type_named(input.body.type);
  auto const usual_name = usual_names.at(static_cast<std::size_t>(type));
  store::Factor factor{.user_id = own_id(call),
                       .factor_id = call.new_id<store::FactorId>(),
                       .type = type,
                       .name = input.body.name.value_or(std::string(usual_name)),
                       .created_at = call.now()};
  auto view = factor_view(factor);
  if (type == store::FactorType::passkey) {
    auto const party = co_await relying_party_for(call.exchange);
    view.creation_options = co_await creation_options(call, party, factor.factor_id, factors);
  } else {
    std::string const secret = new_totp_secret(call.environment().platform);
    factor.secret = call.environment().vault.seal(secret, factor.factor_id);
    show_secret(call, secret, view);
  }
  co_await store::drop_pending_factors(call.tx, factor.user_id, factor.type);
  co_await store::insert_factor(call.tx, factor);
  call.exchange.secret = true;
  co_return std::move(view);
}

// FACTOR_NOT_FOUND unless it is one of these that waits to be confirmed.
Result<store::Factor> pending_factor(std::vector<store::Factor> const& factors,
                                     std::string const& id) {
  auto const* const factor = find_factor(factors, id);
  if (!factor || factor->confirmed_at) return fail(Code::factor_not_found, id);
  return *factor;
}

// A factor that works: with its key, if it is a passkey, or the step that it has shown.
struct WorkingFactor {
  store::Factor factor{};
  std::int64_t step{};
};

Result<WorkingFactor> working_app(Exchange const& exchange, store::Factor const& pending,
                                  atlas::ConfirmFactor const& shown) {
  if (!shown.code) return fail(Code::missing_attribute, "code");
  auto const found = fitting_factor(exchange.environment(), {pending}, *shown.code, exchange.now());
  if (!found) return fail(Code::second_factor_failed);
  return WorkingFactor{.factor = pending, .step = found->step};
}

// Its challenge is for this factor alone, which is confirmed once: nobody needs to remember it. The
// id is new among those of the person, by whose account passkeys are found.
Result<WorkingFactor> working_passkey(Exchange const& exchange, store::Factor const& pending,
                                      std::vector<store::Factor> const& present,
                                      atlas::ConfirmFactor const& shown) {
  if (!shown.credential) return fail(Code::missing_attribute, "credential");
  auto const& session = exchange.caller->session()->session;
  auto const purpose = purpose_of_new_passkey(session.session_id, pending.factor_id);
  auto const made = fitting_new_passkey(exchange, purpose, *shown.credential);
  bool const is_new = made && std::ranges::none_of(present, [&](store::Factor const& factor) {
                        return factor.credential_id == made->credential_id;
                      });
  if (!is_new) return fail(Code::second_factor_failed);
  WorkingFactor working{.factor = pending};
  working.factor.credential_id = made->credential_id;
  working.factor.public_key = made->key.bytes;
  working.factor.algorithm = made->key.algorithm;
  working.factor.sign_count = made->sign_count;
  return working;
}

Task<WorkingFactor> fitting_pending(Transaction& tx, Exchange const& exchange,
                                    Input<ops::confirm_factor> const& input) {
  auto const& session = exchange.caller->session()->session;
  auto const factors = co_await store::list_factors(tx, session.user_id);
  co_await require_fresh_proof(session, factors, exchange.now());
  auto const pending = co_await pending_factor(factors, input.path.factor_id);
  auto working = pending.type == store::FactorType::passkey
                     ? working_passkey(exchange, pending, factors, input.body)
                     : working_app(exchange, pending, input.body);
  co_return std::move(working);
}

// What does not fit is counted like any other second step.
Task<Done> prepare_confirmation(Exchange& exchange, Input<ops::confirm_factor>& input) {
  if (!exchange.caller->session()) co_return fail(Code::user_unauthorized);
  auto const judge = [&](Transaction& tx) -> Task<bool> {
    auto const found = co_await as_result(fitting_pending(tx, exchange, input));
    bool const failed = !found && found.error().is(Code::second_factor_failed);
    if (!found && !failed) co_return std::unexpected(found.error());
    co_return found.has_value();
  };
  co_return co_await try_second_step(exchange, judge);
}

Task<Done> mail_change(Call& call, std::string_view added, std::string_view removed) {
  auto const account = co_await store::find_account(call.tx, own_id(call));
  if (account) co_await tell_factors_changed(call, *account, added, removed);
  co_return Done{};
}

Task<atlas::Factor> confirm_factor(Call& call, Input<ops::confirm_factor> const& input) {
  auto session = own_session(call);
  co_await store::forgive_try(call.tx, counters_of_second_step(session.user_id));
  auto working = co_await fitting_pending(call.tx, call.exchange, input);
  auto& factor = working.factor;
  factor.confirmed_at = factor.last_used_at = call.now();
  store::FactorUse const use{.user_id = session.user_id,
                             .factor_id = factor.factor_id,
                             .step = working.step,
                             .at = call.now()};
  auto confirming = factor.type == store::FactorType::passkey
                        ? store::confirm_passkey(call.tx, factor)
                        : store::confirm_factor(call.tx, use);
  bool const confirmed = co_await std::move(confirming);
  if (!confirmed) co_return fail(Code::factor_not_found, input.path.factor_id);
  co_await store::end_other_sessions(call.tx, session.user_id, session.session_id);
  session.factor_at = call.now();
  co_await store::save_proof(call.tx, session);
  co_await mail_change(call, factor.name, none);
  co_return factor_view(factor);
}

Task<atlas::NoBody> delete_factor(Call& call, Input<ops::delete_factor> const& input) {
  auto const factors = co_await own_factors(call);
  auto const* const factor = find_factor(factors, input.path.factor_id);
  if (!factor) co_return fail(Code::factor_not_found, input.path.factor_id);
  auto session = own_session(call);
  co_await store::delete_factor(call.tx, session.user_id, factor->factor_id);
  if (!factor->confirmed_at) co_return atlas::NoBody{};
  co_await store::end_other_sessions(call.tx, session.user_id, session.session_id);
  co_await mail_change(call, none, factor->name);
  bool const last = confirmed_of(factors).size() == 1;
  if (!last) co_return atlas::NoBody{};
  // Nothing is left that the session could have shown.
  co_await store::delete_recovery_codes(call.tx, session.user_id);
  session.factor_at.reset();
  co_await store::save_proof(call.tx, session);
  co_return atlas::NoBody{};
}

Task<atlas::RecoveryCodes> create_recovery_codes(Call& call,
                                                 Input<ops::create_recovery_codes> const&) {
  auto const factors = co_await own_factors(call);
  if (confirmed_of(factors).empty()) co_return fail(Code::second_factor_missing);
  atlas::RecoveryCodes made;
  store::RecoveryHashes hashes;
  for (auto& hash : hashes) {
    hash = hash_of_recovery_code(
        made.codes.emplace_back(new_recovery_code(call.environment().platform)));
  }
  co_await store::replace_recovery_codes(call.tx, own_id(call), hashes);
  call.exchange.secret = true;
  co_return std::move(made);
}

}  // namespace

void bind_factors(Router& router) {
  bind<ops::list_factors, list_factors>(router);
  bind<ops::create_factor, create_factor>(router);
  bind<ops::confirm_factor, confirm_factor, prepare_confirmation>(router);
  bind<ops::delete_factor, delete_factor>(router);
  bind<ops::create_recovery_codes, create_recovery_codes>(router);
}

}  // namespace orgd
