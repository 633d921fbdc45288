// Counting and writing behind the use of access-list entries.
#include "service/usage.hpp"

namespace orgd {

void UsageLog::count(store::OrgId org_id, store::KeyId key_id, std::string_view block,
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
  std::lock_guard const lock(mutex_);
  auto const at = pending_.find(Key{org_id, entry.key_id, entry.block});
  if (at == pending_.end()) return;
  entry.use_count += at->second.use_count;
  entry.last_used_at = at->second.last_used_at;
  entry.last_used_address = at->second.last_used_address;
}

Task<Done> UsageLog::flush(Session& session) {
  decltype(pending_) taken;
  {
    std::lock_guard const lock(mutex_);
    taken.swap(pending_);
  }
  if (taken.empty()) co_return Done{};
  try {
    co_return co_await session.write([&taken](Transaction& tx) -> Task<Done> {
      for (auto const& [key, entry] : taken)
        co_await store::record_access(tx, std::get<0>(key), entry);
      co_return Done{};
    });
  } catch (...) {
    put_back(std::move(taken));
    throw;
  }
}

// What was counted in the meantime is the newer use.
void UsageLog::put_back(Counts&& counts) {
  std::lock_guard const lock(mutex_);
  pending_.merge(counts);
  for (auto const& [key, older] : counts) pending_.find(key)->second.use_count += older.use_count;
}

}  // namespace orgd
