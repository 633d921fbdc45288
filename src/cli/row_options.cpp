// Headings and cells.
#include "cli/row_options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "cli/nearest.hpp"

namespace orgctl {
namespace {

using Problem = std::unexpected<std::string>;

struct Known {
  std::vector<std::string> names;             // as --help tells them, without dashes before
  std::map<std::string, std::string> option;  // by bare name
};

Known known_columns(OperationCommand const& command) {
  Known known;
  for (Form const& form : command.forms)
    for (Option const& option : form.options) {
      auto const name = option.name.substr(2);
      if (known.option.emplace(bare_name(name), option.name).second) known.names.push_back(name);
      // The API's own name, "apiKey.desc".
      known.option.emplace(bare_name(fmt::format("{}", fmt::join(option.keys, ""))), option.name);
    }
  return known;
}

ValueKind kind_in(OperationCommand const& command, std::string_view name) {
  for (Form const& form : command.forms)
    if (auto const* option = form.find(name)) return option->kind;
  return ValueKind::text;
}

std::vector<std::string> split(std::string_view cell) {
  std::vector<std::string> values;
  while (!cell.empty()) {
    auto const end = std::min(cell.find_first_of(",;\n"), cell.size());
    auto const value = cell.substr(0, end);
    auto const first = value.find_first_not_of(" \t\r");
    if (first != std::string_view::npos)
      values.emplace_back(value.substr(first, value.find_last_not_of(" \t\r") - first + 1));
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return values;
}

}  // namespace

std::expected<std::vector<std::string>, std::string> options_of_heading(
    OperationCommand const& command, CsvRow const& heading) {
  Known const known = known_columns(command);
  std::vector<std::string> columns;
  for (auto const& cell : heading.cells) {
    if (cell.empty()) {
      columns.emplace_back();
      continue;
    }
    auto const at = known.option.find(bare_name(cell));
    if (at == known.option.end())
      return Problem(fmt::format("line {}: no column \"{}\"{} (known: {})", heading.line, cell,
                                 did_you_mean(cell, known.names), fmt::join(known.names, ", ")));
    if (std::ranges::find(columns, at->second) != columns.end())
      return Problem(fmt::format(
          "line {}: the heading names {} twice{}", heading.line, at->second.substr(2),
          bare_name(cell) == bare_name(at->second) ? ""
                                                   : fmt::format(" (\"{}\" is the same)", cell)));
    columns.push_back(at->second);
  }
  return columns;
}

std::expected<Given, std::string> given_of(OperationCommand const& command,
                                           std::vector<std::string> const& columns,
                                           CsvRow const& row, Given given) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    auto const& cell = row.cells[i];
    if (cell.empty()) continue;
    if (columns[i].empty())
      return Problem(fmt::format("\"{}\" stands in a column without a heading", cell));
    bool const list = kind_in(command, columns[i]) == ValueKind::texts;
    auto values = list ? split(cell) : std::vector{cell};
    if (!values.empty()) given[columns[i]] = std::move(values);
  }
  return given;
}

}  // namespace orgctl
