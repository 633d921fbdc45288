// Fuzzes the reading of challenges, which a server that is no friend may have written: what is
// accepted means the same when it is written again, and says what the list of its parameters says.
#include <cstdlib>
#include <string>
#include <string_view>

#include "api/auth_params.hpp"
#include "api/text.hpp"
#include "client/challenge.hpp"

namespace {

using atlas::detail::Challenge;
using atlas::detail::parse_challenge;
using atlas::detail::quoted_string;

void require(bool holds) {
  if (!holds) std::abort();
}

bool same(Challenge const& a, Challenge const& b) {
  return a.realm == b.realm && a.nonce == b.nonce && a.opaque == b.opaque && a.sha256 == b.sha256 &&
         a.names_algorithm == b.names_algorithm && a.has_qop == b.has_qop && a.stale == b.stale;
}

std::string written(Challenge const& challenge) {
  std::string text = "Digest realm=" + quoted_string(challenge.realm) +
                     ", nonce=" + quoted_string(challenge.nonce) +
                     ", opaque=" + quoted_string(challenge.opaque);
  if (challenge.names_algorithm)
    text += challenge.sha256 ? ", algorithm=SHA-256" : ", algorithm=MD5";
  if (challenge.has_qop) text += ", qop=\"auth\"";
  if (challenge.stale) text += ", stale=true";
  return text;
}

// Nothing but one list of parameters behind a scheme: then each of them counts as it stands there.
void check_list(std::string_view text) {
  atlas::AuthParams parameters(text);
  atlas::NamesOnce names;
  std::string nonce;
  bool once = true;
  while (auto const parameter = parameters.next()) {
    once = once && !names.full() && names.add(parameter->name);
    if (atlas::equal_ignoring_case(parameter->name, "nonce")) nonce = atlas::unescaped(*parameter);
  }
  if (!parameters.rest().empty()) return;
  auto const found = parse_challenge("Digest " + std::string(text));
  require(!found || (once && found->nonce == nonce));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  check_list(text);
  auto const found = parse_challenge(text);
  if (!found) return 0;
  require(!found->nonce.empty());
  auto const again = parse_challenge(written(*found));
  require(again && same(*found, *again));
  auto const first = parse_challenge(", Basic realm=\"Digest nonce=a\" ,," + std::string(text));
  require(first && same(*found, *first));
  return 0;
}
