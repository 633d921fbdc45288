// Answers whose connection is to do something to them beside sending them.
#include <gtest/gtest.h>

#include <sys/socket.h>

#include "test_server.hpp"

namespace orgd::test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

// The body that came for a request, whatever its header says of it; the connection ends in order.
std::string body_to_end(TestServer const& server, std::string_view request, std::string& head) {
  auto client = server.connect();
  client.send(request);
  auto const text = client.read_to_end();
  EXPECT_TRUE(text) << "the connection was reset";
  auto const end = text ? text->find("\r\n\r\n") : std::string::npos;
  EXPECT_NE(end, std::string::npos);
  if (!text || end == std::string::npos) return "no answer";
  head = text->substr(0, end + 2);
  return text->substr(end + 4);
}

void await_no_connection(TestServer const& server) {
  while (server.counts().open != 0) std::this_thread::sleep_for(milliseconds(1));
}

TEST(Fault, DisconnectsWithoutAWord) {
  TestServer server(one_loop(), {{"/gone", {.disconnect = true}}});
  auto client = server.connect();
  EXPECT_EQ(client.exchange(get("/a")).status, 200);
  client.send(get("/gone") + get("/b"));
  EXPECT_EQ(client.read_to_end(), "");
  auto head = server.connect();
  head.send("HEAD /gone HTTP/1.0\r\n\r\n");
  EXPECT_EQ(head.read_to_end(), "");
  EXPECT_EQ(server.connect().exchange(get("/a")).status, 200);
}

TEST(Fault, CutsTheBody) {
  std::string const whole = "GET /cut ";
  for (std::size_t const at :
       {std::size_t{0}, std::size_t{1}, whole.size() - 1, whole.size(), whole.size() + 1}) {
    TestServer server(one_loop(), {{"/cut", {.cut_body_at = at}}});
    std::string head;
    EXPECT_EQ(body_to_end(server, get("/cut"), head), whole.substr(0, at)) << at;
    EXPECT_NE(head.find("Content-Length: 9\r\n"), head.npos) << head;
    EXPECT_EQ(head.find("Connection: "), head.npos) << head;
  }
}

