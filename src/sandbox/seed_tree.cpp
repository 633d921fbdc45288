// YAML's events into a tree. The only file that sees yaml-cpp.
#include "sandbox/seed_tree.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <charconv>
#include <sstream>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "api/text.hpp"
#include "sandbox/surrogates.hpp"

namespace orgd::sandbox {

SeedNode const* SeedNode::find(std::string_view name) const {
  auto const at = std::ranges::find(children, name, &SeedNode::key);
  return kind != Kind::object || at == children.end() ? nullptr : &*at;
}

namespace {

using TreeKind = SeedNode::Kind;

// Ends the parser, which has no other way to be ended.
struct Ended {};

SeedMark mark_at(YAML::Mark const& mark) {
  if (mark.is_null()) return {};
  return {static_cast<std::size_t>(mark.line) + 1, static_cast<std::size_t>(mark.column) + 1};
}

class SeedTree final : public YAML::EventHandler {
 public:
  SeedNode take() && { return std::move(root_); }
  SeedErrors& errors() { return errors_; }

  void OnDocumentStart(YAML::Mark const& mark) override {
    if (++documents_ > 1) stop(mark_at(mark), "expected one document alone");
  }
  void OnDocumentEnd() override {}
  void OnNull(YAML::Mark const& mark, YAML::anchor_t anchor) override {
    SeedNode node;
    node.mark = mark_at(mark);
    complete(std::move(node), anchor);
  }
  void OnAlias(YAML::Mark const& mark, YAML::anchor_t anchor) override;
  void OnScalar(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                std::string const& value) override {
    SeedNode node{.kind = TreeKind::text, .quoted = tag != "?", .mark = mark_at(mark)};
    node.text = value;
    refuse_tag(node.mark, tag);
    complete(std::move(node), anchor);
  }
  void OnSequenceStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    begin(TreeKind::list, mark, tag, anchor);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    begin(TreeKind::object, mark, tag, anchor);
  }
  void OnMapEnd() override { end(); }

 private:
  struct Open {
    SeedNode node{};
    YAML::anchor_t anchor = 0;
    bool has_key = false;
    SeedNode key{};
    std::unordered_set<std::string> keys{};
  };

  void tell(SeedMark mark, std::string what) {
    errors_.push_back({.line = mark.line, .column = mark.column, .what = std::move(what)});
    if (errors_.size() >= most_seed_errors) throw Ended{};
  }
  [[noreturn]] void stop(SeedMark mark, std::string what) {
    errors_.push_back({.line = mark.line, .column = mark.column, .what = std::move(what)});
    throw Ended{};
  }
  void refuse_tag(SeedMark mark, std::string const& tag) {
    if (!tag.empty() && tag != "?" && tag != "!")
      tell(mark, "expected no tag: the member says of which type its value is");
  }
  void count(SeedMark mark, std::size_t nodes) {
    nodes_ += nodes;
    if (nodes_ > most_of_seed::nodes)
      stop(mark,
           fmt::format("expected at most {} values, aliases written out", most_of_seed::nodes));
  }
  void require_depth(SeedMark mark, std::size_t height) {
    if (open_.size() + height > most_of_seed::depth)
      stop(mark, fmt::format("expected at most {} levels", most_of_seed::depth));
  }
  void begin(TreeKind kind, YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor) {
    Open opened{.node = {.kind = kind, .mark = mark_at(mark)}, .anchor = anchor};
    refuse_tag(opened.node.mark, tag);
    require_depth(opened.node.mark, 1);
    open_.push_back(std::move(opened));
  }
  void end() {
    Open closed = std::move(open_.back());
    open_.pop_back();
    complete(std::move(closed.node), closed.anchor);
  }
  void complete(SeedNode node, YAML::anchor_t anchor);
  void add(SeedNode node);
  void add_to_object(Open& object, SeedNode node);

