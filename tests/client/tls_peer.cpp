// OpenSSL's server side.
#include "tls_peer.hpp"

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>
#include <cstdio>

namespace client_test {

Identity::Identity(std::filesystem::path const& directory, std::string const& name)
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

TlsContext context_of(Identity const& identity) {
  TlsContext context(SSL_CTX_new(TLS_server_method()));
  SSL_CTX_use_certificate_file(context.get(), identity.certificate.c_str(), SSL_FILETYPE_PEM);
  SSL_CTX_use_PrivateKey_file(context.get(), identity.key.c_str(), SSL_FILETYPE_PEM);
  return context;
}

TlsPeer::TlsPeer(Peer const& peer, SSL_CTX* context) : session_(SSL_new(context)) {
  SSL_set_fd(session_.get(), peer.descriptor());
  SSL_accept(session_.get());
}

std::string TlsPeer::receive() {
  std::string text;
  std::array<char, 4096> buffer{};
  while (!text.contains("\r\n\r\n")) {
    int const got = SSL_read(session_.get(), buffer.data(), static_cast<int>(buffer.size()));
    if (got <= 0) return {};
    text.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return text;
}

void TlsPeer::send(std::string_view bytes) {
  SSL_write(session_.get(), bytes.data(), static_cast<int>(bytes.size()));
}

}  // namespace client_test
