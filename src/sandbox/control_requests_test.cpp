// What the control plane shows of requests, and how it waits for them.
#include "sandbox/trial_control.hpp"

namespace orgd::sandbox {
namespace {

class ControlRequests : public TrialControl {};

TEST_F(ControlRequests, ShowsAndVerifiesRequests) {
  trial_.make_project(trial_.world(), "One");
  auto const shown = json(send("GET", "/requests?operation=createProject"));
  ASSERT_TRUE(shown.find("requests"));
  EXPECT_EQ(shown.find("requests")->children.size(), 1U);
  EXPECT_EQ(send("GET", "/requests?operaton=createProject").status, 400);
  EXPECT_EQ(send("GET", "/requests?count=1").status, 400) << "it is for those who wait";
  auto const verdict =
      json(send("POST", "/requests:verify", R"({"match":{"method":"POST"},"exactly":2})"));
  EXPECT_FALSE(verdict.find("verified")->boolean);
  EXPECT_NE(send("GET", "/requests:har").body.find("\"1.2\""), std::string::npos);
  EXPECT_EQ(send("DELETE", "/requests").status, 204);
  EXPECT_TRUE(json(send("GET", "/requests")).find("requests")->children.empty());
}

TEST_F(ControlRequests, WaitsForRequestsUntilTimeIsUp) {
  trial_.make_project(trial_.world(), "One");
  EXPECT_TRUE(json(send("GET", "/requests:wait?method=POST")).find("reached")->boolean);
  auto const late = json(send("GET", "/requests:wait?method=POST&count=2&timeout=0s"));
  EXPECT_FALSE(late.find("reached")->boolean);
  EXPECT_EQ(late.find("count")->integer, 1);
  // Somebody calls while one waits.
  trial_.loop.after(std::chrono::milliseconds(1), [this] {
    Request request;
    TrialWorlds::fill(request, {.target = std::string(TrialWorlds::projects)});
    Response response;
    auto task = trial_.world().handle(request, response);
    task.handle().resume();
    EXPECT_TRUE(task.done());
  });
  auto const met = json(send("GET", "/requests:wait?method=GET&timeout=1m"));
  EXPECT_TRUE(met.find("reached")->boolean);
  EXPECT_EQ(send("GET", "/requests:wait?timeout=11m").status, 400);
}

TEST_F(ControlRequests, ShowsAPartOfThem) {
  for (auto const* name : {"One", "Two", "Three"}) trial_.make_project(trial_.world(), name);
  auto const numbers = [this](std::string const& query) {
    std::vector<std::int64_t> found;
    auto const shown = json(send("GET", "/requests?" + query));
    for (auto const& entry : shown.find("requests")->children)
      found.push_back(entry.find("number")->integer);
    return found;
  };
  using Numbers = std::vector<std::int64_t>;
  auto const all = numbers("method=POST");
  ASSERT_EQ(all.size(), 3U);
  auto const first = std::to_string(all[0]);
  auto const last = std::to_string(all[2]);
  EXPECT_EQ(numbers("method=POST&after=" + first), (Numbers{all[1], all[2]}));
  EXPECT_EQ(numbers("method=POST&after=" + first + "&before=" + last), Numbers{all[1]});
  EXPECT_EQ(numbers("method=POST&limit=1"), Numbers{all[2]});
  EXPECT_EQ(numbers("method=POST&status=2xx"), all);
  auto const whole = json(send("GET", "/requests?method=POST"));
  auto const status = whole.find("requests")->children[0].find("status")->integer;
  EXPECT_EQ(numbers("method=POST&status=" + std::to_string(status)), all);
  EXPECT_EQ(numbers("method=POST&status=4xx"), Numbers{});
  EXPECT_EQ(send("GET", "/requests?status=many").status, 400);
  EXPECT_EQ(send("GET", "/requests?limit=0").status, 400);
  auto const reached = [this](std::string const& query) {
    return json(send("GET", "/requests:wait?timeout=0s&" + query)).find("reached")->boolean;
  };
  EXPECT_TRUE(reached("method=POST&count=2&after=" + first));
  EXPECT_FALSE(reached("method=POST&after=" + last));
}

TEST_F(ControlRequests, EndsWaitsOnWorldsThatGo) {
  auto const wait_until = [this](std::function<void()> change) {
    EXPECT_TRUE(trial_.worlds.make("short"));
    trial_.loop.after(std::chrono::milliseconds(1), std::move(change));
    auto const answer = json(send("GET", "/requests:wait?world=short&timeout=10m"));
    return answer.find("reached")->boolean;
  };
  EXPECT_FALSE(wait_until([this] { (void)trial_.worlds.remove("short"); }));
  EXPECT_FALSE(wait_until([this] { (void)trial_.worlds.make("short"); }));
}

}  // namespace
}  // namespace orgd::sandbox
