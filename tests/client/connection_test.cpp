// How the HTTP transport reaches a server: through a proxy, over TLS, with certificates.
#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <csignal>
#include <filesystem>
#include <future>
#include <memory>

#include "atlas/organizations_api.hpp"
#include "scripted_server.hpp"

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

template <auto Release>
using Owned = decltype([](auto* object) { Release(object); });
using Context = std::unique_ptr<SSL_CTX, Owned<SSL_CTX_free>>;
using Session = std::unique_ptr<SSL, Owned<SSL_free>>;

// A self-signed certificate and its key, in files.
struct Identity {
  std::string certificate;
  std::string key;

  Identity(std::filesystem::path const& directory, std::string const& name)
      : certificate(directory / (name + ".pem")), key(directory / (name + ".key")) {
    std::unique_ptr<EVP_PKEY, Owned<EVP_PKEY_free>> const pair(EVP_EC_gen("P-256"));
    std::unique_ptr<X509, Owned<X509_free>> const signed_by_itself(X509_new());
    auto* const x509 = signed_by_itself.get();
    auto* const subject = X509_get_subject_name(x509);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                               reinterpret_cast<unsigned char const*>(name.c_str()), -1, -1, 0);
    X509_set_issuer_name(x509, subject);
    X509_gmtime_adj(X509_getm_notBefore(x509), 0);
    X509_gmtime_adj(X509_getm_notAfter(x509), 3600);
    X509_set_pubkey(x509, pair.get());
    X509_sign(x509, pair.get(), EVP_sha256());
    using File = std::unique_ptr<std::FILE, Owned<std::fclose>>;
    PEM_write_X509(File(std::fopen(certificate.c_str(), "w")).get(), x509);
    PEM_write_PrivateKey(File(std::fopen(key.c_str(), "w")).get(), pair.get(), nullptr, nullptr, 0,
                         nullptr, nullptr);
  }
};

// A server whose every answer names the client's certificate.
struct Tls : ::testing::Test {
  Tls() {
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to a client that has gone
    SSL_CTX_use_certificate_file(context.get(), server_identity.certificate.c_str(),
                                 SSL_FILETYPE_PEM);
    SSL_CTX_use_PrivateKey_file(context.get(), server_identity.key.c_str(), SSL_FILETYPE_PEM);
  }
  ~Tls() override { std::filesystem::remove_all(directory); }

  void demand_certificate() {
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT,
                       [](int, X509_STORE_CTX*) { return 1; });
  }

  void serve(Peer const& peer) const {
    Session const session(SSL_new(context.get()));
    SSL_set_fd(session.get(), peer.descriptor());
    char request[4096];
    if (SSL_accept(session.get()) != 1 || SSL_read(session.get(), request, sizeof request) <= 0)
      return;
    char name[64] = "nobody";
    if (X509* const client = SSL_get0_peer_certificate(session.get()))
      X509_NAME_get_text_by_NID(X509_get_subject_name(client), NID_commonName, name, sizeof name);
    std::string const text = answer(200, R"({"name":")" + std::string(name) + R"("})");
    SSL_write(session.get(), text.data(), static_cast<int>(text.size()));
    SSL_shutdown(session.get());
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
  Context const context{SSL_CTX_new(TLS_server_method())};
};

TEST_F(Tls, AServerThatNobodyKnowsIsRefused) {
  EXPECT_EQ(call({}).error().failure, Failure::connect);
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
