// Everything `orgd serve` can be told. Each setting is one row of a table: a flag --like-this, a
// TOML key like_this, and an environment variable ORGD_LIKE_THIS, in falling order of precedence
// flag, environment, file.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/listener_options.hpp"
#include "mail/mail_settings.hpp"
#include "service/environment.hpp"

namespace orgd {

struct Settings {
  std::filesystem::path data;
  std::string store;  ///< libpq's connection string; "" keeps everything in `data`
  std::size_t store_connections = 8;
  std::chrono::seconds store_timeout{5};
  std::optional<std::string> key;
  bool migrate = true;
  bool insecure_http = false;
  LogLevel log_level = LogLevel::info;
  LogFormat log_format = LogFormat::text;
  std::size_t max_waiting_writes = 4096;
  std::size_t caller_cache = std::size_t{64} << 20U;  ///< bytes, of all loops together
  std::size_t list_cache = std::size_t{8} << 20U;     ///< likewise
  ListenerOptions listener;
  std::optional<ListenAddress> metrics_listen;
  mail::MailSettings mail;
  ServiceOptions service;
};

struct Setting {
  std::string_view name;   ///< the TOML key
  std::string_view value;  ///< what stands for the value in help; "" for a switch
  std::string_view help;
  /// Throws std::invalid_argument that says what values there are.
  std::function<void(Settings&, std::string const&)> set;
  bool secret = false;  ///< its value is never repeated
};

std::span<Setting const> all_settings();
/// Those of mail.
std::vector<Setting> mail_settings();

/// "--like-this".
std::string flag_of(Setting const& setting);
/// "ORGD_LIKE_THIS".
std::string variable_of(Setting const& setting);

/// Given values by setting name, as the command line has them.
using GivenSettings = std::map<std::string, std::string, std::less<>>;

/// Joins file (if any), environment and flags. Throws std::runtime_error that names the wrong key
/// or value and, for a misspelled key, the nearest known one.
Settings resolve_settings(GivenSettings const& flags,
                          std::optional<std::filesystem::path> const& file);

/// Refuses what is unsafe or contradicts itself.
void check_settings(Settings const& settings);

/// "true" or "1", "false" or "0". Throws std::invalid_argument for anything else.
bool parse_switch(std::string const& text);

/// "HOST:PORT". Throws std::invalid_argument that says what is wrong.
ListenAddress parse_listen_address(std::string const& text);

/// The known name nearest to a misspelled one.
std::string_view nearest_name(std::string_view given);

}  // namespace orgd
