// Blocking socket calls, and just enough of HTTP to find where an answer ends.
#include "raw_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <system_error>
#include <utility>

#include "api/text.hpp"

namespace orgd::test {

std::string Answer::field(std::string_view name) const {
  std::string_view rest = head;
  while (!rest.empty()) {
    auto const end = rest.find("\r\n");
    auto const line = rest.substr(0, end);
    auto const colon = line.find(": ");
    if (colon != line.npos && atlas::equal_ignoring_case(line.substr(0, colon), name))
      return std::string(line.substr(colon + 2));
    rest.remove_prefix(end + 2);
  }
  return {};
}

RawClient::RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  timeval const patience{.tv_sec = 30, .tv_usec = 0};
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (connect(socket_, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0)
    throw std::system_error(errno, std::system_category(), "connect");
}

RawClient::~RawClient() { close(); }

RawClient::RawClient(RawClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), received_(std::move(other.received_)) {}

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    auto const size = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (size <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(size));
  }
  return true;
}

bool RawClient::more() {
  std::array<char, 16384> bytes;
  auto const size = recv(socket_, bytes.data(), bytes.size(), 0);
  if (size <= 0) return false;
  received_.append(bytes.data(), static_cast<std::size_t>(size));
  return true;
}

Answer RawClient::read(bool with_body) {
  std::size_t end;
  while ((end = received_.find("\r\n\r\n")) == received_.npos)
    if (!more()) return {};
  Answer answer;
  answer.head = received_.substr(0, end + 2);
  received_.erase(0, end + 4);
  answer.status = std::stoi(answer.head.substr(std::string_view("HTTP/1.1 ").size()));
  if (!with_body || !answer.has("Content-Length")) return answer;
  std::size_t const size = std::stoul(answer.field("Content-Length"));
  while (received_.size() < size)
    if (!more()) return {};
  answer.body = received_.substr(0, size);
  received_.erase(0, size);
  return answer;
}

Answer RawClient::exchange(std::string_view request, bool with_body) {
  send(request);
  return read(with_body);
}

bool RawClient::ended() {
  char byte;
  return received_.empty() && recv(socket_, &byte, 1, 0) == 0;
}

std::optional<std::string> RawClient::read_to_end() {
  std::array<char, 16384> bytes;
  ssize_t size = 0;
  while ((size = recv(socket_, bytes.data(), bytes.size(), 0)) > 0)
    received_.append(bytes.data(), static_cast<std::size_t>(size));
  if (size < 0) return std::nullopt;
  return std::exchange(received_, {});
}

void RawClient::close() {
  if (socket_ >= 0) ::close(std::exchange(socket_, -1));
}

}  // namespace orgd::test
