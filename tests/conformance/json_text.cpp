// Writing JSON without a library: what the bytes should be is what the cases check.
#include "json_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace conformance {

std::string quoted(std::string_view text) {
  constexpr std::string_view special = "\"\\\b\f\n\r\t";
  constexpr std::string_view letters = "\"\\bfnrt";
  std::string result = "\"";
  for (char const c : text) {
    if (auto const at = special.find(c); at != std::string_view::npos)
      (result += '\\') += letters[at];
    else if (static_cast<unsigned char>(c) < 0x20)
      result += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else
      result += c;
  }
  return result + "\"";
}

std::string object(std::vector<Member> const& members) {
  std::vector<std::string> parts;
  for (auto const& [name, value] : members)
    parts.push_back(fmt::format("{}:{}", quoted(name), value));
  return fmt::format("{{{}}}", fmt::join(parts, ","));
}

std::string array(std::vector<std::string> const& values) {
  return fmt::format("[{}]", fmt::join(values, ","));
}

std::string texts(std::initializer_list<std::string_view> values) {
  std::vector<std::string> all;
  for (auto const value : values) all.push_back(quoted(value));
  return array(all);
}

std::string show(Node const& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return "null";
    case Node::Kind::boolean:
      return node.boolean ? "true" : "false";
    case Node::Kind::integer:
      return std::to_string(node.integer);
    case Node::Kind::number:
      return node.text;
    case Node::Kind::text:
      return quoted(node.text);
    case Node::Kind::array: {
      std::vector<std::string> values;
      for (Node const& child : node.children) values.push_back(show(child));
      return array(values);
    }
    case Node::Kind::object: {
      std::vector<Member> members;
      for (Node const& child : node.children) members.emplace_back(child.key, show(child));
      return object(members);
    }
  }
  return "";
}

Node sorted(Node node) {
  for (Node& child : node.children) child = sorted(std::move(child));
  if (node.kind == Node::Kind::object) std::ranges::sort(node.children, {}, &Node::key);
  return node;
}

std::string pretty_flat_object(Node const& node) {
  std::vector<std::string> lines;
  for (Node const& child : node.children)
    lines.push_back(fmt::format("  {} : {}", quoted(child.key), show(child)));
  return fmt::format("{{\n{}\n}}", fmt::join(lines, ",\n"));
}

}  // namespace conformance
