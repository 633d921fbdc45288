// Binding a row of the table to its handler: decoding by the row's types, the transaction by its
// method, the check that the handler answers only what the row documents, and encoding.
#pragma once

#include <algorithm>
#include <functional>

#include "api/json_read.hpp"
#include "api/json_write.hpp"
#include "api/parameters.hpp"
#include "service/call.hpp"
#include "service/link.hpp"

namespace orgd {

/// What a request addresses.
struct Target {
  std::string_view place{};       ///< the id that the row's scope goes by; "" when it has none
  std::string_view credential{};  ///< the key that the path names
};

/// What the target names exists, then the caller's rights there.
Task<Done> judge(Call& call, Target target);

/// Runs `handle` in a transaction, `judge` before it unless the target stands in the body.
Task<Done> transact(Exchange& exchange, Transaction* tx, Target target,
                    std::function<Task<Done>(Call&)> handle);

namespace detail {

template <auto const& Row>
Target target_of(Input<Row> const& input) {
  using enum atlas::Scope;
  Target target;
  if constexpr (Row.info.scope == path_org) target.place = input.path.org_id;
  if constexpr (Row.info.scope == path_project) target.place = input.path.group_id;
  if constexpr (Row.info.scope == body_org) target.place = input.body.org_id;
  if constexpr (Row.info.scope == link) target.place = input.path.invitation_id;
  if constexpr (requires { input.path.api_user_id; }) target.credential = input.path.api_user_id;
  return target;
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

template <class T>
T value_of(Task<T> const&);
template <class Task>
using AnswerOf = decltype(value_of(std::declval<Task>()));

template <class Reply>
void write_answer(Exchange& exchange, Reply const& reply) {
  using atlas::write_json;  // of a bare boolean, which belongs to no namespace
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

template <auto const& Row, auto Handle, auto Prepare>
Task<Done> run_operation(Exchange& exchange, Transaction* tx) {
  using Op = typename Input<Row>::Op;
  static_assert(atlas::is_bounded<typename Op::Body> && atlas::is_bounded<typename Op::Query>,
                "each list of a request needs a max_items");
  Input<Row> input;
  input.path = co_await atlas::read_path<typename Op::Path>(exchange.route.node->names,
                                                            exchange.route.values, exchange.path);
  constexpr atlas::Scope scope = Row.info.scope;
  if constexpr (scope == atlas::Scope::link)
    co_await admit_by_link(exchange, store::InvitationId::of(input.path.invitation_id));
  auto query = atlas::read_query<typename Op::Query>(exchange.query);
  if constexpr (requires { query->page_num; })
    if (query) query->page_num = std::max(query->page_num, 1);
  auto body = read_body<typename Op::Body>(exchange.request.body);
  if constexpr (Prepare != nullptr) {
    // Without a parent to hide behind, an operation that prepares reports its input at once.
    input.query = co_await std::move(query);
    input.body = co_await std::move(body);
    co_await Prepare(exchange, input);
    query = input.query;
    body = input.body;
  }
  using Answer = AnswerOf<decltype(Handle(std::declval<Call&>(), input))>;
  static_assert(std::is_same_v<decltype(reply_of(std::declval<Answer>())), typename Op::Reply>);
  Answer answer{};
  constexpr bool is_list = requires { answer.lasts; };
  bool as_before = false;
  auto const handle = [&](Call& call) -> Task<Done> {
    if (!query) co_return std::unexpected(query.error());
    if (!body) co_return std::unexpected(body.error());
    input.query = *query;
    input.body = *body;
    if constexpr (scope == atlas::Scope::body_org) co_await judge(call, target_of<Row>(input));
    call.in_handler = true;
    if constexpr (is_list) as_before = tx && answer_as_before(call);
    if (as_before) co_return Done{};
    answer = co_await Handle(call, input);
    if constexpr (is_list) keep_for(call, answer.lasts);
    co_return Done{};
  };
  // By reference: a copy of what it captures would be an allocation.
  co_await transact(exchange, tx, target_of<Row>(input), std::ref(handle));
  constexpr Shape shape = answers_empty_object(Row) ? Shape::object : shape_of<typename Op::Reply>;
  if constexpr (shape != Shape::none)
    if (!as_before) write_answer(exchange, std::move(answer));
  render(exchange, Row.info.success, as_before ? Shape::none : shape);
  co_return Done{};
}

}  // namespace detail

/// Adds a row with its handler, a `Task<Reply>(Call&, Input<Row> const&)`, to the router.
/// `Prepare`, a `Task<Done>(Exchange&, Input<Row>&)`, does before the transaction what must not
/// hold one.
template <auto const& Row, auto Handle, auto Prepare = nullptr>
void bind(Router& router) {
  using Op = typename Input<Row>::Op;
  router.add({.info = &Row.info,
              .run = detail::run_operation<Row, Handle, Prepare>,
              .has_body = !std::is_same_v<typename Op::Body, atlas::NoBody>,
              .takes_pretty = detail::TakesPretty<typename Op::Query>});
}

}  // namespace orgd
