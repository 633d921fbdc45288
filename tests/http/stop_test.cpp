// The orderly end of a listener, and the ways it can fail to begin.
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

#include "test_server.hpp"

namespace orgd::test {
namespace {

TEST(Stop, AnswersRequestsUnderWay) {
  TestServer server(one_loop());
  auto busy = server.connect();
  busy.send(get("/gate") + get("/next"));
  server.await_gate(1);
  auto partial = server.connect();
  partial.exchange(get("/a"));
  partial.send(get("/b", "Content-Length: 3\r\n") + "a");
  auto idle = server.connect();
  EXPECT_EQ(idle.exchange(get("/a")).status, 200);  // so the bytes sent before have been read too

  server.listener().stop();
  EXPECT_TRUE(idle.ended());
  EXPECT_THROW(server.connect(), std::system_error);
  partial.send("bc");
  Answer const late = partial.read();
  EXPECT_EQ(late.body, "GET /b abc");
  EXPECT_EQ(late.field("Connection"), "close");
  EXPECT_TRUE(partial.ended());
  partial.close();
  server.open_gate();
  EXPECT_EQ(busy.read().field("Connection"), "close");
  EXPECT_TRUE(busy.ended());
  busy.close();
  server.join();
}

TEST(Stop, ClosesAConnectionThatHasSentNothing) {
  TestServer server(one_loop());
  auto mute = server.connect();
  EXPECT_EQ(server.connect().exchange(get("/a")).status, 200);
  server.listener().stop();
  EXPECT_TRUE(mute.ended());
  server.join();
}

TEST(Stop, DoesNotWaitForever) {
  ListenerOptions options = one_loop();
  options.stop_timeout = std::chrono::milliseconds(50);
  TestServer server(options);
  auto partial = server.connect();
  partial.exchange(get("/a"));
  partial.send("GET / HTTP/1.1\r\n");
  auto reader = server.connect();
  reader.send(get("/big"));
  server.stop();
  EXPECT_EQ(partial.read().status, 0);
}

TEST(Stop, MayComeBeforeRun) {
  HttpListener listener(one_loop(), [](Loop&) { return Handler(); });
  listener.stop();
  listener.run();
}

TEST(Stop, FollowsASignalThatComesBeforeRun) {
  ListenerOptions options = one_loop();
  options.handle_signals = true;
  HttpListener listener(options, [](Loop&) { return Handler(); });
  kill(getpid(), SIGTERM);
  listener.run();
  EXPECT_TRUE(listener.draining());
}

TEST(Stop, IsNotWhatAnExceptionOnALoopDoes) {
  TestServer server(one_loop());
  auto client = server.connect();
  EXPECT_EQ(client.exchange(get("/poison")).status, 200);
  EXPECT_EQ(client.exchange(get("/a")).status, 200);
  EXPECT_EQ(server.connect().exchange(get("/a")).status, 200);
  server.stop();
}

TEST(Stop, FollowsSignals) {
  ListenerOptions options = one_loop();
  options.handle_signals = true;
  for (int const signal : {SIGTERM, SIGINT}) {
    TestServer server(options);
    EXPECT_EQ(server.connect().exchange(get("/a")).status, 200);  // so run() has begun
    kill(getpid(), SIGHUP);
    kill(getpid(), signal);
    server.join();
  }
  TestServer stopped_without(options);
  stopped_without.stop();
}

TEST(Stop, ServesOnWhileItDrains) {
  ListenerOptions options = one_loop();
  options.handle_signals = true;
  options.drain_delay = std::chrono::hours(1);
  TestServer server(options);
  EXPECT_EQ(server.connect().exchange(get("/a")).status, 200);  // so run() has begun
  EXPECT_FALSE(server.listener().draining());
  kill(getpid(), SIGTERM);
  server.await_draining();
  EXPECT_EQ(server.connect().exchange(get("/a")).status, 200);
  kill(getpid(), SIGTERM);  // enough of that
  server.join();
}

TEST(Stop, FollowsTheDrainDelay) {
  ListenerOptions options = one_loop();
  options.handle_signals = true;
  options.drain_delay = std::chrono::milliseconds(1);
  TestServer server(options);
  EXPECT_EQ(server.connect().exchange(get("/a")).status, 200);  // so run() has begun
  kill(getpid(), SIGTERM);
  server.join();
  EXPECT_TRUE(server.listener().draining());
}

TEST(Counts, TellWhatBecameOfConnectionsAndRequests) {
  ListenerOptions options = one_loop();
  options.max_connections = 1;
  TestServer server(options);
  auto const& counts = server.listener().counts();
  auto client = server.connect();
  client.send(get("/gate"));
  server.await_gate(1);
  EXPECT_EQ(server.connect().read().status, 503);
  server.open_gate();
  EXPECT_EQ(client.read().status, 200);
  EXPECT_EQ(counts.accepted, 1U);
  EXPECT_EQ(counts.refused, 1U);
  EXPECT_EQ(counts.refused_requests, 0U);
  EXPECT_EQ(client.exchange("no request\r\n\r\n").status, 400);
  EXPECT_EQ(counts.refused_requests, 1U);
  client.close();
  server.stop();
  EXPECT_EQ(counts.open, 0U);
}

TEST(Start, SaysWhichAddressIsTaken) {
  TestServer server;
  ListenerOptions options;
  options.port = server.listener().port();
  try {
    HttpListener const second(options, [](Loop&) { return Handler(); });
    FAIL() << "two servers share a port";
  } catch (std::runtime_error const& error) {
    EXPECT_EQ(
        std::string(error.what()),
        "cannot listen on 127.0.0.1:" + std::to_string(options.port) + ": Address already in use");
  }
}

TEST(Start, SaysWhichHostItCannotFind) {
  ListenerOptions options;
  options.host = "256.1.1.1";
  EXPECT_THROW(HttpListener(options, [](Loop&) { return Handler(); }), std::runtime_error);
}

TEST(Start, PassesOnWhatAFactoryThrows) {
  ListenerOptions options;
  options.threads = 2;
  HttpListener listener(options, [](Loop&) -> Handler { throw std::logic_error("no handler"); });
  EXPECT_THROW(listener.run(), std::logic_error);
}

TEST(Start, ListensOnIpv6AndOnAllAddresses) {
  for (auto host : {"::1", "::", "0.0.0.0"}) {
    ListenerOptions options = one_loop();
    options.host = host;
    TestServer server(options);
    EXPECT_NE(server.listener().port(), 0);
    if (std::string_view(host) == "::1") continue;
    // An IPv4 client of an IPv6 socket is still an IPv4 client.
    EXPECT_EQ(server.connect().exchange(get("/a")).field("X-Client"), "127.0.0.1");
  }
}

}  // namespace
}  // namespace orgd::test
