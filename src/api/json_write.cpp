// Text, dates, errors and pretty printing for JSON output.
#include "api/json_write.hpp"

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

void new_line(std::string& out, std::size_t level) { out.append("\n").append(level * 2, ' '); }

// Past the end of the JSON string that begins at `at`.
std::size_t end_of_text(std::string_view json, std::size_t at) {
  for (++at; json[at] != '"'; ++at)
    if (json[at] == '\\') ++at;
  return at + 1;
}

}  // namespace

void write_json(std::string& out, std::string_view text) {
  out += '"';
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text.substr(start, i - start));
    write_escape(out, text[i]);
    start = i + 1;
  }
  out.append(text.substr(start)).append("\"");
}

std::string format_date(Date date) {
  auto const day = std::chrono::floor<std::chrono::days>(date);
  std::chrono::year_month_day const ymd(day);
  std::chrono::hh_mm_ss const time(date - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(ymd.year()),
                     static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

void write_json(std::string& out, Date date) {
  out.append("\"").append(format_date(date)).append("\"");
}

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

std::string pretty_json(std::string_view compact) {
  std::string out;
  std::size_t level = 0;
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
  return out;
}

}  // namespace atlas
