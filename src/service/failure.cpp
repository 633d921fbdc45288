// Exceptions come from the store, or are mistakes of the program.
#include "service/failure.hpp"

namespace orgd {
namespace {

void count_failure(Exchange& exchange, DatabaseError const& failure) {
  exchange.worker.metrics.store_errors.at(static_cast<std::size_t>(failure.kind)).add();
}

// Seconds. Who waits for a queue waits a moment; a disk needs somebody who makes room.
constexpr std::string_view retry_after(FailureKind kind) {
  using enum FailureKind;
  return kind == disk_full || kind == moved || kind == unavailable ? "10" : "1";
}

}  // namespace

Failure failure_of(Exchange& exchange, std::exception_ptr const& exception) {
  auto& log = exchange.environment().log;
  try {
    std::rethrow_exception(exception);
  } catch (Overload const& overload) {
    count_failure(exchange, overload);
    log.message(LogLevel::warning, overload.what(), exchange.request_id);
    return {.error = atlas::make_error(Code::service_unavailable),
            .retry_after = retry_after(overload.kind)};
  } catch (OutcomeUnknown const& unknown) {
    count_failure(exchange, unknown);
    log.message(LogLevel::error, unknown.what(), exchange.request_id);
    return {.error = atlas::make_error(Code::outcome_unknown)};
  } catch (std::exception const& error) {
    if (auto const* failure = dynamic_cast<DatabaseError const*>(&error))
      count_failure(exchange, *failure);
    log.message(LogLevel::error, error.what(), exchange.request_id);
    return {.error = atlas::make_error(Code::unexpected_error), .unexpected = true};
  }
}

}  // namespace orgd
