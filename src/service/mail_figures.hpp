// How the sending of mails goes, for whoever watches the server. Written by the thread that sends
// them, where there is one.
#pragma once

#include <atomic>

#include "telemetry/counter.hpp"

namespace orgd {

struct MailFigures {
  std::atomic<bool> sends = false;  ///< this server sends mails at all
  Counter sent;
  Counter failed;  ///< attempts after which there is another one
  Counter given_up;
  // Of the store, as it was a moment ago.
  Counter waiting;
  Counter dead;
  Counter oldest_age;  ///< seconds that the oldest waiting one has waited
  /// Attempts in a row that failed before a mail was looked at.
  Counter route_failures;
};

}  // namespace orgd
