// The thread that asks, and what its last answer means.
#include "server/readiness.hpp"

#include <fmt/format.h>

#include <algorithm>

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

Readiness::Readiness(Database& database, Log& log, std::function<bool()> draining, Times times)
    : database_(database),
      log_(log),
      draining_(std::move(draining)),
      times_(times),
      thread_([this] { run(); }) {}

Readiness::~Readiness() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  stop_.notify_one();
  thread_.join();
}

void Readiness::run() {
  BlockingLoop loop;
  std::unique_ptr<Session> session;
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    asked_ = Clock::now();
    lock.unlock();
    Answer const answer = ask(session, loop);
    lock.lock();
    log_change(answer);
    answer_ = answer;
    asked_.reset();
    stop_.wait_for(lock, times_.pause, [this] { return stopping_; });
  }
}

Readiness::Answer Readiness::ask(std::unique_ptr<Session>& session, BlockingLoop& loop) {
  Answer answer;
  auto const read_version = [&answer](Transaction& tx) -> Task<Done> {
    answer.schema_version = co_await schema_version(tx);
    co_return Done{};
  };
  try {
    if (!session) session = database_.connect(loop);
    if (auto const read = loop.run(session->read(read_version)); !read)
      answer = {.failure = FailureKind::other, .message = read.error().detail};
  } catch (DatabaseError const& error) {
    answer = {.failure = error.kind, .message = error.what()};
  } catch (std::exception const& error) {
    answer = {.failure = FailureKind::other, .message = error.what()};
  }
  return answer;
}

void Readiness::log_change(Answer const& answer) {
  bool const failed_before = answer_ && answer_->failure;
  if (answer.failure && !failed_before)
    log_.message(LogLevel::warning, "the store does not answer: " + answer.message);
  if (!answer.failure && failed_before) log_.message(LogLevel::warning, "the store answers again");
}

std::string Readiness::store_failure() const {
  if (asked_ && Clock::now() - *asked_ > times_.deadline)
    return fmt::format("no answer within {} s",
                       std::chrono::duration<double>(times_.deadline).count());
  if (!answer_) return "not asked yet";
  if (answer_->failure)
    return fmt::format("the last read failed: {}", kind_name(*answer_->failure));
  return "";
}

std::vector<ReadinessCheck> Readiness::checks() const {
  std::lock_guard const lock(mutex_);
  std::string const store = store_failure();
  std::string schema;
  if (!store.empty())
    schema = "unknown while the store does not answer";
  else if (answer_->schema_version != known_schema_version())
    schema = fmt::format("the store has version {}, this program needs version {}",
                         answer_->schema_version, known_schema_version());
  return {check("store", store), check("schema", schema),
          check("serving", draining_() ? "the server is about to stop" : "")};
}

bool Readiness::passed(std::vector<ReadinessCheck> const& checks) {
  return std::ranges::all_of(checks, &ReadinessCheck::ok);
}

}  // namespace orgd
