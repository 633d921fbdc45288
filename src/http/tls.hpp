// The server's TLS settings, made from a certificate and a key file. Holds no connection.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

namespace orgd {

using TlsContext = std::shared_ptr<boost::asio::ssl::context>;

/// TLS 1.2 and 1.3, ALPN http/1.1. Throws std::runtime_error that names the file and the reason.
TlsContext make_tls_context(std::string const& certificate_file, std::string const& key_file);

}  // namespace orgd