  std::vector<Open> open_{};
  std::unordered_map<YAML::anchor_t, SeedNode> anchors_{};
  SeedNode root_{};
  SeedErrors errors_{};
  std::size_t documents_ = 0;
  std::size_t nodes_ = 0;
  std::size_t aliases_ = 0;
  std::size_t copied_ = 0;
};

void measure(SeedNode const& node, std::size_t& nodes, std::size_t& bytes) {
  ++nodes;
  bytes += node.text.size() + node.key.size();
  for (auto const& child : node.children) measure(child, nodes, bytes);
}

void SeedTree::OnAlias(YAML::Mark const& mark, YAML::anchor_t anchor) {
  auto const at = mark_at(mark);
  if (++aliases_ > most_of_seed::aliases)
    stop(at, fmt::format("expected at most {} aliases", most_of_seed::aliases));
  auto const found = anchors_.find(anchor);
  if (found == anchors_.end()) stop(at, "expected an alias of what ends before it");
  std::size_t nodes = 0;
  measure(found->second, nodes, copied_);
  if (copied_ > most_of_seed::bytes)
    stop(at, fmt::format("expected aliases of at most {} bytes together", most_of_seed::bytes));
  count(at, nodes);
  require_depth(at, found->second.height);
  --nodes_;  // which add() counts
  add(found->second);
}

void SeedTree::complete(SeedNode node, YAML::anchor_t anchor) {
  for (auto const& child : node.children)
    node.height = std::max(node.height, static_cast<std::uint8_t>(child.height + 1));
  if (anchor != 0) {
    // A copy is kept of what has an anchor, so that it counts as one that is used.
    std::size_t nodes = 0;
    measure(node, nodes, copied_);
    if (copied_ > most_of_seed::bytes)
      stop(node.mark,
           fmt::format("expected anchors of at most {} bytes together", most_of_seed::bytes));
    count(node.mark, nodes);
    anchors_[anchor] = node;
  }
  add(std::move(node));
}

void SeedTree::add(SeedNode node) {
  count(node.mark, 1);
  if (open_.empty()) {
    root_ = std::move(node);
    return;
  }
  auto& parent = open_.back();
  if (parent.node.kind == TreeKind::object) return add_to_object(parent, std::move(node));
  parent.node.children.push_back(std::move(node));
}

void SeedTree::add_to_object(Open& object, SeedNode node) {
  if (!object.has_key) {
    if (node.kind != TreeKind::text) stop(node.mark, "expected a member's name, which is a text");
    if (!object.keys.insert(node.text).second)
      tell(node.mark, "expected each member once; this one stands before");
    object.key = std::move(node);
    object.has_key = true;
    return;
  }
  node.key = std::move(object.key.text);
  node.key_mark = object.key.mark;
  object.has_key = false;
  object.node.children.push_back(std::move(node));
}

// What YAML forbids, and what yaml-cpp would take for the end or put something else in place of.
SeedErrors faults_of_bytes(std::string_view text) {
  if (text.size() > most_of_seed::bytes)
    return {{.what = fmt::format("expected at most {} bytes", most_of_seed::bytes)}};
  // The parser keeps the whole of a list that could still be a member's name, hundreds of bytes for
  // each element, before it tells of the first: too late to count.
  auto const signs =
      std::ranges::count_if(text, [](char c) { return c == ',' || c == '[' || c == '{'; });
  if (std::cmp_greater(signs, most_of_seed::nodes))
    return {{.what = fmt::format("expected at most {} of the signs , [ and {{ together",
                                 most_of_seed::nodes)}};
  SeedErrors errors;
  std::size_t line = 1;
  for (std::size_t at = 0; at <= text.size() && errors.size() < most_seed_errors; ++line) {
    auto const end = std::min(text.find('\n', at), text.size());
    auto const part = text.substr(at, end - at);
    auto const control = std::ranges::find_if(part, [](char c) {
      return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r') || c == 0x7f;
    });
    if (control != part.end())
      errors.push_back({.line = line,
                        .column = static_cast<std::size_t>(control - part.begin()) + 1,
                        .what = "expected no control character"});
    else if (!atlas::each_code_point(part, [](char32_t) { return true; }))
      errors.push_back({.line = line, .column = 1, .what = "expected UTF-8"});
    at = end + 1;
  }
  return errors;
}

}  // namespace

std::expected<SeedNode, SeedErrors> parse_seed(std::string_view text) {
  if (auto errors = faults_of_bytes(text); !errors.empty())
    return std::unexpected(std::move(errors));
  SeedTree tree;
  try {
    std::istringstream in(joined_surrogates(text));
    YAML::Parser parser(in);
    bool const any = parser.HandleNextDocument(tree);
    if (!any) tree.errors().push_back({.line = 1, .column = 1, .what = "expected a document"});
    if (any) parser.HandleNextDocument(tree);
  } catch (Ended const&) {  // NOLINT(bugprone-empty-catch): its error is told already
  } catch (YAML::Exception const& failure) {
    auto const at = mark_at(failure.mark);
    tree.errors().push_back(
        {.line = at.line, .column = at.column, .what = "expected YAML or JSON: " + failure.msg});
  }
  if (!tree.errors().empty()) return std::unexpected(std::move(tree.errors()));
  return std::move(tree).take();
}

SeedMark mark_of(SeedNode const& root, std::string_view path) {
  auto const* node = &root;
  while (!path.empty()) {
    auto const end = path.find_first_of(".[", 1);
    auto part = path.substr(0, end);
    path.remove_prefix(part.size());
    if (part.starts_with('.')) part.remove_prefix(1);
    SeedNode const* next = nullptr;
    if (part.starts_with('[')) {
      std::size_t index = 0;
      std::from_chars(part.data() + 1, part.data() + part.size(), index);
      if (index < node->children.size()) next = &node->children[index];
    } else {
      next = node->find(part);
    }
    if (!next) break;
    node = next;
  }
  return node->mark;
}

}  // namespace orgd::sandbox
