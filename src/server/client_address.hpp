// Who a request comes from when it passed through proxies. Believes a forwarding header only as far
// as trusted proxies wrote it; knows no sockets.
#pragma once

#include <span>
#include <string_view>

#include "api/address.hpp"

namespace orgd {

/// Whether `address` is one of the trusted proxies.
bool is_trusted(atlas::Address const& address, std::span<atlas::Block const> trusted);

/// The nearest address that is no trusted proxy: `peer`, or the first untrusted one met when
/// walking X-Forwarded-For from its right end. `forwarded_for` holds the values of all such fields
/// in order, joined with commas. What is no address ends the walk at the last one that was.
atlas::Address client_address(atlas::Address const& peer, std::string_view forwarded_for,
                              std::span<atlas::Block const> trusted);

/// Whether the client itself used TLS, given what the proxy next to us wrote into
/// X-Forwarded-Proto ("" when absent) and whether our own connection is secure. To be asked only
/// for a trusted peer.
bool forwarded_secure(std::string_view forwarded_proto, bool connection_secure);

}  // namespace orgd
