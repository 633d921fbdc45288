// Fuzzes routing over the real table, and the decoding of paths and queries: a match is one that a
// plain comparison finds as well, and its values lead back to it.
#include <algorithm>
#include <cstdlib>

#include "api/parameters.hpp"
#include "api/text.hpp"
#include "atlas/operations.hpp"
#include "service/router.hpp"

namespace {

using orgd::PathNode;
using orgd::RouteMatch;

void require(bool holds) {
  if (!holds) std::abort();
}

orgd::Router const& table() {
  static orgd::Router const router = [] {
    orgd::Router made;
    atlas::for_each_operation(atlas::AllOperations(), [&] < auto const& Row > {
      made.add({.info = &Row.info, .run = nullptr, .has_body = false, .takes_pretty = false});
    });
    made.seal();
    return made;
  }();
  return router;
}

// Whether the path fits a template without suffixes, by the literal segments alone.
bool plainly_fits(PathNode const& node, std::vector<std::string_view> const& given) {
  if (node.segments.size() != given.size()) return false;
  for (std::size_t i = 0; i < given.size(); ++i) {
    std::string_view const segment = node.segments[i];
    if (segment.starts_with('{') ? given[i].empty() || !segment.ends_with('}')
                                 : segment != given[i])
      return false;
  }
  return true;
}

void check_match(RouteMatch const& match, std::string_view path) {
  PathNode const& node = *match.node;
  require(match.values.size() == node.names.size());
  require(node.segments.size() == atlas::segments_of(path).size());
  require(!node.endpoints.empty() && node.allow().ends_with(", OPTIONS"));
  for (auto const& value : match.values) require(!value.empty());
  std::vector<std::string_view> const values(match.values.begin(), match.values.end());
  auto const expanded = atlas::expand_template(node.path, values);
  auto const again = table().match(expanded);
  // Bytes that are no UTF-8 are captured as they stand and cannot be written as an escape.
  bool const text = std::ranges::all_of(values, [](std::string_view value) {
    return atlas::each_code_point(value, [](char32_t) { return true; }).has_value();
  });
  if (text) require(again && again->node == match.node && again->values == match.values);
}

void check_ids(RouteMatch const& match, std::string_view path) {
  auto const found = atlas::read_path<atlas::InvitationPath>(match.node->names, match.values, path);
  if (!found) return require(found.error().error_code == "PATH_PARAM_PARSE_ERROR");
  for (auto const& [name, id] :
       {std::pair("orgId", found->org_id), std::pair("invitationId", found->invitation_id)}) {
    bool const asked = std::ranges::find(match.node->names, name) != match.node->names.end();
    require(id.size() == (asked ? 24U : 0U));
    require(id.find_first_not_of("0123456789abcdef") == std::string::npos);
  }
}

void check_path(std::string_view path) {
  auto const found = table().match(path);
  if (found) {
    check_match(*found, path);
    check_ids(*found, path);
  } else {
    auto const given = atlas::segments_of(path);
    for (PathNode const& node : table().nodes()) require(!plainly_fits(node, given));
  }
  if (path.ends_with('/')) return;
  auto const with_slash = std::string(path) + '/';
  auto const slashed = table().match(with_slash);
  require(slashed.has_value() == found.has_value());
  require(!found || (slashed->node == found->node && slashed->values == found->values));
}

// Bounded, whatever the page that is asked for; 0 is as good as 1.
void check_page(std::vector<atlas::NamedText> const& pairs) {
  auto const page = atlas::read_query<atlas::NamedPageQuery>(pairs);
  if (!page) return require(page.error().error_code == "INVALID_QUERY_PARAMETER");
  require(page->items_per_page >= 1 && page->items_per_page <= 500 && page->page_num >= 0);
}

void check_query(std::string_view query) {
  auto const pairs = atlas::parse_query(query);
  if (!pairs) return require(pairs.error().error_code == "INVALID_QUERY_PARAMETER");
  std::string written;
  for (auto const& [name, value] : *pairs)
    written += atlas::percent_encode(name) + '=' + atlas::percent_encode(value) + '&';
  auto const again = atlas::parse_query(written);
  require(again && *again == *pairs);
  check_page(*pairs);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  std::string_view const target(reinterpret_cast<char const*>(data), size);
  auto const [path, query] = atlas::split_target(target);
  check_path(path);
  check_query(query);
  return 0;
}
