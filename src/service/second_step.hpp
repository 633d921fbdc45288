// The second step of signing in: what a person shows beside the password, and whether the try may
// be judged now. Tries are counted in the store before they are judged, as those of passwords are.
#pragma once

#include "service/call.hpp"
#include "store/factors.hpp"

namespace orgd {

/// For how long a proof is fresh.
inline constexpr std::chrono::minutes proof_life{15};

/// Of a person's factors, those that count.
std::vector<store::Factor> confirmed_of(std::vector<store::Factor> factors);
/// Of which types these are, as sessions tell it; each once.
std::vector<std::string> factor_types_of(std::vector<store::Factor> const& confirmed);

/// What fits what was shown: a step of a factor, a recovery code, or a passkey.
struct FittingProof {
  store::FactorId factor_id{};
  std::int64_t step{};
  std::string recovery_hash{};  ///< "": it is another one
  std::optional<ShownPasskey> passkey{};
};

/// The factor that shows this code now, if its step has not been used.
std::optional<FittingProof> fitting_factor(Environment const& environment,
                                           std::vector<store::Factor> const& factors,
                                           std::string_view code, store::Seconds now);
/// The recovery code, if it is one of those that are left.
std::optional<FittingProof> fitting_recovery_code(std::vector<std::string> const& hashes,
                                                  std::string_view typed);

/// What counts tries of the person.
std::vector<store::FailureCounter> counters_of_second_step(store::UserId user_id);

/// Whether what was shown fits, as the transaction sees it.
using JudgeProof = std::function<Task<bool>(Transaction&)>;
/// Counts a try of the caller's and judges it: TOO_MANY_TRIES while it has to wait,
/// SECOND_FACTOR_FAILED when it does not fit, which ends the session with the fifth one. A try that
/// fits is still to be used up and forgiven, in the transaction that it is for.
Task<Done> try_second_step(Exchange& exchange, JudgeProof const& judge);

/// FRESH_PROOF_REQUIRED unless the session's last sign-in or second step was a moment ago, and a
/// second step wherever the person has a factor.
Result<Done> require_fresh_proof(store::PersonSession const& session,
                                 std::vector<store::Factor> const& factors, store::Seconds now);

}  // namespace orgd
