// How often access-list entries let requests pass. Counted in memory and written behind, so that a
// read stays a read; whoever shows an entry adds what is not yet written.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <tuple>

#include "store/api_keys.hpp"

namespace orgd {

class UsageLog {
 public:
  /// One request by the key passed through the entry of this block.
  void count(store::OrgId org_id, store::PrincipalId key_id, std::string_view block,
             std::string_view address, store::Seconds now);
  /// Adds to the entry what is counted but not yet written.
  void add_pending(store::OrgId org_id, store::AccessEntry& entry) const;
  /// Writes everything counted so far; what cannot be written is kept for the next time. One
  /// at a time.
  Task<Done> flush(Session& session);

 private:
  using Key = std::tuple<store::OrgId, store::PrincipalId, std::string>;
  using Counts = std::map<Key, store::AccessEntry>;
  void end_writing(bool failed);

  mutable std::mutex mutex_;
  Counts pending_;
  Counts being_written_;  // seen until it is in the store; changed by flush alone
};

}  // namespace orgd
