// What only a door into this program can do: arrange and look at what no operation shows yet, and
// open the same store to a server that is set otherwise.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace conformance {

class Door;

/// Settings by their names in a configuration file.
using ServerSettings = std::map<std::string, std::string, std::less<>>;

/// A mail to the holder of an account.
struct SeenMail {
  std::string kind{};
  std::string facts{};  ///< what it says, as JSON
  std::string token{};  ///< of the link in it; "" for none
};

struct Backstage {
  /// A new team of the organization; returns its id.
  std::function<std::string(std::string const& org_id)> make_team{};
  std::function<void(std::string const& org_id)> stop_paying{};
  /// What operators did and what became of them, by "TYPE username", the oldest first.
  std::function<std::vector<std::string>()> operator_events{};
  /// The organization's events by type, the oldest first.
  std::function<std::vector<std::string>(std::string const& org_id)> event_types{};
  /// What was written to an address as that of an account.
  std::function<std::vector<SeenMail>(std::string const& address)> mails_to{};
  /// The token of the link that an operator makes for the person.
  std::function<std::string(std::string const& address)> person_link{};
  /// Does what a server does for what expires. From every thread.
  std::function<void()> keep_up_with_expiry{};
  /// Besides settings it takes "examples": requests without credentials act as an owner.
  std::function<std::unique_ptr<Door>(ServerSettings const&)> server_with{};
};

}  // namespace conformance
