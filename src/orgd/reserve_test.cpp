// Room that is held back for a full disk.
#include "orgd/reserve.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "orgd/store_directory.hpp"
#include "test_disk.hpp"

namespace orgd {
namespace {

class ReserveTest : public ::testing::Test {
 public:
  ReserveTest() {
    std::string name = (std::filesystem::temp_directory_path() / "reserve_test.XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no directory");
    home_ = name;
  }
  ~ReserveTest() override { std::filesystem::remove_all(home_); }

 protected:
  std::filesystem::path home_;
};

TEST_F(ReserveTest, HoldsBlocksOnce) {
  Reserve reserve(home_);
  EXPECT_FALSE(reserve.give_up());
  reserve.renew();
  auto const file = home_ / "reserve";
  EXPECT_EQ(std::filesystem::file_size(file), 4U << 20U);
  auto const made = std::filesystem::last_write_time(file);
  reserve.renew();
  EXPECT_EQ(std::filesystem::last_write_time(file), made);
  EXPECT_TRUE(reserve.give_up());
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(ReserveTest, IsGivenUpWhenTheStoreCannotBeOpenedOtherwise) {
  SystemPlatform platform;
  StoreDirectory::Options const options{.path = home_ / "store"};
  StoreDirectory::create(options, platform);
  TestDisk disk;
  auto const file = options.path / "reserve";
  disk.is_full = [&] { return std::filesystem::exists(file); };
  Reserve(options.path).renew();
  ASSERT_TRUE(std::filesystem::exists(file));
  StoreDirectory::open(options, platform);
  EXPECT_FALSE(std::filesystem::exists(file));

  disk.is_full = [] { return true; };
  try {
    StoreDirectory::open(options, platform);
    FAIL() << "there was room";
  } catch (DatabaseError const& failure) {
    EXPECT_EQ(failure.kind, FailureKind::disk_full) << failure.what();
  }
}

}  // namespace
}  // namespace orgd
