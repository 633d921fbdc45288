// Members of objects flattened to "roles.orgRoles", one column each.
#include "cli/table.hpp"

#include <algorithm>
#include <utility>

#include "cli/csv.hpp"

namespace orgctl {
namespace {

using atlas::JsonNode;
using Kind = JsonNode::Kind;
using Cells = std::vector<std::pair<std::string, std::string>>;

void flatten(Cells& cells, JsonNode const& node, std::string const& name) {
  if (node.key == "links") return;
  if (node.kind != Kind::object) {
    cells.emplace_back(name, cell_of(node));
    return;
  }
  for (JsonNode const& child : node.children)
    flatten(cells, child, name.empty() ? child.key : name + "." + child.key);
}

struct Grid {
  std::vector<std::string> heading;
  std::vector<std::vector<std::string>> rows;
};

std::size_t column_of(Grid& grid, std::string const& name) {
  auto const at = std::ranges::find(grid.heading, name);
  auto const index = static_cast<std::size_t>(at - grid.heading.begin());
  if (at == grid.heading.end()) grid.heading.push_back(name);
  return index;
}

Grid grid_of(JsonNode const& items, std::vector<std::string> const& columns) {
  Grid grid{.heading = columns, .rows = {}};
  for (JsonNode const& item : items.children) {
    Cells cells;
    flatten(cells, item, item.kind == Kind::object ? "" : "value");
    auto& row = grid.rows.emplace_back();
    for (auto& [name, text] : cells) {
      auto const index = column_of(grid, name);
      if (row.size() <= index) row.resize(index + 1);
      row[index] = std::move(text);
    }
  }
  for (auto& row : grid.rows) row.resize(grid.heading.size());
  return grid;
}

// Code points, which is what a terminal's columns are for nearly all names.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

// A control character in a name must not steer the terminal.
std::string harmless(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  return text;
}

void write_line(std::string& out, std::vector<std::string> const& cells,
                std::vector<std::size_t> const& widths) {
  std::string line;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (widths[i] == 0) continue;
    line += harmless(cells[i]);
    line.append(widths[i] - width_of(cells[i]) + 2, ' ');
  }
  out += line.substr(0, line.find_last_not_of(' ') + 1);
  out += '\n';
}

// Each column's width; 0 for one that is not shown.
std::vector<std::size_t> widths_of(Grid const& grid, Screen screen) {
  std::vector<std::size_t> widths;
  std::size_t used = 0;
  for (std::size_t i = 0; i < grid.heading.size(); ++i) {
    std::size_t widest = 0;
    for (auto const& row : grid.rows) widest = std::max(widest, width_of(row[i]));
    if (widest > 0) widest = std::max(widest, width_of(grid.heading[i]));
    bool const fits = screen.width == 0 || used == 0 || used + widest <= screen.width;
    widths.push_back(fits ? widest : 0);
    if (fits && widest > 0) used += widest + 2;
  }
  return widths;
}

std::string upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return text;
}

}  // namespace

std::string csv_of(JsonNode const& content, std::vector<std::string> const& columns) {
  JsonNode const* items = items_of(content);
  JsonNode const alone{.kind = Kind::array, .children = {content}};
  Grid const grid = grid_of(items ? *items : alone, columns);
  std::string out = csv_row(grid.heading);
  for (auto const& row : grid.rows) out += csv_row(row);
  return out;
}

std::string table_of(JsonNode const& content, std::vector<std::string> const& columns,
                     Screen screen) {
  std::string out;
  JsonNode const* items = items_of(content);
  if (!items && content.kind != Kind::object) return harmless(cell_of(content)) + "\n";
  if (!items) {
    Cells cells;
    flatten(cells, content, "");
    std::size_t widest = 0;
    for (auto const& cell : cells) widest = std::max(widest, width_of(cell.first));
    for (auto const& [name, text] : cells) write_line(out, {name, text}, {widest, width_of(text)});
    return out;
  }
  Grid grid = grid_of(*items, columns);
  if (grid.rows.empty()) return "";
  auto const widths = widths_of(grid, screen);
  for (auto& name : grid.heading) name = upper(std::move(name));
  write_line(out, grid.heading, widths);
  if (screen.colours) out = "\x1b[1m" + out.substr(0, out.size() - 1) + "\x1b[0m\n";
  for (auto const& row : grid.rows) write_line(out, row, widths);
  return out;
}

}  // namespace orgctl
