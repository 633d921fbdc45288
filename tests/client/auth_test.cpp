// Credentials: one round trip after the first, stale and refused nonces, tokens shared by threads.
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <set>

#include "atlas/organizations_api.hpp"
#include "atlas/testing/function_transport.hpp"
#include "client/challenge.hpp"
#include "scripted_server.hpp"

namespace client_test {
namespace {

using atlas::Configuration;
using atlas::Failure;
using atlas::HttpRequest;
using atlas::HttpResponse;
using atlas::OrganizationsApi;
using atlas::testing::FunctionTransport;

HttpResponse challenge(std::string const& nonce, bool stale = false) {
  HttpResponse response{.status = 401};
  response.headers.add("WWW-Authenticate",
                       "Digest realm=\"R\", domain=\"\", nonce=\"" + nonce +
                           "\", algorithm=MD5, qop=\"auth\", stale=" + (stale ? "true" : "false"));
  return response;
}

std::string parameter(HttpRequest const& request, std::string const& name) {
  auto const text = std::string(request.headers.value("Authorization"));
  auto const at = text.find(name + "=");
  if (at == std::string::npos) return {};
  std::string value = text.substr(at + name.size() + 1);
  value = value.substr(0, value.find(','));
  std::erase(value, '"');
  return value;
}

Configuration with(FunctionTransport::Function function, atlas::Credentials credentials) {
  Configuration configuration{.host = "https://orgd.test", .credentials = std::move(credentials)};
  configuration.transport = std::make_shared<FunctionTransport>(std::move(function));
  return configuration;
}

atlas::ApiKeyCredentials const key{"abcdefgh", "secret"};

TEST(Digest, CostsOneRoundTripAfterTheFirst) {
  std::vector<HttpRequest> sent;
  OrganizationsApi const api(with(
      [&](HttpRequest const& request) -> FunctionTransport::Answer {
        sent.push_back(request);
        if (request.headers.value("Authorization").empty()) return challenge("n1");
        return HttpResponse{.status = 200, .body = "{}"};
      },
      key));
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(api.get_organization(id));
  ASSERT_EQ(sent.size(), 4U);
  EXPECT_EQ(parameter(sent[1], "nc"), "00000001");
  EXPECT_EQ(parameter(sent[3], "nc"), "00000003");
  EXPECT_EQ(parameter(sent[1], "Digest username"), "abcdefgh");
  EXPECT_EQ(parameter(sent[1], "uri"), "/api/atlas/v2/orgs/" + id);
}

TEST(Digest, TakesANewNonceWhenTheOldOneIsStale) {
  int stale = 0;
  OrganizationsApi const api(with(
      [&](HttpRequest const& request) -> FunctionTransport::Answer {
        std::string const nonce = parameter(request, "nonce");
        if (nonce.empty()) return challenge("n1");
        if (nonce == "n1" && parameter(request, "nc") == "00000002")
          return ++stale, challenge("n2", true);
        return HttpResponse{.status = 200, .body = "{}"};
      },
      key));
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(api.get_organization(id)) << i;
  EXPECT_EQ(stale, 1);
}

TEST(Digest, GivesUpWhenTheKeyIsRefused) {
  int requests = 0;
  OrganizationsApi const api(with(
      [&](HttpRequest const&) -> FunctionTransport::Answer {
        return challenge("n" + std::to_string(++requests));
      },
      key));
  EXPECT_EQ(api.get_organization(id).error().status, 401);
  EXPECT_EQ(requests, 2);
}

TEST(Digest, GivesUpWhenEveryNonceIsStale) {
  int requests = 0;
  OrganizationsApi const api(with(
      [&](HttpRequest const&) -> FunctionTransport::Answer {
        return challenge("n" + std::to_string(++requests), true);
      },
      key));
  EXPECT_EQ(api.get_organization(id).error().status, 401);
  EXPECT_LE(requests, 4);
}

// A count must rise: two calls at once may not share a nonce.
TEST(Digest, CallsAtOnceUseNoncesOfTheirOwn) {
  std::mutex mutex;
  std::set<std::string> seen;
  std::atomic<int> minted = 0;
  std::atomic<int> twice = 0;
  OrganizationsApi const api(with(
      [&](HttpRequest const& request) -> FunctionTransport::Answer {
        std::string const nonce = parameter(request, "nonce");
        if (nonce.empty()) return challenge("n" + std::to_string(++minted));
        std::lock_guard const lock(mutex);
        if (!seen.insert(nonce + "/" + parameter(request, "nc")).second) ++twice;
        return HttpResponse{.status = 200, .body = "{}"};
      },
      key));
  std::vector<std::future<bool>> calls;
  for (int i = 0; i < 200; ++i)
    calls.push_back(api.background([&] { return api.get_organization(id).ok(); }));
  for (auto& call : calls) EXPECT_TRUE(call.get());
  EXPECT_EQ(twice, 0);
  EXPECT_LE(minted, 16);
}

TEST(Challenge, IsReadAsServersWriteIt) {
  using atlas::detail::parse_challenge;
  auto const full = parse_challenge(
      R"(digest REALM="a \"b\"", nonce=xyz,qop="auth-int, auth",algorithm=SHA-256, stale=TRUE)");
  ASSERT_TRUE(full);
  EXPECT_EQ(full->realm, "a \"b\"");
  EXPECT_TRUE(full->sha256 && full->stale);
  for (auto const* bad :
       {"", "Basic realm=\"a\"", "Digest", "Digest qop=\"auth\"", "Digest \"\"",
        "Digestive nonce=a", "Digest nonce=\"a\", qop=\"auth\", algorithm=SHA-512",
        "nonce=\"a\", qop=\"auth\"", "Digest nonce=\"a\", qop=\"auth-int\"",
        "Digest nonce=a, nonce=b, qop=auth", "Basic realm=\"Digest nonce=a, qop=auth\"",
        "realm=\"Digest nonce=a, qop=auth\"", "Digest nonce=\"a\", qop=\"auth",
        "Digest nonce=\"a\", realm = \"Digest nonce=b", "Digest nonce=a, nonce =\"b\""})
    EXPECT_FALSE(parse_challenge(bad)) << bad;
}

// Proxies join the fields of an answer to one.
TEST(Challenge, TheStrongestOfSeveralInOneFieldIsTaken) {
  using atlas::detail::parse_challenge;
  for (auto const* field :
       {R"(Basic realm="r", Digest realm="s", nonce="n", qop="auth", algorithm=SHA-256)",
        R"(Negotiate abc==, Digest realm="s",nonce="n",qop="auth",algorithm="SHA-256", Basic)",
        "Digest realm=\"r\", nonce=\"m\", qop=\"auth\" ,\t, "
        "Digest realm = \"s\" , nonce=\"n\", qop=\"auth\", algorithm=SHA-256",
        R"(Digest realm="s", nonce="n", qop="auth", algorithm=SHA-256, )"
        R"(Digest realm="r", nonce="m", qop="auth", algorithm=MD5)",
        R"(Digest realm="s", nonce="n", qop="auth", algorithm=SHA-256, )"
        R"(Digest realm="r", nonce="m", qop="auth", algorithm=SHA-512-256)",
        R"(Negotiate YII+/zA==, Digest realm="s" nonce="n"  qop="auth" algorithm="SHA\-256")"}) {
    auto const found = parse_challenge(field);
    ASSERT_TRUE(found) << field;
    EXPECT_EQ(found->realm, "s") << field;
    EXPECT_EQ(found->nonce, "n") << field;
    EXPECT_TRUE(found->sha256) << field;
  }
}

// What the client sends after a challenge.
std::string sent_after(std::string const& field) {
  std::string sent;
  OrganizationsApi const api(with(
      [&](HttpRequest const& request) -> FunctionTransport::Answer {
        sent = request.headers.value("Authorization");
        HttpResponse response{.status = sent.empty() ? 401 : 200, .body = "{}"};
        if (sent.empty()) response.headers.add("WWW-Authenticate", field);
        return response;
      },
      key));
  EXPECT_TRUE(api.get_organization(id)) << field;
  return sent;
}

TEST(Challenge, QuotesComeBackAsTheyWere) {
  std::string const sent = sent_after(
      R"(Digest realm="a \"b\" c\\", nonce="n\"m", opaque="\"", qop="auth", algorithm=MD5)");
  EXPECT_TRUE(sent.contains(R"(realm="a \"b\" c\\", nonce="n\"m", )")) << sent;
  EXPECT_TRUE(sent.ends_with(R"(, opaque="\"")")) << sent;
  EXPECT_TRUE(sent.contains(", algorithm=MD5, ")) << sent;
}

TEST(Challenge, WithoutQopIsAnsweredAsTheFirstRfcSaid) {
  std::string const sent = sent_after(R"(Digest realm="R", nonce="n")");
  EXPECT_EQ(sent,
            "Digest username=\"abcdefgh\", realm=\"R\", nonce=\"n\", uri=\"/api/atlas/v2/orgs/" +
                id + "\", response=\"0a851ca4e1924028d37fc8e5fa09be80\"");
}

}  // namespace
}  // namespace client_test
