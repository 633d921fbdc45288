// Pages through the client library's range, without types.
#include "cli/pages.hpp"

#include <charconv>

#include "atlas/page_range.hpp"
#include "cli/spelling.hpp"

namespace orgctl {
namespace {

using atlas::JsonNode;

std::string link_text(JsonNode const& link, std::string_view member) {
  auto const* text = link.find(member);
  return text ? text->text : "";
}

atlas::Page<JsonNode> page_of(JsonNode const& content) {
  atlas::Page<JsonNode> page;
  if (auto const* links = content.find("links"))
    for (JsonNode const& link : links->children)
      if (auto const* rel = link.find("rel"))
        page.links.push_back({.href = link_text(link, "href"), .rel = rel->text});
  if (auto const* results = items_of(content)) page.results = results->children;
  if (auto const* total = content.find("totalCount"))
    page.total_count = static_cast<std::int32_t>(total->integer);
  return page;
}

}  // namespace

std::expected<std::vector<JsonNode>, atlas::Error> all_pages(
    Caller& caller, Caller::Prepared const& first,
    std::function<void(std::size_t)> const& progress) {
  static std::string const page_option = option_name("pageNum");
  Given given = first.given;
  auto const fetch = [&](std::int32_t number) -> atlas::Response<atlas::Page<JsonNode>> {
    if (first.form->answers_pages) given[page_option] = {std::to_string(number)};
    auto const request = make_request(*first.form, given, nullptr);
    if (!request)
      return atlas::Error{.failure = atlas::Failure::invalid, .detail = request.error()};
    auto answer = caller.send(*request);
    if (!answer) return std::move(answer.error());
    auto node = atlas::parse_json(answer->body);
    if (!node)
      return atlas::Error{.failure = atlas::Failure::unreadable,
                          .status = answer->status,
                          .detail = node.error().detail};
    return {answer->status, "", std::move(answer->headers), std::move(answer->body),
            page_of(content_of(*node))};
  };
  std::int32_t begin = 1;
  if (auto const at = given.find(page_option); at != given.end()) {
    auto const& text = at->second.back();
    std::from_chars(text.data(), text.data() + text.size(), begin);  // judged with the request
  }
  std::vector<JsonNode> all;
  for (auto const& page : atlas::PageRange<JsonNode>(fetch, begin)) {
    if (!page) return std::unexpected(page.error());
    all.insert(all.end(), page->results.begin(), page->results.end());
    progress(all.size());
  }
  return all;
}

}  // namespace orgctl
