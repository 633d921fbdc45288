// Sessions, and the blocking connection that migrations run on.
#include "store/postgres_database.hpp"

#include <libpq-fe.h>

#include "store/postgres_values.hpp"

namespace orgd {
namespace {

// Migrations are written once. Texts compare by their bytes here too, and tables are heaps.
std::string adapted(std::string_view sql) {
  std::string text(sql);
  auto const replace_all = [&text](std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
  };
  replace_all(" TEXT", " TEXT COLLATE \"C\"");
  replace_all(" WITHOUT ROWID", "");
  return text;
}

class PostgresSchema final : public SchemaConnection {
 public:
  explicit PostgresSchema(PostgresOptions const& options)
      : handle_(PostgresConnection::open(options.url, options.connection)) {}

 private:
  // One migration at a time, of whichever process; whoever reads goes on.
  void begin() override {
    execute_script(
        "BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '60s'; CREATE TABLE IF "
        "NOT EXISTS schema_lock (id BIGINT PRIMARY KEY); "
        "LOCK TABLE schema_lock IN EXCLUSIVE MODE");
  }
  void commit() override { execute_script("COMMIT"); }
  void roll_back() noexcept override {
    PostgresAnswer const ignored(PQexec(handle_.get(), "ROLLBACK"));
  }
  Rows query(Statement statement, std::span<Value const> values) override {
    Parameters const parameters(values);
    PostgresAnswer const answer(PQexecParams(handle_.get(), std::string(statement.sql()).c_str(),
                                             parameters.size(), nullptr, parameters.pointers.data(),
                                             nullptr, nullptr, 0));
    require(*answer);
    Rows rows;
    copy(*answer, rows);
    return rows;
  }
  void execute_script(std::string_view sql) override {
    PostgresAnswer const answer(PQexec(handle_.get(), adapted(sql).c_str()));
    require(*answer);
    if (PQtransactionStatus(handle_.get()) != PQTRANS_INTRANS && sql != "COMMIT")
      throw std::logic_error("a migration ends its transaction");
  }
  static void require(pg_result const& answer) {
    auto const status = PQresultStatus(&answer);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw error_of(answer);
  }

  PostgresHandle handle_;
};

}  // namespace

std::unique_ptr<PostgresDatabase> PostgresDatabase::open(PostgresOptions options) {
  PostgresConnection::open(options.url, options.connection);  // says now what is wrong with it
  return std::unique_ptr<PostgresDatabase>(new PostgresDatabase(std::move(options)));
}

std::unique_ptr<Session> PostgresDatabase::connect(Loop& loop) {
  return std::make_unique<PostgresSession>(connector_, loop, options_.pool, options_.patience,
                                           options_.was_committed, figures_.add());
}

std::vector<Sample> PostgresDatabase::metrics() const {
  return samples_of(postgres_metrics(), figures_);
}

std::unique_ptr<SchemaConnection> PostgresDatabase::schema() {
  return std::make_unique<PostgresSchema>(options_);
}

}  // namespace orgd
