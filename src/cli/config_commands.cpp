// Secrets are asked for, never taken from the command line, and never shown.
#include "cli/config_commands.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/command_line.hpp"
#include "cli/profiles.hpp"
#include "cli/terminal.hpp"

namespace orgctl {
namespace {

struct ConfigArguments {
  std::string name = "default";
  Profile values{};
};

std::string flag_of(std::string_view key) {
  std::string flag = "--";
  for (char const c : key) flag += c == '_' ? '-' : c;
  return flag;
}

// No value of a profile has a reason to hold one, and a header that is made of it may not.
bool has_control_character(std::string_view text) {
  return std::ranges::any_of(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// The secret that goes with a public half, or "".
std::string_view secret_for(std::string_view key) {
  auto const& keys = profile_keys();
  auto const at = std::ranges::find(keys, key, &ProfileKey::name);
  bool const paired = at != keys.end() && at + 1 != keys.end() && (at + 1)->secret;
  return paired ? (at + 1)->name : std::string_view();
}

Exit save(Profiles const& profiles) {
  auto const written = write_profiles(profiles);
  return written ? Exit::done : misuse(written.error());
}

Exit set_profile(ConfigArguments const& arguments) {
  auto profiles = read_profiles(profiles_file());
  if (!profiles) return misuse(profiles.error());
  if (auto const wrong = wrong_profile_name(arguments.name); !wrong.empty()) return misuse(wrong);
  if (profiles->by_name.empty()) profiles->current = arguments.name;
  auto& profile = profiles->by_name[arguments.name];
  for (auto const& [key, value] : arguments.values) {
    if (has_control_character(value)) return misuse(flag_of(key) + " holds a control character");
    auto const secret = secret_for(key);
    profile[key] = value;
    if (secret.empty()) continue;
    auto read = read_secret(fmt::format("{} of {}", secret, value));
    if (!read) return misuse(read.error());
    if (has_control_character(*read))
      return misuse(std::string(secret) + " holds a control character");
    // One profile, one way to be somebody.
    for (ProfileKey const& other : profile_keys())
      if (other.secret || !secret_for(other.name).empty()) profile.erase(std::string(other.name));
    profile[key] = value;
    profile[std::string(secret)] = std::move(*read);
  }
  return save(*profiles);
}

Exit show_profile(std::string const& name) {
  auto const profiles = read_profiles(profiles_file());
  if (!profiles) return misuse(profiles.error());
  std::string const& shown = name.empty() ? profiles->current : name;
  auto const at = profiles->by_name.find(shown);
  if (at == profiles->by_name.end())
    return misuse(fmt::format("{} has no profile {}", profiles->file, shown));
  print(fmt::format("profile        {}\n", shown));
  for (ProfileKey const& key : profile_keys()) {
    auto const value = profiles->value(shown, key.name);
    if (!value.empty())
      print(fmt::format("{:<14} {}\n", key.name, key.secret ? "(kept secret)" : value));
  }
  return Exit::done;
}

Exit list_profiles() {
  auto const profiles = read_profiles(profiles_file());
  if (!profiles) return misuse(profiles.error());
  if (profiles->by_name.empty() && shows_progress())
    fmt::print(stderr, "no profiles yet; make one with: orgctl login\n");
  for (auto const& [name, values] : profiles->by_name)
    print(fmt::format("{} {:<16} {}\n", name == profiles->current ? "*" : " ", name,
                      profiles->value(name, "url")));
  return Exit::done;
}

// Runs `change` on an existing profile.
template <class Change>
Exit change_profile(std::string const& name, Change change) {
  auto profiles = read_profiles(profiles_file());
  if (!profiles) return misuse(profiles.error());
  if (!profiles->by_name.contains(name))
    return misuse(fmt::format("{} has no profile {}", profiles->file, name));
  change(*profiles);
  return save(*profiles);
}

CLI::App& add(CommandLine& line, CLI::App& config, std::string const& name, std::string const& help,
              std::function<Exit()> run) {
  CLI::App* command = config.add_subcommand(name, help);
  command->fallthrough();
  command->callback([&line, run = std::move(run)] { line.run = run; });
  return *command;
}

}  // namespace

std::string wrong_profile_name(std::string const& name) {
  bool const plain =
      !name.empty() && name != "current" && std::ranges::all_of(name, [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '-' || c == '_';
      });
  return plain ? "" : "a profile's name is letters, digits, - and _";
}

void add_config_commands(CommandLine& line) {
  auto arguments = std::make_shared<ConfigArguments>();
  CLI::App& config = *line.app.add_subcommand("config", "Profiles: servers and keys by name");
  config.require_subcommand(1);
  config.fallthrough();
  auto& set = add(line, config, "set",
                  "Make or change a profile; the private half of a key is asked for, or read from "
                  "standard input",
                  [arguments] { return set_profile(*arguments); });
  set.add_option("name", arguments->name, "the profile (default: default)");
  for (ProfileKey const& key : profile_keys()) {
    if (key.secret) continue;
    // --url and --output are options of every command; here they are what the profile says.
    auto const take = [arguments, name = std::string(key.name)](std::string const& value) {
      arguments->values[name] = value;
    };
    set.add_option_function<std::string>(flag_of(key.name), take, std::string(key.help))
        ->type_name("TEXT");
  }
  set.footer(
      "Example: orgctl config set work --url https://orgs.example.org --public-key abcdefgh");
  auto& show = add(line, config, "show", "Show a profile without its secrets",
                   [arguments, &line] { return show_profile(line.globals.profile); });
  show.footer("Another than the current one: orgctl config show --profile NAME");
  add(line, config, "list", "List the profiles; a star marks the current one", list_profiles);
  auto& use = add(line, config, "use", "Make a profile the current one", [arguments] {
    return change_profile(arguments->name,
                          [&](Profiles& profiles) { profiles.current = arguments->name; });
  });
  use.add_option("name", arguments->name, "the profile")->required();
  auto& remove = add(line, config, "remove", "Remove a profile", [arguments] {
    return change_profile(arguments->name,
                          [&](Profiles& profiles) { profiles.by_name.erase(arguments->name); });
  });
  remove.add_option("name", arguments->name, "the profile")->required();
  add(line, config, "path", "Print where the profiles are kept", [] {
    print(fmt::format("{}\n", profiles_file()));
    return Exit::done;
  });
}

}  // namespace orgctl
