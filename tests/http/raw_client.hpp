// A client that sends exactly the bytes a test gives it and shows exactly what comes back.
// Blocks; a wait that never ends fails the test after half a minute instead of hanging it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace orgd::test {

struct Answer {
  int status = 0;  ///< 0: the connection ended before a whole header
  std::string head;
  std::string body;

  /// The value of a header field, or "" without one.
  std::string field(std::string_view name) const;
  bool has(std::string_view name) const { return !field(name).empty(); }
};

class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  ~RawClient();
  RawClient(RawClient&& other) noexcept;
  RawClient& operator=(RawClient&&) = delete;

  /// False once the server has closed.
  bool send(std::string_view bytes);
  /// One answer; `with_body` false after HEAD.
  Answer read(bool with_body = true);
  Answer exchange(std::string_view request, bool with_body = true);
  /// True when the server ends the connection in order and sends nothing more before.
  bool ended();
  /// All that comes until the server ends the connection; nothing when it resets it.
  std::optional<std::string> read_to_end();
  void close();

  int descriptor() const { return socket_; }

 private:
  bool more();

  int socket_;
  std::string received_;
};

}  // namespace orgd::test
