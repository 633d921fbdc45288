// Binding a row whose body is a long list of things that have nothing to do with each other. They
// are done a portion at a time, each in a transaction of its own, so that others who write to the
// organization have their turn in between.
#pragma once

#include "service/bind.hpp"
#include "service/failure.hpp"

namespace orgd {

/// How many elements are done while others wait.
inline constexpr std::size_t elements_at_once = 50;

namespace detail {

/// Whatever the work ends with; `failure` has the error when it ends with one.
Task<Done> note_failure(Exchange& exchange, Task<Done> work, std::optional<ApiError>& failure);

// The first portion fails as every operation does. What comes after one that was done is told by
// the answer, element by element: what was done stays.
template <auto const& Row, auto Handle, auto Refused>
Task<Done> run_in_portions(Exchange& exchange, Transaction*) {
  using Op = typename Input<Row>::Op;
  static_assert(atlas::is_bounded<typename Op::Body> && atlas::is_bounded<typename Op::Query>,
                "each list of a request needs a max_items");
  Input<Row> input;
  input.path = co_await atlas::read_path<typename Op::Path>(exchange.route.node->names,
                                                            exchange.route.values, exchange.path);
  auto const query = atlas::read_query<typename Op::Query>(exchange.query);
  auto const body = read_body<typename Op::Body>(exchange.request.body);
  typename Op::Reply reply;
  typename Op::Reply done;
  auto const handle = [&](Call& call) -> Task<Done> {
    if (!query) co_return std::unexpected(query.error());
    if (!body) co_return std::unexpected(body.error());
    call.in_handler = true;
    input.query = *query;
    auto const from = body->begin() + std::ssize(reply);
    auto const count = std::min<std::ptrdiff_t>(body->end() - from, elements_at_once);
    input.body.assign(from, from + count);
    done = co_await Handle(call, input);
    co_return Done{};
  };
  co_await transact(exchange, nullptr, target_of<Row>(input), std::ref(handle));
  reply = std::move(done);
  bool const secret = exchange.secret;
  std::optional<ApiError> failure;
  while (reply.size() < body->size() && !failure) {
    done.clear();
    auto work = transact(exchange, nullptr, target_of<Row>(input), std::ref(handle));
    co_await note_failure(exchange, std::move(work), failure);
    if (failure) break;
    for (auto& one : done) reply.push_back(std::move(one));
  }
  auto const tried_until = reply.size() + elements_at_once;
  while (reply.size() < body->size()) {
    // Of those whose turn never came it is known that they were not done.
    if (reply.size() == tried_until && failure->is(Code::outcome_unknown))
      failure = atlas::make_error(Code::service_unavailable);
    reply.push_back(Refused((*body)[reply.size()], *failure));
  }
  exchange.challenge = false;
  exchange.secret = secret;
  write_answer(exchange, reply);
  render(exchange, Row.info.success, shape_of<typename Op::Reply>);
  co_return Done{};
}

}  // namespace detail

/// An element as it would be decoded if it had come alone: the types of bodies that are done in
/// portions have no rules of their own, for one element is not to be the end of all.
template <class Alone, class Element>
Result<Alone> read_alone(Element const& element) {
  std::string json;
  write_json(json, element);
  return atlas::read_json<Alone>(json, atlas::Side::request);
}

/// Adds a row whose body and answer are lists, with its handler, which gets a portion of the body,
/// and what the answer says of an element that was not done for an error:
/// `Task<Reply>(Call&, Input<Row> const&)` and `Reply::value_type(element, ApiError const&)`.
template <auto const& Row, auto Handle, auto Refused>
void bind_in_portions(Router& router) {
  using Op = typename Input<Row>::Op;
  router.add({.info = &Row.info,
              .run = detail::run_in_portions<Row, Handle, Refused>,
              .has_body = true,
              .takes_pretty = detail::TakesPretty<typename Op::Query>});
}

}  // namespace orgd
