// The databases the suites run on. A new driver joins here and nowhere else.
#include "test_database.hpp"

#include <array>
#include <cstdlib>

#include "fresh_database.hpp"
#include "sqlite_file.hpp"
#include "store/postgres/database.hpp"
#include "store/sqlite/single.hpp"

namespace orgd {

SqliteFile::SqliteFile(SqliteOptions options) : options_(std::move(options)) {
  auto pattern = (std::filesystem::temp_directory_path() / "orgd-store-XXXXXX").string();
  if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary directory");
  directory_ = pattern;
  options_.path = directory_ / "store.db";
  database_ = SqliteDatabase::open(options_);
}

SqliteFile::~SqliteFile() {
  database_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

void SqliteFile::reopen() {
  database_.reset();
  database_ = SqliteDatabase::open(options_);
}

namespace {

class PostgresOfItsOwn final : public TestDatabase {
 public:
  Database& database() override { return *database_; }
  std::unique_ptr<SchemaConnection> schema() override { return database_->schema(); }
  void reopen() override {
    database_.reset();
    database_ = PostgresDatabase::open(options_);
  }

 private:
  servers::FreshDatabase const fresh_;
  PostgresOptions const options_ = patient_options(fresh_.url());
  std::unique_ptr<PostgresDatabase> database_ = PostgresDatabase::open(options_);
};

class SqliteInMemory final : public TestDatabase {
 public:
  Database& database() override { return *database_; }
  std::unique_ptr<SchemaConnection> schema() override { return database_->schema(); }
  void reopen() override {
    auto const image = database_->image();
    database_.reset();
    database_ = SingleDatabase::of(image);
  }

 private:
  std::unique_ptr<SingleDatabase> database_ = SingleDatabase::make();
};

}  // namespace

std::vector<DatabaseKind> every_database() {
  auto kinds = shared_databases();
  kinds.push_back(
      {"memory",
       []() -> std::unique_ptr<TestDatabase> { return std::make_unique<SqliteInMemory>(); },
       false});
  return kinds;
}

std::vector<DatabaseKind> shared_databases() {
  std::vector<DatabaseKind> kinds{
      {"sqlite", []() -> std::unique_ptr<TestDatabase> { return std::make_unique<SqliteFile>(); }}};
  if (servers::has_postgres())
    kinds.push_back({"postgres", []() -> std::unique_ptr<TestDatabase> {
                       return std::make_unique<PostgresOfItsOwn>();
                     }});
  return kinds;
}

PostgresOptions patient_options(std::string url) {
  return {.url = std::move(url),
          .connection = {.statement = servers::patience,
                         .lock = servers::patience,
                         .answer = servers::patience},
          .pool = {.patience = servers::patience},
          .patience = {.attempts = servers::patience}};
}

std::string name_of(::testing::TestParamInfo<DatabaseKind> const& info) { return info.param.name; }

std::span<Migration const> test_migrations() { return {&item_migration, 1}; }

Task<Done> add_item(Transaction& transaction, std::int64_t id, std::string_view name) {
  co_await transaction.query("INSERT INTO item (id, name) VALUES ($1, $2)", id, name);
  co_return Done{};
}

Work adding(std::int64_t id, std::string name) {
  return [id, name = std::move(name)](Transaction& transaction) {
    return add_item(transaction, id, name);
  };
}

Result<std::string> items(Session& session, BlockingLoop& loop) {
  std::string text;
  auto const done = loop.run(session.read([&text](Transaction& transaction) -> Task<Done> {
    auto const rows = co_await transaction.query("SELECT id, name FROM item ORDER BY id");
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i > 0) text += ' ';
      text += std::to_string(rows[i].integer(0)) + ':' + std::string(rows[i].text(1));
    }
    co_return Done{};
  }));
  if (!done) return std::unexpected(done.error());
  return text;
}

}  // namespace orgd
