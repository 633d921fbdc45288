// Requests that are refused by the listener itself, and clients that take too long or are too many.
#include <gtest/gtest.h>

#include "test_server.hpp"

namespace orgd::test {
namespace {

using std::chrono::milliseconds;

ListenerOptions small_limits() {
  ListenerOptions options = one_loop();
  options.request = {.target_bytes = 1000, .header_bytes = 2000, .body_bytes = 3000};
  options.render_error = [](atlas::ApiError const& error) {
    Response response;
    response.status = error.error;
    response.content_type = "application/json";
    response.body = error.error_code + ' ' + error.detail;
    return response;
  };
  return options;
}

// The whole answer to a request that ends the connection.
Answer last_answer(TestServer& server, std::string_view request) {
  auto client = server.connect();
  Answer answer = client.exchange(request);
  EXPECT_EQ(answer.field("Connection"), "close");
  EXPECT_TRUE(client.ended());
  return answer;
}

TEST(Refusal, AnswersAndCloses) {
  TestServer server(small_limits());
  auto const status = [&](std::string_view request) {
    Answer const answer = last_answer(server, request);
    EXPECT_EQ(answer.body, "");
    return answer.status;
  };
  EXPECT_EQ(status("nonsense\r\n\r\n"), 400);
  EXPECT_EQ(status("GET / HTTP/1.1\r\n\r\n"), 400);
  EXPECT_EQ(status(get("/", "Content-Length: 1\r\nContent-Length: 1\r\n") + "a"), 400);
  EXPECT_EQ(status(get("/", "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n")), 400);
  EXPECT_EQ(status(get("/" + std::string(1000, 'a'))), 414);
  EXPECT_EQ(status("GET /" + std::string(5000, 'a')), 414);
  EXPECT_EQ(status(get("/", "A: " + std::string(2000, 'a') + "\r\n")), 431);
  EXPECT_EQ(status(get("/", "Expect: tea\r\n")), 417);
}

TEST(Refusal, NamesTheLimitOfABody) {
  TestServer server(small_limits());
  Answer const answer = last_answer(server, get("/", "Content-Length: 3001\r\n"));
  EXPECT_EQ(answer.status, 413);
  EXPECT_EQ(answer.field("Content-Type"), "application/json");
  EXPECT_EQ(answer.body, "REQUEST_ENTITY_TOO_LARGE The body is larger than 3000 bytes.");
  // Nobody is told to send a body that will not be taken.
  EXPECT_EQ(
      last_answer(server, get("/", "Content-Length: 3001\r\nExpect: 100-continue\r\n")).status,
      413);
}

TEST(Refusal, ReachesAClientThatGoesOnSending) {
  TestServer server(small_limits());
  auto client = server.connect();
  EXPECT_TRUE(client.send(get("/", "Content-Length: 4000000\r\n") + std::string(4'000'000, 'x')));
  EXPECT_EQ(client.read().status, 413);
  EXPECT_TRUE(client.ended());
}

TEST(Refusal, LeavesEarlierRequestsAnswered) {
  TestServer server(small_limits());
  auto client = server.connect();
  client.send(get("/a") + "nonsense\r\n\r\n" + get("/never"));
  EXPECT_EQ(client.read().body, "GET /a ");
  EXPECT_EQ(client.read().status, 400);
  EXPECT_TRUE(client.ended());
}

// The short timeouts leave a busy machine the time to get from connecting to sending.
TEST(Timeout, EndsAHeaderThatDoesNot) {
  ListenerOptions options = one_loop();
  options.header_timeout = milliseconds(300);
  TestServer server(options);
  EXPECT_EQ(last_answer(server, "GET / HTTP/1.1\r\nHo").status, 408);
  auto client = server.connect();
  EXPECT_EQ(client.exchange(get("/a") + "GET / HTT").status, 200);
  EXPECT_EQ(client.read().status, 408);
}

TEST(Timeout, EndsABodyThatDoesNot) {
  ListenerOptions options = one_loop();
  options.body_timeout = milliseconds(50);
  TestServer server(options);
  EXPECT_EQ(last_answer(server, get("/", "Content-Length: 9\r\n") + "abc").status, 408);
}

TEST(Timeout, EndsSilenceSilently) {
  ListenerOptions options = one_loop();
  options.idle_timeout = milliseconds(20);
  TestServer server(options);
  auto client = server.connect();
  EXPECT_EQ(client.exchange(get("/a")).status, 200);
  EXPECT_TRUE(client.ended());
  options.header_timeout = milliseconds(20);
  TestServer hasty(options);
  EXPECT_TRUE(hasty.connect().ended());
}

TEST(Timeout, EndsAClientThatDoesNotRead) {
  ListenerOptions options = one_loop();
  options.write_timeout = milliseconds(50);
  TestServer server(options);
  auto client = server.connect();
  client.send(get("/big"));
  server.stop();  // returns, because the unread answer is given up
}

TEST(Timeout, DoesNotCountTheHandler) {
  ListenerOptions options = one_loop();
  options.idle_timeout = milliseconds(20);
  TestServer server(options);
  auto client = server.connect();
  client.send(get("/a") + get("/gate"));
  EXPECT_EQ(client.read().body, "GET /a ");
  server.await_gate(1);
  auto idle = server.connect();
  EXPECT_EQ(idle.exchange(get("/a")).status, 200);
  EXPECT_TRUE(idle.ended());  // so the timeout has passed for the first client too
  server.open_gate();
  EXPECT_EQ(client.read().body, "GET /gate ");
}

}  // namespace
}  // namespace orgd::test
