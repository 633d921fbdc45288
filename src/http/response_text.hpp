// A Response as the bytes of HTTP/1.1. Adds what belongs to the connection (Date, Content-Length,
// Connection); decides nothing about when it closes.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "http/http.hpp"

namespace orgd {

/// What the Connection field says; nothing where HTTP/1.1 implies it.
enum class Persistence { implied, keep_alive, close };

/// The Date field, formatted once a second.
class DateField {
 public:
  /// "Date: ...\r\n" for `now`; the view holds until the next call.
  std::string_view at(std::chrono::steady_clock::time_point now);

 private:
  std::string text_;
  std::chrono::steady_clock::time_point next_{};
};

/// Appends the answer to `out`, with `length` said to be its body's. `with_body` is false for HEAD;
/// 204 and 304 never carry a body.
void append_response(std::string& out, Response const& response, std::string_view date,
                     Persistence persistence, std::size_t length, bool with_body);

}  // namespace orgd
