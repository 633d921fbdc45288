// A failed turn is logged and made up for by the next ones.
#include "orgd/upkeep.hpp"

#include "async/blocking_loop.hpp"
#include "service/expiry.hpp"
#include "store/nonces.hpp"

namespace orgd {
namespace {

constexpr std::chrono::seconds turn{1};
constexpr std::chrono::seconds between_drops{10};
constexpr std::chrono::seconds between_renewals{30};
constexpr std::chrono::seconds between_expiries{60};

}  // namespace

Upkeep::Upkeep(Environment& environment, Database& database, std::optional<Reserve> reserve)
    : environment_(environment),
      database_(database),
      reserve_(std::move(reserve)),
      thread_([this] { run(); }) {}

Upkeep::~Upkeep() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  stop_.notify_one();
  thread_.join();
}

void Upkeep::renew_reserve() {
  auto const now = environment_.platform.steady_now();
  if (!reserve_ || now < next_renewal_) return;
  reserve_->renew();
  next_renewal_ = now + between_renewals;
}

Task<Done> Upkeep::drop_nonces(Session& session) {
  auto const now = environment_.platform.steady_now();
  if (environment_.options.replay_protection == ReplayProtection::node || now < next_drop_)
    co_return Done{};
  next_drop_ = now + between_drops;
  auto const dead = environment_.nonces.now();
  auto const drop = [dead](Transaction& tx) -> Task<Done> {
    co_await store::drop_nonces(tx, dead);
    co_await store::drop_old_nonces(tx, dead);
    co_return Done{};
  };
  co_return co_await session.write_at_once(drop);
}

Task<Done> Upkeep::keep_up(Session& session) {
  auto const now = environment_.platform.steady_now();
  if (now < next_expiry_) co_return Done{};
  // Before it can fail: nothing of this is in a hurry.
  next_expiry_ = now + between_expiries;
  auto const more = co_await keep_up_with_expiry(session, environment_);
  if (more) next_expiry_ = now;
  co_return Done{};
}

Task<Done> Upkeep::work(Session& session) {
  co_await environment_.usage.flush(session);
  auto const now = std::chrono::floor<std::chrono::seconds>(environment_.platform.now());
  co_await environment_.session_usage.flush(session, now);
  co_await drop_nonces(session);
  co_return co_await keep_up(session);
}

void Upkeep::run() {
  BlockingLoop loop;
  std::unique_ptr<Session> session;
  std::unique_lock lock(mutex_);
  for (bool stopping = false; !stopping;) {
    stop_.wait_for(lock, turn, [this] { return stopping_; });
    stopping = stopping_;
    lock.unlock();
    try {
      renew_reserve();
      if (!session) session = database_.connect_aside(loop);
      (void)loop.run(work(*session));
    } catch (DatabaseError const& error) {
      environment_.log.message(LogLevel::warning, error.what());
    } catch (...) {
      environment_.log.survived("upkeep");
    }
    lock.lock();
  }
}

}  // namespace orgd
