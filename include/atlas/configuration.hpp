// How a client reaches a server and who it is there. A plain value; nothing is read from the
// environment or from files but by the functions whose names say so.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "atlas/transport.hpp"

namespace atlas {

/// A programmatic API key: HTTP Digest (RFC 7616), with MD5 or SHA-256 as the server asks.
struct ApiKeyCredentials {
  std::string public_key;   ///< eight letters, as shown in lists of keys
  std::string private_key;  ///< shown once, by the answer that created the key
};

/// A service account: OAuth 2.0 client credentials (RFC 6749, 4.4). One token serves all calls and
/// threads of a client until shortly before it expires.
struct ServiceAccountCredentials {
  std::string client_id;      ///< begins with "mdb_sa_id_"
  std::string client_secret;  ///< shown once, when the account was made
};

/// Nothing is sent: a server in a mode that asks for nothing.
struct NoCredentials {};

/// Who a client is; see the alternatives.
using Credentials = std::variant<NoCredentials, ApiKeyCredentials, ServiceAccountCredentials>;

/// ATLAS_PUBLIC_KEY and ATLAS_PRIVATE_KEY, or ATLAS_CLIENT_ID and ATLAS_CLIENT_SECRET; none of them
/// is no credentials, half a pair is an error that names the missing half.
std::expected<Credentials, std::string> credentials_from_env();

/// A section `[name]` of a TOML-like file with the keys public_key and private_key, or client_id
/// and client_secret. The error says what is missing, and refuses a file that others can read.
std::expected<Credentials, std::string> credentials_from_file(std::string const& file,
                                                              std::string_view section = "default");

/// When and how often a call is sent again. A call that may have changed something is repeated only
/// when its operation is safe to repeat or the call has an idempotency key; a 429 or a request that
/// cannot have arrived changed nothing.
struct RetryPolicy {
  int max_attempts = 4;                         ///< first one included; 1 never retries
  std::chrono::milliseconds first_delay{200};   ///< doubled each time, with jitter
  std::chrono::milliseconds max_delay{10'000};  ///< that doubling does not pass
  int budget = 20;  ///< retries of all calls together, in a row without a success between
};

/// One request of a call, for metrics, traces and logs. Nothing in it is secret.
struct Attempt {
  std::string_view operation;          ///< operationId
  std::string_view method;             ///< "GET", "POST", ...
  std::string_view route;              ///< the path template, fit for a metric's label
  int number;                          ///< from 1
  int status;                          ///< 0 when no answer came
  Failure failure;                     ///< when `status` is 0
  std::chrono::microseconds duration;  ///< from sending to the answer's last byte
};

/// Where a client's calls go, as whom, and how.
struct Configuration {
  std::string host = "https://cloud.mongodb.com";      ///< scheme, name, port
  Credentials credentials = NoCredentials{};           ///< sent with every request
  HttpOptions http{};                                  ///< proxy, TLS
  Headers headers{};                                   ///< sent with every request
  std::optional<std::chrono::milliseconds> timeout{};  ///< for calls that name none
  RetryPolicy retry{};                                 ///< when and how often
  std::function<void(Attempt const&)> on_attempt{};    ///< called from the calling thread
  /// Lines of what is sent and received, secrets replaced by "REDACTED".
  std::function<void(std::string_view line)> debug_log{};
  /// Instead of the HTTP transport; `http` is not used then.
  std::shared_ptr<Transport> transport{};
};

/// What one call does differently.
struct CallOptions {
  std::optional<std::chrono::milliseconds> timeout{};          ///< whole call, retries included
  std::optional<std::chrono::milliseconds> connect_timeout{};  ///< until the connection stands
  std::optional<std::chrono::milliseconds> read_timeout{};     ///< between two pieces of an answer
  std::string content_type{};         ///< default: the operation's dated version
  std::string accept{};               ///< default: the dated version, then application/json
  Headers headers{};                  ///< besides the client's
  Sink sink{};                        ///< streams the body of a success; nothing is decoded then
  bool skip_deserialization = false;  ///< leaves the typed body empty
  std::string idempotency_key{};      ///< sent as Idempotency-Key; lets a POST be retried
  std::stop_token stop{};             ///< ends the call with Failure::cancelled
};

}  // namespace atlas
