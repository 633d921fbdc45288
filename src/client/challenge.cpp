// Reading challenges: a list of schemes, each followed by its parameters, with one comma for both.
#include "client/challenge.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "api/auth_params.hpp"
#include "api/text.hpp"

namespace atlas::detail {
namespace {

struct Scheme {
  std::string_view name;
  std::vector<AuthParam> parameters{};

  AuthParam const* find(std::string_view wanted) const {
    auto const is = [&](AuthParam const& p) { return equal_ignoring_case(p.name, wanted); };
    auto const at = std::ranges::find_if(parameters, is);
    return at == parameters.end() ? nullptr : &*at;
  }
  std::string value(std::string_view wanted) const {
    auto const* parameter = find(wanted);
    return parameter ? unescaped(*parameter) : "";
  }
};

void skip(std::string_view& text, std::string_view any) {
  text.remove_prefix(std::min(text.find_first_not_of(any), text.size()));
}

std::string_view take_until(std::string_view& text, std::string_view any) {
  auto const taken = text.substr(0, text.find_first_of(any));
  text.remove_prefix(taken.size());
  return taken;
}

// Where the parameters end, the next scheme begins, or a token68, which is passed over as one.
// Missing commas are forgiven; a quoted string without an end is not: what was meant is unknown.
std::vector<Scheme> schemes_of(std::string_view text) {
  std::vector<Scheme> schemes;
  for (;;) {
    AuthParams parameters(text);
    auto parameter = parameters.next();
    bool const any = parameter.has_value();
    for (; parameter; parameter = parameters.next())
      if (!schemes.empty()) schemes.back().parameters.push_back(*parameter);
    text = parameters.rest();
    if (text.empty()) return schemes;
    if (any) continue;
    auto const name = token_of(text);
    text.remove_prefix(std::max<std::size_t>(name.size(), 1));
    if (name.empty()) continue;
    skip(text, " \t");
    if (text.starts_with('=')) {
      if (!schemes.empty()) schemes.pop_back();
      return schemes;
    }
    schemes.push_back({.name = name});
  }
}

bool lists(std::string_view values, std::string_view wanted) {
  while (!values.empty()) {
    skip(values, " \t,");
    if (equal_ignoring_case(take_until(values, " \t,"), wanted)) return true;
  }
  return false;
}

std::optional<Challenge> challenge_of(Scheme const& scheme) {
  if (!equal_ignoring_case(scheme.name, "Digest")) return std::nullopt;
  NamesOnce names;  // given twice, a parameter means nothing
  for (auto const& parameter : scheme.parameters)
    if (names.full() || !names.add(parameter.name)) return std::nullopt;
  auto const* algorithm = scheme.find("algorithm");
  auto const* qop = scheme.find("qop");
  Challenge challenge{
      .realm = scheme.value("realm"),
      .nonce = scheme.value("nonce"),
      .opaque = scheme.value("opaque"),
      .sha256 = algorithm && equal_ignoring_case(scheme.value("algorithm"), "SHA-256"),
      .names_algorithm = algorithm != nullptr,
      .has_qop = qop != nullptr,
      .stale = equal_ignoring_case(scheme.value("stale"), "true")};
  bool const is_known =
      !algorithm || challenge.sha256 || equal_ignoring_case(scheme.value("algorithm"), "MD5");
  if (!is_known || challenge.nonce.empty()) return std::nullopt;
  if (qop && !lists(scheme.value("qop"), "auth")) return std::nullopt;
  return challenge;
}

int strength_of(Challenge const& challenge) {
  return (challenge.sha256 ? 2 : 0) + (challenge.has_qop ? 1 : 0);
}

// The first one of the strongest.
void take_stronger(std::optional<Challenge>& best, std::optional<Challenge> other) {
  if (other && (!best || strength_of(*other) > strength_of(*best))) best = std::move(other);
}

}  // namespace

std::optional<Challenge> parse_challenge(std::string_view value) {
  std::optional<Challenge> best;
  for (Scheme const& scheme : schemes_of(value)) take_stronger(best, challenge_of(scheme));
  return best;
}

std::optional<Challenge> find_challenge(HttpResponse const& response) {
  std::optional<Challenge> best;
  for (auto const& [name, value] : response.headers.fields())
    if (equal_ignoring_case(name, "WWW-Authenticate")) take_stronger(best, parse_challenge(value));
  return best;
}

std::string quoted_string(std::string_view text) {
  std::string quoted = "\"";
  for (char const c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace atlas::detail
