// Binding rows to methods, and typed values held against JSON.
#include "sdk_calls.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>

#include "api/json_read.hpp"
#include "api/parameters.hpp"
#include "api/query_write.hpp"
#include "atlas/operations.hpp"
#include "client/call.hpp"
#include "json_text.hpp"
#include "sdk_methods.hpp"

namespace conformance {
namespace {

namespace ops = atlas::ops;

std::string canonical(std::string_view json) {
  auto const node = parse_json(json);
  return node ? show(sorted(*node)) : std::string(json);
}

template <class Query>
Query typed_query(std::vector<atlas::NamedText> const& pairs) {
  auto const query = atlas::read_query<Query>(pairs);
  if (!query) throw Skip{"typed parameters cannot hold this query"};
  for (auto const& [name, value] : pairs) {
    bool known = false;
    boost::mp11::mp_for_each<atlas::MembersOf<Query>>(
        [&]<class D>(D) { known = known || atlas::wire_name_of<D>() == name; });
    bool const once = std::ranges::count(pairs, name, &atlas::NamedText::first) == 1;
    if (!known || value.empty() || !once) throw Skip{"typed parameters cannot hold this query"};
  }
  return *query;
}

template <class Body>
Body typed_body(std::string const& text) {
  auto body = atlas::read_json<Body>(text, atlas::Side::lenient_answer);
  if (!body) throw Skip{"a typed body cannot hold this: " + body.error().detail};
  std::string written;
  atlas::detail::write_body(written, *body);
  if (canonical(written) != canonical(text)) throw Skip{"a typed body cannot hold this"};
  return std::move(*body);
}

// The typed answer printed again must be what came.
template <class T>
void expect_same(T const& value, std::string const& body) {
  std::string written;
  atlas::write_json(written, value);
  auto const node = parse_json(body);
  Node const* content = node ? node->find("content") : nullptr;
  std::string received = content ? show(sorted(*content)) : canonical(body);
  if (node && node->find("status") && !content) return;  // a page with its status among it
  if (canonical(written) != received)
    throw Failure{fmt::format("the typed answer differs:\n{}\nreceived:\n{}", written, received)};
}

template <class T>
Answer answer_of(atlas::OperationInfo const& info, atlas::Response<T> const& response) {
  bool const other = response.status() / 100 == 2 &&
                     response.headers().value("Content-Type") != atlas::media_type_of(info.version);
  if (other) throw Skip{"this method reads its own version only"};
  if (!response && response.error().failure != atlas::Failure::status)
    throw Failure{response.error().message() + "\n" + response.body()};
  Answer answer{.status = response.status(), .body = response.body()};
  for (auto const& [name, value] : response.headers().fields())
    answer.headers.push_back({name, value});
  if constexpr (!std::is_same_v<T, atlas::NoBody>) {
    if (response) expect_same(*response, response.body());
  }
  return answer;
}

template <auto const& Row, auto Method>
struct Bound;
template <auto const& Row, class Api, class Reply, class... Arguments,
          atlas::Response<Reply> (Api::*Method)(Arguments...) const>
struct Bound<Row, Method> {
  static Answer run(atlas::Configuration const& configuration, CallParts const& parts) {
    using Op = std::remove_cvref_t<decltype(Row)>;
    constexpr bool has_body = !std::is_same_v<typename Op::Body, atlas::NoBody>;
    constexpr std::size_t places = sizeof...(Arguments) - 2 - (has_body ? 1 : 0);
    if (parts.path.size() != places) throw Failure{"the path has other places than the method"};
    auto const query = typed_query<typename Op::Query>(parts.query);
    Api const api(configuration);
    atlas::CallOptions const options{.content_type = parts.content_type, .accept = parts.accept};
    auto const call = [&](auto const&... path) {
      if constexpr (has_body)
        return (api.*Method)(path..., typed_body<typename Op::Body>(parts.body), query, options);
      else
        return (api.*Method)(path..., query, options);
    };
    if (!has_body && !parts.body.empty()) throw Skip{"this method sends no body"};
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return answer_of(Row.info, call(parts.path[I]...));
    }(std::make_index_sequence<places>());
  }
};

template <auto const& Row, auto Method>
SdkCall bound() {
  return {&Row.info, &Bound<Row, Method>::run};
}

}  // namespace

std::vector<SdkCall> const& sdk_calls() {
#define ORGD_BOUND(name, Api) bound<ops::name, &atlas::Api::name>(),
  static std::vector<SdkCall> const all{ATLAS_SDK_METHODS(ORGD_BOUND)};
#undef ORGD_BOUND
  return all;
}

}  // namespace conformance
