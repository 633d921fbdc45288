// Bytes to a Request. Beast's parser does the grammar; this class adds the limits and refuses what
// Beast lets pass but another server on the way may read differently (request smuggling).
// Reads no socket and sends no answer.
#pragma once

#include <boost/beast/http/basic_parser.hpp>
#include <string>
#include <string_view>

#include "http/client_address.hpp"
#include "http/http.hpp"
#include "http/listener_options.hpp"

namespace orgd {

/// Parses one request; a new one is made for the next.
class RequestParser final : private boost::beast::http::basic_parser<true> {
 public:
  enum class Progress { need_bytes, complete, refused };

  RequestParser(Request& request, RequestLimits const& limits);

  /// Takes bytes and tells how many of them it used. The rest is to be given again, with more
  /// behind it, or belongs to the next request.
  std::size_t feed(std::string_view bytes);
  /// Ends the parsing with a status of the caller's, for example of a timeout.
  void refuse(int status) { refusal_ = status; }

  /// From here on at most so many bytes of body are kept; more is refused with 413. After the
  /// header.
  void limit_body(std::size_t bytes);
  /// From here on the body is read and forgotten; more than `bytes` of it is refused with 413.
  void drop_body(std::size_t bytes);
  /// Whether no more than `bytes` of body are still to come, as far as the header tells.
  bool rest_within(std::size_t bytes) const;
  /// What limit_body() said, or the limit of every body.
  std::size_t body_limit() const { return body_limit_; }
  bool body_begun() const { return body_bytes_ > 0; }

  Progress progress() const;
  int refusal() const { return refusal_; }  ///< the status to answer, once refused
  bool started() const { return got_some(); }
  bool header_done() const { return header_done_; }
  bool expects_continue() const { return expects_continue_; }
  bool http_1_0() const { return version_ == 10; }
  /// Whether the client wants the connection kept. Only after the header.
  bool keep_alive() const { return basic_parser::keep_alive(); }

  ForwardingFields const& forwarding() const { return forwarding_; }

 private:
  using Field = boost::beast::http::field;
  using Text = boost::beast::string_view;
  using Error = boost::beast::error_code;

  void on_request_impl(boost::beast::http::verb verb, Text method, Text target, int version,
                       Error& error) override;
  void on_response_impl(int, Text, int, Error&) override {}
  void on_field_impl(Field field, Text name, Text value, Error& error) override;
  void on_header_impl(Error& error) override;
  std::size_t take_body(std::string_view body, Error& error);
  void on_body_init_impl(boost::optional<std::uint64_t> const&, Error&) override {}
  std::size_t on_body_impl(Text body, Error& error) override;
  void on_chunk_header_impl(std::uint64_t size, Text extensions, Error& error) override;
  std::size_t on_chunk_body_impl(std::uint64_t remain, Text body, Error& error) override;
  void on_finish_impl(Error&) override {}

  void refuse(int status, Error& error);
  bool set_target(std::string_view target);
  bool is_folded(std::string_view name, std::string_view value) const;
  int check_field(Field field, std::string_view name, std::string_view value);
  void check_waiting(std::string_view rest);
  void count_framing(std::size_t bytes, Error& error);

  Request& request_;
  RequestLimits const& limits_;
  int refusal_ = 0;
  int version_ = 11;
  bool header_done_ = false;
  bool expects_continue_ = false;
  bool framing_waits_ = false;  // a part of a chunk's frame has been seen
  bool dropping_ = false;
  std::size_t body_limit_;
  std::size_t body_bytes_ = 0;  // that have come
  std::size_t droppable_ = 0;   // more of them
  unsigned hosts_ = 0;
  unsigned lengths_ = 0;
  unsigned codings_ = 0;
  std::size_t field_bytes_ = 0;
  std::size_t framing_bytes_ = 0;  // chunk extensions and trailers
  std::string_view input_;         // what feed() is working on
  std::string authority_;          // of an absolute target
  ForwardingFields forwarding_;
};

}  // namespace orgd
