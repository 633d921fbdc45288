// The exception of Response::value(), for programs that use exceptions.
#pragma once

#include <exception>
#include <string>
#include <utility>

#include "atlas/response.hpp"

namespace atlas {

/// A call that failed, thrown by Response::value() and Item::value().
class ApiException : public std::exception {
 public:
  /// Takes all that is known of the failure.
  explicit ApiException(Error error) : error_(std::move(error)), what_(error_.message()) {}
  /// Status, code and detail in one line.
  char const* what() const noexcept override { return what_.c_str(); }
  /// All that is known of the failure.
  Error const& error() const { return error_; }

 private:
  Error error_;
  std::string what_;
};

}  // namespace atlas
