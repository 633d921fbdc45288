// The fields of RFC 8594 and of the drafts before RFC 9745, as the hosted service sends them, and
// the link of RFC 5829.
#include "service/deprecation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/media_type.hpp"
#include "api/successor.hpp"
#include "api/uri.hpp"

namespace orgd {
namespace {

// Where the successor is for what this request's path names, or as near to it as that tells: who
// names an invitation names no user, but says among whose users to look.
std::string url_of_successor(Exchange const& exchange, atlas::OperationInfo const& successor) {
  auto const& names = exchange.route.node->names;
  std::string_view known = successor.path;
  std::vector<std::string_view> values;
  for (auto open = known.find('{'); open < known.size(); open = known.find('{', open + 1)) {
    auto const place = known.substr(open + 1, known.find('}', open) - open - 1);
    auto const at = std::ranges::find(names, place);
    if (at == names.end())
      known = known.substr(0, open - 1);
    else
      values.push_back(exchange.route.values[static_cast<std::size_t>(at - names.begin())]);
  }
  std::string url;
  exchange.append_base_url(url);
  atlas::expand_template(url, known, std::span<std::string_view const>(values));
  return url;
}

}  // namespace

void add_deprecation(Exchange& exchange) {
  atlas::OperationInfo const* const successor = exchange.endpoint->successor;
  if (!successor) return;
  atlas::OperationInfo const& info = *exchange.endpoint->info;
  Response& response = exchange.response;
  response.add_field("Deprecation", atlas::midnight_of(atlas::deprecated_since(info, *successor)));
  response.add_field("Sunset", atlas::midnight_of(atlas::sunset));
  response.add_field("Link", fmt::format(R"(<{}>; rel="successor-version"; type="{}")",
                                         url_of_successor(exchange, *successor),
                                         atlas::media_type_of(successor->version)));
}

}  // namespace orgd
