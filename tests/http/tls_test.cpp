// The listener over TLS: versions, ALPN, round trips and the change of the certificate.
#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>

#include "test_server.hpp"

namespace orgd::test {
namespace {

template <auto Release>
using Owned = decltype([](auto* object) { Release(object); });
using Key = std::unique_ptr<EVP_PKEY, Owned<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Owned<X509_free>>;
using Context = std::unique_ptr<SSL_CTX, Owned<SSL_CTX_free>>;
using Session = std::unique_ptr<SSL, Owned<SSL_free>>;
using File = std::unique_ptr<std::FILE, Owned<std::fclose>>;

// Writes a self-signed certificate with the serial number, and its key.
void write_certificate(ListenerOptions const& options, long serial) {
  Key const key(EVP_EC_gen("P-256"));
  Certificate const certificate(X509_new());
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key.get());
  X509_sign(certificate.get(), key.get(), EVP_sha256());
  File const certificate_file(std::fopen(options.certificate_file.c_str(), "w"));
  PEM_write_X509(certificate_file.get(), certificate.get());
  File const key_file(std::fopen(options.key_file.c_str(), "w"));
  PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  using std::filesystem::perms;
  std::filesystem::permissions(options.key_file, perms::owner_read | perms::owner_write);
}

// A TLS session over a RawClient's socket.
class TlsClient {
 public:
  TlsClient(TestServer const& server, int version, std::string_view protocols = "\x08http/1.1")
      : raw_(server.connect()), context_(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX_set_min_proto_version(context_.get(), version);
    SSL_CTX_set_max_proto_version(context_.get(), version);
    session_.reset(SSL_new(context_.get()));
    SSL_set_alpn_protos(session_.get(), reinterpret_cast<unsigned char const*>(protocols.data()),
                        static_cast<unsigned>(protocols.size()));
    SSL_set_fd(session_.get(), raw_.descriptor());
    connected_ = SSL_connect(session_.get()) == 1;
  }

  bool connected() const { return connected_; }
  std::string protocol() const {
    unsigned char const* name = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(session_.get(), &name, &size);
    return {reinterpret_cast<char const*>(name), size};
  }
  long serial() const {
    Certificate const certificate(SSL_get1_peer_certificate(session_.get()));
    return ASN1_INTEGER_get(X509_get_serialNumber(certificate.get()));
  }
  // All the server sends until it says that nothing more comes; "cut" without those words.
  std::string exchange_to_end(std::string_view request) {
    std::string const text = exchange_until_cut(request);
    return in_order_ ? text : "cut";
  }
  // The same with what came before the cut.
  std::string exchange_until_cut(std::string_view request) {
    SSL_write(session_.get(), request.data(), static_cast<int>(request.size()));
    std::string text;
    char bytes[16384];
    int size = 0;
    while ((size = SSL_read(session_.get(), bytes, sizeof bytes)) > 0)
      text.append(bytes, static_cast<std::size_t>(size));
    in_order_ = SSL_get_error(session_.get(), size) == SSL_ERROR_ZERO_RETURN;
    return text;
  }
  // Whether the server has said that nothing more comes.
  bool in_order() const { return in_order_; }

 private:
  RawClient raw_;
  Context context_;
  Session session_;
  bool connected_ = false;
  bool in_order_ = false;
};

struct Tls : testing::Test {
  Tls() {
    std::filesystem::create_directories(directory);
    options.certificate_file = directory / "certificate.pem";
    options.key_file = directory / "key.pem";
    write_certificate(options, 1);
  }
  ~Tls() override { std::filesystem::remove_all(directory); }

