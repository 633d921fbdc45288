// The HTTP transport against servers that are slow, break off, lie about lengths or send elsewhere.
#include <gtest/gtest.h>

#include <atomic>
#include <future>

#include "atlas/organizations_api.hpp"
#include "scripted_server.hpp"

namespace client_test {
namespace {

using atlas::Configuration;
using atlas::Failure;
using atlas::OrganizationsApi;
using std::chrono::milliseconds;

constexpr std::string_view organization = R"({"id":"aaaaaaaaaaaaaaaaaaaaaaaa","name":"Acme"})";

Configuration to(ScriptedServer const& server, int attempts = 1) {
  Configuration configuration{.host = server.url()};
  configuration.retry.max_attempts = attempts;
  configuration.retry.first_delay = milliseconds(1);
  return configuration;
}

// Answers every request of a connection with the same bytes.
auto always(std::string bytes) {
  return [bytes = std::move(bytes)](Peer& peer) {
    while (!peer.receive().empty()) peer.send(bytes);
  };
}

TEST(BadServer, GoodAnswersPass) {
  ScriptedServer const server(always(answer(200, organization)));
  OrganizationsApi const api(to(server));
  auto const response = api.get_organization(id);
  ASSERT_TRUE(response) << response.error().message();
  EXPECT_EQ(response->name, "Acme");
  EXPECT_EQ(response.status(), 200);
  EXPECT_EQ(response.headers().value("content-type"), "application/json");
  EXPECT_EQ(response.body(), organization);
}

TEST(BadServer, ConnectionsAreUsedAgain) {
  std::atomic<int> connections = 0;
  ScriptedServer const server([&](Peer& peer) {
    ++connections;
    while (!peer.receive().empty()) peer.send(answer(200, organization));
  });
  OrganizationsApi const api(to(server));
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(api.get_organization(id));
  EXPECT_EQ(connections, 1);
}

TEST(BadServer, SilenceEndsAtTheTimeout) {
  ScriptedServer const server([](Peer& peer) { peer.wait_for_end(); });
  OrganizationsApi const api(to(server));
  auto const total = api.get_organization(id, {}, {.timeout = milliseconds(50)});
  EXPECT_EQ(total.error().failure, Failure::timeout);
  auto const read = api.get_organization(id, {}, {.read_timeout = milliseconds(50)});
  EXPECT_EQ(read.error().failure, Failure::timeout);
}

TEST(BadServer, AReadTimeoutCountsBetweenPieces) {
  ScriptedServer const server([](Peer& peer) {
    peer.receive();
    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome");
    peer.wait_for_end();
  });
  OrganizationsApi const api(to(server));
  auto const response = api.get_organization(id, {}, {.read_timeout = milliseconds(50)});
  EXPECT_EQ(response.error().failure, Failure::timeout);
}

TEST(BadServer, AnAnswerCutOffIsInterrupted) {
  ScriptedServer const server([](Peer& peer) {
    peer.receive();
    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"name\":");
  });
  OrganizationsApi const api(to(server));
  EXPECT_EQ(api.get_organization(id).error().failure, Failure::interrupted);
}

TEST(BadServer, ALengthTooShortIsUnreadable) {
  ScriptedServer const server([](Peer& peer) {
    peer.receive();
    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\n" +
              std::string(organization));
  });
  OrganizationsApi const api(to(server));
  auto const response = api.get_organization(id);
  EXPECT_EQ(response.error().failure, Failure::unreadable);
  EXPECT_EQ(response.error().status, 200);
  EXPECT_EQ(response.error().body, R"({"id":"aa)");
}

TEST(BadServer, WhatIsNoHttpIsInterrupted) {
  ScriptedServer const server([](Peer& peer) {
    peer.receive();
    peer.send("SSH-2.0-OpenSSH\r\n");
  });
  OrganizationsApi const api(to(server));
  auto const response = api.get_organization(id);
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().status, 0);
}

TEST(BadServer, NobodyListeningIsNoConnection) {
  std::string url;
  {
    ScriptedServer const server(always(""));
    url = server.url();
  }
  Configuration configuration{.host = url};
  configuration.retry.max_attempts = 1;
  EXPECT_EQ(OrganizationsApi(configuration).get_organization(id).error().failure, Failure::connect);
}

TEST(BadServer, NoHostIsAnInvalidCall) {
  OrganizationsApi const api({.host = "ftp://example.org"});
  EXPECT_EQ(api.get_organization(id).error().failure, Failure::invalid);
}

// A redirect is not followed: its target never sees the credentials.
TEST(BadServer, RedirectsCarryNothingElsewhere) {
  std::atomic<int> visited = 0;
  ScriptedServer const elsewhere([&](Peer& peer) {
    ++visited;
    peer.wait_for_end();
  });
  ScriptedServer const server(
      always(answer(302, "", "Location: " + elsewhere.url() + "/api/atlas/v2/orgs\r\n")));
  OrganizationsApi const api(to(server));
  auto const response = api.list_organizations();
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().status, 302);
  EXPECT_EQ(visited, 0);
}

