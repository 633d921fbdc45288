// Walks the words as the parser will, and knows what they were probably meant to be.
#include "orgd/command_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string_view>
#include <vector>

#include "api/nearest.hpp"

namespace orgd {
namespace {

std::string hint(std::string_view given, std::vector<std::string> const& known) {
  std::vector<std::string_view> const words(known.begin(), known.end());
  auto const best = atlas::nearest(given, words);
  bool const near = atlas::letter_changes(given, best) <= std::max<std::size_t>(2, best.size() / 3);
  return near ? fmt::format("; did you mean \"{}\"?", best) : std::string();
}

std::vector<std::string> commands_of(CLI::App& app) {
  std::vector<std::string> names;
  for (auto* const command : app.get_subcommands(nullptr)) names.push_back(command->get_name());
  return names;
}

std::vector<std::string> options_of(CLI::App& command) {
  std::vector<std::string> names;
  for (auto* const option : command.get_options(nullptr))
    for (auto const& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

std::string full_name(CLI::App& command) {
  auto const* const parent = command.get_parent();
  return parent ? full_name(*command.get_parent()) + " " + command.get_name() : "orgd";
}

// What stands in its place alone, without a name before it.
std::vector<CLI::Option const*> places_of(CLI::App& command) {
  std::vector<CLI::Option const*> places;
  for (auto* const option : command.get_options(nullptr))
    if (option->get_positional()) places.push_back(option);
  return places;
}

bool asks_for_help(std::string_view word) {
  return word == "--help" || word == "-h" || word == "--version";
}

bool is_given(CLI::Option const& option, std::set<CLI::Option const*> const& given) {
  auto const variable = option.get_envname();
  return given.contains(&option) || (!variable.empty() && std::getenv(variable.c_str()));
}

std::string missing(CLI::App& command, std::set<CLI::Option const*> const& given) {
  std::vector<std::string> names;
  for (auto* const option : command.get_options(nullptr))
    if (option->get_required() && !is_given(*option, given)) names.push_back(option->get_name());
  if (names.empty()) return {};
  return fmt::format("{} needs {}", full_name(command), fmt::join(names, " and "));
}

}  // namespace

std::string complaint_about(CLI::App& app, int argc, char const* const* argv) {
  CLI::App* command = &app;
  std::set<CLI::Option const*> given;
  for (int i = 1; i < argc; ++i) {
    std::string const word = argv[i];
    if (asks_for_help(word)) return {};
    auto const commands = commands_of(*command);
    if (!word.starts_with('-')) {
      auto const places = places_of(*command);
      auto const place = std::ranges::find_if(
          places, [&given](auto const* option) { return !given.contains(option); });
      if (place != places.end()) {
        given.insert(*place);
        continue;
      }
      if (commands.empty())
        return fmt::format("{} does not expect \"{}\"", full_name(*command), word);
      if (std::ranges::find(commands, word) == commands.end())
        return fmt::format("unknown command \"{}\" of {}{}", word, full_name(*command),
                           hint(word, commands));
      command = command->get_subcommand(word);
      continue;
    }
    auto const name = word.substr(0, word.find('='));
    auto* const option = command->get_option_no_throw(name);
    if (!option)
      return fmt::format("unknown option \"{}\" of {}{}", name, full_name(*command),
                         hint(name, options_of(*command)));
    given.insert(option);
    // A switch has no value; another option's stands behind it or behind "=".
    if (option->get_items_expected_max() > 0 && name == word) ++i;
  }
  auto const commands = commands_of(*command);
  if (!commands.empty())
    return fmt::format("{} needs a command: {}", full_name(*command), fmt::join(commands, ", "));
  return missing(*command, given);
}

}  // namespace orgd
