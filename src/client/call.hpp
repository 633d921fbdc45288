// A typed call through the untyped engine: the only place of the client where types and table meet.
#pragma once

#include <algorithm>

#include "api/json_read.hpp"
#include "api/json_write.hpp"
#include "api/query_write.hpp"
#include "api/uri.hpp"
#include "atlas/configuration.hpp"
#include "atlas/page_range.hpp"
#include "atlas/response.hpp"
#include "client/engine.hpp"

namespace atlas::detail {

template <Described T>
std::string target_of(OperationInfo const& info, T const& path, std::string query) {
  std::vector<std::string_view> values;
  boost::mp11::mp_for_each<MembersOf<T>>([&]<class D>(D) { values.push_back(path.*D::pointer); });
  return expand_template(info.path, values) + query;
}

/// A body as JSON without what only the server sets.
template <class T>
void write_body(std::string& out, T const& body) {
  if constexpr (Described<T>) {
    out += '{';
    boost::mp11::mp_for_each<SortedMembersOf<T>>([&]<class D>(D) {
      static constexpr FieldRule rule = rule_of<T>(D::name);
      if constexpr (!rule.read_only)
        write_member(out, quoted_name_text<D>.view(), body.*D::pointer);
    });
    if (out.back() == ',') out.pop_back();
    out += '}';
  } else {
    write_json(out, body);
  }
}

/// An answer's typed body out of its JSON, with or without an envelope.
template <class T>
Result<T> read_reply(std::string_view body) {
  auto node = parse_json(body);
  if (!node) return std::unexpected(std::move(node.error()));
  JsonNode const* content = node->find("content");
  bool const enveloped = content && node->find("status");
  return read_json<T>(enveloped ? *content : *node, Side::lenient_answer);
}

/// Sends one operation and gives its outcome the row's types.
template <auto const& Row>
auto call(Engine& engine, typename std::remove_cvref_t<decltype(Row)>::Path const& path,
          typename std::remove_cvref_t<decltype(Row)>::Query const& query,
          typename std::remove_cvref_t<decltype(Row)>::Body const& body, CallOptions const& options)
    -> Response<typename std::remove_cvref_t<decltype(Row)>::Reply> {
  using Op = std::remove_cvref_t<decltype(Row)>;
  using Reply = typename Op::Reply;
  CallRequest request{.info = &Row.info, .target = target_of(Row.info, path, write_query(query))};
  if constexpr (!std::is_same_v<typename Op::Body, NoBody>) {
    request.has_body = true;
    write_body(request.body, body);
  }
  // Decoding is part of the call: the process must not end in the middle of it.
  CallScope const scope(engine.work());
  auto answer = engine.send(request, options);
  if (!answer) return std::move(answer.error());
  HttpResponse& http = answer->http;
  Reply reply{};
  bool const decodes = !std::is_same_v<Reply, NoBody> && !options.skip_deserialization &&
                       !options.sink && !http.body.empty();
  if constexpr (!std::is_same_v<Reply, NoBody>) {
    if (decodes) {
      auto read = read_reply<Reply>(http.body);
      if (!read)
        return engine.named({.failure = Failure::unreadable,
                             .status = http.status,
                             .reason = std::move(http.reason),
                             .headers = std::move(http.headers),
                             .body = std::move(http.body),
                             .detail = read.error().detail,
                             .attempts = answer->attempts},
                            request);
      reply = std::move(*read);
    }
  }
  return {http.status, std::move(http.reason), std::move(http.headers), std::move(http.body),
          std::move(reply)};
}

/// All pages of a list from the query's page on; `fetch` gets the query for each.
template <class Query, class Fetch>
auto pages(Query query, Fetch fetch) {
  using Item = decltype(fetch(query)->results)::value_type;
  std::int32_t const first = std::max(query.page_num, 1);  // 0 is the first page as well
  return PageRange<Item>(
      [query = std::move(query), fetch = std::move(fetch)](std::int32_t page) mutable {
        query.page_num = page;
        return fetch(query);
      },
      first);
}

}  // namespace atlas::detail
