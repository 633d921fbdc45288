// One walk over the words finds what is asked for; the scripts only pass them on.
#include "cli/completion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/command_line.hpp"
#include "cli/listing.hpp"
#include "cli/profiles.hpp"
#include "cli/spelling.hpp"
#include "cli/subjects.hpp"
#include "cli/terminal.hpp"

namespace orgctl {
namespace {

struct Script {
  std::string_view shell;
  std::string_view help;
  std::string_view text;
};

constexpr std::array<Script, 3> scripts{{
    {"bash", "source <(orgctl completion bash)",
     R"(_orgctl() {
  local IFS=$'\n' current=${COMP_WORDS[COMP_CWORD]}
  COMPREPLY=($(orgctl __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f1))
  [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$current"))
}
complete -F _orgctl orgctl
)"},
    {"zsh", "orgctl completion zsh > ~/.zfunc/_orgctl",
     R"(#compdef orgctl
_orgctl() {
  local -a found
  found=("${(@f)$(orgctl __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
  found=(${found:#})
  found=("${(@)found//:/\\:}")
  found=("${(@)found/$'\t'/:}")
  if (( ${#found} )); then _describe orgctl found; else _files; fi
}
if [ "$funcstack[1]" = _orgctl ]; then _orgctl "$@"; else compdef _orgctl orgctl; fi
)"},
    {"fish", "orgctl completion fish > ~/.config/fish/completions/orgctl.fish",
     R"script(function __orgctl
  orgctl __complete (commandline -opc)[2..-1] "$(commandline -ct)"
end
complete -c orgctl -f -a '(__orgctl)'
)script"},
}};

// Where the words have led so far.
struct Place {
  CLI::App* command;
  std::string pending{};  ///< an option that waits for its value
  Given given{};
};

CLI::Option* find_option(CommandLine& line, Place const& place, std::string const& name) {
  auto* option = place.command->get_option_no_throw(name);
  return option ? option : line.app.get_option_no_throw(name);
}

void step(CommandLine& line, Place& place, std::string const& word) {
  if (!place.pending.empty()) {
    place.given[place.pending] = {word};
    place.pending.clear();
    return;
  }
  if (word.starts_with('-')) {
    auto const equals = word.find('=');
    std::string const name = word.substr(0, equals);
    auto* option = find_option(line, place, name);
    if (equals != std::string::npos)
      place.given[name] = {word.substr(equals + 1)};
    else if (option && option->get_expected_max() > 0 && option->get_items_expected_min() > 0)
      place.pending = name;
    return;
  }
  for (CLI::App* child : place.command->get_subcommands({}))
    if (child->get_name() == word) place.command = child;
}

std::string last_of(Given const& given, std::string_view name) {
  auto const at = given.find(name);
  return at == given.end() ? "" : at->second.back();
}

// Ids with names, asked from the server: quickly or not at all.
std::vector<std::string> ids_for(std::string const& option, Given const& given) {
  Form const* form = list_of(option);
  if (!form) return {};
  GlobalOptions const options{.profile = last_of(given, "--profile") + last_of(given, "-p"),
                              .url = last_of(given, "--url"),
                              .timeout = 3,
                              .attempts = 1};
  auto session = open_session(options);
  if (!session) return {};
  Caller caller(*find_command(command_words(*form->info)), options, std::move(*session));
  auto const items = list_items(caller, option, given);
  std::vector<std::string> found;
  if (items)
    for (Listed const& item : *items) found.push_back(item.id + "\t" + item.label);
  return found;
}

// What the next argument of a command can stand for: the last of its subjects that no option gives.
std::vector<std::string> subjects_for(Place const& place) {
  auto const* operation = find_command(words_of(*place.command));
  if (!operation) return {};
  auto subjects = subjects_of(*operation);
  std::erase_if(subjects, [&](Option const* option) {
    return option->part != Part::path || place.given.contains(option->name);
  });
  return subjects.empty() ? std::vector<std::string>()
                          : ids_for(subjects.back()->name, place.given);
}

std::vector<std::string> values_for(Place const& place) {
  if (place.pending == "--profile" || place.pending == "-p") {
    std::vector<std::string> names;
    if (auto const profiles = read_profiles(profiles_file()))
      for (auto const& [name, values] : profiles->by_name) names.push_back(name);
    return names;
  }
  auto found = choices_of(*place.command, place.pending);
  return found.empty() ? ids_for(place.pending, place.given) : found;
}

std::vector<std::string> options_of(CLI::App const& command) {
  std::vector<std::string> names;
  for (CLI::Option const* option : command.get_options())
    for (auto const& name : option->get_lnames())
      names.push_back("--" + name + "\t" + option->get_description());
  return names;
}

}  // namespace

std::vector<std::string> candidates(CommandLine& line, std::vector<std::string> const& words) {
  if (words.empty()) return {};
  Place place{.command = &line.app};
  for (std::size_t i = 0; i + 1 < words.size(); ++i) step(line, place, words[i]);
  std::vector<std::string> found;
  if (!place.pending.empty()) {
    found = values_for(place);
  } else if (words.back().starts_with('-')) {
    found = options_of(*place.command);
    if (place.command != &line.app)
      for (auto& name : options_of(line.app)) found.push_back(std::move(name));
  } else {
    for (CLI::App const* child : place.command->get_subcommands({}))
      found.push_back(child->get_name() + "\t" + child->get_description());
    if (found.empty()) found = subjects_for(place);
  }
  std::erase_if(found, [&](auto const& text) { return !text.starts_with(words.back()); });
  return found;
}

void add_completion_commands(CommandLine& line) {
  CLI::App& completion = *line.app.add_subcommand("completion", "Completion for a shell");
  completion.require_subcommand(1);
  for (Script const& script : scripts) {
    CLI::App* command = completion.add_subcommand(std::string(script.shell),
                                                  fmt::format("Print it: {}", script.help));
    command->callback([&line, &script] {
      line.run = [&script] {
        print(script.text);
        return Exit::done;
      };
    });
  }
}

}  // namespace orgctl
