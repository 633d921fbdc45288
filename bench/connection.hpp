// A connection of the load: one request on its way at a time, plain or over TLS 1.3.
#pragma once

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace bench {

using Clock = std::chrono::steady_clock;

struct FreeTls {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL* tls) const { SSL_free(tls); }
};
using TlsContext = std::unique_ptr<SSL_CTX, FreeTls>;

inline TlsContext new_tls_context() {
  TlsContext context(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_min_proto_version(context.get(), TLS1_3_VERSION);
  return context;
}

class Connection {
 public:
  enum class Outcome : std::uint8_t { unfinished, answered, broken };

  /// Without `tls` it is plain. `until_end`: an answer is complete when the server hangs up.
  Connection(sockaddr_in const& server, SSL_CTX* tls, bool until_end)
      : server_(server), context_(tls), until_end_(until_end) {
    open();
  }
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;
  ~Connection() { close(socket_); }

  int socket() const { return socket_; }
  int status() const { return status_; }

  /// Takes the place of the one before. On one machine nothing waits for the other side here.
  void open() {
    tls_.reset();
    if (socket_ >= 0) close(socket_);
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    int const on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(socket_, reinterpret_cast<sockaddr const*>(&server_), sizeof server_) != 0)
      throw std::runtime_error("cannot connect");
    if (context_) {
      tls_.reset(SSL_new(context_));
      SSL_set_fd(tls_.get(), socket_);
      if (SSL_connect(tls_.get()) != 1) throw std::runtime_error("no TLS 1.3 with the server");
    }
    fcntl(socket_, F_SETFL, O_NONBLOCK);
  }

  bool send(std::string_view request) {
    head_.clear();
    status_ = 0;
    left_ = 0;
    auto const size = request.size();
    if (tls_) return SSL_write(tls_.get(), request.data(), static_cast<int>(size)) > 0;
    return ::send(socket_, request.data(), size, MSG_NOSIGNAL) == static_cast<ssize_t>(size);
  }

  /// Takes what has come.
  Outcome receive() {
    static std::array<char, 1 << 16> buffer;
    while (true) {
      auto const got = read(buffer);
      if (got == waits) return Outcome::unfinished;
      if (got <= 0)
        return got == 0 && until_end_ && status_ != 0 && left_ == 0 ? Outcome::answered
                                                                    : Outcome::broken;
      if (!take({buffer.data(), static_cast<std::size_t>(got)})) return Outcome::broken;
      if (!until_end_ && status_ != 0 && left_ == 0) return Outcome::answered;
    }
  }

 private:
  static constexpr ssize_t waits = -2;

  ssize_t read(std::span<char> buffer) {
    if (!tls_) {
      auto const got = recv(socket_, buffer.data(), buffer.size(), 0);
      return got < 0 && errno == EAGAIN ? waits : got;
    }
    int const got = SSL_read(tls_.get(), buffer.data(), static_cast<int>(buffer.size()));
    return got <= 0 && SSL_get_error(tls_.get(), got) == SSL_ERROR_WANT_READ ? waits : got;
  }

  // False when there is more than the head promised.
  bool take(std::string_view data) {
    if (status_ == 0) {
      head_ += data;
      auto const end = head_.find("\r\n\r\n");
      if (end == std::string::npos) return true;
      std::string_view const head = std::string_view(head_).substr(0, end);
      left_ = length_of(head);
      status_ = number(head.substr(std::string_view("HTTP/1.1 ").size()));
      data = std::string_view(head_).substr(end + 4);
    }
    if (data.size() > left_) return false;
    left_ -= data.size();
    return true;
  }

  static std::size_t length_of(std::string_view head) {
    auto const at = head.find("\r\nContent-Length: ");
    if (at == std::string_view::npos) return 0;
    return static_cast<std::size_t>(number(head.substr(at + 18)));
  }

  static int number(std::string_view text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  }

  sockaddr_in server_;
  SSL_CTX* context_;
  bool until_end_;
  int socket_ = -1;
  std::unique_ptr<SSL, FreeTls> tls_;
  std::string head_;
  int status_ = 0;
  std::size_t left_ = 0;  // of the body
};

}  // namespace bench
