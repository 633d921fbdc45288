// Who is let in when there are too many, and who has to go.
#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/socket.h>

#include "async/frame_pool.hpp"
#include "test_server.hpp"

namespace orgd::test {
namespace {

ListenerOptions room_for(std::size_t connections, unsigned threads = 1) {
  ListenerOptions options;
  options.threads = threads;
  options.max_connections = connections;
  return options;
}

// Clients whose requests are with the handler, so that no room can be made of them.
std::vector<RawClient> busy_clients(TestServer& server, std::size_t count) {
  std::vector<RawClient> clients;
  for (std::size_t i = 0; i < count; ++i) {
    clients.push_back(server.connect());
    clients.back().send(get("/gate"));
    server.await_gate(i + 1);
  }
  return clients;
}

TEST(Room, IsMadeByTheConnectionThatIsIdleLongest) {
  TestServer server(room_for(3));
  auto first = server.connect();
  EXPECT_EQ(first.exchange(get("/a")).status, 200);
  auto second = server.connect();
  EXPECT_EQ(second.exchange(get("/a")).status, 200);
  auto third = server.connect();
  EXPECT_EQ(third.exchange(get("/a")).status, 200);
  EXPECT_EQ(first.exchange(get("/again")).status, 200);  // now the second is idle longest
  auto fourth = server.connect();
  EXPECT_EQ(fourth.exchange(get("/a")).status, 200);
  EXPECT_TRUE(second.ended());
  EXPECT_EQ(first.exchange(get("/a")).status, 200);
  EXPECT_EQ(third.exchange(get("/a")).status, 200);
  EXPECT_EQ(server.counts().displaced, 1U);
  EXPECT_EQ(server.counts().refused, 0U);
  EXPECT_EQ(server.counts().open, 3U);
}

TEST(Room, IsMadeOfSilentAndSlowConnections) {
  TestServer server(room_for(2));
  auto silent = server.connect();
  while (server.counts().accepted < 1) std::this_thread::yield();
  auto slow = server.connect();
  slow.send("GET / HTTP/1.1\r\nHo");
  while (server.counts().accepted < 2) std::this_thread::yield();
  EXPECT_EQ(server.connect().exchange(get("/a")).status, 200);
  EXPECT_TRUE(silent.ended());
  std::vector<RawClient> honest;
  for (int i = 0; i < 2; ++i) {
    honest.push_back(server.connect());
    EXPECT_EQ(honest.back().exchange(get("/a")).status, 200);
  }
  EXPECT_TRUE(slow.ended());
}

TEST(Room, IsMadeOnWhicheverLoopHasAnIdleConnection) {
  for (int round = 0; round < 20; ++round) {
    TestServer server(room_for(1, 3));
    auto idle = server.connect();
    EXPECT_EQ(idle.exchange(get("/a")).status, 200);
    EXPECT_EQ(server.connect().exchange(get("/a")).status, 200);
    EXPECT_TRUE(idle.ended());
  }
}

TEST(Room, IsNotMadeOfRequestsUnderWay) {
  TestServer server(room_for(2));
  auto busy = busy_clients(server, 2);
  auto third = server.connect();
  Answer const answer = third.read();
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.field("Retry-After"), "1");
  EXPECT_TRUE(third.ended());
  server.open_gate();
  for (auto& client : busy) EXPECT_EQ(client.read().status, 200);
  EXPECT_EQ(server.connect().exchange(get("/a")).status, 200);
}

// Who was turned away, or has the last answer, takes nobody's place however long he stays.
TEST(Room, IsNotTakenByThoseWhoLinger) {
  TestServer server(room_for(1));
  auto busy = busy_clients(server, 1);
  std::vector<RawClient> turned_away;
  for (int i = 0; i < 10; ++i) {
    turned_away.push_back(server.connect());
    EXPECT_EQ(turned_away.back().read().status, 503);
  }
  EXPECT_EQ(server.counts().open, 1U);
  server.open_gate();
  EXPECT_EQ(busy.front().read().status, 200);
  auto last = server.connect();
  EXPECT_EQ(last.exchange(get("/a", "Connection: close\r\n")).status, 200);
  auto next = server.connect();
  EXPECT_EQ(next.exchange(get("/a")).status, 200);
  EXPECT_EQ(server.counts().refused, 10U);
}

TEST(Room, OfOneAddressIsAQuarter) {
  ListenerOptions options = room_for(8);
  options.unlimited_clients = {};
  TestServer server(options);
  auto first = server.connect();
  EXPECT_EQ(first.exchange(get("/a")).status, 200);
  auto second = server.connect();
  EXPECT_EQ(second.exchange(get("/a")).status, 200);
  EXPECT_EQ(server.connect().read().status, 503);
  options.trusted_proxies = {atlas::Block::parse("127.0.0.0/8").value()};
  TestServer behind_proxy(options);
  std::vector<RawClient> proxied;
  for (int i = 0; i < 8; ++i) {
    proxied.push_back(behind_proxy.connect());
    EXPECT_EQ(proxied.back().exchange(get("/a")).status, 200);
  }
}

// The process has no descriptor left for the next client; later it has.
TEST(Room, IsThereAgainAfterDescriptorsRanOut) {
  if (detail::sanitized)
    GTEST_SKIP() << "a sanitizer opens a pipe to look at a pointer, and no descriptor is left for "
                    "it; the stage release of ./test runs this one";
  TestServer server(room_for(100));
  auto waiting = server.connect();  // its own end of the connection takes one, too
  EXPECT_EQ(waiting.exchange(get("/a")).status, 200);
  auto late = RawClient(server.listener().port());
  EXPECT_EQ(late.exchange(get("/a")).status, 200);
  rlimit limit{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &limit), 0);
  rlimit const before = limit;
  auto const descriptor = static_cast<rlim_t>(late.descriptor());
  late.close();
  limit.rlim_cur = descriptor + 1;  // room for this end, and none for the server's
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &limit), 0);
  std::vector<RawClient> clients;
  clients.push_back(server.connect());
  clients.back().send(get("/late"));
  while (server.counts().accept_failures == 0) std::this_thread::yield();
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_EQ(clients.back().read().body, "GET /late ");
}

