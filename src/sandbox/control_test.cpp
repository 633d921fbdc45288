// The control plane from request to answer, on one loop: its guards, and what its rows do.
#include "sandbox/control.hpp"

#include <gtest/gtest.h>

#include <set>

#include "sandbox/trial_control.hpp"

namespace orgd::sandbox {
namespace {

class Control : public TrialControl {};

TEST_F(Control, BindsEveryRow) {
  std::size_t rows = 0;
  atlas::for_each_operation(control::AllRows{}, [&]<auto const & Row>() {
    ++rows;
    EXPECT_TRUE(Row.info.path.starts_with(control::prefix)) << Row.info.id;
  });
  EXPECT_EQ(table_.size(), rows);
}

TEST_F(Control, IsForThisMachineAlone) {
  for (auto const* host : {"localhost:9000", "LOCALHOST:9000", "127.0.0.1:9000", "[::1]:9000"})
    EXPECT_EQ(raw("GET", "/worlds", "", {{"Host", host}}).status, 200) << host;
  for (auto const* host : {"localhost", "localhost:9001", "evil.example:9000", "127.0.0.2:9000",
                           "localhost.:9000", "", "localhost:9000@evil.example"})
    EXPECT_EQ(raw("GET", "/worlds", "", {{"Host", host}}).status, 403) << host;
}

TEST_F(Control, IsCalledAsItsListenerWasTold) {
  options_.host = "127.0.0.2";
  EXPECT_EQ(raw("GET", "/worlds", "", {{"Host", "127.0.0.2:9000"}}).status, 200);
  EXPECT_EQ(raw("GET", "/worlds", "", {{"Host", "127.0.0.3:9000"}}).status, 403);
}

TEST_F(Control, IsForNoPageOfAnotherOrigin) {
  auto const from = [this](std::string const& origin) {
    return raw("GET", "/worlds", "", {{"Host", "localhost:9000"}, {"Origin", origin}}).status;
  };
  EXPECT_EQ(from("http://localhost:9000"), 200);
  for (auto const* origin : {"http://evil.example", "null", "http://localhost:9001",
                             "https://localhost:9000", "http://127.0.0.1:9000", ""})
    EXPECT_EQ(from(origin), 403) << origin;
}

TEST_F(Control, IsForNoPageButItsOwn) {
  auto const from = [this](std::string const& site) {
    return raw("GET", "/worlds", "", {{"Host", "localhost:9000"}, {"Sec-Fetch-Site", site}}).status;
  };
  for (auto const* site : {"cross-site", "same-site", "", "SAME-ORIGIN"})
    EXPECT_EQ(from(site), 403) << site << ": an image has no Origin";
  for (auto const* site : {"none", "same-origin"}) EXPECT_EQ(from(site), 200) << site;
  Fields const both{
      {"Host", "localhost:9000"}, {"Sec-Fetch-Site", "none"}, {"Sec-Fetch-Site", "same-site"}};
  EXPECT_EQ(raw("GET", "/worlds", "", both).status, 403);
}

TEST_F(Control, ChangesNothingForWhatAFormCanSend) {
  auto const with = [this](Fields fields) {
    fields.emplace_back("Host", "localhost:9000");
    return raw("POST", ":reset", "", fields).status;
  };
  EXPECT_EQ(with({}), 403);
  EXPECT_EQ(with({{"Content-Type", "text/plain"}}), 403);
  EXPECT_EQ(with({{"Content-Type", "text/plain; application/json"}}), 403);
  EXPECT_EQ(with({{"Content-Type", "application/json; charset=utf-8"}}), 204);
  EXPECT_EQ(with({{"X-Orgd", "1"}}), 204);
}

TEST_F(Control, DemandsItsTokenFromEverybody) {
  options_.token = "secret-token";
  auto const with = [this](std::string const& value) {
    return raw("GET", "/worlds", "", {{"Host", "far.example"}, {"Authorization", value}}).status;
  };
  EXPECT_EQ(with("Bearer secret-token"), 200);
  for (auto const* value : {"Bearer secret-toke", "Bearer secret-token2", "secret-token", "Bearer ",
                            "Basic secret-token"})
    EXPECT_EQ(with(value), 401) << value;
  EXPECT_EQ(send("GET", "/worlds").status, 401);
}

TEST_F(Control, ServesItsPagesToWhoeverOpensThem) {
  options_.token = "secret-token";
  auto const page = [this](std::string method, std::string target) {
    Request request;
    request.method = std::move(method);
    request.target = std::move(target);
    request.add_field("Host", "far.example:9000");
    request.add_field("Sec-Fetch-Site", "cross-site");
    Response response;
    (void)trial_.loop.run(door_(request, response));
    return response;
  };
  auto const shown = page("GET", "/console/worlds/one?x=1");
  EXPECT_EQ(shown.status, 200);
  EXPECT_NE(shown.body.find("assets/sandbox-"), std::string::npos);
  EXPECT_NE(shown.fields.find("Content-Security-Policy: default-src 'none'"), std::string::npos);
  EXPECT_EQ(shown.fields.find("Access-Control"), std::string::npos);
  EXPECT_EQ(page("GET", "/console").status, 308);
  EXPECT_EQ(page("GET", "/console/assets/none.js").status, 404);
  EXPECT_EQ(page("POST", "/console/").status, 405);
  EXPECT_EQ(page("GET", "/consoles").status, 401) << "what is no page is guarded";
}

TEST_F(Control, TakesASeedAsTheTextOfAFile) {
  auto const text = [](std::string_view json) { return text_of_seed(*atlas::parse_json(json)); };
  EXPECT_EQ(text(R"("organizations: []\n# none")"), "organizations: []\n# none");
  EXPECT_EQ(text(R"({"organizations":[]})"), R"({"organizations":[]})");
  EXPECT_EQ(send("PUT", "/worlds/two", R"({"seed":"organizations: 5"})").status, 400);
}

TEST_F(Control, SaysWhatIsNotThere) {
  EXPECT_EQ(send("GET", "/nothing").status, 404);
  auto const wrong = send("POST", "/worlds");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_NE(wrong.fields.find("Allow: GET"), std::string::npos);
  EXPECT_EQ(send("GET", "/clock?world=nowhere").status, 404);
  EXPECT_EQ(send("GET", "/clock?world=No%20Name").status, 400);
  EXPECT_EQ(send("PATCH", "/clock", "{").status, 400);
  EXPECT_EQ(send("PATCH", "/clock", R"({"unknown":1})").status, 400);
  EXPECT_EQ(send("PUT", "/worlds/bare").status, 200) << "nothing in its body is needed";
}

TEST_F(Control, MakesAndDeletesWorlds) {
  auto const made =
      json(send("PUT", "/worlds/one",
                R"({"idSeed":5,"clock":{"mode":"frozen","at":"2030-01-01T00:00:00Z"}})"));
  EXPECT_EQ(text_of(made, "name"), "one");
  EXPECT_EQ(text_of(made, "baseUrl"), "http://localhost:8080/w/one");
  auto const clock = json(send("GET", "/clock?world=one"));
  EXPECT_EQ(text_of(clock, "at"), "2030-01-01T00:00:00Z");
  EXPECT_EQ(text_of(clock, "mode"), "frozen");
  EXPECT_EQ(send("DELETE", "/worlds/one").status, 204);
  EXPECT_EQ(send("DELETE", "/worlds/one").status, 404);
  EXPECT_EQ(send("DELETE", "/worlds/default").status, 400);
}

TEST_F(Control, ResetsToTheSameClock) {
  ASSERT_EQ(send("PUT", "/worlds/one", R"({"clock":{"mode":"frozen"}})").status, 200);
  auto& world = trial_.world("one");
  auto const first = trial_.make_project(world, "One");
  ASSERT_EQ(send("PATCH", "/clock?world=one", R"({"advance":"31d"})").status, 200);
  EXPECT_NE(trial_.make_project(world, "Two"), first);
  ASSERT_EQ(send("POST", ":reset?world=one").status, 204);
  EXPECT_EQ(trial_.make_project(world, "One"), first);
}

TEST_F(Control, MovesTimeWithinWhatIdsCanSay) {
  EXPECT_EQ(send("PATCH", "/clock", R"({"at":"2099-12-31T00:00:00Z"})").status, 200);
  EXPECT_EQ(send("PATCH", "/clock", R"({"advance":"2d"})").status, 400);
  EXPECT_EQ(send("PATCH", "/clock", R"({"at":"1969-12-31T00:00:00Z"})").status, 400);
  EXPECT_EQ(send("PATCH", "/clock", R"({"mode":"slow"})").status, 400);
}

TEST_F(Control, LeavesAClockThatCameToItsEndInHand) {
  auto const change = [this](std::string body) {
    return text_of(json(send("PATCH", "/clock", std::move(body))), "at");
  };
  constexpr auto* end = "2099-12-31T23:59:59Z";
  EXPECT_EQ(change(R"({"at":"2099-12-30T00:00:00Z"})"), "2099-12-30T00:00:00Z");
  trial_.machine.advance(std::chrono::days(3));
  EXPECT_EQ(text_of(json(send("GET", "/clock")), "at"), end);
  EXPECT_EQ(change(R"({"advance":"0s"})"), end);
  EXPECT_EQ(send("PATCH", "/clock", R"({"advance":"1s"})").status, 400);
  EXPECT_EQ(change(R"({"mode":"frozen"})"), end);
  EXPECT_EQ(change(R"({"mode":"real"})"), end);
  EXPECT_EQ(change(R"({"at":"2030-01-01T00:00:00Z"})"), "2030-01-01T00:00:00Z");
  EXPECT_EQ(change(R"({"mode":"frozen","at":"2099-12-31T23:59:59Z"})"), end);
  EXPECT_EQ(send("PATCH", "/clock", R"({"at":"2100-01-01T00:00:00Z"})").status, 400);
}

TEST_F(Control, TakesTheSameSeedOverAndOverWithIdsOfTheirOwn) {
  constexpr auto* file = R"({"organizations":[{"name":"More","apiKeys":[{"desc":"a"}],
      "people":[{"email":"more@example.org","roles":["ORG_OWNER"]}]}],
      "generate":{"organizations":1}})";
  auto const ids = [this] {
    std::vector<std::string> found;
    auto const all = json(send("GET", ":export"));
    for (auto const& one : all.find("organizations")->children) found.push_back(text_of(one, "id"));
    return found;
  };
  auto const seed = [&] { return send("POST", ":seed", file).status; };
  EXPECT_EQ(seed(), 204);
  auto const first = ids();
  EXPECT_EQ(first.size(), 3U);
  EXPECT_EQ(send("POST", ":seed", R"({"organizations":[{"name":""}]})").status, 400);
  ASSERT_EQ(send("PUT", "/snapshots/one").status, 204);
  EXPECT_EQ(seed(), 204);
  auto const second = ids();
  EXPECT_EQ(std::set(second.begin(), second.end()).size(), 5U);
  ASSERT_EQ(send("POST", "/snapshots/one:restore").status, 204);
  EXPECT_EQ(seed(), 204);
  EXPECT_EQ(ids(), second) << "what is refused does not count, and a snapshot has its count";
  ASSERT_EQ(send("POST", ":reset").status, 204);
  EXPECT_EQ(seed(), 204);
  EXPECT_EQ(ids(), first);
}

