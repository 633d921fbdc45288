// The control plane on one loop with its worlds, without sockets, for tests.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "sandbox/control.hpp"
#include "sandbox/trial_worlds.hpp"

namespace orgd::sandbox {

class TrialControl : public ::testing::Test {
 protected:
  using Fields = std::vector<std::pair<std::string, std::string>>;

  explicit TrialControl(bool automatic = false) : trial_(automatic) { bind_control(table_); }

  Response raw(std::string method, std::string path, std::string body, Fields const& fields) {
    Request request;
    request.method = std::move(method);
    request.target = std::string(control::prefix) + path;
    request.body = std::move(body);
    for (auto const& [name, value] : fields) request.add_field(name, value);
    Response response;
    (void)trial_.loop.run(door_(request, response));
    return response;
  }
  Response send(std::string method, std::string path, std::string body = {}) {
    return raw(std::move(method), std::move(path), std::move(body),
               {{"Host", "localhost:9000"}, {"Content-Type", "application/json"}});
  }
  atlas::JsonNode json(Response const& response) {
    EXPECT_LT(response.status, 300) << response.body;
    return atlas::parse_json(response.body).value_or(atlas::JsonNode());
  }
  static std::string text_of(atlas::JsonNode const& node, std::string_view name) {
    auto const* const member = node.find(name);
    return member ? member->text : "(absent)";
  }

  // The mail to somebody who is invited.
  atlas::JsonNode invite(World& world) {
    auto const invited = trial_.send(
        world, {.method = "POST",
                .target = "/api/atlas/v2/orgs/" + std::string(TrialWorlds::org_id) + "/invites",
                .body = R"({"username":"new@example.org","roles":["ORG_MEMBER"]})"});
    EXPECT_EQ(invited.status, 200) << invited.body;
    auto const mails = json(send("GET", "/mails?world=" + world.name()));
    auto const* const list = mails.find("mails");
    bool const there = list && list->children.size() == 1;
    EXPECT_TRUE(there);
    return there ? list->children[0] : atlas::JsonNode();
  }
  static constexpr auto const* person =
      R"({"firstName":"New","lastName":"Person","country":"DE","password":"correct horse 7"})";

  TrialWorlds trial_;
  ControlOptions options_{.port = 9000, .api_url = "http://localhost:8080"};
  ControlTable table_;
  Handler door_ = control_door(trial_.worlds, options_, table_)(trial_.loop);
};

}  // namespace orgd::sandbox
