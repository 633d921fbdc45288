// No secret survives in what the journal tells, wherever it was given.
#include "sandbox/strike_out.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "api/json_write.hpp"
#include "api/uri.hpp"
#include "sandbox/har.hpp"
#include "sandbox/journal.hpp"

namespace orgd::sandbox {
namespace {

std::string as_json(std::string_view text) {
  std::string json;
  atlas::write_json(json, text);
  return json;
}

// The body that is left of a request's.
std::string body_left(std::string body) {
  Entry entry{.request_body = std::move(body)};
  strike_out(entry);
  return entry.request_body;
}

std::string query_left(std::string query) {
  Entry entry{.query = std::move(query)};
  strike_out(entry);
  return entry.query;
}

std::string field_left(std::string name, std::string value) {
  Entry entry{.response_headers = {{.name = std::move(name), .value = std::move(value)}}};
  strike_out(entry);
  return entry.response_headers.front().value;
}

TEST(StrikeOut, KnowsNamesHoweverTheyAreSpelled) {
  for (char const* name : {"privateKey", "private_key", "PASSWORD", "access_token", "accessToken",
                           "client_secret", "digestHash", "Set-Cookie", "Authorization", "code",
                           "recoveryCode", "codes", "qrCode", "uri"})
    EXPECT_TRUE(is_secret_name(name)) << name;
  for (char const* name :
       {"publicKey", "secretId", "tokens", "name", "", "maskedSecretValue", "errorCode"})
    EXPECT_FALSE(is_secret_name(name)) << name;
}

TEST(StrikeOut, LeavesNothingThatJsonCannotHold) {
  Entry entry{.path = "/api/atlas/v2/orgs/%ff", .org_id = "\xff", .caller = "\xfe"};
  strike_out(entry);
  EXPECT_EQ(entry.org_id, "[1 bytes that are no UTF-8]");
  EXPECT_EQ(entry.caller, "[1 bytes that are no UTF-8]");
}

TEST(StrikeOut, StrikesAnEchoInAnOrganizationsId) {
  Entry entry{.org_id = "hunter22", .request_body = R"({"password":"hunter22"})"};
  strike_out(entry);
  EXPECT_EQ(entry.org_id, struck);
}

TEST(StrikeOut, LeavesBodiesWithoutSecretsAsTheyAre) {
  for (char const* body : {R"({ "name" : "N", "n": 1.50, "publicKey":"abcdefgh" })", "[]", "",
                           "plain text", R"("a text")", R"({"token":null})", "{cut"})
    EXPECT_EQ(body_left(body), body);
}

TEST(StrikeOut, StrikesMembersOfJson) {
  EXPECT_EQ(body_left(R"({"a":[{"privateKey":"abc","desc":"d"}]})"),
            R"({"a":[{"privateKey":"***","desc":"d"}]})");
  EXPECT_EQ(body_left(R"({"secret":{"x":["abc"]},"n":1})"), R"({"secret":"***","n":1})");
  EXPECT_EQ(body_left(R"({"p\u0061ssword":1234})"), R"({"password":"***"})");
  EXPECT_EQ(body_left(R"({"text":"https://h/accept#token=abc&x=1"})"),
            R"({"text":"https://h/accept#token=***&x=1"})");
}

TEST(StrikeOut, StrikesWholeBodiesThatItCannotRead) {
  EXPECT_EQ(body_left(R"({"password":"abc")"), "*** 17 bytes");
  EXPECT_EQ(body_left(R"({"p\u0061ssword":"abc")"), "*** 22 bytes");
  EXPECT_EQ(body_left("{\"a\":1,\"a\":2,\"Private_Key\":\"abc\"}"), "*** 33 bytes");
  EXPECT_EQ(body_left("\xff\xfe"), "[2 bytes that are no UTF-8]");
  EXPECT_EQ(body_left(R"({"code":"123456")"), "*** 16 bytes");
  EXPECT_EQ(body_left(R"({"errorCode":"X","security":1)"), R"({"errorCode":"X","security":1)");
}

TEST(StrikeOut, StrikesFieldsOfFormsAndQueries) {
  EXPECT_EQ(body_left("grant_type=client_credentials&client_secret=abc&x=1"),
            "grant_type=client_credentials&client_secret=***&x=1");
  EXPECT_EQ(query_left("pretty=true&t%6Fken=abc&envelope=false"),
            "pretty=true&t%6Fken=***&envelope=false");
  EXPECT_EQ(query_left("next=%2Faccept%23token%3Dabc"), "next=***");
  EXPECT_EQ(query_left("a=%zz&b&=c&"), "a=***&b&=c&");
  EXPECT_EQ(query_left("token="), "token=");
}

TEST(StrikeOut, StrikesFieldsOfHttp) {
  EXPECT_EQ(field_left("Set-Cookie", "id=abc; Path=/"), "***");
  EXPECT_EQ(field_left("WWW-Authenticate", R"(Digest realm="r", nonce="a b\"c", qop="auth")"),
            R"(Digest realm="r", nonce=***, qop="auth")");
  EXPECT_EQ(field_left("Location", "/accept#token=abc"), "/accept#token=***");
  EXPECT_EQ(field_left("X-Rate", "10"), "10");
}

TEST(StrikeOut, StrikesWhatIsToldAgainElsewhere) {
  Entry entry{.path = "/api/hunter-22-x",
              .request_body = R"({"password":"hunter-22-x"})",
              .response_body = R"({"detail":"hunter-22-x is weak."})"};
  strike_out(entry);
  EXPECT_EQ(entry.response_body, R"({"detail":"*** is weak."})");
  EXPECT_EQ(entry.path, "/api/***");
}

// Letters that a text of JSON, a query and a field need no escapes for, and some that they do.
std::string made_secret(std::mt19937& random) {
  constexpr std::string_view letters =
      "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-._~/+!";
  std::string secret(24, ' ');
  for (char& c : secret) c = letters[random() % letters.size()];
  return secret;
}

struct Places {
  std::string_view name;
  void (*give)(Entry&, std::string const& name, std::string const& secret);
};

constexpr std::array secret_places{
    Places{"a member",
           [](Entry& entry, std::string const& name, std::string const& secret) {
             entry.request_body = fmt::format(R"({{"a":[{{"{}":{}}}]}})", name, as_json(secret));
           }},
    Places{"a list in a member of an answer",
           [](Entry& entry, std::string const& name, std::string const& secret) {
             entry.response_body = fmt::format(R"({{"{}":[{{"x":{}}}]}})", name, as_json(secret));
           }},
    Places{"JSON in a text",
           [](Entry& entry, std::string const& name, std::string const& secret) {
             auto const inner = fmt::format(R"({{"{}":{}}})", name, as_json(secret));
             entry.response_body = fmt::format(R"({{"mail":{}}})", as_json(inner));
           }},
    Places{"JSON that is cut",
           [](Entry& entry, std::string const& name, std::string const& secret) {
             entry.response_body = fmt::format(R"({{"a":1,"{}":"{})", name, secret);
           }},
    Places{"a form",
           [](Entry& entry, std::string const& name, std::string const& secret) {
             entry.request_body = fmt::format("a=b&{}={}", name, atlas::percent_encode(secret));
           }},
    Places{"a query",
           [](Entry& entry, std::string const& name, std::string const& secret) {
             entry.query = fmt::format("{}={}&a=b", name, atlas::percent_encode(secret));
           }},
    Places{"a link",
           [](Entry& entry, std::string const& name, std::string const& secret) {
             entry.response_body =
                 as_json(fmt::format("Go to https://h/accept#{}={} soon", name, secret));
           }},
    Places{"a field of that name",
           [](Entry& entry, std::string const& name, std::string const& secret) {
             entry.request_headers = {{.name = name, .value = "Bearer " + secret}};
           }},
    Places{"a parameter of a field",
           [](Entry& entry, std::string const& name, std::string const& secret) {
             entry.response_headers = {
                 {.name = "WWW-Authenticate",
                  .value = fmt::format(R"(Digest realm="r", {}="{}", qop="auth")", name, secret)}};
           }},
    Places{"a link in a field",
           [](Entry& entry, std::string const& name, std::string const& secret) {
             entry.response_headers = {
                 {.name = "Location", .value = fmt::format("/a?{}={}", name, secret)}};
           }},
};

std::string exports_of(Journal const& journal) {
  std::string all;
  write_requests(all, journal.all(), 0);
  all += har_of(journal.all(), 0, "http://localhost", "0");
  auto const verdict = journal.verify({.match = Match{.challenge = true}, .exactly = 999});
  EXPECT_TRUE(verdict);
  if (verdict) atlas::write_json(all, *verdict);
  return all;
}

TEST(StrikeOut, LetsNoGivenSecretIntoAnyExport) {
  constexpr std::array<std::string_view, 9> names{"privateKey", "secret",       "Password",
                                                  "token",      "access_token", "client_secret",
                                                  "digestHash", "passwordHash", "nonce"};
  std::mt19937 random(1);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same secrets in every run
  for (int round = 0; round < 20; ++round)
    for (auto const& place : secret_places)
      for (auto const name : names) {
        auto const secret = made_secret(random);
        Entry entry{.method = "POST", .path = "/api", .challenge = round % 2 == 0};
        place.give(entry, std::string(name), secret);
        Journal journal;
        journal.add(std::move(entry));
        auto const all = exports_of(journal);
        ASSERT_FALSE(all.contains(secret)) << place.name << " " << name << "\n" << all;
        ASSERT_FALSE(all.contains(atlas::percent_encode(secret))) << place.name << " " << name;
        ASSERT_TRUE(all.contains(struck)) << place.name << " " << name << "\n" << all;
      }
}

}  // namespace
}  // namespace orgd::sandbox
