// What a world does to requests on their way: what fault rules say, then a line in the journal.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "sandbox/changed_object.hpp"
#include "sandbox/clock.hpp"
#include "sandbox/faults.hpp"
#include "sandbox/image.hpp"
#include "sandbox/journal.hpp"
#include "service/tap.hpp"

namespace orgd::sandbox {

/// What reads of an object see for a while, as long as the rule that wants it so is there.
struct PastView {
  Image before;
  ChangedObject object;
  std::chrono::milliseconds span{};
  std::string rule_id{};
};

/// How a world shows what was before a change. The environment is the one that serves the change:
/// when the world has gone back since, that of a state which no read sees.
struct Past {
  /// What its store holds now; nothing when it is of a state that is gone.
  std::function<std::optional<Image>(Environment const&)> keep{};
  /// From now on, reads of what the view is of are answered out of it; nothing happens when the
  /// state is gone.
  std::function<void(Environment const&, PastView)> show{};
};

/// One world's. Outlives its requests, and so do the objects it is given.
class Interference {
 public:
  /// `loop` is where delays are waited for, when there are any.
  Interference(WorldClock& clock, FaultRules& rules, Journal& journal, Loop* const& loop,
               Past past);
  Interference(Interference const&) = delete;
  Interference& operator=(Interference const&) = delete;

  Tap const& tap() const { return tap_; }

  /// As long as the answer lives, nothing is done to the request, and nothing told of it.
  std::shared_ptr<void> overlook(Request const& request);

 private:
  // What before() found and after() needs.
  struct UnderWay {
    std::optional<Hit> hit{};
    bool answered = false;
    std::optional<Image> past{};  ///< the store before a change whose reads are to be stale
  };

  Task<bool> before(Exchange& exchange);
  Task<Done> after(Exchange& exchange);
  UnderWay take(Exchange& exchange);
  void show_past(Exchange const& exchange, UnderWay const& way);

  WorldClock& clock_;
  FaultRules& rules_;
  Journal& journal_;
  Loop* const& loop_;
  Past past_;
  Tap tap_;
  std::unordered_map<Exchange const*, UnderWay> under_way_;
  std::unordered_set<Request const*> overlooked_;
};

}  // namespace orgd::sandbox
