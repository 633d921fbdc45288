// Tells whoever started this process, systemd as a rule, how far it is: sd_notify's protocol, a
// datagram to the socket that the variable NOTIFY_SOCKET names.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace orgd {

class Supervisor {
 public:
  /// `socket` is a path, or a name behind "@" that is in no file system; "" for nobody to tell.
  explicit Supervisor(std::string socket) : socket_(std::move(socket)) {}
  static Supervisor of_environment();

  /// Says why it could not be told; "" when it was, or when there is nobody. Never waits.
  std::string ready() const { return tell("READY=1"); }
  std::string stopping() const { return tell("STOPPING=1"); }

 private:
  std::string tell(std::string_view state) const;

  std::string socket_;
};

}  // namespace orgd
