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

/// A person who has signed in to an orgd service; createSession with `bearer` gives the token. It
/// is sent over TLS or to this machine alone, unless HttpOptions says that certificates are not
/// checked either.
struct SessionCredentials {
  std::string username;  ///< the person's e-mail address, which errors name
  std::string token;     ///< shown once, when the person signed in
};

/// Nothing is sent: a server in a mode that asks for nothing.
struct NoCredentials {};

/// Who a client is; see the alternatives.
using Credentials =
    std::variant<NoCredentials, ApiKeyCredentials, ServiceAccountCredentials, SessionCredentials>;

/// What a source that names no credentials comes to: an error, or a client that sends none.
enum class NoneSet : bool { is_error, is_no_credentials };

/// ATLAS_PUBLIC_KEY and ATLAS_PRIVATE_KEY, ATLAS_CLIENT_ID and ATLAS_CLIENT_SECRET, or
/// ATLAS_USERNAME and ATLAS_SESSION_TOKEN. The error names what is missing: the other half of a
/// pair, or all variables when nothing is set.
[[nodiscard]] std::expected<Credentials, std::string> credentials_from_env(
    NoneSet none = NoneSet::is_error);

/// The profile `[name]` of a TOML file, with the keys public_key and private_key, client_id and
/// client_secret, or username and session_token. The error says what is missing or names the line
/// that cannot be read; a file that others can read is refused.
[[nodiscard]] std::expected<Credentials, std::string> credentials_from_file(
    std::string const& file, std::string_view profile = "default",
    NoneSet none = NoneSet::is_error);

/// When and how often a call is sent again. A call that may have changed something is repeated only
/// when its operation is safe to repeat or the call has an idempotency key; a 429 or a request that
/// cannot have arrived changed nothing. What is safe is repeated after 408, 500, 502, 503, 504 and
/// a broken connection; what cannot do better is not, as a refused certificate.
struct RetryPolicy {
  int max_attempts = 4;  ///< first one included, answers to challenges not; 1 never retries
  std::chrono::milliseconds first_delay{200};   ///< doubled each time, with jitter
  std::chrono::milliseconds max_delay{10'000};  ///< that doubling does not pass
  int budget = 20;  ///< retries of all calls together, in a row without a success between
  std::chrono::milliseconds max_wait{60'000};  ///< a longer Retry-After ends the call at once
};

/// One request of a call, for metrics, traces and logs. Nothing in it is secret.
struct Attempt {
  std::string_view operation;          ///< operationId
  std::string_view method;             ///< "GET", "POST", ...
  std::string_view route;              ///< the path template, fit for a metric's label
  int number;                          ///< from 1, answers to challenges included
  int status;                          ///< 0 when no answer came
  Failure failure;                     ///< when `status` is 0
  std::chrono::microseconds duration;  ///< from sending to the answer's last byte
};

/// Where a client's calls go, as whom, and how.
struct Configuration {
  /// Scheme, name, port; "/api/atlas/v2" may stand at the end.
  std::string host = "https://cloud.mongodb.com";
  Credentials credentials = NoCredentials{};  ///< sent with every request
  HttpOptions http{};                         ///< proxy, TLS
  Headers headers{};                          ///< sent with every request
  /// For calls that name none; nothing waits for ever.
  std::optional<std::chrono::milliseconds> timeout{std::chrono::seconds(60)};
  RetryPolicy retry{};                               ///< when and how often
  std::function<void(Attempt const&)> on_attempt{};  ///< called from the calling thread
  /// Lines of what is sent and received, secrets replaced by "REDACTED".
  std::function<void(std::string_view line)> debug_log{};
  /// Instead of the HTTP transport; `http` is not used then.
  std::shared_ptr<Transport> transport{};
  std::size_t max_body = std::size_t{16} << 20U;  ///< largest answer in bytes; a sink has no limit
};

/// All that a profile of a TOML file says: url, the keys of credentials_from_file(), and proxy,
/// ca_file, client_certificate and client_key. What it leaves out is as in `Configuration{}`.
[[nodiscard]] std::expected<Configuration, std::string> configuration_from_file(
    std::string const& file, std::string_view profile = "default");

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
