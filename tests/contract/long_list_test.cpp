// A page of many people with many roles: it is written in turns, so that others on its loop do not
// wait for the whole of it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "api/json_write.hpp"
#include "async/blocking_loop.hpp"
#include "in_process_service.hpp"
#include "reading.hpp"
#include "store/organizations.hpp"
#include "store/projects.hpp"
#include "world.hpp"

namespace contract {
namespace {

using conformance::Answer;
using conformance::World;

constexpr std::size_t people = 100;
constexpr std::size_t projects = 100;
constexpr std::size_t bytes_per_turn = std::size_t{256} * 1024;

orgd::Task<orgd::Done> fill(orgd::Transaction& tx, orgd::store::OrgId org_id) {
  namespace store = orgd::store;
  auto const locked = co_await store::lock_organization(tx, org_id);
  auto const& org = locked.value().lock;
  std::vector<store::ProjectRoles> roles;
  for (std::size_t i = 0; i < projects; ++i) {
    store::Project const project{.project_id = store::ProjectId::of(fmt::format("9a0{:021x}", i)),
                                 .name = fmt::format("Project {}", i),
                                 .name_folded = fmt::format("project {}", i)};
    co_await store::insert_project(tx, org, project);
    roles.push_back({.project_id = project.project_id, .roles = {"GROUP_OWNER"}});
  }
  store::Names const org_roles{"ORG_MEMBER"};
  store::Seconds const now{};
  for (std::size_t i = 0; i < people; ++i) {
    std::string const name = fmt::format("p{}@example.org", i);
    store::Account const account{.user_id = store::UserId::of(fmt::format("9b0{:021x}", i)),
                                 .spelling = name,
                                 .username = name};
    co_await store::insert_member(tx, org, account, org_roles, now);
    co_await store::set_project_roles(tx, org, account.user_id, roles);
  }
  co_return orgd::Done{};
}

class LongList : public ::testing::Test {
 protected:
  LongList() {
    orgd::BlockingLoop loop;
    auto const session = service_.database().connect(loop);
    auto const work = [this](orgd::Transaction& tx) {
      return fill(tx, orgd::store::OrgId::of(world_.id()));
    };
    EXPECT_TRUE(loop.run(session->write(work)));
  }

  Answer list(conformance::Door& door, std::string const& more = "") {
    return door.send(world_.request("GET", world_.org("/users?itemsPerPage=500" + more)));
  }

  conformance::FreshService service_;
  conformance::OrganizationSource source_{service_.door(), service_.key()};
  World world_{source_};
};

TEST_F(LongList, LetsOthersHaveTheirTurn) {
  std::size_t turns = 0;
  auto const door = service_.watched_door([&] { ++turns; });
  for (std::string const form :
       {"", "&envelope=true", "&pretty=true", "&envelope=true&pretty=true"}) {
    turns = 0;
    auto const answer = list(*door, form);
    ASSERT_EQ(answer.status, 200);
    EXPECT_GE(turns, answer.body.size() / bytes_per_turn) << form;
    ASSERT_GE(turns, 2U) << form;
    auto const page = conformance::parse_json(answer.body);
    ASSERT_TRUE(page) << form;
    EXPECT_EQ(page->find("results")->children.size(), people + 1) << form;
    EXPECT_EQ(page->find("totalCount")->integer, std::int64_t{people + 1}) << form;
  }
}

TEST_F(LongList, IsPrintedAsAWhole) {
  auto const compact = list(service_.door());
  auto const pretty = list(service_.door(), "&pretty=true");
  // Its link to itself repeats the query.
  auto wanted = compact.body;
  auto const query = wanted.find("pageNum=1");
  ASSERT_NE(query, std::string::npos);
  wanted.insert(query, "pretty=true&");
  EXPECT_TRUE(pretty.body == atlas::pretty_json(wanted));  // too long to be shown
}

// What lists hold while they are being written is charged to nobody, so there are few.
TEST_F(LongList, IsRefusedWhenManyAreBeingWritten) {
  constexpr std::size_t most = 8;
  std::vector<int> statuses;
  std::string refusal;
  conformance::Door* asked = nullptr;
  std::size_t begun = 1;
  auto const door = service_.watched_door([&] {
    if (begun > most) return;
    ++begun;
    auto const answer = list(*asked, "&pretty=true");
    statuses.push_back(answer.status);
    if (answer.status == 503) refusal = answer.body;
  });
  asked = door.get();
  statuses.push_back(list(*door).status);
  std::vector<int> wanted(most, 200);
  wanted.insert(wanted.begin(), 503);
  EXPECT_EQ(statuses, wanted);
  EXPECT_TRUE(refusal.starts_with("{\n  \"detail\" : \"")) << refusal;
  EXPECT_EQ(list(*door).status, 200);
}

}  // namespace
}  // namespace contract
