// The newest requests of a world with their answers, and who waits for some. One thread's.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "api/uri.hpp"
#include "sandbox/fault_rule.hpp"

namespace orgd::sandbox {

/// Entries stay as they are, and outlive their removal.
using Entries = std::vector<std::shared_ptr<Entry const>>;

/// How much a journal keeps. Beyond either, the oldest entries go.
struct JournalLimits {
  std::size_t entries = 10'000;
  std::size_t bytes = std::size_t{64} << 20;  ///< about what they take in memory
};

class Journal {
 public:
  /// Takes whether what was waited for is there; false when the wait was ended before.
  using Told = std::function<void(bool reached)>;

  /// How many may wait at once.
  static constexpr std::size_t most_waiters = 1000;
  /// How many requests a verdict shows.
  static constexpr std::size_t most_found = 100;

  explicit Journal(JournalLimits limits = {}) : limits_(limits) {}

  /// Strikes the secrets out, numbers the entry, keeps it, and tells those who wait for it. Bodies
  /// that alone are larger than all that is kept are left out. The entry's number, from 1.
  std::int64_t add(Entry entry);

  /// What fits, the oldest first. The errors of check_filter.
  Result<Entries> query(Match const& filter) const;
  /// How many requests that a filter could mean were dropped to make room, since there is a journal
  /// or since the last clear(). A challenge counts where the filter asks for those.
  std::int64_t dropped(Match const& filter) const;
  /// Everything, challenges too.
  Entries all() const { return {entries_.begin(), entries_.end()}; }

  /// Calls `told` once, when so many entries with a number above `after` fit, those that are there
  /// among them, and returns a ticket for cancel(). When they are there already, it is called at
  /// once, and 0 returned. Beyond `most_waiters` the oldest wait is ended. The errors of
  /// check_filter, and VALIDATION_ERROR for a count below 1.
  Result<std::uint64_t> wait(Match filter, std::int64_t count, Told told, std::int64_t after = 0);
  /// Whoever has the ticket is not told any more. Nothing happens when there is none of it.
  void cancel(std::uint64_t ticket);
  /// Ends all waits, for there is nothing more to come.
  void end_waits();

  /// Counts what fits. The errors of check_filter, and VALIDATION_ERROR when the counts contradict
  /// each other. A secret in the wanted body fits any value in its place. What was dropped may have
  /// fit or not: only what holds either way is verified.
  Result<Verdict> verify(VerifyRequest request) const;

  /// Forgets all entries, not their numbers. Those who wait begin to count again.
  void clear();

 private:
  struct Waiter {
    std::uint64_t ticket;
    Match filter;
    std::int64_t count, missing, after;
    Told told;
  };
  void keep(std::shared_ptr<Entry const> entry);
  void drop_oldest();
  void end_oldest_wait();

  JournalLimits limits_;
  std::deque<std::shared_ptr<Entry const>> entries_;
  std::size_t bytes_ = 0;
  std::size_t challenges_ = 0;  // of the entries
  std::int64_t dropped_ = 0;    // challenges not among them
  std::int64_t dropped_challenges_ = 0;
  std::int64_t last_number_ = 0;
  std::vector<Waiter> waiters_;  // the oldest first
  std::uint64_t last_ticket_ = 0;
};

/// A filter out of a query's pairs, whose names are those of Match. INVALID_QUERY_PARAMETER for a
/// name given twice, VALIDATION_ERROR for what only rules have, else the errors of the reader. The
/// caller takes out what is no filter's.
Result<Match> read_filter(std::vector<atlas::NamedText> const& pairs);

/// The fields of a request, and those of an answer that the service has written: what the listener
/// adds when it sends it (Content-Length, Date, Connection) is not among them.
std::vector<HeaderField> fields_of(Request const& request);
std::vector<HeaderField> fields_of(Response const& response);

/// Appends `{"dropped":0,"requests":[...]}`.
void write_requests(std::string& out, Entries const& entries, std::int64_t dropped);

/// Whether all of `part` is in `whole`: members of objects by name, other values as they are, lists
/// element by element.
bool is_part_of(atlas::JsonNode const& part, atlas::JsonNode const& whole);

}  // namespace orgd::sandbox
