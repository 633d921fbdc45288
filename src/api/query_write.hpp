// Query parameters out of described structs: what equals its default is left out.
#pragma once

#include <string>
#include <vector>

#include "api/members.hpp"
#include "api/uri.hpp"

namespace atlas {
namespace detail {

inline std::string parameter_text(std::string const& value) { return value; }
inline std::string parameter_text(bool value) { return value ? "true" : "false"; }
inline std::string parameter_text(std::int32_t value) { return std::to_string(value); }

template <class T>
void write_parameter(std::string& query, std::string_view name, T const& value) {
  query += query.empty() ? '?' : '&';
  query.append(name).append("=").append(percent_encode(parameter_text(value)));
}
template <class T>
void write_parameter(std::string& query, std::string_view name, std::optional<T> const& value) {
  if (value) write_parameter(query, name, *value);
}
template <class T>
void write_parameter(std::string& query, std::string_view name, std::vector<T> const& values) {
  for (T const& value : values) write_parameter(query, name, value);
}

}  // namespace detail

/// "?name=value&..." or "".
template <Described T>
std::string write_query(T const& parameters) {
  // Not static: calls may come from the destructors of static objects.
  [[maybe_unused]] T const defaults{};
  std::string query;
  boost::mp11::mp_for_each<MembersOf<T>>([&]<class D>(D) {
    if (parameters.*D::pointer != defaults.*D::pointer)
      detail::write_parameter(query, wire_name_of<D>(), parameters.*D::pointer);
  });
  return query;
}

}  // namespace atlas
