// A server that does as it is told, byte for byte: to see what clients make of bad ones.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace client_test {

/// One connection from the server's side.
class Peer {
 public:
  explicit Peer(int descriptor) : descriptor_(descriptor) {}
  ~Peer();
  Peer(Peer const&) = delete;
  Peer& operator=(Peer const&) = delete;

  /// Head and body of the next request; "" when the client has gone.
  std::string receive();
  void send(std::string_view bytes) const;
  int descriptor() const { return descriptor_; }
  /// Waits until the client closes.
  void wait_for_end() const;

 private:
  int descriptor_;
};

/// Runs `script` for each connection, each on a thread of its own.
class ScriptedServer {
 public:
  explicit ScriptedServer(std::function<void(Peer&)> script);
  ~ScriptedServer();
  ScriptedServer(ScriptedServer const&) = delete;
  ScriptedServer& operator=(ScriptedServer const&) = delete;

  std::string url() const;

 private:
  void run();
  std::function<void(Peer&)> script_;
  int listener_;
  int port_ = 0;
  std::mutex mutex_;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

/// The ID of the organization that is asked for.
inline std::string const id(24, 'a');

std::string answer(int status, std::string_view body, std::string_view fields = "");

}  // namespace client_test
