// Members of objects flattened to "roles.orgRoles", one column each.
#include "cli/table.hpp"

#include <algorithm>
#include <utility>

#include "cli/csv.hpp"
#include "cli/terminal.hpp"

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

// A role of an assignment, without what it is assigned to.
std::string people_cell(JsonNode const* node) {
  if (!node) return "";
  if (node->kind != Kind::array) return cell_of(*node);
  std::string text;
  for (JsonNode const& child : node->children) {
    auto const* role = child.find("roleName");
    text += (text.empty() ? "" : ",") + cell_of(role ? *role : child);
  }
  return text;
}

JsonNode const* member_at(JsonNode const& item, std::string_view path) {
  auto const dot = path.find('.');
  auto const* child = item.kind == Kind::object ? item.find(path.substr(0, dot)) : nullptr;
  return child && dot != std::string_view::npos ? member_at(*child, path.substr(dot + 1)) : child;
}

// Narrows the widest columns, the last one excepted, until the line fits or nothing may be cut.
void fit(std::vector<std::size_t>& widths, Screen screen) {
  constexpr std::size_t least = 12;
  auto const used = [&] {
    std::size_t sum = 0;
    for (auto const width : widths) sum += width == 0 ? 0 : width + 2;
    return sum - std::min<std::size_t>(sum, 2);
  };
  if (screen.width == 0 || widths.empty()) return;
  while (used() > screen.width) {
    auto const widest = std::max_element(widths.begin(), widths.end() - 1);
    if (widest == widths.end() - 1 || *widest <= least) return;
    --*widest;
  }
}

std::string cut(std::string const& text, std::size_t width) {
  if (width_of(text) <= width) return text;
  std::size_t end = 0;
  for (std::size_t points = 0; end < text.size(); ++end) {
    bool const begins = (text[end] & 0xC0) != 0x80;
    if (begins && points == width - 1) break;
    points += begins ? 1 : 0;
  }
  return text.substr(0, end) + "\u2026";
}

// Columns with something in them that no shown column has.
std::size_t hidden_columns(JsonNode const& items, std::vector<Column> const& shown) {
  Grid const all = grid_of(items, {});
  std::size_t hidden = 0;
  for (std::size_t i = 0; i < all.heading.size(); ++i) {
    bool const is_shown = std::ranges::find(shown, all.heading[i], &Column::member) != shown.end();
    bool const holds =
        std::ranges::any_of(all.rows, [&](auto const& row) { return !row[i].empty(); });
    hidden += !is_shown && holds ? 1 : 0;
  }
  return hidden;
}

void write_heading(std::string& out, std::vector<std::string> const& heading,
                   std::vector<std::size_t> const& widths, Screen screen) {
  write_line(out, heading, widths);
  if (screen.colours) out = "\x1b[1m" + out.substr(0, out.size() - 1) + "\x1b[0m\n";
}

std::string upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return text;
}

}  // namespace

std::vector<std::string> cells_of(JsonNode const& item, std::vector<std::string> const& columns) {
  Cells cells;
  flatten(cells, item, "");
  std::vector<std::string> row;
  for (auto const& column : columns) {
    auto const at = std::ranges::find(cells, column, &Cells::value_type::first);
    row.push_back(at == cells.end() ? "" : std::move(at->second));
  }
  return row;
}

std::string csv_of(JsonNode const& content, std::vector<std::string> const& columns,
                   CsvStyle style) {
  JsonNode const* items = items_of(content);
  JsonNode const alone{.kind = Kind::array, .children = {content}};
  Grid grid;
  if (style.only_these) {
    grid.heading = columns;
    for (JsonNode const& item : (items ? *items : alone).children)
      grid.rows.push_back(cells_of(item, columns));
  } else {
    grid = grid_of(items ? *items : alone, columns);
  }
  std::string out = csv_row(grid.heading);
  for (auto& row : grid.rows) {
    if (style.safe)
      for (auto& cell : row) cell = safe_cell(cell);
    out += csv_row(row);
  }
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
  write_heading(out, grid.heading, widths, screen);
  for (auto const& row : grid.rows) write_line(out, row, widths);
  return out;
}

PeopleTable people_table(JsonNode const& content, std::vector<Column> const& columns,
                         Screen screen) {
  JsonNode const* items = items_of(content);
  JsonNode const alone{.kind = Kind::array, .children = {content}};
  Grid grid;
  for (Column const& column : columns) grid.heading.push_back(column.heading);
  for (JsonNode const& item : (items ? *items : alone).children) {
    auto& row = grid.rows.emplace_back();
    for (Column const& column : columns)
      row.push_back(harmless(people_cell(member_at(item, column.member))));
  }
  PeopleTable table{.text = {}, .hidden = hidden_columns(items ? *items : alone, columns)};
  if (grid.rows.empty()) return table;
  std::vector<std::size_t> widths(columns.size());
  for (std::size_t i = 0; i < widths.size(); ++i) {
    widths[i] = width_of(grid.heading[i]);
    for (auto const& row : grid.rows) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  fit(widths, screen);
  write_heading(table.text, grid.heading, widths, screen);
  for (auto& row : grid.rows) {
    for (std::size_t i = 0; i < widths.size(); ++i) row[i] = cut(row[i], widths[i]);
    write_line(table.text, row, widths);
  }
  return table;
}

}  // namespace orgctl
