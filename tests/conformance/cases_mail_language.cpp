// In which language a person is written to.
#include <array>

#include "session_calls.hpp"

namespace conformance::mail_language {
namespace {

using namespace sessions;

// Accepts in a browser that likes these languages, and signs in; the session's token.
std::string joined(World& w, std::string_view name, std::string const& likes) {
  std::string const id = w.invite(w.person(name)).find("id")->text;
  RequestSpec accepting = w.link_request(w.link_of(id), account_body());
  if (!likes.empty()) accepting = accepting.with("Accept-Language", likes);
  expect_ok(w.send(accepting), 200, json_type);
  return sign_in(w, w.person(name));
}

Node own(World& w, std::string const& token) {
  return expect_ok(w.send(by(plain("GET", me), token)), 200, json_type);
}

Answer change(World& w, std::string const& token, std::string body) {
  return w.send(by(plain("PATCH", me, std::move(body)), token));
}

void of_the_browser(World& w) {
  std::string const token = joined(w, "dana", "pt, fr-CA;q=0.8, en;q=0.1");
  Answer const answer = w.send(by(plain("GET", me), token));
  expect_text(answer, expect_ok(answer, 200, json_type), "language", "fr");
}

void unknown(World& w) {
  std::string const token = joined(w, "dana", "pt");
  Answer const answer = w.send(by(plain("GET", me), token));
  expect(answer, own(w, token).find("language") == nullptr, "no language that nobody said");
}

void by_choice(World& w) {
  std::string const token = joined(w, "dana", "de");
  Answer const answer = change(w, token, R"({"language":"es"})");
  expect_text(answer, expect_ok(answer, 200, json_type), "language", "es");
  expect_text(answer, own(w, token), "language", "es");
  expect_ok(change(w, token, R"({"firstName":"Dora"})"), 200, json_type);
  expect_text(answer, own(w, token), "language", "es");
  expect_error_on(change(w, token, R"({"language":"tlh"})"), 400, "INVALID_ENUM_VALUE", "tlh");
  expect_ok(change(w, token, R"({"language":null})"), 200, json_type);
  expect(answer, own(w, token).find("language") == nullptr, "no language any more");
}

constexpr std::array cases{
    Case{"a person's language is that of the browser that accepts", of_the_browser},
    Case{"a person whose browser says nothing known has no language", unknown},
    Case{"a person chooses the language of mails", by_choice},
};

}  // namespace
}  // namespace conformance::mail_language

std::span<conformance::Case const> conformance::mail_language_cases() {
  return mail_language::cases;
}
