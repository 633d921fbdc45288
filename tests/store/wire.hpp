// A wire between the PostgreSQL driver and its server that can lose what passes over it.
#pragma once

#include <atomic>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <thread>

namespace orgd {

class Wire {
 public:
  /// What happens to the next COMMIT.
  enum class Fault : std::uint8_t {
    none,
    lost,        ///< it never reaches the server, and the connection ends
    unanswered,  ///< the server does it, and the connection ends before the answer
    doubtful,    ///< the server adds that its standby may not have it
    silence,     ///< nothing passes that connection any more, and it stays open
  };

  Wire(std::string host, std::string port);
  Wire(Wire const&) = delete;
  Wire& operator=(Wire const&) = delete;
  ~Wire();

  std::uint16_t port() const { return port_; }
  void next_commit(Fault fault) { fault_ = fault; }
  /// Nothing passes in either direction, and nothing ends, until it thaws.
  void freeze() { frozen_ = true; }
  void thaw() { frozen_ = false; }
  /// No new connection leads anywhere from now on.
  void cut() { cut_ = true; }

 private:
  class Connection;

  void accept();

  std::string const host_;
  std::string const server_port_;
  int listener_;
  std::uint16_t port_ = 0;
  std::atomic<Fault> fault_ = Fault::none;
  std::atomic<bool> cut_ = false;
  std::atomic<bool> frozen_ = false;
  std::atomic<bool> stopping_ = false;
  std::list<std::thread> connections_;
  std::thread accepting_;
};

}  // namespace orgd
