// One HTTP request and its answer as plain data, between the listener (sockets) and the service
// (meaning). Neither side sees the other's types.
#pragma once

#include <chrono>
#include <coroutine>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "async/loop.hpp"
#include "async/task.hpp"

namespace orgd {

/// Gives a text's memory back when it holds more than that, and its content with it. An assignment
/// would keep the memory.
void drop_if_larger(std::string& text, std::size_t kept_bytes);

/// What has not been read of a request's body when its header is judged. Whoever answers without it
/// has it dropped as it arrives.
class IncomingBody {
 public:
  virtual ~IncomingBody() = default;
  /// Reads it into the request, which may hold `limit` bytes of it, and then resumes `waiter` on
  /// the loop.
  virtual void read(std::size_t limit, std::coroutine_handle<> waiter) = 0;
  /// After that: 0 when the body is whole, else the status that the client gets whatever the
  /// handler says.
  virtual int refusal() const = 0;
};

/// A parsed request. A connection keeps one and fills it again and again, so that its buffers are
/// allocated once.
class Request {
 public:
  std::string method;  ///< as sent, for example "GET"
  std::string target;  ///< as sent, still percent-encoded: path and query
  std::string prefix;  ///< what a handler took from the target's front; links carry it
  std::string body;    ///< unchunked; whole unless something is still `incoming`
  IncomingBody* incoming = nullptr;
  std::string remote_address;  ///< the client's address in canonical text, proxies resolved
  bool secure = false;         ///< arrived over TLS (or a trusted proxy said so)
  std::chrono::steady_clock::time_point received;  ///< when its last byte was read

  void clear();
  bool has_body() const { return !body.empty() || incoming; }
  void add_field(std::string_view name, std::string_view value);
  /// The value of the first field of that name, or an empty view.
  std::string_view field(std::string_view name) const;
  /// How many fields of that name there are.
  std::size_t count(std::string_view name) const;
  /// Names and values of all fields, in the order in which they came; views of the request.
  std::vector<std::pair<std::string_view, std::string_view>> all_fields() const;
  /// The values of all fields of that name as one list (RFC 9110, 5.3), kept in `joined` when there
  /// are several.
  std::string_view list_field(std::string_view name, std::string& joined) const;

 private:
  struct Span {
    std::size_t name_size, value_offset, value_size;
  };
  std::string_view name_of(Span const& span) const;
  std::string_view value_of(Span const& span) const;

  std::string field_text_;
  std::vector<Span> fields_;
};

/// What a connection does to an answer beside sending it: how a server or a network fails that a
/// client is to be tried against. Several together do all that they say, the stall first.
struct WireFault {
  /// The connection ends after so many bytes of the body, or after all of it when it has fewer.
  std::optional<std::size_t> cut_body_at{};
  /// Said to be the body's length where one is said. Afterwards the connection ends.
  std::optional<std::size_t> content_length{};
  bool disconnect = false;  ///< nothing is sent; the connection ends as that of a dying process
  /// Time of the real clock, a day at most, before the first byte is sent or the connection ends.
  /// Shorter when the client has sent its last byte or the server stops.
  std::chrono::milliseconds stall{};
};

/// An answer. The listener adds Content-Length, Date and Connection, and drops the body for HEAD.
struct Response {
  int status = 200;
  std::string content_type;  ///< "" sends no Content-Type
  std::string fields;        ///< further fields, each "Name: value\r\n"
  std::string body;
  /// Null where nobody wants one. An answer that the listener gives instead has none.
  std::unique_ptr<WireFault> fault{};

  void clear();
  void add_field(std::string_view name, std::string_view value);
};

/// Answers one request; never fails and never throws: whatever goes wrong is in the response.
/// Both objects outlive the task. A handler in front of others may move a part of the target to the
/// prefix.
using Handler = std::function<Task<Done>(Request&, Response&)>;
/// Makes the handler of one event loop; called once for each loop, on its thread.
using HandlerFactory = std::function<Handler(Loop&)>;

}  // namespace orgd
