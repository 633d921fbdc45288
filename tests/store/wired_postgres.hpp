// A PostgreSQL database behind a wire that can lose what passes over it, and a way around the wire.
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <optional>
#include <string>

#include "fresh_database.hpp"
#include "test_database.hpp"
#include "wire.hpp"

namespace orgd {

struct CloseDirect {
  void operator()(PGconn* connection) const { PQfinish(connection); }
  void operator()(PGresult* answer) const { PQclear(answer); }
};

class WiredPostgres : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!servers::has_postgres()) GTEST_SKIP() << "ORGD_TEST_POSTGRES names no server";
    fresh_.emplace();
    url_ = fresh_->url();
    direct_.reset(PQconnectdb(url_.c_str()));
    wire_.emplace(PQhost(direct_.get()), PQport(direct_.get()));
    options_.url = url_ + "&host=127.0.0.1&port=" + std::to_string(wire_->port());
    // The witness of a write in these tests is the item that it adds.
    options_.find_trace = [](Transaction& tx, Evidence const& evidence) {
      return trace_of_item(tx, evidence);
    };
    open();
    migrate(*database_->schema(), migrations(), std::chrono::sys_seconds{});
  }
  void TearDown() override {
    session_.reset();
    database_.reset();
  }
  virtual std::span<Migration const> migrations() const { return test_migrations(); }

  /// Connects anew, with the options as they are now.
  void open() {
    session_.reset();
    database_ = PostgresDatabase::open(options_);
    session_ = database_->connect(loop_);
  }
  // Adds an item that is its own witness, and counts how often it is tried.
  Work adding_witnessed(std::string name) {
    return [this, name](Transaction& tx) -> Task<Done> {
      ++runs_;
      tx.witness("organization", name);
      co_await add_item(tx, runs_, name);
      co_return Done{};
    };
  }
  std::string stored() { return items(*session_, loop_).value(); }
  std::string execute(std::string const& sql) {
    std::unique_ptr<PGresult, CloseDirect> const answer(PQexec(direct_.get(), sql.c_str()));
    EXPECT_NE(PQresultStatus(answer.get()), PGRES_FATAL_ERROR) << PQerrorMessage(direct_.get());
    return PQntuples(answer.get()) > 0 ? PQgetvalue(answer.get(), 0, 0) : "";
  }
  void end_all_connections() {
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
        "current_database() AND pid <> pg_backend_pid()");
  }
  double metric(std::string_view name, std::string_view label = "") const {
    for (auto const& sample : database_->metrics())
      if (sample.family.name == name && sample.label_value == label) return sample.value;
    ADD_FAILURE() << "no metric " << name;
    return 0;
  }

  std::optional<servers::FreshDatabase> fresh_;
  std::string url_;
  std::unique_ptr<PGconn, CloseDirect> direct_;
  std::optional<Wire> wire_;
  PostgresOptions options_;
  BlockingLoop loop_;
  std::unique_ptr<PostgresDatabase> database_;
  std::unique_ptr<Session> session_;
  int runs_ = 0;

 private:
  static Task<Trace> trace_of_item(Transaction& tx, Evidence const& evidence) {
    auto const rows = co_await tx.query("SELECT 1 FROM item WHERE name = $1",
                                        evidence.witnesses.front().event_id);
    co_return rows.empty() ? Trace::none : Trace::all;
  }
};

}  // namespace orgd
