// What rules do to requests that the API's table does not have, or that the service refuses, and
// what of an answer they change.
#include <gtest/gtest.h>

#include "sandbox/trial_worlds.hpp"

namespace orgd::sandbox {
namespace {

class Interfered : public ::testing::Test {
 protected:
  // A service account, as its making tells it.
  struct Client {
    std::string id, secret;
  };
  Client make_client() {
    auto const made = trial_.send(
        world_, {.method = "POST",
                 .target = accounts(),
                 .body = R"({"name":"CI","description":"of a test","roles":["ORG_OWNER"],)"
                         R"("secretExpiresAfterHours":8})",
                 .version = "2024-08-05"});
    auto const body = atlas::parse_json(made.body);
    auto const* const secrets = body ? body->find("secrets") : nullptr;
    if (!secrets) {
      ADD_FAILURE() << made.body;
      return {};
    }
    return {body->find("clientId")->text, secrets->children[0].find("secret")->text};
  }
  static std::string accounts() {
    return "/api/atlas/v2/orgs/" + std::string(TrialWorlds::org_id) + "/serviceAccounts";
  }
  Response post_form(std::string path, Client const& client, std::string const& rest) {
    return trial_.send(
        world_, {.method = "POST",
                 .target = std::move(path),
                 .body = "client_id=" + client.id + "&client_secret=" + client.secret + "&" + rest,
                 .media_type = "application/x-www-form-urlencoded"});
  }
  Response ask_for_token(Client const& client) {
    return post_form("/api/oauth/token", client, "grant_type=client_credentials");
  }
  int call_with(std::string const& token) {
    return trial_
        .send(world_,
              {.target = std::string(TrialWorlds::projects), .authorization = "Bearer " + token})
        .status;
  }
  bool was_used(Client const& client) {
    auto const shown =
        trial_.send(world_, {.target = accounts() + "/" + client.id, .version = "2024-08-05"});
    EXPECT_EQ(shown.status, 200) << shown.body;
    return !shown.body.contains(R"("lastUsedAt":null)");
  }
  void add(Match match, Effect effect) {
    auto const added = world_.faults().add({.match = std::move(match), .do_ = std::move(effect)});
    ASSERT_TRUE(added) << added.error().detail;
  }
  int get(std::string path) { return trial_.send(world_, {.target = std::move(path)}).status; }

