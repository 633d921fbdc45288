// Binding a row of the table to its handler: decoding by the row's types, the transaction by its
// method, the check that the handler answers only what the row documents, and encoding.
#pragma once

#include <algorithm>
#include <functional>

#include "api/json_read.hpp"
#include "api/json_write.hpp"
#include "api/parameters.hpp"
#include "service/call.hpp"

namespace orgd {

/// Runs the handler's part in a transaction: parent, rights, then `handle`. See transact.cpp.
Task<Done> transact(Exchange& exchange, Transaction* tx, std::string_view org_id,
                    std::string_view project_id, std::function<Task<Done>(Call&)> handle);

namespace detail {

template <class Path>
std::string_view org_id_of(Path const& path) {
  if constexpr (requires { path.org_id; })
    return path.org_id;
  else
    return {};
}

template <class Path>
std::string_view project_id_of(Path const& path) {
  if constexpr (requires { path.group_id; })
    return path.group_id;
  else
    return {};
}

template <class T>
inline constexpr Shape shape_of = Shape::object;
template <>
inline constexpr Shape shape_of<atlas::NoBody> = Shape::none;
template <class T>
inline constexpr Shape shape_of<atlas::Page<T>> = Shape::page;
template <class T>
inline constexpr Shape shape_of<std::vector<T>> = Shape::array;

// A body whose members are all optional may be left out as a whole only where the row has none.
template <class Body>
Result<Body> read_body(std::string_view bytes) {
  if constexpr (std::is_same_v<Body, atlas::NoBody>)
    return Body{};
  else
    return atlas::read_json<Body>(bytes, atlas::Side::request);
}

template <class Query>
concept TakesPretty = requires(Query query) { query.pretty; };

struct NoPreparation {};

template <class T>
T value_of(Task<T> const&);
template <class Task>
using AnswerOf = decltype(value_of(std::declval<Task>()));

template <class Reply>
void write_answer(Exchange& exchange, Reply const& reply) {
  write_json(exchange.response.body, reply);
}
template <class Reply, class Result>
void write_answer(Exchange& exchange, Listing<Reply, Result> listing) {
  write_json(exchange.response.body, listing.frame);
  exchange.results = {
      .count = listing.count,
      .write = [result = std::move(listing.result)](std::string& out, std::size_t i) {
        write_json(out, result(i));
      }};
}
template <class Reply>
Reply reply_of(Reply const&);
template <class Reply, class Result>
Reply reply_of(Listing<Reply, Result> const&);

template <auto const& Row, auto Handle, class Prepare>
Task<Done> run_operation(Exchange& exchange, Transaction* tx) {
  using Op = typename Input<Row>::Op;
  static_assert(atlas::is_bounded<typename Op::Body> && atlas::is_bounded<typename Op::Query>,
                "each list of a request needs a max_items");
  Input<Row> input;
  input.path = co_await atlas::read_path<typename Op::Path>(exchange.route.node->names,
                                                            exchange.route.values, exchange.path);
  constexpr bool prepares = !std::is_same_v<Prepare, NoPreparation>;
  [[maybe_unused]] Prepare preparation;
  if constexpr (prepares) co_await preparation.admit(exchange, input.path);
  auto query = atlas::read_query<typename Op::Query>(exchange.query);
  if constexpr (requires { query->page_num; })
    if (query) query->page_num = std::max(query->page_num, 1);
  auto body = read_body<typename Op::Body>(exchange.request.body);
  if constexpr (prepares) {
    // Without a parent to hide behind, an operation that prepares reports its input at once.
    input.query = co_await std::move(query);
    input.body = co_await std::move(body);
    co_await preparation.prepare(exchange, input);
    query = input.query;
    body = input.body;
  }
  using Answer = AnswerOf<decltype(Handle(std::declval<Call&>(), input))>;
  static_assert(std::is_same_v<decltype(reply_of(std::declval<Answer>())), typename Op::Reply>);
  Answer answer{};
  co_await transact(exchange, tx, org_id_of(input.path), project_id_of(input.path),
                    [&](Call& call) -> Task<Done> {
                      if (!query) co_return std::unexpected(query.error());
                      if (!body) co_return std::unexpected(body.error());
                      input.query = *query;
                      input.body = *body;
                      call.in_handler = true;
                      answer = co_await Handle(call, input);
                      co_return Done{};
                    });
  constexpr Shape shape =
      answers_empty_object(Row.info) ? Shape::object : shape_of<typename Op::Reply>;
  if constexpr (shape != Shape::none) write_answer(exchange, std::move(answer));
  render(exchange, Row.info.success, shape);
  co_return Done{};
}

}  // namespace detail

/// Adds a row with its handler, a `Task<Reply>(Call&, Input<Row> const&)`, to the router.
/// `Prepare` does before the transaction what must not hold one: `admit` with the path alone,
/// before anything is decoded, then `prepare` with the decoded input.
template <auto const& Row, auto Handle, class Prepare = detail::NoPreparation>
void bind(Router& router) {
  using Op = typename Input<Row>::Op;
  router.add({.info = &Row.info,
              .run = detail::run_operation<Row, Handle, Prepare>,
              .has_body = !std::is_same_v<typename Op::Body, atlas::NoBody>,
              .takes_pretty = detail::TakesPretty<typename Op::Query>});
}

}  // namespace orgd
