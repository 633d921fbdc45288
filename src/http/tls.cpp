// OpenSSL settings of the server side.
#include "http/tls.hpp"

#include <fmt/format.h>
#include <openssl/ssl.h>

#include <stdexcept>
#include <string_view>

namespace orgd {

namespace ssl = boost::asio::ssl;

namespace {

constexpr std::string_view http_1_1 = "\x08http/1.1";
constexpr char const* tls_1_2_ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20";

int select_http_1_1(SSL*, unsigned char const** chosen, unsigned char* chosen_size,
                    unsigned char const* offered, unsigned offered_size, void*) {
  auto const* const ours = reinterpret_cast<unsigned char const*>(http_1_1.data());
  auto* out = const_cast<unsigned char*>(*chosen);
  int const outcome = SSL_select_next_proto(
      &out, chosen_size, ours, static_cast<unsigned>(http_1_1.size()), offered, offered_size);
  *chosen = out;
  // A client that offers only other protocols would not understand what we speak.
  return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

void check(boost::system::error_code const& error, std::string_view what, std::string const& file) {
  if (error)
    throw std::runtime_error(fmt::format("cannot use the {} {}: {}", what, file, error.message()));
}

}  // namespace

TlsContext make_tls_context(std::string const& certificate_file, std::string const& key_file) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  SSL_CTX* const native = context->native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(native, tls_1_2_ciphers);
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                  SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
  // Tickets let a session resume without a cache that all loops would have to lock.
  SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets(native, 1);
  SSL_CTX_set_alpn_select_cb(native, &select_http_1_1, nullptr);

  boost::system::error_code error;
  context->use_certificate_chain_file(certificate_file, error);
  check(error, "TLS certificate", certificate_file);
  context->use_private_key_file(key_file, ssl::context::pem, error);
  check(error, "TLS key", key_file);
  return context;
}

}  // namespace orgd
