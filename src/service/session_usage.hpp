// When sessions of people were last used. Kept in memory and written behind, so that a read stays a
// read: another server may see it a minute late.
#pragma once

#include <map>
#include <mutex>
#include <vector>

#include "store/sessions.hpp"

namespace orgd {

class SessionUsage {
 public:
  /// One request with the session, of which the store knows this. The longest time that it was ever
  /// idle, until now.
  std::chrono::seconds count(store::PersonSession const& stored, store::Seconds now);
  /// The last use that anybody knows of.
  store::Seconds last_used(store::PersonSession const& stored) const;
  /// Writes uses, of one session once a minute; what cannot be written is kept for the next time.
  /// One at a time.
  Task<Done> flush(Session& session, store::Seconds now);

 private:
  struct Use {
    store::SessionUse use{};
    store::Seconds written_at{};
    bool pending = false;
  };
  std::vector<store::SessionUse> take_due(store::Seconds now);
  void put_back(std::vector<store::SessionUse> const& uses);

  mutable std::mutex mutex_;
  std::map<store::SessionId, Use> uses_;  // of sessions that were used in the last minutes
};

}  // namespace orgd
