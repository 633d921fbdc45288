// JSON by Boost, dates and the words of statuses by hand.
#include "reading.hpp"

#include <algorithm>
#include <array>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/src.hpp>
#include <charconv>
#include <chrono>

namespace conformance {
namespace {

namespace json = boost::json;
using Text = json::string_view;
using Error = json::error_code;

// Called by Boost's parser; builds the tree from the innermost open value. The names are Boost's.
struct TreeBuilder {
  static constexpr std::size_t no_limit = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_object_size = no_limit;
  static constexpr std::size_t max_array_size = no_limit;
  static constexpr std::size_t max_key_size = no_limit;
  static constexpr std::size_t max_string_size = no_limit;

  std::vector<Node> open{Node{}};  // the first one holds the document
  std::string pending{};           // parts of a text or a number
  std::string key{};

  bool add(Node node) {
    node.key = std::exchange(key, {});
    open.back().children.push_back(std::move(node));
    return true;
  }
  bool begin(Node::Kind kind) {
    open.push_back({.kind = kind, .key = std::exchange(key, {})});
    return true;
  }
  bool end() {
    Node node = std::move(open.back());
    open.pop_back();
    open.back().children.push_back(std::move(node));
    return true;
  }
  bool collect(Text part) {
    pending.append(part.data(), part.size());
    return true;
  }
  std::string whole(Text last) {
    collect(last);
    return std::exchange(pending, {});
  }

  bool on_document_begin(Error&) { return true; }
  bool on_document_end(Error&) { return true; }
  bool on_object_begin(Error&) { return begin(Node::Kind::object); }
  bool on_object_end(std::size_t, Error&) { return end(); }
  bool on_array_begin(Error&) { return begin(Node::Kind::array); }
  bool on_array_end(std::size_t, Error&) { return end(); }
  bool on_key_part(Text part, std::size_t, Error&) { return collect(part); }
  bool on_key(Text last, std::size_t, Error&) {
    key = whole(last);
    return true;
  }
  bool on_string_part(Text part, std::size_t, Error&) { return collect(part); }
  bool on_string(Text last, std::size_t, Error&) {
    return add({.kind = Node::Kind::text, .text = whole(last)});
  }
  bool on_number_part(Text part, Error&) { return collect(part); }
  bool on_int64(std::int64_t value, Text last, Error&) {
    return add({.kind = Node::Kind::integer, .integer = value, .text = whole(last)});
  }
  bool on_uint64(std::uint64_t, Text last, Error&) {
    return add({.kind = Node::Kind::number, .text = whole(last)});
  }
  bool on_double(double, Text last, Error&) {
    return add({.kind = Node::Kind::number, .text = whole(last)});
  }
  bool on_bool(bool value, Error&) { return add({.kind = Node::Kind::boolean, .boolean = value}); }
  bool on_null(Error&) { return add({}); }
  bool on_comment_part(Text, Error&) { return true; }
  bool on_comment(Text, Error&) { return true; }
};

// Two or four digits as a number, -1 when they are none.
int digits_at(std::string_view text, std::size_t at, std::size_t count) {
  auto const part = text.substr(at, count);
  if (!std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; })) return -1;
  int value = -1;
  std::from_chars(part.data(), part.data() + part.size(), value);
  return value;
}

struct Words {
  int status;
  std::string_view words;
};

constexpr std::array all_words{Words{200, "OK"},
                               Words{201, "Created"},
                               Words{202, "Accepted"},
                               Words{204, "No Content"},
                               Words{400, "Bad Request"},
                               Words{401, "Unauthorized"},
                               Words{402, "Payment Required"},
                               Words{403, "Forbidden"},
                               Words{404, "Not Found"},
                               Words{405, "Method Not Allowed"},
                               Words{406, "Not Acceptable"},
                               Words{408, "Request Timeout"},
                               Words{409, "Conflict"},
                               Words{410, "Gone"},
                               Words{412, "Precondition Failed"},
                               Words{413, "Content Too Large"},
                               Words{414, "URI Too Long"},
                               Words{415, "Unsupported Media Type"},
                               Words{417, "Expectation Failed"},
                               Words{429, "Too Many Requests"},
                               Words{431, "Request Header Fields Too Large"},
                               Words{500, "Internal Server Error"},
                               Words{501, "Not Implemented"},
                               Words{503, "Service Unavailable"},
                               Words{504, "Gateway Timeout"},
                               Words{505, "HTTP Version Not Supported"}};

}  // namespace

Node const* Node::find(std::string_view name) const {
  auto const at = std::ranges::find(children, name, &Node::key);
  return kind == Kind::object && at != children.end() ? &*at : nullptr;
}

std::optional<Node> parse_json(std::string_view document) {
  json::basic_parser<TreeBuilder> parser({});
  Error error;
  auto const used = parser.write_some(false, document.data(), document.size(), error);
  if (error || used != document.size()) return std::nullopt;
  auto& top = parser.handler().open.front().children;
  return top.size() == 1 ? std::optional(std::move(top.front())) : std::nullopt;
}

std::optional<std::int64_t> read_date(std::string_view text) {
  constexpr std::string_view form = "0000-00-00T00:00:00Z";
  if (text.size() != form.size()) return std::nullopt;
  for (std::size_t i = 0; i < form.size(); ++i)
    if (form[i] != '0' && text[i] != form[i]) return std::nullopt;
  int const year = digits_at(text, 0, 4), month = digits_at(text, 5, 2),
            day = digits_at(text, 8, 2);
  int const hour = digits_at(text, 11, 2), minute = digits_at(text, 14, 2);
  int const second = digits_at(text, 17, 2);
  if (std::min({year, month, day, hour, minute, second}) < 0) return std::nullopt;
  std::chrono::year_month_day const date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  auto const days = std::chrono::sys_days(date).time_since_epoch().count();
  return ((std::int64_t{days} * 24 + hour) * 60 + minute) * 60 + second;
}

std::string_view words_for(int status) {
  auto const at = std::ranges::find(all_words, status, &Words::status);
  return at == all_words.end() ? std::string_view() : at->words;
}

}  // namespace conformance
