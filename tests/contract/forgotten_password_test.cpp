// Asking for a mail that sets a password is as much work for one address as for another.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "in_process_service.hpp"
#include "stored_rows.hpp"
#include "world.hpp"

namespace contract {
namespace {

using conformance::World;

class ForgottenPassword : public ::testing::Test {
 protected:
  struct Work {
    std::int64_t statements = 0;
    std::size_t links = 0;
    std::size_t mails = 0;
    bool operator==(Work const&) const = default;
  };

  std::size_t rows_in(std::string const& table) {
    return rows_of(service_.stored_at(), fmt::format("SELECT user_id FROM {}", table)).size();
  }
  // What the store does and keeps for one.
  Work work_for(std::string const& username) {
    Work const before{.statements = service_.statements(),
                      .links = rows_in("password_link"),
                      .mails = rows_in("account_mail")};
    conformance::RequestSpec const request{.method = "POST",
                                           .target = "/orgd/v1/passwords:reset",
                                           .headers = {{"Content-Type", "application/json"}},
                                           .body = fmt::format(R"({{"username":"{}"}})", username)};
    EXPECT_EQ(world_.send(request).status, 202) << username;
    return {.statements = service_.statements() - before.statements,
            .links = rows_in("password_link") - before.links,
            .mails = rows_in("account_mail") - before.mails};
  }

  conformance::FreshService service_;
  conformance::OrganizationSource source_{service_.door(), service_.key()};
  World world_{source_};
};

TEST_F(ForgottenPassword, TakesTheSameWorkForEveryAddress) {
  auto const dana = world_.person("dana");
  world_.new_member(dana);
  auto const invited = world_.person("invited");
  world_.invite(invited);
  Work const known = work_for(dana);
  EXPECT_GT(known.statements, 0);
  EXPECT_EQ(known.links, 1U);
  EXPECT_EQ(known.mails, 1U);
  EXPECT_EQ(work_for(world_.person("nobody")), known);
  EXPECT_EQ(work_for(invited), known);
  EXPECT_EQ(work_for(dana), known);
  EXPECT_EQ(work_for(dana), known);
  EXPECT_EQ(work_for(dana), known) << "the fourth, which is not sent";
  EXPECT_EQ(world_.door().backstage().mails_to(dana).size(), 3U);
}

}  // namespace
}  // namespace contract
