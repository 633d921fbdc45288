// Percent-encoding and splitting of request targets.
#include "api/uri.hpp"

#include <algorithm>

#include "api/append.hpp"

namespace atlas {

TargetParts split_target(std::string_view target) {
  auto const mark = target.find('?');
  if (mark == std::string_view::npos) return {target, {}};
  return {target.substr(0, mark), target.substr(mark + 1)};
}

namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void append_encoded(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  if (std::ranges::all_of(text, [](char c) { return is_unreserved(c); })) {
    append(out, text);
    return;
  }
  for (char c : text) {
    if (is_unreserved(c)) {
      out += c;
      continue;
    }
    auto const byte = static_cast<unsigned char>(c);
    out.append({'%', digits[byte >> 4U], digits[byte & 15U]});
  }
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text, Plus plus) {
  if (std::ranges::all_of(text, [](char c) { return is_unreserved(c); })) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus == Plus::is_space) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      int const high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
      int const low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  if (!each_code_point(out, [](char32_t) { return true; })) return std::nullopt;
  return out;
}

std::string percent_encode(std::string_view text) {
  std::string out;
  append_encoded(out, text);
  return out;
}

Result<std::vector<NamedText>> parse_query(std::string_view query) {
  std::vector<NamedText> pairs;
  while (!query.empty()) {
    auto const end = query.find('&');
    std::string_view const pair = query.substr(0, end);
    query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    if (pair.empty()) continue;
    auto const equals = pair.find('=');
    auto name = percent_decode(pair.substr(0, equals), Plus::is_space);
    auto const raw_value = equals == std::string_view::npos ? "" : pair.substr(equals + 1);
    auto value = percent_decode(raw_value, Plus::is_space);
    if (!name || !value) return fail(Code::invalid_query_parameter, name.value_or(""));
    pairs.emplace_back(std::move(*name), std::move(*value));
  }
  return pairs;
}

std::size_t segments_of(std::string_view path, std::span<std::string_view> segments) {
  if (path.starts_with('/')) path.remove_prefix(1);
  if (path.ends_with('/')) path.remove_suffix(1);
  for (std::size_t count = 0;; ++count) {
    auto const slash = path.find('/');
    if (count < segments.size()) segments[count] = path.substr(0, slash);
    if (slash == std::string_view::npos) return count + 1;
    path.remove_prefix(slash + 1);
  }
}

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments(segments_of(path, {}));
  segments_of(path, segments);
  return segments;
}

void expand_template(std::string& out, std::string_view pattern,
                     std::span<std::string_view const> values) {
  std::size_t next = 0;
  while (!pattern.empty()) {
    auto const open = pattern.find('{');
    append(out, pattern.substr(0, open));
    if (open == std::string_view::npos) break;
    append_encoded(out, values[next++]);
    pattern.remove_prefix(pattern.find('}') + 1);
  }
}

}  // namespace atlas
