// Sends what waits in the queues of mails. Several servers may do so on one store: a mail is taken
// by a lease in its row, and sent at least once, each time by the same Message-ID.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "mail/composing.hpp"
#include "mail/route.hpp"
#include "service/environment.hpp"
#include "store/database.hpp"

namespace orgd::mail {

/// Longer than any attempt takes, so that nobody takes a mail that is being sent.
inline constexpr std::chrono::minutes lease_time{10};

/// After so many attempts, the time until the next: 10 s at first, 6 h at most.
std::chrono::seconds backoff(std::int64_t attempts);

class Sender {
 public:
  /// `ends` says that the server stops: no further mail is begun.
  Sender(Environment& environment, ComposingOptions options, Templates templates,
         std::unique_ptr<Route> route, std::function<bool()> ends);

  /// Tries what is due, a page of it. Whether there is more that could be tried at once.
  Task<bool> send_due(Session& session);
  /// How long nothing is to be tried after failures that no mail is to blame for.
  std::chrono::seconds pause() const;

  /// Counts the mails of the store for whoever watches.
  Task<Done> count(Session& session);
  Task<Done> forget_sent(Session& session);

 private:
  struct Taken {
    AnyMail mail{};
    Facts facts{};
  };
  struct Attempted {
    AnyMail mail{};
    Outcome outcome{};
  };
  /// What both queues need to know of a mail in turn.
  struct Trial {
    std::string mail_id{};
    store::Seconds created_at{};
    std::int64_t attempts{};
    std::optional<std::string> last_error{};
  };

  static Trial trial_of(AnyMail const& mail);
  store::Seconds now() const;
  template <class Queued>
  Task<std::optional<Taken>> take(Session& session, typename Queued::Key const& key);
  Outcome attempt(Taken const& taken);
  Task<Done> settle(Session& session);
  void count_and_tell(Trial const& trial, Outcome const& outcome, bool over) const;
  /// Tries those of one queue until it is done or has to stop.
  template <class Queued>
  Task<Done> try_all(Session& session, std::vector<typename Queued::Key> const& due, bool& stopped);

  Environment& environment_;
  ComposingOptions const options_;
  Templates const templates_;
  std::unique_ptr<Route> const route_;
  std::function<bool()> const ends_;
  /// What the store does not know yet: where it fails, a mail is not sent again for that.
  std::optional<Attempted> unsettled_;
};

}  // namespace orgd::mail
