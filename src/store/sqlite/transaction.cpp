// A statement answers before `start` returns, so a Work that suspends waits for something a
// transaction must not wait for: that is a bug and reported as one.
#include "store/sqlite/transaction.hpp"

namespace orgd {
namespace {

class SqliteTransaction final : public Transaction {
 public:
  SqliteTransaction(SqliteConnection& connection, TransactionWatch& watch)
      : connection_(connection), watch_(watch) {}

  bool start(Statement statement, std::span<Value const> values, Rows& rows,
             std::coroutine_handle<> /*waiter*/) override {
    check_usable();
    if (!std::exchange(begun_, true)) watch_.begin();
    doomed_ = true;
    connection_.execute(statement, values, rows);
    doomed_ = false;
    return true;
  }

  bool is_in_one_place() const override { return true; }
  void locks(std::string_view org_id) override { watch_.changes(org_id); }
  void changes_person(std::string_view user_id) override { watch_.changes(user_id); }

  // SQLite would go on after a failed statement; PostgreSQL does not, and the store must behave
  // the same on both.
  void check_usable() const {
    if (doomed_) throw DatabaseError("an earlier statement of the transaction failed");
  }

 private:
  SqliteConnection& connection_;
  TransactionWatch& watch_;
  bool begun_ = false;
  bool doomed_ = false;
};

}  // namespace

Result<Done> run_inline(SqliteConnection& connection, Work const& work, TransactionWatch& watch) {
  SqliteTransaction transaction(connection, watch);
  auto task = work(transaction);
  task.handle().resume();
  if (!task.done()) throw std::logic_error("a transaction's work waits for something else");
  auto result = task.take();
  if (result) transaction.check_usable();
  return result;
}

}  // namespace orgd
