// The library against the real server: an organization's life, and calls from many threads.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "atlas/exception.hpp"
#include "atlas/organizations_api.hpp"
#include "atlas/programmatic_api_keys_api.hpp"
#include "atlas/projects_api.hpp"
#include "atlas/root_api.hpp"
#include "atlas/testing/local_server.hpp"

namespace client_test {
namespace {

using atlas::Code;
using atlas::OrganizationsApi;

class WithServer : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto started = atlas::testing::LocalServer::start({.program = ORGD_PROGRAM});
    ASSERT_TRUE(started) << started.error();
    shared_server = std::make_unique<atlas::testing::LocalServer>(std::move(*started));
  }
  static void TearDownTestSuite() { shared_server.reset(); }

  static std::unique_ptr<atlas::testing::LocalServer> shared_server;
  OrganizationsApi api_{shared_server->configuration()};
};

std::unique_ptr<atlas::testing::LocalServer> WithServer::shared_server;

TEST_F(WithServer, AnOrganizationLives) {
  auto const created = api_.create_organization(
      {.name = "Ärger & Söhne",
       .org_owner_id = shared_server->owner_id(),
       .api_key = atlas::CreateApiKey{.desc = "first", .roles = {"ORG_OWNER"}}});
  ASSERT_TRUE(created) << created.error().message();
  EXPECT_EQ(created.status(), 201);
  std::string const org = created->organization.id;
  auto configuration = shared_server->configuration();
  configuration.credentials =
      atlas::ApiKeyCredentials{created->api_key->public_key, created->api_key->private_key};
  OrganizationsApi const own(configuration);
  atlas::ProjectsApi const projects(configuration);

  EXPECT_EQ(own.get_organization(org).value().name, "Ärger & Söhne");
  EXPECT_EQ(own.rename_organization(org, {.name = "Söhne"})->name, "Söhne");
  auto const invited = own.create_organization_invitation(
      org, {.username = "dana@example.org", .roles = {atlas::OrgRole::org_read_only}});
  ASSERT_TRUE(invited) << invited.error().message();
  EXPECT_EQ(own.list_organization_invitations(org)->size(), 1U);
  auto const project = projects.create_project({.name = "P", .org_id = org});
  ASSERT_TRUE(project) << project.error().message();
  EXPECT_TRUE(own.delete_organization(org).error().is(Code::org_not_empty));
  EXPECT_TRUE(projects.delete_project(project->id));
  EXPECT_EQ(own.delete_organization(org).status(), 204);
  EXPECT_EQ(own.get_organization(org).error().status, 401);
}

TEST_F(WithServer, SettingsAreSetAndCleared) {
  std::string const& org = shared_server->org_id();
  atlas::OrganizationSettings change;
  change.security_contact = "s@example.org";
  ASSERT_TRUE(api_.update_organization_settings(org, change));
  EXPECT_EQ(api_.get_organization_settings(org)->security_contact, "s@example.org");
  change.security_contact = atlas::null_of<std::string>();
  change.operations_contact = atlas::null_of<std::string>();
  ASSERT_TRUE(api_.update_organization_settings(org, change));
}

TEST_F(WithServer, ListsAreRanges) {
  atlas::ProgrammaticApiKeysApi const keys(shared_server->configuration());
  for (int i = 0; i < 25; ++i)
    ASSERT_TRUE(keys.create_api_key(
        shared_server->org_id(),
        {.desc = "k" + std::to_string(i), .roles = {atlas::OrgRole::org_member}}));
  int count = 0;
  for (auto const& item : keys.each_of_api_keys(shared_server->org_id(), {.items_per_page = 10}))
    count += item ? 1 : 0;
  EXPECT_EQ(count, 26);
}

TEST(LocalServerKey, IsThatOfTheSeedWhateverAShellMakesOfItsSigns) {
  auto const path = std::filesystem::temp_directory_path() /
                    ("orgd-local-server-" + std::to_string(::getpid()) + ".yaml");
  std::ofstream(path) << "organizations: [{name: Mine, apiKeys: [{desc: key, roles: [ORG_OWNER], "
                         "publicKey: ~bcdefgh, privateKey: ~5ebbb82c-1d2d-4b7f}]}]";
  auto const started =
      atlas::testing::LocalServer::start({.program = ORGD_PROGRAM, .seed_file = path.string()});
  std::filesystem::remove(path);
  ASSERT_TRUE(started) << started.error();
  OrganizationsApi const own(started->configuration());
  auto const found = own.get_organization(started->org_id());
  ASSERT_TRUE(found) << found.error().message();
  EXPECT_EQ(found->name, "Mine");
}

TEST_F(WithServer, ManyThreadsShareAClient) {
  std::vector<std::future<bool>> calls;
  for (int i = 0; i < 300; ++i)
    calls.push_back(
        api_.background([this] { return api_.get_organization(shared_server->org_id()).ok(); }));
  for (auto& call : calls) EXPECT_TRUE(call.get());
}

TEST_F(WithServer, ErrorsSayWhatTheServerSaid) {
  auto const missing = api_.get_organization(std::string(24, '0'));
  EXPECT_TRUE(missing.error().is(Code::org_not_found)) << missing.error().message();
  EXPECT_THROW(api_.get_organization("nothex").value(), atlas::ApiException);
  EXPECT_EQ(atlas::RootApi(shared_server->configuration()).get_system_status().status(), 200);
}

}  // namespace
}  // namespace client_test
