// Lists of the API, read by people's names.
#include "cli/listing.hpp"

#include <array>

#include "cli/pages.hpp"
#include "cli/spelling.hpp"

namespace orgctl {
namespace {

using atlas::JsonNode;

constexpr std::array<std::string_view, 4> naming{"name", "username", "desc", "publicKey"};

Listed listed(JsonNode const& item) {
  auto const* id = item.find("id");
  if (!id) id = item.find("clientId");
  if (!id) id = item.find("cidrBlock");
  Listed one{.id = id ? id->text : "", .label = label_of(item), .names = {}};
  for (auto const name : naming)
    if (auto const* text = item.find(name)) one.names.push_back(text->text);
  return one;
}

}  // namespace

std::string label_of(JsonNode const& item) {
  for (auto const name : naming)
    if (auto const* text = item.find(name); text && name != "publicKey") return text->text;
  return "";
}

std::expected<std::vector<Listed>, atlas::Error> list_items(Caller& caller, std::string_view option,
                                                            Given const& given) {
  auto const wrong = [](std::string detail) {
    return std::unexpected(
        atlas::Error{.failure = atlas::Failure::invalid, .detail = std::move(detail)});
  };
  Form const* form = list_of(option);
  if (!form) return wrong(std::string(option) + " takes an id");
  Given place;
  for (Option const& each : form->options)
    if (auto const at = given.find(each.name); each.part == Part::path && at != given.end())
      place[each.name] = at->second;
  if (form->answers_pages) place[option_name("itemsPerPage")] = {"500"};
  auto const* command = find_command(command_words(*form->info));
  auto const prepared = caller.prepare(*command, place, nullptr);
  if (!prepared) return wrong(prepared.error());
  auto const items = all_pages(caller, *prepared, Progress::quiet);
  if (!items) return std::unexpected(items.error());
  std::vector<Listed> found;
  for (JsonNode const& item : *items) found.push_back(listed(item));
  return found;
}

}  // namespace orgctl
