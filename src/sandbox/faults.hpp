// The fault rules of a world in their order, with what they have counted. One thread's.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/fault_rule.hpp"

namespace orgd::sandbox {

/// Numbers that are the same for the same seed (SplitMix64), on every machine.
class Choices {
 public:
  explicit Choices(std::uint64_t seed) : state_(seed) {}
  /// 0 up to, but without, 1.
  double fraction();
  /// One of least to most, both included.
  std::int64_t between(std::int64_t least, std::int64_t most);

 private:
  std::uint64_t next();
  std::uint64_t state_;
};

/// A rule that acts, and what was chosen for this time. The rule is as it was then, and outlives
/// its removal.
struct Hit {
  std::string rule_id{};
  std::shared_ptr<Effect const> effect{};
  std::chrono::milliseconds delay{};
};

class FaultRules {
 public:
  /// How many rules there may be, spent ones among them.
  static constexpr std::size_t most = 1000;

  /// Adds a rule behind all others. The errors of check_rule, and VALIDATION_ERROR beyond `most`.
  Result<RuleView> add(RuleRequest rule);
  /// The same from a document, with the errors of its reader.
  Result<RuleView> add(std::string_view json);
  /// RESOURCE_NOT_FOUND when there is none of that id.
  Result<Done> remove(std::string_view id);
  void clear() { rules_.clear(); }
  bool empty() const { return rules_.empty(); }
  /// Whether there is one of that id, spent or not. No id is given twice.
  bool has(std::string_view id) const;
  /// All of them in their order.
  std::vector<RuleView> list() const;

  /// Counts the request for every rule whose conditions hold, whether or not another one acts, so
  /// that what a rule does never depends on those around it. The first that is to act does.
  std::optional<Hit> first_match(Seen const& seen, atlas::Date now);

 private:
  struct Rule {
    RuleView shown;
    std::shared_ptr<Effect const> effect;
    Choices acts, delays;
    bool wants(Seen const& seen, atlas::Date now);
    Hit hit();
  };

  std::vector<Rule> rules_;
  std::int64_t last_id_ = 0;
};

}  // namespace orgd::sandbox
