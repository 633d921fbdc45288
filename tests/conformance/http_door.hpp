// The door to a real server: libcurl with its own Digest, a bare socket for bytes that no client
// library would send, and the server's program for local commands.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "door.hpp"

namespace conformance {

/// Where the server's program and its store are, for local commands.
struct LocalServer {
  std::string program{};
  std::string data{};
};

/// `base_url` is "http://HOST:PORT"; bytes of one's own need a HOST of four numbers.
std::unique_ptr<Door> make_http_door(std::string base_url, std::optional<LocalServer> local);

}  // namespace conformance
