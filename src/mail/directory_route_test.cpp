// Mails as files, which hold links that admit whoever has them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "mail/route.hpp"

namespace orgd::mail {
namespace {

namespace fs = std::filesystem;

class DirectoryRouteTest : public ::testing::Test {
 protected:
  DirectoryRouteTest() {
    std::string pattern = fs::temp_directory_path() / "orgd-mails-XXXXXX";
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary directory");
    place_ = pattern;
  }
  ~DirectoryRouteTest() override { fs::remove_all(place_); }

  static std::string content_of(fs::path const& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  fs::path place_;
};

TEST_F(DirectoryRouteTest, WritesWhatItsOwnerAloneReads) {
  auto const route = make_directory_route(place_ / "mails");
  EXPECT_EQ(route->carry({.name = "1", .text = "first"}).verdict, Verdict::sent);
  EXPECT_EQ(route->carry({.name = "1", .text = "again"}).verdict, Verdict::sent);
  auto const file = place_ / "mails" / "1.eml";
  EXPECT_EQ(content_of(file), "again");
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(std::distance(fs::directory_iterator(place_ / "mails"), {}), 1);
}

TEST_F(DirectoryRouteTest, FollowsNobodysLink) {
  auto const elsewhere = place_ / "elsewhere";
  std::ofstream(elsewhere) << "mine";
  auto const route = make_directory_route(place_ / "mails");
  fs::create_symlink(elsewhere, place_ / "mails" / "1.part");
  EXPECT_EQ(route->carry({.name = "1", .text = "a secret"}).verdict, Verdict::sent);
  EXPECT_EQ(content_of(elsewhere), "mine");
  EXPECT_EQ(content_of(place_ / "mails" / "1.eml"), "a secret");
}

TEST_F(DirectoryRouteTest, SaysThatItCannotWrite) {
  auto const route = make_directory_route(place_ / "mails");
  fs::create_directories(place_ / "mails" / "1.part" / "full");
  auto const outcome = route->carry({.name = "1", .text = "text"});
  EXPECT_EQ(outcome.verdict, Verdict::later);
  EXPECT_TRUE(outcome.of_route);
}

}  // namespace
}  // namespace orgd::mail
