// Who may speak at all: schemes, the challenge, and what a Digest answer may look like.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::auth {
namespace {

RequestSpec with_digest(World& w, AnswerStyle const& style, KeyPair const& key) {
  RequestSpec const request = w.request("GET", "/orgs").by_nobody();
  return request.with("Authorization", authorization(w.challenge(), key, request, style));
}

void no_credentials(World& w) {
  for (auto const* path : {"", "/orgs", "/orgs/nothex", "/nowhere"})
    expect_challenge(w.send(w.request("GET", path).by_nobody()));
}

void good_key(World& w) {
  Answer const answer = w.get("/orgs");
  Node const page = expect_ok(answer);
  Node const& results = member(answer, page, "results");
  expect(answer, results.children.size() == 1, "one organization");
  expect_text(answer, results.children.front(), "id", w.id());
}

void unknown_public_key(World& w) {
  RequestSpec const request = w.request("GET", "/orgs");
  expect_challenge(w.send(request.by({"zzzzzzzz", w.key().private_key})));
}

void wrong_private_key(World& w) {
  RequestSpec const request = w.request("GET", "/orgs");
  expect_challenge(w.send(request.by({w.key().public_key, w.mine().id})));
}

void other_schemes(World& w) {
  RequestSpec const request = w.request("GET", "/orgs").by_nobody();
  for (auto const* value : {"Basic YTpi", "Negotiate abc", "Nonsense", "Digest", "Digest x", "="})
    expect_challenge(w.send(request.with("Authorization", value)));
}

void bearer_nonsense(World& w) {
  RequestSpec const request = w.request("GET", "/orgs").by_nobody();
  Answer const answer = w.send(request.with("Authorization", "Bearer nonsense"));
  expect_status(answer, 401);
  expect_body(answer, "");
  expect_header(answer, "WWW-Authenticate", "Bearer error=\"invalid_token\"");
}

void styles_of_digest(World& w) {
  constexpr std::array styles{AnswerStyle{},
                              AnswerStyle{.quoted = true},
                              AnswerStyle{.reversed = true},
                              AnswerStyle{.with_qop = false},
                              AnswerStyle{.quoted = true, .reversed = true},
                              AnswerStyle{.nc = "1"},
                              AnswerStyle{.nc = "00000000"},
                              AnswerStyle{.nc = "0000000A"},
                              AnswerStyle{.nc = "b"},
                              AnswerStyle{.capitals = true},
                              AnswerStyle{.escaped = true},
                              AnswerStyle{.separator = ","},
                              AnswerStyle{.separator = " ,\t, ,"},
                              AnswerStyle{.quoted = true, .capitals = true, .separator = "\t,\t"}};
  for (AnswerStyle const& style : styles) expect_ok(w.send(with_digest(w, style, w.key())));
}

void tab_after_the_scheme(World& w) {
  RequestSpec const request = w.request("GET", "/orgs").by_nobody();
  std::string value = authorization(w.challenge(), w.key(), request);
  value[std::string_view("Digest").size()] = '\t';
  expect_ok(w.send(request.with("Authorization", value)));
}

void count_without_qop(World& w) {
  w.stay_where_nonces_are_used();
  Challenge const challenge = w.challenge();
  RequestSpec const request = w.request("GET", "/orgs").by_nobody();
  std::string const answer = authorization(challenge, w.key(), request, {.with_qop = false});
  expect_ok(w.send(request.with("Authorization", answer + ", nc=00000001")));
  for (auto const* count : {"00000001", "00000002", "ffffffff"})
    expect_challenge(w.send(request.with("Authorization", answer + ", nc=" + count)), "true");
}

// Of a lenient server: the hash is taken over the uri as it is given.
void digest_of_another_uri(World& w) {
  for (auto const* uri : {"/api/atlas/v2/orgs?", "http://other/api/atlas/v2/orgs",
                          "/api/atlas/v2/%6Frgs", "/api/atlas/v2", "/behind/a/proxy/orgs"})
    expect_ok(w.send(with_digest(w, {.uri = uri}, w.key())));
}

// What is hashed is still what is given.
void uri_that_was_changed(World& w) {
  RequestSpec const request = w.request("GET", "/orgs").by_nobody();
  std::string value = authorization(w.challenge(), w.key(), request, {.uri = "/a"});
  value.replace(value.find("uri=\"/a\""), 8, "uri=\"/b\"");
  expect_challenge(w.send(request.with("Authorization", value)));
}

void credentials_twice(World& w) {
  RequestSpec const request = w.request("GET", "/orgs").by_nobody();
  auto const answer = [&] { return authorization(w.challenge(), w.key(), request); };
  for (auto const* name : {"username", "uri", "nonce", "response", "realm", "opaque"}) {
    std::string const twice = fmt::format("{}=\"a\", {}=\"a\", ", name, name);
    std::string value = answer();
    if (std::string_view(name) == "opaque")
      value.insert(7, twice);
    else
      value.insert(7, twice.substr(0, twice.size() / 2));
    expect_error_on(w.send(request.with("Authorization", value)), 400, "REPEATED_CREDENTIALS",
                    name);
  }
  for (auto const* first : {"", "Basic YTpi", "Digest", "Bearer abc"})
    expect_error_on(w.send(request.plus("Authorization", first).plus("Authorization", answer())),
                    400, "REPEATED_CREDENTIALS", "Authorization");
  expect_error_on(w.send(request.with("Authorization", answer() + ", " + answer())), 400,
                  "REPEATED_CREDENTIALS", "Authorization");
  expect_ok(w.send(request.with("Authorization", answer())));
}

void digest_of_another_method(World& w) {
  RequestSpec const posted = w.request("POST", "/orgs").by_nobody();
  RequestSpec const read = w.request("GET", "/orgs").by_nobody();
  expect_challenge(
      w.send(read.with("Authorization", authorization(w.challenge(), w.key(), posted))));
}

void encoded_targets(World& w) {
  Node const page = expect_ok(w.get("/orgs?name=%43ase&itemsPerPage=7"));
  expect(w.get("/orgs"), page.find("results") != nullptr, "a page");
  expect_ok(w.get("/orgs?name=C%61se%20%26%2f"));
}

void head_is_its_own_method(World& w) {
  RequestSpec const request = w.request("HEAD", "/orgs").by_nobody();
  Answer const answer =
      w.send(request.with("Authorization", authorization(w.challenge(), w.key(), request)));
  expect_status(answer, 200);
  expect_body(answer, "");
}

void foreign_realm(World& w) {
  Challenge challenge = w.challenge();
  challenge.realm = "Another realm";
  RequestSpec const request = w.request("GET", "/orgs").by_nobody();
  expect_challenge(
      w.send(request.with("Authorization", authorization(challenge, w.key(), request))));
}

void permission_401_has_no_challenge(World& w) {
  Key const member_key = w.new_key("ORG_MEMBER");
  Answer const answer = w.send(w.request("GET", w.org("/invites")).by(member_key.pair));
  expect_error(answer, 401, "USER_UNAUTHORIZED", "[]");
  expect_no_header(answer, "WWW-Authenticate");
}

void deleted_key(World& w) {
  Key const key = w.new_key("ORG_OWNER");
  expect_ok(w.send(w.request("GET", "/orgs").by(key.pair)));
  expect_no_content(w.remove(w.org("/apiKeys/" + key.id)));
  expect_challenge(w.send(w.request("GET", "/orgs").by(key.pair)));
}

void key_material(World& w) {
  Key const key = w.new_key("ORG_MEMBER");
  Answer const answer = w.get(w.org("/apiKeys/" + key.id));
  std::string const& text = key.pair.private_key;
  constexpr std::string_view hex = "0123456789abcdef-";
  expect(answer,
         text.size() == 36 && text.find_first_not_of(hex) == std::string::npos && text[8] == '-' &&
             text[13] == '-' && text[14] == '4' && text[18] == '-' && text[23] == '-' &&
             std::string_view("89ab").contains(text[19]),
         "a private key that is a lower-case UUID of version 4, not " + text);
  std::string const& name = key.pair.public_key;
  expect(
      answer,
      name.size() == 8 && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos,
      "a public key of eight lower-case letters, not " + name);
}

constexpr std::array cases{
    Case{"without credentials every path answers the exact challenge", no_credentials},
    Case{"a good key sees exactly its organization", good_key},
    Case{"an unknown public key gets the same challenge", unknown_public_key},
    Case{"a wrong private key gets the same challenge", wrong_private_key},
    Case{"any other scheme counts as no credentials", other_schemes},
    Case{"a nonsense bearer token gets an empty 401", bearer_nonsense},
    Case{"quotes, order, digits and the form without qop are free", styles_of_digest},
    Case{"a tab behind the scheme is a blank", tab_after_the_scheme},
    Case{"without qop a nonce serves once, whatever the count", count_without_qop},
    Case{"a digest for another target is taken as it is given", digest_of_another_uri},
    Case{"a uri that was changed is refused", uri_that_was_changed},
    Case{"credentials that are given twice are refused with the reason", credentials_twice},
    Case{"a digest for another method is refused", digest_of_another_method},
    Case{"the digest covers the target as it was sent", encoded_targets},
    Case{"HEAD is digested as HEAD", head_is_its_own_method},
    Case{"a digest for another realm is refused", foreign_realm},
    Case{"a refused permission carries no challenge", permission_401_has_no_challenge},
    Case{"a deleted key is unknown at once", deleted_key},
    Case{"keys have the documented shapes", key_material},
};

}  // namespace
}  // namespace conformance::auth

std::span<conformance::Case const> conformance::auth_cases() { return auth::cases; }
