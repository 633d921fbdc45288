// Formatting of log lines and the thread that writes them.
#include "telemetry/log.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <span>
#include <string>

#include "api/append.hpp"
#include "api/json_write.hpp"

namespace orgd {
namespace {

constexpr std::size_t max_buffer = std::size_t{8}
                                   << 20U;  // lines beyond it are counted and dropped
constexpr std::chrono::milliseconds write_interval{100};
// For the last lines when the server stops. A reader that takes none by then has stalled.
constexpr std::chrono::seconds end_patience{2};

std::string_view name_of(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return "debug";
    case LogLevel::info:
      return "info";
    case LogLevel::warning:
      return "warning";
    case LogLevel::error:
    case LogLevel::off:
      return "error";
  }
  return "";
}

// What could not be written because nobody takes it any more.
std::string_view write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    auto const written = ::write(descriptor, text.data(), text.size());
    if (written > 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (written < 0 && errno == EAGAIN) {
      // Whoever started the program may have made the descriptor one that never waits.
      pollfd wanted{.fd = descriptor, .events = POLLOUT, .revents = 0};
      ::poll(&wanted, 1, -1);
    } else if (written == 0 || errno != EINTR) {
      break;
    }
  }
  return text;
}

// Printable text for a terminal: control characters could forge lines.
template <class... Parts>
void append_plain(std::string& out, Parts const&... parts) {
  auto const at = out.size();
  atlas::append(out, parts...);
  for (char& c : std::span(out).subspan(at))
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
}

void append_time(std::string& out, std::chrono::system_clock::time_point now) {
  auto const seconds = std::chrono::floor<std::chrono::seconds>(now);
  auto const millis = std::chrono::floor<std::chrono::milliseconds>(now - seconds).count();
  // Of thousands of lines within one second, one is formatted.
  thread_local std::chrono::sys_seconds second{};
  thread_local std::string date = atlas::format_date(second);
  if (second != seconds) date = atlas::format_date(second = seconds);
  auto const without_zone = std::string_view(date).substr(0, date.size() - 1);
  std::string_view const zeros = millis < 10 ? ".00" : millis < 100 ? ".0" : ".";
  atlas::append(out, without_zone, zeros, millis, "Z");
}

void request_line(std::string& out, LogFormat format, RequestLine const& line,
                  std::chrono::system_clock::time_point now) {
  if (format == LogFormat::json) {
    auto const text = [&](std::string_view quoted, std::string_view value) {
      atlas::append(out, quoted);
      atlas::write_json(out, value);
    };
    out += "{\"time\":\"";
    append_time(out, now);
    text("\",\"level\":\"info\",\"id\":", line.request_id);
    text(",\"operation\":", line.operation);
    text(",\"method\":", line.method);
    text(",\"path\":", line.path);
    text(",\"caller\":", line.caller);
    text(",\"address\":", line.address);
    atlas::append(out, ",\"status\":", line.status, ",\"us\":", line.microseconds, "}\n");
  } else {
    append_time(out, now);
    atlas::append(out, " ", line.status, " ", line.operation, " ");
    append_plain(out, line.method, " ", line.path);
    atlas::append(out, " ", line.caller, " ", line.address, " ", line.microseconds, "us ",
                  line.request_id, "\n");
  }
}

std::string message_line(LogFormat format, LogLevel level, std::string_view text,
                         std::string_view request_id) {
  std::string out;
  if (format == LogFormat::json) {
    out += "{\"time\":\"";
    append_time(out, std::chrono::system_clock::now());
    fmt::format_to(std::back_inserter(out),
                   "\",\"level\":\"{}\",\"id\":\"{}\",\"message\":", name_of(level), request_id);
    atlas::write_json(out, text);
    out += "}\n";
  } else {
    append_time(out, std::chrono::system_clock::now());
    fmt::format_to(std::back_inserter(out), " {} ", name_of(level));
    append_plain(out, text);
    fmt::format_to(std::back_inserter(out), " {}\n", request_id);
  }
  return out;
}

}  // namespace