TEST_F(Control, ReadsAndRefusesBeforeItBothersTheWorlds) {
  auto const is_refused_here = [this](std::string method, std::string const& path,
                                      std::string body) {
    Request request;
    request.method = std::move(method);
    request.target = std::string(control::prefix) + path;
    request.body = std::move(body);
    request.add_field("Host", "localhost:9000");
    request.add_field("X-Orgd", "1");
    Response response;
    auto task = door_(request, response);
    task.handle().resume();  // the loop of the worlds never has its turn
    return task.done() && response.status == 400 && response.body.contains("VALIDATION_ERROR");
  };
  EXPECT_TRUE(is_refused_here("POST", ":seed", "[a,a"));
  EXPECT_TRUE(is_refused_here("POST", ":seed", R"({"organizations":[{"name":""}]})"));
  EXPECT_TRUE(is_refused_here("PUT", "/worlds/one", R"({"seed":{"organizations":[{}]}})"));
}

TEST_F(Control, KeepsAndRestoresSnapshots) {
  auto& world = trial_.world();
  ASSERT_EQ(send("PUT", "/snapshots/then").status, 204);
  auto const id = trial_.make_project(world, "One");
  ASSERT_EQ(send("POST", "/snapshots/then:restore").status, 204);
  EXPECT_FALSE(trial_.has_project(world, id));
  EXPECT_EQ(send("POST", "/snapshots/never:restore").status, 404);
  EXPECT_EQ(send("DELETE", "/snapshots/then").status, 204);
  EXPECT_EQ(send("DELETE", "/snapshots/then").status, 404);
}

