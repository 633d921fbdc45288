// Templates are read once, at start, so that a mistake in one is told to whoever made it.
#include "mail/templates.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "api/language.hpp"
#include "mail/encoding.hpp"
#include "service/account_mail.hpp"

namespace orgd::mail {
namespace {

namespace fs = std::filesystem;
using std::string_view;

constexpr string_view layout_file = "layout.html";
constexpr std::array<string_view, 3> layout_values{"content", "language", "subject"};

constexpr std::array<string_view, 5> of_organization{"expires", "inviter", "link", "organization",
                                                     "service"};
constexpr std::array<string_view, 6> of_project{"expires",      "inviter", "link",
                                                "organization", "project", "service"};
constexpr std::array<string_view, 1> of_test{"service"};
constexpr std::array<string_view, 3> of_reset{"expires", "link", "service"};
constexpr std::array<string_view, 3> of_password{"address", "service", "time"};
constexpr std::array<string_view, 4> of_sign_in{"address", "browser", "service", "time"};
constexpr std::array<string_view, 6> of_key{"description",  "key",     "maker",
                                            "organization", "service", "time"};
constexpr std::array<string_view, 6> of_owner{"added",   "maker",   "organization",
                                              "removed", "service", "time"};
constexpr std::array<string_view, 5> of_factors{"added", "address", "removed", "service", "time"};
constexpr std::array<string_view, 4> of_passkey{"address", "passkey", "service", "time"};

constexpr std::array kinds{
    MailKind{"organization invitation", "organization-invitation", of_organization},
    MailKind{"project invitation", "project-invitation", of_project},
    MailKind{account_mail::password_reset, "password-reset", of_reset},
    MailKind{account_mail::password_changed, "password-changed", of_password},
    MailKind{account_mail::new_sign_in, "new-sign-in", of_sign_in},
    MailKind{account_mail::key_created, "api-key-created", of_key},
    MailKind{account_mail::owner_changed, "owner-changed", of_owner},
    MailKind{account_mail::factors_changed, "factors-changed", of_factors},
    MailKind{account_mail::passkey_counter, "passkey-counter", of_passkey},
    MailKind{"test", "test", of_test},
};

// Larger files are a mistake.
constexpr std::uintmax_t largest_file = 256UL * 1024;

[[noreturn]] void refuse(string_view file, string_view what) {
  throw std::runtime_error(fmt::format("the mail template {}: {}", file, what));
}

std::string read_file(fs::path const& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in) refuse(file.string(), "it cannot be read");
  return text;
}

// A file that is none of the templates would silently change nothing.
void replace_by_files(TemplateTexts& texts, fs::path const& folder) {
  if (!fs::is_directory(folder))
    throw std::runtime_error(
        fmt::format("the folder of mail templates {} is not there", folder.string()));
  for (auto const& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    auto const& path = entry.path();
    if (path.extension() != ".txt" && path.extension() != ".html") continue;
    auto const at = texts.find(path.lexically_relative(folder).generic_string());
    if (at == texts.end())
      refuse(path.string(), "there is none of that name; see docs/mail.md for those that are");
    if (entry.file_size() > largest_file) refuse(path.string(), "it is larger than 256 KiB");
    at->second = read_file(path);
  }
}

std::string joined(std::span<string_view const> names) {
  return fmt::format("{{{{{}}}}}", fmt::join(names, "}}, {{"));
}

}  // namespace

std::span<MailKind const> mail_kinds() { return kinds; }

Templates::Templates(std::optional<fs::path> const& folder) {
  auto texts = embedded_templates();
  if (folder) replace_by_files(texts, *folder);
  for (auto const language : atlas::languages)
    for (auto const& kind : kinds) {
      auto const path = fmt::format("{}/{}", language, kind.file);
      parts_.emplace(path, parts_of(texts, path, kind));
    }
  layout_ = parse(layout_file, texts.at(std::string(layout_file)), layout_values);
}

Templates::Parts Templates::parts_of(TemplateTexts const& texts, std::string const& path,
                                     MailKind const& kind) {
  constexpr string_view mark = "Subject: ";
  auto const file = path + ".txt";
  string_view text = texts.at(file);
  auto const end = text.find('\n');
  if (!text.starts_with(mark) || end == string_view::npos)
    refuse(file, "its first line must be \"Subject: \" and the subject");
  auto const subject = text.substr(mark.size(), end - mark.size());
  auto const body = text.substr(text.find_first_not_of("\r\n", end) == string_view::npos
                                    ? text.size()
                                    : text.find_first_not_of("\r\n", end));
  auto const html = path + ".html";
  Parts parts{.subject = parse(file, subject, kind.values),
              .text = parse(file, body, kind.values),
              .html = parse(html, texts.at(html), kind.values)};
  bool const needs_link = std::ranges::find(kind.values, "link") != kind.values.end();
  auto const has_link = [](Pieces const& pieces) {
    return std::ranges::any_of(
        pieces, [](Piece const& piece) { return piece.is_value && piece.text == "link"; });
  };
  if (needs_link && !has_link(parts.text)) refuse(file, "it must have {{link}} in it");
  if (needs_link && !has_link(parts.html)) refuse(html, "it must have {{link}} in it");
  return parts;
}

Templates::Pieces Templates::parse(string_view file, string_view text,
                                   std::span<string_view const> values) {
  Pieces pieces;
  while (!text.empty()) {
    auto const open = text.find("{{");
    pieces.push_back({.text = std::string(text.substr(0, open))});
    if (open == string_view::npos) break;
    auto const close = text.find("}}", open);
    if (close == string_view::npos) refuse(file, "a {{ has no }} behind it");
    auto const name = text.substr(open + 2, close - open - 2);
    if (std::ranges::find(values, name) == values.end())
      refuse(file,
             fmt::format("there is no {{{{{}}}}}; there is {}", one_line(name), joined(values)));
    pieces.push_back({.text = std::string(name), .is_value = true});
    text.remove_prefix(close + 2);
  }
  return pieces;
}

std::string Templates::fill(Pieces const& pieces, Values const& values) {
  std::string out;
  for (auto const& piece : pieces) {
    auto const at = piece.is_value ? values.find(piece.text) : values.end();
    if (!piece.is_value) out += piece.text;
    if (at != values.end()) out += at->second;
  }
  return out;
}

std::optional<Rendered> Templates::render(string_view kind, string_view language,
                                          Values const& values) const {
  auto const known = std::ranges::find(kinds, kind, &MailKind::name);
  if (known == kinds.end()) return std::nullopt;
  bool const spoken = std::ranges::find(atlas::languages, language) != atlas::languages.end();
  Rendered rendered{.language = std::string(spoken ? language : atlas::languages.front())};
  Values seen;
  Values escaped;
  for (auto const& [name, value] : values) {
    seen[name] = one_line(value);
    escaped[name] = html_escaped(seen[name]);
  }
  auto const& parts = parts_.find(fmt::format("{}/{}", rendered.language, known->file))->second;
  rendered.subject = one_line(fill(parts.subject, seen));
  rendered.text = fill(parts.text, seen);
  rendered.html = fill(layout_, {{"content", fill(parts.html, escaped)},
                                 {"language", rendered.language},
                                 {"subject", html_escaped(rendered.subject)}});
  return rendered;
}

}  // namespace orgd::mail
