// Sessions, and the blocking connection that migrations run on.
#include "store/postgres/database.hpp"

#include "store/postgres/schema.hpp"

namespace orgd {

std::unique_ptr<PostgresDatabase> PostgresDatabase::open(PostgresOptions options) {
  PostgresConnection::open(options.url, options.connection);  // says now what is wrong with it
  return std::unique_ptr<PostgresDatabase>(new PostgresDatabase(std::move(options)));
}

std::unique_ptr<Session> PostgresDatabase::connect(Loop& loop) {
  return connect(loop, options_.pool);
}

std::unique_ptr<Session> PostgresDatabase::connect_aside(Loop& loop) {
  auto limits = options_.pool;
  limits.connections = 2;
  return connect(loop, limits);
}

std::unique_ptr<Session> PostgresDatabase::connect(Loop& loop, PostgresPool::Limits const& limits) {
  return std::make_unique<PostgresSession>(connector_, loop, limits, options_.patience,
                                           options_.find_trace, figures_.add());
}

std::vector<Sample> PostgresDatabase::metrics() const {
  return samples_of(postgres_metrics(), figures_);
}

std::unique_ptr<SchemaConnection> PostgresDatabase::schema() {
  return postgres_schema(options_.url);
}

}  // namespace orgd
