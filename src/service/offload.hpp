// One thread for work that would stall an event loop: hashing passwords. Its queue lets a whole
// class or department accept its invitations at once, about 20 seconds of hashing; whoever would
// wait longer is better told to come back. What an organization's credentials ask for has a small
// share of it, and waits behind the people who accept. The thread begins with the first work.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "store/database.hpp"

namespace orgd {

class Offload {
 public:
  Offload() = default;
  ~Offload();
  Offload(Offload const&) = delete;
  Offload& operator=(Offload const&) = delete;

  static constexpr std::size_t max_waiting = 256;
  /// Of these, those of one organization.
  static constexpr std::size_t max_of_one = 8;

  /// Ends the work under way and forgets what waits, which never goes on. Called when no loop runs
  /// any more, while all of them are still there.
  void stop();

  /// Hashes the password elsewhere and goes on with the result on `loop`. Throws Overload when too
  /// many wait. With `whose`, an organization, it is a part of what that may ask for and comes
  /// after those without one; it throws Overload too when the organization has its share.
  Task<std::string> hash_password(Loop& loop, std::string password,
                                  std::optional<std::string> whose = {});
  /// The same for any work.
  Task<std::string> work(Loop& loop, std::function<std::string()> what,
                         std::optional<std::string> whose = {});

 private:
  struct Job;
  using Whose = std::optional<std::string>;
  struct Waiting {
    std::function<void()> job;
    Whose whose;
  };
  bool enqueue(std::function<void()> job, Whose const& whose);
  Waiting take_next();
  void give_back(std::string const& whose);
  void run();

  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Waiting> jobs_;   ///< of nobody
  std::deque<Waiting> later_;  ///< of organizations
  std::map<std::string, std::size_t> shares_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace orgd
