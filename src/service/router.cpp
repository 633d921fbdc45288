// Path templates and matching.
#include "service/router.hpp"

#include <algorithm>
#include <ranges>
#include <stdexcept>

#include "api/media_type.hpp"
#include "api/successor.hpp"
#include "api/uri.hpp"
#include "service/rate_limit.hpp"

namespace orgd {
namespace {

bool is_place(std::string_view segment) { return segment.starts_with('{'); }

// "{id}:verb" is a place with a suffix.
std::string_view suffix_of(std::string_view segment) {
  return segment.substr(segment.find('}') + 1);
}

std::string_view name_of(std::string_view segment) {
  return segment.substr(1, segment.find('}') - 1);
}

// More literal text first, so that "{id}:accept" is tried before "{id}".
bool more_literal(PathNode const& a, PathNode const& b) {
  auto const weight = [](PathNode const& node) {
    std::size_t literal = 0;
    for (auto segment : node.segments)
      literal += is_place(segment) ? suffix_of(segment).size() : segment.size() + 1;
    return literal;
  };
  return weight(a) > weight(b);
}

// More than any path of the API has.
constexpr std::size_t most_segments = 12;

}  // namespace

bool PlaceValues::add(std::string_view given, std::string_view suffix) {
  if (given.contains('%')) {
    rewritten_.reserve(most);  // so that none moves
    // What cannot be decoded is no text, and so fails the parameter's rule.
    given = rewritten_.emplace_back(atlas::percent_decode(given).value_or("\xff"));
  }
  if (!given.ends_with(suffix) || given.size() == suffix.size()) return false;
  given.remove_suffix(suffix.size());
  values_[size_++] = given;
  return true;
}

std::span<Endpoint const> PathNode::of(atlas::Method method) const {
  return std::ranges::equal_range(endpoints, method, {},
                                  [](Endpoint const& endpoint) { return endpoint.info->method; });
}

std::string PathNode::allow() const {
  std::string text;
  for (Endpoint const& endpoint : endpoints) {
    auto const name = atlas::name_of(endpoint.info->method);
    if (text.contains(name)) continue;
    if (!text.empty()) text += ", ";
    text += name;
    if (endpoint.info->method == atlas::Method::get) text += ", HEAD";
  }
  return text + ", OPTIONS";
}

void Router::add(Endpoint endpoint) {
  auto at = std::ranges::find(nodes_, endpoint.info->path, &PathNode::path);
  if (at == nodes_.end()) {
    PathNode node{.path = endpoint.info->path, .segments = atlas::segments_of(endpoint.info->path)};
    for (auto segment : node.segments)
      if (is_place(segment)) node.names.push_back(name_of(segment));
    if (node.segments.size() > most_segments || node.names.size() > PlaceValues::most)
      throw std::logic_error("the router has no room for a path this long");
    nodes_.push_back(std::move(node));
    at = std::prev(nodes_.end());
  }
  endpoint.media_type = atlas::media_type_of(endpoint.info->version);
  endpoint.limit = &rate_limit_of(*endpoint.info);
  endpoint.successor = atlas::successor_of(*endpoint.info);
  auto const id = std::ranges::find(operation_ids_, endpoint.info->id);
  endpoint.operation = static_cast<std::size_t>(id - operation_ids_.begin());
  if (id == operation_ids_.end()) operation_ids_.push_back(endpoint.info->id);
  at->endpoints.push_back(std::move(endpoint));
}

void Router::seal() {
  std::ranges::stable_sort(nodes_, more_literal);
  for (PathNode& node : nodes_)
    std::ranges::stable_sort(node.endpoints, [](Endpoint const& a, Endpoint const& b) {
      return std::pair(a.info->method, a.info->version) <
             std::pair(b.info->method, b.info->version);
    });
}

std::optional<RouteMatch> Router::match(std::string_view path) const {
  std::array<std::string_view, most_segments> all{};
  auto const count = atlas::segments_of(path, all);
  if (count > all.size()) return std::nullopt;
  auto const given = std::span(all).first(count);
  auto const may_fit = [](std::string_view segment, std::string_view text) {
    return is_place(segment) ? !text.empty() : segment == text;
  };
  for (PathNode const& node : nodes_) {
    // From the end: all begin alike.
    if (!std::ranges::equal(node.segments | std::views::reverse, given | std::views::reverse,
                            may_fit))
      continue;
    RouteMatch match{.node = &node};
    bool fits = true;
    for (std::size_t i = 0; fits && i < given.size(); ++i)
      if (is_place(node.segments[i]))
        fits = match.values.add(given[i], suffix_of(node.segments[i]));
    if (fits) return match;
  }
  return std::nullopt;
}

}  // namespace orgd