  TrialWorlds trial_;
  World& world_ = trial_.world();
};

TEST_F(Interfered, NoTokenIsIssuedWhenARuleAnswersBefore) {
  auto const client = make_client();
  add({.path = "/api/oauth/token", .org_id = std::string(TrialWorlds::org_id), .caller = client.id},
      {.status = 503});
  EXPECT_EQ(ask_for_token(client).status, 503);
  EXPECT_FALSE(was_used(client));
  world_.faults().clear();
  EXPECT_EQ(ask_for_token(client).status, 200);
  EXPECT_TRUE(was_used(client));
}

TEST_F(Interfered, ATokenIsIssuedWhenARuleAnswersAfter) {
  auto const client = make_client();
  add({.path = "/api/oauth/token"}, {.status = 503, .when = "after"});
  EXPECT_EQ(ask_for_token(client).status, 503);
  EXPECT_TRUE(was_used(client));
}

TEST_F(Interfered, ATokenLivesOnWhenARuleAnswersBeforeItsRevocation) {
  auto const client = make_client();
  auto const body = atlas::parse_json(ask_for_token(client).body);
  ASSERT_TRUE(body && body->find("access_token"));
  auto const token = body->find("access_token")->text;
  add({.path = "/api/oauth/revoke"}, {.disconnect = "before"});
  EXPECT_TRUE(post_form("/api/oauth/revoke", client, "token=" + token).fault);
  EXPECT_EQ(call_with(token), 200);
  world_.faults().clear();
  EXPECT_EQ(post_form("/api/oauth/revoke", client, "token=" + token).status, 200);
  EXPECT_EQ(call_with(token), 401);
}

TEST_F(Interfered, WhatTheServiceRefusesIsCountedAndAnsweredToo) {
  add({.path = "/api/atlas/**", .nth = 2}, {.status = 503});
  EXPECT_EQ(get("/api/atlas/v2/nothing"), 404);
  EXPECT_EQ(get("/api/atlas/v2/nothing"), 503);
  EXPECT_EQ(get("/api/atlas/v2/nothing"), 404);
}

TEST_F(Interfered, AnAnswerHasAFieldOnceThatARuleSets) {
  add({}, {.status = 502,
           .headers =
               HeaderMap{{{"content-type", "text/html"}, {"x-mongodb-service-version", "proxy"}}}});
  auto const answer = trial_.send(world_, {.target = std::string(TrialWorlds::projects)});
  EXPECT_EQ(answer.content_type, "text/html");
  EXPECT_FALSE(answer.fields.contains("ontent-type")) << answer.fields;
  EXPECT_FALSE(answer.fields.contains("X-MongoDB-Service-Version")) << answer.fields;
  EXPECT_TRUE(answer.fields.contains("x-mongodb-service-version: proxy\r\n")) << answer.fields;
}

TEST_F(Interfered, AStatusHasTheCodeThatGoesWithIt) {
  std::pair<int, std::string_view> const cases[] = {
      {429, "RATE_LIMITED_TOKEN_BUCKET"}, {503, "SERVICE_UNAVAILABLE"}, {502, "UNEXPECTED_ERROR"}};
  for (auto const& [status, code] : cases) {
    world_.faults().clear();
    add({}, {.status = status});
    auto const answer = trial_.send(world_, {.target = std::string(TrialWorlds::projects)});
    EXPECT_EQ(answer.status, status);
    EXPECT_TRUE(answer.body.contains(code)) << answer.body;
  }
}

TEST_F(Interfered, TwoElementsAreAlwaysShuffled) {
  for (auto const* name : {"A", "B"}) trial_.make_project(world_, name);
  for (std::string const query : {"", "?envelope=true"}) {
    auto const path = std::string(TrialWorlds::projects) + query;
    auto const before = trial_.send(world_, {.target = path}).body;
    for (int rule = 0; rule < 8; ++rule) {
      world_.faults().clear();
      add({.operation = "listProjects"}, {.shuffle = true});
      auto const after = trial_.send(world_, {.target = path}).body;
      EXPECT_NE(after, before) << rule;
      EXPECT_EQ(after.size(), before.size());
    }
    world_.faults().clear();
  }
}

TEST_F(Interfered, ARuleAboutListsIsNotSpentOnOtherRequests) {
  ASSERT_TRUE(world_.faults().add({.do_ = {.page_size = 1}, .times = 1}));
  for (auto const* name : {"A", "B"}) EXPECT_EQ(trial_.make_project(world_, name).size(), 24U);
  auto const list = trial_.send(world_, {.target = std::string(TrialWorlds::projects)});
  EXPECT_TRUE(list.body.contains("itemsPerPage=1&pageNum=2")) << list.body;
}

TEST_F(Interfered, ARequestWithoutAnAnswerHasNoStatus) {
  add({.method = "GET"}, {.disconnect = "before"});
  get(std::string(TrialWorlds::projects));
  EXPECT_EQ(world_.journal().all().at(0)->status, 0);
  world_.faults().clear();
  add({.method = "GET"}, {.disconnect = "after"});
  get(std::string(TrialWorlds::projects));
  EXPECT_EQ(world_.journal().all().at(1)->status, 200) << "what the operation said";
}

TEST_F(Interfered, TheJournalTellsHowLongBodiesWereOnTheWire) {
  auto const answer = trial_.send(
      world_, {.method = "POST", .target = TrialWorlds::new_project(), .body = "\xff\xfe\xff"});
  auto const newest = [this] { return world_.journal().all().back(); };
  EXPECT_EQ(newest()->request_body, "[3 bytes that are no UTF-8]");
  EXPECT_EQ(newest()->request_body_size, 3);
  EXPECT_EQ(newest()->response_body_size, std::ssize(answer.body));
  std::string const list(TrialWorlds::projects);
  trial_.send(world_, {.method = "HEAD", .target = list});
  EXPECT_EQ(newest()->response_body_size, 0);
  add({.method = "GET"}, {.cut_body_at = 7});
  get(list);
  EXPECT_EQ(newest()->response_body_size, 7);
  world_.faults().clear();
  add({.method = "GET"}, {.disconnect = "after"});
  get(list);
  EXPECT_EQ(newest()->response_body_size, 0);
}

TEST_F(Interfered, TheJournalTellsWhenARequestCame) {
  world_.clock().freeze();
  auto const came = std::chrono::floor<std::chrono::seconds>(world_.clock().now());
  add({}, {.delay_ms = DelayRange{10, 10}});
  trial_.loop.after(std::chrono::milliseconds(1),
                    [this] { world_.clock().advance(std::chrono::hours(1)); });
  get(std::string(TrialWorlds::projects));
  EXPECT_EQ(world_.journal().all().at(0)->time, came);
}

TEST_F(Interfered, AHeadIsOfItsOperation) {
  trial_.send(world_,
              {.method = "HEAD", .target = std::string(TrialWorlds::projects) + "?pageNum=x"});
  EXPECT_EQ(world_.journal().all().at(0)->operation, "listProjects");
}

}  // namespace
}  // namespace orgd::sandbox
