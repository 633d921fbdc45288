// The checks beside Beast's grammar. What Beast 1.81 accepts and this file refuses: repeated and
// listed Content-Length, Transfer-Encoding other than a single "chunked", both together, folded
// lines, any number of Host fields, bytes beyond ASCII in the target, control characters in chunk
// extensions, and a header of any size that arrives in pieces.
#include "http/request_parser.hpp"

#include <algorithm>
#include <limits>

#include "api/text.hpp"
#include "http/host.hpp"

namespace orgd {

namespace http = boost::beast::http;

namespace {

constexpr std::size_t max_method_bytes = 32;
constexpr std::size_t line_bytes_beside_target = max_method_bytes + sizeof("  HTTP/1.1\r\n");
// What may wait with the fields: the end of the request's line, the beginning of the empty line.
constexpr std::size_t bytes_beside_fields = sizeof("\n\r") - 1;
constexpr std::size_t max_framing_bytes = 4096;

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// One occurrence more of a field that is a list.
void join(std::optional<std::string>& list, std::string_view value) {
  if (list) *list += ',';
  list = list.value_or("").append(value);
}

bool is_visible_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

}  // namespace

RequestParser::RequestParser(Request& request, RequestLimits const& limits)
    : request_(request), limits_(limits), body_limit_(limits.body_bytes) {
  eager(true);
  basic_parser::body_limit(limits.body_bytes);
  header_limit(std::numeric_limits<std::uint32_t>::max());  // counts only what waits; we count all
}

std::size_t RequestParser::feed(std::string_view bytes) {
  std::size_t used = 0;
  // RFC 9112, 2.2: old clients send an empty line after a body.
  while (!got_some() && bytes.substr(used).starts_with("\r\n")) used += 2;
  bytes.remove_prefix(used);
  if (bytes.empty() || (!got_some() && bytes == "\r")) return used;
  // Beast asserts this of a last chunk that it has seen a part of; less could not end a body.
  if (framing_waits_ && bytes.size() < std::string_view("0\r\n\r\n").size()) return used;

  input_ = bytes;
  Error error;
  std::size_t const parsed = put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
  if (error && error != http::error::need_more) {
    if (refusal_ == 0) refusal_ = error == http::error::body_limit ? 413 : 400;
  } else if (!is_done()) {
    check_waiting(bytes.substr(parsed));
  }
  return used + parsed;
}

RequestParser::Progress RequestParser::progress() const {
  if (refusal_ != 0) return Progress::refused;
  return is_done() ? Progress::complete : Progress::need_bytes;
}

// Bounds what waits for its end: a line, a header, a chunk's frame.
void RequestParser::check_waiting(std::string_view rest) {
  if (header_done_) {
    framing_waits_ = !rest.empty();
    if (rest.size() > max_framing_bytes) refusal_ = 400;
    return;
  }
  // Beast takes a line once broken across reads only together with the whole header.
  bool const line_taken = !request_.method.empty();
  auto const line = line_taken ? 0 : std::min(rest.find('\n'), rest.size());
  if (line > limits_.target_bytes + line_bytes_beside_target)
    refusal_ = 414;
  else if (field_bytes_ + rest.size() - line > limits_.header_bytes + bytes_beside_fields)
    refusal_ = 431;
}

void RequestParser::refuse(int status, Error& error) {
  refusal_ = status;
  error = http::error::bad_field;
}

void RequestParser::on_request_impl(http::verb, Text method, Text target, int version,
                                    Error& error) {
  version_ = version;
  if (method.size() > max_method_bytes) return refuse(400, error);
  request_.method.assign(method.data(), method.size());
  if (target.size() > limits_.target_bytes) return refuse(414, error);
  if (!set_target(view(target))) return refuse(400, error);
}

bool RequestParser::set_target(std::string_view target) {
  if (!is_visible_ascii(target)) return false;
  bool const plain = target.starts_with('/') || (target == "*" && request_.method == "OPTIONS");
  if (!plain) {
    auto const colon = target.find("://");
    if (colon == target.npos) return false;
    auto const scheme = target.substr(0, colon);
    if (!atlas::equal_ignoring_case(scheme, "http") && !atlas::equal_ignoring_case(scheme, "https"))
      return false;
    target.remove_prefix(colon + 3);
    auto const end = std::min(target.find_first_of("/?"), target.size());
    authority_ = target.substr(0, end);
    if (authority_.empty() || !read_host(authority_)) return false;
    // RFC 9112, 3.2.2: it takes the place of whatever the field says.
    request_.add_field("Host", authority_);
    target.remove_prefix(end);
    if (!target.starts_with('/')) request_.target = "/";
  }
  request_.target += target;
  return true;
}

// Beast joins the lines of a folded value in a buffer of its own, or skips empty ones.
bool RequestParser::is_folded(std::string_view name, std::string_view value) const {
  std::less<> const before;
  char const* const after_name = name.data() + name.size();
  if (before(value.data(), after_name)) return true;
  if (before(input_.data() + input_.size(), value.data())) return true;
  return std::find(after_name, value.data(), '\r') != value.data();
}

void RequestParser::on_field_impl(Field field, Text beast_name, Text beast_value, Error& error) {
  auto const name = view(beast_name);
  auto const value = view(beast_value);
  if (is_folded(name, value)) return refuse(400, error);
  // Blanks around the value count, or else a header in one piece might be longer than in several.
  char const* const line_feed =
      std::find(value.data() + value.size(), input_.data() + input_.size(), '\n');
  auto const size = static_cast<std::size_t>(line_feed - name.data()) + 1;
  // A trailer is dropped: it arrives after the checks that its name would have met in the header.
  if (header_done_) return count_framing(size, error);
  field_bytes_ += size;
  int const status = field_bytes_ > limits_.header_bytes ? 431 : check_field(field, name, value);
  if (status != 0) return refuse(status, error);
  if (field != Field::host || authority_.empty()) request_.add_field(name, value);
}

// The status to refuse with, or 0.
int RequestParser::check_field(Field field, std::string_view name, std::string_view value) {
  switch (field) {
    case Field::host:
      return ++hosts_ > 1 || !read_host(value) ? 400 : 0;
    case Field::content_length:
      return ++lengths_ > 1 || !all_digits(value) ? 400 : 0;
    case Field::transfer_encoding:
      return ++codings_ > 1 || !atlas::equal_ignoring_case(value, "chunked") ? 400 : 0;
    case Field::expect:
      if (http_1_0()) return 0;
      expects_continue_ = atlas::equal_ignoring_case(value, "100-continue");
      return expects_continue_ ? 0 : 417;
    case Field::forwarded:
      join(forwarding_.forwarded, value);
      return 0;
    case Field::unknown:
      if (atlas::equal_ignoring_case(name, "X-Forwarded-For"))
        join(forwarding_.x_forwarded_for, value);
      else if (atlas::equal_ignoring_case(name, "X-Forwarded-Proto"))
        forwarding_.x_forwarded_proto = value;
      return 0;
    default:
      return 0;
  }
}

void RequestParser::on_header_impl(Error& error) {
  header_done_ = true;
  bool const hosts_wrong = http_1_0() ? hosts_ > 1 : hosts_ != 1;
  bool const length_wrong = codings_ != 0 && (lengths_ != 0 || http_1_0());
  if (hosts_wrong || length_wrong) refuse(400, error);
}

void RequestParser::limit_body(std::size_t bytes) {
  body_limit_ = std::min(bytes, limits_.body_bytes);
  auto const announced = content_length();
  if (request_.body.size() > body_limit_ || (announced && *announced > body_limit_)) refuse(413);
}

void RequestParser::drop_body(std::size_t bytes) {
  dropping_ = true;
  droppable_ = bytes;
}

bool RequestParser::rest_within(std::size_t bytes) const {
  auto const announced = content_length();
  return !announced || *announced - body_bytes_ <= bytes;
}

std::size_t RequestParser::take_body(std::string_view body, Error& error) {
  body_bytes_ += body.size();
  bool const too_much =
      dropping_ ? body.size() > droppable_ : request_.body.size() + body.size() > body_limit_;
  if (too_much)
    refuse(413, error);
  else if (dropping_)
    droppable_ -= body.size();
  else
    request_.body.append(body);
  return body.size();
}

std::size_t RequestParser::on_body_impl(Text body, Error& error) {
  return take_body(view(body), error);
}

void RequestParser::on_chunk_header_impl(std::uint64_t, Text extensions, Error& error) {
  // Beast lets a quoted extension hold line feeds, which others take for the end of the line.
  auto const is_control = [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == '\x7f'; };
  if (std::ranges::any_of(view(extensions), is_control)) return refuse(400, error);
  count_framing(extensions.size(), error);
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, Text body, Error& error) {
  return take_body(view(body), error);
}

void RequestParser::count_framing(std::size_t bytes, Error& error) {
  framing_bytes_ += bytes;
  if (framing_bytes_ > max_framing_bytes) refuse(400, error);
}

}  // namespace orgd
