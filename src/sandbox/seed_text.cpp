// A seed as JSON and as YAML.
#include <algorithm>
#include <iterator>

#include "api/json_read.hpp"
#include "api/json_write.hpp"
#include "sandbox/seed_export.hpp"

namespace orgd::sandbox {
namespace {

using atlas::JsonNode;

// Lists that are empty say what their absence says; but for secrets, whose absence makes one.
void drop_empty_lists(JsonNode& node) {
  std::erase_if(node.children, [&](JsonNode const& child) {
    bool const empty = child.kind == JsonNode::Kind::array && child.children.empty();
    return empty && node.kind == JsonNode::Kind::object && child.key != "secrets";
  });
  for (auto& child : node.children) drop_empty_lists(child);
}

JsonNode tree_of(SeedFile const& file) {
  std::string json;
  atlas::write_json(json, file);
  auto tree = atlas::parse_json(json).value();
  drop_empty_lists(tree);
  return tree;
}

// What nobody takes for anything but this text, whatever YAML it reads.
bool is_plain_word(std::string_view text) {
  auto const plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '@' || c == '.';
  };
  constexpr std::string_view others = " null true false yes no on off ";
  auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
  std::string folded = " ";
  std::ranges::transform(text, std::back_inserter(folded), lower);
  bool const letters =
      std::ranges::all_of(text, plain) && !text.empty() && text[0] != '@' && text[0] != '.';
  return letters && text.size() > 1 && !others.contains(folded + ' ');
}

void write_scalar(std::string& out, JsonNode const& node) {
  if (node.kind == JsonNode::Kind::text && is_plain_word(node.text))
    out += node.text;
  else
    atlas::write_json(out, node);
}

void write_yaml(std::string& out, JsonNode const& node, std::size_t level);

// Behind "name:" or "-".
void write_below(std::string& out, JsonNode const& node, std::size_t level) {
  bool const holds = !node.children.empty();
  if (holds) {
    out += '\n';
    return write_yaml(out, node, level);
  }
  out += ' ';
  write_scalar(out, node);
  out += '\n';
}

void write_yaml(std::string& out, JsonNode const& node, std::size_t level) {
  for (auto const& child : node.children) {
    out.append(level * 2, ' ');
    if (node.kind == JsonNode::Kind::array) {
      // An element's first member stands beside its dash.
      std::string element;
      bool const holds = !child.children.empty();
      if (holds) {
        write_yaml(element, child, level + 1);
        out.append("- ").append(element, (level + 1) * 2);
        continue;
      }
      out += '-';
    } else {
      out.append(child.key).append(":");
    }
    write_below(out, child, level + 1);
  }
}

}  // namespace

std::string to_json(SeedFile const& file) {
  std::string json;
  atlas::write_json(json, tree_of(file));
  return atlas::pretty_json(json) + '\n';
}

std::string to_yaml(SeedFile const& file) {
  auto const tree = tree_of(file);
  if (tree.children.empty()) return "{}\n";
  std::string out;
  write_yaml(out, tree, 0);
  return out;
}

}  // namespace orgd::sandbox