// What the thread works on. It outlives the Log when the descriptor holds the thread up.
struct Log::Lines {
  int const descriptor;
  LogFormat const format;
  std::mutex mutex{};
  std::condition_variable wake{};
  std::condition_variable end{};
  std::string waiting{};
  std::uint64_t dropped = 0;
  bool stopping = false;
  bool ended = false;

  void append(std::string_view line);
  void drop(std::uint64_t lines);
  void run();
  std::string_view write(std::string_view text);

  bool torn = false;  // the thread's own: the last line written is not whole
};

void Log::Lines::append(std::string_view line) {
  std::lock_guard const lock(mutex);
  if (waiting.size() + line.size() > max_buffer)
    ++dropped;
  else
    waiting += line;
}

void Log::Lines::drop(std::uint64_t lines) {
  std::lock_guard const lock(mutex);
  dropped += lines;
}

std::string_view Log::Lines::write(std::string_view text) {
  if (torn && !text.empty() && write_all(descriptor, "\n").empty()) torn = false;
  auto const rest = torn ? text : write_all(descriptor, text);
  if (!rest.empty() && rest.size() < text.size())
    torn = text[text.size() - rest.size() - 1] != '\n';
  return rest;
}

// Wakes by the clock, not by each line: a wake-up costs the caller more than the line.
void Log::Lines::run() {
  std::string taken;
  std::uint64_t told = 0;
  for (bool last = false; !last;) {
    std::uint64_t lost = 0;
    {
      std::unique_lock lock(mutex);
      wake.wait_for(lock, write_interval, [this] { return stopping; });
      last = stopping;
      taken.swap(waiting);
      lost = dropped - told;
    }
    try {
      if (lost > 0)
        taken +=
            message_line(format, LogLevel::warning, fmt::format("{} log lines dropped", lost), {});
    } catch (...) {
      lost = 0;  // no memory to tell it now
    }
    auto const rest = write(taken);
    // The notice ends the text, and is no line that anybody misses.
    if (!rest.empty())
      drop(static_cast<std::uint64_t>(std::ranges::count(rest, '\n')) - (lost > 0 ? 1 : 0));
    else
      told += lost;
    taken.clear();
  }
  std::lock_guard const lock(mutex);
  ended = true;
  end.notify_all();
}

Log::Log(int descriptor, LogLevel level, LogFormat format)
    : level_(level),
      format_(format),
      lines_(std::make_shared<Lines>(descriptor, format)),
      thread_([lines = lines_] { lines->run(); }) {}

Log::~Log() {
  bool ended = false;
  {
    std::unique_lock lock(lines_->mutex);
    lines_->stopping = true;
    lines_->wake.notify_one();
    ended = lines_->end.wait_for(lock, end_patience, [this] { return lines_->ended; });
  }
  if (ended)
    thread_.join();
  else
    thread_.detach();
}

void Log::request(RequestLine const& line, std::chrono::system_clock::time_point now) noexcept {
  if (!wants(LogLevel::info)) return;
  try {
    static thread_local std::string text;
    text.clear();
    request_line(text, format_, line, now);
    lines_->append(text);
  } catch (...) {
    lines_->drop(1);
  }
}

void Log::message(LogLevel level, std::string_view text, std::string_view request_id) noexcept {
  if (!wants(level)) return;
  try {
    lines_->append(message_line(format_, level, text, request_id));
  } catch (...) {
    lines_->drop(1);
  }
}

void Log::survived(std::string_view who, std::exception_ptr const& what) noexcept {
  survivals_.fetch_add(1, std::memory_order_relaxed);
  try {
    std::rethrow_exception(what);
  } catch (std::exception const& error) {
    try {
      message(LogLevel::error, fmt::format("{} goes on after: {}", who, error.what()));
    } catch (...) {
      message(LogLevel::error, who);
    }
  } catch (...) {
    message(LogLevel::error, who);
  }
}

std::uint64_t Log::dropped() const {
  std::lock_guard const lock(lines_->mutex);
  return lines_->dropped;
}

}  // namespace orgd
