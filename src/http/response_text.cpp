// Formatting of answers, by appending: a format string would cost a tenth of a small answer's time.
#include "http/response_text.hpp"

#include <fmt/format.h>

#include <array>
#include <ctime>

#include "api/append.hpp"

namespace orgd {

namespace {

// By hand, because strftime asks the locale for the names.
std::string date_text(std::time_t time) {
  constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm utc{};
  gmtime_r(&time, &utc);
  return fmt::format("Date: {}, {:02} {} {} {:02}:{:02}:{:02} GMT\r\n",
                     days[static_cast<std::size_t>(utc.tm_wday)], utc.tm_mday,
                     months[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour,
                     utc.tm_min, utc.tm_sec);
}

}  // namespace

std::string_view DateField::at(std::chrono::steady_clock::time_point now) {
  if (now >= next_) {
    using std::chrono::seconds;
    auto const since_epoch = std::chrono::system_clock::now().time_since_epoch();
    auto const second = std::chrono::floor<seconds>(since_epoch);
    text_ = date_text(second.count());
    next_ = now + (second + seconds(1) - since_epoch);
  }
  return text_;
}

void append_response(std::string& out, Response const& response, std::string_view date,
                     Persistence persistence, std::size_t length, bool with_body) {
  atlas::append(out, "HTTP/1.1 ", response.status, " ", atlas::reason_phrase(response.status),
                "\r\n", date);
  bool const bodiless = response.status == 204 || response.status == 304 || response.status < 200;
  if (!response.content_type.empty())  // the hosted service sends it with 204 too
    atlas::append(out, "Content-Type: ", response.content_type, "\r\n");
  std::string_view const connection = persistence == Persistence::close ? "Connection: close\r\n"
                                      : persistence == Persistence::keep_alive
                                          ? "Connection: keep-alive\r\n"
                                          : "";
  if (bodiless) return atlas::append(out, response.fields, connection, "\r\n");
  auto const body = with_body ? std::string_view(response.body) : std::string_view();
  atlas::append(out, response.fields, "Content-Length: ", length, "\r\n", connection, "\r\n", body);
}

}  // namespace orgd
