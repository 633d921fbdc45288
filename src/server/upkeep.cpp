// A failed turn is logged and made up for by the next ones.
#include "server/upkeep.hpp"

#include "store/blocking_loop.hpp"
#include "store/nonces.hpp"

namespace orgd {
namespace {

constexpr std::chrono::seconds turn{1};
constexpr std::chrono::seconds between_drops{10};

}  // namespace

Upkeep::Upkeep(Environment& environment, Database& database)
    : environment_(environment), database_(database), thread_([this] { run(); }) {}

Upkeep::~Upkeep() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  stop_.notify_one();
  thread_.join();
}

Task<Done> Upkeep::work(Session& session) {
  co_await environment_.usage.flush(session);
  auto const now = environment_.platform.steady_now();
  if (environment_.options.replay_protection == ReplayProtection::node || now < next_drop_)
    co_return Done{};
  next_drop_ = now + between_drops;
  auto const dead = environment_.nonces.now();
  co_return co_await as_result(session.write_at_once([dead](Transaction& tx) -> Task<Done> {
    co_await store::drop_nonces(tx, dead);
    co_await store::drop_old_nonces(tx, dead);
    co_return Done{};
  }));
}

void Upkeep::run() {
  BlockingLoop loop;
  auto const session = database_.connect_aside(loop);
  std::unique_lock lock(mutex_);
  for (bool stopping = false; !stopping;) {
    stop_.wait_for(lock, turn, [this] { return stopping_; });
    stopping = stopping_;
    lock.unlock();
    try {
      (void)loop.run(work(*session));
    } catch (DatabaseError const& error) {
      environment_.log.message(LogLevel::warning, error.what());
    }
    lock.lock();
  }
}

}  // namespace orgd
