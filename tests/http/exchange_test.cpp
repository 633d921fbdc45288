// Requests and answers that go well, over real connections.
#include <gtest/gtest.h>

#include <sys/socket.h>
#include <unistd.h>

#include <future>
#include <optional>

#include "test_server.hpp"

namespace orgd::test {
namespace {

TEST(Exchange, KeepsTheConnection) {
  TestServer server;
  auto client = server.connect();
  Answer const first = client.exchange(get("/a"));
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.body, "GET /a ");
  EXPECT_EQ(first.field("Content-Type"), "text/plain");
  EXPECT_EQ(first.field("X-Client"), "127.0.0.1");
  EXPECT_EQ(first.field("X-Secure"), "no");
  EXPECT_EQ(first.field("Date").size(), std::string_view("Sun, 06 Nov 1994 08:49:37 GMT").size());
  EXPECT_FALSE(first.has("Connection"));
  EXPECT_EQ(client.exchange(get("/b")).body, "GET /b ");
}

TEST(Exchange, AnswersPipelinedRequestsInOrder) {
  TestServer server;
  auto client = server.connect();
  std::string requests;
  for (int i = 0; i < 1000; ++i)
    requests += get(i % 7 == 0 ? "/elsewhere" : "/" + std::to_string(i));
  std::jthread const sender([&] { client.send(requests); });
  for (int i = 0; i < 1000; ++i) {
    std::string const path = i % 7 == 0 ? "/elsewhere" : "/" + std::to_string(i);
    ASSERT_EQ(client.read().body, "GET " + path + " ");
  }
}

TEST(Exchange, TakesARequestInAnyPieces) {
  TestServer server;
  auto client = server.connect();
  for (char const c : get("/a", "Content-Length: 3\r\n") + "abc") client.send({&c, 1});
  EXPECT_EQ(client.read().body, "GET /a abc");
}

TEST(Exchange, TakesBodies) {
  TestServer server;
  auto client = server.connect();
  std::string const body(1024 * 1024, 'x');
  client.send(get("/a", "Content-Length: " + std::to_string(body.size()) + "\r\n") + body);
  EXPECT_EQ(client.read().body, "GET /a " + body);
  client.send(get("/a", "Transfer-Encoding: chunked\r\n") +
              "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nX: y\r\n\r\n" + get("/next"));
  EXPECT_EQ(client.read().body, "GET /a abcde");
  EXPECT_EQ(client.read().body, "GET /next ");
}

TEST(Exchange, LeavesTheBodyOutForHead) {
  TestServer server;
  auto client = server.connect();
  Answer const head = client.exchange("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n", false);
  EXPECT_EQ(head.field("Content-Length"), std::to_string(std::string_view("HEAD /a ").size()));
  EXPECT_EQ(client.exchange(get("/b")).body, "GET /b ");
}

TEST(Exchange, SendsNoBodyWhereNoneBelongs) {
  TestServer server;
  auto client = server.connect();
  for (auto path : {"/none", "/unchanged"}) {
    Answer const answer = client.exchange(get(path));
    EXPECT_TRUE(answer.status == 204 || answer.status == 304);
    EXPECT_FALSE(answer.has("Content-Length"));
  }
  EXPECT_EQ(client.exchange(get("/b")).body, "GET /b ");
}

TEST(Exchange, ClosesWhenTheClientWantsIt) {
  TestServer server;
  for (auto request :
       {"GET / HTTP/1.1\r\nHost: h\r\nConnection: foo, Close\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"}) {
    auto client = server.connect();
    Answer const answer = client.exchange(request);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.field("Connection"), "close");
    EXPECT_TRUE(client.ended());
  }
  auto client = server.connect();
  Answer const kept = client.exchange("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(kept.field("Connection"), "keep-alive");
  EXPECT_EQ(client.exchange(get("/b")).body, "GET /b ");
}

TEST(Exchange, AnswersAClientThatHasFinishedSending) {
  TestServer server;
  auto client = server.connect();
  client.send(get("/elsewhere"));
  shutdown(client.descriptor(), SHUT_WR);
  EXPECT_EQ(client.read().status, 200);
  EXPECT_TRUE(client.ended());
}

TEST(Exchange, TellsAWaitingClientToSendItsBody) {
  TestServer server;
  auto client = server.connect();
  std::string const head = get("/a", "Content-Length: 3\r\nExpect: 100-continue\r\n");
  EXPECT_EQ(client.exchange(head).status, 100);
  EXPECT_EQ(client.exchange("abc").body, "GET /a abc");
  EXPECT_EQ(client.exchange(head + "def").body, "GET /a def");  // it did not wait
}

TEST(Exchange, WaitsForHandlers) {
  TestServer server(one_loop());
  auto slow = server.connect();
  slow.send(get("/gate"));
  server.await_gate(1);
  auto quick = server.connect();
  EXPECT_EQ(quick.exchange(get("/turn")).status, 200);
  EXPECT_EQ(quick.exchange(get("/elsewhere")).status, 200);
  server.open_gate();
  EXPECT_EQ(slow.read().body, "GET /gate ");
}

TEST(Exchange, OutlivesAClientThatLeaves) {
  TestServer server(one_loop());
  {
    auto client = server.connect();
    client.send(get("/gate", "Content-Length: 3\r\n") + "abc" + get("/next"));
    server.await_gate(1);
    auto reader = server.connect();
    reader.send(get("/big"));
  }
  server.open_gate();
  EXPECT_EQ(server.connect().exchange(get("/b")).body, "GET /b ");
}

TEST(Exchange, HidesWhatAHandlerThrows) {
  testing::internal::CaptureStderr();
  std::optional<Log> log(std::in_place, STDERR_FILENO, LogLevel::error, LogFormat::text);
  ListenerOptions options;
  options.log = &*log;
  std::optional<TestServer> server(std::in_place, options);
  auto client = server->connect();
  Answer const answer = client.exchange(get("/throws"));
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.body, "");
  EXPECT_EQ(client.exchange(get("/b")).body, "GET /b ");
  server.reset();
  log.reset();
  EXPECT_NE(testing::internal::GetCapturedStderr().find("as the test wants"), std::string::npos);
}

