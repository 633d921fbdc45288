// The question before a deletion.
#include "cli/confirm.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <optional>

#include "api/json_read.hpp"
#include "cli/listing.hpp"
#include "cli/spelling.hpp"
#include "cli/terminal.hpp"

namespace orgctl {
namespace {

using atlas::JsonNode;

std::optional<JsonNode> ask_server(Caller& caller, Form const& form, Given const& given) {
  auto const request = make_request(form, given, nullptr);
  auto const answer = request ? caller.send(*request) : std::unexpected(atlas::Error{});
  auto node = answer ? atlas::parse_json(answer->body) : atlas::fail(atlas::Code::malformed_json);
  return node ? std::optional(std::move(*node)) : std::nullopt;
}

template <class Visit>
void each_get(Visit visit) {
  for (OperationCommand const& command : operation_commands()) {
    Form const& form = command.forms.back();
    if (form.info->method == atlas::Method::get) visit(command, form);
  }
}

// What the path ends in, by name: from its own answer, else from the list that it is in.
std::string name_of_doomed(Caller& caller, Form const& doomed, Given const& given,
                           std::string const& option) {
  std::string name;
  each_get([&](OperationCommand const&, Form const& form) {
    if (form.info->path != doomed.info->path) return;
    if (auto const node = ask_server(caller, form, given)) name = label_of(content_of(*node));
  });
  if (!name.empty()) return name;
  auto const all = list_items(caller, option, given);
  if (!all) return "";
  for (Listed const& item : *all)
    if (item.id == given.at(option).back()) return item.label;
  return "";
}

// "2 users", for each list that lies directly below the path.
std::vector<std::string> contents_of(Caller& caller, Form const& doomed, Given const& path) {
  std::vector<std::string> counts;
  std::string const below = std::string(doomed.info->path) + "/";
  each_get([&](OperationCommand const& command, Form const& form) {
    auto const& at = form.info->path;
    // Events stay.
    bool const is_list = command.words.back() == "list" && !at.ends_with("/events");
    if (!is_list || !at.starts_with(below) || at.substr(below.size()).contains('/')) return;
    Given given = path;
    if (form.answers_pages) given[option_name("itemsPerPage")] = {"1"};
    auto const node = ask_server(caller, form, given);
    if (!node) return;
    auto const* total = content_of(*node).find("totalCount");
    auto const* items = items_of(content_of(*node));
    if (!total && !items) return;
    auto const count = total ? static_cast<std::size_t>(total->integer) : items->children.size();
    counts.push_back(counted(count, command.words[command.words.size() - 2]));
  });
  return counts;
}

}  // namespace

bool is_confirmed(bool yes, std::string_view command, std::function<Doomed()> const& doomed) {
  if (yes) return true;
  if (!can_ask()) {
    misuse(fmt::format("{} needs --yes when there is no terminal to ask on", command));
    return false;
  }
  auto const [what, name, verb] = doomed();
  auto const answer =
      ask(harmless(fmt::format("{} {}? Type y{}", verb, what, name.empty() ? "" : " or its name")));
  if (answer == "y" || answer == "Y" || answer == "yes" || (!name.empty() && answer == name))
    return true;
  fmt::print(stderr, "orgctl: nothing was done\n");
  return false;
}

Doomed doomed_by(Caller& caller, Caller::Prepared const& call) {
  auto const& words = caller.command().words;
  Given given;
  std::string id;
  std::string option;
  for (Option const& each : call.form->options)
    if (each.part == Part::path) {
      option = each.name;
      id = call.given.at(option).back();
      given[option] = {id};
    }
  std::string const name = name_of_doomed(caller, *call.form, given, option);
  auto counts = contents_of(caller, *call.form, given);
  std::string what = fmt::format("{} {}", singular(words[words.size() - 2]),
                                 name.empty() ? id : fmt::format("\"{}\"", name));
  if (!name.empty()) counts.insert(counts.begin(), id);
  if (!counts.empty()) what += fmt::format(" ({})", fmt::join(counts, ", "));
  if (words.back() == "disable") return {what, name, "Disable"};
  // It is not gone then, only no longer part of something.
  if (words.back() == "remove" && words.size() > 2)
    return {fmt::format("{} from the {}", what, singular(words[words.size() - 3])), name, "Remove"};
  return {what, name};
}

}  // namespace orgctl
