// Fuzzes the reading of Digest credentials: what is accepted has all that the answer needs, means
// the same when it is written again, and never passes with a nonce that the server did not mint.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>

#include "security/digest.hpp"
#include "security/nonce.hpp"

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

// Credentials with the buffer that they view.
struct Read {
  explicit Read(std::string_view text) : reading(orgd::read_digest(text, unescaped)) {}
  bool fine() const { return reading.credentials.has_value(); }
  DigestCredentials const& operator*() const { return *reading.credentials; }

  std::string unescaped{};
  orgd::DigestReading reading;
};

// The credentials as a header's value.
std::string rendered(DigestCredentials const& given) {
  std::string text;
  for (auto const& [name, member] : members) {
    if (!text.empty()) text += ", ";
    text.append(name).append("=\"");
    for (char const c : given.*member) {
      if (c == '"' || c == '\\') text += '\\';
      text += c;
    }
    text += '"';
  }
  return text;
}

void check_complete(Read const& read, std::string_view text) {
  DigestCredentials const& found = *read;
  require(!found.username.empty() && !found.nonce.empty() && !found.uri.empty());
  require(found.qop.empty() ||
          (!found.nc.empty() && found.nc.size() <= 8 && !found.cnonce.empty()));
  require(!found.qop.empty() || orgd::count_of(found) == 1);
  for (auto const& [name, member] : members)
    require(lies_within(found.*member, text) || lies_within(found.*member, read.unescaped));
}

// What the client signs covers itself, however it is spelled.
void check_uri(std::string_view uri) {
  require(orgd::covers(uri, uri, ""));
  std::string encoded;
  for (char const c : uri) {
    constexpr std::string_view digits = "0123456789abcdef";
    auto const byte = static_cast<unsigned char>(c);
    bool const kept = byte == '/' || byte == '?' || byte == ':' || byte == '%';
    if (kept)
      encoded += c;
    else
      encoded.append({'%', digits[byte >> 4U], digits[byte & 15U]});
  }
  if (!uri.contains('%') && uri.starts_with('/')) require(orgd::covers(encoded, uri, ""));
}

void check_response(DigestCredentials const& found, DigestCredentials const& again) {
  static orgd::DigestHash md5(orgd::DigestAlgorithm::md5);
  static orgd::DigestHash sha256(orgd::DigestAlgorithm::sha256);
  std::string const response(md5.response("ha1", found, "GET").view());
  require(response.size() == 32 && md5.response("ha1", again, "GET") == response);
  require(md5.response("ha1", found, "PUT") != response);
  require(sha256.response("ha1", found, "GET").view().size() == 64);
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
  Read const read(text);
  require(read.fine() && same(*read, own));
  require(nonces.use((*read).nonce, 2) && !nonces.use(minted, 2));
  require(nonces.use(minted, 1) && !nonces.use(minted, 1));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  Read const found(text);
  std::string const blank = "\t " + std::string(text) + " ";
  Read const among_blanks(blank);
  require(found.fine() == among_blanks.fine());
  require(found.reading.repeated == among_blanks.reading.repeated);
  require(!found.fine() || found.reading.repeated.empty());
  if (!found.fine()) return 0;
  require(same(*found, *among_blanks));
  check_complete(found, text);
  std::string const written = rendered(*found);
  Read const again(written);
  require(again.fine() && same(*found, *again));
  check_response(*found, *again);
  check_nonce((*found).nonce);
  check_uri((*found).uri);
  return 0;
}
