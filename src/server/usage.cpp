// Counting and writing behind the use of access-list entries.
#include "server/usage.hpp"
#include "store/blocking_loop.hpp"

namespace orgd {

void UsageLog::count(std::string_view org_id, std::string_view key_id, std::string_view block,
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

void UsageLog::add_pending(std::string_view org_id, store::AccessEntry& entry) const {
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
  co_return co_await as_result(session.write([&taken](Transaction& tx) -> Task<Done> {
    for (auto const& [key, entry] : taken)
      co_await store::record_access(tx, std::get<0>(key), entry);
    co_return Done{};
  }));
}

UsageFlusher::UsageFlusher(UsageLog& usage, Database& database)
    : usage_(usage), database_(database), thread_([this] { run(); }) {}

UsageFlusher::~UsageFlusher() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  stop_.notify_one();
  thread_.join();
}

void UsageFlusher::run() {
  BlockingLoop loop;
  auto const session = database_.connect(loop);
  std::unique_lock lock(mutex_);
  for (bool stopping = false; !stopping;) {
    stop_.wait_for(lock, std::chrono::seconds(1), [this] { return stopping_; });
    stopping = stopping_;
    lock.unlock();
    try {
      (void)loop.run(usage_.flush(*session));
    } catch (DatabaseError const&) {  // NOLINT(bugprone-empty-catch)
      // Counts of a failed flush are lost; they are statistics, and the next ones are not.
    }
    lock.lock();
  }
}

}  // namespace orgd
