// Counting and writing behind the use of access-list entries.
#include "service/usage.hpp"

namespace orgd {

void UsageLog::count(store::OrgId org_id, store::PrincipalId key_id, std::string_view block,
                     std::string_view address, store::Seconds now) {
  Key key{org_id, key_id, block};
  std::lock_guard const lock(mutex_);
  auto& entry = pending_[std::move(key)];
  entry.key_id = key_id;
  entry.block = block;
  ++entry.use_count;
  entry.last_used_at = now;
  entry.last_used_address = address;
}

void UsageLog::add_pending(store::OrgId org_id, store::AccessEntry& entry) const {
  Key const key{org_id, entry.key_id, entry.block};
  std::lock_guard const lock(mutex_);
  for (auto const* counts : {&being_written_, &pending_}) {
    auto const at = counts->find(key);
    if (at == counts->end()) continue;
    entry.use_count += at->second.use_count;
    entry.last_used_at = at->second.last_used_at;
    entry.last_used_address = at->second.last_used_address;
  }
}

Task<Done> UsageLog::flush(Session& session) {
  {
    std::lock_guard const lock(mutex_);
    if (pending_.empty()) co_return Done{};
    being_written_.swap(pending_);
  }
  try {
    auto const outcome = co_await as_result(session.write([this](Transaction& tx) -> Task<Done> {
      for (auto const& [key, entry] : being_written_)
        co_await store::record_access(tx, std::get<0>(key), entry);
      co_return Done{};
    }));
    end_writing(!outcome);
    co_return outcome;
  } catch (...) {
    end_writing(true);
    throw;
  }
}

// What was counted in the meantime is the newer use.
void UsageLog::end_writing(bool failed) {
  std::lock_guard const lock(mutex_);
  if (failed) {
    pending_.merge(being_written_);
    for (auto const& [key, older] : being_written_)
      pending_.find(key)->second.use_count += older.use_count;
  }
  being_written_.clear();
}

}  // namespace orgd
