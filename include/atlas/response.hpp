// What a call gives back: status, headers, the body as it came and as a type, or one error that
// says everything about what went wrong.
#pragma once

#include <version>
#ifndef __cpp_lib_expected
#error "atlas needs C++23 with std::expected: g++ 12, clang 19, or later ones of these"
#endif

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "atlas/error.hpp"

namespace atlas {

/// Header fields in the order received. Names compare without case (RFC 9110, 5.1).
class Headers {
 public:
  /// One line of a head.
  struct Field {
    std::string name;   ///< as received
    std::string value;  ///< without blanks around
  };

  /// Appends a field, whether or not there is one of that name.
  void add(std::string_view name, std::string_view value);
  /// Replaces every field of that name.
  void set(std::string_view name, std::string_view value);
  /// Removes every field of that name.
  void remove(std::string_view name);
  /// The value of the first field of that name, or nothing.
  std::optional<std::string_view> find(std::string_view name) const;
  /// The same, or "".
  std::string_view value(std::string_view name) const { return find(name).value_or(""); }
  /// All fields in their order.
  std::vector<Field> const& fields() const { return fields_; }
  /// Removes all fields.
  void clear() { fields_.clear(); }

 private:
  std::vector<Field> fields_;
};

/// What kind of failure a call ended with.
enum class Failure : std::uint8_t {
  status,       ///< the server answered, but not with success
  unreadable,   ///< a success whose body is not what the operation documents, or is too large
  connect,      ///< no connection: name, address, refused, TLS
  timeout,      ///< a limit of CallOptions passed
  interrupted,  ///< the connection broke in mid-answer
  cancelled,    ///< the stop token asked for it, or the client or the process came to its end
  credentials,  ///< no token could be had for the service account
  invalid,      ///< the call itself cannot be sent, such as a URL that is none; nothing was sent
};

/// "status", "timeout", ...
std::string_view name_of(Failure failure);

/// Everything known about a call that failed. `status` is 0 when no answer came.
struct Error {
  Failure failure = Failure::status;  ///< what kind it is
  int status = 0;                     ///< HTTP's
  std::string reason{};               ///< of the status line
  Headers headers{};                  ///< of the answer
  std::string body{};                 ///< as received
  ApiError api{};           ///< decoded from `body`; empty members where the body lacked them
  std::string detail{};     ///< what happened, when it was not the server that said so
  int attempts = 1;         ///< how often it was tried, retries included; challenges do not count
  std::string operation{};  ///< the documented operationId, "getOrganization"
  std::string object{};     ///< the path's values, "6b08ce6f9ec3a6ceac000001"
  std::string caller{};     ///< public key, client id or address that the call came with
  std::optional<std::chrono::seconds> retry_after{};  ///< how long the server asks to wait

  /// True for an error answer that carries this code of the catalogue.
  bool is(Code code) const { return api.is(code); }
  /// One line for people: which call, of which object, what happened, and what to do.
  std::string message() const;
  /// What happened alone: "404 ORG_NOT_FOUND: No organization with ID ... exists."
  std::string summary() const;
  /// What to do, in one sentence, or "".
  std::string advice() const;
};

class ApiException;
/// Throws ApiException. In programs built without exceptions the message goes to standard error and
/// the program ends.
[[noreturn]] void throw_api_exception(Error error);

/// A call's outcome. Tests true when the call succeeded; then the typed body is there.
template <class T>
class [[nodiscard]] Response {
 public:
  /// A success.
  Response(int status, std::string reason, Headers headers, std::string body, T value)
      : status_(status),
        reason_(std::move(reason)),
        headers_(std::move(headers)),
        body_(std::move(body)),
        value_(std::move(value)) {}
  /// A failure.
  Response(Error error) : error_(std::move(error)) {}  // NOLINT: an error is a response

  /// Whether the call succeeded.
  bool ok() const { return !error_.has_value(); }
  /// The same.
  explicit operator bool() const { return ok(); }

  /// The typed body. Throws ApiException when the call failed. Default-constructed when the answer
  /// has none, was streamed, or was not to be decoded.
  T const& value() const& {
    require();
    return *value_;
  }
  /// The same, moved out.
  T value() && {
    require();
    return std::move(*value_);
  }
  /// The typed body of a call that succeeded.
  T const& operator*() const { return *value_; }
  /// The same.
  T const* operator->() const { return &*value_; }

  /// Why the call failed; only when it did.
  Error const& error() const { return *error_; }

  /// HTTP's status; 0 when no answer came.
  int status() const { return ok() ? status_ : error_->status; }
  /// The phrase of the status line.
  std::string const& reason() const { return ok() ? reason_ : error_->reason; }
  /// Those of the answer.
  Headers const& headers() const { return ok() ? headers_ : error_->headers; }
  /// The body as received: what the type does not know is in there too.
  std::string const& body() const { return ok() ? body_ : error_->body; }

 private:
  void require() const {
    if (!ok()) throw_api_exception(*error_);
  }

  int status_ = 0;
  std::string reason_;
  Headers headers_;
  std::string body_;
  std::optional<T> value_;
  std::optional<Error> error_;
};

}  // namespace atlas
