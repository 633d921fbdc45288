// The exception of Response::value(), for programs that use exceptions.
#pragma once

#include <exception>
#include <string>
#include <utility>

#include "atlas/response.hpp"

namespace atlas {

class ApiException : public std::exception {
 public:
  explicit ApiException(Error error) : error_(std::move(error)), what_(error_.message()) {}
  /// Status, code and detail in one line.
  char const* what() const noexcept override { return what_.c_str(); }
  Error const& error() const { return error_; }

 private:
  Error error_;
  std::string what_;
};

}  // namespace atlas
