// What can be said of a portion without knowing its row.
#include "service/bind_in_portions.hpp"

namespace orgd::detail {

Task<Done> note_failure(Exchange& exchange, Task<Done> work, std::optional<ApiError>& failure) {
  std::exception_ptr exception;
  try {
    auto const outcome = co_await as_result(std::move(work));
    if (!outcome) failure = outcome.error();
  } catch (...) {
    exception = std::current_exception();
  }
  if (exception) failure = failure_of(exchange, exception).error;
  co_return Done{};
}

}  // namespace orgd::detail
