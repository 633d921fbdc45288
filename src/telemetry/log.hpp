// The server's log: one line for each request and for each thing an operator should know. Lines are
// formatted into memory and written by a thread of the log's own, so that no request waits for a
// disk or a terminal. No secret, query string or Authorization value ever gets here. Logging never
// throws: a line that cannot be kept is counted.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <exception>
#include <memory>
#include <string_view>
#include <thread>

namespace orgd {

enum class LogLevel : std::uint8_t { debug, info, warning, error, off };
enum class LogFormat : std::uint8_t { text, json };

struct RequestLine {
  std::string_view request_id;
  std::string_view operation;  ///< operationId, or "-" when none was reached
  std::string_view method;
  std::string_view path;  ///< without the query
  std::string_view caller;
  std::string_view address;
  int status;
  std::int64_t microseconds;
};

class Log {
 public:
  /// Writes to the file descriptor (2 is standard error) until destroyed.
  Log(int descriptor, LogLevel level, LogFormat format);
  /// Waits for what is not yet written, but only for a while: whoever reads the log may have
  /// stopped.
  ~Log();
  Log(Log const&) = delete;
  Log& operator=(Log const&) = delete;

  bool wants(LogLevel level) const { return level >= level_ && level_ != LogLevel::off; }
  void request(RequestLine const& line, std::chrono::system_clock::time_point now) noexcept;
  void message(LogLevel level, std::string_view text, std::string_view request_id = {}) noexcept;
  /// Tells and counts that `who` met the exception and goes on.
  void survived(std::string_view who,
                std::exception_ptr const& what = std::current_exception()) noexcept;

  /// Lines that found no room or no reader so far.
  std::uint64_t dropped() const;
  /// How often somebody survived.
  std::uint64_t survivals() const { return survivals_.load(std::memory_order_relaxed); }

 private:
  struct Lines;

  LogLevel const level_;
  LogFormat const format_;
  std::atomic<std::uint64_t> survivals_ = 0;
  std::shared_ptr<Lines> const lines_;
  std::thread thread_;
};

}  // namespace orgd
