// Text, dates, errors and pretty printing for JSON output.
#include "api/json_write.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "api/json_read.hpp"

namespace atlas {
namespace {

void write_escape(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
  }
}

constexpr bool needs_escape(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

// Sixteen characters are looked at together: compilers make vector instructions of that.
using Block = std::array<unsigned char, 16>;

// Marks the places at which something needs an escape.
void mark(Block& found, char const* text) {
  Block block{};
  std::memcpy(block.data(), text, block.size());
  for (std::size_t i = 0; i < block.size(); ++i)
    found[i] = static_cast<unsigned char>(found[i] | (block[i] < 0x20) | (block[i] == '"') |
                                          (block[i] == '\\'));
}

bool is_plain(std::string_view text) {
  Block found{};
  if (text.size() < found.size()) return std::ranges::none_of(text, needs_escape);
  // The last ones for the second time instead of a tail of single characters.
  std::size_t const last = text.size() - found.size();
  for (std::size_t at = 0; at < last; at += found.size()) mark(found, text.data() + at);
  mark(found, text.data() + last);
  return found == Block{};
}

void new_line(std::string& out, std::size_t level) { out.append("\n").append(level * 2, ' '); }

// Past the end of the JSON string that begins at `at`.
std::size_t end_of_text(std::string_view json, std::size_t at) {
  for (++at; json[at] != '"'; ++at)
    if (json[at] == '\\') ++at;
  return at + 1;
}

void append_escaped(std::string& out, std::string_view text) {
  for (char const c : text)
    if (needs_escape(c))
      write_escape(out, c);
    else
      out += c;
}

}  // namespace

void write_json(std::string& out, std::string_view text) { write_json(out, JoinedText{text, {}}); }

void write_json(std::string& out, JoinedText const& text) {
  auto const begin = out.size() + 1;
  append(out, "\"", text.front, text.back, "\"");
  if (is_plain(std::string_view(out.data() + begin, out.size() - begin - 1))) return;
  out.resize(begin);
  append_escaped(out, text.front);
  append_escaped(out, text.back);
  out += '"';
}

std::string format_date(Date date) {
  auto const day = std::chrono::floor<std::chrono::days>(date);
  std::chrono::year_month_day const ymd(day);
  std::chrono::hh_mm_ss const time(date - day);
  std::string text = "0000-00-00T00:00:00Z";
  auto const put = [&](std::size_t last, std::int64_t number) {
    for (; number > 0; number /= 10) text[last--] = static_cast<char>('0' + number % 10);
  };
  put(3, static_cast<int>(ymd.year()));
  put(6, static_cast<unsigned>(ymd.month()));
  put(9, static_cast<unsigned>(ymd.day()));
  put(12, time.hours().count());
  put(15, time.minutes().count());
  put(18, time.seconds().count());
  return text;
}

void write_json(std::string& out, Date date) { append(out, "\"", format_date(date), "\""); }

void write_json(std::string& out, Parameter const& parameter) {
  std::visit([&](auto const& value) { write_json(out, value); }, parameter);
}

void write_json(std::string& out, ApiError const& error) {
  auto const member = [&](std::string_view quoted, auto const& value) {
    detail::write_member(out, quoted, value);
  };
  out += '{';
  member("\"detail\":", error.detail);
  member("\"error\":", error.error);
  member("\"errorCode\":", error.error_code);
  member("\"parameters\":", error.parameters);
  member("\"reason\":", error.reason);
  out.back() = '}';
}

void write_json(std::string& out, JsonNode const& node) {
  using Kind = JsonNode::Kind;
  switch (node.kind) {
    case Kind::null:
      out += "null";
      return;
    case Kind::boolean:
      return write_json(out, node.boolean);
    case Kind::integer:
      return write_json(out, node.integer);
    case Kind::number:
      out += node.text;
      return;
    case Kind::text:
      return write_json(out, node.text);
    case Kind::array:
      return write_json(out, node.children);
    case Kind::object:
      out += '{';
      for (bool first = true; JsonNode const& child : node.children) {
        if (!std::exchange(first, false)) out += ',';
        write_json(out, child.key);
        out += ':';
        write_json(out, child);
      }
      out += '}';
  }
}

void pretty_json(std::string& out, std::string_view compact, std::size_t& level) {
  for (std::size_t i = 0; i < compact.size();) {
    char const c = compact[i];
    if (c == '"') {
      auto const end = end_of_text(compact, i);
      out.append(compact.substr(i, end - i));
      i = end;
      continue;
    }
    ++i;
    if ((c == '{' || c == '[') && i < compact.size() && compact[i] == c + 2) {
      out.append({c, compact[i++]});
    } else if (c == '{' || c == '[') {
      out += c;
      new_line(out, ++level);
    } else if (c == '}' || c == ']') {
      new_line(out, --level);
      out += c;
    } else if (c == ',') {
      out += c;
      new_line(out, level);
    } else if (c == ':') {
      out += " : ";
    } else {
      out += c;
    }
  }
}

std::string json_object(
    std::initializer_list<std::pair<std::string_view, std::string_view>> members) {
  std::string out = "{";
  for (auto const& [name, text] : members) {
    if (out.size() > 1) out += ',';
    write_json(out, name);
    out += ':';
    write_json(out, text);
  }
  return out + "}";
}

std::string pretty_json(std::string_view compact) {
  std::string out;
  std::size_t level = 0;
  pretty_json(out, compact, level);
  return out;
}

}  // namespace atlas
