// Reading challenges: one scheme and its parameters for each field.
#include "client/challenge.hpp"

#include "api/text.hpp"

namespace atlas::detail {
namespace {

void skip(std::string_view& text, std::string_view any) {
  text.remove_prefix(std::min(text.find_first_not_of(any), text.size()));
}

// A token, or a quoted string with its escapes resolved.
std::string take_value(std::string_view& text) {
  std::string value;
  if (!text.starts_with('"')) {
    auto const end = std::min(text.find_first_of(" \t,"), text.size());
    value = text.substr(0, end);
    text.remove_prefix(end);
    return value;
  }
  text.remove_prefix(1);
  while (!text.empty() && text.front() != '"') {
    if (text.front() == '\\' && text.size() > 1) text.remove_prefix(1);
    value += text.front();
    text.remove_prefix(1);
  }
  text.remove_prefix(text.empty() ? 0 : 1);
  return value;
}

}  // namespace

std::optional<Challenge> parse_challenge(std::string_view text) {
  constexpr std::string_view scheme = "Digest ";
  if (!equal_ignoring_case(text.substr(0, scheme.size()), scheme)) return std::nullopt;
  text.remove_prefix(scheme.size());
  Challenge challenge;
  std::string algorithm = "MD5";
  std::string qop;
  for (skip(text, " \t,"); !text.empty(); skip(text, " \t,")) {
    auto const equals = text.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    std::string_view const name = text.substr(0, equals);
    text.remove_prefix(equals + 1);
    std::string value = take_value(text);
    auto const is = [&](std::string_view wanted) { return equal_ignoring_case(name, wanted); };
    if (is("realm"))
      challenge.realm = std::move(value);
    else if (is("nonce"))
      challenge.nonce = std::move(value);
    else if (is("opaque"))
      challenge.opaque = std::move(value);
    else if (is("algorithm"))
      algorithm = std::move(value);
    else if (is("stale"))
      challenge.stale = equal_ignoring_case(value, "true");
    else if (is("qop"))
      qop = "," + value + ",";
  }
  std::erase(qop, ' ');
  challenge.sha256 = equal_ignoring_case(algorithm, "SHA-256");
  bool const known = challenge.sha256 || equal_ignoring_case(algorithm, "MD5");
  if (!known || challenge.nonce.empty() || !qop.contains(",auth,")) return std::nullopt;
  return challenge;
}

std::optional<Challenge> find_challenge(HttpResponse const& response) {
  std::optional<Challenge> best;
  for (auto const& [name, value] : response.headers.fields()) {
    if (!equal_ignoring_case(name, "WWW-Authenticate")) continue;
    auto challenge = parse_challenge(value);
    if (challenge && (!best || (challenge->sha256 && !best->sha256))) best = std::move(challenge);
  }
  return best;
}

}  // namespace atlas::detail
