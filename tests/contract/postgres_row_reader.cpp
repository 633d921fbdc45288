// libpq, because the store's own interface takes constants only.
#include <libpq-fe.h>

#include <stdexcept>

#include "row_reader.hpp"

namespace contract {
namespace {

struct Close {
  void operator()(PGconn* connection) const { PQfinish(connection); }
  void operator()(PGresult* answer) const { PQclear(answer); }
};

class PostgresRowReader final : public RowReader {
 public:
  explicit PostgresRowReader(std::string const& url) : connection_(PQconnectdb(url.c_str())) {
    rows_of("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  }

  std::vector<std::string> rows_of(std::string const& sql) override {
    std::unique_ptr<PGresult, Close> const answer(PQexec(connection_.get(), sql.c_str()));
    auto const status = PQresultStatus(answer.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
      throw std::runtime_error(sql + ": " + PQerrorMessage(connection_.get()));
    std::vector<std::string> rows;
    for (int row = 0; row < PQntuples(answer.get()); ++row) {
      std::string& text = rows.emplace_back();
      for (int column = 0; column < PQnfields(answer.get()); ++column) {
        bool const null = PQgetisnull(answer.get(), row, column) != 0;
        text += column > 0 ? "|" : "";
        text += null ? "NULL" : PQgetvalue(answer.get(), row, column);
      }
    }
    return rows;
  }
  std::vector<std::string> tables() override {
    return rows_of("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
  }

 private:
  std::unique_ptr<PGconn, Close> connection_;
};

}  // namespace

std::unique_ptr<RowReader> read_postgres(std::string const& url) {
  return std::make_unique<PostgresRowReader>(url);
}

}  // namespace contract
