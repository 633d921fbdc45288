// The two ends a connection can have, plain TCP and TLS, behind the few operations a connection
// needs. Knows no HTTP and keeps no time.
#pragma once

#include <boost/asio/ssl/stream.hpp>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>

#include "http/asio.hpp"
#include "http/tls.hpp"

namespace orgd {

class ByteStream {
 public:
  using Transferred = std::tuple<ErrorCode, std::size_t>;

  /// A null `tls` makes it plain.
  ByteStream(Socket socket, TlsContext tls);

  bool secure() const { return tls_.has_value(); }

  Awaitable<std::tuple<ErrorCode>> handshake();
  Awaitable<Transferred> read_some(std::span<char> space);
  Awaitable<Transferred> write_some(std::string_view bytes);
  /// What can be written without waiting. Always 0 over TLS, whose records must not be cut.
  std::size_t write_now(std::string_view bytes);

  /// Tells the peer that nothing more comes, and over TLS waits for it to say the same.
  Awaitable<> end();
  /// The same below TLS alone, whose peer finds its session cut.
  void cut();
  /// Reads and drops what the peer still sends, below TLS. After end() or cut().
  Awaitable<Transferred> discard_some(std::span<char> space);
  /// Until the connection fails: what waits to be read does not count.
  Awaitable<std::tuple<ErrorCode>> failure();

  /// Ends the waiting of the operation under way, if it still waits.
  void cancel();
  void close();

 private:
  Socket socket_;
  TlsContext context_;
  std::optional<boost::asio::ssl::stream<Socket&>> tls_;
};

}  // namespace orgd
