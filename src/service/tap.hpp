// Where a request can be stopped and its answer changed on the way, from outside the pipeline.
// Decides nothing itself.
#pragma once

#include <functional>

#include "service/exchange.hpp"

namespace orgd {

/// What is done to requests beside serving them. Outlives the service; called on each loop. An
/// error that either function returns becomes the answer.
struct Tap {
  /// Once for each operation that is asked for, however often its transaction runs: when caller,
  /// route, rate limit and media types are judged and the body is there, before a transaction is
  /// open in which the operation runs. Who calls by an invitation's link is not known yet. Also for
  /// the token endpoints, once client and form are judged, without endpoint; and for an answer to
  /// whoever is not authenticated: `exchange.challenge`, and neither caller nor endpoint. The
  /// response is empty. True: it is filled now, and nothing else is done. False: what was put into
  /// it is dropped. The wait for it does not count against the store's timeout.
  std::function<Task<bool>(Exchange& exchange)> before{};
  /// Once for every request whose body came, when its response is whole and what it tells is
  /// committed: answers of `before`, refusals, failures, and what is no operation, too. It may
  /// change the response. Must not throw.
  std::function<Task<Done>(Exchange& exchange)> after{};
};

/// Whether the environment's tap, which there is, answers instead of what follows.
Task<bool> tap_before(Exchange& exchange);
/// The same, if there is a tap, for a client at a token endpoint: it becomes the exchange's caller,
/// one without rights.
Task<bool> tap_before_token(Exchange& exchange, std::string_view client_id, store::OrgId org_id);
/// Shows it the response.
Task<Done> tap_after(Exchange& exchange);

}  // namespace orgd
