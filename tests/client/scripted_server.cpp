// Plain sockets.
#include "scripted_server.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <stdexcept>

namespace client_test {

Peer::~Peer() { ::close(descriptor_); }

std::string Peer::receive() {
  std::string text;
  std::array<char, 4096> buffer{};
  for (;;) {
    auto const head = text.find("\r\n\r\n");
    if (head != std::string::npos) {
      std::size_t length = 0;
      auto const at = text.find("Content-Length: ");
      if (at < head) std::from_chars(text.data() + at + 16, text.data() + head, length);
      if (text.size() >= head + 4 + length) return text;
    }
    auto const got = ::recv(descriptor_, buffer.data(), buffer.size(), 0);
    if (got <= 0) return {};
    text.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

void Peer::send(std::string_view bytes) const {
  static_cast<void>(::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL));
}

void Peer::wait_for_end() const {
  char c = 0;
  while (::recv(descriptor_, &c, 1, 0) > 0) continue;
}

ScriptedServer::ScriptedServer(std::function<void(Peer&)> script)
    : script_(std::move(script)), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, generic, size) != 0 || ::listen(listener_, 64) != 0 ||
      ::getsockname(listener_, generic, &size) != 0)
    throw std::runtime_error("cannot listen");
  port_ = ntohs(address.sin_port);
  acceptor_ = std::thread([this] { run(); });
}

ScriptedServer::~ScriptedServer() {
  ::shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  ::close(listener_);
  for (auto& thread : threads_) thread.join();
}

std::string ScriptedServer::url() const { return fmt::format("http://127.0.0.1:{}", port_); }

void ScriptedServer::run() {
  for (;;) {
    int const descriptor = ::accept(listener_, nullptr, nullptr);
    if (descriptor < 0) return;
    std::lock_guard const lock(mutex_);
    threads_.emplace_back([this, descriptor] {
      Peer peer(descriptor);
      script_(peer);
    });
  }
}

std::string answer(int status, std::string_view body, std::string_view fields) {
  return fmt::format(
      "HTTP/1.1 {} Status\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{}\r\n{}",
      status, body.size(), fields, body);
}

}  // namespace client_test
