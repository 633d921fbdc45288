// Which site a request belongs to, what its cookies are called, and who may use them.
#include "service/browser.hpp"

#include <gtest/gtest.h>

namespace orgd {
namespace {

Request request_to(std::string_view host, std::string_view prefix = "") {
  Request request;
  request.method = "POST";
  request.prefix = prefix;
  request.add_field("Host", host);
  return request;
}

struct Named {
  std::string origin;
  std::string cookie;
  std::string attributes;
  bool operator==(Named const&) const = default;
};

std::optional<Named> named(std::string public_url, Request const& request) {
  ServiceOptions const options{.public_url = std::move(public_url)};
  auto const site = site_of(options, request);
  if (!site) return std::nullopt;
  return Named{site->origin, site->session_cookie, site->attributes};
}

constexpr char const* strict = "HttpOnly; SameSite=Strict";

TEST(Browser, NamesCookiesByThePublicUrl) {
  auto const any = request_to("10.0.0.1:8080");
  EXPECT_EQ(named("https://orgd.example.org", any),
            (Named{"https://orgd.example.org", "__Host-orgd_session",
                   std::string("; Path=/; Secure; ") + strict}));
  EXPECT_EQ(named("https://Example.org:443/org", any),
            (Named{"https://example.org", "__Secure-orgd_session",
                   std::string("; Path=/org/; Secure; ") + strict}));
  EXPECT_EQ(
      named("http://localhost:9000", any),
      (Named{"http://localhost:9000", "orgd_session_9000", std::string("; Path=/; ") + strict}));
}

TEST(Browser, KnowsThisMachineByItsNames) {
  EXPECT_EQ(
      named("", request_to("127.0.0.1:8080")),
      (Named{"http://127.0.0.1:8080", "orgd_session_8080", std::string("; Path=/; ") + strict}));
  EXPECT_EQ(named("", request_to("[::1]")),
            (Named{"http://[::1]", "orgd_session_80", std::string("; Path=/; ") + strict}));
  EXPECT_EQ(named("", request_to("localhost:8080", "/w/blue")),
            (Named{"http://localhost:8080", "orgd_session_8080_blue",
                   std::string("; Path=/w/blue/; ") + strict}));
}

TEST(Browser, KeepsNoCookieOverPlainHttpFromElsewhere) {
  EXPECT_FALSE(named("", request_to("orgd.example.org")));
  EXPECT_FALSE(named("", request_to("")));
  EXPECT_FALSE(named("http://orgd.example.org", request_to("localhost:8080")));
  Request secure = request_to("orgd.example.org");
  secure.secure = true;  // what the connection is says nothing
  EXPECT_FALSE(named("", secure));
}

TEST(Browser, ReadsACookieThatIsThereOnce) {
  Request request;
  request.add_field("Cookie", "a=1; orgd=x=y ;b=2");
  EXPECT_EQ(cookie_of(request, "orgd"), "x=y");
  EXPECT_EQ(cookie_of(request, "b"), "2");
  EXPECT_EQ(cookie_of(request, "org"), "");
  EXPECT_FALSE(carries_cookie(request, "org"));
  request.add_field("Cookie", "orgd=z");
  EXPECT_EQ(cookie_of(request, "orgd"), "");
  EXPECT_TRUE(carries_cookie(request, "orgd"));
}

TEST(Browser, TakesChangesFromItsOwnPagesAlone) {
  auto const site = site_of({.public_url = "https://orgd.example.org"}, request_to("x")).value();
  auto const judged = [&](std::string_view origin, std::string_view type, std::string_view header,
                          std::string method = "POST") {
    Request request = request_to("x");
    request.method = std::move(method);
    if (!origin.empty()) request.add_field("Origin", origin);
    if (!type.empty()) request.add_field("Content-Type", type);
    if (!header.empty()) request.add_field("X-Orgd", header);
    return judge_same_site(request, site).has_value();
  };
  EXPECT_TRUE(judged("https://orgd.example.org", "application/json", "1"));
  EXPECT_TRUE(judged("https://orgd.example.org", "Application/JSON; charset=utf-8", "1"));
  EXPECT_TRUE(judged("https://orgd.example.org", "application/vnd.atlas.2025-02-19+json", "1"));
  EXPECT_TRUE(judged("", "", "", "GET"));
  EXPECT_FALSE(judged("", "application/json", "1"));
  EXPECT_FALSE(judged("https://orgd.example.org.evil.org", "application/json", "1"));
  EXPECT_FALSE(judged("http://orgd.example.org", "application/json", "1"));
  EXPECT_FALSE(judged("https://orgd.example.org", "", "1"));
  EXPECT_FALSE(judged("https://orgd.example.org", "text/plain", "1"));
  EXPECT_FALSE(judged("https://orgd.example.org", "application/json", ""));
  EXPECT_FALSE(judged("https://evil.org", "application/json", "1", "DELETE"));
  EXPECT_FALSE(judged("null", "application/json", "1"));
  EXPECT_FALSE(judged("https://orgd.example.org/", "application/json", "1"));
  EXPECT_FALSE(judged("https://orgd.example.org:8443", "application/json", "1"));
  EXPECT_FALSE(judged("https://orgd.example.org https://evil.org", "application/json", "1"));
  EXPECT_FALSE(judged("https://orgd.example.org", "application/json", "1, 1"));
  // Methods that nobody serves change as well as any.
  EXPECT_FALSE(judged("", "", "", "get"));
  EXPECT_FALSE(judged("", "", "", "PROPFIND"));
  Request twice = request_to("x");
  for (auto const* origin : {"https://orgd.example.org", "https://evil.org"})
    twice.add_field("Origin", origin);
  twice.add_field("Content-Type", "application/json");
  twice.add_field("X-Orgd", "1");
  EXPECT_FALSE(judge_same_site(twice, site));
}

TEST(Browser, TakesThePublicUrlForItsOriginWhateverTheHostSays) {
  ServiceOptions const options{.public_url = "https://orgd.example.org"};
  for (auto const* host : {"evil.org", "localhost:8080", "orgd.example.org.evil.org", ""}) {
    auto const site = site_of(options, request_to(host)).value();
    EXPECT_EQ(site.origin, "https://orgd.example.org") << host;
    EXPECT_EQ(site.session_cookie, "__Host-orgd_session") << host;
  }
}

std::string user_agent(std::string_view text) {
  Request request = request_to("x");
  request.add_field("User-Agent", text);
  return user_agent_of(request);
}

TEST(Browser, ShowsWhatItSaysOfItselfWithoutWhatDeceives) {
  std::string const firefox =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  EXPECT_EQ(user_agent(firefox), firefox);
  EXPECT_EQ(user_agent("  curl/8.0 \t  (x)  "), "curl/8.0 (x)");
  EXPECT_EQ(user_agent("one\r\nlevel=error two\x1b[2J\x7f"), "onelevel=error two[2J");
  EXPECT_EQ(user_agent("a \xd7\xa9 b\xe2\x80\xae"), "a b");
  EXPECT_EQ(user_agent("50%20 of \"all\""), "50%20 of \"all\"");
  EXPECT_EQ(user_agent(std::string(300, 'x')), std::string(256, 'x'));
  EXPECT_EQ(user_agent(" \x01 "), "");
  EXPECT_EQ(user_agent_of(request_to("x")), "");
}

}  // namespace
}  // namespace orgd
