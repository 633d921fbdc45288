// Which paths lead to the console's page and which to a file, and what caches may do with either.
#include "service/console.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "api/append.hpp"
#include "api/text.hpp"
#include "service/hardening.hpp"

namespace orgd {
namespace {

constexpr std::string_view console_root = "/console";
constexpr std::string_view asset_folder = "assets/";
constexpr std::string_view methods = "GET, HEAD, OPTIONS";

constexpr std::string_view page_fields =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src "
    "'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri "
    "'none'\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Vary: Accept-Encoding\r\n";

// Cuts the first element off a list; false when there is none left.
bool take_element(std::string_view& list, char separator, std::string_view& element) {
  if (list.empty()) return false;
  auto const end = std::min(list.find(separator), list.size());
  element = atlas::without_blanks(list.substr(0, end));
  list.remove_prefix(std::min(end + 1, list.size()));
  return true;
}

// A weight of "q=0", "q=0.0" and so on; anything else lets the coding be used.
bool is_unwanted(std::string_view parameters) {
  std::string_view parameter;
  while (take_element(parameters, ';', parameter))
    if (atlas::lower_ascii(parameter.substr(0, 2)) == "q=")
      return parameter.substr(2).find_first_not_of("0.") == std::string_view::npos;
  return false;
}

// What the client says of gzip itself counts more than what it says of all codings (RFC 9110,
// 12.5.3).
bool takes_gzip(std::string_view codings) {
  bool any = false;
  std::string_view element;
  while (take_element(codings, ',', element)) {
    auto const end = std::min(element.find(';'), element.size());
    auto const name = atlas::lower_ascii(atlas::without_blanks(element.substr(0, end)));
    bool const wanted = !is_unwanted(element.substr(std::min(end + 1, element.size())));
    if (name == "gzip" || name == "x-gzip") return wanted;
    if (name == "*") any = wanted;
  }
  return any;
}

// Weak: the same file has two codings.
std::string tag_of(ConsoleFile const& file) { return fmt::format("W/\"{}\"", file.name); }

bool names_tag(std::string_view tags, std::string_view tag) {
  std::string_view element;
  while (take_element(tags, ',', element)) {
    if (element == "*") return true;
    if (element.starts_with("W/")) element.remove_prefix(2);
    if (element == tag.substr(2)) return true;
  }
  return false;
}

void add_fields(Response& response) {
  atlas::append(response.fields, hardening_fields, page_fields);
}

void answer_file(Request const& request, ConsoleFile const& file, Response& response) {
  add_fields(response);
  std::string const tag = tag_of(file);
  atlas::append(response.fields, "Cache-Control: public, max-age=31536000, immutable\r\n",
                "ETag: ", tag, "\r\n");
  std::string joined;
  if (names_tag(request.list_field("If-None-Match", joined), tag)) {
    response.status = 304;
    return;
  }
  response.status = 200;
  response.content_type = file.media_type;
  bool const gzipped = takes_gzip(request.list_field("Accept-Encoding", joined));
  if (gzipped) response.add_field("Content-Encoding", "gzip");
  response.body = gzipped ? file.gzipped : file.plain;
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
}

// Where orgd lies below a path of a proxy or of a world, only the browser knows the whole of it: so
// files are named by the way back from the page, as deep as this is.
void answer_page(ConsolePages pages, std::string_view below, Response& response) {
  add_fields(response);
  response.add_field("Cache-Control", "no-store");
  response.status = 200;
  response.content_type = "text/html; charset=utf-8";
  response.body = pages == ConsolePages::of_sandbox ? sandbox_page() : console_page();
  std::string base = "./";
  for (auto depth = std::ranges::count(below, '/'); depth > 0; --depth) base += "../";
  replace_all(response.body, "@BASE@", base);
  replace_all(response.body, "@CONSOLE@", pages == ConsolePages::of_mail_links ? "off" : "on");
}

bool is_of_mail_link(std::string_view below) {
  return below.starts_with("accept/") || below == "reset" || below.starts_with("reset/");
}

}  // namespace

bool under_console(std::string_view path) {
  return path.starts_with(console_root) &&
         (path.size() == console_root.size() || path[console_root.size()] == '/');
}

atlas::Result<atlas::Done> serve_console(ConsolePages pages, Request const& request,
                                         std::string_view path, Response& response) {
  if (request.method == "OPTIONS") {
    response.status = 200;
    add_fields(response);
    response.add_field("Allow", methods);
    return atlas::Done{};
  }
  if (request.method != "GET" && request.method != "HEAD") {
    response.add_field("Allow", methods);
    return atlas::fail(atlas::Code::method_not_allowed);
  }
  if (path.size() == console_root.size()) {
    response.status = 308;
    add_fields(response);
    response.add_field("Location", "console/");
    return atlas::Done{};
  }
  auto const below = path.substr(console_root.size() + 1);
  if (below.starts_with(asset_folder)) {
    auto const files = console_files();
    auto const file =
        std::ranges::find(files, below.substr(asset_folder.size()), &ConsoleFile::name);
    if (file != files.end()) {
      answer_file(request, *file, response);
      return atlas::Done{};
    }
  }
  // The browser finds its page by the address; a name with a dot is that of a file.
  bool const page = below.find('.') == std::string_view::npos && !below.starts_with(asset_folder);
  bool const served = pages != ConsolePages::of_mail_links || is_of_mail_link(below);
  if (!page || !served) return atlas::fail(atlas::Code::resource_not_found, std::string(path));
  answer_page(pages, below, response);
  return atlas::Done{};
}

}  // namespace orgd
