// What a sandbox takes for a directory of its own, and what not.
#include "orgd/sandbox_directory.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace orgd {
namespace {

namespace fs = std::filesystem;

class SandboxDirectory : public ::testing::Test {
 protected:
  SandboxDirectory() {
    std::string pattern = (fs::temp_directory_path() / "orgd-sandbox-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary directory");
    parent_ = pattern;
    directory_ = parent_ / "worlds";
  }
  ~SandboxDirectory() override { fs::remove_all(parent_); }

  std::string refusal() {
    try {
      (void)take_sandbox_directory(directory_, platform_);
    } catch (std::runtime_error const& error) {
      return error.what();
    }
    return "(none)";
  }

  SystemPlatform platform_;
  fs::path parent_;
  fs::path directory_;
};

TEST_F(SandboxDirectory, IsMadeForItsOwnerAndTakenOnce) {
  EXPECT_EQ(refusal(), "(none)");
  EXPECT_EQ(fs::status(directory_).permissions(), fs::perms::owner_all);
  EXPECT_NE(refusal().find("another orgd"), std::string::npos) << refusal();
}

TEST_F(SandboxDirectory, KeepsItsKey) {
  fs::create_directory(directory_);
  std::ofstream(directory_ / "secret.key") << std::string(64, 'c') << '\n';
  fs::permissions(directory_ / "secret.key", fs::perms::owner_read);
  EXPECT_EQ(take_sandbox_directory(directory_, platform_), Vault::parse(std::string(64, 'c')));
}

TEST_F(SandboxDirectory, IsNobodyElses) {
  fs::create_directories(directory_);
  fs::permissions(directory_, fs::perms::all);
  std::ofstream(directory_ / "orgd.db") << "a store";
  EXPECT_NE(refusal().find("something else"), std::string::npos) << refusal();
  EXPECT_EQ(fs::status(directory_).permissions(), fs::perms::all) << "it is left as it was";
  EXPECT_FALSE(fs::exists(directory_ / "secret.key"));
}

TEST_F(SandboxDirectory, NeedsTheKeyOfItsWorlds) {
  fs::create_directories(directory_ / "worlds");
  EXPECT_NE(refusal().find("bring back"), std::string::npos) << refusal();
}

}  // namespace
}  // namespace orgd
