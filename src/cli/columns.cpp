// One choice for all lists: a list has those of these members that its items have.
#include "cli/columns.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "cli/nearest.hpp"

namespace orgctl {
namespace {

struct Preference {
  std::string_view member;
  std::string_view heading;
};

constexpr std::array<Preference, 17> preferred{{{"eventTypeName", "EVENT"},
                                                {"eventType", "EVENT"},
                                                {"name", "NAME"},
                                                {"endpointSetName", "NAME"},
                                                {"username", "NAME"},
                                                {"desc", "NAME"},
                                                {"cidrBlock", "ADDRESS"},
                                                {"publicKey", "KEY"},
                                                {"roles", "ROLES"},
                                                {"roles.orgRoles", "ROLES"},
                                                {"orgMembershipStatus", "STATUS"},
                                                {"expiresAt", "EXPIRES"},
                                                {"created", "CREATED"},
                                                {"lastUsed", "LAST-USED"},
                                                {"lastUsedAt", "LAST-USED"},
                                                {"id", "ID"},
                                                {"endpointSetId", "ID"}}};

std::string heading_of(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return text;
}

std::vector<Column> all_columns(Form const& form) {
  auto columns = first_columns(form);
  for (auto const& member : form.columns)
    if (std::ranges::find(columns, member, &Column::member) == columns.end())
      columns.push_back({heading_of(member), member});
  return columns;
}

}  // namespace

std::vector<Column> first_columns(Form const& form) {
  std::vector<Column> columns;
  for (auto const& [member, heading] : preferred)
    if (std::ranges::find(form.columns, member) != form.columns.end())
      columns.push_back({std::string(heading), std::string(member)});
  return columns;
}

std::expected<std::vector<Column>, std::string> columns_named(Form const& form,
                                                              std::string_view list) {
  auto const known = all_columns(form);
  std::vector<Column> columns;
  std::vector<std::string> names;
  for (Column const& column : known) names.push_back(column.heading);
  while (!list.empty()) {
    auto const end = std::min(list.find(','), list.size());
    auto const name = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    auto const bare = bare_name(name);
    auto const at = std::ranges::find_if(known, [&](Column const& column) {
      return bare_name(column.heading) == bare || bare_name(column.member) == bare;
    });
    if (at == known.end())
      return std::unexpected(fmt::format("--columns: no column \"{}\"{} (known: {})", name,
                                         did_you_mean(name, names), fmt::join(names, ", ")));
    columns.push_back(*at);
  }
  return columns;
}

std::vector<Column> columns_for(Form const& form, std::string_view list) {
  if (auto named = columns_named(form, list); named && !named->empty()) return std::move(*named);
  return first_columns(form);
}

}  // namespace orgctl
