// The log beside a reader that is slow, gone or stalled.
#include "telemetry/log.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>

namespace orgd {
namespace {

class Pipe {
 public:
  Pipe() {
    if (::pipe(ends_.data()) != 0) throw std::runtime_error("no pipe");
  }
  Pipe(Pipe const&) = delete;
  Pipe& operator=(Pipe const&) = delete;
  ~Pipe() {
    close_reader();
    close_writer();
  }

  int writer() const { return ends_[1]; }
  void close_reader() { close(ends_[0]); }
  void close_writer() { close(ends_[1]); }
  /// Everything until `end`, or until nobody writes any more.
  std::string read_until(std::string_view end) {
    std::string text;
    std::array<char, 65536> part{};
    while (text.find(end) == std::string::npos) {
      auto const size = ::read(ends_[0], part.data(), part.size());
      if (size <= 0) break;
      text.append(part.data(), static_cast<std::size_t>(size));
    }
    return text;
  }

 private:
  static void close(int& descriptor) {
    if (descriptor >= 0) ::close(descriptor);
    descriptor = -1;
  }
  std::array<int, 2> ends_{-1, -1};
};

// More than the log keeps while nobody reads.
void write_too_much(Log& log) {
  std::string const line(std::size_t{64} << 10U, 'x');
  while (log.dropped() == 0) log.message(LogLevel::info, line);
}

std::string notice_of(LogFormat format) {
  Pipe pipe;
  Log log(pipe.writer(), LogLevel::info, format);
  write_too_much(log);
  auto const text = pipe.read_until("log lines dropped");
  auto const begin = text.rfind('\n', text.rfind("log lines dropped"));
  return text.substr(begin + 1);
}

// With the time masked, whose digits are nobody's business here.
std::string without_time(std::string line, std::size_t begin) {
  for (auto& c : std::span(line).subspan(begin, 24))
    if (c >= '0' && c <= '9') c = '0';
  return line;
}

TEST(Log, DroppedLinesAreToldInItsOwnFormat) {
  auto const text = without_time(notice_of(LogFormat::text), 0);
  EXPECT_TRUE(text.starts_with("0000-00-00T00:00:00.000Z warning ")) << text;
  auto const json = without_time(notice_of(LogFormat::json), 9);
  EXPECT_TRUE(json.starts_with(
      R"({"time":"0000-00-00T00:00:00.000Z","level":"warning","id":"","message":")"))
      << json;
}

TEST(Log, LinesThatNobodyCanReadAreCounted) {
  std::signal(SIGPIPE, SIG_IGN);
  Pipe pipe;
  pipe.close_reader();
  Log log(pipe.writer(), LogLevel::info, LogFormat::text);
  log.message(LogLevel::info, "one");
  log.message(LogLevel::info, "two");
  auto const end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (log.dropped() < 2 && std::chrono::steady_clock::now() < end) std::this_thread::yield();
  EXPECT_EQ(log.dropped(), 2U);
}

TEST(Log, EndsBesideAReaderThatHasStalled) {
  Pipe pipe;
  auto log = std::make_unique<Log>(pipe.writer(), LogLevel::info, LogFormat::text);
  write_too_much(*log);
  log.reset();  // would never return if it waited for the reader
  pipe.read_until("log lines dropped");
}

TEST(Log, TellsWhatWasSurvived) {
  Pipe pipe;
  {
    Log log(pipe.writer(), LogLevel::error, LogFormat::text);
    try {
      throw std::runtime_error("out of luck");
    } catch (...) {
      log.survived("a thread");
    }
    log.survived("another", std::make_exception_ptr(7));
    EXPECT_EQ(log.survivals(), 2U);
  }
  pipe.close_writer();
  auto const text = pipe.read_until("\n\n");
  EXPECT_TRUE(text.contains("error a thread goes on after: out of luck")) << text;
  EXPECT_TRUE(text.contains("error another")) << text;
}

}  // namespace
}  // namespace orgd
