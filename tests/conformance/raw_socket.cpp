// A blocking socket and a reader of HTTP/1.1 answers that trusts nothing but their framing.
#include "raw_socket.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <optional>
#include <string_view>

namespace conformance {
namespace {

constexpr timeval patience{.tv_sec = 10, .tv_usec = 0};

class Connection {
 public:
  explicit Connection(std::string const& base_url) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    std::string_view authority = base_url;
    authority.remove_prefix(authority.find("//") + 2);
    auto const colon = authority.find(':');
    sockaddr_in address{};
    address.sin_family = AF_INET;
    int port = 80;
    if (colon != std::string_view::npos)
      std::from_chars(authority.data() + colon + 1, authority.data() + authority.size(), port);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    std::string const host(authority.substr(0, colon));
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (inet_pton(AF_INET, host.c_str(), &address.sin_addr) != 1)
      throw Skip{"bytes of one's own need a numeric host"};
    if (connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
      throw Failure{"cannot connect to " + base_url};
  }
  ~Connection() { close(socket_); }
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;

  // A server that has refused may close before it has read everything, so a failed send is fine.
  void send_all(std::string_view bytes) {
    while (!bytes.empty()) {
      ssize_t const sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  // Appends what arrives next; false at the end of the connection.
  bool receive(std::string& into) {
    std::array<char, 16384> buffer{};
    ssize_t const got = recv(socket_, buffer.data(), buffer.size(), 0);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
      throw Failure{"the server was silent for ten seconds after: " + into};
    if (got <= 0) return false;
    into.append(buffer.data(), static_cast<std::size_t>(got));
    return true;
  }

 private:
  int socket_;
};

Answer read_head(std::string_view head) {
  Answer answer;
  auto line_end = head.find("\r\n");
  std::string_view const first = head.substr(0, line_end);
  if (first.size() > 12) std::from_chars(first.data() + 9, first.data() + 12, answer.status);
  while (line_end != std::string_view::npos) {
    head.remove_prefix(line_end + 2);
    line_end = head.find("\r\n");
    std::string_view const line = head.substr(0, line_end);
    auto const colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    std::string_view value = line.substr(colon + 1);
    value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
    answer.headers.push_back({std::string(line.substr(0, colon)), std::string(value)});
  }
  return answer;
}

// Takes one whole answer off the front, or nothing while it is incomplete.
std::optional<Answer> take_answer(std::string& bytes, bool of_head) {
  auto const end = bytes.find("\r\n\r\n");
  if (end == std::string::npos) return std::nullopt;
  Answer answer = read_head(std::string_view(bytes).substr(0, end + 2));
  std::size_t length = 0;
  std::string const declared = answer.header("Content-Length");
  bool const bodiless = of_head || answer.status / 100 == 1 || answer.status == 204;
  if (!bodiless) std::from_chars(declared.data(), declared.data() + declared.size(), length);
  if (bytes.size() < end + 4 + length) return std::nullopt;
  answer.body = bytes.substr(end + 4, length);
  bytes.erase(0, end + 4 + length);
  return answer;
}

}  // namespace

RawExchange exchange_bytes(std::string const& base_url, std::string const& bytes, int answers) {
  Connection connection(base_url);
  connection.send_all(bytes);
  RawExchange exchange;
  std::string received;
  bool open = true;
  while (std::ssize(exchange.answers) < answers) {
    if (auto answer = take_answer(received, bytes.starts_with("HEAD "))) {
      answer->sent = bytes.substr(0, 2000);
      exchange.answers.push_back(std::move(*answer));
    } else if (open = open && connection.receive(received); !open) {
      break;
    }
  }
  bool const promised =
      !exchange.answers.empty() && same_name(exchange.answers.back().header("Connection"), "close");
  exchange.closed = !open || (promised && !connection.receive(received));
  return exchange;
}

}  // namespace conformance
