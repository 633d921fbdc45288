// What of the console is served at which address, to whom, and for how long it may be kept.
#include "service/console.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>

namespace orgd {
namespace {

struct Served {
  bool refused = false;
  int code = 0;  ///< of the refusal
  Response response{};

  bool has(std::string_view field) const {
    return response.fields.find(std::string(field) + "\r\n") != std::string::npos;
  }
};

Served served(std::string_view path, Request request = {},
              ConsolePages pages = ConsolePages::of_people) {
  if (request.method.empty()) request.method = "GET";
  Served answer;
  auto const result = serve_console(pages, request, path, answer.response);
  answer.refused = !result;
  if (!result) answer.code = result.error().error;
  return answer;
}

Request with(std::string_view name, std::string_view value) {
  Request request;
  request.add_field(name, value);
  return request;
}

ConsoleFile const& script() {
  auto const files = console_files();
  return *std::ranges::find_if(files, [](auto const& file) { return file.name.ends_with(".js"); });
}

std::string path_of(ConsoleFile const& file) { return "/console/assets/" + std::string(file.name); }

std::string unzipped(std::string_view gzipped, std::size_t room) {
  std::string text(room + 1, '\0');
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): zlib only reads it.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(gzipped.data()));
  stream.avail_in = static_cast<uInt>(gzipped.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

// What a page names is all that it loads.
void expect_light(std::string_view page) {
  std::size_t bytes = page.size();
  bool has_style = false;
  for (auto const& file : console_files()) {
    if (page.find(file.name) == std::string_view::npos) continue;
    bytes += file.gzipped.size();
    has_style = has_style || file.media_type == "text/css; charset=utf-8";
  }
  EXPECT_TRUE(has_style);
  EXPECT_LE(bytes, 150U * 1024U);
}

TEST(Console, PagesHaveScriptsAndAStyleOfAtMost150KilobytesInAll) {
  expect_light(console_page());
  expect_light(sandbox_page());
  EXPECT_EQ(script().media_type, "text/javascript; charset=utf-8");
  for (auto const& file : console_files()) {
    EXPECT_EQ(unzipped(file.gzipped, file.plain.size()), file.plain);
    bool const of_people = console_page().find(file.name) != std::string_view::npos;
    bool const of_sandbox = sandbox_page().find(file.name) != std::string_view::npos;
    EXPECT_TRUE(of_people || of_sandbox) << file.name;
  }
}

TEST(Console, IsWhatLiesBelowItsPath) {
  for (auto const* path : {"/console", "/console/", "/console/a", "/console/a/b"})
    EXPECT_TRUE(under_console(path)) << path;
  for (auto const* path : {"/", "/consoles", "/api/console/", "/consol", "/CONSOLE/"})
    EXPECT_FALSE(under_console(path)) << path;
}

TEST(Console, EveryAddressWithoutADotIsThePage) {
  for (auto const* path : {"/console/", "/console/signin", "/console/orgs/0123/people",
                           "/console/accept/0123", "/console/%2e%2e/x"}) {
    auto const answer = served(path);
    EXPECT_FALSE(answer.refused) << path;
    EXPECT_EQ(answer.response.content_type, "text/html; charset=utf-8");
    EXPECT_TRUE(answer.has("Cache-Control: no-store")) << path;
    EXPECT_EQ(answer.response.body.find('@'), std::string::npos) << path;
  }
}

TEST(Console, FilesAreNamedByTheWayBackFromThePage) {
  auto const names = [](std::string_view path, std::string_view base) {
    auto const wanted = "\"" + std::string(base) + "assets/" + std::string(script().name) + "\"";
    return served(path).response.body.find(wanted) != std::string::npos;
  };
  EXPECT_TRUE(names("/console/", "./"));
  EXPECT_TRUE(names("/console/orgs", "./"));
  EXPECT_TRUE(names("/console/orgs/0123/people", "./../../"));
}

TEST(Console, WithoutTheSlashLeadsToTheOneWithIt) {
  auto const answer = served("/console");
  EXPECT_EQ(answer.response.status, 308);
  // Relative, so that it holds below a proxy's path and in a world.
  EXPECT_TRUE(answer.has("Location: console/"));
}

TEST(Console, NoPageMayDoMoreThanThisOneNeeds) {
  for (auto const& path : {std::string("/console/"), path_of(script())}) {
    auto const answer = served(path);
    for (auto const* field :
         {"Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
          "img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
          "base-uri 'none'",
          "Referrer-Policy: no-referrer", "Cross-Origin-Opener-Policy: same-origin",
          "X-Content-Type-Options: nosniff", "X-Frame-Options: DENY"})
      EXPECT_TRUE(answer.has(field)) << path << ": " << field;
    EXPECT_EQ(answer.response.fields.find("Set-Cookie"), std::string::npos);
    EXPECT_EQ(answer.response.fields.find("Access-Control"), std::string::npos);
  }
  auto const page = served("/console/").response.body;
  EXPECT_EQ(page.find("<script>"), std::string::npos);
  EXPECT_EQ(page.find("style="), std::string::npos);
}

TEST(Console, FilesAreKeptForAYear) {
  auto const answer = served(path_of(script()));
  EXPECT_EQ(answer.response.status, 200);
  EXPECT_TRUE(answer.has("Cache-Control: public, max-age=31536000, immutable"));
  EXPECT_TRUE(answer.has("Vary: Accept-Encoding"));
  EXPECT_EQ(answer.response.body, script().plain);
}

TEST(Console, FilesThatTheClientHasAreNotSentAgain) {
  std::string const tag = "\"" + std::string(script().name) + "\"";
  for (auto const& tags : {"W/" + tag, tag, "\"other\", W/" + tag, std::string("*")}) {
    auto const answer = served(path_of(script()), with("If-None-Match", tags));
    EXPECT_EQ(answer.response.status, 304) << tags;
    EXPECT_TRUE(answer.response.body.empty()) << tags;
    EXPECT_TRUE(answer.has("ETag: W/" + tag)) << tags;
  }
  for (auto const* tags : {"\"other\"", "", "main"})
    EXPECT_EQ(served(path_of(script()), with("If-None-Match", tags)).response.status, 200) << tags;
}

TEST(Console, FilesAreCompressedForWhoTakesThat) {
  for (auto const* codings : {"gzip", "gzip, deflate, br", "br;q=1.0, gzip;q=0.5", "GZIP", "*",
                              "identity;q=0, *;q=0.1"}) {
    auto const answer = served(path_of(script()), with("Accept-Encoding", codings));
    EXPECT_TRUE(answer.has("Content-Encoding: gzip")) << codings;
    EXPECT_EQ(answer.response.body, script().gzipped) << codings;
  }
  for (auto const* codings :
       {"", "identity", "br", "gzip;q=0", "gzip; q=0.000, *", "*;q=0", "gzippy"}) {
    auto const answer = served(path_of(script()), with("Accept-Encoding", codings));
    EXPECT_EQ(answer.response.fields.find("Content-Encoding"), std::string::npos) << codings;
    EXPECT_EQ(answer.response.body, script().plain) << codings;
  }
}

TEST(Console, NoOtherFileIsFound) {
  auto const name = std::string(script().name);
  for (auto const& path :
       {std::string("/console/assets/"), std::string("/console/assets/x.js"),
        "/console/assets/../assets/" + name, "/console/assets//" + name, "/console/" + name,
        path_of(script()) + "/", std::string("/console/../etc/passwd"),
        std::string("/console/assets/..%2fsecret.key"), std::string("/console/index.html")}) {
    auto const answer = served(path);
    EXPECT_TRUE(answer.refused) << path;
    EXPECT_EQ(answer.code, 404) << path;
  }
}

TEST(Console, IsOnlyRead) {
  for (auto const* method : {"POST", "PUT", "DELETE", "PATCH", "BREW"}) {
    Request request;
    request.method = method;
    auto const answer = served("/console/", request);
    EXPECT_EQ(answer.code, 405) << method;
    EXPECT_TRUE(answer.has("Allow: GET, HEAD, OPTIONS")) << method;
  }
  Request head;
  head.method = "HEAD";
  EXPECT_EQ(served("/console/", head).response.status, 200);
  Request options;
  options.method = "OPTIONS";
  EXPECT_TRUE(served("/console/", options).has("Allow: GET, HEAD, OPTIONS"));
}

TEST(Console, ASandboxHasPagesOfItsOwn) {
  auto const body = [](ConsolePages pages) {
    return served("/console/worlds", {}, pages).response.body;
  };
  EXPECT_EQ(body(ConsolePages::of_people).find("/sandbox-"), std::string::npos);
  EXPECT_EQ(body(ConsolePages::of_sandbox).find("/main-"), std::string::npos);
  EXPECT_NE(body(ConsolePages::of_sandbox).find("\"./assets/sandbox-"), std::string::npos);
}

TEST(Console, SwitchedOffThereAreThePagesOfMailsAlone) {
  for (auto const& path :
       {std::string("/console/accept/0123"), std::string("/console/reset"), path_of(script())})
    EXPECT_FALSE(served(path, {}, ConsolePages::of_mail_links).refused) << path;
  for (auto const* path : {"/console/", "/console/orgs", "/console/signin", "/console/acceptance"})
    EXPECT_EQ(served(path, {}, ConsolePages::of_mail_links).code, 404) << path;
  auto const page = served("/console/reset", {}, ConsolePages::of_mail_links).response.body;
  EXPECT_NE(page.find("data-console=\"off\""), std::string::npos);
}

}  // namespace
}  // namespace orgd
