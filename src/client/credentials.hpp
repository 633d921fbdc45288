// Credentials at work: what to send before an answer, and what to make of a 401.
#pragma once

#include <memory>
#include <string>

#include "atlas/configuration.hpp"

namespace atlas::detail {

/// Whether a 401 is worth another request.
enum class Verdict : bool { give_up, try_again };

/// State of one call, so that a 401 is answered once and not forever.
struct AuthAttempt {
  std::shared_ptr<void> nonce{};  ///< in use by this call alone
  int challenges = 0;             ///< 401 answers seen by this call
  std::string token{};            ///< sent with the last request
  bool may_recover = false;       ///< whether what could not be prepared may be later
};

/// Shared by all threads of a client.
class Authenticator {
 public:
  virtual ~Authenticator() = default;
  /// Adds the Authorization field, if there is something to say already.
  virtual std::expected<void, Error> prepare(HttpRequest& request, AuthAttempt& attempt) = 0;
  /// Looks at an answer.
  virtual Verdict note(HttpResponse const& response, AuthAttempt& attempt) = 0;
  /// Has the server forget what it gave out for these credentials, if it gave out anything.
  /// `request` is a POST with the limits of the exchange and nothing else.
  virtual std::expected<void, Error> revoke(HttpRequest request) {
    static_cast<void>(request);
    return {};
  }
};

std::unique_ptr<Authenticator> make_authenticator(Configuration const& configuration,
                                                  std::shared_ptr<Transport> transport);

std::unique_ptr<Authenticator> make_digest(ApiKeyCredentials credentials);
std::unique_ptr<Authenticator> make_bearer(ServiceAccountCredentials credentials, std::string host,
                                           std::shared_ptr<Transport> transport);
std::unique_ptr<Authenticator> make_session(SessionCredentials credentials, std::string fault);

/// Why a secret that is sent to the host could be read on its way, or "".
std::string fault_of_way(Configuration const& configuration);

}  // namespace atlas::detail
