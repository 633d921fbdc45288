// A seed with passwords in the clear keeps nobody from anything.
#include "sandbox/seed_passwords.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <latch>
#include <set>

#include "sandbox/seed_writer.hpp"
#include "sandbox/trial_control.hpp"

namespace orgd::sandbox {
namespace {

class SeedPasswords : public TrialControl {};

TEST_F(SeedPasswords, AnswersOthersWhileThePasswordsOfASeedAreHashed) {
  std::latch begun{1};
  std::latch open{1};
  auto const hold = [&] {
    begun.count_down();
    open.wait();
    return std::string();
  };
  auto held = trial_.ground.offload->work(trial_.loop, hold, {});
  held.handle().resume();
  begun.wait();
  Request request;
  request.method = "POST";
  request.target = std::string(control::prefix) + ":seed";
  request.body = R"({"organizations":[{"name":"More","people":[
      {"email":"a@example.org","roles":["ORG_OWNER"],"password":"correct horse 7"},
      {"email":"b@example.org","roles":["ORG_OWNER"],"password":"correct horse 7"}]}]})";
  request.add_field("Host", "localhost:9000");
  request.add_field("X-Orgd", "1");
  Response response;
  auto seeding = door_(request, response);
  seeding.handle().resume();
  EXPECT_EQ(send("POST", ":reset").status, 204);
  trial_.make_project(trial_.world(), "One");
  EXPECT_FALSE(seeding.done()) << "nobody waits for its passwords";
  open.count_down();
  auto const rest = [&]() -> Task<Done> {
    co_await end_of(seeding);
    co_return Done{};
  };
  ASSERT_TRUE(trial_.loop.run(rest()));
  EXPECT_EQ(response.status, 204) << response.body;
  std::set<std::string> hashes;
  auto const all = json(send("GET", ":export"));
  for (auto const& person : all.find("people")->children) {
    auto const email = text_of(person, "email");
    if (email != "a@example.org" && email != "b@example.org") continue;
    auto const hash = text_of(*person.find("account"), "passwordHash");
    EXPECT_TRUE(hash.starts_with("$argon2id$")) << hash;
    hashes.insert(hash);
  }
  EXPECT_EQ(hashes.size(), 2U) << "each has a salt of its own";
}

TEST_F(SeedPasswords, RefusesMorePasswordsThanItHashes) {
  std::string people;
  for (int i = 0; i <= most_clear_passwords; ++i)
    people += fmt::format(R"({}{{"email":"p{}@example.org","account":{{"firstName":"A",
        "lastName":"B","country":"DE","password":"correct horse 7"}}}})",
                          i == 0 ? "" : ",", i);
  auto const refused = send("POST", ":seed", R"({"people":[)" + people + "]}");
  EXPECT_EQ(refused.status, 400);
  EXPECT_TRUE(refused.body.contains("at most 200 passwords")) << refused.body;
}

}  // namespace
}  // namespace orgd::sandbox
