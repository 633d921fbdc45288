// Requests of many callers, each with credentials of its own, or one plain request. They are made
// before the clock starts, so that sending them costs the same against every server.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/digest_hash.hpp"

namespace bench {

/// What is asked for. "{}" in the path stands for the caller's organization, in the body for a
/// number, in the field for its last four digits.
struct Asked {
  std::string host;
  std::string method = "GET";
  std::string path;
  std::string accept = "application/vnd.atlas.2023-01-01+json";
  std::string body;
  std::string content_type = "application/json";
  std::string field;              ///< one more, with its name
  std::string scheme = "Digest";  ///< another one stands before the fourth word of a caller
  std::string list;               ///< of callers; empty: requests without credentials
  std::string nonces;             ///< of the server, one a line, for Digest
  std::size_t first = 0;          ///< number of the first request: a run can go on where one ended
  bool close = false;             ///< one request on a connection
};

inline std::string content_of(std::string const& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (text.empty()) throw std::runtime_error("nothing to read in " + file);
  return text;
}

/// The words of a text with blanks or line ends between them.
inline std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (true) {
    auto const begin = text.find_first_not_of(" \n");
    if (begin == std::string_view::npos) return words;
    text.remove_prefix(begin);
    auto const size = std::min(text.find_first_of(" \n"), text.size());
    words.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
}

inline std::string filled(std::string_view pattern, std::string_view with) {
  auto const at = pattern.find("{}");
  if (at == std::string_view::npos) return std::string(pattern);
  return fmt::format("{}{}{}", pattern.substr(0, at), with, pattern.substr(at + 2));
}

/// Request k is of caller k * step and uses nonce k mod N with count k div N + 1: counts rise and
/// none comes twice.
class Requests {
 public:
  Requests(Asked asked, std::size_t count) : asked_(std::move(asked)) {
    if (!asked_.list.empty()) {
      listed_ = content_of(asked_.list);
      callers_ = words_of(listed_);
    }
    if (!plain() && signs()) {
      offered_ = content_of(asked_.nonces);
      nonces_ = words_of(offered_);
    }
    made_.reserve(count);
    for (std::size_t k = 0; k < (alike() ? 1 : count); ++k) made_.push_back(make(k));
  }

  /// Lives until the next call.
  std::string_view next() {
    if (alike()) return made_.front();
    auto const k = sent_++;
    if (k < made_.size()) return made_[k];
    ++late_;
    return last_ = make(k);
  }

  /// Requests that had to be made while the clock ran.
  std::size_t late() const { return late_; }

 private:
  static constexpr std::size_t step = 7919;  // prime: walks through all before it meets one again
  // Of a caller: orgId, publicKey, privateKey, HA1; or orgId, clientId, secret, what proves it.
  static constexpr std::size_t words = 4;

  static constexpr std::size_t fields = 10'000;

  bool plain() const { return callers_.empty(); }
  // Whether each request is as any other.
  bool alike() const {
    return plain() && !asked_.body.contains("{}") && !asked_.field.contains("{}");
  }
  bool signs() const { return asked_.scheme == "Digest"; }

  std::string make(std::size_t k) {
    auto const number = asked_.first + k;
    std::string text;
    if (plain()) {
      text = fmt::format("{} {} HTTP/1.1\r\n", asked_.method, asked_.path);
    } else {
      auto const* const caller = &callers_[number * step % (callers_.size() / words) * words];
      auto const uri = filled(asked_.path, caller[0]);
      text =
          fmt::format("{} {} HTTP/1.1\r\n{}", asked_.method, uri,
                      signs() ? authorization(k, caller[1], caller[3], uri)
                              : fmt::format("Authorization: {} {}\r\n", asked_.scheme, caller[3]));
    }
    text +=
        fmt::format("Host: {}\r\nUser-Agent: bench\r\nAccept: {}\r\n", asked_.host, asked_.accept);
    if (!asked_.field.empty())
      text += filled(asked_.field, fmt::format("{}", number % fields)) + "\r\n";
    if (asked_.close) text += "Connection: close\r\n";
    if (asked_.body.empty()) return text + "\r\n";
    auto const body = filled(asked_.body, fmt::format("{}", number));
    return text + fmt::format("Content-Type: {}\r\nContent-Length: {}\r\n\r\n{}",
                              asked_.content_type, body.size(), body);
  }

  std::string authorization(std::size_t k, std::string_view key, std::string_view ha1,
                            std::string_view uri) {
    auto const count = fmt::format("{:08x}", k / nonces_.size() + 1);
    atlas::DigestCredentials const parts{.username = key,
                                         .realm = "MMS Public API",
                                         .nonce = nonces_[k % nonces_.size()],
                                         .uri = uri,
                                         .response = {},
                                         .algorithm = "MD5",
                                         .qop = "auth",
                                         .nc = count,
                                         .cnonce = "0123456789abcdef"};
    return fmt::format(
        "Authorization: Digest username=\"{}\", realm=\"{}\", nonce=\"{}\", uri=\"{}\", "
        "cnonce=\"{}\", nc={}, qop=auth, response=\"{}\", algorithm=MD5\r\n",
        parts.username, parts.realm, parts.nonce, parts.uri, parts.cnonce, parts.nc,
        hash_.response(ha1, parts, asked_.method).view());
  }

  Asked asked_;
  std::string listed_, offered_;
  std::vector<std::string_view> callers_, nonces_;
  atlas::DigestHash hash_{atlas::DigestAlgorithm::md5};
  std::vector<std::string> made_;
  std::string last_;
  std::size_t sent_ = 0;
  std::size_t late_ = 0;
};

}  // namespace bench
