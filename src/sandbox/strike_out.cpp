// Finding secrets by the names of what holds them.
#include "sandbox/strike_out.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

#include "api/json_write.hpp"
#include "api/text.hpp"
#include "api/uri.hpp"

namespace orgd::sandbox {
namespace {

// THE LIST of names, in lower case and without "_" and "-".
constexpr std::array<std::string_view, 31> secret_names{"acceptlink",
                                                        "accesstoken",
                                                        "assertion",
                                                        "authorization",
                                                        "clientassertion",
                                                        "clientsecret",
                                                        "cnonce",
                                                        "code",
                                                        "codes",
                                                        "cookie",
                                                        "currentpassword",
                                                        "digesthash",
                                                        "idtoken",
                                                        "newpassword",
                                                        "nextnonce",
                                                        "nonce",
                                                        "oldpassword",
                                                        "opaque",
                                                        "password",
                                                        "passwordhash",
                                                        "privatekey",
                                                        "proxyauthorization",
                                                        "qrcode",
                                                        "recoverycode",
                                                        "refreshtoken",
                                                        "secret",
                                                        "secrethash",
                                                        "setcookie",
                                                        "token",
                                                        "tokenhash",
                                                        "uri"};

constexpr std::string_view name_marks = "_-";
// A secret that is shorter would be found in what is none.
constexpr std::size_t shortest_echo = 6;
constexpr std::size_t most_echoes = 256;

std::string plain_name(std::string_view name) {
  std::string plain = atlas::lower_ascii(name);
  std::erase_if(plain, [](char c) { return name_marks.contains(c); });
  return plain;
}

// Short names are in many words that mean something else: "code" is in "errorCode".
bool mentions(std::string_view plain, std::string_view name) {
  constexpr std::size_t short_name = 4;
  constexpr auto in_name = atlas::alphanumeric_or("");
  auto const is_letter = [&](std::size_t at) {
    return at < plain.size() && in_name[static_cast<unsigned char>(plain[at])];
  };
  for (auto at = plain.find(name); at != plain.npos; at = plain.find(name, at + 1)) {
    bool const alone = (at == 0 || !is_letter(at - 1)) && !is_letter(at + name.size());
    if (alone || name.size() > short_name) return true;
  }
  return false;
}

// Whether what cannot be read may hold a secret. An escape may hide a letter of a name.
bool mentions_secret(std::string_view text) {
  if (text.contains("\\u")) return true;
  std::string const plain = plain_name(text);
  return std::ranges::any_of(secret_names,
                             [&](std::string_view name) { return mentions(plain, name); });
}

std::string without_secrets(std::string_view unread) {
  return mentions_secret(unread) ? fmt::format("{} {} bytes", struck, unread.size())
                                 : std::string(unread);
}

bool is_utf8(std::string_view text) {
  return atlas::each_code_point(text, [](char32_t) { return true; }).has_value();
}

// The next "=" from there on, or one that is escaped; how wide it is goes to `width`.
std::size_t find_equals(std::string_view text, std::size_t from, std::size_t& width) {
  for (std::size_t at = from; at < text.size(); ++at) {
    bool const escaped = text[at] == '%' && atlas::equal_ignoring_case(text.substr(at, 3), "%3d");
    if (!escaped && text[at] != '=') continue;
    width = escaped ? 3 : 1;
    return at;
  }
  return text.npos;
}

// The name that ends there, without what is left of an escape before it.
std::string_view name_before(std::string_view text) {
  constexpr auto in_name = atlas::alphanumeric_or(name_marks);
  while (text.ends_with(' ') || text.ends_with('"')) text.remove_suffix(1);
  std::size_t begin = text.size();
  while (begin > 0 && in_name[static_cast<unsigned char>(text[begin - 1])]) --begin;
  std::size_t const escape = begin > 0 && text[begin - 1] == '%' ? 2 : 0;
  return text.substr(std::min(begin + escape, text.size()));
}

std::size_t end_of_value(std::string_view text, std::size_t begin) {
  if (!text.substr(begin).starts_with('"'))
    return std::min(text.find_first_of("& \t\r\n", begin), text.size());
  for (std::size_t at = begin + 1; at < text.size(); ++at) {
    if (text[at] == '\\')
      ++at;
    else if (text[at] == '"')
      return at + 1;
  }
  return text.size();
}

void replace_all(std::string& text, std::string_view what) {
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + struck.size()))
    text.replace(at, what.size(), struck);
}

// Strikes out one entry, and remembers what it found.
class Striker {
 public:
  void strike(atlas::JsonNode& node);
  std::string text(std::string_view given);
  std::string query(std::string_view given);
  std::string body(std::string_view given);
  void strike(std::vector<HeaderField>& fields);
  void strike_echoes(Entry& entry);

 private:
  std::optional<std::string> json(std::string_view given);
  std::string pairs(std::string_view given);
  void note(std::string_view secret);
  void note_all(atlas::JsonNode const& node);
  std::vector<std::string> found_{};
};

// Also as it is written in JSON and in a query.
void Striker::note(std::string_view secret) {
  if (secret.size() < shortest_echo || found_.size() >= most_echoes || struck.contains(secret))
    return;
  std::string json;
  atlas::write_json(json, secret);
  for (auto const& form :
       {std::string(secret), json.substr(1, json.size() - 2), atlas::percent_encode(secret)})
    if (std::ranges::find(found_, form) == found_.end()) found_.push_back(form);
}

