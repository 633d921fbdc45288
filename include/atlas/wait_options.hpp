// How OrganizationsApi::wait_until_accepted waits.
#pragma once

#include <chrono>
#include <stop_token>

namespace atlas {

/// How long to wait for a person, and how often to look.
struct WaitOptions {
  std::chrono::milliseconds timeout{std::chrono::hours(1)};     ///< then Failure::timeout
  std::chrono::milliseconds interval{std::chrono::seconds(5)};  ///< between two looks
  std::stop_token stop{};                                       ///< then Failure::cancelled
};

}  // namespace atlas
