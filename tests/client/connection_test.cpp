// How the HTTP transport reaches a server: through a proxy, over TLS, with certificates.
#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <memory>

#include "atlas/organizations_api.hpp"
#include "scripted_server.hpp"
#include "tls_peer.hpp"

namespace client_test {
namespace {

using atlas::Failure;
using atlas::OrganizationsApi;

atlas::Configuration to(std::string host, atlas::HttpOptions http) {
  atlas::Configuration configuration{.host = std::move(host), .http = std::move(http)};
  configuration.retry.max_attempts = 1;
  return configuration;
}

TEST(Proxy, GetsTheWholeUrl) {
  std::promise<std::string> received;
  ScriptedServer const proxy([&](Peer& peer) {
    received.set_value(peer.receive());
    peer.send(answer(200, R"({"name":"Acme"})"));
  });
  OrganizationsApi const api(to("http://orgd.invalid", {.proxy = proxy.url()}));
  auto const response = api.get_organization(id);
  ASSERT_TRUE(response) << response.error().message();
  EXPECT_EQ(response->name, "Acme");
  EXPECT_TRUE(received.get_future().get().starts_with("GET http://orgd.invalid/api/atlas/v2/orgs/" +
                                                      id + " HTTP/1.1\r\n"));
}

// A variable of the environment while it lives.
class Variable {
 public:
  Variable(char const* name, std::string const& value) : name_(name) {
    setenv(name, value.c_str(), 1);
  }
  Variable(Variable const&) = delete;
  Variable& operator=(Variable const&) = delete;
  ~Variable() { unsetenv(name_); }

 private:
  char const* name_;
};

TEST(Proxy, CanBeTurnedOffInSpiteOfTheEnvironment) {
  Variable const proxy("http_proxy", "http://127.0.0.1:1");
  ScriptedServer const server([](Peer& peer) {
    while (!peer.receive().empty()) peer.send(answer(200, "{}"));
  });
  EXPECT_FALSE(OrganizationsApi(to(server.url(), {})).get_organization(id));
  EXPECT_TRUE(OrganizationsApi(to(server.url(), {.proxy = ""})).get_organization(id));
}

// What the same request would meet again is met once, and told as what it is.
TEST(Connection, WhatCannotDoBetterIsTriedOnce) {
  ScriptedServer const plain([](Peer& peer) { peer.wait_for_end(); });
  std::string const https = "https" + plain.url().substr(4);
  struct Case {
    std::string host;
    atlas::HttpOptions http;
    Failure failure;
  };
  for (auto const& [host, http, failure] :
       {Case{"http://nowhere.invalid", {.proxy = ""}, Failure::connect},
        Case{https, {.ca_file = "/nowhere/ca.pem"}, Failure::invalid},
        Case{https, {.client_certificate = "/nowhere/client.pem"}, Failure::invalid},
        Case{plain.url(), {.proxy = "gopher://127.0.0.1:1"}, Failure::invalid},
        Case{"ftp://127.0.0.1", {}, Failure::invalid}}) {
    OrganizationsApi const api(atlas::Configuration{.host = host, .http = http});
    auto const error = api.get_organization(id).error();
    EXPECT_EQ(error.failure, failure) << host << ": " << error.message();
    EXPECT_EQ(error.attempts, 1) << error.message();
    EXPECT_FALSE(error.message().contains("attempts")) << error.message();
  }
}

// A server whose every answer names the client's certificate.
struct Tls : ::testing::Test {
  Tls() {
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to a client that has gone
  }
  ~Tls() override { std::filesystem::remove_all(directory); }

  void demand_certificate() {
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT,
                       [](int, X509_STORE_CTX*) { return 1; });
  }

  void serve(Peer const& peer) const {
    TlsPeer session(peer, context.get());
    if (session.receive().empty()) return;
    char name[64] = "nobody";
    if (X509* const client = SSL_get0_peer_certificate(session.session()))
      X509_NAME_get_text_by_NID(X509_get_subject_name(client), NID_commonName, name, sizeof name);
    session.send(answer(200, R"({"name":")" + std::string(name) + R"("})"));
    SSL_shutdown(session.session());
  }

  atlas::Response<atlas::Organization> call(atlas::HttpOptions http) {
    ScriptedServer const server([this](Peer& peer) { serve(peer); });
    std::string const url = "https" + server.url().substr(4);
    return OrganizationsApi(to(url, std::move(http))).get_organization(id);
  }

  std::filesystem::path const directory = [] {
    std::string pattern = ::testing::TempDir() + "client-tls.XXXXXX";
    return std::filesystem::path(mkdtemp(pattern.data()));
  }();
  Identity const server_identity{directory, "127.0.0.1"};
  Identity const client_identity{directory, "some-client"};
  TlsContext const context = context_of(server_identity);
};

TEST_F(Tls, AServerThatNobodyKnowsIsRefused) {
  EXPECT_EQ(call({}).error().failure, Failure::connect);
}

TEST_F(Tls, ARefusedCertificateIsRefusedOnce) {
  std::atomic<int> connections = 0;
  ScriptedServer const server([&](Peer& peer) {
    ++connections;
    serve(peer);
  });
  OrganizationsApi const api({.host = "https" + server.url().substr(4)});
  auto const error = api.get_organization(id).error();
  EXPECT_EQ(error.failure, Failure::connect) << error.message();
  EXPECT_EQ(error.attempts, 1);
  EXPECT_EQ(connections, 1);
}

TEST_F(Tls, BundlesOfTheEnvironmentAreTrusted) {
  for (auto const* name : {"CURL_CA_BUNDLE", "SSL_CERT_FILE"}) {
    Variable const bundle(name, server_identity.certificate);
    EXPECT_TRUE(call({})) << name;
    Identity const other(directory, "other.test");
    EXPECT_FALSE(call({.ca_file = other.certificate})) << "the option comes first";
  }
  EXPECT_FALSE(call({}));
}

TEST_F(Tls, ABundleOfOnesOwnIsTrusted) {
  auto const response = call({.ca_file = server_identity.certificate});
  ASSERT_TRUE(response) << response.error().message();
  EXPECT_EQ(response->name, "nobody");
}

TEST_F(Tls, TheNameOfTheServerCounts) {
  Identity const other(directory, "other.test");
  SSL_CTX_use_certificate_file(context.get(), other.certificate.c_str(), SSL_FILETYPE_PEM);
  SSL_CTX_use_PrivateKey_file(context.get(), other.key.c_str(), SSL_FILETYPE_PEM);
  EXPECT_EQ(call({.ca_file = other.certificate}).error().failure, Failure::connect);
}

TEST_F(Tls, WithoutVerificationAnybodyIsTrusted) {
  auto const response = call({.verify = false});
  ASSERT_TRUE(response) << response.error().message();
}

TEST_F(Tls, ShowsACertificateOfItsOwn) {
  demand_certificate();
  EXPECT_FALSE(call({.ca_file = server_identity.certificate}));
  auto const response = call({.ca_file = server_identity.certificate,
                              .client_certificate = client_identity.certificate,
                              .client_key = client_identity.key});
  ASSERT_TRUE(response) << response.error().message();
  EXPECT_EQ(response->name, "some-client");
}

}  // namespace
}  // namespace client_test
