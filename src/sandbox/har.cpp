// Entries in the shapes of HAR 1.2, http://www.softwareishard.com/blog/har-12-spec/.
#include "sandbox/har.hpp"

#include <fmt/format.h>

#include <utility>

#include "api/json_write.hpp"
#include "api/text.hpp"
#include "api/uri.hpp"

namespace orgd::sandbox {
namespace {

struct PostData {
  std::string mime_type{};
  std::string text{};
};
BOOST_DESCRIBE_STRUCT(PostData, (), (mime_type, text))

struct ArchivedRequest {
  std::string method{};
  std::string url{};
  std::string http_version = "HTTP/1.1";
  std::vector<HeaderField> cookies{};  // they are secrets
  std::vector<HeaderField> headers{};
  std::vector<HeaderField> query_string{};
  std::optional<PostData> post_data{};
  std::int64_t headers_size = -1;  // -1: not known
  std::int64_t body_size = 0;
};
BOOST_DESCRIBE_STRUCT(ArchivedRequest, (),
                      (method, url, http_version, cookies, headers, query_string, post_data,
                       headers_size, body_size))

struct Content {
  std::int64_t size = 0;
  std::string mime_type{};
  std::string text{};
};
BOOST_DESCRIBE_STRUCT(Content, (), (size, mime_type, text))

struct ArchivedResponse {
  std::int32_t status = 0;
  std::string status_text{};
  std::string http_version = "HTTP/1.1";
  std::vector<HeaderField> cookies{};
  std::vector<HeaderField> headers{};
  Content content{};
  std::string redirect_u_r_l{};  // redirectURL
  std::int64_t headers_size = -1;
  std::int64_t body_size = 0;
};
BOOST_DESCRIBE_STRUCT(ArchivedResponse, (),
                      (status, status_text, http_version, cookies, headers, content, redirect_u_r_l,
                       headers_size, body_size))

struct Cache {};
BOOST_DESCRIBE_STRUCT(Cache, (), ())

// In milliseconds.
struct Timings {
  std::int64_t send = 0;
  std::int64_t wait = 0;
  std::int64_t receive = 0;
};
BOOST_DESCRIBE_STRUCT(Timings, (), (send, wait, receive))

struct ArchivedEntry {
  std::string started_date_time{};
  std::int64_t time = 0;  // in milliseconds: all of the timings
  ArchivedRequest request{};
  ArchivedResponse response{};
  Cache cache{};
  Timings timings{};
  std::optional<std::string> comment{};
};
BOOST_DESCRIBE_STRUCT(ArchivedEntry, (),
                      (started_date_time, time, request, response, cache, timings, comment))

struct Creator {
  std::string name = "orgd sandbox";
  std::string version{};
};
BOOST_DESCRIBE_STRUCT(Creator, (), (name, version))

std::string field_value(std::vector<HeaderField> const& fields, std::string_view name) {
  for (HeaderField const& field : fields)
    if (atlas::equal_ignoring_case(field.name, name)) return field.value;
  return {};
}

// The pairs of a query without what cannot be decoded, which the url still has.
std::vector<HeaderField> pairs_of(std::string_view query) {
  std::vector<HeaderField> fields;
  auto pairs = atlas::parse_query(query);
  if (!pairs) return fields;
  for (auto& [name, value] : *pairs)
    fields.push_back({.name = std::move(name), .value = std::move(value)});
  return fields;
}

ArchivedRequest request_of(Entry const& entry, std::string_view base_url) {
  ArchivedRequest request{.method = entry.method,
                          .url = fmt::format("{}{}{}{}", base_url, entry.path,
                                             entry.query.empty() ? "" : "?", entry.query),
                          .headers = entry.request_headers,
                          .query_string = pairs_of(entry.query),
                          .body_size = entry.request_body_size};
  if (!entry.request_body.empty())
    request.post_data = PostData{.mime_type = field_value(entry.request_headers, "Content-Type"),
                                 .text = entry.request_body};
  return request;
}

ArchivedResponse response_of(Entry const& entry) {
  return {.status = entry.status,
          .status_text = std::string(atlas::reason_phrase(entry.status)),
          .headers = entry.response_headers,
          .content = {.size = entry.response_body_size,
                      .mime_type = field_value(entry.response_headers, "Content-Type"),
                      .text = entry.response_body},
          .redirect_u_r_l = field_value(entry.response_headers, "Location"),
          .body_size = entry.response_body_size};
}

ArchivedEntry archived(Entry const& entry, std::string_view base_url) {
  std::int64_t const took = entry.took_us / 1000;
  ArchivedEntry made{.started_date_time = atlas::format_date(entry.time),
                     .time = took,
                     .request = request_of(entry, base_url),
                     .response = response_of(entry),
                     .timings = {.wait = took}};
  if (entry.rule)
    made.comment =
        fmt::format("fault rule {} acted, with {} ms of delay", *entry.rule, entry.delayed_ms);
  return made;
}

}  // namespace

std::string har_of(Entries const& entries, std::int64_t dropped, std::string_view base_url,
                   std::string_view version) {
  std::string out = R"({"log":{"version":"1.2","creator":)";
  atlas::write_json(out, Creator{.version = std::string(version)});
  if (dropped > 0)
    fmt::format_to(std::back_inserter(out),
                   R"(,"comment":"{} older requests were dropped to make room")", dropped);
  out += R"(,"entries":[)";
  for (bool first = true; auto const& entry : entries) {
    if (!std::exchange(first, false)) out += ',';
    atlas::write_json(out, archived(*entry, base_url));
  }
  return out += "]}}";
}

}  // namespace orgd::sandbox
