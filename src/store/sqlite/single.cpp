// Works run to their end before anything else does, so a read needs no transaction to see one
// state, and a write has the database to itself.
#include "store/sqlite/single.hpp"

#include "store/sqlite/schema.hpp"
#include "store/sqlite/transaction.hpp"

namespace orgd {
namespace {

class Unwatched final : public TransactionWatch {};

class OnlyReads {
 public:
  explicit OnlyReads(SqliteConnection& connection) : connection_(connection) {
    connection_.only_read(true);
  }
  OnlyReads(OnlyReads const&) = delete;
  OnlyReads& operator=(OnlyReads const&) = delete;
  ~OnlyReads() { connection_.only_read(false); }

 private:
  SqliteConnection& connection_;
};

}  // namespace

class SingleDatabase::Inline final : public Session {
 public:
  explicit Inline(SingleDatabase& database) : database_(database) {}

  Task<Done> read(Work work, Deadline /*never waits*/) override {
    seen_commits_ = database_.connection_.commits();
    co_return database_.read(work);
  }
  Task<Done> write(Work work, Deadline /*never waits*/) override {
    co_return database_.write(work);
  }
  std::uint64_t moment() const override { return seen_commits_; }
  bool unchanged(std::string_view /*any*/, std::uint64_t since) override {
    return database_.connection_.commits() == since;
  }

 private:
  SingleDatabase& database_;
  std::uint64_t seen_commits_ = 0;  // before the last read
};

std::unique_ptr<SingleDatabase> SingleDatabase::make() {
  return std::unique_ptr<SingleDatabase>(new SingleDatabase({}));
}

std::unique_ptr<SingleDatabase> SingleDatabase::of(std::string_view image) {
  return std::unique_ptr<SingleDatabase>(new SingleDatabase({image}));
}

std::unique_ptr<Session> SingleDatabase::connect(Loop& /*loop*/) {
  return std::make_unique<Inline>(*this);
}

std::unique_ptr<SchemaConnection> SingleDatabase::schema() { return sqlite_schema(connection_); }

std::string SingleDatabase::image() const {
  require_idle();
  return connection_.image();
}

void SingleDatabase::restore(std::string_view image) {
  require_idle();
  connection_.restore(image);
}

void SingleDatabase::require_idle() const {
  if (connection_.in_transaction() || connection_.only_reads())
    throw std::logic_error("the database is used inside a transaction of its own");
}

Result<Done> SingleDatabase::read(Work const& work) {
  require_idle();
  OnlyReads const reading(connection_);
  Unwatched watch;
  return run_inline(connection_, work, watch);
}

Result<Done> SingleDatabase::write(Work const& work) {
  require_idle();
  connection_.execute("BEGIN IMMEDIATE");
  try {
    Unwatched watch;
    auto result = run_inline(connection_, work, watch);
    if (!connection_.in_transaction()) throw DatabaseError("a write ended its own transaction");
    if (!result) {
      connection_.roll_back();
      return result;
    }
    // Left to COMMIT, it would be told in other words than a file's.
    if (connection_.foreign_key_owed()) throw DatabaseError("a foreign key points to no row");
    connection_.execute("COMMIT");
    return result;
  } catch (...) {
    connection_.roll_back();
    throw;
  }
}

}  // namespace orgd