TEST(Fault, CutsALargeBody) {
  for (std::size_t const at : {1000U, 70'000U, 5'000'000U}) {
    TestServer server(one_loop(), {{"/big", {.cut_body_at = at}}});
    std::string head;
    EXPECT_EQ(body_to_end(server, get("/big"), head), std::string(at, 'b'));
    EXPECT_NE(head.find("Content-Length: 8388608\r\n"), head.npos) << head;
    await_no_connection(server);
    EXPECT_EQ(server.counts().answer_bytes, 0U);
  }
}

TEST(Fault, DropsWhatFollowsACutAnswer) {
  TestServer server(one_loop(), {{"/cut", {.cut_body_at = 3}}});
  auto client = server.connect();
  std::string requests = get("/a") + get("/cut");
  for (int i = 0; i < 1000; ++i) requests += get("/after");
  client.send(requests);
  EXPECT_EQ(client.read().body, "GET /a ");
  auto const rest = client.read_to_end();
  ASSERT_TRUE(rest) << "the connection was reset";
  EXPECT_TRUE(rest->ends_with("\r\n\r\nGET")) << *rest;
  EXPECT_EQ(rest->find("HTTP/1.1", 1), rest->npos) << *rest;
}

TEST(Fault, LiesAboutTheLength) {
  for (std::size_t const said : {0U, 4U, 9U, 1'000'000U}) {
    TestServer server(one_loop(), {{"/lie", {.content_length = said}}});
    std::string head;
    EXPECT_EQ(body_to_end(server, get("/lie") + get("/b"), head), "GET /lie ");
    EXPECT_NE(head.find("Content-Length: " + std::to_string(said) + "\r\n"), head.npos) << head;
    EXPECT_EQ(head.find("Content-Length"), head.rfind("Content-Length")) << head;
  }
}

TEST(Fault, LiesAboutWhatItCuts) {
  TestServer server(one_loop(), {{"/both", {.cut_body_at = 3, .content_length = 5}},
                                 {"/big", {.cut_body_at = 100'000, .content_length = 200'000}}});
  std::string head;
  EXPECT_EQ(body_to_end(server, get("/both"), head), "GET");
  EXPECT_NE(head.find("Content-Length: 5\r\n"), head.npos) << head;
  EXPECT_EQ(body_to_end(server, get("/big"), head), std::string(100'000, 'b'));
  EXPECT_NE(head.find("Content-Length: 200000\r\n"), head.npos) << head;
}

TEST(Fault, ReachesAnswersWithoutABody) {
  TestServer server(one_loop(), {{"/a", {.content_length = 77}},
                                 {"/cut", {.cut_body_at = 3}},
                                 {"/none", {.content_length = 77}}});
  std::string head;
  EXPECT_EQ(body_to_end(server, "HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n", head), "");
  EXPECT_NE(head.find("Content-Length: 77\r\n"), head.npos) << head;
  EXPECT_EQ(body_to_end(server, "HEAD /cut HTTP/1.1\r\nHost: h\r\n\r\n" + get("/b"), head), "");
  EXPECT_NE(head.find("Content-Length: 10\r\n"), head.npos) << head;
  EXPECT_EQ(body_to_end(server, get("/none"), head), "");
  EXPECT_EQ(head.find("Content-Length"), head.npos) << head;  // which says none to begin with
}

TEST(Fault, ReachesOldClients) {
  TestServer server(one_loop(),
                    {{"/cut", {.cut_body_at = 3}}, {"/slow", {.stall = milliseconds(20)}}});
  std::string head;
  EXPECT_EQ(body_to_end(server, "GET /cut HTTP/1.0\r\n\r\n", head), "GET");
  EXPECT_NE(head.find("Connection: close\r\n"), head.npos) << head;
  std::string const kept = "Connection: keep-alive\r\n";
  EXPECT_EQ(body_to_end(server, "GET /cut HTTP/1.0\r\n" + kept + "\r\n", head), "GET");
  EXPECT_NE(head.find(kept), head.npos) << head;
  EXPECT_EQ(body_to_end(server, "GET /slow HTTP/1.0\r\n\r\n", head), "GET /slow ");
}

TEST(Fault, StallsOneConnectionAlone) {
  constexpr milliseconds stall(300);
  TestServer server(one_loop(), {{"/slow", {.stall = stall}}});
  auto slow = server.connect();
  EXPECT_EQ(slow.exchange(get("/a")).body, "GET /a ");
  auto const began = steady_clock::now();
  slow.send(get("/slow") + get("/b"));
  auto quick = server.connect();
  for (int i = 0; i < 10; ++i) EXPECT_EQ(quick.exchange(get("/a")).status, 200);
  char byte = 0;
  bool const waits = ::recv(slow.descriptor(), &byte, 1, MSG_DONTWAIT | MSG_PEEK) < 0;
  EXPECT_TRUE(waits || steady_clock::now() - began >= stall);
  EXPECT_EQ(slow.read().body, "GET /slow ");
  EXPECT_GE(steady_clock::now() - began, stall);
  EXPECT_EQ(slow.read().body, "GET /b ");
  EXPECT_EQ(slow.exchange(get("/c")).body, "GET /c ");  // the next answer does not stall
}

TEST(Fault, StallsTheClientWithoutHoldingItAgainstHim) {
  ListenerOptions options = one_loop();
  options.header_timeout = options.body_timeout = options.idle_timeout = milliseconds(200);
  options.write_timeout = milliseconds(200);
  TestServer server(
      options, {{"/big", {.stall = milliseconds(500)}}, {"/slow", {.stall = milliseconds(500)}}});
  EXPECT_EQ(server.connect().exchange(get("/slow")).body, "GET /slow ");
  EXPECT_EQ(server.connect().exchange(get("/big")).body.size(), 8U * 1024 * 1024);
  EXPECT_EQ(server.counts().slow_readers, 0U);
}

TEST(Fault, KeepsWhatComesDuringAStall) {
  TestServer server(one_loop(), {{"/slow", {.stall = milliseconds(100)}}});
  auto client = server.connect();
  constexpr int count = 5000;  // more than what a connection reads ahead
  std::string requests = get("/slow");
  for (int i = 0; i < count; ++i) requests += get("/" + std::to_string(i));
  std::jthread const sender([&] { client.send(requests); });
  EXPECT_EQ(client.read().body, "GET /slow ");
  for (int i = 0; i < count; ++i) ASSERT_EQ(client.read().body, "GET /" + std::to_string(i) + " ");
}

// The body of a request that is answered without it comes while its answer stalls.
TEST(Fault, DropsABodyThatComesDuringAStall) {
  TestServer server(one_loop(), {{"/stranger", {.stall = milliseconds(100)}}});
  auto client = server.connect();
  client.send("POST /stranger HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\n");
  EXPECT_EQ(server.connect().exchange(get("/a")).status, 200);
  client.send("abc" + get("/b"));
  EXPECT_EQ(client.read().status, 401);
  EXPECT_EQ(client.read().body, "GET /b ");
}

TEST(Fault, StallsNobodyWhoHasGone) {
  TestServer server(one_loop(), {{"/slow", {.stall = hours(1)}}});
  {
    auto client = server.connect();
    client.send(get("/a") + get("/slow"));
    EXPECT_EQ(client.read().body, "GET /a ");
  }
  await_no_connection(server);
  auto half = server.connect();
  half.send(get("/slow"));
  shutdown(half.descriptor(), SHUT_WR);
  EXPECT_EQ(half.read().body, "GET /slow ");
}

TEST(Fault, StallsNoServerThatStops) {
  TestServer server(one_loop(), {{"/slow", {.stall = hours(1)}}});
  auto client = server.connect();
  client.send(get("/a") + get("/slow"));
  EXPECT_EQ(client.read().body, "GET /a ");
  server.listener().stop();
  Answer const answer = client.read();
  EXPECT_EQ(answer.body, "GET /slow ");
  EXPECT_EQ(answer.field("Connection"), "close");
  client.close();
  server.join();
}

TEST(Fault, StallsBeforeTheOthers) {
  constexpr milliseconds stall(100);
  TestServer server(one_loop(), {{"/gone", {.disconnect = true, .stall = stall}},
                                 {"/cut", {.cut_body_at = 3, .stall = stall}}});
  auto began = steady_clock::now();
  auto client = server.connect();
  client.send(get("/gone"));
  EXPECT_EQ(client.read_to_end(), "");
  EXPECT_GE(steady_clock::now() - began, stall);
  began = steady_clock::now();
  std::string head;
  EXPECT_EQ(body_to_end(server, get("/cut"), head), "GET");
  EXPECT_GE(steady_clock::now() - began, stall);
}

TEST(Fault, IsForgottenWithItsResponse) {
  Response response;
  response.fault = std::make_unique<WireFault>();
  Response moved = std::move(response);
  ASSERT_TRUE(moved.fault);
  moved.clear();
  EXPECT_FALSE(moved.fault);
}

}  // namespace
}  // namespace orgd::test
