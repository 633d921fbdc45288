// The door to a service inside this program: requests go to its Handler without a socket, so the
// clock, the client's address and the database can be played with.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "async/blocking_loop.hpp"
#include "door.hpp"
#include "http/http.hpp"

namespace conformance {

/// A service and the strings it hangs on. A control that is not set makes its cases skip.
struct InProcessService {
  std::shared_ptr<orgd::BlockingLoop> loop{};
  orgd::Handler handler{};
  std::function<void(bool)> take_turns{};
  std::function<void(std::chrono::seconds)> advance_clock{};
  std::function<void(std::chrono::seconds)> set_clock{};
  std::function<void(int)> fail_statement{};
  std::function<std::string(std::string const& invitation_id)> mail_link{};
  std::function<void(std::vector<std::string> const& command, std::string const& private_key)>
      operator_command{};
  Backstage backstage{};
};

std::unique_ptr<Door> make_in_process_door(InProcessService service);

}  // namespace conformance
