// The archive has what HAR 1.2 demands.
#include "sandbox/har.hpp"

#include <gtest/gtest.h>

namespace orgd::sandbox {
namespace {

using Archived = atlas::JsonNode;

Archived const& member_of(Archived const& node, std::string_view name) {
  static Archived const none;
  Archived const* found = node.find(name);
  EXPECT_NE(found, nullptr) << name;
  return found ? *found : none;
}

Archived archive_of(Entry entry, std::int64_t dropped = 0) {
  Journal journal;
  journal.add(std::move(entry));
  auto const har =
      atlas::parse_json(har_of(journal.all(), dropped, "http://localhost:8080", "0.1.0"));
  EXPECT_TRUE(har);
  return har.value_or(Archived{});
}

TEST(Har, HoldsRequestsAndAnswers) {
  auto const har = archive_of({.time = atlas::Date(std::chrono::seconds(1'700'000'000)),
                               .method = "POST",
                               .path = "/api/x",
                               .query = "pretty=true&a=b%20c",
                               .status = 201,
                               .rule = "7",
                               .took_us = 12'345,
                               .delayed_ms = 10,
                               .request_headers = {{"Content-Type", "application/json"}},
                               .request_body = "{}",
                               .request_body_size = 2,
                               .response_headers = {{"Location", "/api/x/1"}},
                               .response_body = R"({"id":"1"})",
                               .response_body_size = 10});
  Archived const& log = member_of(har, "log");
  EXPECT_EQ(member_of(log, "version").text, "1.2");
  EXPECT_EQ(member_of(member_of(log, "creator"), "version").text, "0.1.0");
  ASSERT_EQ(member_of(log, "entries").children.size(), 1U);
  Archived const& entry = member_of(log, "entries").children.front();
  EXPECT_EQ(member_of(entry, "startedDateTime").text, "2023-11-14T22:13:20Z");
  EXPECT_EQ(member_of(entry, "time").integer, 12);
  EXPECT_EQ(member_of(entry, "comment").text, "fault rule 7 acted, with 10 ms of delay");
  EXPECT_EQ(member_of(member_of(entry, "timings"), "wait").integer, 12);
  EXPECT_EQ(member_of(member_of(entry, "timings"), "send").integer, 0);
  EXPECT_TRUE(member_of(entry, "cache").children.empty());

  Archived const& request = member_of(entry, "request");
  EXPECT_EQ(member_of(request, "url").text, "http://localhost:8080/api/x?pretty=true&a=b%20c");
  EXPECT_EQ(member_of(request, "httpVersion").text, "HTTP/1.1");
  ASSERT_EQ(member_of(request, "queryString").children.size(), 2U);
  EXPECT_EQ(member_of(member_of(request, "queryString").children[1], "value").text, "b c");
  EXPECT_EQ(member_of(member_of(request, "postData"), "mimeType").text, "application/json");
  EXPECT_EQ(member_of(request, "bodySize").integer, 2);
  EXPECT_EQ(member_of(request, "headersSize").integer, -1);

  Archived const& response = member_of(entry, "response");
  EXPECT_EQ(member_of(response, "status").integer, 201);
  EXPECT_EQ(member_of(response, "statusText").text, "Created");
  EXPECT_EQ(member_of(response, "redirectURL").text, "/api/x/1");
  EXPECT_EQ(member_of(member_of(response, "content"), "text").text, R"({"id":"1"})");
}

TEST(Har, SaysHowLongBodiesWereOnTheWire) {
  auto const har = archive_of({.method = "POST",
                               .path = "/api/x",
                               .status = 200,
                               .request_body = "\xff\xfe",
                               .request_body_size = 2,
                               .response_body = R"({"password":"correct horse"})",
                               .response_body_size = 28});
  Archived const& entry = member_of(member_of(har, "log"), "entries").children.at(0);
  Archived const& request = member_of(entry, "request");
  EXPECT_EQ(member_of(member_of(request, "postData"), "text").text, "[2 bytes that are no UTF-8]");
  EXPECT_EQ(member_of(request, "bodySize").integer, 2);
  Archived const& response = member_of(entry, "response");
  EXPECT_EQ(member_of(member_of(response, "content"), "text").text, R"({"password":"***"})");
  EXPECT_EQ(member_of(member_of(response, "content"), "size").integer, 28);
  EXPECT_EQ(member_of(response, "bodySize").integer, 28);
}

TEST(Har, SaysThatOlderRequestsWereDropped) {
  Entry const entry{.method = "GET", .path = "/api/x", .status = 200};
  auto const part = archive_of(entry, 3);
  EXPECT_EQ(member_of(member_of(part, "log"), "comment").text,
            "3 older requests were dropped to make room");
  auto const whole = archive_of(entry);
  EXPECT_EQ(member_of(whole, "log").find("comment"), nullptr);
}

TEST(Har, LeavesOutTheDataOfWhatHasNone) {
  auto const har = archive_of({.method = "GET", .path = "/api/x", .status = 200});
  Archived const& entry = member_of(member_of(har, "log"), "entries").children.at(0);
  EXPECT_EQ(member_of(entry, "request").find("postData"), nullptr);
  EXPECT_EQ(entry.find("comment"), nullptr);
  EXPECT_EQ(member_of(member_of(entry, "request"), "url").text, "http://localhost:8080/api/x");
}

}  // namespace
}  // namespace orgd::sandbox
