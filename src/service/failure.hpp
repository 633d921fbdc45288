// What an exception becomes for whoever asked.
#pragma once

#include <exception>

#include "service/exchange.hpp"

namespace orgd {

struct Failure {
  ApiError error{};
  std::string_view retry_after{};  ///< seconds, where trying again helps
  bool unexpected = false;         ///< only the log knows more
};

/// Counts and logs it.
Failure failure_of(Exchange& exchange, std::exception_ptr const& exception);

}  // namespace orgd
