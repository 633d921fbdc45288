// Judging second steps.
#include "service/second_step.hpp"

#include <algorithm>
#include <stdexcept>

#include "security/recovery_code.hpp"
#include "security/totp.hpp"
#include "service/sign_in.hpp"

namespace orgd {
namespace {

constexpr std::int64_t tries_of_session = 5;
constexpr std::int64_t tries_of_person = 20;
constexpr std::chrono::hours tries_counted_for{1};

std::string secret_of(Environment const& environment, store::Factor const& factor) {
  auto secret = environment.vault.open(factor.secret.value(), factor.factor_id);
  if (!secret)
    throw std::runtime_error("the secret of factor " + std::string(factor.factor_id) +
                             " does not open");
  return std::move(*secret);
}

}  // namespace

std::vector<store::Factor> confirmed_of(std::vector<store::Factor> factors) {
  std::erase_if(factors, [](store::Factor const& factor) { return !factor.confirmed_at; });
  return factors;
}

std::vector<std::string> factor_types_of(std::vector<store::Factor> const& confirmed) {
  std::vector<std::string> types;
  for (auto const& factor : confirmed) {
    std::string type(atlas::factor_type_names.at(static_cast<std::size_t>(factor.type)));
    if (std::ranges::find(types, type) == types.end()) types.push_back(std::move(type));
  }
  return types;
}

std::optional<FittingProof> fitting_factor(Environment const& environment,
                                           std::vector<store::Factor> const& factors,
                                           std::string_view code, store::Seconds now) {
  std::optional<FittingProof> found;
  for (auto const& factor : factors) {
    if (factor.type != store::FactorType::totp) continue;
    auto const step = fitting_step(secret_of(environment, factor), code, now, factor.last_step);
    if (step && !found) found = FittingProof{.factor_id = factor.factor_id, .step = *step};
  }
  return found;
}

std::optional<FittingProof> fitting_recovery_code(std::vector<std::string> const& hashes,
                                                  std::string_view typed) {
  std::string const hash = hash_of_recovery_code(typed);
  std::optional<FittingProof> found;
  for (auto const& known : hashes)
    if (equal_secrets(known, hash)) found = FittingProof{.recovery_hash = hash};
  return found;
}

std::vector<store::FailureCounter> counters_of_second_step(store::UserId user_id) {
  auto counter = counter_of("second", user_id, "", tries_of_person);
  counter.closed_for = tries_counted_for;
  return {counter};
}

Task<Done> try_second_step(Exchange& exchange, JudgeProof const& judge) {
  auto const& session = exchange.caller->session()->session;
  auto const counters = counters_of_second_step(session.user_id);
  struct Verdict {
    std::optional<store::Seconds> until{};
    bool gone = false;
    bool fits = false;
  } verdict;
  auto const work = [&](Transaction& tx) -> Task<Done> {
    verdict = {};
    verdict.until = co_await store::count_try(tx, counters, exchange.now());
    if (verdict.until) co_return fail(Code::second_factor_failed);  // undone, and told below
    auto const tries = co_await store::count_second_step(tx, session.user_id, session.session_id);
    verdict.gone = !tries;
    if (verdict.gone) co_return fail(Code::user_unauthorized);
    verdict.fits = co_await judge(tx);
    bool const ends = !verdict.fits && *tries >= tries_of_session;
    if (ends) co_await store::delete_session(tx, session.user_id, session.session_id);
    co_return Done{};
  };
  auto const counted = co_await as_result(exchange.worker.session->write(work, exchange.until));
  if (verdict.until) co_return told_to_wait(exchange, *verdict.until);
  if (verdict.gone) exchange.challenge = true;
  if (counted && !verdict.fits) co_return fail(Code::second_factor_failed);
  co_return counted;
}

Result<Done> require_fresh_proof(store::PersonSession const& session,
                                 std::vector<store::Factor> const& factors, store::Seconds now) {
  bool const shown = session.factor_at || confirmed_of(factors).empty();
  auto const proven_at = std::max(session.created_at, session.factor_at.value_or(store::Seconds{}));
  if (shown && proven_at + proof_life > now) return Done{};
  return fail(Code::fresh_proof_required, std::int64_t{proof_life.count()});
}

}  // namespace orgd