TEST_F(Control, AddsAndDeletesRules) {
  auto const rule =
      json(send("POST", "/faults", R"({"match":{"method":"POST"},"do":{"status":503},"times":1})"));
  auto& world = trial_.world();
  EXPECT_NE(trial_.make_project(world, "One").size(), 24U);
  EXPECT_EQ(trial_.make_project(world, "One").size(), 24U);
  auto const rules = json(send("GET", "/faults"));
  auto const* const list = rules.find("faults");
  ASSERT_TRUE(list && list->children.size() == 1);
  EXPECT_EQ(list->children[0].find("hits")->integer, 1);
  EXPECT_EQ(send("DELETE", "/faults/" + text_of(rule, "id")).status, 204);
  EXPECT_EQ(send("DELETE", "/faults/" + text_of(rule, "id")).status, 404);
  EXPECT_EQ(send("POST", "/faults", R"({"do":{}})").status, 400);
}

TEST_F(Control, ActsAsWhoWasInvited) {
  auto& world = trial_.world();
  auto const mail = invite(world);
  auto const seen = world.journal().all().size();
  EXPECT_EQ(text_of(mail, "recipient"), "new@example.org");
  EXPECT_TRUE(text_of(mail, "link").starts_with("http://localhost:8080/console/accept/"));
  auto const path = "/mails/" + text_of(mail, "id");
  auto const accepted = send("POST", path + ":accept", person);
  EXPECT_EQ(accepted.status, 200) << accepted.body;
  EXPECT_EQ(send("POST", path + ":reject").status, 404) << "it is accepted";
  EXPECT_EQ(world.journal().all().size(), seen) << "what the control plane does is no call";
}

