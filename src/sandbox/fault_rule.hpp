// Whether a request is one that a rule or a filter means, and whether a rule contradicts itself.
#pragma once

#include <string_view>

#include "http/http.hpp"
#include "sandbox/types.hpp"

namespace orgd::sandbox {

/// What rules, filters and verifications look at; views of what the caller keeps.
struct Seen {
  std::string_view operation{};  ///< the documented id; "" where none is known, as in the rest
  std::string_view method{};
  std::string_view path{};  ///< as it was sent, without the query
  std::string_view org_id{};
  std::string_view caller{};         ///< a public key or a client id
  Request const* request = nullptr;  ///< for its fields; null when there are none
  std::string_view body{};           ///< of the request
  bool challenge = false;            ///< the 401 that starts a Digest call
};

/// Whether all conditions hold but those that count or choose: nth, every, probability.
bool matches(Match const& match, Seen const& seen, atlas::Date now);

/// Whether the effect can be had on the request at all: lists are of operations that answer one,
/// and stale reads of those that change something.
bool concerns(Effect const& effect, Seen const& seen);

/// The status with which an effect answers in place of the operation: its own, or its code's.
/// Nothing when it has neither.
std::optional<int> status_of(Effect const& effect);

/// VALIDATION_ERROR when the rule contradicts itself or names what there is not, in words that
/// name both sides. Its fields' own limits are judged where it is read.
Result<Done> check_rule(RuleRequest const& rule);

/// Whether a member of `match` counts or chooses, which filters do not.
constexpr bool is_for_rules(std::string_view name) {
  return name == "nth" || name == "every" || name == "probability" || name == "seed";
}
inline constexpr std::string_view only_for_rules =
    "must be left out: counting and choosing is for rules, and a filter shows all that fit";

/// The same for what selects from the journal, where nothing is counted or chosen.
Result<Done> check_filter(Match const& filter);

}  // namespace orgd::sandbox
