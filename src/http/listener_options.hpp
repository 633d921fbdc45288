// What an HttpListener can be told. Values only; nothing here opens anything.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "api/address.hpp"
#include "http/http.hpp"
#include "telemetry/log.hpp"

namespace orgd {

struct ListenAddress {
  std::string host;
  std::uint16_t port;
};

/// What one request may weigh.
struct RequestLimits {
  std::size_t target_bytes = 16 * 1024;  ///< beyond: 414
  std::size_t header_bytes = 32 * 1024;  ///< all fields together; beyond: 431
  std::size_t body_bytes = 1024 * 1024;  ///< decoded; beyond: 413
};

struct ListenerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;  ///< 0: any free port
  unsigned threads = 0;    ///< event loops; 0: one for each core
  unsigned loops() const {
    return threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
  }

  std::string certificate_file;  ///< PEM chain; empty: plain HTTP
  std::string key_file;          ///< PEM

  std::vector<atlas::Block> trusted_proxies;  ///< whose X-Forwarded-* fields are believed

  RequestLimits request;
  /// What the bodies of all requests under way may hold together; beyond: 503. Bodies of up to 4
  /// KiB are not counted.
  std::size_t body_memory = std::size_t{64} * 1024 * 1024;
  /// What answers may hold together until their clients have taken them; beyond: 503 for reads.
  /// A quarter is the share of each client address. Answers of up to 16 KiB are not counted.
  std::size_t answer_memory = std::size_t{256} * 1024 * 1024;
  /// Over all loops; beyond, the longest idle one is closed, or the new one is told 503. A quarter
  /// of them is the share of each client address.
  std::size_t max_connections = 10'000;
  std::vector<atlas::Block> unlimited_clients{*atlas::Block::parse("127.0.0.0/8"),
                                              *atlas::Block::parse("::1")};  ///< proxies, too
  std::chrono::milliseconds header_timeout = std::chrono::seconds(10);       ///< TLS handshake too
  std::chrono::milliseconds body_timeout = std::chrono::seconds(30);         ///< for a whole body
  std::chrono::milliseconds idle_timeout = std::chrono::seconds(75);   ///< between two requests
  std::chrono::milliseconds write_timeout = std::chrono::seconds(30);  ///< without progress
  std::size_t least_read_rate = 8192;  ///< of an answer, bytes a second on average
  std::chrono::milliseconds stop_timeout = std::chrono::seconds(30);  ///< then stop() is hard

  /// How long it goes on serving after a signal, so that load balancers notice draining() first.
  std::chrono::milliseconds drain_delay{};

  /// Told what an operator should know; nobody is when it is missing. Outlives the listener.
  Log* log = nullptr;

  /// Renders the errors the listener itself finds; when empty they have no body.
  std::function<Response(atlas::ApiError const&)> render_error;

  /// From the listener's construction to the end of run(), SIGTERM and SIGINT stop, after the drain
  /// delay or at once when a second one comes before it is over; one more ends the process at once.
  /// SIGHUP reloads the certificate. Off where the process is not ours.
  bool handle_signals = false;

  /// Called when the first of these signals begins the stop, before the drain delay.
  std::function<void()> on_stopping;
};

}  // namespace orgd
