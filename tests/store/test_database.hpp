// An empty store of each database under test, and the few verbs the suites share. A suite written
// against DatabaseTest runs on every database that test_database.cpp knows.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "async/blocking_loop.hpp"
#include "store/database.hpp"
#include "store/migrate.hpp"
#include "store/postgres/database.hpp"

namespace orgd {

class TestDatabase {
 public:
  virtual ~TestDatabase() = default;
  virtual Database& database() = 0;
  virtual std::unique_ptr<SchemaConnection> schema() = 0;
  /// As after the end of the process. Sessions must be gone.
  virtual void reopen() = 0;
};

struct DatabaseKind {
  std::string name;
  std::unique_ptr<TestDatabase> (*make)();
  bool shared = true;  ///< by threads, and by sessions and schema connections at the same time
};

std::vector<DatabaseKind> every_database();
std::vector<DatabaseKind> shared_databases();
std::string name_of(::testing::TestParamInfo<DatabaseKind> const& info);

/// With limits that a busy machine does not reach.
PostgresOptions patient_options(std::string url);

/// The table of the suites: item(id, name), with item.id the key.
inline constexpr Migration item_migration{1, "item",
                                          "CREATE TABLE item (id BIGINT PRIMARY KEY, name TEXT);"};
std::span<Migration const> test_migrations();

/// Lets whoever waits go on, once: tests order threads by it instead of by sleeping.
class Gate {
 public:
  void open() {
    std::lock_guard const lock(mutex_);
    open_ = true;
    opened_.notify_all();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    opened_.wait(lock, [this] { return open_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable opened_;
  bool open_ = false;
};

Task<Done> add_item(Transaction& transaction, std::int64_t id, std::string_view name);
/// A work that adds one item.
Work adding(std::int64_t id, std::string name);
/// "1:first 2:second", by id.
Result<std::string> items(Session& session, BlockingLoop& loop);

class DatabaseTest : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  DatabaseTest() : store_(GetParam().make()) {
    migrate(*store_->schema(), test_migrations(), std::chrono::sys_seconds{});
    session_ = store_->database().connect(loop_);
  }

  Result<Done> write(Work work) { return loop_.run(session_->write(std::move(work))); }
  Result<Done> read(Work work) { return loop_.run(session_->read(std::move(work))); }
  std::string items() { return orgd::items(*session_, loop_).value(); }
  void reopen() {
    session_.reset();
    store_->reopen();
    session_ = store_->database().connect(loop_);
  }

  BlockingLoop loop_;
  std::unique_ptr<TestDatabase> store_;
  std::unique_ptr<Session> session_;
};

}  // namespace orgd
