// Digest answers, computed with OpenSSL.
#include "digest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <vector>

namespace conformance {
namespace {

// The value of `name="value"` or `name=value` in a header of ", "-separated parameters.
std::string parameter(std::string_view header, std::string_view name) {
  header.remove_prefix(std::min(header.size(), header.find(' ') + 1));
  while (!header.empty()) {
    auto const end = std::min(header.find(", "), header.size());
    std::string_view part = header.substr(0, end);
    header.remove_prefix(std::min(header.size(), end + 2));
    if (!part.starts_with(name) || part.substr(name.size(), 1) != "=") continue;
    part.remove_prefix(name.size() + 1);
    if (part.size() >= 2 && part.front() == '"') part = part.substr(1, part.size() - 2);
    return std::string(part);
  }
  return "";
}

std::string in_quotes(std::string_view text, bool escaped) {
  std::string out = "\"";
  for (char const c : text) {
    if (c == '"' || c == '\\' || (escaped && out.size() == 1)) out += '\\';
    out += c;
  }
  return out + '"';
}

std::string in_capitals(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

}  // namespace

std::optional<Challenge> parse_challenge(std::string_view header) {
  if (!header.starts_with("Digest ")) return std::nullopt;
  return Challenge{.realm = parameter(header, "realm"),
                   .nonce = parameter(header, "nonce"),
                   .algorithm = parameter(header, "algorithm"),
                   .qop = parameter(header, "qop"),
                   .stale = parameter(header, "stale")};
}

std::string hex_digest(std::string_view algorithm, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned size = 0;
  EVP_MD const* kind = algorithm == "SHA-256" ? EVP_sha256() : EVP_md5();
  if (EVP_Digest(text.data(), text.size(), bytes.data(), &size, kind, nullptr) != 1) return "";
  std::string hex;
  for (unsigned i = 0; i < size; ++i) hex += fmt::format("{:02x}", bytes[i]);
  return hex;
}

std::string authorization(Challenge const& challenge, KeyPair const& key,
                          RequestSpec const& request, AnswerStyle const& style) {
  auto const hash = [&](std::string const& text) { return hex_digest(challenge.algorithm, text); };
  std::string const uri(style.uri.empty() ? request.target : style.uri);
  std::string const count =
      style.nc.empty() ? fmt::format("{:08x}", style.count) : std::string(style.nc);
  std::string const client_nonce = "0a4f113b0a4f113b";
  std::string const ha1 =
      hash(fmt::format("{}:{}:{}", key.public_key, challenge.realm, key.private_key));
  std::string const ha2 = hash(fmt::format("{}:{}", request.method, uri));
  std::string const middle =
      style.with_qop ? fmt::format("{}:{}:{}:auth", challenge.nonce, count, client_nonce)
                     : challenge.nonce;
  auto const bare = [&](std::string const& text) {
    return style.quoted ? fmt::format("\"{}\"", text) : text;
  };
  std::string response = hash(fmt::format("{}:{}:{}", ha1, middle, ha2));
  if (style.capitals) response = in_capitals(std::move(response));
  auto const quoted = [&](std::string_view text) { return in_quotes(text, style.escaped); };
  std::vector<std::string> parts{fmt::format("username={}", quoted(key.public_key)),
                                 fmt::format("realm={}", quoted(challenge.realm)),
                                 fmt::format("nonce={}", quoted(challenge.nonce)),
                                 fmt::format("uri={}", quoted(uri)),
                                 fmt::format("response={}", quoted(response)),
                                 fmt::format("algorithm={}", bare(challenge.algorithm))};
  if (style.with_qop) {
    parts.push_back(fmt::format("cnonce={}", quoted(client_nonce)));
    parts.push_back(fmt::format("qop={}", bare("auth")));
    parts.push_back(fmt::format("nc={}", bare(count)));
  }
  if (style.reversed) std::ranges::reverse(parts);
  return fmt::format("Digest {}", fmt::join(parts, style.separator));
}

}  // namespace conformance
