// How requests travel. Programs use the HTTP transport without seeing this; tests put their own in
// its place, or the one of atlas/testing/function_transport.hpp.
#pragma once

#include "atlas/response.hpp"  // first: it says which compilers will do

#include <chrono>
#include <cstddef>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace atlas {

/// Takes a piece of a body; false ends the transfer.
using Sink = std::function<bool(std::string_view piece)>;

/// One request as it travels.
struct HttpRequest {
  std::string method;  ///< "GET", "POST", ...
  std::string url;     ///< absolute, query included
  Headers headers{};   ///< all but those that the transport itself needs
  std::string body{};  ///< "" for none
  std::optional<std::chrono::milliseconds> timeout{};          ///< for the whole exchange
  std::optional<std::chrono::milliseconds> connect_timeout{};  ///< until the connection stands
  std::optional<std::chrono::milliseconds> read_timeout{};     ///< between two pieces of an answer
  std::stop_token stop{};                                      ///< ends the exchange at once
  Sink sink{};  ///< gets the body of a 2xx answer instead of HttpResponse::body
  std::size_t max_body = std::size_t{16} << 20U;  ///< largest HttpResponse::body, in bytes
};

/// One answer as it came.
struct HttpResponse {
  int status = 0;        ///< HTTP's
  std::string reason{};  ///< the phrase of the status line, which may be ""
  Headers headers{};     ///< in the order received
  std::string body{};    ///< "" when a sink got it
};

/// Why there is no answer.
struct TransportError {
  Failure failure = Failure::connect;  ///< what kind of failure
  std::string detail{};                ///< what happened, for people
  /// False when the server cannot have seen any of the request.
  bool may_have_arrived = true;
  bool permanent = false;  ///< true when the same request cannot do better, as with a certificate
};

/// Sends one request and waits for its answer; follows no redirect. Thread-safe.
class Transport {
 public:
  virtual ~Transport() = default;
  /// Waits for the whole answer.
  virtual std::expected<HttpResponse, TransportError> send(HttpRequest const& request) = 0;
};

/// How the HTTP transport connects.
struct HttpOptions {
  /// "http://proxy.example:3128", or "" for none in spite of the environment's http_proxy,
  /// https_proxy, all_proxy and no_proxy, which are used when nothing is said here.
  std::optional<std::string> proxy{};
  /// PEM bundle instead of all others; else that of CURL_CA_BUNDLE, or SSL_CERT_FILE and
  /// SSL_CERT_DIR in the environment; else the system's.
  std::string ca_file{};
  std::string client_certificate{};  ///< PEM file
  std::string client_key{};          ///< PEM file
  bool verify = true;                ///< check the server's certificate and name
};

/// HTTP/1.1 and TLS over libcurl. Connections stay open and are used again, by the process that
/// made them alone.
[[nodiscard]] std::shared_ptr<Transport> make_http_transport(HttpOptions const& options = {});

}  // namespace atlas