void Striker::note_all(atlas::JsonNode const& node) {
  note(node.text);
  for (atlas::JsonNode const& child : node.children) note_all(child);
}

std::string Striker::pairs(std::string_view given) {
  std::string out;
  std::size_t done = 0;
  std::size_t width = 0;
  for (auto at = find_equals(given, 0, width); at != given.npos;
       at = find_equals(given, at, width)) {
    auto const name = name_before(given.substr(done, at - done));
    at += width;
    if (!is_secret_name(name)) continue;
    auto const begin = std::min(given.find_first_not_of(' ', at), given.size());
    auto const end = end_of_value(given, begin);
    auto value = given.substr(begin, end - begin);
    if (value.empty()) continue;
    out.append(given.substr(done, begin - done)).append(struck);
    if (value.size() > 1 && value.starts_with('"') && value.ends_with('"'))
      value = value.substr(1, value.size() - 2);
    note(value);
    done = at = end;
  }
  return out.append(given.substr(done));
}

// As it was, when there is no secret in it. Nothing when it is no JSON.
std::optional<std::string> Striker::json(std::string_view given) {
  auto node = atlas::parse_json(given);
  if (!node) return std::nullopt;
  std::string before;
  std::string after;
  atlas::write_json(before, *node);
  strike(*node);
  atlas::write_json(after, *node);
  return before == after ? std::string(given) : after;
}

std::string Striker::text(std::string_view given) {
  if (!is_utf8(given)) return fmt::format("[{} bytes that are no UTF-8]", given.size());
  auto const first = given.find_first_not_of(" \t\r\n");
  bool const document = first != given.npos && (given[first] == '{' || given[first] == '[');
  if (!document) return pairs(given);
  auto left = json(given);
  return left ? std::move(*left) : pairs(without_secrets(given));
}

std::string Striker::query(std::string_view given) {
  std::string out;
  for (bool more = !given.empty(); more;) {
    auto const end = std::min(given.find('&'), given.size());
    auto const pair = given.substr(0, end);
    more = end < given.size();
    given.remove_prefix(std::min(end + 1, given.size()));
    auto const equals = pair.find('=');
    auto const value = equals == pair.npos ? "" : pair.substr(equals + 1);
    auto const name = atlas::percent_decode(pair.substr(0, equals), atlas::Plus::is_space);
    auto const decoded = atlas::percent_decode(value, atlas::Plus::is_space);
    bool const secret = !name || !decoded || is_secret_name(*name);
    if (secret && decoded) note(*decoded);
    if (secret) note(value);
    bool const holds_one = secret || text(*decoded) != *decoded;
    out.append(name ? text(pair.substr(0, equals)) : struck);
    if (equals != pair.npos) out.append("=").append(holds_one && !value.empty() ? struck : value);
    if (more) out += '&';
  }
  return out;
}

std::string Striker::body(std::string_view given) {
  if (!is_utf8(given)) return fmt::format("[{} bytes that are no UTF-8]", given.size());
  if (auto left = json(given)) return std::move(*left);
  bool const form = given.contains('=') && given.find_first_of("{[\"<\n") == given.npos;
  return form ? query(given) : pairs(without_secrets(given));
}

void Striker::strike(atlas::JsonNode& node) {
  using Kind = atlas::JsonNode::Kind;
  if (node.kind == Kind::text) node.text = text(node.text);
  for (atlas::JsonNode& child : node.children) {
    if (node.kind == Kind::object && is_secret_name(child.key) && child.kind != Kind::null) {
      note_all(child);
      child = {.kind = Kind::text, .text = std::string(struck), .key = child.key};
      continue;
    }
    child.key = node.kind == Kind::object ? pairs(child.key) : child.key;
    strike(child);
  }
}

void Striker::strike(std::vector<HeaderField>& fields) {
  for (HeaderField& field : fields) {
    if (is_secret_name(field.name)) {
      // Behind the scheme, "Bearer".
      note(std::string_view(field.value).substr(field.value.rfind(' ') + 1));
      field.value = struck;
    } else {
      field.value = text(field.value);
    }
  }
}

void Striker::strike_echoes(Entry& entry) {
  // One secret may be the beginning of another.
  std::ranges::sort(found_, std::ranges::greater(), &std::string::size);
  std::vector<std::string*> texts{&entry.path,  &entry.org_id,       &entry.caller,
                                  &entry.query, &entry.request_body, &entry.response_body};
  for (auto* fields : {&entry.request_headers, &entry.response_headers})
    for (HeaderField& field : *fields) texts.push_back(&field.value);
  for (std::string const& secret : found_)
    for (std::string* text : texts) replace_all(*text, secret);
}

}  // namespace

bool is_secret_name(std::string_view name) {
  return std::ranges::find(secret_names, plain_name(name)) != secret_names.end();
}

void strike_out(Entry& entry) {
  Striker striker;
  striker.strike(entry.request_headers);
  striker.strike(entry.response_headers);
  for (auto* const given : {&entry.path, &entry.org_id, &entry.caller})
    *given = striker.text(*given);
  entry.query = striker.query(entry.query);
  entry.request_body = striker.body(entry.request_body);
  entry.response_body = striker.body(entry.response_body);
  striker.strike_echoes(entry);
}

void strike_out(atlas::JsonNode& document) { Striker().strike(document); }

}  // namespace orgd::sandbox