TEST(Exchange, SendsLargeAnswers) {
  TestServer server;
  auto client = server.connect();
  EXPECT_EQ(client.exchange(get("/big")).body.size(), 8U * 1024 * 1024);
  EXPECT_EQ(client.exchange(get("/b")).body, "GET /b ");
}

TEST(Exchange, ServesManyClientsOnManyLoops) {
  ListenerOptions options;
  options.threads = 3;
  TestServer server(options);
  std::vector<std::future<int>> clients;
  clients.reserve(24);
  for (int i = 0; i < 24; ++i)
    clients.push_back(std::async(std::launch::async, [&] {
      auto client = server.connect();
      int answered = 0;
      for (int k = 0; k < 50; ++k)
        answered += client.exchange(get(k % 5 == 0 ? "/elsewhere" : "/a")).status == 200;
      return answered;
    }));
  for (auto& client : clients) EXPECT_EQ(client.get(), 50);
}

TEST(Exchange, BelievesTrustedProxies) {
  ListenerOptions options;
  options.trusted_proxies = {atlas::Block::parse("127.0.0.0/8").value()};
  std::string const request = get("/",
                                  "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https\r\n"
                                  "X-Forwarded-For: 198.51.100.7, 127.0.0.9\r\n");
  TestServer trusting(options);
  Answer const believed = trusting.connect().exchange(request);
  EXPECT_EQ(believed.field("X-Client"), "198.51.100.7");
  EXPECT_EQ(believed.field("X-Secure"), "yes");
  TestServer wary;
  Answer const plain = wary.connect().exchange(request);
  EXPECT_EQ(plain.field("X-Client"), "127.0.0.1");
  EXPECT_EQ(plain.field("X-Secure"), "no");
}

}  // namespace
}  // namespace orgd::test
