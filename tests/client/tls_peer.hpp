// TLS for scripted servers: identities that vouch for themselves, and connections that speak it.
#pragma once

#include <openssl/ssl.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "scripted_server.hpp"

namespace client_test {

template <auto Release>
struct Owned {
  void operator()(auto* object) const { Release(object); }
};
using TlsContext = std::unique_ptr<SSL_CTX, Owned<SSL_CTX_free>>;
using TlsSession = std::unique_ptr<SSL, Owned<SSL_free>>;

/// A self-signed certificate and its key, in files.
struct Identity {
  std::string certificate;
  std::string key;

  Identity(std::filesystem::path const& directory, std::string const& name);
};

TlsContext context_of(Identity const& identity);

/// A connection over TLS from the server's side.
class TlsPeer {
 public:
  TlsPeer(Peer const& peer, SSL_CTX* context);

  /// Head of the next request, which has no body; "" when the client has gone or speaks no TLS.
  std::string receive();
  void send(std::string_view bytes);
  SSL* session() const { return session_.get(); }

 private:
  TlsSession session_;
};

}  // namespace client_test
