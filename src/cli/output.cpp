// Pointers, JSON, YAML and plain values; tables stand in table.cpp.
#include "cli/output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "api/json_write.hpp"
#include "cli/table.hpp"

namespace orgctl {
namespace {

using atlas::JsonNode;
using Kind = JsonNode::Kind;

std::string compact(JsonNode const& node) {
  std::string text;
  atlas::write_json(text, node);
  return text;
}

bool is_leaf(JsonNode const& node) {
  return (node.kind != Kind::array && node.kind != Kind::object) || node.children.empty();
}

// "a~1b" is "a/b", "~0" is "~".
std::string unescaped(std::string_view step) {
  std::string text;
  for (std::size_t i = 0; i < step.size(); ++i) {
    bool const escape = step[i] == '~' && i + 1 < step.size();
    text += escape ? (step[++i] == '1' ? '/' : '~') : step[i];
  }
  return text;
}

JsonNode const* child_of(JsonNode const& node, std::string const& step) {
  if (node.kind == Kind::object) return node.find(step);
  std::size_t index = 0;
  auto const* end = step.data() + step.size();
  auto const read = std::from_chars(step.data(), end, index);
  bool const fits = node.kind == Kind::array && read.ec == std::errc() && read.ptr == end;
  return fits && index < node.children.size() ? &node.children[index] : nullptr;
}

// A word that YAML reads as a text without quotes.
bool is_plain(std::string_view text) {
  constexpr std::array<std::string_view, 7> taken{"true", "false", "null", "yes",
                                                  "no",   "on",    "off"};
  auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (text.size() < 2 || !letter(text.front())) return false;
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return std::ranges::find(taken, lower) == taken.end() && std::ranges::all_of(text, [&](char c) {
           return letter(c) || (c >= '0' && c <= '9') || std::string_view("_-./@+").contains(c);
         });
}

std::string yaml_text(std::string const& text) {
  if (is_plain(text)) return text;
  std::string quoted;
  atlas::write_json(quoted, text);
  return quoted;
}

std::string yaml_leaf(JsonNode const& node) {
  return node.kind == Kind::text ? yaml_text(node.text) : compact(node);
}

void write_yaml(std::string& out, JsonNode const& node, std::size_t depth) {
  bool first = true;
  for (JsonNode const& child : node.children) {
    // The first member of a list's element stands beside its dash.
    if (!first || out.empty() || out.ends_with('\n')) out.append(2 * depth, ' ');
    first = false;
    bool const element = node.kind == Kind::array;
    out += element ? "-" : yaml_text(child.key) + ":";
    if (is_leaf(child)) {
      out += " " + yaml_leaf(child) + "\n";
    } else {
      out += element ? " " : "\n";
      write_yaml(out, child, depth + 1);
    }
  }
}

std::string yaml(JsonNode const& node) {
  if (is_leaf(node)) return yaml_leaf(node) + "\n";
  std::string out;
  write_yaml(out, node, 0);
  return out;
}

}  // namespace

JsonNode const& content_of(JsonNode const& answer) {
  JsonNode const* content = answer.find("content");
  return content && answer.find("status") ? *content : answer;
}

JsonNode const* items_of(JsonNode const& content) {
  if (content.kind == Kind::array) return &content;
  JsonNode const* results = content.find("results");
  return results && results->kind == Kind::array ? results : nullptr;
}

std::expected<JsonNode, std::string> resolve_pointer(JsonNode const& root,
                                                     std::string_view pointer) {
  if (pointer.empty()) return root;
  auto const end = std::min(pointer.find('/', 1), pointer.size());
  std::string const step = unescaped(pointer.substr(1, end - 1));
  std::string_view const rest = pointer.substr(end);
  if (step == "*" && root.kind == Kind::array) {
    JsonNode all{.kind = Kind::array};
    for (JsonNode const& element : root.children) {
      auto found = resolve_pointer(element, rest);
      // Elements need not be alike.
      if (found) all.children.push_back(std::move(*found));
    }
    return all;
  }
  JsonNode const* child = child_of(root, step);
  if (!child) return std::unexpected(fmt::format("the answer has no {}", step));
  return resolve_pointer(*child, rest);
}

std::string cell_of(JsonNode const& node) {
  if (node.kind == Kind::null) return "";
  if (node.kind == Kind::text) return node.text;
  bool const leaves = node.kind == Kind::array && std::ranges::all_of(node.children, is_leaf);
  if (!leaves) return compact(node);
  std::string text;
  for (JsonNode const& child : node.children) text += (text.empty() ? "" : ",") + cell_of(child);
  return text;
}

std::string render(JsonNode const& content, Format format, std::vector<std::string> const& columns,
                   Screen screen) {
  switch (format) {
    case Format::json:
      return atlas::pretty_json(compact(content)) + "\n";
    case Format::yaml:
      return yaml(content);
    case Format::csv:
      return csv_of(content, columns, {});
    case Format::table:
      return table_of(content, columns, screen);
  }
  return "";
}

}  // namespace orgctl
