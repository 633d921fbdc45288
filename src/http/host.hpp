// Hosts by name: what stands in a Host field, and what means this machine.
#pragma once

#include <optional>
#include <string_view>

#include "api/address.hpp"

namespace orgd {

class Request;

struct Host {
  std::string_view name;  ///< an IPv6 address without its brackets
  std::string_view port;  ///< "" for the scheme's own
};

/// host [ ":" port ] of RFC 9110 7.2. Of names only those that may stand in a link as they are:
/// letters, digits, "-._~" and whole percent escapes.
std::optional<Host> read_host(std::string_view text);

using atlas::is_loopback;

/// Under which host people are shown pages that a listener on this one has: for the addresses to
/// which "localhost" leads that name, since browsers make passkeys for names alone.
std::string_view host_for_people(std::string_view host);

/// Whether a request speaks to this machine by one of its own names and no page of another machine
/// made a browser send it (RFC 6454 7.3).
bool is_meant_for_loopback(Request const& request);

}  // namespace orgd
