// Where settings come from: flags, environment, a TOML file; and what is refused.
#include <fmt/format.h>
#include <toml++/toml.h>

#include <cstdlib>
#include <stdexcept>

#include "api/nearest.hpp"
#include "http/host.hpp"
#include "orgd/settings.hpp"

namespace orgd {
namespace {

Setting const* find_setting(std::string_view name) {
  for (Setting const& setting : all_settings())
    if (setting.name == name) return &setting;
  return nullptr;
}

void apply(Settings& settings, Setting const& setting, std::string const& source,
           std::string const& value) {
  try {
    setting.set(settings, value);
  } catch (std::invalid_argument const& error) {
    std::string const shown = setting.secret ? "the value" : fmt::format("\"{}\"", value);
    throw std::runtime_error(fmt::format("{}: {} {}", source, shown, error.what()));
  }
}

// A TOML value as the text that a flag would carry; a list with commas.
std::string text_of(toml::node const& node) {
  if (auto const* text = node.as_string()) return text->get();
  if (auto const* number = node.as_integer()) return std::to_string(number->get());
  if (auto const* flag = node.as_boolean()) return flag->get() ? "true" : "false";
  std::string joined;
  if (auto const* list = node.as_array())
    for (auto const& element : *list) joined += (joined.empty() ? "" : ",") + text_of(element);
  return joined;
}

void apply_file(Settings& settings, std::filesystem::path const& file) {
  // A directory can be opened too, and reads like an empty file.
  if (std::filesystem::is_directory(file))
    throw std::runtime_error(fmt::format("{} is a directory; name the file in it", file.string()));
  toml::table table;
  try {
    table = toml::parse_file(file.string());
  } catch (toml::parse_error const& error) {
    throw std::runtime_error(
        fmt::format("{}:{}: {}", file.string(), error.source().begin.line, error.description()));
  }
  for (auto const& [key, value] : table) {
    Setting const* setting = find_setting(key.str());
    if (!setting)
      throw std::runtime_error(fmt::format("{}: unknown key \"{}\"; did you mean \"{}\"?",
                                           file.string(), key.str(), nearest_name(key.str())));
    apply(settings, *setting, fmt::format("{}: {}", file.string(), setting->name), text_of(value));
  }
}

}  // namespace

std::string flag_of(Setting const& setting) {
  std::string flag = "--";
  for (char c : setting.name) flag += c == '_' ? '-' : c;
  return flag;
}

std::string variable_of(Setting const& setting) {
  std::string variable = "ORGD_";
  for (char c : setting.name) variable += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return variable;
}

std::string_view nearest_name(std::string_view given) {
  std::vector<std::string_view> names;
  for (Setting const& setting : all_settings()) names.push_back(setting.name);
  return atlas::nearest(given, names);
}

Settings resolve_settings(GivenSettings const& flags,
                          std::optional<std::filesystem::path> const& file) {
  Settings settings;
  settings.listener.port = 8080;
  if (file) apply_file(settings, *file);
  for (Setting const& setting : all_settings()) {
    std::string const variable = variable_of(setting);
    if (char const* value = std::getenv(variable.c_str()))
      apply(settings, setting, variable, value);
    if (auto const at = flags.find(setting.name); at != flags.end())
      apply(settings, setting, flag_of(setting), at->second);
  }
  if (char const* key = std::getenv("ORGD_KEY")) settings.key = key;
  return settings;
}

void check_settings(Settings const& settings) {
  auto const& listener = settings.listener;
  if (settings.data.empty() && settings.store.empty())
    throw std::runtime_error("no store given: add --data DIR (or ORGD_DATA, or the key data)");
  if (settings.store.empty() && settings.service.replay_protection == ReplayProtection::cluster)
    throw std::runtime_error(
        "replay_protection = cluster is for several servers on one PostgreSQL: give --store");
  if (listener.certificate_file.empty() != listener.key_file.empty())
    throw std::runtime_error("--tls-cert and --tls-key go together");
  check_mail_settings(settings.mail);
  if (settings.mail.smtp && settings.service.public_url.empty() && !is_loopback(listener.host))
    throw std::runtime_error(
        "--smtp-url needs --public-url, the address that the links in mails begin with");
  bool const plain = listener.certificate_file.empty();
  if (plain && !is_loopback(listener.host) && !settings.insecure_http)
    throw std::runtime_error(fmt::format(
        "plain HTTP on {} would show API traffic to the network: give --tls-cert and --tls-key, or "
        "--insecure-http behind a proxy that speaks TLS",
        listener.host));
}

}  // namespace orgd
