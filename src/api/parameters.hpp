// Path and query parameters into described structs. A wrong path parameter is always
// PATH_PARAM_PARSE_ERROR with the request path, a wrong query parameter always
// INVALID_QUERY_PARAMETER with its name; unknown query parameters are ignored.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/member_rules.hpp"
#include "api/members.hpp"
#include "api/uri.hpp"
#include "atlas/error.hpp"
#include "atlas/types.hpp"

namespace atlas {
namespace detail {

bool read_parameter(std::string_view text, FieldRule const& rule, std::string& out);
bool read_parameter(std::string_view text, FieldRule const& rule, bool& out);
bool read_parameter(std::string_view text, FieldRule const& rule, std::int32_t& out);
bool read_parameter(std::string_view text, FieldRule const& rule, std::vector<std::string>& out);
template <class T>
bool read_parameter(std::string_view text, FieldRule const& rule, std::optional<T>& out) {
  return read_parameter(text, rule, out.emplace());
}

}  // namespace detail

/// The query's parameters. An empty optional text counts as absent where its rule takes an empty
/// one, as the beginning of a name; of a repeated scalar the last one wins.
template <Described T>
Result<T> read_query(std::vector<NamedText> const& pairs) {
  T query{};
  Result<T> outcome{};
  boost::mp11::mp_for_each<MembersOf<T>>([&]<class D>(D) {
    static constexpr FieldRule rule = detail::rule_of<T>(D::name);
    for (auto const& [name, value] : pairs) {
      if (!outcome || name != wire_name_of<D>()) continue;
      using Member = std::remove_reference_t<decltype(query.*D::pointer)>;
      if (value.empty() && is_optional<Member> && rule.text && !rule.text->check("")) continue;
      if (!detail::read_parameter(value, rule, query.*D::pointer))
        outcome = fail(Code::invalid_query_parameter, name);
    }
  });
  if (outcome) outcome = std::move(query);
  return outcome;
}

/// The path's parameters from the raw segments captured for the names in `names`.
template <Described T>
Result<T> read_path(std::span<std::string_view const> names,
                    std::span<std::string_view const> values, std::string_view request_path) {
  T path{};
  bool fine = true;
  boost::mp11::mp_for_each<MembersOf<T>>([&]<class D>(D) {
    static constexpr FieldRule rule = detail::rule_of<T>(D::name);
    for (std::size_t i = 0; i < names.size(); ++i)
      if (names[i] == wire_name_of<D>())
        fine = fine && detail::read_parameter(values[i], rule, path.*D::pointer);
  });
  if (!fine) return fail(Code::path_param_parse_error, std::string(request_path));
  return path;
}

}  // namespace atlas
