// CREATE DATABASE and DROP DATABASE, past a pooler: it knows neither.
#include "fresh_database.hpp"

#include <libpq-fe.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <stdexcept>

namespace servers {
namespace {

constexpr char const* server_variable = "ORGD_TEST_POSTGRES";
constexpr char const* direct_variable = "ORGD_TEST_POSTGRES_DIRECT";

struct Close {
  void operator()(PGconn* connection) const { PQfinish(connection); }
  void operator()(PGresult* answer) const { PQclear(answer); }
};

void execute(std::string const& sql) {
  char const* direct = std::getenv(direct_variable);
  char const* url = direct ? direct : std::getenv(server_variable);
  std::unique_ptr<PGconn, Close> const connection(PQconnectdb(url ? url : ""));
  std::unique_ptr<PGresult, Close> const answer(PQexec(connection.get(), sql.c_str()));
  if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK)
    throw std::runtime_error(sql + ": " + PQerrorMessage(connection.get()));
}

// Runs at the same time, also of other machines, share a server.
std::string random_name() {
  std::random_device random;
  std::string name = "test_";
  for (int i = 0; i < 4; ++i) {
    std::uint32_t const some = random();
    for (int shift = 28; shift >= 0; shift -= 4) name += "0123456789abcdef"[(some >> shift) & 15U];
  }
  return name;
}

}  // namespace

bool has_postgres() { return std::getenv(server_variable) != nullptr; }

bool has_pooler() { return std::getenv(direct_variable) != nullptr; }

std::unique_ptr<FreshDatabase> FreshDatabase::make_if_possible() {
  return has_postgres() ? std::make_unique<FreshDatabase>() : nullptr;
}

FreshDatabase::FreshDatabase() : name_(random_name()) { execute("CREATE DATABASE " + name_); }

FreshDatabase::~FreshDatabase() {
  try {
    execute("DROP DATABASE " + name_ + " WITH (FORCE)");
  } catch (std::exception const& problem) {
    // The test has its outcome; who keeps the server wants to know.
    std::fprintf(stderr, "%s\n", problem.what());
  }
}

std::string FreshDatabase::url() const {
  // What stands in the query part goes over what stands before it.
  return std::string(std::getenv(server_variable)) + "&dbname=" + name_;
}

}  // namespace servers
