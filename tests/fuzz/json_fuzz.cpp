// Fuzzes JSON: a parsed document survives being written again, and a decoded request body obeys its
// rules, judged here without the decoder, and decodes to the same once more.
#include <algorithm>
#include <cstdlib>
#include <set>

#include "api/json_read.hpp"
#include "api/json_write.hpp"
#include "api/text.hpp"

namespace {

using atlas::JsonNode;
using Kind = JsonNode::Kind;

constexpr std::size_t deepest = 32;

void require(bool holds) {
  if (!holds) std::abort();
}

std::size_t points_of(std::string_view text) {
  auto const count = atlas::each_code_point(text, [](char32_t) { return true; });
  require(count.has_value());
  return *count;
}

// Keys are unique, text is UTF-8, nesting is bounded.
void check_tree(JsonNode const& node, std::size_t depth) {
  require(depth <= deepest);
  points_of(node.text);
  std::set<std::string_view> keys;
  for (JsonNode const& child : node.children) {
    points_of(child.key);
    require(node.kind == Kind::array || keys.insert(child.key).second);
    check_tree(child, depth + 1);
  }
}

void write_tree(std::string& out, JsonNode const& node) {
  if (node.kind == Kind::null) out += "null";
  if (node.kind == Kind::boolean) atlas::write_json(out, node.boolean);
  if (node.kind == Kind::integer) atlas::write_json(out, node.integer);
  if (node.kind == Kind::number) out += "0.5";  // its value is not kept
  if (node.kind == Kind::text) atlas::write_json(out, node.text);
  if (node.kind != Kind::array && node.kind != Kind::object) return;
  bool const object = node.kind == Kind::object;
  out += object ? '{' : '[';
  for (bool first = true; JsonNode const& child : node.children) {
    if (!std::exchange(first, false)) out += ',';
    if (object) {
      atlas::write_json(out, child.key);
      out += ':';
    }
    write_tree(out, child);
  }
  out += object ? '}' : ']';
}

void check_obeys(atlas::FieldRule const& rule, std::string const& text) {
  std::size_t const points = points_of(text);
  if (!rule.text) return;
  require(points >= rule.text->min_length);
  require(rule.text->max_length == 0 || points <= rule.text->max_length);
  require(rule.text->values.empty() ||
          std::ranges::find(rule.text->values, text) != rule.text->values.end());
}
void check_obeys(atlas::FieldRule const& rule, atlas::Role const& role) {
  check_obeys(rule, role.name());
}
void check_obeys(atlas::FieldRule const&, bool) {}
template <std::integral T>
void check_obeys(atlas::FieldRule const& rule, T number) {
  require(number >= rule.minimum && number <= rule.maximum);
}
template <atlas::Described T>
void check_obeys(atlas::FieldRule const&, T const& object);
template <class T>
void check_obeys(atlas::FieldRule const& rule, std::vector<T> const& list);
template <class T>
void check_obeys(atlas::FieldRule const& rule, std::optional<T> const& value) {
  if (value) check_obeys(rule, *value);
}
template <class T>
void check_obeys(atlas::FieldRule const& rule, std::vector<T> const& list) {
  require(!rule.non_empty || !list.empty());
  require(rule.max_items == 0 || list.size() <= rule.max_items);
  for (T const& element : list) check_obeys(rule, element);
}
template <class T>
bool is_untouched(T const& value) {
  if constexpr (requires { value.empty(); })
    return value.empty();
  else
    return value == T{};
}
template <atlas::Described T>
void check_obeys(atlas::FieldRule const&, T const& object) {
  boost::mp11::mp_for_each<atlas::MembersOf<T>>([&]<class D>(D) {
    static constexpr atlas::FieldRule rule = atlas::detail::rule_of<T>(D::name);
    if constexpr (rule.read_only)
      require(is_untouched(object.*D::pointer));
    else
      check_obeys(rule, object.*D::pointer);
  });
}

template <class Body>
void check_body(JsonNode const& node) {
  auto const body = atlas::read_json<Body>(node, atlas::Side::request);
  if (!body) {
    require(body.error().error >= 400 && body.error().error < 500 && !body.error().detail.empty());
    return;
  }
  check_obeys(atlas::FieldRule{}, *body);
  std::string written;
  atlas::write_json(written, *body);
  auto const again = atlas::read_json<Body>(written, atlas::Side::request);
  require(again.has_value());
  std::string rewritten;
  atlas::write_json(rewritten, *again);
  require(written == rewritten);
  auto const pretty = atlas::parse_json(atlas::pretty_json(written));
  require(pretty.has_value());
}

void check_date(std::string const& text) {
  auto const date = atlas::parse_date(text);
  if (!date) return require(date.error().error_code == "INVALID_DATE_FORMAT");
  auto const again = atlas::parse_date(atlas::format_date(*date));
  require(again && *again == *date);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  check_date(std::string(text));
  auto const node = atlas::parse_json(text);
  if (!node) {
    require(node.error().error_code == "MALFORMED_JSON");
    return 0;
  }
  check_tree(*node, 0);
  std::string written;
  write_tree(written, *node);
  auto const again = atlas::parse_json(written);
  require(again.has_value());
  std::string rewritten;
  write_tree(rewritten, *again);
  require(written == rewritten);
  check_body<atlas::AcceptInvitationRequest>(*node);
  check_body<atlas::CreateApiKey>(*node);
  check_body<atlas::CreateOrganizationRequest>(*node);
  check_body<atlas::Group>(*node);
  check_body<atlas::Organization>(*node);
  check_body<atlas::OrganizationInvitationRequest>(*node);
  check_body<atlas::OrganizationInvitationUpdateRequest>(*node);
  check_body<atlas::OrganizationSettings>(*node);
  check_body<atlas::UpdateApiKey>(*node);
  check_body<std::vector<atlas::AccessListEntryRequest>>(*node);
  return 0;
}
