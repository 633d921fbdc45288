// Fuzzes the request parser: no input may upset it, make it hold more than its limits allow, or
// mean something else when it arrives in other pieces.
#include <algorithm>
#include <cstdlib>

#include "http/request_parser.hpp"

namespace {

constexpr orgd::RequestLimits limits{.target_bytes = 200, .header_bytes = 400, .body_bytes = 300};
constexpr std::size_t most_waiting = 6000;

// What became of the request; "" when it waits for more.
std::string outcome_of(std::string_view text, std::size_t step) {
  orgd::Request request;
  orgd::RequestParser parser(request, limits);
  std::string waiting;
  while (parser.progress() == orgd::RequestParser::Progress::need_bytes && !text.empty()) {
    std::string const next = waiting + std::string(text.substr(0, step));
    text.remove_prefix(std::min(step, text.size()));
    waiting = next.substr(parser.feed(next));
    if (waiting.size() > most_waiting) std::abort();
  }
  if (parser.refusal() != 0) return "refused";
  if (parser.progress() == orgd::RequestParser::Progress::need_bytes) return "";
  return request.method + ' ' + request.target + ' ' + request.body + '|' + waiting.append(text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  if (text.empty()) return 0;
  std::string const whole = outcome_of(text, text.size());
  for (std::size_t const step : {1U, 5U}) {
    std::string const pieces = outcome_of(text, step);
    if (!whole.empty() && !pieces.empty() && whole != pieces) std::abort();
  }
  return 0;
}