// Each answer of /big has eight MiB, more than the sockets between two ends that do not read take.
TEST(Readers, WhoLeaveTheirAnswersUnreadHoldNoMoreMemoryThanThereIsForAll) {
  ListenerOptions options = one_loop();
  options.answer_memory = std::size_t{20} << 20U;
  TestServer server(options);
  auto first = server.connect();
  auto second = server.connect();
  auto third = server.connect();
  first.send(get("/big"));
  second.send(get("/big"));
  while (server.counts().answer_bytes < std::size_t{16} << 20U) std::this_thread::yield();
  Answer const refused = third.exchange(get("/big"));
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.field("Retry-After"), "1");
  EXPECT_EQ(server.counts().refused_answers, 1U);
  EXPECT_EQ(third.exchange(get("/a")).status, 200);
  Answer const done =
      third.exchange("POST /big HTTP/1.1\r\nHost: test\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(done.status, 200);  // what was done is told
  EXPECT_EQ(first.read().body.size(), std::size_t{8} << 20U);
  while (server.counts().answer_bytes > std::size_t{10} << 20U) std::this_thread::yield();
  EXPECT_EQ(third.exchange(get("/big")).status, 200);
  second.close();
  while (server.counts().answer_bytes != 0) std::this_thread::yield();
}

TEST(Readers, GetAnAnswerThatIsLargerThanTheMemoryForAll) {
  ListenerOptions options = one_loop();
  options.answer_memory = std::size_t{1} << 20U;
  options.unlimited_clients = {};
  TestServer server(options);
  auto client = server.connect();
  for (int i = 0; i < 2; ++i) EXPECT_EQ(client.exchange(get("/big")).status, 200);
}

TEST(Readers, OfOneAddressHoldAQuarterOfTheMemory) {
  ListenerOptions options = one_loop();
  options.answer_memory = std::size_t{80} << 20U;
  options.unlimited_clients = {};
  TestServer server(options);
  std::vector<RawClient> readers;
  for (std::size_t i = 1; i <= 2; ++i) {
    readers.push_back(server.connect());
    readers.back().send(get("/big"));
    while (server.counts().answer_bytes < i * (std::size_t{8} << 20U)) std::this_thread::yield();
  }
  auto third = server.connect();
  EXPECT_EQ(third.exchange(get("/big")).status, 503);
  EXPECT_EQ(third.exchange(get("/a")).status, 200);
  readers.clear();
  while (server.counts().answer_bytes != 0) std::this_thread::yield();
  EXPECT_EQ(third.exchange(get("/big")).status, 200);
}

TEST(Readers, ThatTakeAByteNowAndThenAreCutOff) {
  ListenerOptions options = one_loop();
  options.write_timeout = std::chrono::milliseconds(100);
  options.least_read_rate = std::size_t{1} << 40U;
  TestServer server(options);
  auto client = server.connect();
  client.send(get("/big"));
  // It never stops reading for as long as the write timeout; the answer is never whole either.
  char byte = 0;
  std::size_t got = 0;
  while (server.counts().slow_readers == 0 && got < 7'000'000 &&
         ::recv(client.descriptor(), &byte, 1, 0) == 1)
    ++got;
  EXPECT_EQ(server.counts().slow_readers, 1U);
}

}  // namespace
}  // namespace orgd::test
