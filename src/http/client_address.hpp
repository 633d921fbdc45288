// Who a request comes from when it passed through proxies. Believes a forwarding field only as far
// as trusted proxies wrote it; knows no sockets.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "api/address.hpp"

namespace orgd {

/// What proxies say about a request. Of fields that may come several times, all values in order,
/// joined with commas; nothing where there is no such field.
struct ForwardingFields {
  std::optional<std::string> x_forwarded_for{};
  std::optional<std::string> forwarded{};  ///< RFC 7239
  std::string x_forwarded_proto{};         ///< the last one
};

/// The text that stands for the address of a client that cannot be told, as in RFC 7239. It is in
/// no access list.
inline constexpr std::string_view unknown_address = "unknown";

/// Whether `address` is one of the trusted proxies.
bool is_trusted(atlas::Address const& address, std::span<atlas::Block const> trusted);

/// The nearest address that is no trusted proxy: `peer`, or the first untrusted one met when
/// walking X-Forwarded-For or Forwarded from its right end. Nothing when that cannot be told: what
/// a proxy wrote is no address, or the two fields name different ones.
std::optional<atlas::Address> client_address(atlas::Address const& peer,
                                             ForwardingFields const& fields,
                                             std::span<atlas::Block const> trusted);

/// Whether the client itself used TLS, given what the proxy next to us wrote and whether our own
/// connection is secure. To be asked only for a trusted peer.
bool forwarded_secure(ForwardingFields const& fields, bool connection_secure);

}  // namespace orgd
