// Threads for work that would stall an event loop: hashing passwords. So many at once as memory is
// set aside for, and so many waiting as can be served before their senders give up: whoever would
// wait longer is better told to come back. The threads begin with the first work.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "store/database.hpp"

namespace orgd {

/// For whom work is done, and what share of the queue that has.
struct OffloadTurn {
  /// In the order in which they go.
  enum class Rank : std::uint8_t { known_device, person, stranger, organization };
  Rank rank = Rank::person;
  std::string whose{};  ///< who has a share; "" has none
  std::size_t share = 0;

  /// What waits at most of one organization, and of tries to sign in of one client address.
  static constexpr std::size_t max_of_one = 8;
  static constexpr std::size_t max_of_client = 4;

  /// Somebody who signs in from that address.
  static OffloadTurn of_client(std::string address, bool known) {
    return {known ? Rank::known_device : Rank::stranger, std::move(address), max_of_client};
  }
  /// A person who is known, from wherever: strangers behind the same address take nothing from it.
  static OffloadTurn of_person(std::string user_id) {
    return {Rank::known_device, std::move(user_id), max_of_client};
  }
  /// What an organization's credentials ask for, which waits behind people.
  static OffloadTurn of_organization(std::string id) {
    return {Rank::organization, std::move(id), max_of_one};
  }
};

class Offload {
 public:
  using Turn = OffloadTurn;
  /// `at_once`: each hash takes 64 MiB while it is made.
  explicit Offload(std::size_t at_once = 1) : at_once_(at_once) {}
  ~Offload();
  Offload(Offload const&) = delete;
  Offload& operator=(Offload const&) = delete;

  /// Room for a whole class or department that accepts its invitations at once.
  static constexpr std::size_t max_waiting = 256;
  /// The same of tries to sign in, and of those by strangers: however many addresses these have,
  /// a known device finds room.
  static constexpr std::size_t max_sign_ins = 64;
  static constexpr std::size_t max_strangers = 48;

  /// Ends the work under way and forgets what waits, which never goes on. Called when no loop runs
  /// any more, while all of them are still there.
  void stop();

  /// Hashes the password elsewhere and goes on with the result on `loop`. Throws Overload when too
  /// many wait, or when whoever has a share has that many waiting.
  Task<std::string> hash_password(Loop& loop, std::string password, Turn turn);
  /// The same for any work.
  Task<std::string> work(Loop& loop, std::function<std::string()> what, Turn turn);
  /// Whether work would be taken now: to be asked before anything is written for its sake.
  bool takes(Turn const& turn);
  /// How many works have been done.
  std::uint64_t done() const { return done_; }

 private:
  struct Job;
  struct Waiting {
    std::function<void()> job;
    std::string whose;
  };
  static constexpr std::size_t ranks = 4;
  std::deque<Waiting>& queue_of(Turn::Rank rank) { return jobs_[static_cast<std::size_t>(rank)]; }
  bool has_room(Turn const& turn);
  bool enqueue(std::function<void()> job, Turn const& turn);
  bool is_idle() const;
  Waiting take_next();
  void give_back(std::string const& whose);
  void run();

  std::size_t const at_once_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::array<std::deque<Waiting>, ranks> jobs_;
  std::map<std::string, std::size_t> shares_;
  bool stopping_ = false;
  std::atomic<std::uint64_t> done_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace orgd
