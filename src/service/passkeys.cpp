// Challenges, options and answers of passkeys.
#include "service/passkeys.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "security/base64url.hpp"
#include "security/passkey_challenge.hpp"
#include "service/account_mail.hpp"
#include "service/browser.hpp"
#include "store/nonces.hpp"

namespace orgd {
namespace {

constexpr std::string_view public_key_type = "public-key";
constexpr auto timeout = std::chrono::milliseconds(passkey_challenge_life).count();

std::string challenge_for(Exchange const& exchange, std::string_view purpose) {
  auto& environment = exchange.environment();
  return new_passkey_challenge(environment.platform, environment.vault, purpose,
                               environment.nonces.now());
}

// Whoever answers wrongly may be somebody who tries, or a page at fault: the log tells which.
void tell_refused(Exchange const& exchange, std::string_view why) {
  exchange.environment().log.message(
      LogLevel::info, fmt::format("a passkey is not accepted: {}", why), exchange.request_id);
}

std::vector<atlas::PasskeyDescriptor> descriptors_of(std::vector<store::Factor> const& factors) {
  std::vector<atlas::PasskeyDescriptor> all;
  for (auto const& factor : factors)
    if (factor.credential_id)
      all.push_back({.id = *factor.credential_id, .type = std::string(public_key_type)});
  return all;
}

// What the answer says that it answers, if we have asked that; "" otherwise.
std::string own_challenge(Exchange const& exchange, std::string_view purpose,
                          std::string_view client_data) {
  auto challenge = challenge_in(client_data);
  auto const& environment = exchange.environment();
  bool const own = is_passkey_challenge(environment.vault, challenge, purpose,
                                        environment.nonces.now(), NonceSource::max_ahead);
  return own ? challenge : std::string();
}

store::Factor const* find_passkey(std::vector<store::Factor> const& factors,
                                  std::string_view credential_id) {
  auto const at = std::ranges::find_if(factors, [&](store::Factor const& factor) {
    return factor.type == store::FactorType::passkey && factor.credential_id == credential_id;
  });
  return at == factors.end() ? nullptr : &*at;
}

// False: it was answered before.
Task<bool> use_challenge(Call& call, std::string_view challenge) {
  auto const until = call.environment().nonces.now() + passkey_challenge_life;
  // Servers whose clocks are behind take it for longer.
  store::NonceUse const use{.nonce = challenge,
                            .count = 1,
                            .request = call.exchange.request_id,
                            .expires_at = until + NonceSource::max_ahead * 2};
  co_return co_await store::claim_nonce(call.tx, use);
}

// Whoever runs the server and the person are told; nobody is kept out.
Task<Done> tell_may_be_copied(Call& call, store::UserId user_id, ShownPasskey const& shown) {
  call.environment().log.message(
      LogLevel::warning,
      fmt::format("the counter of passkey {} of person {} has not grown: somebody may have a copy "
                  "of it",
                  shown.factor_id.view(), user_id.view()),
      call.exchange.request_id);
  auto const account = co_await store::find_account(call.tx, user_id);
  if (account) co_await tell_passkey_counter(call, *account, shown.name);
  co_return Done{};
}

}  // namespace

Result<RelyingParty> relying_party_for(Exchange const& exchange) {
  auto const site = site_of(exchange.environment().options, exchange.request);
  auto party = site ? relying_party_of(site->origin) : std::nullopt;
  if (!party) return fail(Code::passkeys_need_host_name);
  return std::move(*party);
}

std::string purpose_of_sign_in() { return "sign in"; }

std::string purpose_of_second_step(store::SessionId session_id) {
  return fmt::format("second step {}", session_id.view());
}

std::string purpose_of_new_passkey(store::SessionId session_id, store::FactorId factor_id) {
  return fmt::format("new passkey {} {}", session_id.view(), factor_id.view());
}

atlas::PasskeyRequest passkey_request(Exchange const& exchange, RelyingParty const& party,
                                      std::string_view purpose, Verification verification,
                                      std::vector<store::Factor> const& allowed) {
  bool const required = verification == Verification::required;
  return {.allow_credentials = descriptors_of(allowed),
          .challenge = challenge_for(exchange, purpose),
          .rp_id = party.id,
          .timeout = static_cast<std::int32_t>(timeout),
          .user_verification = required ? "required" : "preferred"};
}

atlas::PasskeyCreation passkey_creation(Exchange const& exchange, RelyingParty const& party,
                                        std::string_view purpose,
                                        std::vector<store::Factor> const& present) {
  std::vector<atlas::PasskeyParameter> keys;
  for (auto const algorithm : passkey_algorithms)
    keys.push_back(
        {.alg = static_cast<std::int32_t>(algorithm), .type = std::string(public_key_type)});
  return {.attestation = "none",
          .authenticator_selection = {.require_resident_key = false,
                                      .resident_key = "preferred",
                                      .user_verification = "preferred"},
          .challenge = challenge_for(exchange, purpose),
          .exclude_credentials = descriptors_of(present),
          .pub_key_cred_params = std::move(keys),
          .rp = {.id = party.id, .name = party.id},
          .timeout = static_cast<std::int32_t>(timeout)};
}

std::string user_handle_of(store::UserId user_id) { return to_base64url(user_id.view()); }

std::optional<store::UserId> user_of_handle(std::string_view handle) {
  auto const text = from_base64url(handle);
  // A store may refuse to be asked for what is no text at all.
  bool const is_id = text && !atlas::text::object_id.check(*text);
  return is_id ? store::UserId::parse(*text) : std::nullopt;
}

std::optional<RegisteredPasskey> fitting_new_passkey(Exchange const& exchange,
                                                     std::string_view purpose,
                                                     atlas::NewPasskey const& made) {
  auto const party = relying_party_for(exchange);
  if (!party) return std::nullopt;
  auto const challenge = own_challenge(exchange, purpose, made.client_data);
  auto read = read_registration(
      {.client_data = made.client_data, .attestation_object = made.attestation_object},
      {.party = *party, .challenge = challenge});
  if (read) return std::move(*read);
  tell_refused(exchange, words_of(read.error()));
  return std::nullopt;
}

std::optional<ShownPasskey> fitting_passkey(Exchange const& exchange, std::string_view purpose,
                                            std::vector<store::Factor> const& confirmed,
                                            atlas::PasskeyAssertion const& shown) {
  auto const party = relying_party_for(exchange);
  auto const* const factor = find_passkey(confirmed, shown.credential_id);
  if (!party || !factor || !factor->public_key) return std::nullopt;
  auto const challenge = own_challenge(exchange, purpose, shown.client_data);
  auto const used = verify_assertion({.client_data = shown.client_data,
                                      .authenticator_data = shown.authenticator_data,
                                      .signature = shown.signature},
                                     {.algorithm = factor->algorithm, .bytes = *factor->public_key},
                                     {.party = *party, .challenge = challenge});
  if (!used) {
    tell_refused(exchange, words_of(used.error()));
    return std::nullopt;
  }
  return ShownPasskey{.factor_id = factor->factor_id,
                      .name = factor->name,
                      .challenge = challenge,
                      .sign_count = used->sign_count,
                      .user_verified = used->user_verified,
                      .may_be_copied = may_be_copied(static_cast<std::uint32_t>(factor->sign_count),
                                                     used->sign_count)};
}

Task<bool> use_passkey(Call& call, store::UserId user_id, ShownPasskey const& shown) {
  bool const fresh = co_await use_challenge(call, shown.challenge);
  if (!fresh) co_return false;
  store::PasskeyCount const use{.user_id = user_id,
                                .factor_id = shown.factor_id,
                                .sign_count = shown.sign_count,
                                .at = call.now()};
  bool const used = co_await store::use_passkey(call.tx, use);
  bool const dubious = used && shown.may_be_copied;
  if (dubious) co_await tell_may_be_copied(call, user_id, shown);
  co_return used;
}

}  // namespace orgd
