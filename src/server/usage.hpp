// How often access-list entries let requests pass. Counted in memory and written behind, so that a
// read stays a read; whoever shows an entry adds what is not yet written.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <tuple>

#include "store/api_keys.hpp"

namespace orgd {

class UsageLog {
 public:
  /// One request by the key passed through the entry of this block.
  void count(std::string_view org_id, std::string_view key_id, std::string_view block,
             std::string_view address, store::Seconds now);
  /// Adds to the entry what is counted but not yet written.
  void add_pending(std::string_view org_id, store::AccessEntry& entry) const;
  /// Writes everything counted so far.
  Task<Done> flush(Session& session);

 private:
  using Key = std::tuple<std::string, std::string, std::string>;
  mutable std::mutex mutex_;
  std::map<Key, store::AccessEntry, std::less<>> pending_;
};

/// Flushes a UsageLog every second while something is counted, and at its end.
class UsageFlusher {
 public:
  UsageFlusher(UsageLog& usage, Database& database);
  ~UsageFlusher();
  UsageFlusher(UsageFlusher const&) = delete;
  UsageFlusher& operator=(UsageFlusher const&) = delete;

 private:
  void run();
  UsageLog& usage_;
  Database& database_;
  std::mutex mutex_;
  std::condition_variable stop_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace orgd
