// Pages through the client library's range, without types.
#include "cli/pages.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <utility>

#include "atlas/page_range.hpp"
#include "cli/spelling.hpp"
#include "cli/terminal.hpp"

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

using RequestOf =
    std::function<std::expected<atlas::detail::CallRequest, std::string>(std::int32_t page)>;

Items fetch_all(Caller& caller, RequestOf const& request_of, std::int32_t begin,
                Progress progress) {
  bool const shows = progress == Progress::shown && shows_progress();
  auto const fetch = [&](std::int32_t number) -> atlas::Response<atlas::Page<JsonNode>> {
    auto const request = request_of(number);
    if (!request)
      return atlas::Error{.failure = atlas::Failure::invalid, .detail = request.error()};
    auto answer = caller.send(*request);
    if (!answer) return std::move(answer.error());
    auto const unreadable = [&](std::string detail) {
      return atlas::Error{.failure = atlas::Failure::unreadable,
                          .status = answer->status,
                          .detail = std::move(detail)};
    };
    auto node = atlas::parse_json(answer->body);
    if (!node) return unreadable(node.error().detail);
    if (!items_of(content_of(*node)))
      return unreadable("the answer is no list, of which there could be pages");
    return {answer->status, "", std::move(answer->headers), std::move(answer->body),
            page_of(content_of(*node))};
  };
  std::vector<JsonNode> all;
  std::optional<atlas::Error> error;
  for (auto const& page : atlas::PageRange<JsonNode>(fetch, begin)) {
    if (!page) {
      error = page.error();
      break;
    }
    all.insert(all.end(), page->results.begin(), page->results.end());
    if (shows) fmt::print(stderr, "\r{} so far ", all.size());
  }
  if (shows) fmt::print(stderr, "\r{:30}\r", "");
  if (error) return std::unexpected(std::move(*error));
  return all;
}

// 1 unless the text is a number, which the server judges.
std::int32_t number_in(std::string_view text) {
  std::int32_t number = 1;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

Items all_pages(Caller& caller, Caller::Prepared const& first, Progress progress) {
  static std::string const page_option = option_name("pageNum");
  Given given = first.given;
  auto const at = given.find(page_option);
  auto const begin = at == given.end() ? 1 : number_in(at->second.back());
  return fetch_all(
      caller,
      [&](std::int32_t number) {
        if (first.form->answers_pages) given[page_option] = {std::to_string(number)};
        return make_request(*first.form, given, nullptr);
      },
      begin, progress);
}

Items all_pages(Caller& caller, atlas::detail::CallRequest const& first, Progress progress) {
  constexpr std::string_view parameter = "pageNum=";
  auto const query = first.target.find('?');
  auto const at = query == std::string::npos ? query : first.target.rfind(parameter);
  bool const given = at != std::string::npos && at > query &&
                     std::string_view("?&").contains(first.target[at - 1]);
  auto const begin =
      given ? number_in(std::string_view(first.target).substr(at + parameter.size())) : 1;
  return fetch_all(
      caller,
      [&](std::int32_t number) -> std::expected<atlas::detail::CallRequest, std::string> {
        auto request = first;
        // Of a parameter that is given twice, the last one counts.
        if (number != begin)
          request.target +=
              fmt::format("{}{}{}", query == std::string::npos ? '?' : '&', parameter, number);
        return request;
      },
      begin, progress);
}

}  // namespace orgctl
