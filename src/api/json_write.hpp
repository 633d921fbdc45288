// JSON out of described structs: compact, members in ascending order of their names, absent
// optionals left out. Appends to a buffer that the caller keeps.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <utility>

#include "api/append.hpp"
#include "api/members.hpp"
#include "atlas/error.hpp"
#include "atlas/types.hpp"

namespace atlas {

struct JsonNode;

void write_json(std::string& out, std::string_view text);
/// A text in two parts.
struct JoinedText {
  std::string_view front, back;
  std::string text() const { return std::string(front).append(back); }
};
void write_json(std::string& out, JoinedText const& text);
void write_json(std::string& out, Date date);
inline void write_json(std::string& out, std::string const& text) {
  write_json(out, std::string_view(text));
}
inline void write_json(std::string& out, Role const& role) { write_json(out, role.name()); }
inline void write_json(std::string& out, bool flag) { out += flag ? "true" : "false"; }
template <std::integral T>
  requires(!std::is_same_v<T, bool>)
void write_json(std::string& out, T number) {
  append(out, number);
}
void write_json(std::string& out, Parameter const& parameter);

/// An object of texts, in this order.
std::string json_object(
    std::initializer_list<std::pair<std::string_view, std::string_view>> members);

template <Described T>
void write_json(std::string& out, T const& object);

template <class T>
void write_json(std::string& out, std::span<T const> list) {
  out += '[';
  for (bool first = true; auto const& element : list) {
    if (!std::exchange(first, false)) out += ',';
    write_json(out, element);
  }
  out += ']';
}
template <class T>
void write_json(std::string& out, std::vector<T> const& list) {
  write_json(out, std::span<T const>(list));
}

namespace detail {

// `"name":`, ready to append.
template <class D>
constexpr auto quoted_name() {
  constexpr std::string_view name = wire_name_of<D>();
  FixedText<name.size() + 3> text;
  text.data[text.size++] = '"';
  for (char c : name) text.data[text.size++] = c;
  text.data[text.size++] = '"';
  text.data[text.size++] = ':';
  return text;
}
template <class D>
inline constexpr auto quoted_name_text = quoted_name<D>();

template <class T>
void write_member(std::string& out, std::string_view quoted, T const& value) {
  if constexpr (is_optional<T>) {
    if (!value) return;
    if constexpr (is_optional<typename T::value_type>) {
      if (!*value) {
        append(out, quoted, "null,");
        return;
      }
      write_member(out, quoted, **value);
    } else {
      write_member(out, quoted, *value);
    }
  } else {
    append(out, quoted);
    write_json(out, value);
    out += ',';
  }
}

}  // namespace detail

template <Described T>
void write_json(std::string& out, T const& object) {
  out += '{';
  boost::mp11::mp_for_each<SortedMembersOf<T>>([&]<class D>(D) {
    detail::write_member(out, detail::quoted_name_text<D>.view(), object.*D::pointer);
  });
  if (out.back() == ',')
    out.back() = '}';
  else
    out += '}';
}

/// The error body, in the API's order of members.
void write_json(std::string& out, ApiError const& error);

/// A tree, members in their order.
void write_json(std::string& out, JsonNode const& node);

/// Compact JSON over several lines: two spaces for each level, a space on both sides of the colon.
std::string pretty_json(std::string_view compact);
/// The same part by part: `level` is how deep the parts before have led. No part ends inside a
/// text, nor between the brackets of what is empty.
void pretty_json(std::string& out, std::string_view part, std::size_t& level);

/// `YYYY-MM-DDTHH:MM:SSZ`.
std::string format_date(Date date);

}  // namespace atlas