  std::filesystem::path directory = testing::TempDir() + "orgd-tls-" + std::to_string(getpid());
  ListenerOptions options = one_loop();
};

std::string const closing = get("/a", "Connection: close\r\n");

TEST_F(Tls, ServesBothVersions) {
  TestServer server(options);
  for (int const version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClient client(server, version);
    ASSERT_TRUE(client.connected());
    EXPECT_EQ(client.protocol(), "http/1.1");
    std::string const text = client.exchange_to_end(get("/elsewhere") + closing);
    EXPECT_NE(text.find("GET /elsewhere "), text.npos);
    EXPECT_NE(text.find("X-Secure: yes\r\n"), text.npos);
    EXPECT_TRUE(text.ends_with("GET /a ")) << text;
  }
}

TEST_F(Tls, RefusesWhatItDoesNotSpeak) {
  TestServer server(options);
  EXPECT_FALSE(TlsClient(server, TLS1_1_VERSION).connected());
  EXPECT_FALSE(TlsClient(server, TLS1_3_VERSION, "\x02h2").connected());
  auto plain = server.connect();
  EXPECT_EQ(plain.exchange(get("/a")).status, 0);
}

TEST_F(Tls, CarriesLargeMessages) {
  TestServer server(options);
  TlsClient client(server, TLS1_3_VERSION);
  std::string const body(1024 * 1024, 'x');
  std::string const text =
      client.exchange_to_end(get("/big", "Content-Length: 1048576\r\n") + body + closing);
  EXPECT_GT(text.size(), 8U * 1024 * 1024);
  EXPECT_TRUE(text.ends_with("GET /a "));
}

TEST_F(Tls, AnswersRefusedAndLateRequests) {
  options.body_timeout = std::chrono::milliseconds(20);
  TestServer server(options);
  TlsClient refused(server, TLS1_3_VERSION);
  EXPECT_TRUE(refused.exchange_to_end("nonsense\r\n\r\n").starts_with("HTTP/1.1 400 "));
  TlsClient late(server, TLS1_3_VERSION);
  EXPECT_TRUE(late.exchange_to_end(get("/", "Content-Length: 1\r\n")).starts_with("HTTP/1.1 408 "));
}

TEST_F(Tls, CutsAnswersWithoutAGoodbye) {
  TestServer server(options, {{"/gone", {.disconnect = true}},
                              {"/a", {.cut_body_at = 3}},
                              {"/big", {.cut_body_at = 1'000'000}}});
  TlsClient gone(server, TLS1_3_VERSION);
  EXPECT_EQ(gone.exchange_until_cut(get("/gone") + closing), "");
  EXPECT_FALSE(gone.in_order());
  TlsClient cut(server, TLS1_3_VERSION);
  EXPECT_TRUE(cut.exchange_until_cut(get("/a") + get("/b")).ends_with("\r\n\r\nGET"));
  EXPECT_FALSE(cut.in_order());
  TlsClient large(server, TLS1_3_VERSION);
  std::string const text = large.exchange_until_cut(get("/big"));
  EXPECT_EQ(text.size() - text.find("\r\n\r\n") - 4, 1'000'000U);
  EXPECT_FALSE(large.in_order());
}

TEST_F(Tls, StallsAndLies) {
  TestServer server(options, {{"/slow", {.stall = std::chrono::milliseconds(50)}},
                              {"/lie", {.content_length = 1}}});
  TlsClient client(server, TLS1_2_VERSION);
  std::string const text = client.exchange_to_end(get("/slow") + get("/b") + get("/lie"));
  EXPECT_NE(text.find("GET /slow "), text.npos) << text;
  EXPECT_NE(text.find("GET /b "), text.npos) << text;
  EXPECT_NE(text.find("Content-Length: 1\r\n"), text.npos) << text;
  EXPECT_TRUE(text.ends_with("GET /lie ")) << text;
}

TEST_F(Tls, EndsAHandshakeThatDoesNot) {
  options.header_timeout = std::chrono::milliseconds(20);
  TestServer server(options);
  EXPECT_TRUE(server.connect().ended());
}

TEST_F(Tls, ChangesTheCertificate) {
  TestServer server(options);
  TlsClient before(server, TLS1_3_VERSION);
  EXPECT_EQ(before.serial(), 1);
  write_certificate(options, 2);
  server.listener().reload_tls();
  EXPECT_EQ(TlsClient(server, TLS1_3_VERSION).serial(), 2);
  EXPECT_TRUE(before.exchange_to_end(closing).ends_with("GET /a "));
}

TEST_F(Tls, KeepsTheCertificateWhenTheNewOneIsBroken) {
  testing::internal::CaptureStderr();
  {
    Log log(2, LogLevel::error, LogFormat::text);
    options.log = &log;
    TestServer server(options);
    std::ofstream(options.certificate_file) << "broken";
    server.listener().reload_tls();
    EXPECT_EQ(TlsClient(server, TLS1_3_VERSION).serial(), 1);
  }
  std::string const told = testing::internal::GetCapturedStderr();
  EXPECT_NE(told.find(options.certificate_file), told.npos) << told;
}

TEST_F(Tls, NamesTheFileItCannotUse) {
  options.key_file = directory / "absent.pem";
  try {
    TestServer const server(options);
    FAIL() << "no key was needed";
  } catch (std::runtime_error const& error) {
    EXPECT_NE(std::string(error.what()).find(options.key_file), std::string::npos);
  }
}

}  // namespace
}  // namespace orgd::test
