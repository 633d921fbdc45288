// Answers the command line of the hosted service beside the API.
#include "service/companions.hpp"

#include <algorithm>

#include "api/json_write.hpp"

namespace orgd {
namespace {

// Whether the caller is known. Who is not let in has an answer, or ends the request with an error.
Task<bool> let_in(Exchange& exchange) {
  if (!read_credentials(exchange)) co_return false;
  bool known = false;
  auto const answer = [&](Transaction& tx) -> Task<Done> {
    exchange.start_over();
    known = false;
    auto const go_on = [&]() -> Task<Done> {
      known = true;
      co_return Done{};
    };
    co_return co_await authenticate(exchange, tx, go_on);
  };
  co_await exchange.worker.session->read(answer, exchange.until);
  co_return known;
}

std::string text_of(Exchange const& exchange, Companion::Answer answer) {
  if (answer == Companion::Answer::thrown_away) return "{}";
  std::string json = R"({"currentIpv4Address":)";
  atlas::write_json(json, exchange.request.remote_address);
  return json + "}";
}

}  // namespace

Companion const* find_companion(std::string_view path) {
  auto const at = std::ranges::find(companions, path, &Companion::path);
  return at == companions.end() ? nullptr : &*at;
}

Task<Done> serve_companion(Exchange& exchange, Companion const& companion) {
  if (exchange.request.method != companion.method) {
    exchange.response.add_field("Allow", companion.method);
    co_return fail(Code::method_not_allowed);
  }
  if (companion.authenticated) {
    bool const known = co_await let_in(exchange);
    if (!known) co_return Done{};
  }
  bool const done = companion.answer == Companion::Answer::own_address;
  render_plain(exchange, done ? 200 : 202, text_of(exchange, companion.answer));
  co_return Done{};
}

}  // namespace orgd
