// Texts of the error catalogue: wire names, reason phrases, filled templates.
#include "atlas/error.hpp"

#include <fmt/format.h>

namespace atlas {

std::string wire_name(Code code) {
  std::string name(row_of(code).name);
  for (char& c : name)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return name;
}

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 402:
      return "Payment Required";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "";
  }
}

namespace {

std::string text_of(Parameter const& parameter) {
  if (auto const* number = std::get_if<std::int64_t>(&parameter)) return fmt::to_string(*number);
  return std::get<std::string>(parameter);
}

// An error repeats enough of a request to be understood, and no more: a megabyte in a wrong place
// must not come back twice.
void shorten(std::string& text) {
  constexpr std::size_t max_parameter_bytes = 256;
  constexpr std::string_view ellipsis = "...";
  if (text.size() <= max_parameter_bytes) return;
  auto end = max_parameter_bytes - ellipsis.size();
  auto const continues = [&](std::size_t at) { return (text[at] & '\xc0') == '\x80'; };
  while (end > 0 && continues(end)) --end;
  text.replace(end, text.npos, ellipsis);
}

// Templates hold only single-digit places, so a full format parser would be more than is needed.
std::string fill(std::string_view pattern, std::vector<Parameter> const& parameters) {
  std::string text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    bool const place = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}';
    if (!place) {
      text += pattern[i];
      continue;
    }
    auto const index = static_cast<std::size_t>(pattern[i + 1] - '0');
    if (index < parameters.size()) text += text_of(parameters[index]);
    i += 2;
  }
  return text;
}

}  // namespace

ApiError make_error(Code code, std::vector<Parameter> parameters) {
  CodeRow const& row = row_of(code);
  for (auto& parameter : parameters)
    if (auto* const text = std::get_if<std::string>(&parameter)) shorten(*text);
  ApiError error{.detail = fill(row.detail, parameters),
                 .error = row.status,
                 .error_code = wire_name(code),
                 .parameters = std::move(parameters),
                 .reason = std::string(reason_phrase(row.status))};
  return error;
}

}  // namespace atlas
