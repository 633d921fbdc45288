// Fuzzes the reading of Digest credentials: what is accepted has all that the answer needs, means
// the same when it is written again, and never passes with a nonce that the server did not mint.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>

#include "server/digest.hpp"

namespace {

using orgd::DigestCredentials;

constexpr std::array<std::pair<std::string_view, std::string_view DigestCredentials::*>, 9> members{
    {{"username", &DigestCredentials::username},
     {"realm", &DigestCredentials::realm},
     {"nonce", &DigestCredentials::nonce},
     {"uri", &DigestCredentials::uri},
     {"response", &DigestCredentials::response},
     {"algorithm", &DigestCredentials::algorithm},
     {"qop", &DigestCredentials::qop},
     {"nc", &DigestCredentials::nc},
     {"cnonce", &DigestCredentials::cnonce}}};

void require(bool holds) {
  if (!holds) std::abort();
}

bool lies_within(std::string_view part, std::string_view whole) {
  std::less_equal<> const not_after;
  return part.empty() || (not_after(whole.data(), part.data()) &&
                          not_after(part.data() + part.size(), whole.data() + whole.size()));
}

bool same(DigestCredentials const& a, DigestCredentials const& b) {
  return std::ranges::all_of(members, [&](auto const& m) { return a.*m.second == b.*m.second; });
}

// The credentials as a header's value: as tokens where quotes could not hold them.
std::string rendered(DigestCredentials const& given) {
  std::string text;
  for (auto const& [name, member] : members) {
    std::string_view const value = given.*member;
    bool const token = value.find_first_of("\"\\") != std::string_view::npos;
    std::string const quote = token ? "" : "\"";
    if (!text.empty()) text += ", ";
    text.append(name).append("=").append(quote).append(value).append(quote);
  }
  return text;
}

void check_complete(DigestCredentials const& found, std::string_view text) {
  require(!found.username.empty() && !found.nonce.empty() && !found.uri.empty());
  require(found.qop.empty() || (found.nc.size() == 8 && !found.cnonce.empty()));
  for (auto const& [name, member] : members) require(lies_within(found.*member, text));
}

void check_response(DigestCredentials const& found, DigestCredentials const& again) {
  static orgd::DigestHash md5(orgd::DigestAlgorithm::md5);
  static orgd::DigestHash sha256(orgd::DigestAlgorithm::sha256);
  std::string const response = md5.response("ha1", found, "GET");
  require(response.size() == 32 && response == md5.response("ha1", again, "GET"));
  require(response != md5.response("ha1", found, "PUT"));
  require(sha256.response("ha1", found, "GET").size() == 64);
}

// Only a nonce of the server's own passes, once for each count.
void check_nonce(std::string_view nonce) {
  static orgd::SystemPlatform platform;
  static orgd::Vault const vault(orgd::Vault::Key{1});
  static orgd::NonceSource nonces(vault, platform);
  require(!nonces.use(nonce, 1));
  std::string const minted = nonces.mint();
  DigestCredentials own{};
  own.username = "u";
  own.nonce = minted;
  own.uri = "/";
  std::string const text = rendered(own);
  auto const read = orgd::parse_digest(text);
  require(read && same(*read, own));
  require(nonces.use(read->nonce, 2) && !nonces.use(minted, 2) && !nonces.use(minted, 1));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  auto const found = orgd::parse_digest(text);
  std::string const blank = "\t " + std::string(text) + " ";
  auto const among_blanks = orgd::parse_digest(blank);
  require(found.has_value() == among_blanks.has_value());
  if (!found) return 0;
  require(same(*found, *among_blanks));
  check_complete(*found, text);
  std::string const written = rendered(*found);
  auto const again = orgd::parse_digest(written);
  require(again && same(*found, *again));
  check_response(*found, *again);
  check_nonce(found->nonce);
  return 0;
}
