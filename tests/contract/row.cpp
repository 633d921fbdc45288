// Instantiates the table's types, once for all tests.
#include "row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "api/json_read.hpp"
#include "atlas/operations.hpp"

namespace contract {
namespace {

template <class T>
constexpr Row::Reply reply_kind = Row::Reply::object;
template <>
constexpr Row::Reply reply_kind<atlas::NoBody> = Row::Reply::none;
template <class T>
constexpr Row::Reply reply_kind<atlas::Page<T>> = Row::Reply::page;
template <class T>
constexpr Row::Reply reply_kind<std::vector<T>> = Row::Reply::array;

std::string misfit_of_empty_object(std::string_view json) {
  return json == "{}" ? "" : "not the object without members";
}

template <class Reply>
std::string misfit(std::string_view json) {
  if constexpr (std::is_same_v<Reply, atlas::NoBody>) {
    return json.empty() ? "" : "a body where there is none";
  } else {
    auto const read = atlas::read_json<Reply>(json, atlas::Side::answer);
    return read ? "" : fmt::format("{}: {}", read.error().error_code, read.error().detail);
  }
}

template <auto const& Operation>
Row make_row() {
  using Op = std::remove_cvref_t<decltype(Operation)>;
  constexpr bool empty = answers_empty_object(Operation);
  return {.info = &Operation.info,
          .path = shape_of<typename Op::Path>(),
          .query = shape_of<typename Op::Query>(),
          .body = shape_of<typename Op::Body>(),
          .has_body = !std::is_same_v<typename Op::Body, atlas::NoBody>,
          .reply = empty ? Row::Reply::object : reply_kind<typename Op::Reply>,
          .misfit = empty ? misfit_of_empty_object : misfit<typename Op::Reply>};
}

bool has_part(Shape const& shape, std::string_view name) {
  return std::ranges::find(shape.parts, name, &Shape::name) != shape.parts.end();
}

}  // namespace

std::string Row::name() const {
  std::string text(info->id);
  if (info->version != atlas::unversioned && info->version != atlas::v2023_01_01)
    text += fmt::format("_{}", static_cast<int>(info->version.year()));
  return text;
}

Shape const* Row::path_part(std::string_view wire_name) const {
  auto const at = std::ranges::find(path.parts, wire_name, &Shape::name);
  return at == path.parts.end() ? nullptr : &*at;
}

bool Row::documents(int status) const {
  auto const statuses = atlas::error_statuses(*info);
  return std::ranges::find(statuses, status) != statuses.end();
}

bool Row::org_in_body() const {
  return path.parts.empty() && body.kind == Shape::Kind::object && has_part(body, "orgId");
}

std::vector<Row> const& all_rows() {
  static std::vector<Row> const rows = [] {
    std::vector<Row> made;
    atlas::for_each_operation(atlas::AllOperations{}, [&]<auto const & Operation>() {
      made.push_back(make_row<Operation>());
    });
    return made;
  }();
  return rows;
}

void PrintTo(Row const& row, std::ostream* out) {
  *out << atlas::name_of(row.info->method) << ' ' << row.info->path << " (" << row.info->id << ')';
}

}  // namespace contract
