// A URL is PostgreSQL, a path is SQLite, as for the server.
#include "stored_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "row_reader.hpp"

namespace contract {
namespace {

std::unique_ptr<RowReader> reader_of(std::string const& store) {
  return store.starts_with("postgresql://") ? read_postgres(store) : read_sqlite(store);
}

std::set<std::string_view> lines_of(std::string_view text) {
  std::set<std::string_view> lines;
  while (!text.empty()) {
    auto const end = text.find('\n');
    lines.insert(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

}  // namespace

std::vector<std::string> rows_of(std::string const& store, std::string const& sql) {
  return reader_of(store)->rows_of(sql);
}

std::string dump_of(std::string const& store) {
  auto const reader = reader_of(store);
  std::vector<std::string> lines;
  for (auto const& table : reader->tables())
    for (auto const& row : reader->rows_of(fmt::format("SELECT * FROM \"{}\"", table)))
      lines.push_back(fmt::format("{}: {}\n", table, row));
  std::ranges::sort(lines);
  std::string dump;
  for (auto const& line : lines) dump += line;
  return dump;
}

std::string difference(std::string_view before, std::string_view after) {
  auto const old_lines = lines_of(before);
  auto const new_lines = lines_of(after);
  std::string text;
  for (auto const line : old_lines)
    if (!new_lines.contains(line)) text += fmt::format("- {}\n", line);
  for (auto const line : new_lines)
    if (!old_lines.contains(line)) text += fmt::format("+ {}\n", line);
  return text;
}

}  // namespace contract
