// The server's log: one line for each request and for each thing an operator should know. Lines are
// formatted into memory and written by a thread of the log's own, so that no request waits for a
// disk or a terminal. No secret, query string or Authorization value ever gets here.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
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
  ~Log();
  Log(Log const&) = delete;
  Log& operator=(Log const&) = delete;

  bool wants(LogLevel level) const { return level >= level_ && level_ != LogLevel::off; }
  void request(RequestLine const& line, std::chrono::system_clock::time_point now);
  void message(LogLevel level, std::string_view text, std::string_view request_id = {});
  /// Lines that found no room so far.
  std::uint64_t dropped() const;

 private:
  void append(std::string_view line);
  void run();

  int const descriptor_;
  LogLevel const level_;
  LogFormat const format_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::string buffer_;
  std::uint64_t dropped_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace orgd
