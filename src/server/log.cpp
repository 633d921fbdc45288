// Formatting of log lines and the thread that writes them.
#include "server/log.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "api/json_write.hpp"

namespace orgd {
namespace {

constexpr std::size_t max_buffer = std::size_t{8}
                                   << 20U;  // lines beyond it are counted and dropped
constexpr std::chrono::milliseconds write_interval{100};

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

void write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    auto const written = ::write(descriptor, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

// Printable text for a terminal: control characters could forge lines.
void append_plain(std::string& out, std::string_view text) {
  auto const at = out.size();
  out.append(text);
  std::replace_if(
      out.begin() + static_cast<std::ptrdiff_t>(at), out.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, '?');
}

void append_number(std::string& out, std::int64_t number) {
  fmt::format_int const digits(number);
  out.append(digits.data(), digits.size());
}

void append_time(std::string& out, std::chrono::system_clock::time_point now) {
  auto const seconds = std::chrono::floor<std::chrono::seconds>(now);
  auto const millis = std::chrono::floor<std::chrono::milliseconds>(now - seconds).count();
  std::string const date = atlas::format_date(seconds);
  out.append(date, 0, date.size() - 1).append(millis < 10 ? ".00" : millis < 100 ? ".0" : ".");
  append_number(out, millis);
  out += 'Z';
}

}  // namespace

Log::Log(int descriptor, LogLevel level, LogFormat format)
    : descriptor_(descriptor), level_(level), format_(format), thread_([this] { run(); }) {}

Log::~Log() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Log::request(RequestLine const& line, std::chrono::system_clock::time_point now) {
  if (!wants(LogLevel::info)) return;
  std::string out;
  out.reserve(256);
  if (format_ == LogFormat::json) {
    auto const text = [&](std::string_view quoted, std::string_view value) {
      out.append(quoted);
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
    out += ",\"status\":";
    append_number(out, line.status);
    out += ",\"us\":";
    append_number(out, line.microseconds);
    out += "}\n";
  } else {
    append_time(out, now);
    out += ' ';
    append_number(out, line.status);
    out.append(" ").append(line.operation).append(" ");
    append_plain(out, line.method);
    out += ' ';
    append_plain(out, line.path);
    out.append(" ").append(line.caller).append(" ").append(line.address).append(" ");
    append_number(out, line.microseconds);
    out.append("us ").append(line.request_id).append("\n");
  }
  append(out);
}

void Log::message(LogLevel level, std::string_view text, std::string_view request_id) {
  if (!wants(level)) return;
  std::string out;
  if (format_ == LogFormat::json) {
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
  append(out);
}

void Log::append(std::string_view line) {
  std::lock_guard const lock(mutex_);
  if (buffer_.size() + line.size() > max_buffer)
    ++dropped_;
  else
    buffer_ += line;
}

std::uint64_t Log::dropped() const {
  std::lock_guard const lock(mutex_);
  return dropped_;
}

// Wakes by the clock, not by each line: a wake-up costs the caller more than the line.
void Log::run() {
  std::string taken;
  std::uint64_t told = 0;
  for (bool stopping = false; !stopping;) {
    std::uint64_t dropped = 0;
    {
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, write_interval, [this] { return stopping_; });
      stopping = stopping_;
      taken.swap(buffer_);
      dropped = dropped_ - std::exchange(told, dropped_);
    }
    if (dropped > 0)
      taken +=
          fmt::format("{{\"level\":\"warning\",\"message\":\"{} log lines dropped\"}}\n", dropped);
    write_all(descriptor_, taken);
    taken.clear();
  }
}

}  // namespace orgd
