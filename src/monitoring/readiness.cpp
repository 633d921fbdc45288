// The thread that asks, and what its last answer means.
#include "monitoring/readiness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "store/migrate.hpp"

namespace orgd {
namespace {

using Clock = std::chrono::steady_clock;

std::int64_t known_schema_version() { return store_migrations().back().version; }

ReadinessCheck check(std::string name, std::string why) {
  bool const ok = why.empty();
  return {std::move(name), ok, ok ? std::optional<std::string>() : std::move(why)};
}

}  // namespace

Readiness::Readiness(StoreProbes const& probes, Log& log, std::function<bool()> draining,
                     Times times)
    : probes_(probes), log_(log), draining_(std::move(draining)), times_(times), thread_([this] {
        run();
      }) {}

Readiness::~Readiness() {
  {
    std::lock_guard const lock(round_->mutex);
    round_->stopping = true;
  }
  round_->changed.notify_all();
  thread_.join();
}

// A loop whose requests have to wait makes the server one that should not be sent any.
void Readiness::Round::take(StoreAnswer answer) {
  {
    std::lock_guard const lock(mutex);
    --waiting;
    bool const worse = answer.failure
                           ? !worst.failure
                           : !worst.failure && answer.schema_version < worst.schema_version;
    if (worse) worst = std::move(answer);
  }
  changed.notify_all();
}

void Readiness::run() {
  std::unique_lock lock(round_->mutex);
  while (!round_->stopping) {
    try {
      ask(lock);
    } catch (...) {
      if (!lock.owns_lock()) lock.lock();
      log_.survived("readiness");
    }
    round_->changed.wait_for(lock, times_.pause, [this] { return round_->stopping; });
  }
}

void Readiness::ask(std::unique_lock<std::mutex>& lock) {
  auto const probes = probes_.all();
  if (probes.empty()) return;  // nobody serves yet
  asked_ = Clock::now();
  round_->waiting = probes.size();
  round_->worst = {.schema_version = std::numeric_limits<std::int64_t>::max()};
  lock.unlock();
  for (auto const& probe : probes)
    probe([round = round_](StoreAnswer answer) { round->take(std::move(answer)); });
  lock.lock();
  round_->changed.wait(lock, [this] { return round_->stopping || round_->waiting == 0; });
  if (round_->waiting > 0) return;
  log_change(round_->worst);
  answer_ = round_->worst;
  asked_.reset();
}

void Readiness::log_change(StoreAnswer const& answer) {
  bool const failed_before = answer_ && answer_->failure;
  if (answer.failure && !failed_before)
    log_.message(LogLevel::warning, (answer.writing ? "the store cannot be written: "
                                                    : "the store does not answer: ") +
                                        answer.message);
  if (!answer.failure && failed_before)
    log_.message(LogLevel::warning,
                 answer_->writing ? "the store can be written again" : "the store answers again");
}

std::string Readiness::store_failure() const {
  if (asked_ && Clock::now() - *asked_ > times_.deadline)
    return fmt::format("no answer within {} s",
                       std::chrono::duration<double>(times_.deadline).count());
  if (!answer_) return "not asked yet";
  if (answer_->failure)
    return fmt::format("the last {} failed: {}", answer_->writing ? "write" : "read",
                       kind_name(*answer_->failure));
  return "";
}

std::vector<ReadinessCheck> Readiness::checks() const {
  std::lock_guard const lock(round_->mutex);
  std::string const store = store_failure();
  std::string schema;
  if (!store.empty())
    schema = "unknown while the store does not answer";
  else if (answer_->schema_version < known_schema_version())  // a newer one only adds
    schema = fmt::format("the store has version {}, this program needs version {}",
                         answer_->schema_version, known_schema_version());
  return {check("store", store), check("schema", schema),
          check("serving", draining_() ? "the server is about to stop" : "")};
}

bool Readiness::passed(std::vector<ReadinessCheck> const& checks) {
  return std::ranges::all_of(checks, &ReadinessCheck::ok);
}

}  // namespace orgd
