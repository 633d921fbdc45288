// How described structs are walked: their members, and the one spelling rule: a C++ name in
// snake_case is the wire name in camelCase.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "atlas/types/common.hpp"

namespace atlas {

namespace detail {

template <std::size_t N>
struct FixedText {
  std::array<char, N> data{};
  std::size_t size = 0;
  constexpr std::string_view view() const { return {data.data(), size}; }
};

// The wire name of described member D, at compile time.
template <class D>
constexpr auto camel_case() {
  constexpr std::string_view name = D::name;
  FixedText<name.size()> text;
  bool upper = false;
  for (char c : name) {
    if (c == '_') {
      upper = true;
      continue;
    }
    text.data[text.size++] = upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    upper = false;
  }
  return text;
}

template <class D>
inline constexpr auto wire_name_text = camel_case<D>();

}  // namespace detail

/// The wire name of a described member.
template <class D>
constexpr std::string_view wire_name_of() {
  return detail::wire_name_text<D>.view();
}

/// The type of such a member of T.
template <class T, class D>
using MemberOf = std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>;

/// All described members of T, in declaration order.
template <class T>
using MembersOf = boost::describe::describe_members<T, boost::describe::mod_public>;

/// A struct described with Boost.Describe.
template <class T>
concept Described = boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_optional<OptionalList<T>> = true;

template <class A, class B>
using WireNameLess = std::bool_constant<(wire_name_of<A>() < wire_name_of<B>())>;

/// The same members in ascending order of their wire names: the order of JSON output.
template <class T>
using SortedMembersOf = boost::mp11::mp_sort<MembersOf<T>, WireNameLess>;

namespace detail {

template <template <class...> class List, class... D>
constexpr std::array<std::string_view, sizeof...(D)> names_of_members(List<D...>) {
  return {wire_name_of<D>()...};
}

}  // namespace detail

/// The names themselves, in that order.
template <class T>
inline constexpr auto wire_names = detail::names_of_members(SortedMembersOf<T>{});

}  // namespace atlas
