// Counting and writing behind the use of sessions.
#include "service/session_usage.hpp"

#include <algorithm>

namespace orgd {
namespace {

constexpr std::chrono::seconds between_writes{60};

}  // namespace

std::chrono::seconds SessionUsage::count(store::PersonSession const& stored, store::Seconds now) {
  std::lock_guard const lock(mutex_);
  auto const [at, is_new] = uses_.try_emplace(stored.session_id);
  auto& [use, written_at, pending] = at->second;
  if (is_new) {
    use = {.user_id = stored.user_id,
           .session_id = stored.session_id,
           .last_used_at = stored.last_used_at,
           .longest_idle_s = stored.longest_idle_s};
    written_at = stored.last_used_at;
  }
  auto const last = std::max(use.last_used_at, stored.last_used_at);
  std::int64_t const idle = std::max<std::int64_t>((now - last).count(), 0);
  use.longest_idle_s = std::max({use.longest_idle_s, stored.longest_idle_s, idle});
  use.last_used_at = std::max(last, now);
  pending = pending || use.last_used_at > written_at;
  return std::chrono::seconds(use.longest_idle_s);
}

store::Seconds SessionUsage::last_used(store::PersonSession const& stored) const {
  std::lock_guard const lock(mutex_);
  auto const at = uses_.find(stored.session_id);
  if (at == uses_.end()) return stored.last_used_at;
  return std::max(at->second.use.last_used_at, stored.last_used_at);
}

std::vector<store::SessionUse> SessionUsage::take_due(store::Seconds now) {
  std::lock_guard const lock(mutex_);
  std::vector<store::SessionUse> due;
  std::erase_if(uses_, [&](auto const& one) {
    return !one.second.pending && one.second.written_at + 2 * between_writes < now;
  });
  for (auto& [_, one] : uses_) {
    if (!one.pending || one.written_at + between_writes > now) continue;
    due.push_back(one.use);
    one.written_at = one.use.last_used_at;
    one.pending = false;
  }
  return due;
}

void SessionUsage::put_back(std::vector<store::SessionUse> const& uses) {
  std::lock_guard const lock(mutex_);
  for (auto const& use : uses)
    if (auto const at = uses_.find(use.session_id); at != uses_.end()) at->second.pending = true;
}

Task<Done> SessionUsage::flush(Session& session, store::Seconds now) {
  auto const due = take_due(now);
  if (due.empty()) co_return Done{};
  auto const work = [&due](Transaction& tx) -> Task<Done> {
    for (auto const& use : due) co_await store::record_session_use(tx, use);
    co_return Done{};
  };
  std::exception_ptr failure;
  auto outcome = Result<Done>();
  try {
    outcome = co_await as_result(session.write(work));
  } catch (...) {
    failure = std::current_exception();
  }
  if (failure || !outcome) put_back(due);
  if (failure) std::rethrow_exception(failure);
  co_return outcome;
}

}  // namespace orgd
