// One walk over the words, down the tree of commands.
#include "cli/mistakes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <utility>

#include "cli/nearest.hpp"

namespace orgctl {
namespace {

// Other programs' words for the same.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> other_words{{
    {"ls", "list"},
    {"rm", "delete"},
    {"remove", "delete"},
    {"del", "delete"},
    {"show", "get"},
    {"view", "get"},
    {"describe", "get"},
    {"add", "create"},
    {"new", "create"},
    {"invite", "create"},
    {"edit", "update"},
    {"patch", "update"},
    {"whoami", "me"},
}};

std::string program_of(CLI::App const& command) {
  auto const words = words_of(command);
  return words.empty() ? "orgctl" : fmt::format("orgctl {}", fmt::join(words, " "));
}

std::vector<std::string> children_of(CLI::App const& command) {
  std::vector<std::string> names;
  for (CLI::App const* child : command.get_subcommands([](CLI::App const*) { return true; }))
    names.push_back(child->get_name());
  return names;
}

// A command of that name anywhere else, written whole, or "".
std::string elsewhere(CLI::App const& root, std::string const& word) {
  for (CLI::App const* child : root.get_subcommands([](CLI::App const*) { return true; })) {
    if (child->get_name() == word) return program_of(*child);
    if (auto found = elsewhere(*child, word); !found.empty()) return found;
  }
  return "";
}

// Commands of the same name as these, but for something else, among which the word is; or "".
std::string for_another(CLI::App const& root, CLI::App const& at, std::string const& word) {
  for (CLI::App const* child : root.get_subcommands([](CLI::App const*) { return true; })) {
    bool const alike = child != &at && child->get_name() == at.get_name();
    auto const names = children_of(*child);
    if (alike && std::ranges::find(names, word) != names.end()) return program_of(*child);
    if (auto found = for_another(*child, at, word); !found.empty()) return found;
  }
  return "";
}

std::string unknown_command(CLI::App const& root, CLI::App const& at, std::string const& word) {
  auto const names = children_of(at);
  std::string meant = nearest(word, names);
  for (auto const& [other, ours] : other_words)
    if (other == word && std::ranges::find(names, ours) != names.end()) meant = ours;
  std::string text = fmt::format("unknown command \"{}\" for \"{}\"", word, program_of(at));
  if (meant.empty()) meant = for_another(root, at, word);
  if (meant.empty()) meant = elsewhere(root, word);
  if (!meant.empty()) return fmt::format("{}; did you mean \"{}\"?", text, meant);
  return fmt::format("{}; there are: {}", text, fmt::join(names, ", "));
}

CLI::Option* option_of(CLI::App& root, CLI::App& at, std::string const& name) {
  auto* option = at.get_option_no_throw(name);
  return option ? option : root.get_option_no_throw(name);
}

std::string unknown_option(CLI::App const& root, CLI::App const& at, std::string const& name) {
  std::vector<std::string> names;
  for (auto const* app : {&at, &root})
    for (CLI::Option const* option : app->get_options())
      for (auto const& each : option->get_lnames()) names.push_back("--" + each);
  std::string meant = nearest(name, names);
  // The API's own names: what is an id there, is one here without saying so.
  for (auto const& each : names)
    if (bare_name(name) == bare_name(each) + "id" || bare_name(name) == bare_name(each) + "s")
      meant = each;
  std::string const program = program_of(at);
  if (meant.empty())
    return fmt::format("unknown option {} for \"{}\"; {} --help lists those there are", name,
                       program, program);
  return fmt::format("unknown option {} for \"{}\"; did you mean {}?", name, program, meant);
}

bool takes_value(CLI::Option const& option) {
  return option.get_expected_max() > 0 && option.get_items_expected_min() > 0;
}

}  // namespace

std::string mistake_in(CommandLine& line, std::vector<std::string> const& words) {
  CLI::App* at = &line.app;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string const& word = words[i];
    if (word == "--") return "";
    if (word.size() > 1 && word.front() == '-') {
      bool const is_long = word.starts_with("--");
      auto const name = is_long ? word.substr(0, word.find('=')) : word.substr(0, 2);
      auto const* option = option_of(line.app, *at, name);
      if (!option) return unknown_option(line.app, *at, name);
      if (takes_value(*option) && name == word) ++i;
      continue;
    }
    auto const names = children_of(*at);
    if (names.empty()) continue;  // an argument of the command
    if (std::ranges::find(names, word) == names.end()) return unknown_command(line.app, *at, word);
    at = at->get_subcommand(word);
  }
  auto const names = children_of(*at);
  bool const explains = std::ranges::any_of(words, [](std::string const& word) {
    return word == "-h" || word == "--help" || word == "--version";
  });
  if (names.empty() || explains) return "";
  return fmt::format("{} needs a command: {}", program_of(*at), fmt::join(names, ", "));
}

}  // namespace orgctl
