// A failed turn is logged and made up for by the next ones.
#include "mail/sending_thread.hpp"

#include "async/blocking_loop.hpp"

namespace orgd::mail {
namespace {

constexpr std::chrono::seconds between_turns{1};
constexpr std::chrono::seconds between_counts{10};
constexpr std::chrono::hours between_forgettings{1};

}  // namespace

SendingThread::SendingThread(Environment& environment, Database& database,
                             MailSettings const& settings, std::string base_url)
    : environment_(environment),
      database_(database),
      sender_(environment, {.from = settings.sender(), .base_url = std::move(base_url)},
              Templates(settings.templates),
              make_route(settings, [this] { return has_no_time_left(); }),
              [this] { return is_stopping(); }),
      thread_([this] { run(); }) {}

SendingThread::~SendingThread() {
  {
    std::lock_guard const lock(mutex_);
    stopped_at_ = Clock::now();
  }
  stop_.notify_one();
  thread_.join();
}

bool SendingThread::is_stopping() const {
  std::lock_guard const lock(mutex_);
  return stopped_at_.has_value();
}

bool SendingThread::has_no_time_left() const {
  std::lock_guard const lock(mutex_);
  return stopped_at_ && Clock::now() - *stopped_at_ > route_end_patience;
}

// What is next is set before it can fail: a store that does not answer is not asked all the time.
Task<Done> SendingThread::turn(Session& session) {
  auto const now = environment_.platform.steady_now();
  if (now >= next_send_) {
    next_send_ = now + between_turns;
    auto const more = co_await sender_.send_due(session);
    auto const after = environment_.platform.steady_now();
    next_send_ = more ? after : after + std::max(sender_.pause(), between_turns);
  }
  if (now >= next_count_) {
    next_count_ = now + between_counts;
    co_await sender_.count(session);
  }
  if (now >= next_forgetting_) {
    next_forgetting_ = now + between_forgettings;
    co_await sender_.forget_sent(session);
  }
  co_return Done{};
}

void SendingThread::run() {
  BlockingLoop loop;
  std::unique_ptr<Session> session;
  for (bool hurry = false;;) {
    {
      std::unique_lock lock(mutex_);
      stop_.wait_for(lock, hurry ? std::chrono::seconds(0) : between_turns,
                     [this] { return stopped_at_.has_value(); });
      if (stopped_at_) return;
    }
    try {
      if (!session) session = database_.connect_aside(loop);
      (void)loop.run(turn(*session));
    } catch (DatabaseError const& error) {
      environment_.log.message(LogLevel::warning, error.what());
    } catch (...) {
      environment_.log.survived("sending mails");
    }
    hurry = next_send_ <= environment_.platform.steady_now();
  }
}

}  // namespace orgd::mail
