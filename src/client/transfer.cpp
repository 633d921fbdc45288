// What libcurl hands over, and what its codes say.
#include "client/transfer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace atlas::detail {

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  std::string_view line(data, size * count);
  transfer.last_byte = std::chrono::steady_clock::now();
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  if (line.starts_with("HTTP/")) {  // the last status line counts: others were 1xx
    transfer.response = {};
    auto const code = line.find(' ');
    if (code == std::string_view::npos) return size * count;
    std::from_chars(line.data() + code + 1, line.data() + line.size(), transfer.response.status);
    auto const reason = line.find(' ', code + 1);
    if (reason != std::string_view::npos) transfer.response.reason = line.substr(reason + 1);
  } else if (auto const colon = line.find(':'); colon != std::string_view::npos) {
    auto value = line.substr(colon + 1);
    value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
    transfer.response.headers.add(line.substr(0, colon), value);
  }
  return size * count;
}

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  std::string_view const piece(data, size * count);
  transfer.last_byte = std::chrono::steady_clock::now();
  auto const& sink = transfer.request.sink;
  if (sink && transfer.response.status / 100 == 2) {
    try {
      transfer.sink_refused = !sink(piece);
    } catch (...) {
      transfer.thrown = std::current_exception();
      transfer.sink_refused = true;
    }
    return transfer.sink_refused ? 0 : piece.size();
  }
  transfer.too_large = piece.size() > transfer.request.max_body - transfer.response.body.size();
  if (transfer.too_large) return 0;
  transfer.response.body.append(piece);
  return piece.size();
}

int before_request(void* user, char*, char*, int, int) {
  auto& transfer = *static_cast<Transfer*>(user);
  auto const& method = transfer.request.method;
  bool const only_reads = method == "GET" || method == "HEAD";
  transfer.not_repeated = std::exchange(transfer.begun, true) && !only_reads;
  return transfer.not_repeated ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

FieldList::FieldList(Headers const& headers) {
  // libcurl takes "Name:" as the wish to send no such field, and "Name;" for one that is empty.
  for (auto const& [name, value] : headers.fields())
    add(value.empty() ? name + ";" : fmt::format("{}: {}", name, value));
  // No wait for 100-continue, no type of a form.
  add("Expect:");
  if (!headers.find("Content-Type")) add("Content-Type:");
}

namespace {

// The request itself, or what it needs, is wrong.
bool is_invalid(CURLcode code) {
  return code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL ||
         code == CURLE_SSL_CERTPROBLEM || code == CURLE_SSL_CACERT_BADFILE ||
         code == CURLE_SSL_CIPHER;
}

// No connection to whom it should be, and the next try would find the same.
bool is_nobody(CURLcode code) {
  return code == CURLE_COULDNT_RESOLVE_PROXY || code == CURLE_COULDNT_RESOLVE_HOST ||
         code == CURLE_SSL_CONNECT_ERROR || code == CURLE_PEER_FAILED_VERIFICATION ||
         code == CURLE_SSL_ISSUER_ERROR || code == CURLE_PROXY;
}

// Something answers, but it does not speak HTTP.
bool is_other_protocol(CURLcode code) {
  return code == CURLE_WEIRD_SERVER_REPLY || code == CURLE_UNSUPPORTED_PROTOCOL;
}

}  // namespace

TransportError error_of(CURLcode code, Transfer const& transfer, bool sent, char const* detail) {
  TransportError error{.failure = Failure::interrupted,
                       .detail = *detail ? detail : curl_easy_strerror(code)};
  // Bytes for a proxy are not yet the request: what comes before it is told by the code alone.
  bool const before = !sent || is_nobody(code) || code == CURLE_COULDNT_CONNECT;
  if (transfer.too_large) {
    error.failure = Failure::unreadable;
    error.detail = fmt::format("the answer is larger than {} bytes", transfer.request.max_body);
  } else if (transfer.not_repeated) {
    error.detail = "the connection ended without an answer";
    error.may_have_arrived = true;
    return error;
  } else if (transfer.sink_refused) {
    error.failure = Failure::cancelled;
  } else if (code == CURLE_OPERATION_TIMEDOUT) {
    error.failure = Failure::timeout;
  } else if (before) {
    error.failure = is_invalid(code) ? Failure::invalid : Failure::connect;
  }
  error.may_have_arrived = !before;
  error.permanent = before ? is_invalid(code) || is_nobody(code) : is_other_protocol(code);
  return error;
}

}  // namespace atlas::detail
