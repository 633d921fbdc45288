// Which argument means what.
#include "cli/subjects.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "api/text.hpp"
#include "api/uri.hpp"
#include "cli/answer.hpp"
#include "cli/listing.hpp"
#include "cli/nearest.hpp"
#include "cli/spelling.hpp"
#include "cli/terminal.hpp"

namespace orgctl {
namespace {

// The page of people, as mails have it, and what the API has behind it.
constexpr std::array<std::string_view, 2> link_paths{"/console/accept/", "/orgd/v1/invitations/"};

bool is_link_command(OperationCommand const& command) {
  return command.forms.back().info->scope == atlas::Scope::link;
}

std::vector<Listed> named(std::vector<Listed> const& all, std::string_view name, bool any_case) {
  std::vector<Listed> found;
  auto const same = [&](std::string const& text) {
    return any_case ? atlas::fold_case(text) == atlas::fold_case(name) : text == name;
  };
  for (Listed const& item : all)
    if (std::ranges::any_of(item.names, same)) found.push_back(item);
  return found;
}

// The id of what is called `name`, or why the program ends.
std::expected<std::string, Exit> look_up(Caller& caller, Option const& option,
                                         std::string const& name, Given const& given) {
  auto const all = list_items(caller, option.name, given);
  if (!all) {
    if (all.error().failure == atlas::Failure::invalid)
      return std::unexpected(
          misuse(fmt::format("\"{}\" is no id, and its name cannot be looked up: {}",
                             harmless(name), all.error().detail)));
    return std::unexpected(report(all.error(), caller.session().format));
  }
  auto found = named(*all, name, false);
  if (found.empty()) found = named(*all, name, true);
  if (found.size() == 1) return found.front().id;
  std::vector<std::string> names;
  for (Listed const& item : found.empty() ? *all : found)
    names.push_back(found.empty() ? item.label : item.id);
  std::string const noun = singular(noun_of_option(option.name));
  if (!found.empty())
    return std::unexpected(
        misuse(fmt::format("{} {}s are called \"{}\"; give one of their ids: {}", found.size(),
                           noun, harmless(name), fmt::join(names, ", "))));
  fmt::print(stderr, "{}",
             harmless(fmt::format("orgctl: no {} is called \"{}\"{}", noun, name,
                                  did_you_mean(name, names))) +
                 "\n");
  return std::unexpected(Exit::missing);
}

std::string usage(std::vector<Option const*> const& subjects) {
  std::vector<std::string> names;
  for (Option const* option : subjects) names.push_back(option->name.substr(2));
  return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", then "));
}

}  // namespace

std::vector<Option const*> subjects_of(OperationCommand const& command) {
  std::vector<Option const*> subjects;
  for (Form const& form : command.forms) {
    std::vector<Option const*> here;
    for (Option const& option : form.options)
      if (option.part == Part::path) here.push_back(&option);
    if (command.words.back() == "create") {
      auto const at = std::ranges::find_if(form.options, [](Option const& option) {
        return option.part == Part::body && option.required && option.kind == ValueKind::text;
      });
      if (at != form.options.end()) here.push_back(&*at);
    }
    if (here.size() > subjects.size()) subjects = std::move(here);
  }
  return subjects;
}

std::optional<Exit> name_subjects(Caller& caller, std::vector<std::string> const& words,
                                  Given& given) {
  if (words.empty()) return std::nullopt;
  auto const all = subjects_of(caller.command());
  auto open = all;
  std::erase_if(open, [&](Option const* option) { return given.contains(option->name); });
  if (words.size() > open.size())
    return misuse(fmt::format("too many arguments: \"{}\"; this command takes {}",
                              harmless(words[open.size()]), usage(all)));
  auto const first = open.size() - words.size();
  for (std::size_t i = 0; i < words.size(); ++i) {
    Option const& option = *open[first + i];
    if (is_link_command(caller.command()))
      if (auto const link = parse_link(words[i])) {
        given[option.name] = {link->invitation};
        if (!link->token.empty()) given[option_name("token")] = {link->token};
        continue;
      }
    bool const is_id = option.part != Part::path || option.rule.text != &atlas::text::object_id ||
                       !option.rule.text->check(words[i]);
    if (is_id) {
      given[option.name] = {words[i]};
      continue;
    }
    auto id = look_up(caller, option, words[i], given);
    if (!id) return id.error();
    given[option.name] = {std::move(*id)};
  }
  return std::nullopt;
}

std::optional<InvitationLink> parse_link(std::string_view text) {
  if (!text.contains("://")) return std::nullopt;
  auto const path = std::ranges::find_if(link_paths, [&](auto one) { return text.contains(one); });
  if (path == link_paths.end()) return std::nullopt;
  auto const at = text.find(*path);
  InvitationLink link{.server = std::string(text.substr(0, at)), .invitation = {}, .token = {}};
  auto const rest = text.substr(at + path->size());
  link.invitation = rest.substr(0, rest.find_first_of(":/?#"));
  auto const fragment = rest.find('#');
  if (fragment == std::string_view::npos) return link;
  auto const pairs = atlas::parse_query(rest.substr(fragment + 1));
  if (!pairs) return link;
  for (auto const& [name, value] : *pairs)
    if (name == "token") link.token = value;
  return link;
}

std::optional<InvitationLink> link_in(OperationCommand const& command,
                                      std::vector<std::string> const& words) {
  if (!is_link_command(command)) return std::nullopt;
  for (auto const& word : words)
    if (auto link = parse_link(word)) return link;
  return std::nullopt;
}

}  // namespace orgctl
