// What is left after a power cut: exactly what was acknowledged, because it was synced before.
#include <gtest/gtest.h>

#include <string>

#include "sqlite_file.hpp"
#include "store/sqlite/connection.hpp"
#include "test_disk.hpp"

namespace orgd {
namespace {

class PowerCut : public ::testing::Test {
 public:
  PowerCut() {
    migrate(*file_.schema(), test_migrations(), std::chrono::sys_seconds{});
    session_ = file_.database().connect(loop_);
  }
  ~PowerCut() override { std::filesystem::remove_all(left_); }

 protected:
  Result<Done> write(Work work) { return loop_.run(session_->write(std::move(work))); }

  // How many items a machine that starts again finds.
  std::int64_t items_left() const {
    disk_.cut_power(left_);
    SqliteConnection connection(left_ / file_.path().filename(), SqliteConnection::Access::write,
                                memory);
    Rows rows;
    connection.execute("SELECT COUNT(*) FROM item", {}, rows);
    return rows[0].integer(0);
  }

  static constexpr SqliteConnection::Memory memory{.cache_kib = 1000, .mmap_bytes = 0};
  TestDisk disk_;
  SqliteFile file_;
  std::filesystem::path const left_ = file_.path().parent_path().string() + "-left";
  BlockingLoop loop_;
  std::unique_ptr<Session> session_;
};

TEST_F(PowerCut, LosesNothingThatWasAcknowledged) {
  std::string const large(std::size_t{64} << 10U, 'x');
  constexpr int writes = 160;  // enough for a checkpoint
  for (int number = 1; number <= writes; ++number) {
    ASSERT_TRUE(write(adding(number, large)));
    bool const looked_at = number < 5 || number % 20 == 0 || number > writes - 25;
    if (looked_at) {
      ASSERT_EQ(items_left(), number);
    }
  }
  EXPECT_GE(file_.database().stats().checkpoints, 1U);
}

// So that the test above could fail: the same disk, and a connection that does not wait for it.
TEST_F(PowerCut, LosesWhatWasNotSynced) {
  ASSERT_TRUE(write(adding(1, "synced")));
  for (auto const* mode : {"PRAGMA synchronous = OFF", "PRAGMA synchronous = NORMAL"}) {
    SqliteConnection hasty(file_.path(), SqliteConnection::Access::write, memory);
    hasty.execute_script(mode);
    hasty.execute("INSERT INTO item (id, name) VALUES (2, 'not synced')");
    EXPECT_EQ(items_left(), 1) << mode;
    hasty.execute("DELETE FROM item WHERE id = 2");
  }
}

TEST_F(PowerCut, ASyncThatFailsLeavesTheOutcomeOpenAndTheStoreRefusing) {
  ASSERT_TRUE(write(adding(1, "before")));
  disk_.fails_syncs = true;
  EXPECT_THROW((void)write(adding(2, "lost")), OutcomeUnknown);
  EXPECT_FALSE(session_->takes_writes());
  disk_.fails_syncs = false;
  EXPECT_TRUE(write(adding(3, "after")));
  EXPECT_TRUE(session_->takes_writes());
  EXPECT_EQ(items_left(), 2);
}

}  // namespace
}  // namespace orgd
