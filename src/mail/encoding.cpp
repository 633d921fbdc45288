// One pass over the bytes each. Encoded words end between code points, as RFC 2047 asks.
#include "mail/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "api/text.hpp"

namespace orgd::mail {
namespace {

constexpr std::size_t longest_line = 76;
constexpr std::size_t longest_value = 256;  // code points
constexpr std::size_t longest_word = 75;
constexpr std::size_t around_word = 12;  // what is not base64 of it

bool is_printable_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

// What changes how the text beside it is read, and is not seen itself.
bool turns_or_hides(char32_t point) {
  return point == 0x00ad || point == 0x200b || point == 0x200e || point == 0x200f ||
         (point >= 0x202a && point <= 0x202e) || (point >= 0x2060 && point <= 0x206f) ||
         point == 0xfeff || (point >= 0xe0000 && point <= 0xe007f);
}

void append_utf8(std::string& out, char32_t point) {
  auto const add = [&out](char32_t byte) { out += static_cast<char>(byte); };
  auto const tail = [&](int shift) { add(0x80U | ((point >> shift) & 0x3fU)); };
  if (point < 0x80) return add(point);
  if (point < 0x800) {
    add(0xc0U | (point >> 6U));
    return tail(0);
  }
  if (point < 0x10000) {
    add(0xe0U | (point >> 12U));
    tail(6);
    return tail(0);
  }
  add(0xf0U | (point >> 18U));
  tail(12);
  tail(6);
  tail(0);
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::array<unsigned, 3> three{};
    auto const left = std::min<std::size_t>(3, bytes.size() - at);
    for (std::size_t i = 0; i < left; ++i) three.at(i) = static_cast<unsigned char>(bytes[at + i]);
    unsigned const group = three[0] << 16U | three[1] << 8U | three[2];
    for (std::size_t i = 0; i < 4; ++i)
      out += i <= left ? digits[(group >> (18 - 6 * i)) & 63U] : '=';
  }
  return out;
}

bool continues_a_point(char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U; }

// The first word stands behind the name of a field.
std::string encoded_words(std::string_view text, std::size_t name_size) {
  std::string out;
  std::size_t room = longest_line - name_size - 2;
  for (std::size_t at = 0; at < text.size();) {
    auto const bytes = (std::min(room, longest_word) - around_word) / 4 * 3;
    auto end = std::min(at + bytes, text.size());
    while (end < text.size() && end > at + 1 && continues_a_point(text[end])) --end;
    if (!out.empty()) out += "\r\n ";
    out += "=?utf-8?B?" + base64(text.substr(at, end - at)) + "?=";
    at = end;
    room = longest_word;
  }
  return out;
}

// A name before an address: as it is, quoted, or encoded.
std::string phrase(std::string_view text, std::size_t name_size) {
  constexpr std::size_t longest_quoted = 60;
  if (!is_printable_ascii(text) || text.contains("=?") || text.size() > longest_quoted)
    return encoded_words(text, name_size);
  std::string quoted = "\"";
  for (char const c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

// One line of text in quoted-printable. A dot that begins a line is encoded, so that it means
// nothing to SMTP; so is a blank that ends one, which some servers drop.
void append_encoded_line(std::string& out, std::string_view line) {
  std::size_t column = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    char const c = line[i];
    bool const blank_at_end = (c == ' ' || c == '\t') && i + 1 == line.size();
    bool const plain = ((c >= ' ' && c <= '~') || c == '\t') && c != '=' && !blank_at_end;
    if (column + (plain ? 1 : 3) >= longest_line) {
      out += "=\r\n";
      column = 0;
    }
    if (plain && (c != '.' || column > 0)) {
      out += c;
      ++column;
    } else {
      out += fmt::format("={:02X}", static_cast<unsigned char>(c));
      column += 3;
    }
  }
  out += "\r\n";
}

}  // namespace

std::string one_line(std::string_view value) {
  auto const points = atlas::code_points(value);
  std::string out;
  if (!points) {
    for (char const c : value.substr(0, longest_value)) out += c >= ' ' && c <= '~' ? c : '?';
    return out;
  }
  for (char32_t const point : points->substr(0, longest_value))
    if (!turns_or_hides(point)) append_utf8(out, atlas::is_control(point) ? U' ' : point);
  return out;
}

std::string html_escaped(std::string_view value) {
  std::string out;
  for (char const c : value) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  return out;
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    auto const end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    append_encoded_line(out, line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string text_field(std::string_view name, std::string_view value) {
  auto const line = one_line(value);
  bool const plain = is_printable_ascii(line) && !line.contains("=?") &&
                     name.size() + 2 + line.size() <= longest_line;
  if (!plain) return fmt::format("{}: {}\r\n", name, encoded_words(line, name.size()));
  return fmt::format("{}: {}\r\n", name, line);
}

std::string mailbox_field(std::string_view name, std::string_view display,
                          std::string_view address) {
  auto const line = one_line(display);
  if (line.empty()) return fmt::format("{}: {}\r\n", name, address);
  return fmt::format("{}: {}\r\n <{}>\r\n", name, phrase(line, name.size()), address);
}

}  // namespace orgd::mail