TEST(BadServer, ALostConnectionIsTriedAgainWhenThatIsSafe) {
  std::atomic<int> requests = 0;
  ScriptedServer const server([&](Peer& peer) {
    while (!peer.receive().empty()) {
      if (++requests < 3) return;
      peer.send(answer(200, organization));
    }
  });
  OrganizationsApi const api(to(server, 4));
  auto const response = api.get_organization(id);
  ASSERT_TRUE(response) << response.error().message();
  EXPECT_EQ(requests, 3);
}

TEST(BadServer, ALostConnectionIsNotTriedAgainForAPost) {
  std::atomic<int> requests = 0;
  ScriptedServer const server([&](Peer& peer) {
    peer.receive();
    ++requests;
  });
  OrganizationsApi const api(to(server, 4));
  auto const response = api.create_organization_invitation(id, {.username = "a@example.org"});
  EXPECT_EQ(response.error().failure, Failure::interrupted);
  EXPECT_EQ(requests, 1);
}

TEST(BadServer, AKeptConnectionThatIsLostDoesNotSendAPostAgain) {
  std::atomic<int> requests = 0;
  ScriptedServer const server([&](Peer& peer) {
    while (!peer.receive().empty()) {
      if (++requests > 1) return;
      peer.send(answer(200, organization));
    }
  });
  OrganizationsApi const api(to(server, 4));
  ASSERT_TRUE(api.get_organization(id));
  auto const response = api.create_organization_invitation(id, {.username = "a@example.org"});
  EXPECT_EQ(response.error().failure, Failure::interrupted) << response.error().message();
  EXPECT_EQ(requests, 2);
}

TEST(BadServer, AStopTokenEndsACallAtOnce) {
  std::atomic<bool> received = false;
  ScriptedServer const server([&](Peer& peer) {
    peer.receive();
    received = true;
    received.notify_all();
    peer.wait_for_end();
  });
  OrganizationsApi const api(to(server));
  std::stop_source source;
  auto future =
      api.background([&] { return api.get_organization(id, {}, {.stop = source.get_token()}); });
  received.wait(false);
  source.request_stop();
  EXPECT_EQ(future.get().error().failure, Failure::cancelled);
}

TEST(BadServer, BodiesAreStreamed) {
  std::string const body = R"({"name":")" + std::string(100'000, 'x') + R"("})";
  ScriptedServer const server(always(answer(200, body)));
  OrganizationsApi const api(to(server));
  std::string streamed;
  auto const response = api.get_organization(id, {}, {.sink = [&](std::string_view piece) {
                                               streamed += piece;
                                               return true;
                                             }});
  ASSERT_TRUE(response) << response.error().message();
  EXPECT_EQ(streamed, body);
  EXPECT_EQ(response.body(), "");
  auto const refused =
      api.get_organization(id, {}, {.sink = [](std::string_view) { return false; }});
  EXPECT_EQ(refused.error().failure, Failure::cancelled);
}

TEST(BadServer, ErrorsAreNotStreamed) {
  ScriptedServer const server(always(answer(404, R"({"errorCode":"ORG_NOT_FOUND"})")));
  OrganizationsApi const api(to(server));
  auto const response =
      api.get_organization(id, {}, {.sink = [](std::string_view) { return false; }});
  EXPECT_TRUE(response.error().is(atlas::Code::org_not_found));
}

// However much a server sends, a client keeps no more than it was told.
TEST(BadServer, AnAnswerWithoutEndIsCutOff) {
  ScriptedServer const server([](Peer& peer) {
    peer.receive();
    peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    std::string const chunk = "1000\r\n" + std::string(0x1000, ' ') + "\r\n";
    for (int i = 0; i < 1000; ++i) peer.send(chunk);
  });
  auto configuration = to(server, 4);
  configuration.max_body = 100'000;
  auto const response = OrganizationsApi(configuration).get_organization(id);
  EXPECT_EQ(response.error().failure, Failure::unreadable);
  EXPECT_EQ(response.error().detail, "the answer is larger than 100000 bytes");
  EXPECT_EQ(response.error().attempts, 1);
  EXPECT_EQ(Configuration{}.max_body, 16U * 1024 * 1024);
}

TEST(BadServer, AnEmptyFieldIsSent) {
  std::promise<std::string> received;
  ScriptedServer const server([&](Peer& peer) {
    received.set_value(peer.receive());
    peer.send(answer(200, organization));
  });
  atlas::CallOptions options;
  options.headers.add("X-Empty", "");
  EXPECT_TRUE(OrganizationsApi(to(server)).get_organization(id, {}, options));
  EXPECT_TRUE(received.get_future().get().contains("\r\nX-Empty:\r\n"));
}

TEST(BadServer, WhatSpeaksNoHttpIsNotAskedAgain) {
  std::atomic<int> connections = 0;
  ScriptedServer const server([&](Peer& peer) {
    ++connections;
    peer.receive();
    peer.send("SSH-2.0-OpenSSH\r\n");
  });
  auto const error = OrganizationsApi(to(server, 4)).get_organization(id).error();
  EXPECT_EQ(error.failure, Failure::interrupted) << error.message();
  EXPECT_EQ(error.attempts, 1);
  EXPECT_EQ(connections, 1);
}

}  // namespace
}  // namespace client_test
