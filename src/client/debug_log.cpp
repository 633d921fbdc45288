// Lines for people, with "> " before what was sent and "< " before what came back.
#include "client/debug_log.hpp"

#include <fmt/format.h>

#include <array>

#include "api/text.hpp"

namespace atlas::detail {
namespace {

constexpr std::array<std::string_view, 5> secret_fields{"Authorization", "Proxy-Authorization",
                                                        "Cookie", "Set-Cookie", "WWW-Authenticate"};
constexpr std::array<std::string_view, 12> secret_members{"\"privateKey\"",
                                                          "\"password\"",
                                                          "\"currentPassword\"",
                                                          "\"newPassword\"",
                                                          "\"code\"",
                                                          "\"recoveryCode\"",
                                                          "\"secret\"",
                                                          "\"clientSecret\"",
                                                          "\"token\"",
                                                          "\"access_token\"",
                                                          "\"maskedSecretValue\"",
                                                          "\"destinationOrgPrivateApiKey\""};

void log_fields(DebugLog const& log, char mark, Headers const& headers) {
  for (auto const& [name, value] : headers.fields()) {
    bool secret = false;
    for (auto const& field : secret_fields) secret = secret || equal_ignoring_case(name, field);
    log(fmt::format("{} {}: {}", mark, name, secret ? "REDACTED" : value));
  }
}

}  // namespace

std::string redacted(std::string_view body) {
  std::string text(body);
  for (std::string_view const member : secret_members) {
    for (auto at = text.find(member); at != std::string::npos; at = text.find(member, at)) {
      at += member.size();
      auto const begin = text.find_first_not_of(" \t\r\n:", at);
      if (begin == std::string::npos || text[begin] != '"') continue;
      auto end = begin + 1;
      while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
      text.replace(begin + 1, std::min(end, text.size()) - begin - 1, "REDACTED");
    }
  }
  return text;
}

void log_request(DebugLog const& log, HttpRequest const& request) {
  if (!log) return;
  // The token of an invitation's link stands in the query.
  std::string_view url = request.url;
  log(fmt::format("> {} {}", request.method, url.substr(0, url.find("token="))));
  log_fields(log, '>', request.headers);
  if (!request.body.empty()) log("> " + redacted(request.body));
}

void log_answer(DebugLog const& log, std::expected<HttpResponse, TransportError> const& answer) {
  if (!log) return;
  if (!answer) return log("< " + answer.error().detail);
  log(fmt::format("< {} {}", answer->status, answer->reason));
  log_fields(log, '<', answer->headers);
  if (!answer->body.empty()) log("< " + redacted(answer->body));
}

}  // namespace atlas::detail
