// A SQLite store in a directory of its own that goes with the object, and a fixture around one.
#pragma once

#include <filesystem>
#include <memory>

#include "store/sqlite/database.hpp"
#include "test_database.hpp"

namespace orgd {

class SqliteFile final : public TestDatabase {
 public:
  explicit SqliteFile(SqliteOptions options = {});
  ~SqliteFile() override;

  SqliteDatabase& database() override { return *database_; }
  std::unique_ptr<SchemaConnection> schema() override { return database_->schema(); }
  void reopen() override;
  /// Ends the database: its writer has finished when this returns.
  void close() { database_.reset(); }

  std::filesystem::path const& path() const { return options_.path; }

 private:
  std::filesystem::path directory_;
  SqliteOptions options_;
  std::unique_ptr<SqliteDatabase> database_;
};

class SqliteTest : public ::testing::Test {
 protected:
  void open(SqliteOptions options = {}) {
    file_ = std::make_unique<SqliteFile>(std::move(options));
    migrate(*file_->schema(), test_migrations(), std::chrono::sys_seconds{});
    session_ = file_->database().connect(loop_);
  }

  Result<Done> write(Work work) { return loop_.run(session_->write(std::move(work))); }
  std::string items() { return orgd::items(*session_, loop_).value(); }

  BlockingLoop loop_;
  std::unique_ptr<SqliteFile> file_;
  std::unique_ptr<Session> session_;
};

}  // namespace orgd
