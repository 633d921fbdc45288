// Digest credentials and the expected response.
#include "server/digest.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "api/text.hpp"

namespace orgd {

std::string_view name_of(DigestAlgorithm algorithm) {
  return algorithm == DigestAlgorithm::md5 ? "MD5" : "SHA-256";
}

namespace {

void skip_blanks(std::string_view& text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
}

// What stands before the first character that `ends` says.
std::string_view take_until(std::string_view& text, auto ends) {
  auto const end = std::ranges::find_if(text, ends);
  std::string_view const taken(text.begin(), end);
  text.remove_prefix(taken.size());
  return taken;
}

// A token or a quoted string at the front of `text`. Escapes inside quotes are refused: none of
// our values can hold one.
std::optional<std::string_view> take_value(std::string_view& text) {
  if (text.starts_with('"')) {
    text.remove_prefix(1);
    auto const end = text.find('"');
    if (end == std::string_view::npos) return std::nullopt;
    std::string_view const value = text.substr(0, end);
    text.remove_prefix(end + 1);
    return value.contains('\\') ? std::nullopt : std::optional(value);
  }
  return take_until(text, [](char c) { return c == ' ' || c == '\t' || c == ','; });
}

std::string_view* member_of(DigestCredentials& credentials, std::string_view name) {
  struct Named {
    std::string_view name;
    std::string_view DigestCredentials::* member;
  };
  static constexpr std::array<Named, 9> members{{{"username", &DigestCredentials::username},
                                                 {"realm", &DigestCredentials::realm},
                                                 {"nonce", &DigestCredentials::nonce},
                                                 {"uri", &DigestCredentials::uri},
                                                 {"response", &DigestCredentials::response},
                                                 {"algorithm", &DigestCredentials::algorithm},
                                                 {"qop", &DigestCredentials::qop},
                                                 {"nc", &DigestCredentials::nc},
                                                 {"cnonce", &DigestCredentials::cnonce}}};
  for (Named const& named : members)
    if (atlas::equal_ignoring_case(named.name, name)) return &(credentials.*named.member);
  return nullptr;
}

}  // namespace

std::optional<DigestCredentials> parse_digest(std::string_view text) {
  DigestCredentials found;
  for (skip_blanks(text); !text.empty(); skip_blanks(text)) {
    auto const name = take_until(text, [](char c) { return c == ' ' || c == '\t' || c == '='; });
    skip_blanks(text);
    if (!text.starts_with('=')) return std::nullopt;
    text.remove_prefix(1);
    skip_blanks(text);
    auto const value = take_value(text);
    if (!value) return std::nullopt;
    if (std::string_view* member = member_of(found, name)) *member = *value;
    skip_blanks(text);
    if (text.starts_with(','))
      text.remove_prefix(1);
    else if (!text.empty())
      return std::nullopt;
  }
  bool const counted = found.qop.empty() || (found.nc.size() == 8 && !found.cnonce.empty());
  if (found.username.empty() || found.nonce.empty() || found.uri.empty() || !counted)
    return std::nullopt;
  return found;
}

struct DigestHash::Context {
  EVP_MD* digest;
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  explicit Context(char const* name) : digest(EVP_MD_fetch(nullptr, name, nullptr)) {
    if (!digest) throw std::runtime_error(std::string("OpenSSL offers no ") + name);
  }
  ~Context() {
    EVP_MD_CTX_free(context);
    EVP_MD_free(digest);
  }
  Context(Context const&) = delete;
  Context& operator=(Context const&) = delete;
};

DigestHash::DigestHash(DigestAlgorithm algorithm)
    : algorithm_(algorithm),
      context_(std::make_unique<Context>(algorithm == DigestAlgorithm::md5 ? "MD5" : "SHA256")) {}

DigestHash::~DigestHash() = default;

// The parts joined by colons, hashed.
std::string DigestHash::hex_of(std::initializer_list<std::string_view> parts) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned size = 0;
  EVP_DigestInit_ex2(context_->context, context_->digest, nullptr);
  for (bool first = true; std::string_view part : parts) {
    if (!std::exchange(first, false)) EVP_DigestUpdate(context_->context, ":", 1);
    EVP_DigestUpdate(context_->context, part.data(), part.size());
  }
  EVP_DigestFinal_ex(context_->context, hash.data(), &size);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex(std::size_t{size} * 2, '\0');
  for (std::size_t i = 0; i < size; ++i) {
    hex[2 * i] = digits[hash[i] >> 4U];
    hex[2 * i + 1] = digits[hash[i] & 15U];
  }
  return hex;
}

std::string DigestHash::ha1(std::string_view public_key, std::string_view private_key) {
  return hex_of({public_key, digest_realm, private_key});
}

std::string DigestHash::response(std::string_view ha1, DigestCredentials const& given,
                                 std::string_view method) {
  std::string const ha2 = hex_of({method, given.uri});
  if (given.qop.empty()) return hex_of({ha1, given.nonce, ha2});
  return hex_of({ha1, given.nonce, given.nc, given.cnonce, given.qop, ha2});
}

}  // namespace orgd
