// Rows into records: the n-th selected column fills the n-th described member. A set of names is
// one text column, the names separated by spaces.
#pragma once

#include <algorithm>
#include <array>
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <set>
#include <string>
#include <vector>

#include "store/database.hpp"
#include "store/ids.hpp"

namespace orgd::store {

using Seconds = std::chrono::sys_seconds;
using Names = std::vector<std::string>;

/// "A B" from {"A", "B"}, and back.
std::string join_names(Names const& names);
Names split_names(std::string_view text, char separator = ' ');

namespace detail {

inline void read_cell(Rows::Row row, std::size_t at, std::string& out) { out = row.text(at); }
inline void read_cell(Rows::Row row, std::size_t at, bool& out) { out = row.integer(at) != 0; }
inline void read_cell(Rows::Row row, std::size_t at, std::int64_t& out) { out = row.integer(at); }
inline void read_cell(Rows::Row row, std::size_t at, std::int32_t& out) {
  out = static_cast<std::int32_t>(row.integer(at));
}
inline void read_cell(Rows::Row row, std::size_t at, Seconds& out) {
  out = Seconds(std::chrono::seconds(row.integer(at)));
}
inline void read_cell(Rows::Row row, std::size_t at, Names& out) {
  out = split_names(row.text(at));
}
template <class Tag>
void read_cell(Rows::Row row, std::size_t at, Id<Tag>& out) {
  out = Id<Tag>::of(row.text(at));
}
template <class Tag>
void read_cell(Rows::Row row, std::size_t at, std::vector<Id<Tag>>& out) {
  for (auto const& id : split_names(row.text(at))) out.push_back(Id<Tag>::of(id));
}
template <class T>
  requires std::is_enum_v<T>
void read_cell(Rows::Row row, std::size_t at, T& out) {
  out = static_cast<T>(row.integer(at));
}
template <class T>
void read_cell(Rows::Row row, std::size_t at, std::optional<T>& out) {
  if (!row.null(at)) read_cell(row, at, out.emplace());
}

}  // namespace detail

/// From the column `at` on.
template <class T>
T record_of(Rows::Row row, std::size_t at = 0) {
  T record{};
  using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
  using detail::read_cell;
  boost::mp11::mp_for_each<Members>([&](auto d) { read_cell(row, at++, record.*d.pointer); });
  return record;
}

template <class T>
std::optional<T> first_of(Rows const& rows) {
  if (rows.empty()) return std::nullopt;
  return record_of<T>(rows[0]);
}

template <class T>
std::vector<T> all_of(Rows const& rows) {
  std::vector<T> records;
  records.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) records.push_back(record_of<T>(rows[i]));
  return records;
}

/// The first row's only column.
template <class T>
std::optional<T> first_cell(Rows const& rows) {
  std::optional<T> cell;
  if (!rows.empty()) detail::read_cell(rows[0], 0, cell.emplace());
  return cell;
}

/// A list in eights, for statements that take eight of something at once: so many that a long list
/// is a few statements, so few that a short one costs little. The last eight is filled up with the
/// last element; such a statement must not mind what stands twice.
template <class T>
std::vector<std::array<T const*, 8>> eights_of(std::vector<T> const& list) {
  std::vector<std::array<T const*, 8>> eights((list.size() + 7) / 8);
  for (std::size_t i = 0; i < eights.size() * 8; ++i)
    eights[i / 8][i % 8] = &list[std::min(i, list.size() - 1)];
  return eights;
}

/// The only column of each row.
template <class T>
void add_cells(Rows const& rows, std::set<T>& out) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    T cell;
    detail::read_cell(rows[i], 0, cell);
    out.insert(std::move(cell));
  }
}

/// A slice of a list.
struct Slice {
  std::int64_t limit = 100;
  std::int64_t offset = 0;
};

/// The smallest text above every text that begins with `prefix`, for ranges over byte order.
std::string above_prefix(std::string_view prefix);

}  // namespace orgd::store
