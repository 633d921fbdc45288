// The thread on which a server sends its mails.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "mail/sender.hpp"

namespace orgd::mail {

/// Sends from when it is made until it goes. What is under way then has `route_end_patience`.
class SendingThread {
 public:
  /// Throws std::runtime_error for templates and files that cannot be used.
  SendingThread(Environment& environment, Database& database, MailSettings const& settings,
                std::string base_url);
  ~SendingThread();
  SendingThread(SendingThread const&) = delete;
  SendingThread& operator=(SendingThread const&) = delete;

 private:
  using Clock = std::chrono::steady_clock;

  bool is_stopping() const;
  bool has_no_time_left() const;
  void run();
  Task<Done> turn(Session& session);

  Environment& environment_;
  Database& database_;
  mutable std::mutex mutex_;
  std::condition_variable stop_;
  std::optional<Clock::time_point> stopped_at_;
  Sender sender_;
  // Of the thread alone.
  Clock::time_point next_send_{};
  Clock::time_point next_count_{};
  Clock::time_point next_forgetting_{};
  std::thread thread_;
};

}  // namespace orgd::mail