TEST_F(Control, LinksLeadToTheConsoleOfTheWorld) {
  ASSERT_TRUE(trial_.worlds.make("one"));
  auto const link_in = [this](std::string_view world) {
    return text_of(invite(trial_.world(world)), "link");
  };
  EXPECT_TRUE(link_in("").starts_with("http://localhost:8080/console/"));
  EXPECT_TRUE(link_in("one").starts_with("http://localhost:8080/w/one/console/"));
}

TEST_F(Control, CallsAnApiOnAllAddressesByTheNameThatItIsCalledBy) {
  options_.token = "secret-token";
  auto const url = [this](std::string const& host) {
    auto const worlds =
        json(raw("GET", "/worlds", "", {{"Host", host}, {"Authorization", "Bearer secret-token"}}));
    return text_of(worlds.find("worlds")->children.at(0), "baseUrl");
  };
  EXPECT_EQ(url("sandbox.example:9000"), "http://localhost:8080");
  options_.api_url = "http://0.0.0.0:8080";
  EXPECT_EQ(url("sandbox.example:9000"), "http://sandbox.example:8080");
  EXPECT_EQ(url("[::1]:9000"), "http://[::1]:8080");
  options_.api_url = "http://[::]:8080";
  EXPECT_EQ(url("sandbox.example"), "http://sandbox.example:8080");
  EXPECT_EQ(url(""), "http://[::]:8080") << "no better name is known";
}

TEST_F(Control, TakesRulesOfStaleReads) {
  EXPECT_EQ(send("POST", "/faults", R"({"do":{"staleReadsMs":5000}})").status, 201);
}

}  // namespace
}  // namespace orgd::sandbox
