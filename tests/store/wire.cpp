// One thread for each connection, which copies bytes both ways until either side is done.
#include "wire.hpp"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace orgd {
namespace {

class Socket {
 public:
  explicit Socket(int descriptor) : descriptor_(descriptor) {}
  Socket(Socket const&) = delete;
  Socket& operator=(Socket const&) = delete;
  ~Socket() { ::close(descriptor_); }
  int descriptor() const { return descriptor_; }
  std::string read() const {
    std::array<char, 65536> bytes{};
    auto const count = ::recv(descriptor_, bytes.data(), bytes.size(), 0);
    return {bytes.data(), count > 0 ? static_cast<std::size_t>(count) : 0};
  }
  void write(std::string_view bytes) const {
    while (!bytes.empty()) {
      auto const count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }

 private:
  int descriptor_;
};

int connect_to(std::string const& host, std::string const& port) {
  addrinfo hints{};
  hints.ai_family = AF_INET;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0) return -1;
  int const descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  bool const connected = ::connect(descriptor, found->ai_addr, found->ai_addrlen) == 0;
  ::freeaddrinfo(found);
  if (connected) return descriptor;
  ::close(descriptor);
  return -1;
}

// A NoticeResponse, as a server sends it that gives up waiting for its standby.
std::string warning() {
  using namespace std::string_literals;
  std::string const fields =
      "SWARNING\0VWARNING\0C01000\0Mcanceling wait for synchronous replication\0\0"s;
  std::uint32_t const size = htonl(static_cast<std::uint32_t>(fields.size() + 4));
  return "N"s + std::string(reinterpret_cast<char const*>(&size), sizeof size) + fields;
}

// With its end: an isolation level begins alike.
constexpr std::string_view commit_word("COMMIT\0", 7);

}  // namespace

class Wire::Connection {
 public:
  Connection(Wire& wire, int client, int server) : wire_(wire), client_(client), server_(server) {}

  void run() {
    while (!wire_.stopping_ && !over_) {
      std::array<pollfd, 2> events{
          pollfd{.fd = client_.descriptor(), .events = POLLIN, .revents = 0},
          pollfd{.fd = server_.descriptor(), .events = POLLIN, .revents = 0}};
      bool const frozen = wire_.frozen_;
      ::poll(events.data(), frozen ? 0 : events.size(), 50);
      if (frozen) continue;
      if (events[0].revents != 0) from_client(client_.read());
      if (events[1].revents != 0) from_server(server_.read());
    }
  }

 private:
  void from_client(std::string const& bytes) {
    if (bytes.contains(commit_word)) fault_ = wire_.fault_.exchange(Fault::none);
    over_ = bytes.empty() || fault_ == Fault::lost;
    if (!over_ && fault_ != Fault::silence) server_.write(bytes);
  }
  void from_server(std::string const& bytes) {
    bool const answered = bytes.contains(commit_word);
    over_ = bytes.empty() || (fault_ == Fault::unanswered && answered);
    if (over_ || fault_ == Fault::silence || fault_ == Fault::unanswered) return;
    if (fault_ == Fault::doubtful && answered) {
      // The answers to its preparation come first: the warning stands where COMMIT is answered.
      auto const at = bytes.find("C\0\0\0\013COMMIT", 0, 11);
      auto const begin = at == std::string::npos ? 0 : at;
      client_.write(bytes.substr(0, begin) + warning() + bytes.substr(begin));
      fault_ = Fault::none;
      return;
    }
    client_.write(bytes);
  }

  Wire& wire_;
  Socket client_;
  Socket server_;
  Fault fault_ = Fault::none;
  bool over_ = false;
};

Wire::Wire(std::string host, std::string port)
    : host_(std::move(host)),
      server_port_(std::move(port)),
      listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, generic, size) != 0 || ::listen(listener_, 64) != 0 ||
      ::getsockname(listener_, generic, &size) != 0)
    throw std::runtime_error("the wire cannot listen");
  port_ = ntohs(address.sin_port);
  accepting_ = std::thread([this] { accept(); });
}

Wire::~Wire() {
  stopping_ = true;
  accepting_.join();
  for (auto& connection : connections_) connection.join();
  ::close(listener_);
}

void Wire::accept() {
  while (!stopping_) {
    pollfd event{.fd = listener_, .events = POLLIN, .revents = 0};
    if (::poll(&event, 1, 50) <= 0) continue;
    int const client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    int const server = cut_ ? -1 : connect_to(host_, server_port_);
    if (server < 0) {
      ::close(client);
      continue;
    }
    connections_.emplace_back([this, client, server] { Connection(*this, client, server).run(); });
  }
}

}  // namespace orgd
