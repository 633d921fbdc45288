// One datagram for each state; the protocol asks for no answer.
#include "orgd/supervisor.hpp"

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <system_error>

namespace orgd {

Supervisor Supervisor::of_environment() {
  char const* const socket = std::getenv("NOTIFY_SOCKET");
  return Supervisor(socket ? socket : "");
}

std::string Supervisor::tell(std::string_view state) const {
  if (socket_.empty()) return {};
  auto const why = [&](std::string_view reason) {
    return fmt::format("NOTIFY_SOCKET={} cannot be told {}: {}", socket_, state, reason);
  };
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  bool const known = socket_.front() == '/' || socket_.front() == '@';
  if (!known || socket_.size() >= sizeof(address.sun_path))
    return why("it is no path of a socket, nor a name behind @");
  std::ranges::copy(socket_, address.sun_path);
  if (socket_.front() == '@') address.sun_path[0] = '\0';
  int const descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  auto const length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
  bool const told =
      descriptor >= 0 && ::sendto(descriptor, state.data(), state.size(), MSG_NOSIGNAL,
                                  reinterpret_cast<sockaddr const*>(&address), length) >= 0;
  int const reason = errno;
  if (descriptor >= 0) ::close(descriptor);
  return told ? std::string() : why(std::generic_category().message(reason));
}

}  // namespace orgd
