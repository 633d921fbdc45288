// Who calls which server: command line, environment and profile brought together.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "atlas/configuration.hpp"
#include "cli/output.hpp"

namespace orgctl {

/// Options that every command takes.
struct GlobalOptions {
  std::string profile{};
  std::string url{};
  std::string output{};
  std::string query{};  ///< JSON pointer into the answer
  std::string jq{};     ///< an expression over it
  std::string columns{};
  bool wide = false;
  bool safe_csv = false;
  std::optional<std::string> proxy{};  ///< "" is none, whatever the environment says
  std::string ca_file{};
  std::string client_certificate{};
  std::string client_key{};
  bool insecure = false;
  double timeout = 60;  ///< seconds, for a whole call
  int attempts = 4;
  bool debug = false;
  bool include = false;  ///< print status line and header fields, and the body as it came
  bool yes = false;      ///< delete without asking
  std::string api_version{};
  std::string accept{};
  std::string content_type{};
  std::vector<std::string> headers{};  ///< "Name: value"
  std::string idempotency_key{};
};

struct Session {
  atlas::Configuration configuration;
  std::string profile;  ///< "" when no profile was used
  std::string org;      ///< meant where a command names none; may be ""
  Format format = Format::table;
};

/// Options come before ORGCTL_URL and ATLAS_* of the environment, those before the profile; a
/// profile that is asked for by name comes before the environment.
std::expected<Session, std::string> open_session(GlobalOptions const& options);

/// The same without anybody's credentials.
std::expected<Session, std::string> open_server(GlobalOptions const& options);

/// Whether two addresses, as people write them, are those of one server.
bool is_same_server(std::string_view one, std::string_view other);

std::expected<Format, std::string> parse_format(std::string_view name);

}  // namespace orgctl
