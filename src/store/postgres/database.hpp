// A store on PostgreSQL: any number of servers and loops at once. Writes of one organization wait
// for each other at its row, all others run side by side.
#pragma once

#include <memory>
#include <string>

#include "store/database.hpp"
#include "store/migrate.hpp"
#include "store/postgres/connector.hpp"
#include "store/postgres/figures.hpp"
#include "store/postgres/session.hpp"

namespace orgd {

struct PostgresOptions {
  std::string url{};  ///< libpq's, "postgresql://..."
  PostgresConnection::Limits connection{};
  PostgresPool::Limits pool{};  ///< for each loop
  PostgresSession::Patience patience{};
  FindTrace find_trace{};
};

class PostgresDatabase final : public Database {
 public:
  /// Throws DatabaseError. Applies no migration: `migrate(*database->schema(), ...)` does.
  static std::unique_ptr<PostgresDatabase> open(PostgresOptions options);

  std::unique_ptr<Session> connect(Loop& loop) override;
  std::unique_ptr<Session> connect_aside(Loop& loop) override;
  std::vector<Sample> metrics() const override;
  /// A connection of its own for migrate(); close it before serving.
  std::unique_ptr<SchemaConnection> schema();

 private:
  std::unique_ptr<Session> connect(Loop& loop, PostgresPool::Limits const& limits);
  explicit PostgresDatabase(PostgresOptions options)
      : options_(std::move(options)), connector_(options_.url, options_.connection) {}

  PostgresOptions const options_;
  PostgresConnector connector_;
  PostgresFigures figures_;
};

}  // namespace orgd
