// Reading challenges: a list of schemes, each followed by its parameters, with one comma for both.
#include "client/challenge.hpp"

#include <algorithm>
#include <vector>

#include "api/text.hpp"

namespace atlas::detail {
namespace {

constexpr std::string_view blanks = " \t";

struct AuthParam {
  std::string_view name;
  std::string value;
};

struct Scheme {
  std::string_view name;
  std::vector<AuthParam> parameters{};

  // Nothing too when it is given twice, which makes the challenge one that cannot be trusted.
  AuthParam const* find(std::string_view wanted) const {
    auto const is = [&](AuthParam const& p) { return equal_ignoring_case(p.name, wanted); };
    auto const at = std::ranges::find_if(parameters, is);
    return at == parameters.end() ? nullptr : &*at;
  }
  std::string value(std::string_view wanted) const {
    auto const* parameter = find(wanted);
    return parameter ? parameter->value : "";
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

// A token, or a quoted string with its escapes resolved.
std::string take_value(std::string_view& text) {
  if (!text.starts_with('"')) return std::string(take_until(text, " \t,"));
  std::string value;
  text.remove_prefix(1);
  while (!text.empty() && text.front() != '"') {
    if (text.front() == '\\' && text.size() > 1) text.remove_prefix(1);
    value += text.front();
    text.remove_prefix(1);
  }
  text.remove_prefix(text.empty() ? 0 : 1);
  return value;
}

// A word that no "=" follows begins a challenge. What follows such a word after blanks alone is a
// parameter of it, or a token68, which is passed over.
std::vector<Scheme> schemes_of(std::string_view text) {
  std::vector<Scheme> schemes;
  for (skip(text, " \t,"); !text.empty(); skip(text, " \t,")) {
    std::string_view const word = take_until(text, " \t,=\"");
    std::string_view rest = text;
    skip(rest, blanks);
    if (word.empty()) {
      text.remove_prefix(1);
    } else if (!rest.starts_with('=')) {
      schemes.push_back({.name = word});
    } else {
      rest.remove_prefix(1);
      skip(rest, blanks);
      text = rest;
      auto value = take_value(text);
      if (!schemes.empty()) schemes.back().parameters.push_back({word, std::move(value)});
    }
  }
  return schemes;
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
  for (auto const& parameter : scheme.parameters)
    if (scheme.find(parameter.name) != &parameter) return std::nullopt;
  auto const* algorithm = scheme.find("algorithm");
  auto const* qop = scheme.find("qop");
  Challenge challenge{.realm = scheme.value("realm"),
                      .nonce = scheme.value("nonce"),
                      .opaque = scheme.value("opaque"),
                      .sha256 = algorithm && equal_ignoring_case(algorithm->value, "SHA-256"),
                      .names_algorithm = algorithm != nullptr,
                      .has_qop = qop != nullptr,
                      .stale = equal_ignoring_case(scheme.value("stale"), "true")};
  bool const is_known =
      !algorithm || challenge.sha256 || equal_ignoring_case(algorithm->value, "MD5");
  if (!is_known || challenge.nonce.empty()) return std::nullopt;
  if (qop && !lists(qop->value, "auth")) return std::nullopt;
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
