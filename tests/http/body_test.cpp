// When a body is kept, when it is dropped, and what becomes of the connection then.
#include <gtest/gtest.h>

#include <fmt/format.h>
#include <sys/socket.h>

#include "test_server.hpp"

namespace orgd::test {
namespace {

std::string announced(std::string_view target, std::size_t bytes, std::string_view fields = "") {
  return get(target, fmt::format("Content-Length: {}\r\n{}", bytes, fields));
}

constexpr std::size_t skipped = 64 * 1024;

TEST(Body, AStrangerIsRefusedWhenTheHeaderIsComplete) {
  TestServer server(one_loop());
  for (std::size_t const bytes : {std::size_t{5}, skipped, skipped + 1, std::size_t{1} << 20}) {
    auto client = server.connect();
    Answer const answer = client.exchange(announced("/stranger", bytes));
    EXPECT_EQ(answer.status, 401) << bytes;
    EXPECT_EQ(answer.field("Connection"), bytes > skipped ? "close" : "") << bytes;
  }
  auto client = server.connect();
  EXPECT_EQ(client.exchange(get("/stranger", "Transfer-Encoding: chunked\r\n")).status, 401);
}

TEST(Body, AFirstTryWithItsBodyKeepsItsConnection) {
  TestServer server(one_loop());
  auto client = server.connect();
  for (std::size_t const bytes : {std::size_t{1}, std::size_t{5000}, skipped}) {
    std::string const body(bytes, 'x');
    EXPECT_EQ(client.exchange(announced("/stranger", bytes) + body).status, 401);
    EXPECT_EQ(client.exchange(announced("/kept", bytes) + body).body, "GET /kept " + body);
    std::string const chunks = fmt::format("{:x}\r\n{}\r\n0\r\n\r\n", bytes, body);
    std::string const chunked = "Transfer-Encoding: chunked\r\n";
    EXPECT_EQ(client.exchange(get("/stranger", chunked) + chunks).status, 401);
    EXPECT_EQ(client.exchange(get("/kept", chunked) + chunks).body, "GET /kept " + body);
  }
}

TEST(Body, ALargeOneOfAStrangerEndsTheConnectionGently) {
  TestServer server(one_loop());
  for (auto const* fields : {"Content-Length: 1000000\r\n", "Transfer-Encoding: chunked\r\n"}) {
    auto client = server.connect();
    std::string request = get("/stranger", fields);
    if (std::string_view(fields).starts_with("T")) request += "f4240\r\n";
    EXPECT_TRUE(client.send(request + std::string(1'000'000, 'x')));
    EXPECT_EQ(client.read().status, 401);
    EXPECT_TRUE(client.ended());
  }
}

TEST(Body, WhoeverWaitsFor100GetsTheRefusalInstead) {
  TestServer server(one_loop());
  auto client = server.connect();
  Answer const answer = client.exchange(announced("/stranger", 5, "Expect: 100-continue\r\n"));
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(answer.field("Connection"), "close");
  EXPECT_TRUE(client.ended());
}

TEST(Body, IsAskedForByAHandlerThatCameBackFromElsewhere) {
  TestServer server(one_loop());
  auto client = server.connect();
  EXPECT_EQ(client.exchange(announced("/asked-elsewhere", 3, "Expect: 100-continue\r\n")).status,
            100);
  EXPECT_EQ(client.exchange("abc").body, "GET /asked-elsewhere abc");
  client.send(announced("/asked-elsewhere", 3) + "d");
  client.send("ef" + get("/next"));
  EXPECT_EQ(client.read().body, "GET /asked-elsewhere def");
  EXPECT_EQ(client.read().body, "GET /next ");
}

TEST(Body, AnOperationMayTakeLessThanTheServer) {
  TestServer server(one_loop());
  EXPECT_EQ(server.connect().exchange(announced("/small", 101)).status, 413);
  auto chunked = server.connect();
  chunked.send(get("/small", "Transfer-Encoding: chunked\r\n"));
  EXPECT_EQ(chunked.exchange("65\r\n" + std::string(101, 'x')).status, 413);
  auto client = server.connect();
  client.send(announced("/small", 100));
  EXPECT_EQ(client.exchange(std::string(100, 'x')).status, 200);
}

TEST(Body, AllBodiesTogetherStayWithinTheirBudget) {
  ListenerOptions options = one_loop();
  options.body_memory = 2'000'000;
  options.request.body_bytes = 4'000'000;
  TestServer server(options);
  std::vector<RawClient> holders;
  std::string const half(300'000, 'x');
  for (int i = 0; i < 2; ++i) {
    holders.push_back(server.connect());
    holders.back().send(announced("/kept", 400'000) + half);
  }
  // Whatever the order in which they were read: one more does not fit, and nobody else suffers.
  auto late = server.connect();
  late.send(announced("/kept", 3'900'000) + std::string(3'899'999, 'x'));
  Answer const refused = late.read();
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.field("Retry-After"), "1");
  EXPECT_EQ(server.counts().refused_bodies, 1U);
  EXPECT_LE(server.counts().body_bytes, options.body_memory);
  EXPECT_EQ(server.connect().exchange(announced("/kept", 3) + "abc").body, "GET /kept abc");
  for (auto& holder : holders) {
    std::string const rest(100'000, 'y');
    EXPECT_EQ(holder.exchange(rest).body, std::string("GET /kept ").append(half).append(rest));
  }
  EXPECT_EQ(server.counts().body_bytes, 0U);
}

TEST(Body, StrangersHoldNothing) {
  TestServer server(one_loop());
  std::vector<RawClient> strangers;
  for (int i = 0; i < 50; ++i) {
    strangers.push_back(server.connect());
    strangers.back().send(announced("/stranger", 60'000) + std::string(59'000, 'x'));
    EXPECT_EQ(strangers.back().read().status, 401);
  }
  EXPECT_EQ(server.connect().exchange(get("/a")).status, 200);
  EXPECT_EQ(server.counts().body_bytes, 0U);
}

TEST(Body, OfAClientThatLeavesIsForgotten) {
  TestServer server(one_loop());
  {
    auto client = server.connect();
    client.send(announced("/kept", 100'000) + std::string(50'000, 'x'));
    while (server.counts().body_bytes == 0) std::this_thread::yield();
  }
  while (server.counts().body_bytes != 0) std::this_thread::yield();
  EXPECT_EQ(server.connect().exchange(get("/a")).status, 200);
}

}  // namespace
}  // namespace orgd::test
